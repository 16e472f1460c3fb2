"""Whose a row is, as holder or deputy, and which rows a new version has changed for them: by effect, never by text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from demarc.core.matrix.diff import changes
from demarc.core.matrix.table import TOPIC, Matrix, Permission, Row
from demarc.core.words import PersonId, RowId

MARK = "\0"
"""Parts a row's id from its terms; no id of a file can hold it."""


class Post(StrEnum):
    """What a row makes of a person: its holder, or the deputy who holds it in the holder's place."""

    HOLDER = "holder"
    DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a row names, themselves or by a role they fill."""

    person: PersonId
    post: Post


def named_in(matrix: Matrix, row: Row, now: datetime) -> tuple[Named, ...]:
    """List who must know a row: everybody it names as holder or deputy, once, and all whom a roster still has ahead."""
    found: dict[PersonId, Post] = {}
    for slot, post in ((row.slots.accountable, Post.HOLDER), (row.slots.deputy, Post.DEPUTY)):
        for person in _people(matrix, slot, now):
            found.setdefault(person, post)
    return tuple(Named(person, post) for person, post in found.items() if not _left(matrix, person, now))


def rows_of(matrix: Matrix, person: str, now: datetime) -> tuple[tuple[Row, Post], ...]:
    """List the rows that are this person's, in the order of the matrix."""
    return tuple((row, one.post) for row in matrix.rows for one in named_in(matrix, row, now) if one.person == person)


def changed_rows(old: Matrix, new: Matrix) -> frozenset[RowId]:
    """Name the rows whose part of all possible items, or whose terms for their people, differ between two versions.

    A topic cut into too many pieces to compare counts as changed: who is asked once too often loses a minute.
    """
    effect = changes(old, new, terms)
    found = {
        RowId(holder.partition(MARK)[0])
        for change in effect.boxes
        for held in (change.before, change.after)
        for holder in held.holders
    }
    unclear = frozenset(effect.undecided)
    found |= {row.id for row in new.rows if unclear and unclear & row.box().get(TOPIC, unclear)}
    return frozenset(found)


def terms(matrix: Matrix, row: Row) -> str:
    """Say what a row asks of its people and promises them, as one text that differs when that does.

    Titles, clauses and the box itself are left out: words change nothing, and the box is compared by what it takes.
    """
    said = (
        replace(row, function="", title="", clause="", scope=(), yields_to=()),
        tuple(sorted(map(_permission, matrix.permissions_of(row.id)))),
        tuple(_pace(matrix, topic) for topic in sorted(row.box().get(TOPIC, ()))),
        matrix.clocks,
    )
    return f"{row.id}{MARK}{said!r}"


def _permission(one: Permission) -> tuple[str, ...]:
    return (one.action, one.says(), *(_all_of(values) for values in (one.device_class, one.window)))


def _all_of(values: Iterable[str] | None) -> str:
    return "any" if values is None else " ".join(sorted(values))


def _pace(matrix: Matrix, name: str) -> tuple[object, ...]:
    """Say from when up a topic runs at every hour, and which hours count for the rest of it."""
    topic = matrix.topic(name)
    if topic is None:
        return (name,)
    calendar = matrix.calendar(topic.calendar)
    return (name, str(topic.always_from), repr((calendar.zone, calendar.weekly)) if calendar else "")


def _people(matrix: Matrix, slot: str, now: datetime) -> Iterator[PersonId]:
    """Yield the person a slot names, or everybody a role is or will be, and who falls in for it."""
    person = matrix.directory.person(slot)
    if person is not None:
        yield person.id
        return
    role = matrix.directory.role(slot)
    yield from (shift.person for shift in matrix.directory.roster(slot) if shift.end > now)
    if role is not None and role.fallback:
        yield role.fallback


def _left(matrix: Matrix, person: str, now: datetime) -> bool:
    found = matrix.directory.person(person)
    return found is None or (found.left_at is not None and found.left_at <= now)
