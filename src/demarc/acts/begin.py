"""Beginning an engagement for real: its people take part at once, and its first version waits for both sides to sign.

Until they have, nothing is in force: what comes in is kept, and every page says that the engagement is not live.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.acts.outcome import Refused
from demarc.acts.put_in_force import found_engagement, leads_of
from demarc.acts.versions import Proposed, propose_version
from demarc.core.matrix.table import Matrix
from demarc.core.words import EngagementId, PersonId
from demarc.record.transactions import write_transaction

WHY = "The first version: both sides read it, and sign it or say what should be otherwise."


@dataclass(frozen=True, slots=True)
class Begun:
    """The engagement, the version that waits for signatures, and who signs for the sides: their ids by their keys."""

    engagement: EngagementId
    version: int
    signers: Mapping[str, PersonId]


def begin_engagement(*, matrix: Matrix, now: datetime, starts_at: datetime) -> Begun | Refused:
    """Begin an engagement with a first version proposed by the client's lead, to decide from `starts_at`.

    Raises `NoClient`.
    """
    if starts_at <= now:
        return Refused(f"A start at `{starts_at:%Y-%m-%d %H:%M}` UTC is refused: both sides sign before it.")
    if missing := next(_without_address(matrix), None):
        return Refused(f"`{missing}` signs for a side and has no e-mail address in the matrix, so could never sign in.")
    with write_transaction():
        engagement, ids = found_engagement(matrix, now=now, leads=leads_of(matrix))
        lead = ids[matrix.engagement.intake_holder]
        found = propose_version(engagement=engagement, matrix=matrix, by=lead, now=now, starts_at=starts_at, why=WHY)
        assert isinstance(found, Proposed), found
    return Begun(engagement, found.number, {key: ids[key] for key in _signers(matrix)})


def _signers(matrix: Matrix) -> Iterator[str]:
    """Name who signs: the leads of both sides, and the client's executive."""
    yield from sorted(leads_of(matrix))
    if matrix.engagement.executive and matrix.engagement.executive not in leads_of(matrix):
        yield matrix.engagement.executive


def _without_address(matrix: Matrix) -> Iterator[str]:
    for key in _signers(matrix):
        person = matrix.directory.person(key)
        if person is None or not person.email:
            yield key
