"""A row of the matrix in words: who a slot comes to now, what its scope says, and how the row stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.table import Matrix, Row, Scope
from demarc.core.people import resolve
from demarc.core.understanding.states import RowState
from demarc.record.reads.lines import PersonLine


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot of a row: the person it comes to now, if any, and the role it names, if it names one."""

    person: PersonLine | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class StandingLine:
    """How a row stands, and why: when a drill was passed last, how old that may be in days, and who does not know it."""

    state: str
    tested: bool
    known: bool
    last_passed: datetime | None
    cadence_days: int
    lacking: tuple[tuple[PersonLine, str], ...]


def slot_line(matrix: Matrix, slot: str, people: Mapping[str, PersonLine], now: datetime) -> SlotLine:
    """Say whom a slot comes to at the instant."""
    return SlotLine(people.get(resolve(matrix.directory, slot, now) or ""), "" if matrix.directory.person(slot) else slot)


def slot_lines(
    matrix: Matrix, slots: Iterable[str], people: Mapping[str, PersonLine], now: datetime
) -> tuple[SlotLine, ...]:
    """Say whom each slot comes to; an empty one is left out."""
    return tuple(slot_line(matrix, slot, people, now) for slot in slots if slot)


def scope_lines(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Pair each aspect with its values in words."""
    return tuple((aspect.replace("_", " "), in_words(values)) for aspect, values in scope)


def in_words(values: Iterable[str]) -> str:
    """Say a set of values: `server or workstation`."""
    return " or ".join(sorted(values))


def title_of(row: Row) -> str:
    """Name a row: its title, else its function."""
    return row.title or row.function


def standing_line(state: RowState, people: Mapping[str, PersonLine]) -> StandingLine:
    """Put a row's state into words; who is no longer known by name is left out."""
    lacking = tuple((people[person], str(how)) for person, how in state.lacking if person in people)
    return StandingLine(str(state.state), state.tested, state.known, state.last_passed, state.cadence.days, lacking)
