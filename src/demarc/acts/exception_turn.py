"""What time does to exceptions: at its end, one whose item is still open and still across the line is told to three."""

from collections.abc import Mapping
from datetime import datetime

from demarc.acts.engine import for_each
from demarc.acts.gather import Case, case_from
from demarc.acts.letters import Letter, write_letters
from demarc.acts.world import world_at
from demarc.core.custody.excepted import Course, CrossingException, course
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.notices import Notice
from demarc.core.words import ENGINE, PartyId, PersonId
from demarc.record import models
from demarc.record.append import append
from demarc.record.excepted import crossing_exception
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

ABOUT = "exception"


def end_exceptions(*, engagement: str, now: datetime) -> int:
    """See to every exception whose time is over, once; tell how many were told."""
    due = models.RowException.objects.filter(engagement=engagement, due__lte=now).order_by("due")
    return for_each(list(due), lambda kept: _end(kept, now))


def _end(kept: models.RowException, now: datetime) -> int:
    stored = models.Item.objects.get(engagement=kept.engagement, id=kept.item)
    case = case_from(stored, world_at(engagement=kept.engagement, now=now), ENGINE, open_children=0)
    one, people = crossing_exception(kept), models.Person.objects.filter(engagement=kept.engagement)
    parties = {PersonId(id_): PartyId(party) for id_, party in people.values_list("id", "party")}
    became = course(one, case.custody, named=parties.get(case.situation.call[0]), parties=parties)
    if became is not Course.UNDER_WAY:
        with write_transaction():
            _mark(kept, became)
        return 0
    letters = [
        Letter(_notice(one, to, case.custody.holder), case.about.subject, case.world.now)
        for to in _readers(case, one, parties)
    ]
    said: dict[str, Plain] = {"item": one.item, "item_version": one.item_version, "until": micros(one.until)}
    with write_transaction():
        if not _mark(kept, became):
            # Another process was first.
            return 0
        ended = Statement(act="exception ended", by=ENGINE, at=case.world.now, said=said)
        append(engagement=kept.engagement, entries=(ended,))
        write_letters(kept.engagement, letters, {})
    return 1


def _mark(kept: models.RowException, became: Course) -> int:
    """Write down what became of it, unless somebody did; time does not look at it again."""
    mine = models.RowException.objects.filter(
        engagement=kept.engagement, item=kept.item, item_version=kept.item_version, due=kept.due
    )
    return mine.update(due=None, course=became)


def _readers(case: Case, one: CrossingException, parties: Mapping[PersonId, PartyId]) -> tuple[PersonId, ...]:
    """Name who is told: the holder, and the leads of both sides it lies between."""
    world, holder = case.world, case.custody.holder
    firms = dict.fromkeys((world.client, parties.get(holder), parties.get(one.owner)))
    leads = (world.lead_of(firm) for firm in firms if firm)
    return tuple(dict.fromkeys((holder, *(lead for lead in leads if lead))))


def _notice(one: CrossingException, to: PersonId, holder: PersonId) -> Notice:
    against = f"against row {one.row}" if one.row else "though no single row gives it to anybody"
    return Notice(
        to=to,
        item=one.item,
        about=ABOUT,
        why_you="You hold it." if to == holder else "You lead your side, and the matrix says otherwise.",
        why_now=f"It crossed the line {against} since {{since}}, for a time; that time is over and it is still open.",
        what_next="Offer it back, close it, or propose a row that says what is so.",
        then="It stays with its holder, and the next reconciliation decides about it",
        since=one.at,
        key=f"{one.item}:{one.item_version}:exception:{micros(one.until)}:{to}",
    )
