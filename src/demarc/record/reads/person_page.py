"""One person as a page: what they hold, where they are away, and, when they have left, where everything went."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.record import models
from demarc.record.access import NotFound, Viewer, items_for, viewer_of
from demarc.record.reads.item_lines import SHOWN, item_lines, numbered
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.people import people_of

SHOWN_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
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

    `holds` are the items they hold or were offered, `total` how many in all. `hidden` counts what moved and is not the
    reader's to see.
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
    prefix = models.Engagement.objects.values_list("prefix", flat=True).get(id=engagement)
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
        total=held.count(),
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
    """Read from the record where everything went when they left, as far as the viewer may see the items."""
    entries = models.Entry.objects.filter(engagement=viewer.engagement, item="", act="left").order_by("-seq")
    told = (json.loads(entry.public)["said"] for entry in entries)
    said: Mapping[str, list[tuple[str, str, str]]] = next((one for one in told if one["person"] == person), {})
    moves = {item: (holder, offered) for item, holder, offered in said.get("moved", [])}
    visible = {one.id: one for one in items_for(viewer).filter(id__in=moves).only("id", "number", "subject")}
    lines = tuple(
        MovedLine(id_, numbered(prefix, visible[id_].number), visible[id_].subject, people[holder], people.get(offered))
        for id_, (holder, offered) in moves.items()
        if id_ in visible
    )
    return lines, len(moves) - len(lines)
