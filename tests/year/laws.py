"""The checkers of a simulated year: after every step what the laws promise about it, every day what they promise at all.

The step is also held to the custody table as it was written down by hand, so that a wrong cell of the program's own
table is noticed by what happens, and not by comparing two tables.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from demarc.acts.world import World
from demarc.core.custody.closing import VERDICTS
from demarc.core.custody.custody import Custody, Ending, Running, Waiting
from demarc.core.custody.entries import Entry, entry_from_public
from demarc.core.custody.ledger import fold, holder_at, stretches
from demarc.core.custody.situation import Situation, standings
from demarc.core.custody.states import Act, State, Title
from demarc.core.custody.step import Refused
from demarc.core.matrix.who import who
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority
from demarc.record.translate.custody import About
from tests.year.written import Line, written_table

LAWS = {
    1: "Every open item has exactly one holder at every instant, a named, active person.",
    2: "Across the line the sender holds until a person on the other side accepts. Nothing auto-accepts.",
    3: "Neither a decline, nor silence, nor a departure, nor a merge leaves an item without a holder.",
    4: "Nothing is quiet: every open item has a clock that will call somebody unless somebody acts.",
    5: "The age of a problem never pauses and never resets; every minute is attributed.",
    6: "A decision is made by the matrix version in force, and says which row, version and window decided.",
}
TABLE = 0
"""What stands for a law where the written table was not kept."""

BESIDE = frozenset({ItemKind.DISPUTE, ItemKind.FLAG})
"""Children that are about an item and no part of its work: it may end while they are open."""

OWN_KINDS = frozenset({ItemKind.ASK, ItemKind.DISPUTE})
BY_A_RULING = frozenset({Act.SETTLE, Act.RULE, Act.RULE_OWN})
BY_THE_MATRIX = frozenset({Act.REROUTE, Act.STAND_IN, Act.DISPUTE, Act.REOPEN})
DECIDING = BY_THE_MATRIX | {Act.RECEIVE, Act.SPLIT}
PASSING = frozenset({Act.OFFER, Act.ACCEPT, Act.DECLINE})
LEAVES_THE_HOLDER = frozenset({Act.DECLINE, Act.ESCALATE, Act.WITHDRAW, Act.READDRESS, Act.MERGE, Act.CLOSE, Act.OFFER})
OWN_CLOCK: Mapping[State, tuple[str, ...]] = {
    State.ROUTED: ("accept",),
    State.HELD: ("progress",),
    State.OFFERED: ("accept", "progress"),
}
NO_CELL, NOT_YOU = "is refused: the item is ", "and you are none of them"
TRAIL = 30


class BrokenLaw(AssertionError):
    """A law that did not hold: which one (`TABLE` for the written table), about which item, and what was seen."""

    def __init__(self, law: int, item: ItemId, seen: str, trail: Iterable[str]) -> None:
        sentence = f"Law {law}: {LAWS[law]}" if law else "The step is not what the written table says."
        super().__init__("\n".join((f"item {item}: {seen}", sentence, *trail)))
        self.law, self.item = law, item


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tried: the act asked for, on which custody, in which situation, and what was decided.

    `when` is what they would promise. `act` is None where the table has no line for it.
    """

    custody: Custody
    act: Act | None
    situation: Situation
    decided: Entry | tuple[Entry, ...] | Refused
    when: datetime | None = None


def _is_written(attempt: Attempt) -> bool:
    """Tell whether the table lets this person do what they tried; or what it became, where an act becomes another."""
    custody, situation, decided = attempt.custody, attempt.situation, attempt.decided
    entry = decided[0] if isinstance(decided, tuple) else decided
    if isinstance(entry, Refused) or attempt.act is None:
        return _may(attempt.act, custody, situation)
    if attempt.act is Act.AGREE and entry.act is Act.CLOSE:
        return _settles_it(custody, situation, entry)
    if entry.said.get("first_act") == attempt.act and situation.by != custody.holder:
        # The first to touch what waits in their queue takes it, and does as its holder what they did; a P1 is taken aloud.
        waits = situation.by in situation.queue and custody.priority is not Priority.P1
        took = waits and _may(entry.act, custody, situation)
        return took and _may(attempt.act, replace(custody, holder=situation.by), situation)
    return _may(attempt.act, custody, situation)


def _may(act: Act | None, custody: Custody, situation: Situation) -> bool:
    line = written_table().get((str(custody.state), str(act)))
    return line is not None and bool(line.may & set(map(str, standings(custody, situation))))


def _settles_it(dispute: Custody, situation: Situation, entry: Entry) -> bool:
    """Tell whether the second half of a settlement may end a dispute about no open item: what no line says but `close`."""
    first, by = dispute.agreed_by, situation.by
    if first is None or by not in situation.leads or situation.same_side(by, first):
        return False
    agreed = dispute.kind is ItemKind.DISPUTE and dispute.agreed_on == entry.said.get("holder")
    return agreed and _may(Act.CLOSE, dispute, replace(situation, by=ENGINE))


@dataclass(slots=True)
class Watch:
    """Keeps the history of every item by itself, and holds each step and each day to the laws.

    `visited` counts the cells that were stepped through or asked for.
    """

    entries: dict[ItemId, list[Entry]] = field(default_factory=dict)
    visited: Counter[tuple[str, str]] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    versions: list[tuple[datetime, str]] = field(default_factory=list)
    births: dict[ItemId, Situation] = field(default_factory=dict)
    _first_seen: dict[ItemId, datetime] = field(default_factory=dict)
    _touched: dict[ItemId, None] = field(default_factory=dict)
    _step: list[tuple[Custody | None, Entry]] = field(default_factory=list)
    _attempt: Attempt | None = None

    # --- what is told -------------------------------------------------------------------------------------------------

    def attempted(self, attempt: Attempt) -> None:
        """Be told what somebody tried, before anything of it is stored."""
        refused = isinstance(attempt.decided, Refused)
        self._attempt = None if refused else attempt
        if refused:
            self.births.clear()
        cell = (str(attempt.custody.state), str(attempt.act))
        if not refused and attempt.act:
            self.visited[cell] += 1
        if attempt.act is None:
            return
        allowed = _is_written(attempt)
        if isinstance(attempt.decided, Refused):
            reason = attempt.decided.reason
            asked = (f"`{attempt.act}`", "`agree`") if attempt.act is Act.SETTLE else (f"`{attempt.act}`",)
            off = reason.startswith(asked) and (NO_CELL in reason or NOT_YOU in reason)
            self.expect(not (off and allowed), TABLE, attempt.custody.item, f"refused though it is written: {reason}")
        else:
            by = attempt.situation.by
            self.expect(allowed, TABLE, attempt.custody.item, f"`{cell[1]}` by {by} on `{cell[0]}` is nowhere written")

    def stored(self, before: Custody | None, entry: Entry, world: World, about: About) -> None:
        """Be told of one entry, in order."""
        item = entry.item
        self.entries.setdefault(item, []).append(entry)
        self._touched[item] = None
        self._step.append((before, entry))
        self.acts[str(entry.act)] += 1
        cell = (str(before.state) if before else "-", str(entry.act))
        self.visited[cell] += 1
        self._remember_age(before, entry)
        self._holds_the_line(before, entry, world)
        self._holds_the_holder(before, entry, world)
        self._holds_the_bounds(before, entry)
        self._holds_the_clocks(before, entry)
        self._holds_the_decision(before, entry, world, about)
        self._holds_the_table(before, entry, written_table().get(cell), self._situation(item))

    def settled(self, custody: Mapping[ItemId, Custody]) -> None:
        """Be told that the transaction is done: what only holds when all of it is there."""
        for before, entry in self._step:
            after = entry.after
            if entry.act is Act.MERGE:
                held = after.into is not None and after.into in custody and custody[after.into].holder == after.holder
                self.expect(held, 3, entry.item, "merged into what the same person does not hold")
            if before and entry.act in {Act.CLOSE, Act.MERGE}:
                # A dispute is over when it is ruled, whatever was asked about it.
                asked = before.asks and before.kind is not ItemKind.DISPUTE
                kids = (one for one in custody.values() if one.parent == entry.item) if asked else ()
                left = [one.item for one in kids if one.is_open and one.kind not in BESIDE]
                self.expect(not left, 4, entry.item, f"ended over {left}")
        self._step.clear()
        self._attempt = None

    def sweep(self, now: datetime, custody: Mapping[ItemId, Custody], active: Mapping[PersonId, object]) -> None:
        """Look at everything that is open, and at the whole history of what was touched since the last time."""
        asked = Counter(one.parent for one in custody.values() if one.is_open and one.kind is ItemKind.ASK)
        for one in custody.values():
            if one.is_open:
                self.expect(one.holder in active, 1, one.item, f"{one.holder} holds it and works here no more")
                self.expect(one.offered_to is None or one.offered_to in active, 3, one.item, "offered to who is gone")
                self.expect(one.next_due is not None and one.next_due >= now, 4, one.item, f"due {one.next_due}, quiet")
                self.expect(one.asks == asked[one.item], 5, one.item, f"{one.asks} asks said, {asked[one.item]} open")
                stuck = one.state is State.DISPUTED and one.dispute and not custody[one.dispute].is_open
                self.expect(not stuck, 4, one.item, f"waits for a ruling in {one.dispute}, which has ended")
            self.expect(one.received_at == self._first_seen[one.item], 5, one.item, "the age was set anew")
        for item in self._touched:
            self._holds_the_history(item, custody[item], now)
        self._touched.clear()

    # --- the laws -----------------------------------------------------------------------------------------------------

    def _holds_the_line(self, before: Custody | None, entry: Entry, world: World) -> None:
        """Law 1, what one entry says: it follows the one before, reads back the same, and names an active holder."""
        after = entry.after
        follows = entry.item_version == (before.version if before else 0) + 1
        self.expect(follows and entry.at == world.now, 1, entry.item, "does not follow what stood")
        read = entry_from_public(json.loads(json.dumps(entry.public())))
        self.expect(read.after == after, 1, entry.item, "its public text means something else")
        self.expect(not after.is_open or after.holder in world.parties, 1, entry.item, f"held by {after.holder}")
        self.expect(after.is_open == (after.closed_at is None), 1, entry.item, "neither open nor closed")

    def _holds_the_holder(self, before: Custody | None, entry: Entry, world: World) -> None:
        """Laws 2 and 3: who takes over was asked or called; all else comes from the matrix or a ruling and says so."""
        after, act, item = entry.after, entry.act, entry.item
        if act is Act.ACCEPT:
            own = entry.by != ENGINE and (after.holder, after.title) == (entry.by, Title.ACCEPTANCE)
            self.expect(own, 2, item, f"accepted by {entry.by} for {after.holder}")
        if before is None or before.holder == after.holder:
            return
        self.expect(act not in LEAVES_THE_HOLDER, 3, item, f"`{act}` took it from {before.holder}")
        if act in BY_A_RULING:
            said = after.title is Title.RULING and {"holder", "period"} <= set(entry.said)
            self.expect(said, 2, item, "a ruling that does not say whom and for how long")
        elif act in BY_THE_MATRIX:
            named = after.title in {Title.MATRIX, Title.INTERIM} and bool(after.matrix_version)
            self.expect(named, 2, item, "moved without saying by which matrix")
        else:
            situation = self._situation(item)
            asked = {before.offered_to, *before.called}
            asked |= situation.stand_ins | situation.queue if situation else frozenset()
            self.expect(act is Act.ACCEPT and entry.by in asked, 2, item, f"`{act}` by {entry.by}, whom nobody asked")
        self.expect(after.holder in world.parties or not after.is_open, 3, item, "went to somebody who is gone")

    def _holds_the_bounds(self, before: Custody | None, entry: Entry) -> None:
        """Law 3 and what goes with it: nothing is passed around for ever, put off for ever, or ended by a notice."""
        after, act, item = entry.after, entry.act, entry.item
        self.expect(after.crossings <= 1, 3, item, f"{after.crossings} crossings and no dispute")
        self.expect(act is not Act.DECLINE or after.declines <= 1, 3, item, "a second cited decline and no dispute")
        blocked = before is not None and before.state is State.DISPUTED and act in PASSING
        self.expect(not blocked, 3, item, "passed on while it is disputed")
        put_off = before is not None and after.snoozes > before.snoozes and after.priority is Priority.P1
        self.expect(not put_off or after.snoozes <= 1, 4, item, "a P1 put off twice")
        if act is Act.CLOSE and before and before.is_grave and before.kind not in {*OWN_KINDS, ItemKind.FLAG}:
            goes_on = after.ending is Ending.SUPERSEDED and "follows" in entry.said
            self.expect(goes_on or after.ending in VERDICTS, 4, item, f"a grave item ended as `{after.ending}`")

    def _holds_the_clocks(self, before: Custody | None, entry: Entry) -> None:
        """Laws 4 and 5: the state's own clock is armed and ahead, firing calls people, and the age only grows."""
        after, now, item = entry.after, entry.at, entry.item
        clocks = {"accept": after.accept, "progress": after.progress}
        if not after.is_open:
            self.expect(not any(clocks.values()), 4, item, "closed, and a clock runs")
        else:
            armed = all(clocks[name] for name in OWN_CLOCK.get(after.state, ()))
            self.expect(armed and after.next_due is not None, 4, item, f"`{after.state}` without its clock")
            # What fell due at this very instant is fired next, at this same instant.
            self.expect(after.next_due is not None and after.next_due >= now, 4, item, f"due {after.next_due}, not fired")
        if before and entry.act is Act.ESCALATE:
            moved = (after.accept, after.progress) != (before.accept, before.progress)
            self.expect(moved and set(before.called) <= set(after.called), 4, item, "fired and called nobody")
        self.expect(before is None or after.received_at <= before.received_at, 5, item, "it got younger")

    def _holds_the_decision(self, before: Custody | None, entry: Entry, world: World, about: About) -> None:
        """Law 6: decided again from the facts by the slow definition, with the version that was signed last."""
        after, act, item = entry.after, entry.act, entry.item
        corrected = "facts" in entry.said and after.state in {State.HELD, State.OFFERED}
        if (act not in DECIDING and not corrected) or after.kind in OWN_KINDS or (act is Act.SPLIT and before):
            return
        in_force = [version for start, version in self.versions if start <= world.now][-1]
        old = self.entries.get(after.follows or item, [entry])[-1].after if before is None else before
        owned = who(world.matrix, about.facts, world.now, last_holder=old.holder if before or after.follows else None)
        verdict = owned.verdict
        said = (after.outcome, after.row, after.matrix_version, after.window)
        true = (verdict.outcome, verdict.row, in_force, verdict.window)
        self.expect(said == true, 6, item, f"says {said}, the matrix in force says {true}")
        call = tuple(person for person in owned.call if person in world.parties) or world.fallback
        if after.title in {Title.MATRIX, Title.INTERIM} and act is not Act.DISPUTE and "feed" not in entry.said:
            self.expect(after.holder == call[0], 6, item, f"went to {after.holder}, the matrix calls {call[0]}")

    def _holds_the_history(self, item: ItemId, custody: Custody, now: datetime) -> None:
        """Laws 1 and 5 on the whole history: the fold is the state, each instant has its holder, each minute its place."""
        entries = self.entries[item]
        self.expect(fold(entries) == custody, 1, item, "its entries fold to something else")
        self.expect(holder_at(entries, now) == custody.holder, 1, item, "the ledger names another holder for now")
        for one, two in list(pairwise(entries))[-8:]:
            if one.at < two.at:
                middle = one.at + (two.at - one.at) / 2
                self.expect(holder_at(entries, middle) == one.after.holder, 1, item, f"another holder at {middle}")
        end = now if custody.is_open else entries[-1].at
        parts = stretches(entries, now)
        whole = sum(((part.end - part.start) for part in parts), start=end - end)
        self.expect(whole == max(end - custody.received_at, end - end), 5, item, f"{whole} of the age are attributed")
        self.expect(all(one.end == two.start for one, two in pairwise(parts)), 5, item, "minutes are missing or doubled")
        for part in parts:
            held = holder_at(entries, part.start) or entries[0].after.holder
            self.expect(part.holder == held, 5, item, f"minutes of {held} are given to {part.holder}")
            self.expect(part.waiting in set(Waiting), 5, item, "nobody is waited for")

    # --- the written table --------------------------------------------------------------------------------------------

    def _holds_the_table(
        self, before: Custody | None, entry: Entry, line: Line | None, situation: Situation | None
    ) -> None:
        """Hold a step to its written line: where it leads, who holds then, what the clocks do."""
        after, item = entry.after, entry.item
        if line is None:
            self.expect(False, TABLE, item, f"`{entry.act}` has no line there")  # noqa: FBT003 - plain to read
            return
        self.expect(str(after.state) == line.to, TABLE, item, f"`{entry.act}` leads to `{line.to}`, not `{after.state}`")
        wanted = self._written_holder(before, entry, line, situation)
        self.expect(wanted in {None, after.holder}, TABLE, item, f"`{entry.act}`: {wanted} holds, not {after.holder}")
        clocks = (
            ("A", line.accept, before.accept if before else None, after.accept),
            ("P", line.progress, before.progress if before else None, after.progress),
        )
        for name, hand, old, new in clocks:
            # Facts that make it more urgent wind a clock anew, and never to a later call.
            sooner = "facts" in entry.said and old is not None and new is not None and new.next <= old.next
            kept = sooner or self._turned(hand, old, new, entry.at)
            self.expect(kept, TABLE, item, f"`{entry.act}`: clock {name} is written `{hand}`, but {old} became {new}")
        if situation is not None:
            self._holds_fresh_clocks(entry, line, situation)

    def _written_holder(
        self, before: Custody | None, entry: Entry, line: Line, situation: Situation | None
    ) -> PersonId | None:
        match line.holder:
            case "unchanged":
                return before.holder if before else None
            case "who acts":
                return entry.by
            case "who the act names":
                return PersonId(str(entry.said["holder"])) if "holder" in entry.said else None
            case _ if entry.after.kind in OWN_KINDS and before is None:
                return None
            case _:
                stays = entry.act is Act.DISPUTE and entry.after.outcome == "gap" and before is not None
                call = situation.call[0] if situation else None
                return before.holder if stays and before else call

    def _turned(self, hand: str, old: Running | None, new: Running | None, now: datetime) -> bool:
        """Tell whether a clock did what is written. That of a dispute counts from its opening, so its steps may be gone."""
        match hand:
            case "off":
                return new is None
            case "as it was":
                return new == old
            case "stays or starts":
                return new is not None and old in {None, new}
            case "next step" if old is not None and old.next <= now:
                return new is not None and new.step == old.step + 1 and new.due == old.due
            case "next step":
                return new == old
            case _:
                fresh = new is not None and new.next >= now and (old is None or new is not old)
                return fresh and new is not None and (new.step == 0 or new.start < now)

    def _holds_fresh_clocks(self, entry: Entry, line: Line, situation: Situation) -> None:
        """Hold a clock that was wound to what the pace of the item gives."""
        pace, after, item, now = situation.pace, entry.after, entry.item, entry.at
        if line.accept in {"on", "on, by the row"}:
            wound = pace.accept(now) if line.accept == "on" else pace.standing(now)
            self.expect(after.accept == wound, TABLE, item, f"clock A should be {wound}, it is {after.accept}")
        if line.progress == "on" and self._attempt:
            when = self._attempt.when
            due = min(when, pace.longest(now)) if when else pace.promised(now)
            wound = pace.progress(now, due)
            self.expect(after.progress == wound, TABLE, item, f"clock P should be {wound}, it is {after.progress}")

    # --- how ----------------------------------------------------------------------------------------------------------

    def _situation(self, item: ItemId) -> Situation | None:
        if item in self.births:
            return self.births.pop(item)
        attempt = self._attempt
        return attempt.situation if attempt and attempt.custody.item == item else None

    def _remember_age(self, before: Custody | None, entry: Entry) -> None:
        item = entry.item
        if before is None:
            parent = entry.after.parent if entry.act in {Act.SPLIT, Act.ASK} else None
            self._first_seen[item] = self._first_seen[parent] if parent else entry.after.received_at
        elif entry.act is Act.ABSORB:
            other = self._first_seen[ItemId(str(entry.said["from"]))]
            self._first_seen[item] = min(self._first_seen[item], other)

    def expect(self, holds: bool, law: int, item: ItemId, seen: str) -> None:  # noqa: FBT001 - reads like an assertion
        """Raise `BrokenLaw` unless it holds."""
        if not holds:
            raise BrokenLaw(law, item, seen, self.trail(item))

    def trail(self, item: ItemId) -> list[str]:
        """Tell the last steps of an item, the oldest first."""
        return [
            f"  {entry.item_version:>4} {entry.at:%Y-%m-%d %H:%M:%S} {entry.act} by {entry.by}: {entry.after.state},"
            f" held by {entry.after.holder} ({entry.after.title}), due {entry.after.next_due}"
            for entry in self.entries.get(item, ())[-TRAIL:]
        ]
