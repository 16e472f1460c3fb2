"""Deciding what becomes of the signals of one engagement, a batch at a time, as values.

A signal ends on the item of its cause, in a new item, or under a signed row that only records or watches it. A batch is
decided against the record as it stands and then applied as a whole, or not at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from demarc.acts.batch import Batch
from demarc.acts.correct_facts import corrected, news
from demarc.acts.gather import Case, case_from, new_item_id, situation_of
from demarc.acts.mail import Arrival
from demarc.acts.owners import Owner, Owners
from demarc.acts.threads import Thread, threads_of, watched_of
from demarc.acts.world import World
from demarc.core.custody.arriving import is_too_old_to_reopen, receive
from demarc.core.custody.entries import Entry, Private
from demarc.core.custody.noting import seen_again, source_cleared
from demarc.core.custody.situation import Situation
from demarc.core.custody.step import Refused
from demarc.core.matrix.table import TOPIC, Row
from demarc.core.signals import Status, Watched, becomes, cause_of, facts_given, in_earnest, item_due, kind_of
from demarc.core.words import ENGINE, PRIORITY_OF, ItemId, ItemKind, PersonId, Severity, Tier
from demarc.record import models
from demarc.record.translate.custody import About


class Sorter:
    """Decides one batch in the world of one instant: `take` each arrival in order, then `finish`."""

    def __init__(self, world: World, causes: Iterable[str]) -> None:
        self._world = world
        self._stated = (*(aspect.name for aspect in world.matrix.aspects), "severity", TOPIC)
        self._owners = Owners(world, self._stated)
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
            self._owners.of(given),
            subject=subject,
            kind=ItemKind.SILENT_FEED,
            received_at=received_at,
            said={"feed": feed.id},
            holder=self._owners.holder_of(feed),
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
        if not thread.custody.is_open or not (changed := self._news(arrival, thread.about)):
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

    def _news(self, arrival: Arrival, about: About) -> dict[str, str]:
        given = facts_given(arrival.signal, common=arrival.feed.facts, aspects=arrival.feed.aspects)
        return news(about, given, self._stated, self._world.matrix.aspects)

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
        owner = self._owners.of(given)
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
                self._batch.stop_watching(cause)
            return Tier.RECORD
        if row.tier is Tier.WATCH:
            known = self._watched.get(cause, Watched(arrival.received_at, 0))
            self._watched[cause] = Watched(known.since, known.times + 1)
        return becomes(row, self._watched.get(cause, Watched(arrival.received_at, 1)), self._world.now)

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
