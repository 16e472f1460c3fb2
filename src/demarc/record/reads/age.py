"""The age of an item, minute by minute: who held it and whom it waited for. It never pauses and never resets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.core.custody.ledger import Stretch, stretches
from demarc.core.custody.states import Act
from demarc.record import models
from demarc.record.access import Viewer
from demarc.record.reads.lines import PersonLine
from demarc.record.translate.entries import entry_of

MOVES_NO_MINUTE = frozenset(
    {Act.NOTE, Act.INTERVENE, Act.SEEN_AGAIN, Act.SOURCE_CLEARED, Act.ESCALATE, Act.ASSIGN, Act.SPEAK}
)
"""Acts after which the item is held by the same person and waits for the same party."""
WIDTH = 1_000
"""How wide the bar is drawn, in its own units."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the bar: from `x`, `width` wide, in thousandths of the age; whose side held it, whom it waited for."""

    x: int
    width: int
    side: str
    waiting: str


@dataclass(frozen=True, slots=True)
class Share:
    """How long in all one person held the item while it waited for one party, and how much of the age that is."""

    holder: PersonLine
    waiting: str
    time: timedelta
    percent: int


@dataclass(frozen=True, slots=True)
class Age:
    """The whole age up to now or to the closing, its parts in order, and the sums, longest first."""

    total: timedelta
    spans: tuple[Span, ...] = ()
    shares: tuple[Share, ...] = ()


def age_of(
    viewer: Viewer, item: str, until: datetime, people: Mapping[str, PersonLine], known: Sequence[models.Entry]
) -> Age:
    """Attribute the age of an item that the viewer may see; `known` are its entries where all of them are read already."""
    rows = known or list(
        models.Entry.objects.filter(engagement=viewer.engagement, item=item).exclude(act__in=MOVES_NO_MINUTE)
    )
    moving = sorted((row for row in rows if row.act not in MOVES_NO_MINUTE), key=lambda row: row.item_version)
    parts = stretches([entry_of(row) for row in moving], until)
    if not parts:
        return Age(timedelta(0))
    total = parts[-1].end - parts[0].start
    return Age(total, _spans(parts, people), _shares(parts, total, people))


def _spans(parts: Sequence[Stretch], people: Mapping[str, PersonLine]) -> tuple[Span, ...]:
    start, total = parts[0].start, parts[-1].end - parts[0].start
    found = []
    for part in parts:
        x = round((part.start - start) / total * WIDTH)
        width = max(1, round((part.end - start) / total * WIDTH) - x)
        found.append(Span(x, width, str(people[part.holder].side), str(part.waiting)))
    return tuple(found)


def _shares(parts: Sequence[Stretch], total: timedelta, people: Mapping[str, PersonLine]) -> tuple[Share, ...]:
    sums: dict[tuple[str, str], timedelta] = {}
    for part in parts:
        key = (part.holder, str(part.waiting))
        sums[key] = sums.get(key, timedelta(0)) + (part.end - part.start)
    longest = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(people[who], waiting, time, round(time / total * 100)) for (who, waiting), time in longest)
