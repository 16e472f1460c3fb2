"""The words that titles use for each function of the catalogue, one file for each concept."""

from demarc.core.meaning.vocabulary.assets import ASSETS
from demarc.core.meaning.vocabulary.backup import BACKUP
from demarc.core.meaning.vocabulary.building import BUILDING
from demarc.core.meaning.vocabulary.compliance import COMPLIANCE
from demarc.core.meaning.vocabulary.desk import DESK
from demarc.core.meaning.vocabulary.elsewhere import ELSEWHERE
from demarc.core.meaning.vocabulary.endpoints import ENDPOINTS
from demarc.core.meaning.vocabulary.entry import Says
from demarc.core.meaning.vocabulary.governance import GOVERNANCE
from demarc.core.meaning.vocabulary.identity import IDENTITY
from demarc.core.meaning.vocabulary.mail import MAIL
from demarc.core.meaning.vocabulary.network import NETWORK
from demarc.core.meaning.vocabulary.patching import PATCHING
from demarc.core.meaning.vocabulary.security import SECURITY
from demarc.core.meaning.vocabulary.servers import SERVERS
from demarc.core.meaning.vocabulary.vendors import VENDORS
from demarc.core.meaning.vocabulary.vulnerability import VULNERABILITY

VOCABULARY: tuple[Says, ...] = (
    *DESK,
    *IDENTITY,
    *ENDPOINTS,
    *PATCHING,
    *SERVERS,
    *NETWORK,
    *MAIL,
    *BUILDING,
    *BACKUP,
    *SECURITY,
    *VULNERABILITY,
    *VENDORS,
    *ASSETS,
    *COMPLIANCE,
    *GOVERNANCE,
    *ELSEWHERE,
)
"""Every entry. The order means nothing; the longest phrase counts."""
