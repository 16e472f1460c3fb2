"""An exception: work that crossed the line against the matrix, for a time, because somebody said yes.

Nobody is blocked by it. The acceptance itself says whose it was by the matrix and until when it may stay; the reason may
follow. What the record keeps of exceptions beside the ledger is told from the entries alone, by `exception_of`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.plain import Plain
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Decided, Refused, step
from demarc.core.instants import instant_of, micros
from demarc.core.words import ItemId, PartyId, PersonId, Priority, RowId

LASTS: Mapping[Priority, timedelta] = {
    Priority.P1: timedelta(days=3),
    Priority.P2: timedelta(days=7),
    Priority.P3: timedelta(days=14),
    Priority.P4: timedelta(days=28),
}
"""How long an exception lasts from its acceptance. Plain days, so that anybody can count them from the entry."""

EXPLAINS = "explains"
"""What a note that gives an exception's reason says of itself: the version of the acceptance it explains."""
REASON = "reason"
"""The field of that reason among the private texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingException:
    """One accepted crossing away from the matrix: the acceptance (`item`, `item_version`, `at`) and who stood where.

    `row` took the item then, or is None where no single row did; `owner` is whom the matrix named. `sender` held it,
    `receiver` accepted. From `until` on somebody must decide what becomes of it. Instants are aware UTC.
    """

    item: ItemId
    item_version: int
    row: RowId | None
    owner: PersonId
    sender: PersonId
    receiver: PersonId
    at: datetime
    until: datetime


class Course(StrEnum):
    """What became of an exception so far. While it is under way the item is still where the matrix would not have it."""

    UNDER_WAY = "under way"
    CLOSED = "closed"
    BACK = "taken back"
    DECIDED = "decided by a ruling or settlement"
    AMENDED = "the matrix gives it to them now"


def excepted(custody: Custody, situation: Situation) -> dict[str, Plain]:
    """Say, for the entry of an acceptance that crosses away from the matrix, what the exception is."""
    until = situation.now + LASTS[custody.priority]
    return {"crossing": 1, "from": custody.holder, "owner": situation.call[0], "until": micros(until)}


def exception_of(entry: Entry) -> CrossingException | None:
    """Read the exception in an entry, or None: most acceptances are none, and what was only practised makes none.

    Entries from before exceptions had an end get the one they would have had.
    """
    said, after = entry.said, entry.after
    if entry.act is not Act.ACCEPT or not said.get("crossing") or after.drill:
        return None
    sender, until = PersonId(str(said["from"])), said.get("until")
    return CrossingException(
        item=entry.item,
        item_version=entry.item_version,
        row=after.row,
        owner=PersonId(str(said.get("owner", sender))),
        sender=sender,
        receiver=entry.by,
        at=entry.at,
        until=instant_of(until) if isinstance(until, int) else entry.at + LASTS[after.priority],
    )


def course(
    one: CrossingException, custody: Custody, *, named: PartyId | None, parties: Mapping[PersonId, PartyId]
) -> Course:
    """Tell what became of an exception, from its item as it stands.

    `named` is the party the matrix names now, `parties` those of everybody who ever took part.
    """
    receiving = parties.get(one.receiver)
    if custody.crossings == 0:
        # Only a ruling or a settlement sets the count to nothing.
        return Course.DECIDED
    if custody.state is State.CLOSED:
        return Course.CLOSED
    if parties.get(custody.holder) != receiving:
        return Course.BACK
    return Course.AMENDED if named == receiving else Course.UNDER_WAY


def owes_reason(one: CrossingException, present: Mapping[PersonId, PartyId]) -> PersonId:
    """Tell who owes the reason: who handed it over, or who took it once the other has left."""
    return one.sender if one.sender in present else one.receiver


def explain(custody: Custody, situation: Situation, one: CrossingException, *, text: str) -> Decided:
    """Give the reason of an exception, by either of the two people it lies between; by a lead once both have left."""
    if not text.strip():
        return Refused("A reason without words is refused: say why it had to cross the line.")
    two = frozenset({one.sender, one.receiver})
    may = two if two & situation.parties.keys() else situation.leads
    if situation.by not in may:
        return Refused("The reason is given by one of the two people between whom it crossed the line.")
    private = (Private(REASON, text.strip()),)
    return step(custody, Act.NOTE, situation, said={EXPLAINS: one.item_version}, private=private)
