"""The record of an engagement: its head, its checkpoints and who holds them, and how each side keeps it."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from demarc.core.checkpoint import Checkpoint, origin_of
from demarc.core.tree import Frontier
from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import Viewer, viewer_of
from demarc.record.reads.checkpoints import CheckpointLine, checkpoint_lines
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.membership import PartyLine, parties_of
from demarc.record.reads.people import people_of


@dataclass(frozen=True, slots=True)
class KeepingLine:
    """How a party keeps the record. Of the other side's mailbox only is told whether there is one."""

    party: PartyLine
    has_mailbox: bool
    mailbox: str
    key: str
    own: bool


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody who reads along for some days: until when, and how many pages they have opened so far."""

    person: PersonLine
    until: datetime
    looks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """The size and root of the tree now, in hexadecimal, and when the last entry was written.

    `checkpoint` says the same as the text to keep, which `demarc verify --checkpoint` reads; `due` is when the next signed
    one is taken at the latest. `keeps` tells whether the reader says how their side keeps the record,
    `invites` whether they let others read along; `gone` are the people of their firm who have left and can be forgotten.
    """

    origin: str
    size: int
    root: str
    last_at: datetime | None
    checkpoint: str
    checkpoints: tuple[CheckpointLine, ...]
    due: datetime | None
    keeping: tuple[KeepingLine, ...]
    keeps: bool
    readers: tuple[ReaderLine, ...]
    invites: bool
    gone: tuple[PersonLine, ...]


def record_page(*, engagement: str, by: str, now: datetime) -> RecordPage:
    """Show the record as it is now. Raises `NotFound`."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    head = models.Head.objects.get(engagement=engagement)
    last = models.Entry.objects.filter(engagement=engagement, seq=head.size - 1).values_list("at", flat=True).first()
    keeps = _keeps(viewer)
    kept = Checkpoint(origin_of(engagement), head.size, Frontier.from_text(head.size, head.peaks).root())
    return RecordPage(
        origin=kept.origin,
        size=kept.size,
        root=kept.root.hex(),
        last_at=last,
        checkpoint=kept.text(),
        checkpoints=checkpoint_lines(viewer, now),
        due=models.HeadClock.objects.filter(engagement=engagement).values_list("due", flat=True).first(),
        keeping=_keeping(viewer),
        keeps=keeps,
        readers=_readers(engagement, now),
        invites=keeps and viewer.side is Side.CLIENT,
        gone=_gone(viewer, now) if keeps else (),
    )


def _gone(viewer: Viewer, now: datetime) -> tuple[PersonLine, ...]:
    """List who has left the reader's firm, or read along once, and still has a name here."""
    over = models.Membership.objects.filter(engagement=viewer.engagement, guest_until__lte=now).values("person")
    people = models.Person.objects.filter(engagement=viewer.engagement, party=viewer.party or "")
    left = people.filter(Q(left_at__lte=now) | Q(id__in=over)).exclude(key=F("id")).values_list("id", flat=True)
    ids = list(left)
    names = people_of(engagement=viewer.engagement) if ids else {}
    return tuple(sorted((names[id_] for id_ in ids), key=lambda one: one.name))


def _readers(engagement: str, now: datetime) -> tuple[ReaderLine, ...]:
    """List who reads along now; both sides see who does, and that what they open is written down."""
    seats = models.Membership.objects.filter(engagement=engagement, guest_until__gt=now).order_by("guest_until")
    guests = {seat.person: seat.guest_until for seat in seats if seat.guest_until is not None}
    if not guests:
        return ()
    people = people_of(engagement=engagement)
    looks = models.Entry.objects.filter(engagement=engagement, item="", act="looked")
    counted = Counter(json.loads(public)["by"] for public in looks.values_list("public", flat=True))
    return tuple(ReaderLine(people[person], until, counted[person]) for person, until in guests.items())


def _keeping(viewer: Viewer) -> tuple[KeepingLine, ...]:
    stored = {one.party: one for one in models.Keeper.objects.filter(engagement=viewer.engagement)}

    def line(party: PartyLine) -> KeepingLine:
        one, own = stored.get(party.id), party.id == viewer.party
        mailbox = one.mailbox if one else ""
        return KeepingLine(party, bool(mailbox), mailbox if own else "", one.key if one else "", own)

    return tuple(line(party) for party in parties_of(viewer.engagement))


def _keeps(viewer: Viewer) -> bool:
    """Tell whether the act of keeping would not be refused for who they are."""
    seat = models.Membership.objects.filter(engagement=viewer.engagement, person=viewer.person).first()
    return (
        seat is not None
        and seat.guest_until is None
        and (seat.is_lead or (seat.is_executive and viewer.side is Side.CLIENT))
    )
