"""One engagement in memory: items and their entries, the tree over them, the clocks in one heap, and who hears of what.

It stands in for the database: what the acts would gather from rows is kept in dictionaries, and what they would store is
checked by `laws` first.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from demarc.acts.gather import Case, situation_of, situation_of_new
from demarc.acts.verb import dispute_item
from demarc.acts.world import World
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.leaf import canonical
from demarc.core.matrix.queues import queue_of
from demarc.core.notices import Notice, notices
from demarc.core.tree import Frontier, leaf_hash
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Severity
from demarc.record.translate.custody import About
from tests.year.firms import Firms
from tests.year.laws import BESIDE, Attempt, Watch

Many = Entry | tuple[Entry, ...] | Refused
Happening = Callable[[], object]


class Memory:
    """Everything that is so at `now`. Nothing here looks at a clock: `now` moves when the heap says so."""

    def __init__(self, firms: Firms, watch: Watch) -> None:
        self.firms, self.watch = firms, watch
        self.now = firms.start
        self.custody: dict[ItemId, Custody] = {}
        self.about: dict[ItemId, About] = {}
        self.open: dict[ItemId, None] = {}
        self.children: dict[ItemId, list[ItemId]] = {}
        self.threads: dict[str, ItemId] = {}
        self.members: Counter[ItemId] = Counter()
        self.leaves: list[bytes] = []
        self.frontier = Frontier()
        self.born = 0
        self.refusals = 0
        self.tell: Callable[[Notice], None] = lambda _: None
        self.moved: Callable[[Custody], None] = lambda _: None
        self.ring: Callable[[ItemId], None] = lambda _: None
        self._heap: list[tuple[datetime, int, Happening]] = []
        self._turn = count()

    # --- time ---------------------------------------------------------------------------------------------------------

    def at(self, instant: datetime, happening: Happening) -> None:
        """Let something happen at an instant, after everything that was planned for the same one before."""
        heappush(self._heap, (instant, next(self._turn), happening))

    def run(self, until: datetime) -> None:
        """Let everything happen that is planned before `until`, in order."""
        while self._heap and self._heap[0][0] < until:
            self.now, _, happening = heappop(self._heap)
            happening()

    @property
    def steps(self) -> int:
        """Count what was tried: what is stored, and what was refused."""
        return len(self.leaves) + self.refusals

    # --- gathering ----------------------------------------------------------------------------------------------------

    def world(self) -> World:
        """Gather the engagement as it is now."""
        return self.firms.world(self.now)

    def spare(self) -> ItemId:
        """Name the next item."""
        return ItemId(f"i{self.born}")

    def situation(self, item: ItemId, by: PersonId) -> Situation:
        """Say what is so around an item for somebody, by the program's own gathering."""
        custody = self.custody[item]
        children = [self.custody[child] for child in self.children.get(item, ())]
        left = sum(child.is_open and child.kind not in BESIDE for child in children)
        found = situation_of(self.world(), by, custody=custody, about=self.about[item], open_children=left)
        queue = self._queue(custody) if by != ENGINE and custody.state is State.ROUTED else frozenset()
        return replace(found, queue=queue, members=self.members[item], spare=self.spare())

    def _queue(self, custody: Custody) -> frozenset[PersonId]:
        """Name who may take an item from the queue it waits in: those of the steward's own party."""
        world = self.world()
        people = queue_of(world.matrix, world.matrix.row(custody.row)) if custody.row else frozenset()
        party = world.parties.get(custody.holder)
        return frozenset(one for one in people if one != custody.holder and world.parties.get(one) == party)

    def situation_of_new(self, about: About, by: PersonId = ENGINE) -> Situation:
        """Say what is so around something about to become an item."""
        found, _ = situation_of_new(self.world(), by, about.facts, severity=about.severity, topic=about.topic)
        return replace(found, spare=self.spare())

    def held_by(self, person: PersonId) -> list[ItemId]:
        """List the open items of a person, the oldest first."""
        return [item for item in self.open if self.custody[item].holder == person]

    # --- doing --------------------------------------------------------------------------------------------------------

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
        """Let somebody try an act on an item: gather, decide, store what was decided, or count the refusal.

        `when` is what they would promise, `about` what an item born of it is about.
        """
        custody = self.custody[item]
        situation = self.situation(item, by)
        decided = decide(custody, situation)
        self.watch.attempted(Attempt(custody, act, situation, decided, when))
        if isinstance(decided, Refused):
            self.refusals += 1
            return decided
        entries = decided if isinstance(decided, tuple) else (decided,)
        self.store(self._with_dispute(item, situation, entries), about or self.about[item])
        return decided

    def receive(self, entry: Entry, about: About) -> None:
        """Store the first entry of an item."""
        self.store((entry,), about)

    def store(self, entries: Iterable[Entry], about: About) -> None:
        """Store entries in order: each is checked, grows the tree, winds its clock, and tells whom it must tell."""
        for entry in entries:
            before = self.custody.get(entry.item)
            if before is None:
                self._begin(entry, about)
            self.custody[entry.item] = entry.after
            if entry.after.is_open:
                self.open[entry.item] = None
            else:
                self.open.pop(entry.item, None)
            self.leaves.append(leaf_hash(canonical(entry.public())))
            self.frontier = self.frontier.grown(self.leaves[-1:])
            self._wind(before, entry.after)
            self.watch.stored(before, entry, self.world(), self.about[entry.item])
            for notice in notices(before, entry):
                self.tell(notice)
            self.moved(entry.after)
        self.watch.settled(self.custody)

    def _begin(self, entry: Entry, about: About) -> None:
        self.born += 1
        self.about[entry.item] = about
        if entry.after.parent:
            self.children.setdefault(entry.after.parent, []).append(entry.item)
            self.about[entry.item] = replace(about, fingerprint="")

    def _with_dispute(self, item: ItemId, situation: Situation, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        first = entries[0]
        if first.act is not Act.DISPUTE or first.after.dispute is None:
            return entries
        world = self.world()
        case = Case(custody=first.after, about=self.about[item], number=0, world=world, situation=situation)
        raised, _ = dispute_item(case, first)
        return (*entries, raised)

    def _wind(self, before: Custody | None, after: Custody) -> None:
        due = after.next_due
        if due is not None and (before is None or before.next_due != due):
            self.at(due, lambda: self._ring(after.item, due))

    def _ring(self, item: ItemId, due: datetime) -> None:
        custody = self.custody[item]
        if custody.next_due == due:
            self.ring(item)


def thread_of(memory: Memory, cause: str) -> ItemId | None:
    """Find the item of a cause; where it was merged, the one that all of it went into."""
    item = memory.threads.get(cause)
    while item is not None and (into := memory.custody[item].into):
        item = into
    return item


def about_of(topic: str, severity: Severity, cause: str, **facts: str) -> About:
    """Say what something is about."""
    given = {"kind": str(ItemKind.ALERT), **facts, "topic": topic, "severity": str(severity)}
    return About(subject=f"{topic} {severity}", severity=severity, topic=topic, facts=given, fingerprint=cause)
