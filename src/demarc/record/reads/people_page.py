"""The people of an engagement as a page: firm by firm, who leads, who is away and who covers."""

from dataclasses import dataclass
from datetime import datetime

from demarc.core.people import Absence
from demarc.core.words import Side
from demarc.record import models
from demarc.record.access import viewer_of
from demarc.record.reads.absences import unplanned_absences
from demarc.record.reads.lines import PersonLine
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.reads.membership import parties_of
from demarc.record.reads.people import people_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person, how to reach them, what they are, and whether they are away."""

    person: PersonLine
    email: str
    phone: str
    is_lead: bool
    is_executive: bool
    away_until: datetime | None = None
    cover: PersonLine | None = None


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A firm and its people."""

    id: str
    name: str
    side: Side
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Both sides, the client first."""

    parties: tuple[PartyCard, ...]


def people_page(*, engagement: str, by: str, now: datetime) -> PeoplePage:
    """Show everybody who takes part now; who has left is not listed."""
    viewer_of(engagement=engagement, by=by, now=now)
    lines = people_of(engagement=engagement)
    stored = models.Person.objects.filter(engagement=engagement).order_by("name")
    present = [person for person in stored if person.left_at is None or person.left_at > now]
    seats = {seat.person: seat for seat in models.Membership.objects.filter(engagement=engagement)}
    away = _away(engagement, now)

    def card(person: models.Person) -> PersonCard:
        seat, absence = seats.get(person.id), away.get(person.id)
        return PersonCard(
            person=lines[person.id],
            email=person.email,
            phone=person.phone,
            is_lead=bool(seat and seat.is_lead),
            is_executive=bool(seat and seat.is_executive),
            away_until=absence.end if absence else None,
            cover=lines.get(absence.cover or "") if absence else None,
        )

    return PeoplePage(
        tuple(
            PartyCard(party.id, party.name, party.side, tuple(card(one) for one in present if one.party == party.id))
            for party in parties_of(engagement)
        )
    )


def _away(engagement: str, now: datetime) -> dict[str, Absence]:
    """Tell who is away now, by the version in force and by what was said since."""
    try:
        planned = matrix_in_force(engagement=engagement, now=now).matrix.directory.absences
    except NothingInForce:
        planned = ()
    said = unplanned_absences(engagement, now)
    return {one.person: one for one in (*planned, *said) if one.start <= now < one.end}
