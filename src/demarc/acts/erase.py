"""Erasing a private text: the salt and the text go for good, the record says that they went, and the tree stays whole."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from demarc.acts.outcome import Refused
from demarc.acts.perform import GUESTS_ONLY_READ
from demarc.core.custody.entries import Private
from demarc.core.words import ENGINE, PartyId, PersonId, Side
from demarc.record import models
from demarc.record.access import NotFound, Viewer, items_for, privates_for, viewer_of
from demarc.record.append import append
from demarc.record.erasing import forget, leave_no_trace
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement, author_of


@dataclass(frozen=True, slots=True)
class Erased:
    """What is gone: the entries and fields whose text was erased."""

    texts: tuple[tuple[int, str], ...]


def erase(*, engagement: str, seq: int, field: str, why: str, by: str, now: datetime) -> Erased | Refused:
    """Erase the text `field` of entry `seq`, and the same text wherever its item carried it. Raises `NotFound`.

    Whose text it is decides: the party it is internal to, else the party of whoever wrote it, else (a feed wrote it) the
    client. A lead or executive of that party may, no guest, and nobody else. What the text was cannot be brought back.
    """
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    text, entry = _text(viewer, seq, field)
    membership = models.Membership.objects.filter(engagement=engagement, person=by).first()
    if membership is not None and membership.guest_until is not None:
        return Refused(GUESTS_ONLY_READ)
    owner = _owner(entry, text)
    if membership is None or not (membership.is_lead or membership.is_executive) or viewer.party != owner.id:
        return Refused(f"Erasing is refused: a lead or executive of {owner.name} erases what is theirs.")
    if not why.strip():
        return Refused("Erasing is refused without a reason: say why, so that both sides can tell it from hiding.")
    with write_transaction():
        gone = forget(engagement=engagement, text=text, item=entry.item)
        statements = [_statement(one, viewer.person, now, why.strip()) for one in gone]
        append(engagement=engagement, entries=statements)
        transaction.on_commit(leave_no_trace)
    return Erased(tuple((one.seq, one.field) for one in gone))


def _text(viewer: Viewer, seq: int, field: str) -> tuple[models.Private, models.Entry]:
    """Fetch a text that the viewer may read, and its entry. Raises `NotFound`."""
    text = privates_for(viewer).filter(seq=seq, field=field).first()
    entry = models.Entry.objects.filter(engagement=viewer.engagement, seq=seq).first()
    if text is None or entry is None or (entry.item and not items_for(viewer).filter(id=entry.item).exists()):
        raise NotFound("text", f"{field} of entry {seq}")
    return text, entry


def _owner(entry: models.Entry, text: models.Private) -> models.Party:
    """Tell whose text it is."""
    parties = models.Party.objects.filter(engagement=entry.engagement)
    author = author_of(entry)
    if text.party:
        return parties.get(id=text.party)
    if author == ENGINE:
        return parties.get(side=Side.CLIENT)
    return parties.get(id=models.Person.objects.get(engagement=entry.engagement, id=author).party)


def _statement(text: models.Private, by: PersonId, now: datetime, why: str) -> Statement:
    """Say what was erased; the reason of an internal text is internal too."""
    private = (Private("why", why, PartyId(text.party) if text.party else None),)
    return Statement(act="erased", by=by, at=now, said={"seq": text.seq, "field": text.field}, private=private)
