"""The hours added up between edges against the slow way: ask at every minute who can be called and who answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from demarc.core.catalogue import Split
from demarc.core.matrix.coverage import coverage
from demarc.core.matrix.edges import calendars_of
from demarc.core.matrix.table import WINDOW, AcceptedWait, Matrix, Row
from demarc.core.moments import window_at
from demarc.core.people import Absence, answers, call_list
from demarc.core.presets import first_matrix
from demarc.core.words import PersonId, Window

MINUTES = 2 * 24 * 60
CLOCKS_GO_BACK = datetime(2026, 10, 31, 12, tzinfo=UTC)


Minute = tuple[bool, bool, bool]
"""Of a row at a minute: it has a holder, somebody answers, a named person accepts that nobody does."""


def minute_by_minute(matrix: Matrix, row: Row, start: datetime) -> list[Minute | None]:
    """Look at a row at every minute; None where it cannot decide."""
    allowed = row.box().get(WINDOW, frozenset(Window))
    found: list[Minute | None] = []
    for minute in range(MINUTES):
        now = start + timedelta(minutes=minute)
        windows = allowed & {window_at(one, now) for one in calendars_of(matrix, row)}
        call = call_list(matrix.directory, row.slots, now)
        answered = any(answers(matrix.directory, person, now) for person in call)
        waits = row.waits is not None and now < row.waits.until and "business" not in windows
        found.append((bool(call), answered, waits and not answered) if windows else None)
    return found


def summed_up(minutes: list[Minute | None]) -> tuple[int, ...]:
    """Count the minutes in which a row can decide, and those of each kind."""
    decided = [minute for minute in minutes if minute]
    return (len(decided), *(sum(minute[kind] for minute in decided) for kind in range(3)))


def lane_by_minute(rows: list[list[Minute | None]]) -> tuple[int, int, int]:
    """Count the minutes in which every row of a lane that can decide is owned, is answered, or waits as accepted."""
    owned = answered = accepted = 0
    for minutes in zip(*rows, strict=True):
        decided = [minute for minute in minutes if minute]
        heard = all(minute[1] for minute in decided)
        owned, answered = owned + all(minute[0] for minute in decided), answered + heard
        accepted += not heard and all(minute[1] or minute[2] for minute in decided)
    return owned, answered, accepted


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
    waits = AcceptedWait(PersonId("executive"), start + timedelta(hours=29, minutes=17))
    chosen = tuple(replace(row, waits=waits if number % 2 else None) for number, row in enumerate(chosen))
    small = replace(whole, rows=chosen, directory=replace(whole.directory, absences=away))
    summed = coverage(small, start, start + timedelta(minutes=MINUTES))
    looked = {row.id: minute_by_minute(small, row, start) for row in chosen}
    for told in summed.rows:
        in_minutes = tuple(round(hours * 60, 6) for hours in (told.hours, told.owned, told.answered, told.accepted))
        assert in_minutes == summed_up(looked[told.row]), told.row
    assert summed.lanes
    for lane in summed.lanes:
        topics = {topic.name for topic in small.topics if topic.lane == lane.lane}
        rows = [looked[row.id] for row in chosen if row.box()["topic"] & topics]
        in_minutes = tuple(round(hours * 60, 6) for hours in (lane.owned, lane.answered, lane.accepted))
        assert in_minutes == lane_by_minute(rows), lane.lane
