"""An export read many lines at a time is what it is line by line, and counted all at once what it is case by case."""

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarc.bulk.replay import figures_at_once
from demarc.core.replay.tally import Tally
from demarc.core.replay.words import words_of
from demarc.files.logs import delimited, plain
from demarc.files.logs.events import Events
from demarc.files.logs.read import read_log
from demarc.files.logs.times import Times

HEADINGS = ["case", "time", "group", "status", "group"]
START = datetime(2026, 1, 1, tzinfo=UTC)
ISO = (
    "2026-03-01T10:00:00Z", "2026-03-01T10:00:00+02:00", "2026-03-01T10:00:00-0330", "2026-03-01 10:00",
    " 2026-03-01T09:00Z ", "2026-03-01T10:00:59.5Z", "2026-03-01T10:00:00,123456", "2026-03-01",
    "20260301T1000+0200", "20260301T100000Z", "2026-W09-7T10:00", "2026-03-01T10:00:00+02:00:30",
    "2026-02-30T10:00", "2026-03-01T25:00", "2026-03-01T10:00:61", "soon", "",
)  # fmt: skip
WRITTEN = (
    "1/3/2026 10:00", "13/3/2026 9:59", "3.1.2026", "3-1-2026T10:00:07", "3/1/2026, 10:00 pm", "12/1/2026 12:30 AM",
    "1/3/2026 ", "1/3/2026 10:00:00.25", "1/3/2026 25:00", "13/13/2026 25:00", "1/3/2026  8:05", "2026-03-01", "never", "",
)  # fmt: skip
cells = st.tuples(
    st.sampled_from(("7", "8", " 7", "9 ", "", " ")),
    st.one_of(st.sampled_from(ISO), st.integers(0, 90).map(lambda hours: (START + timedelta(hours=hours)).isoformat())),
    st.sampled_from(("Desk", " Desk", "Servers", "?", "", "n/a", "A, B", 'the "A"', "two\nlines", "Ärzte", "old\rmac")),
    st.sampled_from(("Queued", "queued/Waiting", "Assigned", "Closed", "")),
    st.sampled_from(("first counts", "")),
)
rows = st.one_of(
    cells.map(list),
    cells.map(list),
    st.tuples(cells, st.integers(0, 4)).map(lambda cut: list(cut[0][: cut[1]])),
    cells.map(lambda row: [*row, "more"]),
)
written_rows = st.tuples(cells, st.sampled_from(WRITTEN)).map(lambda one: [one[0][0], one[1], *one[0][2:]])
plain_rows = cells.map(lambda row: [row[0], row[1], row[2] if row[2].isalpha() else "", row[3], row[4]])


def each_line(text: str) -> tuple[Events, Times]:
    """Read by the definition: one line after the other, by the csv module."""
    events, times = Events(words_of()), Times()
    found = csv.reader(io.StringIO(text, newline=""))
    next(found)
    delimited._read_each(list(found), 2, [0, 1, 2, 3], events, times)
    return events, times


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    log=st.one_of(*(st.lists(kind, min_size=1, max_size=30) for kind in (rows, written_rows, plain_rows))),
    end=st.sampled_from(("\n", "\r\n")),
    piece=st.sampled_from((30, 100, 10_000)),
    last=st.booleans(),
)
def test_many_lines_at_a_time_are_what_they_are_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: list[list[str]], end: str, piece: int, *, last: bool
) -> None:
    monkeypatch.setattr(plain, "PIECE", piece)
    monkeypatch.setattr(plain, "LONGEST", 3 * piece)
    file = tmp_path / "log.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator=end).writerows([HEADINGS, *log])
    text = file.read_bytes().decode()
    if not last:
        text = text.removesuffix(end)
        file.write_bytes(text.encode())
    slow, times = each_line(text)
    if not slow.case:
        return
    try:
        how = times.settle(slow.instant)
    except ValueError:
        return
    fast = read_log(file, words_of(), {"time": "time"})
    assert (fast.events.cases, fast.events.names, fast.times) == (slow.cases, slow.names, how)
    for one in ("case", "instant", "group", "status", "skipped", "first_skipped"):
        assert getattr(fast.events, one) == getattr(slow, one), one


@given(st.sampled_from((ISO, WRITTEN)).flatmap(lambda ways: st.lists(st.sampled_from(ways), min_size=1, max_size=20)))
def test_a_column_of_times_is_what_its_texts_are_one_by_one(texts: list[str]) -> None:
    fast, slow = Times(), Times()
    at_once = fast.read_all(texts)
    each = [slow.read(text) for text in texts]
    if at_once is None:
        assert [fast.read(text) for text in texts] == each
    else:
        assert at_once == each
    assert (fast.zoneless, fast._dates) == (slow.zoneless, slow._dates)


events = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 300), st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=60
)


@given(events)
def test_an_export_counted_at_once_is_what_it_is_case_by_case(log: list[tuple[int, int, int, int]]) -> None:
    read = Events(words_of())
    names = ("", "Desk", "Servers", "Vendors", "Phones")
    for case, hours, group, said in log:
        read.add(str(case), hours * 1_800_000_000, names[group], said)
    tally = Tally(read.names)
    for steps in read.by_case():
        tally.add(steps)
    slow = tally.done()
    fast = figures_at_once(read.case, read.instant, read.group, read.status, read.names)
    assert fast.as_plain({}) == slow.as_plain({})
    assert (fast.flows, fast.late, fast.overdue) == (slow.flows, slow.late, slow.overdue)
    assert fast.waiting.keys() == slow.waiting.keys()
    for name, waiting in fast.waiting.items():
        same = slow.waiting[name]
        assert (waiting.offers, waiting.untaken) == (same.offers, same.untaken)
        assert waiting.days == pytest.approx(same.days)
