"""What a move needs to know about the world at the instant it is decided: handed in whole, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from demarc.core.custody.columns import Standing
from demarc.core.custody.custody import Custody, Running
from demarc.core.custody.states import State
from demarc.core.matrix.decide import Outcome
from demarc.core.words import ENGINE, ItemId, PartyId, PersonId, RowId, Window

NO_ITEM = ItemId("")


class Pace(Protocol):
    """The clocks of one item: how fast somebody must act. `demarc.core.clocks` makes them."""

    def standing(self, now: datetime) -> Running:
        """Wind clock A at `now` for what the matrix routes: a first act for P1 and P2, else the row's own due date."""

    def accept(self, now: datetime) -> Running:
        """Wind clock A at `now` for what somebody is asked to take: an offer, an ask, a stand-in, a ruling."""

    def progress(self, now: datetime, due: datetime) -> Running:
        """Wind clock P at `now` for a promise that falls due at `due`."""

    def again(self, now: datetime) -> datetime:
        """Tell when a clock whose steps have all been taken calls again."""

    def promised(self, now: datetime) -> datetime:
        """Tell when the default promise falls due."""

    def longest(self, now: datetime) -> datetime:
        """Tell the latest instant a promise may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The world around one item at `now` (aware UTC), seen by `by`.

    `call` is who is called now, best first, all present; it is never empty. `outcome`, `row`, `matrix_version` and
    `window` say what decided it. `parties` maps every active person to their party. `stand_ins` may accept in place of
    the holder or receiver. `rows` are the row ids a decline may cite. `must_carry` and `proof` are what the row asks of a
    hand-off and of an ending. `clears_itself` says that the row lets a cleared source close the item, `calls_executives`
    that it calls them whatever the priority. `spare` is the id of the item this act may have to bring about. `queue` are
    the people whose side's queue the item waits in: the first of them to touch it takes it. `members` counts the signals
    grouped on the item.
    """

    now: datetime
    by: PersonId
    call: tuple[PersonId, ...]
    outcome: Outcome
    row: RowId | None
    matrix_version: str
    window: Window
    pace: Pace
    parties: Mapping[PersonId, PartyId]
    client: PartyId
    leads: frozenset[PersonId] = frozenset()
    arbiters: frozenset[PersonId] = frozenset()
    executives: frozenset[PersonId] = frozenset()
    stand_ins: frozenset[PersonId] = frozenset()
    queue: frozenset[PersonId] = frozenset()
    rows: frozenset[RowId] = frozenset()
    open_children: int = 0
    members: int = 0
    always: bool = False
    calls_executives: bool = False
    must_carry: str = ""
    proof: str = ""
    clears_itself: bool = False
    spare: ItemId = NO_ITEM

    def __post_init__(self) -> None:
        """Refuse a world in which nobody can be called: no item may ever be without a holder."""
        if not self.call:
            raise NobodyToCall(self.matrix_version)

    def party(self, person: PersonId) -> PartyId | None:
        """Return the party of an active person, or None."""
        return self.parties.get(person)

    def same_side(self, one: PersonId, other: PersonId) -> bool:
        """Tell whether two active people work for the same party."""
        return self.parties.get(one) is not None and self.parties.get(one) == self.parties.get(other)


class NobodyToCall(ValueError):
    """Not one present person is on the call list, not even behind the intake holder."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"nobody can be called by matrix version `{version}`: give the intake holder and the executive present deputies"
        )


def standings(custody: Custody | None, situation: Situation) -> frozenset[Standing]:
    """Tell everything the actor is to this item; without custody, what they are to an item about to exist."""
    by = situation.by
    if by == ENGINE:
        return frozenset({Standing.ENGINE})
    tests = {
        Standing.ANYONE: True,
        Standing.LEAD: by in situation.leads,
        Standing.CLIENT_LEAD: by in situation.leads and situation.party(by) == situation.client,
        Standing.ARBITER: by in situation.arbiters,
        Standing.EXECUTIVE: by in situation.executives,
    }
    if custody is not None:
        may_step_in = custody.state in {State.ROUTED, State.OFFERED} and by in situation.stand_ins
        may_step_in |= custody.state is State.ROUTED and by in situation.queue
        tests |= {
            Standing.HOLDER: by == custody.holder,
            Standing.RECEIVER: by == custody.offered_to,
            Standing.STAND_IN: may_step_in and by != custody.holder,
            Standing.CALLED: by in custody.called and by != custody.holder,
            Standing.COLLEAGUE: situation.same_side(by, custody.holder),
            Standing.RAISER: by == custody.raised_by,
        }
    return frozenset(standing for standing, holds in tests.items() if holds)
