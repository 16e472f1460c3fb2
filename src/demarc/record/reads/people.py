"""The people of an engagement: their names, which stand nowhere in the ledger."""

from collections.abc import Iterable, Mapping

from demarc.core.matrix.pseudonyms import under_pseudonyms, with_people
from demarc.core.matrix.table import Matrix
from demarc.core.people import Person as Named
from demarc.core.words import PartyId, PersonId, Side
from demarc.record.models import Person
from demarc.record.once import once
from demarc.record.parties import everybody, firms
from demarc.record.reads.lines import PersonLine


@once
def people_of(*, engagement: str) -> Mapping[str, PersonLine]:
    """Give every person of the engagement by id, with name, firm and side; who has left stays readable."""
    parties = {party.id: party for party in firms(engagement)}
    return {
        person.id: PersonLine(person.id, person.name, parties[person.party].name, Side(parties[person.party].side))
        for person in everybody(engagement).values()
    }


def person_by_key(*, engagement: str, key: str) -> PersonId | None:
    """Find the person whom the matrix file calls `key`, or None."""
    found = Person.objects.filter(engagement=engagement, key=key).values_list("id", flat=True).first()
    return PersonId(found) if found else None


def with_keys(engagement: str, matrix: Matrix) -> Matrix:
    """Give a stored matrix with its people as the matrix file has them: their keys, names and addresses."""
    known = {
        one.id: Named(id=PersonId(one.key), name=one.name, party=PartyId(one.party), email=one.email, phone=one.phone)
        for one in Person.objects.filter(engagement=engagement)
    }
    return with_people(matrix, known)


def by_keys(engagement: str, matrix: Matrix, newcomers: Iterable[Mapping[str, str]] = ()) -> Matrix:
    """Give a stored matrix with its people by the keys of the matrix file, and no names, which may be erased.

    `newcomers` are those of a proposal, who are nobody's people until both sides have signed.
    """
    keys = {one["id"]: PersonId(one["key"]) for one in newcomers}
    here = Person.objects.filter(engagement=engagement).values_list("id", "key")
    return under_pseudonyms(matrix, keys | {id_: PersonId(key) for id_, key in here})
