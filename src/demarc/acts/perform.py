"""Applying what was decided: entries, items and notices in one transaction; or losing the race politely."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from demarc.acts.gather import Case
from demarc.acts.letters import Letter, write_letters
from demarc.acts.outcome import Done, Outcome, Refused, SomebodyWasFirst
from demarc.core.custody import step
from demarc.core.custody.custody import Custody
from demarc.core.custody.entries import Entry
from demarc.core.custody.states import Act
from demarc.core.notices import notices
from demarc.core.words import ItemId
from demarc.record import models
from demarc.record.append import Appended, LostRace, append_prepared
from demarc.record.prepare import Prepared, prepare
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About
from demarc.record.translate.entries import entry_of

GUESTS_ONLY_READ = "This is refused: a guest reads and does not act. Ask somebody of your side who takes part."


def perform(
    case: Case,
    decided: Entry | tuple[Entry, ...] | step.Refused,
    *,
    seen: int | None = None,
    about: Mapping[ItemId, About] | None = None,
    before: Mapping[ItemId, Custody] | None = None,
    anew: Collection[ItemId] = (),
    also: Callable[[], None] | None = None,
) -> Outcome:
    """Store what was decided about a case, and tell who must hear.

    `seen` is the version of the item that the actor had before them; when the item has moved on since, somebody was
    first. `about` is what new items are about, `before` the custody of other items that the entries change, `anew` names
    older items of which `about` says something new. `also` is what else is written in the same transaction. Every act of
    a person comes through here, so here guests are refused, whatever was decided.
    """
    custody = case.custody
    if case.situation.by in case.world.guests:
        return Refused(GUESTS_ONLY_READ)
    if seen is not None and _has_moved_on(case, seen):
        return _who_was_first(case.world.engagement, custody.item)
    if isinstance(decided, step.Refused):
        return Refused(decided.reason)
    entries = decided if isinstance(decided, tuple) else (decided,)
    try:
        with write_transaction():
            store(
                engagement=case.world.engagement,
                entries=entries,
                before={custody.item: custody, **(before or {})},
                about={custody.item: case.about, **(about or {})},
                anew=anew,
            )
            if also:
                also()
    except LostRace as race:
        return SomebodyWasFirst(race.act, race.by, race.at)
    after = next((entry.after for entry in reversed(entries) if entry.item == custody.item), entries[0].after)
    return Done(after.item, after.version, after.state, after.holder)


def store(
    *,
    engagement: str,
    entries: Sequence[Entry],
    before: Mapping[ItemId, Custody],
    about: Mapping[ItemId, About],
    anew: Collection[ItemId] = (),
) -> Appended:
    """Append entries and write the notices they call for, inside the caller's `write_transaction`.

    `before` holds the custody of the items that exist already; `about` must cover every item, and is stored for new ones
    and for those named `anew`. Raises `LostRace`.
    """
    return file_away(draw_up(engagement=engagement, entries=entries, before=before, about=about, anew=anew))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Entries and letters, drawn up: what is left to do is to store them."""

    prepared: Prepared
    letters: tuple[Letter, ...]


def draw_up(
    *,
    engagement: str,
    entries: Sequence[Entry],
    before: Mapping[ItemId, Custody],
    about: Mapping[ItemId, About],
    anew: Collection[ItemId] = (),
) -> Drawn:
    """Do what can be done before the transaction, so that a large batch keeps other writers waiting less; see `store`."""
    told = {entry.item for entry in entries if entry.item_version == 1} | {*anew}
    prepared = prepare(engagement=engagement, entries=entries, about={item: about[item] for item in told})
    standing = dict(before)
    letters: list[Letter] = []
    for entry in entries:
        told_now = notices(standing.get(entry.item), entry)
        letters += [Letter(notice, about[notice.item].subject, entry.at, entry.after.drill) for notice in told_now]
        standing[entry.item] = entry.after
    return Drawn(prepared, tuple(letters))


def file_away(drawn: Drawn) -> Appended:
    """Store what was drawn up, inside the caller's `write_transaction`. Raises `LostRace`."""
    appended = append_prepared(drawn.prepared)
    write_letters(drawn.prepared.engagement, drawn.letters, appended.numbers)
    return appended


MOVES_NOTHING = frozenset({Act.ESCALATE, Act.SEEN_AGAIN})
"""What time and a feed write beside custody: nobody decides otherwise for it, so what was seen before it still holds."""


def _has_moved_on(case: Case, seen: int) -> bool:
    """Tell whether anything but a clock's call or a repeat has been done since the actor looked."""
    if seen == case.custody.version:
        return False
    entries = models.Entry.objects.filter(engagement=case.world.engagement, item=case.custody.item, item_version__gt=seen)
    return seen > case.custody.version or entries.exclude(act__in=MOVES_NOTHING).exists()


def _who_was_first(engagement: str, item: ItemId) -> SomebodyWasFirst:
    """Say who did the last act to an item that has moved on."""
    last = models.Entry.objects.filter(engagement=engagement, item=item).order_by("-item_version").first()
    assert last is not None, "an item has at least its first entry"
    first = entry_of(last)
    return SomebodyWasFirst(first.act, first.by, first.at)
