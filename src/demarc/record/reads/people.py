"""The people of an engagement: their names, which stand nowhere in the ledger."""

from collections.abc import Mapping

from demarc.core.words import PersonId, Side
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


def person_by_key(*, engagement: str, key: str) -> PersonId | None:
    """Find the person whom the matrix file calls `key`, or None."""
    found = Person.objects.filter(engagement=engagement, key=key).values_list("id", flat=True).first()
    return PersonId(found) if found else None
