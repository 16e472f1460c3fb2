"""How a row stands: written, tested, understood. Three states, because a signed row that nobody has tried is only text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from demarc.core.catalogue import ALWAYS_SINGLE
from demarc.core.words import PersonId

HALF_A_YEAR, YEAR = timedelta(days=183), timedelta(days=365)
WHOLE = 100


class Understanding(StrEnum):
    """How far a row has come: written; signed but no drill passed in time; not confirmed by its people; or all of it."""

    WRITTEN = "written"
    NOT_TESTED = "written, not tested"
    NOT_UNDERSTOOD = "not understood"
    UNDERSTOOD = "tested and understood"


class Knowing(StrEnum):
    """How far one person has come with a row that is theirs."""

    UNCONFIRMED = "not confirmed as it is now"
    UNASKED = "confirmed, with questions left to answer"
    WRONG = "confirmed, but answered wrong about it"
    KNOWS = "confirmed and answered for"


@dataclass(frozen=True, slots=True)
class RowState:
    """A row's state and what it follows from: whether a drill was passed in time, and who does not know the row yet."""

    state: Understanding
    tested: bool
    known: bool
    last_passed: datetime | None
    cadence: timedelta
    lacking: tuple[tuple[PersonId, Knowing], ...]


def cadence_of(function: str) -> timedelta:
    """Say how old the last passed drill of a function's row may be: half a year where a divided owner does harm."""
    return HALF_A_YEAR if function in ALWAYS_SINGLE else YEAR


def row_state(
    *,
    signed: bool,
    last_passed: datetime | None,
    cadence: timedelta,
    people: Iterable[tuple[PersonId, Knowing]],
    now: datetime,
) -> RowState:
    """Tell a row's state at `now`: the first step it has not made yet, from written to understood.

    A row that names nobody is known by nobody. What is lacking beyond that first step is in the answer too.
    """
    everybody = tuple(people)
    lacking = tuple((person, how) for person, how in everybody if how is not Knowing.KNOWS)
    tested = last_passed is not None and now - last_passed <= cadence
    known = bool(everybody) and not lacking
    if not signed:
        state = Understanding.WRITTEN
    elif not tested:
        state = Understanding.NOT_TESTED
    elif not known:
        state = Understanding.NOT_UNDERSTOOD
    else:
        state = Understanding.UNDERSTOOD
    return RowState(state, tested, known, last_passed, cadence, lacking)


def score(states: Iterable[RowState]) -> int:
    """Give 0 to 100 over rows: half for a drill passed in time, half for being known by everybody a row names."""
    counted = tuple(states)
    earned = sum(one.tested + one.known for one in counted if one.state is not Understanding.WRITTEN)
    return WHOLE * earned // (2 * len(counted)) if counted else 0
