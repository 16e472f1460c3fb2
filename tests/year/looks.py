"""What people do when they look at an item: mostly the sensible thing for who they are to it, sometimes something else."""

from collections.abc import Mapping
from datetime import timedelta

from demarc.core.custody.custody import Custody
from demarc.core.custody.states import NEXT, Act, State
from demarc.core.moments import next_opening
from demarc.core.notices import Notice
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority
from tests.cast import DANA, MARC, PRIYA, RUTH
from tests.year.chance import Chance
from tests.year.engagement import Memory
from tests.year.moves import MOVES, Hand

Weights = Mapping[Act | None, int]
"""How often each act is chosen; None is to look and do nothing."""

MINUTE = timedelta(minutes=1)
SILENT = 0.25
"""How often somebody who is told something does not react at all."""
INSISTENT = 4
"""After so many calls people do react, and those who were called do take over."""
URGENT = frozenset({Priority.P1, Priority.P2})

HOLDER: Mapping[State, Weights] = {
    State.ROUTED: {
        Act.ACCEPT: 40, Act.PROMISE: 8, Act.OFFER: 14, Act.ASK: 6, Act.NOTE: 6, Act.CLOSE: 4, Act.DISPUTE: 4,
        Act.SPLIT: 3, Act.INTERVENE: 2, Act.ASSIGN: 2, Act.MERGE: 2, Act.ABSORB: 1, None: 8,
    },
    State.HELD: {
        Act.CLOSE: 40, Act.PROMISE: 16, Act.OFFER: 14, Act.ASK: 7, Act.SPLIT: 3, Act.MERGE: 4, Act.ABSORB: 3,
        Act.ASSIGN: 4, Act.NOTE: 5, Act.DISPUTE: 2, Act.INTERVENE: 2, Act.ANSWER: 5, None: 6,
    },
    State.OFFERED: {
        Act.WITHDRAW: 12, Act.PROMISE: 18, Act.CLOSE: 8, Act.NOTE: 8, Act.ASK: 5, Act.DISPUTE: 4, Act.SPLIT: 2,
        Act.MERGE: 2, Act.ABSORB: 2, Act.ASSIGN: 3, Act.ANSWER: 6, None: 30,
    },
    State.DISPUTED: {
        Act.PROMISE: 30, Act.NOTE: 8, Act.CLOSE: 8, Act.ASK: 6, Act.SPLIT: 2, Act.MERGE: 2, Act.ABSORB: 2,
        Act.ASSIGN: 3, Act.ANSWER: 5, None: 30,
    },
}  # fmt: skip
RECEIVER: Weights = {Act.ACCEPT: 46, Act.DECLINE: 34, Act.DISPUTE: 5, Act.NOTE: 4, None: 10}
CALLED: Weights = {Act.ACCEPT: 30, Act.NOTE: 10, Act.INTERVENE: 8, None: 40}
LEAD: Weights = {Act.SETTLE: 50, Act.SPEAK: 15, Act.OFFER: 5, Act.DISPUTE: 3, Act.NOTE: 10, None: 10}
ARBITER: Weights = {Act.RULE: 60, None: 10}
RULING: Mapping[PersonId, Weights] = {RUTH: ARBITER, MARC: ARBITER, DANA: LEAD, PRIYA: LEAD}
TAKING_OVER: Weights = {Act.ACCEPT: 80, Act.NOTE: 10, None: 10}
CLIENT_LEAD: Weights = {Act.RULE_OWN: 40, Act.ACCEPT: 30, Act.OFFER: 20, None: 10}
ASKED: Weights = {Act.ANSWER: 70, Act.ACCEPT: 10, Act.OFFER: 4, None: 16}


class Looks:
    """Lets people hear, look and act. What they hear comes from the program's own notices."""

    def __init__(self, memory: Memory, chance: Chance, hand: Hand) -> None:
        self._memory, self._chance, self._hand = memory, chance, hand
        memory.tell = self.hear

    def hear(self, notice: Notice) -> None:
        """Let somebody who is told something look at it after a while, in their own hours unless it is urgent."""
        custody = self._memory.custody[notice.item]
        if self._chance.random() >= (SILENT if custody.step < INSISTENT else SILENT / 5):
            urgent = custody.priority in URGENT
            self.will_look(notice.to, notice.item, mean=12 if urgent else 150, by_day=not urgent)

    def will_look(self, person: PersonId, item: ItemId, *, mean: float, by_day: bool) -> None:
        """Plan a look after a while of `mean` minutes; by day it waits for the person's own hours."""
        memory = self._memory
        at = memory.now + timedelta(seconds=60 + int(self._chance.expovariate(1 / (60 * mean))))
        hours = memory.firms.people[person].hours
        if by_day and hours is not None:
            at = next_opening(hours, at) or at
        memory.at(at, lambda: self._look(person, item))

    def meddle(self) -> None:
        """Let anybody, or the engine at a wrong moment, try anything on anything."""
        memory, chance = self._memory, self._chance
        if not memory.custody:
            return
        open_, known = list(memory.open), list(memory.custody)
        item = chance.choice(open_) if open_ and chance.random() < 0.8 else chance.choice(known[-300:])
        custody = memory.custody[item]
        here = sorted(act for act in NEXT[custody.state] if act in MOVES or act is Act.ANSWER)
        act = chance.choice(here if chance.random() < 0.85 else sorted(MOVES))
        by = ENGINE if chance.random() < 0.1 else self._hand.somebody()
        if by != ENGINE and by not in memory.world().parties:
            return
        if by == ENGINE and act in {Act.ANSWER, Act.ESCALATE}:
            return
        self._hand.try_it(item, by, act)

    def _look(self, person: PersonId, item: ItemId) -> None:
        memory, chance = self._memory, self._chance
        if person not in memory.firms.here(memory.now):
            return
        weights = self._weights(person, memory.custody[item])
        act = chance.choices(list(weights), list(weights.values()))[0]
        if act is not None:
            ask = memory.custody[item]
            on = ask.parent if act is Act.ANSWER and ask.kind is ItemKind.ASK else item
            self._hand.try_it(on or item, person, act)
        after = memory.custody[item]
        if after.is_open and after.holder == person and chance.random() < 0.5:
            self.will_look(person, item, mean=60 if after.priority in URGENT else 500, by_day=after.priority not in URGENT)

    def _weights(self, person: PersonId, custody: Custody) -> Weights:
        """Choose by what somebody is to the item: who must act first."""
        if not custody.is_open:
            return {Act.REOPEN: 10 if person in {DANA, PRIYA, RUTH} else 0, Act.NOTE: 5, None: 60}
        if (custody.state is State.DISPUTED or custody.kind is ItemKind.DISPUTE) and person in RULING:
            return RULING[person]
        if custody.kind is ItemKind.ASK and person in {custody.holder, custody.raised_by}:
            return ASKED
        if custody.holder == person:
            ungoverned = person == DANA and custody.state is State.ROUTED and custody.row is None
            return CLIENT_LEAD if ungoverned else HOLDER[custody.state]
        if custody.state is State.OFFERED and custody.offered_to == person:
            return RECEIVER
        return TAKING_OVER if custody.step > INSISTENT else CALLED
