"""Deciding what becomes of the signals of one engagement, a batch at a time, as values.

A signal ends on the item of its cause, in a new item, or under a signed row that only records or watches it. A batch is
decided against the record as it stands and then applied as a whole, or not at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from demarc.acts.correct_facts import SEVERITY, corrected, corrected_by_hand
from demarc.acts.gather import Case, case_from, new_item_id, situation_of, situation_of_new
from demarc.acts.mail import Arrival
from demarc.acts.threads import Thread, threads_of, watched_of
from demarc.acts.world import World
from demarc.core.custody.arriving import is_too_old_to_reopen, receive
from demarc.core.custody.custody import Custody, Running
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.noting import seen_again, source_cleared
from demarc.core.custody.situation import Situation
from demarc.core.custody.step import Refused
from demarc.core.matrix.facts import facts_of
from demarc.core.matrix.table import TOPIC, Row, Topic
from demarc.core.matrix.who import Ownership
from demarc.core.people import Slots, call_list
from demarc.core.signals import Status, Watched, becomes, cause_of, facts_given, in_earnest, item_due, kind_of
from demarc.core.words import ENGINE, PRIORITY_OF, UNKNOWN, ItemId, ItemKind, PersonId, Severity, Tier
from demarc.record import models
from demarc.record.translate.custody import About


class Owner(NamedTuple):
    """Whose job facts like these are at the instant of the batch, and the first clock, wound once for all of them."""

    situation: Situation
    ownership: Ownership
    topic: Topic | None
    accept: Running
    verdict: Mapping[str, object]


@dataclass(slots=True)
class Batch:
    """What was decided: entries in order, what the items are about, where each signal ended, what is watched no more.

    `grown` maps causes that were watched to the item each became and since when it was watched; `cleared` are causes
    that are over, as far as they had been reported before this batch; `anew` are older items whose facts have changed.
    """

    entries: list[Entry] = field(default_factory=list)
    before: dict[ItemId, Custody] = field(default_factory=dict)
    about: dict[ItemId, About] = field(default_factory=dict)
    signals: list[tuple[object, ...]] = field(default_factory=list)
    grown: dict[str, tuple[ItemId, datetime]] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)
    anew: set[ItemId] = field(default_factory=set)


SIGNAL_COLUMNS = (
    *("engagement", "inbox", "position", "received_at", "tier", "fingerprint", "state", "subject"),
    *("item", "row", "expires_at", "due"),
)
"""The columns of `Batch.signals`."""


class Sorter:
    """Decides one batch in the world of one instant: `take` each arrival in order, then `finish`."""

    def __init__(self, world: World, causes: Iterable[str]) -> None:
        self._world = world
        self._stated = (*(aspect.name for aspect in world.matrix.aspects), "severity", TOPIC)
        self._owners: dict[tuple[str | None, ...], Owner] = {}
        self._threads = threads_of(world.engagement, frozenset(causes))
        self._watched = watched_of(world, frozenset(causes))
        self._batch = Batch()

    def take(self, arrival: Arrival) -> None:
        """Decide where one signal ends."""
        cause = cause_of(arrival.feed.id, arrival.signal.fingerprint)
        thread = self._threads.get(cause)
        if thread is not None and not is_too_old_to_reopen(thread.custody, self._world.now):
            self._join(arrival, cause, thread)
        else:
            self._begin(arrival, cause, follows=thread.custody.item if thread is not None else None)

    def tell_holder(self, feed: models.Feed, cause: str, subject: str, received_at: datetime) -> ItemId:
        """Raise something about the feed itself (silence, a body nobody can read) with the feed's named holder."""
        thread = self._threads.get(cause)
        if thread is not None and thread.custody.is_open:
            thread.repeats += 1
            return thread.custody.item
        given = {**feed.facts, "kind": str(ItemKind.SILENT_FEED), "severity": str(Severity.HIGH)}
        return self._receive(
            cause,
            given,
            self._owner(given),
            subject=subject,
            kind=ItemKind.SILENT_FEED,
            received_at=received_at,
            said={"feed": feed.id},
            holder=self._holder_of(feed),
        )

    def heard(self, cause: str) -> None:
        """Note on the item of a feed's silence, if there is one, that the feed is heard again."""
        thread = self._threads.get(cause)
        if thread is not None and thread.custody.is_open:
            self._clear(thread)

    def finish(self) -> Batch:
        """Write down the repeats that are still to be written, and give the batch."""
        for thread in self._threads.values():
            self._write_repeats(thread)
        return self._batch

    # --- a cause that has an item --------------------------------------------------------------------------------------

    def _join(self, arrival: Arrival, cause: str, thread: Thread) -> None:
        if arrival.signal.status is Status.FIRING and not self._correct(arrival, thread):
            thread.repeats += 1
        self._file(arrival, cause, Tier.ITEM, item=thread.custody.item)
        if arrival.signal.status is Status.RESOLVED and thread.custody.is_open:
            self._clear(thread)

    def _correct(self, arrival: Arrival, thread: Thread) -> bool:
        """Let the matrix decide anew where the source now says something else; tell whether it did.

        The entry stands for the repeats before it too, so that a signal makes two entries at most.
        """
        if not thread.custody.is_open or not (changed := self._news(arrival, thread)):
            return False
        stored = thread.stored
        world = self._world if stored is None else self._world.not_before(stored.changed_at)
        situation = self._situation(thread, children_matter=True)
        case = Case(custody=thread.custody, about=thread.about, number=0, world=world, situation=situation)
        decided, about = corrected(case, changed, by=ENGINE, said={"times": thread.repeats + 1})
        if isinstance(decided, Refused):
            return False
        self._follow(thread, decided, about)
        return True

    def _follow(self, thread: Thread, decided: Sequence[Entry], about: About) -> None:
        """Go on with what the corrected facts led to: the same item, or the obligation that took its place."""
        item, thread.repeats = thread.custody.item, 0
        self._batch.before.setdefault(item, thread.custody)
        self._batch.entries += decided
        thread.custody = decided[-1].after
        if thread.custody.item == item:
            self._batch.anew.add(item)
        else:
            self._batch.about.setdefault(item, thread.about)
            thread.stored = None
        thread.about = self._batch.about[thread.custody.item] = about

    def _news(self, arrival: Arrival, thread: Thread) -> dict[str, str]:
        """List the aspects of which the source now says something else, and that no person has corrected.

        A feed raises a severity and never lowers it: whoever holds the item may.
        """
        given = facts_given(arrival.signal, common=arrival.feed.facts, aspects=arrival.feed.aspects)
        known = thread.about.facts
        if all(given.get(name) == known.get(name) for name in self._stated):
            return {}
        kept = corrected_by_hand(thread.about)
        aspects = self._world.matrix.aspects
        before, after = facts_of(aspects, known).values, facts_of(aspects, given).values
        changed = {
            name: value
            for name in self._stated
            if name not in kept
            and (value := given.get(name, UNKNOWN)) not in {UNKNOWN, known.get(name)}
            and before.get(name) != after.get(name)
        }
        said, had = Severity(given[SEVERITY]), thread.about.severity
        changed.pop(SEVERITY, None)
        if SEVERITY not in kept and said is not Severity.UNKNOWN and PRIORITY_OF[said] < PRIORITY_OF[had]:
            changed[SEVERITY] = str(said)
        return changed

    def _clear(self, thread: Thread) -> None:
        self._write_repeats(thread)
        situation = self._situation(thread, children_matter=True)
        self._step(thread, source_cleared(thread.custody, situation))

    def _write_repeats(self, thread: Thread) -> None:
        """Write one entry for all repeats: a storm on one item is one line of its history."""
        if thread.repeats:
            times, thread.repeats = thread.repeats, 0
            self._step(thread, seen_again(thread.custody, self._situation(thread), said={"times": times}))

    def _situation(self, thread: Thread, *, children_matter: bool = False) -> Situation:
        world, stored = self._world, thread.stored
        if stored is None:
            return situation_of(world, ENGINE, custody=thread.custody, about=thread.about)
        if children_matter and thread.custody.version == stored.version:
            return case_from(stored, world, ENGINE).situation
        return situation_of(world.not_before(stored.changed_at), ENGINE, custody=thread.custody, about=thread.about)

    def _step(self, thread: Thread, decided: Entry | Refused) -> None:
        assert isinstance(decided, Entry), decided
        self._batch.before.setdefault(decided.item, thread.custody)
        self._batch.about[decided.item] = thread.about
        self._batch.entries.append(decided)
        thread.custody = decided.after

    # --- a cause without one -------------------------------------------------------------------------------------------

    def _begin(self, arrival: Arrival, cause: str, *, follows: ItemId | None) -> None:
        """Let the tier of the deciding row say what becomes of a cause that has no item, or one closed too long ago."""
        signal, feed = arrival.signal, arrival.feed
        given = facts_given(signal, common=feed.facts, aspects=feed.aspects)
        owner = self._owner(given)
        row = owner.ownership.row
        tier = self._tier(arrival, cause, row)
        if row is not None and tier is not Tier.ITEM:
            self._file(arrival, cause, tier, row=row)
            return
        item = self._receive(
            cause,
            given,
            owner,
            subject=in_earnest(signal.subject),
            kind=kind_of(given),
            received_at=min(arrival.received_at, self._world.now),
            external=signal.external,
            said={"feed": feed.id, "body": arrival.digest, "position": arrival.position},
            follows=follows,
        )
        if watched := self._watched.pop(cause, None):
            self._batch.grown[cause] = (item, watched.since)
        self._file(arrival, cause, Tier.ITEM, item=item)
        if signal.status is Status.RESOLVED:
            self._clear(self._threads[cause])

    def _tier(self, arrival: Arrival, cause: str, row: Row | None) -> Tier:
        if arrival.ripe or row is None:
            return Tier.ITEM
        if arrival.signal.status is Status.RESOLVED:
            if self._watched.pop(cause, None):
                self._stop_watching(cause)
            return Tier.RECORD
        if row.tier is Tier.WATCH:
            known = self._watched.get(cause, Watched(arrival.received_at, 0))
            self._watched[cause] = Watched(known.since, known.times + 1)
        return becomes(row, self._watched.get(cause, Watched(arrival.received_at, 1)), self._world.now)

    def _stop_watching(self, cause: str) -> None:
        """Let no report of the cause so far become an item any more, neither a stored one nor one of this batch."""
        self._batch.cleared.add(cause)
        due, of = SIGNAL_COLUMNS.index("due"), SIGNAL_COLUMNS.index("fingerprint")
        self._batch.signals = [
            (*signal[:due], None, *signal[due + 1 :]) if signal[of] == cause else signal for signal in self._batch.signals
        ]

    def _receive(
        self,
        cause: str,
        given: Mapping[str, str],
        owner: Owner,
        *,
        subject: str,
        kind: ItemKind,
        received_at: datetime,
        said: dict[str, str | int],
        external: str = "",
        holder: PersonId | None = None,
        follows: ItemId | None = None,
    ) -> ItemId:
        severity, topic = Severity(given["severity"]), owner.topic
        entry = receive(
            new_item_id(self._world.now),
            owner.situation,
            kind=kind,
            priority=PRIORITY_OF[severity],
            security=topic is not None and topic.security,
            received_at=received_at,
            holder=holder,
            accept=owner.accept,
            said={**said, **({"follows": follows} if follows else {})},
            private=(Private("subject", subject),),
        )
        if follows:
            entry = replace(entry, after=replace(entry.after, follows=follows))
        about = About(
            subject=subject,
            severity=severity,
            topic=topic.name if topic else "",
            facts=given,
            verdict=owner.verdict,
            external=external,
            fingerprint=cause,
        )
        self._threads[cause] = Thread(entry.after, about)
        self._batch.about[entry.item] = about
        self._batch.entries.append(entry)
        return entry.item

    def _owner(self, given: Mapping[str, str]) -> Owner:
        """Decide once for all signals of the batch that state the same: in a storm they nearly all do."""
        key = tuple(map(given.get, self._stated))
        found = self._owners.get(key)
        if found is None:
            severity, named = Severity(given["severity"]), given.get(TOPIC, "")
            situation, ownership = situation_of_new(self._world, ENGINE, given, severity=severity, topic=named)
            found = self._owners[key] = Owner(
                situation,
                ownership,
                topic=self._world.matrix.topic(ownership.facts.values.get(TOPIC, "")),
                accept=situation.pace.standing(self._world.now),
                verdict={"because": list(ownership.because), "may": dict(ownership.may)},
            )
        return found

    def _holder_of(self, feed: models.Feed) -> PersonId:
        """Name who answers for the feed now: its holder, whoever stands in for them, or the intake."""
        matrix = self._world.matrix
        slots = Slots(feed.holder, matrix.deputy_of(feed.holder))
        present = call_list(matrix.directory, slots, self._world.now)
        return next((person for person in present if person in self._world.parties), self._world.fallback[0])

    def _file(self, arrival: Arrival, cause: str, tier: Tier, *, item: str = "", row: Row | None = None) -> None:
        """Write down where the signal ended. A ripe one has been written down when it came."""
        if arrival.ripe:
            return
        days = row.record_days if row is not None and tier is Tier.RECORD else 0
        watched = self._watched.get(cause)
        due = item_due(row, watched.since) if row is not None and tier is Tier.WATCH and watched else None
        self._batch.signals.append(
            (
                *(self._world.engagement, arrival.inbox, arrival.position, arrival.received_at, str(tier), cause),
                *(str(arrival.signal.status), arrival.signal.subject, item, row.id if row is not None else ""),
                *(self._world.now + timedelta(days=days) if days else None, due),
            )
        )
