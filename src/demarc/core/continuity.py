"""What breaks if a person leaves: every place of the matrix that names them, and whom each falls to from then on.

Nothing is guessed: the matrix is asked as it is, and again with the person gone, at the same instant and over the
horizon.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from demarc.core.matrix.coverage import coverage
from demarc.core.matrix.edges import HORIZON
from demarc.core.matrix.staffing import ENOUGH
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.who import call_of
from demarc.core.people import Absence, Shift, resolve
from demarc.core.words import PersonId, RowId

HOUR = timedelta(hours=1)


class Part(StrEnum):
    """What the person is to a row; the first of these that holds counts."""

    ACCOUNTABLE = "accountable"
    DEPUTY = "deputy"
    ESCALATION = "escalation"
    RESPONSIBLE = "responsible"


class Loss(StrEnum):
    """How bad it is for a row, worst first."""

    NOBODY = "nobody"
    NO_DEPUTY = "no deputy"
    TOO_FEW = "too few"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Lost:
    """A row that names the person: as what, how bad that is, who holds it afterwards (None: nobody).

    `deputy` is the person who takes over by having agreed to it beforehand, or None. `left_to_call` counts those who can
    still be called. `nobody_at` is the first instant of the horizon at which nobody is left, where somebody was before.
    """

    row: RowId
    title: str
    part: Part
    loss: Loss
    falls_to: PersonId | None
    deputy: PersonId | None
    left_to_call: int
    nobody_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Hours of a role's roster that must go to others, up to an instant; `fallback` tells that the person was that too.

    In those hours the role is nobody, and what is called for falls to the next on each row's list.
    """

    role: str
    hours: float
    until: datetime | None
    fallback: bool


@dataclass(frozen=True, slots=True)
class Vacant:
    """An office around the rows: its name, and who follows (None: nobody is named)."""

    office: str
    falls_to: PersonId | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """All that a departure at an instant touches; `rows` counts the matrix's."""

    person: PersonId
    at: datetime
    rows: int
    lost: tuple[Lost, ...]
    rosters: tuple[Unfilled, ...]
    covers: tuple[Absence, ...]
    offices: tuple[Vacant, ...]

    @property
    def nobody(self) -> tuple[Lost, ...]:
        """List the rows that nobody holds afterwards, at once or at some instant of the horizon."""
        return tuple(lost for lost in self.lost if lost.loss is Loss.NOBODY)

    @property
    def holds(self) -> bool:
        """Tell whether nothing breaks."""
        vacant = any(office.falls_to is None for office in self.offices)
        return not (vacant or self.rosters or self.covers or any(lost.loss is not Loss.COVERED for lost in self.lost))


def leaving(matrix: Matrix, person: PersonId, at: datetime) -> Leaving:
    """Say what breaks if this person leaves at the instant (aware UTC), for the 14 days after it."""
    without = _without(matrix, person, at)
    nobody_before = {row.row for row in coverage(matrix, at, at + HORIZON).rows if row.nobody_at is not None}
    nobody_after = {row.row: row.nobody_at for row in coverage(without, at, at + HORIZON).rows}
    lost = []
    for row in matrix.rows:
        part = _part(matrix, row, person)
        if part is not None:
            nobody_at = None if row.id in nobody_before else nobody_after[row.id]
            lost.append(_lost((matrix, without), row, part, at, nobody_at))
    return Leaving(
        person,
        at,
        len(matrix.rows),
        tuple(sorted(lost, key=_harm)),
        tuple(_rosters(matrix, person, at)),
        tuple(one for one in matrix.directory.absences if one.cover == person and one.end > at),
        tuple(_offices(without, person, at)),
    )


def _lost(both: tuple[Matrix, Matrix], row: Row, part: Part, at: datetime, nobody_at: datetime | None) -> Lost:
    """Compare a row with the person and without."""
    matrix, without = both
    before, call = call_of(matrix, row, at), call_of(without, row, at)
    deputy = _ready(without, row, at)
    if nobody_at is not None or (before and not call):
        loss = Loss.NOBODY
    elif part in {Part.ACCOUNTABLE, Part.DEPUTY} and deputy is None:
        loss = Loss.NO_DEPUTY
    elif len(call) < min(ENOUGH, len(before)):
        loss = Loss.TOO_FEW
    else:
        loss = Loss.COVERED
    title = row.title or row.function
    return Lost(row.id, title, part, loss, call[0] if call else None, deputy, len(call), nobody_at)


def _without(matrix: Matrix, person: PersonId, at: datetime) -> Matrix:
    people = tuple(replace(one, left_at=at) if one.id == person else one for one in matrix.directory.people)
    return replace(matrix, directory=replace(matrix.directory, people=people))


def _harm(lost: Lost) -> tuple[int, int]:
    return list(Loss).index(lost.loss), list(Part).index(lost.part)


def _part(matrix: Matrix, row: Row, person: PersonId) -> Part | None:
    """Say what the person is to a row: named there, or by a role that they fill."""
    for part, slots in (
        (Part.ACCOUNTABLE, (row.slots.accountable,)),
        (Part.DEPUTY, (row.slots.deputy,)),
        (Part.ESCALATION, row.slots.escalation),
        (Part.RESPONSIBLE, row.responsible),
    ):
        if any(slot == person or _is_all_of(matrix, slot, person) for slot in slots):
            return part
    return None


def _is_all_of(matrix: Matrix, slot: str, person: PersonId) -> bool:
    """Tell whether a role is this person and nobody else; a role of several loses hours, which its roster says."""
    role = matrix.directory.role(slot)
    if role is None or matrix.directory.person(slot) is not None:
        return False
    people = {shift.person for shift in matrix.directory.roster(slot)} | ({role.fallback} if role.fallback else set())
    return people == {person}


def _ready(without: Matrix, row: Row, at: datetime) -> PersonId | None:
    """Return the deputy who stays and is there."""
    if row.slots.deputy in {"", row.slots.accountable}:
        return None
    return resolve(without.directory, row.slots.deputy, at)


def _rosters(matrix: Matrix, person: PersonId, at: datetime) -> Iterator[Unfilled]:
    for role in matrix.directory.roles:
        own = [shift for shift in matrix.directory.roster(role.name) if shift.person == person and shift.end > at]
        if own or role.fallback == person:
            until = max((shift.end for shift in own), default=None)
            yield Unfilled(role.name, _hours(own, at), until, role.fallback == person)


def _hours(shifts: list[Shift], at: datetime) -> float:
    return round(sum(((shift.end - max(shift.start, at)) / HOUR for shift in shifts), 0.0), 2)


def _offices(without: Matrix, person: PersonId, at: datetime) -> Iterator[Vacant]:
    frame = without.engagement
    rule = frame.dispute_rule
    pairs = (
        ("intake holder", frame.intake_holder, frame.intake_deputy),
        ("intake deputy", frame.intake_deputy, ""),
        ("client executive", frame.executive, frame.executive_deputy),
        ("executive's deputy", frame.executive_deputy, ""),
        ("arbiter", rule.arbiter, rule.deputy),
        ("arbiter's deputy", rule.deputy, ""),
    )
    for office, holder, follower in pairs:
        if holder == person:
            yield Vacant(office, resolve(without.directory, follower, at) if follower else None)
