"""Probes of the custody table: what came up in some simulated weeks, taken up again by everybody, without storing it.

A probe is one item as it once stood and one person, or the engine, who tries one act on it. The checkers of the year say
whether what comes of it is lawful, and whether it is what is written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import partial
from itertools import islice
from typing import Any

from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId
from demarc.record.translate.custody import About
from tests.laws.custody_mutants import Key
from tests.year.chance import Chance
from tests.year.engagement import Many, Memory
from tests.year.laws import TABLE, Attempt, Watch
from tests.year.moves import Hand
from tests.year.year import Year

SEED, DAYS, EACH, TRIES, MORE = 11, 90, 16, 3, 30
"""Which weeks are probed, how many items for each state, how often each probe draws what is said, and how many probes
more there are once something has been noticed."""


MINUTE = timedelta(minutes=1)


class Noticed(IntEnum):
    """Who noticed that something is wrong."""

    NOBODY = 0
    THE_WRITTEN_TABLE = 1
    A_LAW = 2


class Patient(Watch):
    """Goes on where a step is not what is written, to see whether a law breaks too."""

    off = False

    def expect(self, holds: bool, law: int, item: ItemId, seen: str) -> None:  # noqa: FBT001 - as in `Watch`
        if law == TABLE and not holds:
            type(self).off = True
        else:
            super().expect(holds, law, item, seen)


@dataclass(frozen=True, slots=True)
class Sample:
    """An item as it once stood, and the instant at which it is taken up again."""

    custody: Custody
    at: datetime


class Rehearsal(Memory):
    """A memory that checks what would be stored, and stores nothing."""

    def attempt(
        self,
        item: ItemId,
        by: PersonId,
        act: Act | None,
        decide: Callable[[Custody, Situation], Many],
        *,
        when: datetime | None = None,
        about: About | None = None,
    ) -> Many:
        custody, situation = self.custody[item], self.situation(item, by)
        decided = decide(custody, situation)
        self.watch.attempted(Attempt(custody, act, situation, decided, when))
        if not isinstance(decided, Refused):
            entries = decided if isinstance(decided, tuple) else (decided,)
            self.store(self._with_dispute(item, situation, entries), about or self.about[item])
        return decided

    def store(self, entries: Iterable[Entry], about: About) -> None:
        after = dict(self.custody)
        for entry in entries:
            self.watch.stored(after.get(entry.item), entry, self.world(), self.about.get(entry.item, about))
            after[entry.item] = entry.after
        self.watch.settled(after)


class Probes:
    """Everything that can be probed, from some weeks that were lived through once."""

    def __init__(self) -> None:
        year = Year(SEED, days=DAYS, meddling=25)
        year.run()
        year.memory.__class__ = Rehearsal
        self._year, self._memory = year, year.memory
        parties = year.memory.world().parties
        self._actors = (ENGINE, *sorted(parties))
        self._ages: dict[ItemId, datetime] = {one.item: one.received_at for one in year.memory.custody.values()}
        self._samples = self._chosen(parties)

    def notice(self, key: Key) -> Noticed:
        """Probe one cell of the table as it is now, and tell who noticed that something is wrong with it."""
        probes = self._probes(key)
        worst = next(filter(None, map(self._noticed, probes)), Noticed.NOBODY)
        # What is not as written is looked at for a little longer, to see whether a law breaks too.
        return max((worst, *map(self._noticed, islice(probes, MORE))))

    def _probes(self, key: Key) -> Iterator[Callable[[], object]]:
        state, act = key
        if state is None and act is Act.RECEIVE:
            for about in list(self._memory.about.values())[:40]:
                yield partial(self._year.arrivals._receive, about)
            return
        tried = Act.SETTLE if act is Act.AGREE else act
        for number in range(TRIES):
            for start in (state,) if state else (State.ROUTED, State.HELD, State.OFFERED):
                for sample in self._samples[start]:
                    for by in self._actors if state else (sample.custody.holder,):
                        yield partial(self._try, sample, by, tried, number)

    def _noticed(self, probe: Callable[[], object]) -> Noticed:
        Patient.off = False
        self._memory.watch = Patient(versions=[(self._year.firms.start, str(self._year.firms.version))])
        self._memory.watch._first_seen = dict(self._ages)
        try:
            probe()
        except Exception:  # noqa: BLE001 - a law that breaks, or a program that does, has noticed
            return Noticed.A_LAW
        return Noticed.THE_WRITTEN_TABLE if Patient.off else Noticed.NOBODY

    def _try(self, sample: Sample, by: PersonId, act: Act, number: int) -> None:
        memory, item = self._memory, sample.custody.item
        # What was asked about it is open again too, so that it can be answered.
        asks = [child for child in memory.children.get(item, ()) if memory.custody[child].kind is ItemKind.ASK]
        stood = {one: memory.custody[one] for one in (item, *asks)}
        memory.custody |= {child: self._year.watch.entries[child][0].after for child in asks}
        memory.custody[item], memory.now = sample.custody, sample.at
        if act is Act.ESCALATE and sample.custody.next_due and number:
            memory.now = sample.custody.next_due
        self._ages[item] = sample.custody.received_at
        try:
            Hand(memory, Chance(f"{item} {by} {act} {number}")).try_it(item, by, act)
        finally:
            memory.custody |= stood

    def _chosen(self, parties: Any) -> dict[State, list[Sample]]:
        """Choose for each state items that differ in what matters to a cell, of people who are still there."""
        found: dict[State, dict[tuple[object, ...], Sample]] = defaultdict(dict)
        for entries in self._year.watch.entries.values():
            for entry in entries:
                one = entry.after
                here = one.holder in parties and (one.offered_to is None or one.offered_to in parties)
                if here and not one.into:
                    kind = (one.kind, one.priority, one.title, one.outcome, one.security, one.always, one.asks > 0)
                    soon = min(MINUTE, (one.next_due - entry.at) / 2) if one.next_due else MINUTE
                    found[one.state].setdefault(kind, Sample(one, entry.at + soon))
        chance = Chance(SEED)
        return {state: chance.sample(list(each.values()), min(EACH, len(each))) for state, each in found.items()}
