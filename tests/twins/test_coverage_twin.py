"""The hours added up between edges against the slow way: ask at every minute who can be called and who answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from demarc.core.catalogue import Split
from demarc.core.matrix.edges import calendars_of, coverage
from demarc.core.matrix.table import WINDOW, Matrix, Row
from demarc.core.moments import window_at
from demarc.core.people import Absence, answers, call_list
from demarc.core.presets import first_matrix
from demarc.core.words import PersonId

MINUTES = 2 * 24 * 60
CLOCKS_GO_BACK = datetime(2026, 10, 31, 12, tzinfo=UTC)


def minute_by_minute(matrix: Matrix, row: Row, start: datetime) -> tuple[int, int, int]:
    """Count the minutes in which a row can decide, has a holder, and has somebody who answers."""
    allowed = row.box().get(WINDOW)
    hours = owned = answered = 0
    for minute in range(MINUTES):
        now = start + timedelta(minutes=minute)
        if allowed is not None and all(window_at(one, now) not in allowed for one in calendars_of(matrix, row)):
            continue
        call = call_list(matrix.directory, row.slots, now)
        hours, owned = hours + 1, owned + bool(call)
        answered += any(answers(matrix.directory, person, now) for person in call)
    return hours, owned, answered


@pytest.mark.parametrize("split", Split)
def test_hours_between_edges_are_those_of_every_minute_over_a_clock_change(split: Split) -> None:
    whole = first_matrix(split, start=date(2026, 10, 26))
    start = CLOCKS_GO_BACK
    windowed = [row for row in whole.rows if WINDOW in row.box()][:2]
    chosen = tuple(dict.fromkeys((*windowed, *whole.rows[:2])))
    people = {PersonId(name) for row in chosen for name in (row.slots.accountable, row.slots.deputy)}
    away = tuple(
        Absence(person.id, start + timedelta(hours=7, minutes=13), start + timedelta(hours=19, minutes=31))
        for person in whole.directory.people
        if person.id in people
    )
    small = replace(whole, rows=chosen, directory=replace(whole.directory, absences=away))
    summed = coverage(small, start, start + timedelta(minutes=MINUTES))
    for row, told in zip(chosen, summed.rows, strict=True):
        in_minutes = tuple(round(hours * 60, 6) for hours in (told.hours, told.owned, told.answered))
        assert in_minutes == minute_by_minute(small, row, start), row.id
