"""The people of an engagement: names and addresses, which stand nowhere in the ledger."""

from collections.abc import Mapping

from demarc.core.words import PartyId, PersonId, Side
from demarc.record.models import Party, Person
from demarc.record.reads.lines import PersonLine


def people_of(*, engagement: str) -> Mapping[str, PersonLine]:
    """Give every person of the engagement by id, with name, firm and side; who has left stays readable."""
    parties = {party.id: party for party in Party.objects.filter(engagement=engagement)}
    people = Person.objects.filter(engagement=engagement)
    return {
        person.id: PersonLine(person.id, person.name, parties[person.party].name, Side(parties[person.party].side))
        for person in people
    }


def party_of(*, engagement: str, person: str) -> PartyId | None:
    """Tell the party of a person, or None for a stranger."""
    found = Person.objects.filter(engagement=engagement, id=person).values_list("party", flat=True).first()
    return PartyId(found) if found else None


def address_of(*, engagement: str, person: str) -> str:
    """Tell where mail reaches a person; empty when no address is known."""
    return Person.objects.filter(engagement=engagement, id=person).values_list("email", flat=True).first() or ""


def person_by_key(*, engagement: str, key: str) -> PersonId | None:
    """Find the person whom the matrix file calls `key`, or None."""
    found = Person.objects.filter(engagement=engagement, key=key).values_list("id", flat=True).first()
    return PersonId(found) if found else None
