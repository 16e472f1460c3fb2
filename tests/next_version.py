"""The next version of a matrix, in force at once, for tests about what follows from it and not about how it was agreed.

How two firms come to it (proposed, sound, signed with two keys) is tested in `tests/acts/test_versions.py`; a version as
these tests want it may be unsound, and need not start in the future.
"""

from datetime import datetime

from demarc.acts import put_in_force
from demarc.core.matrix.table import Matrix
from demarc.core.words import PersonId
from demarc.record.transactions import write_transaction


def write_next_version(
    *, engagement: str, matrix: Matrix, now: datetime, by: str, starts_at: datetime | None = None
) -> put_in_force.InForceFrom:
    """Write the version down as signed, the way an engagement's first one is."""
    leads = put_in_force.leads_of(matrix)
    with write_transaction():
        put_in_force._write_parties(engagement, matrix)
        ids = put_in_force._write_people(engagement, matrix, leads, now)
        return put_in_force._sign(engagement, matrix, ids, by=PersonId(by), now=now, starts_at=starts_at or now)
