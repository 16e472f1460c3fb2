"""What reaches the engagement: signals of feeds, storms of them, tickets, duties and flags; and what becomes of each.

Sorting follows the same steps as the program's own: the item of the cause, else the tier of the row that decides.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial

from demarc.core.custody.arriving import is_too_old_to_reopen, receive
from demarc.core.custody.noting import seen_again, source_cleared
from demarc.core.custody.states import Act
from demarc.core.matrix.who import who
from demarc.core.signals import Watched, becomes, item_due
from demarc.core.words import ENGINE, PRIORITY_OF, ItemKind, Tier
from demarc.record.translate.custody import About
from tests.year.chance import Chance
from tests.year.engagement import Memory, about_of, thread_of
from tests.year.firms import TOPICS
from tests.year.laws import BrokenLaw
from tests.year.looks import URGENT, Looks
from tests.year.moves import SEVERITIES

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NAMES = tuple(topic.name for topic in TOPICS)
SECURITY = frozenset(topic.name for topic in TOPICS if topic.security)
DEVICES = ("workstation", "workstation", "server", "printer", "unknown")
OTHER_KINDS = (ItemKind.TICKET, ItemKind.TICKET, ItemKind.DEVICE_DUTY, ItemKind.VENDOR_CASE, ItemKind.FLAG)


class Arrivals:
    """Sorts what arrives. `signals` counts it, `fates` what became of each: law 1 wants the two to agree."""

    def __init__(self, memory: Memory, chance: Chance, looks: Looks) -> None:
        self._memory, self._chance, self._looks = memory, chance, looks
        self._causes: list[About] = []
        self._watched: dict[str, Watched] = {}
        self.signals = 0
        self.fates: Counter[str] = Counter()

    def arrive(self) -> None:
        """Let something arrive: now and then a storm, sometimes what a person writes, mostly one signal of a feed."""
        chance = self._chance
        draw = chance.random()
        if draw < 0.03:
            self._storm()
        elif draw < 0.3:
            self._written(chance.choice(OTHER_KINDS))
        else:
            self._report(self._cause())

    def _storm(self) -> None:
        causes = [self._cause() for _ in range(self._chance.randrange(1, 4))]
        for _ in range(self._chance.randrange(15, 60)):
            after = timedelta(seconds=self._chance.randrange(900))
            self._memory.at(self._memory.now + after, partial(self._fires, self._chance.choice(causes)))

    def _cause(self) -> About:
        """Name what is wrong: something new, or one of the last troubles again."""
        chance = self._chance
        if self._causes and chance.random() < 0.35:
            return chance.choice(self._causes[-40:])
        cause = f"cause {len(self._causes)}"
        facts = {"device_class": chance.choice(DEVICES), "vpn": "yes" if chance.random() < 0.15 else "no"}
        self._causes.append(about_of(chance.choice(NAMES), chance.choice(SEVERITIES), cause, **facts))
        return self._causes[-1]

    def _report(self, about: About) -> None:
        self._fires(about)
        if self._chance.random() < 0.5:
            over = self._memory.now + MINUTE * self._chance.choice((5, 30, 300, 2_000, 9_000, 30_000))
            self._memory.at(over, lambda: self._is_over(about))

    # --- what becomes of a signal -------------------------------------------------------------------------------------

    def _fires(self, about: About) -> None:
        self.signals += 1
        memory, cause = self._memory, about.fingerprint
        item = thread_of(memory, cause)
        if item is not None and not is_too_old_to_reopen(memory.custody[item], memory.now):
            memory.members[item] += 1
            memory.attempt(item, ENGINE, Act.SEEN_AGAIN, seen_again)
            self._ends("joined")
            return
        row = who(memory.world().compiled, about.facts, memory.now).row
        known = self._watched.get(cause, Watched(memory.now, 0))
        watched = Watched(known.since, known.times + 1)
        tier = becomes(row, watched, memory.now)
        if tier is Tier.ITEM:
            self._watched.pop(cause, None)
            self._receive(about)
            self._ends("item")
            return
        if tier is Tier.WATCH and row is not None:
            self._watched[cause] = watched
            if not known.times and (due := item_due(row, watched.since)):
                memory.at(due, lambda: self._ripens(about))
        self._ends(str(tier))

    def _ripens(self, about: About) -> None:
        if self._watched.pop(about.fingerprint, None) is not None and self._memory.threads.get(about.fingerprint) is None:
            self._receive(about)

    def _is_over(self, about: About) -> None:
        self.signals += 1
        memory = self._memory
        item = thread_of(memory, about.fingerprint)
        self._watched.pop(about.fingerprint, None)
        if item is not None and memory.custody[item].is_open:
            memory.attempt(item, ENGINE, Act.SOURCE_CLEARED, source_cleared)
        self._ends("over")

    def _receive(self, about: About, kind: ItemKind = ItemKind.ALERT) -> None:
        memory = self._memory
        situation = memory.situation_of_new(about)
        entry = receive(
            situation.spare,
            situation,
            kind=kind,
            priority=PRIORITY_OF[about.severity],
            security=about.topic in SECURITY,
            said={"feed": "year"} if kind is ItemKind.FLAG else {},
        )
        if kind is ItemKind.FLAG:
            entry = replace(entry, after=replace(entry.after, raised_by=self._chance.choice(memory.firms.active())))
        if about.fingerprint:
            memory.threads[about.fingerprint] = entry.item
            memory.members[entry.item] += 1
        memory.watch.births[entry.item] = situation
        memory.receive(entry, about)
        if self._chance.random() < 0.6:
            urgent = entry.after.priority in URGENT
            self._looks.will_look(entry.after.holder, entry.item, mean=15 if urgent else 300, by_day=not urgent)

    def _written(self, kind: ItemKind) -> None:
        """Receive what a person wrote or a calendar asked for: nobody sends it twice."""
        chance = self._chance
        facts = {"kind": str(kind), "device_class": chance.choice(DEVICES)}
        self._receive(about_of(chance.choice(NAMES), chance.choice(SEVERITIES), "", **facts), kind)

    def _ends(self, fate: str) -> None:
        """Law 1: every signal that came in ended in an item, a group, or a signed row that only records or watches."""
        self.fates[fate] += 1
        if self.fates.total() != self.signals:
            raise BrokenLaw(1, self._memory.spare(), "a signal ended nowhere, or twice", ())
