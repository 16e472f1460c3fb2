"""The functions of IT as values: the major outcomes that a written matrix gives an owner, over eight lanes."""

from demarc.core.catalogue.backup import BACKUP
from demarc.core.catalogue.desk import DESK, IDENTITY
from demarc.core.catalogue.endpoints import ENDPOINTS, PATCHING
from demarc.core.catalogue.function import ALWAYS_SINGLE, Function, Owner, Split
from demarc.core.catalogue.governance import COMPLIANCE, GOVERNANCE
from demarc.core.catalogue.infrastructure import BUILDING, MAIL, SERVERS_AND_NETWORK
from demarc.core.catalogue.security import SECURITY, VULNERABILITY
from demarc.core.catalogue.vendors import ASSETS, VENDORS

__all__ = ["ALWAYS_SINGLE", "FUNCTIONS", "LANE_TITLES", "Function", "Owner", "Split", "function", "functions_of_topic"]

FUNCTIONS: tuple[Function, ...] = (
    *DESK,
    *IDENTITY,
    *ENDPOINTS,
    *PATCHING,
    *SERVERS_AND_NETWORK,
    *MAIL,
    *BACKUP,
    *SECURITY,
    *VULNERABILITY,
    *VENDORS,
    *COMPLIANCE,
    *ASSETS,
    *GOVERNANCE,
    *BUILDING,
)
"""Every function, prefix by prefix."""

LANE_TITLES = {
    "SD": "Service desk",
    "IA": "Identity and access",
    "EP+PT": "Endpoints and patching",
    "SN+EM+PH": "Servers, network, mail and building",
    "BK": "Backup and recovery",
    "SE+VM": "Security",
    "VS+AS": "Vendors and assets",
    "CO+GV": "Compliance and governance",
}
"""The eight lanes in order, with their titles."""

_BY_ID = {function.id: function for function in FUNCTIONS}


def function(id_: str) -> Function | None:
    """Return the function with this id (`SE-03`), or None."""
    return _BY_ID.get(id_)


def functions_of_topic(topic: str) -> tuple[Function, ...]:
    """Return every function that this topic is about: one, or four for `os-patch`."""
    return tuple(function for function in FUNCTIONS if function.topic == topic)
