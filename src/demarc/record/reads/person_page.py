"""One person as a page: what they hold, where they are away, and, when they have left, where everything went."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.words import ItemId
from demarc.record import models
from demarc.record.access import NotFound, Viewer, items_for, viewer_of
from demarc.record.parties import engagement_of
from demarc.record.reads.counts import counted
from demarc.record.reads.item_lines import SHOWN, item_lines, numbered
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.people import people_of
from demarc.record.translate.entries import entry_of

SHOWN_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """An item that moved when somebody left: who holds it since, and to whom it was offered instead, if it was."""

    id: str
    number: str
    subject: str
    holder: PersonLine
    offered_to: PersonLine | None


@dataclass(frozen=True, slots=True)
class AwayLine:
    """An absence that no matrix planned: until when, and who covers."""

    start: datetime
    until: datetime
    cover: PersonLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """One person for one reader. `speaks`: may the reader say that they are away; `dismisses`: that they have left.

    `holds` are the first items they hold, `total` how many in all (`reads.counts`). `hidden` counts what moved and is not
    the reader's to see.
    """

    person: PersonLine
    left_at: datetime | None
    holds: tuple[ItemLine, ...]
    total: int
    away: AwayLine | None
    moved: tuple[MovedLine, ...]
    hidden: int
    covers: tuple[PersonLine, ...]
    speaks: bool
    dismisses: bool


def person_page(*, engagement: str, person: str, by: str, now: datetime) -> PersonPage:
    """Read one person. Raises `NotFound` for strangers, and for a person who is not there."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    stored = models.Person.objects.filter(engagement=engagement, id=person).first()
    if stored is None:
        raise NotFound("person", person)
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix
    held = items_for(viewer).open().filter(holder=person)
    gone = stored.left_at is not None and stored.left_at <= now
    moved, hidden = _moved(viewer, person, people, prefix) if gone else ((), 0)
    own = _own_party(viewer, stored.party, now) - {person}
    leads = models.Membership.objects.filter(engagement=engagement, person=by, guest_until__isnull=True)
    may = viewer.party == stored.party and not gone
    leading = may and any(seat.is_lead or seat.is_executive for seat in leads)
    return PersonPage(
        person=people[person],
        left_at=stored.left_at if gone else None,
        holds=item_lines(held.only(*SHOWN).order_by("next_due", "id")[:SHOWN_AT_ONCE], people, prefix),
        total=counted(held),
        away=_away(engagement, person, people, now),
        moved=moved,
        hidden=hidden,
        covers=tuple(sorted((people[one] for one in own), key=lambda one: one.name)),
        speaks=leading or (may and by == person and leads.exists()),
        dismisses=leading,
    )


def _own_party(viewer: Viewer, party: str, now: datetime) -> set[str]:
    people = models.Person.objects.filter(engagement=viewer.engagement, party=party)
    gone = models.Membership.objects.filter(engagement=viewer.engagement, guest_until__isnull=False)
    present = {person.id for person in people if person.left_at is None or person.left_at > now}
    return present - {*gone.values_list("person", flat=True)}


def _away(engagement: str, person: str, people: Mapping[str, PersonLine], now: datetime) -> AwayLine | None:
    now_away = models.Absence.objects.filter(engagement=engagement, person=person, start__lte=now, end__gt=now)
    found = now_away.order_by("-start").first()
    return AwayLine(found.start, found.end, people.get(found.cover)) if found else None


def _moved(viewer: Viewer, person: str, people: Mapping[str, PersonLine], prefix: str) -> tuple[tuple[MovedLine, ...], int]:
    """Read from the record where everything went when they left, as far as the viewer may see the items.

    The entries of what moved stand right before the one that says who left.
    """
    entries = models.Entry.objects.filter(engagement=viewer.engagement)
    told = ((row.seq, json.loads(row.public)["said"]) for row in entries.filter(item="", act="left").order_by("-seq"))
    seq, count = next(((seq, said["moved"]) for seq, said in told if said["person"] == person), (0, 0))
    moves = {entry.item: entry.after for entry in map(entry_of, entries.filter(seq__gte=seq - count, seq__lt=seq))}
    visible = {one.id: one for one in items_for(viewer).filter(id__in=moves).only("id", "number", "subject")}
    lines = tuple(
        MovedLine(
            id=one.id,
            number=numbered(prefix, one.number),
            subject=one.subject,
            holder=people[moves[ItemId(one.id)].holder],
            offered_to=people.get(moves[ItemId(one.id)].offered_to or ""),
        )
        for one in sorted(visible.values(), key=lambda one: one.number)
    )
    return lines, len(moves) - len(lines)
