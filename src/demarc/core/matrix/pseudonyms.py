"""The matrix with other ids for its people: what is signed and stored names nobody, so that a name can be erased."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from demarc.core.matrix.table import Engagement, Matrix, Row
from demarc.core.people import Directory, Person
from demarc.core.words import PersonId

Slot = TypeVar("Slot", bound=str)


def under_pseudonyms(matrix: Matrix, ids: Mapping[str, PersonId]) -> Matrix:
    """Give every person the id that `ids` has for theirs, and drop names and addresses; roles and strangers stay."""
    return replace(
        matrix,
        engagement=_engagement(matrix.engagement, ids),
        directory=_directory(matrix.directory, ids),
        rows=tuple(_row(row, ids) for row in matrix.rows),
    )


def _of(slot: Slot, ids: Mapping[str, PersonId]) -> Slot:
    return ids.get(slot, slot)  # type: ignore[return-value]  # an id for an id, a text for a text


def _all(slots: tuple[str, ...], ids: Mapping[str, PersonId]) -> tuple[str, ...]:
    return tuple(_of(slot, ids) for slot in slots)


def _engagement(engagement: Engagement, ids: Mapping[str, PersonId]) -> Engagement:
    rule = engagement.dispute_rule
    return replace(
        engagement,
        intake_holder=_of(engagement.intake_holder, ids),
        intake_deputy=_of(engagement.intake_deputy, ids),
        executive=_of(engagement.executive, ids),
        executive_deputy=_of(engagement.executive_deputy, ids),
        dispute_rule=replace(rule, arbiter=_of(rule.arbiter, ids), deputy=_of(rule.deputy, ids)),
    )


def _directory(directory: Directory, ids: Mapping[str, PersonId]) -> Directory:
    return Directory(
        people=tuple(_person(person, ids) for person in directory.people),
        parties=directory.parties,
        roles=tuple(replace(role, fallback=_of(role.fallback, ids) if role.fallback else None) for role in directory.roles),
        shifts=tuple(replace(shift, person=_of(shift.person, ids)) for shift in directory.shifts),
        absences=tuple(
            replace(away, person=_of(away.person, ids), cover=_of(away.cover, ids) if away.cover else None)
            for away in directory.absences
        ),
    )


def _person(person: Person, ids: Mapping[str, PersonId]) -> Person:
    return replace(person, id=_of(person.id, ids), name="", email="", phone="")


def _row(row: Row, ids: Mapping[str, PersonId]) -> Row:
    slots = row.slots
    return replace(
        row,
        slots=replace(
            slots,
            accountable=_of(slots.accountable, ids),
            deputy=_of(slots.deputy, ids),
            escalation=_all(slots.escalation, ids),
        ),
        responsible=_all(row.responsible, ids),
        consulted=_all(row.consulted, ids),
        informed=_all(row.informed, ids),
        waits=replace(row.waits, by=_of(row.waits.by, ids)) if row.waits else None,
    )


def with_people(matrix: Matrix, people: Mapping[str, Person]) -> Matrix:
    """Undo `under_pseudonyms`: `people` has, by the random id, the person as the matrix file has them."""
    back = under_pseudonyms(matrix, {id_: person.id for id_, person in people.items()})
    by_key = {person.id: person for person in people.values()}
    named = tuple(_named(person, by_key.get(person.id)) for person in back.directory.people)
    return replace(back, directory=replace(back.directory, people=named))


def _named(person: Person, known: Person | None) -> Person:
    return replace(person, name=known.name, email=known.email, phone=known.phone) if known else person
