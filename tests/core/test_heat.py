"""The heat map: every lane and window has its colour from the rows that decide there, and each row stands behind it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from demarc.core.matrix.gaps import gaps
from demarc.core.matrix.heat import Heat, HeatCell, heat_map
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, scope_of
from demarc.core.people import Role, Shift, Slots
from demarc.core.presets.alder import alder_dental_group
from demarc.core.words import PersonId, RowId, Window
from tests.cast import DANA, TOMASZ
from tests.doors.web.stage import MATRIX

NIGHT = Window.AFTER_HOURS


def cell(matrix: Matrix, lane: str, window: Window = Window.BUSINESS) -> HeatCell:
    found = [one for line in heat_map(matrix, gaps(matrix).boxes) for one in line.cells]
    return next(one for one in found if (one.lane, one.window) == (lane, window))


def with_row(id_: str, **changed: object) -> Matrix:
    return replace(MATRIX, rows=tuple(replace(row, **changed) if row.id == id_ else row for row in MATRIX.rows))  # type: ignore[arg-type]  # any field


def test_a_lane_has_the_colour_of_who_is_accountable() -> None:
    assert cell(MATRIX, "security").heat is Heat.PROVIDER
    assert cell(MATRIX, "security").rows == {"SE-01"}
    assert cell(MATRIX, "").heat is Heat.CLIENT, "triage is of no lane"
    changed = with_row("SE-01", slots=Slots(DANA))
    assert cell(changed, "security").heat is Heat.CLIENT


def test_a_window_without_a_row_is_nobodys_and_counts_its_gaps() -> None:
    day = with_row("SE-01", scope=scope_of({TOPIC: ("edr-alert",), WINDOW: (Window.BUSINESS,)}))
    assert cell(day, "security").heat is Heat.PROVIDER
    assert cell(day, "security").gaps == 0
    night = cell(day, "security", NIGHT)
    assert (night.heat, night.rows, night.gaps) == (Heat.NOBODY, frozenset(), 1)


def test_a_row_that_names_nobody_who_is_known_has_no_side() -> None:
    found = cell(with_row("SE-01", slots=Slots("the moon")), "security")
    assert (found.heat, found.nobody) == (Heat.NOBODY, (RowId("SE-01"),))


def test_a_post_counts_for_every_side_on_its_roster() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    shift = Shift("watch", TOMASZ, at, at.replace(day=2))
    posts = replace(MATRIX.directory, roles=(Role("watch", PersonId(DANA)),), shifts=(shift,))
    found = cell(replace(with_row("SE-01", slots=Slots("watch")), directory=posts), "security")
    assert (found.heat, found.client, found.provider) == (Heat.SPLIT, ("SE-01",), ("SE-01",))


def test_a_row_that_asks_for_no_topic_decides_in_every_lane() -> None:
    open_row = with_row("SD-01", scope=())
    assert all("SD-01" in one.rows for line in heat_map(open_row) for one in line.cells)
    assert all(line.name for line in heat_map(open_row)), "no row is left over"


def test_every_row_of_a_whole_matrix_stands_behind_some_cell() -> None:
    matrix = alder_dental_group(date(2026, 11, 2))
    shown = heat_map(matrix, gaps(matrix).boxes)
    assert {row for line in shown for one in line.cells for row in one.rows} == {row.id for row in matrix.rows}
    assert sum(one.gaps for line in shown for one in line.cells) > 0, "its lab PC is nobody's"
    assert len(shown) >= len(matrix.lanes)
