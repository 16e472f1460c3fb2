"""A simulated year of one engagement: one seed, one heap of what is due, and everything that can happen to two firms."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from zoneinfo import ZoneInfo

from demarc.acts.correct_facts import corrected
from demarc.acts.gather import Case
from demarc.core.custody.arriving import reroute, stand_in
from demarc.core.custody.custody import Custody
from demarc.core.custody.noting import escalate
from demarc.core.custody.passing import readdress
from demarc.core.custody.ruling import end_unruled, lapse
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import Act, State
from demarc.core.custody.step import Refused
from demarc.core.disputes import Turn, timetable
from demarc.core.escalation import people_called
from demarc.core.matrix.who import calendar_of
from demarc.core.moments import edges, window_at
from demarc.core.people import Absence, resolve
from demarc.core.tree import root_of
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId
from tests.year.arrivals import Arrivals
from tests.year.chance import Chance
from tests.year.engagement import Many, Memory
from tests.year.firms import DAY, SMALL, WEEK, Firms, Scale
from tests.year.laws import OWN_KINDS, TABLE, BrokenLaw, Watch
from tests.year.looks import Looks
from tests.year.moves import SEVERITIES, TOPICS, Hand

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIRST_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Figures:
    """What a year came to. `digest` is the same for the same seed; `visited` counts the cells of the custody table."""

    seed: int
    items: int
    entries: int
    refusals: int
    signals: int
    people: int
    absences: int
    leavers: int
    versions: int
    clock_changes: int
    acts: Counter[str]
    visited: Counter[tuple[str, str]]
    digest: str


class Year:
    """One year, or its first `days`. `meddling` is how many senseless things are tried a day."""

    def __init__(
        self, seed: int, *, scale: Scale = SMALL, days: int = 365, meddling: float = 2.0, watch: Watch | None = None
    ) -> None:
        self.seed, self.scale, self.days = seed, scale, days
        self.chance = Chance(seed)
        start = datetime(FIRST_YEAR + seed % 5, 1, 1, tzinfo=UTC)
        self.end = start + DAY * days
        self.firms = Firms(self.chance, start, scale)
        self.watch = watch or Watch()
        self.watch.versions = self.firms.versions
        self.memory = Memory(self.firms, self.watch)
        self.memory.ring = self._ring
        self.memory.moved = self._moved
        self.hand = Hand(self.memory, self.chance)
        self.looks = Looks(self.memory, self.chance, self.hand)
        self.arrivals = Arrivals(self.memory, self.chance, self.looks)
        self.absences = 0
        self._checkpoints: list[tuple[int, bytes]] = []
        self._plan(meddling)

    def run(self) -> Figures:
        """Live through it. Raises `BrokenLaw` at the first step that breaks one."""
        self.memory.run(self.end)
        self._day()
        self._hold_the_record()
        return self._figures()

    # --- what is planned ----------------------------------------------------------------------------------------------

    def _plan(self, meddling: float) -> None:
        start, at, share = self.firms.start, self.memory.at, self.days / 365
        for day in range(1, self.days + 1):
            at(start + DAY * day, self._day)
        for instant in self._edges():
            at(instant, self._edge)
        for week in range(self.days // 7 + 2):
            at(start + WEEK * week, self.firms.changed)
        for number, happening in (
            (self.scale.signals, self.arrivals.arrive),
            (int(meddling * 365), self.looks.meddle),
            (self.scale.absences, self._absence),
            (self.scale.leavers, self._leave),
            (self.scale.versions, self._version),
            (60, self._facts_change),
        ):
            for _ in range(round(number * share)):
                at(self._sometime(), happening)

    def _sometime(self) -> datetime:
        return self.firms.start + timedelta(seconds=self.chance.randrange(int(DAY.total_seconds()) * self.days))

    def _edges(self) -> Iterator[datetime]:
        """List the instants at which the window of a calendar changes, and the turns of the on-call roster."""
        start, end = self.firms.start, self.end
        for calendar in self.firms.calendars:
            before = window_at(calendar, start)
            for edge in edges(calendar, start, end):
                after = window_at(calendar, edge)
                if after is not before:
                    yield edge
                before = after
        yield from (turn for week in range(self.days // 7 + 2) if start < (turn := self.firms.turn_of(week)) < end)

    # --- what time and the firms do -----------------------------------------------------------------------------------

    def _day(self) -> None:
        memory = self.memory
        self._checkpoints.append((memory.frontier.size, memory.frontier.root()))
        self.watch.sweep(memory.now, memory.custody, memory.world().parties)

    def _ring(self, item: ItemId) -> None:
        memory, custody = self.memory, self.memory.custody[item]
        if custody.kind is ItemKind.DISPUTE and self._turn(custody) is Turn.NOBODY:
            self._lapse(custody)
        else:
            memory.attempt(item, ENGINE, Act.ESCALATE, lambda c, s: escalate(c, s, adds=people_called(c, s)))

    def _turn(self, dispute: Custody) -> Turn:
        matrix = self.memory.world().matrix
        calendar = calendar_of(matrix, matrix.topic(self.memory.about[dispute.item].topic))
        times = timetable(opened=dispute.received_at, grave=dispute.is_grave, calendar=calendar)
        return times.turn(self.memory.now)

    def _lapse(self, dispute: Custody) -> None:
        """End a dispute that nobody ruled: the interim holder keeps what it was about."""
        memory, parent = self.memory, dispute.parent
        disputed = memory.custody[parent] if parent else None
        if disputed is not None and disputed.state is State.DISPUTED and disputed.dispute == dispute.item:
            memory.attempt(disputed.item, ENGINE, Act.RULE, lapse)
        memory.attempt(dispute.item, ENGINE, Act.CLOSE, end_unruled)

    def _edge(self) -> None:
        """Sort the unaccepted 24x7 items again, as the engine does at the ends of windows and shifts."""
        self.firms.changed()
        for item in list(self.memory.open):
            custody = self.memory.custody[item]
            if not custody.always or custody.kind in OWN_KINDS:
                continue
            if custody.state is State.ROUTED:
                self.memory.attempt(item, ENGINE, Act.REROUTE, lambda c, s: reroute(c, s, because="window"))
            elif custody.state is State.OFFERED:
                self.memory.attempt(item, ENGINE, Act.READDRESS, _readdressed)

    def _absence(self) -> None:
        """Let somebody be away from now on, for hours or weeks; often somebody has agreed to stand in."""
        chance, now, firms = self.chance, self.memory.now, self.firms
        present = firms.here(now)
        if not present:
            return
        person = chance.choice(present)
        span = chance.choice((3 * HOUR, 8 * HOUR, DAY, 2 * DAY, WEEK, 2 * WEEK))
        mates = [one for one in firms.active(firms.people[person].party) if one != person]
        cover = chance.choice(mates) if mates and chance.random() < 0.6 else None
        self.absences += 1
        firms.be_absent(Absence(person, now, now + span, cover), now)
        self.memory.at(now + span, firms.changed)
        self._step_in(frozenset({person}), "absent")

    def _leave(self) -> None:
        """Let somebody leave: at this instant what they hold moves; an heir joins and a version is signed later."""
        person = self.firms.leave(self.memory.now)
        if person is not None:
            self._step_in(frozenset({person}), "left")
            self.memory.at(self.memory.now + DAY * self.chance.randrange(1, 9), self._version)
            self.memory.at(self.memory.now + DAY * self.chance.randrange(5, 40), self.firms.join)

    def _version(self) -> None:
        self.firms.amend(self.memory.now, tuple(self.hand.ruled))
        self.hand.ruled.clear()

    def _facts_change(self) -> None:
        """Let somebody learn that it is about something else: the engine sorts it again, or offers what is accepted."""
        memory = self.memory
        known = [item for item in memory.open if memory.custody[item].kind not in OWN_KINDS]
        if not known:
            return
        item, by = self.chance.choice(known), self.chance.choice((ENGINE, *self.firms.here(memory.now)))
        custody, about = memory.custody[item], memory.about[item]
        changed = {"topic": self.chance.choice(TOPICS), "severity": str(self.chance.choice(SEVERITIES))}
        case = Case(custody=custody, about=about, number=0, world=memory.world(), situation=memory.situation(item, by))
        decided, known_now = corrected(case, changed, by=by, why="it is something else")
        if isinstance(decided, Refused):
            memory.refusals += 1
            return
        memory.about[item] = known_now
        memory.store(decided, known_now)

    def _moved(self, custody: Custody) -> None:
        """While somebody is away the engine looks every minute: they may hold, or be asked for, something new."""
        away = self.firms.away(self.memory.now)
        if away and custody.is_open and {custody.holder, custody.offered_to} & away:
            self.memory.at(self.memory.now + MINUTE, lambda: self._step_in(away, "absent"))

    def _step_in(self, missing: frozenset[PersonId], because: str) -> None:
        """Let stand-ins take what these people hold, and turn offers that wait for them, as the engine does."""
        missing &= self.firms.away(self.memory.now) | self.firms.gone.keys()
        for item in list(self.memory.open):
            custody = self.memory.custody[item]
            if custody.holder in missing:
                done = self.memory.attempt(item, ENGINE, Act.STAND_IN, lambda c, s: stand_in(c, s, because=because))
                if not isinstance(done, Refused):
                    continue
            if custody.offered_to in missing:
                self.memory.attempt(item, ENGINE, Act.READDRESS, lambda c, s: self._turned(c, s, missing, because))

    def _turned(self, custody: Custody, situation: Situation, missing: frozenset[PersonId], because: str) -> Many:
        standing_by = sorted(situation.stand_ins - missing)
        directory = self.memory.world().matrix.directory
        cover = resolve(directory, custody.offered_to or "", situation.now)
        receiver = cover if cover in standing_by else next(iter(standing_by), None)
        return readdress(custody, situation, to=receiver, because=because)

    # --- what it came to ----------------------------------------------------------------------------------------------

    def _hold_the_record(self) -> None:
        """Law 8, as far as the tree goes: every checkpoint is the root over the entries that were there that day."""
        leaves, some = self.memory.leaves, self._checkpoints[:: max(1, len(self._checkpoints) // 12)]
        for size, root in (*some, self._checkpoints[-1]):
            if root_of(leaves[:size]) != root:
                raise BrokenLaw(TABLE, ItemId("-"), f"the checkpoint over {size} entries is not their root", ())

    def _figures(self) -> Figures:
        memory, watch = self.memory, self.watch
        said = f"{memory.frontier.size} {memory.refusals} {self.arrivals.signals} {memory.frontier.root().hex()}"
        return Figures(
            seed=self.seed,
            items=len(memory.custody),
            entries=memory.frontier.size,
            refusals=memory.refusals,
            signals=self.arrivals.signals,
            people=len(self.firms.people),
            absences=self.absences,
            leavers=len(self.firms.gone),
            versions=self.firms.version,
            clock_changes=self._clock_changes(),
            acts=watch.acts,
            visited=watch.visited,
            digest=sha256(said.encode()).hexdigest()[:16],
        )

    def _clock_changes(self) -> int:
        zone = ZoneInfo(self.firms.calendars[0].zone)
        days = (self.firms.start + DAY * day for day in range(self.days + 1))
        offsets = [day.astimezone(zone).utcoffset() for day in days]
        return sum(one != two for one, two in pairwise(offsets))


def _readdressed(custody: Custody, situation: Situation) -> Many:
    receiver, owner = custody.offered_to, situation.call[0]
    if receiver is None or owner == receiver or not situation.same_side(owner, receiver) or situation.row == custody.row:
        return Refused("the offer waits for who owns this window")
    return readdress(custody, situation, to=owner, because="window")
