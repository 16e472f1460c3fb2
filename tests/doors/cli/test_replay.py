"""`demarc replay` as it is typed: small logs with known figures, and one line for what cannot be used."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from demarc.doors.cli.replay import main

Out = pytest.CaptureFixture[str]
HEAD = "ticket,updated,team,status\n"


def told(folder: Path, capsys: Out, text: str, *words: str, name: str = "log.csv") -> dict[str, Any]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    assert main([str(path), *words, "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def refused(path: Path, capsys: Out, *words: str) -> str:
    assert main([str(path), *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def lines(*events: str) -> str:
    return HEAD + "".join(f"1,2026-01-0{day}T00:00,{event}\n" for day, event in enumerate(events, 1))


@pytest.mark.parametrize(
    ("groups", "counts"),
    [
        ("AB", (1, 0, 0)),
        ("A?B", (1, 0, 0)),
        ("A?A", (0, 0, 0)),
        ("ABA", (2, 1, 1)),
        ("ABAB", (3, 2, 1)),
        ("ABCA", (3, 0, 1)),
        ("AABB", (1, 0, 0)),
        ("??", (0, 0, 0)),
    ],
)
def test_hand_offs_ping_pong_and_returns_are_counted_over_runs_of_groups(
    groups: str, counts: tuple[int, int, int], tmp_path: Path, capsys: Out
) -> None:
    answer = told(tmp_path, capsys, lines(*(f"{group},open" for group in groups)))
    assert (answer["handoffs"], answer["ping_pong"]["times"], answer["return_cases"]) == counts


@pytest.mark.parametrize(
    ("after", "fate"),
    [
        ("A,Assigned", "accepted"),
        ("B,Accepted/In Progress", "accepted_by_other"),
        ("A,QUEUED", "offered_again"),
        ("B,queued/waiting", "passed_on"),
        ("A,Closed", "closed_unaccepted"),
    ],
)
def test_an_offer_has_exactly_one_fate(after: str, fate: str, tmp_path: Path, capsys: Out) -> None:
    offers = told(tmp_path, capsys, lines("A,Queued", after, "A,Closed", "A,Closed"))["offers"]
    total = offers.pop("total")
    assert offers[fate] >= 1
    assert sum(offers.values()) == total


def test_an_offer_with_nothing_after_it_was_not_accepted_and_waited_for_nothing(tmp_path: Path, capsys: Out) -> None:
    answer = told(tmp_path, capsys, lines("A,Queued"))
    assert answer["offers"]["closed_unaccepted"] == 1
    assert answer["waits_over_hours"] == {"24": 0, "72": 0, "168": 0}


def test_a_wait_of_exactly_a_day_is_not_over_a_day(tmp_path: Path, capsys: Out) -> None:
    assert told(tmp_path, capsys, lines("A,Queued", "A,Assigned"))["waits_over_hours"]["24"] == 0
    late = HEAD + "1,2026-01-01T00:00:00,A,Queued\n1,2026-01-02T00:00:01,A,Assigned\n"
    assert told(tmp_path, capsys, late)["waits_over_hours"]["24"] == 1


def test_a_time_that_never_changes_within_a_case_is_not_the_time_of_its_events(tmp_path: Path, capsys: Out) -> None:
    log = "id,timestamp,updated_at,group,state\n7,2026-01-01,2026-01-01,A,x\n7,2026-01-01,2026-01-03,B,x\n"
    answer = told(tmp_path, capsys, log)
    assert answer["columns"]["time"] == "updated_at"
    assert answer["median_days"]["1"] == 2


def test_day_and_month_are_told_apart_over_the_whole_column(tmp_path: Path, capsys: Out) -> None:
    assert told(tmp_path, capsys, HEAD + "1,02/03/2026 10:00,A,x\n1,02/25/2026 10:00,B,x\n")["times"].startswith("month")
    assert told(tmp_path, capsys, HEAD + "1,02/03/2026 10:00,A,x\n1,25/03/2026 10:00,B,x\n")["times"].startswith("day")


def test_events_come_by_their_instant_with_its_zone(tmp_path: Path, capsys: Out) -> None:
    log = HEAD + "1,2026-01-01T12:00:00+02:00,A,x\n1,2026-01-01T09:00:00Z,B,x\n1,2026-01-01T11:00:00Z,A,x\n"
    assert told(tmp_path, capsys, log)["handoffs"] == 1


def test_the_life_cycle_counts_where_names_say_no_status(tmp_path: Path, capsys: Out) -> None:
    event = '<event><string key="concept:name" value="{}"/><string key="org:group" value="A"/>{}{}</event>'
    life = '<string key="lifecycle:transition" value="{}"/>'
    time = '<date key="time:timestamp" value="2026-01-0{}T00:00:00Z"/>'
    events = "".join(
        event.format("work", life.format(word), time.format(n)) for n, word in enumerate(("Queued", "Assigned"), 1)
    )
    log = f'<log><trace><string key="concept:name" value="c"/>{events}</trace></log>'
    answer = told(tmp_path, capsys, log, name="log.xes")
    assert answer["columns"]["status"] == "lifecycle:transition"
    assert answer["offers"]["accepted"] == 1
    named = told(tmp_path, capsys, log.replace('"work"', '"Queued"'), name="log.xes")
    assert named["columns"]["status"] == "concept:name"
    assert named["offers"]["offered_again"] == 1


def test_the_report_says_what_was_read_and_what_came_back(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "log.csv"
    path.write_text("\ufeff" + lines("A,Queued", "B,Assigned", "A,Done").replace(",", ";"), encoding="utf-8")
    assert main([str(path)]) == 0
    said = capsys.readouterr().out
    assert "2 hand-offs in 1 case" in said
    assert "group is `team`" in said
    assert main([str(path), "--format", "html"]) == 0
    assert "<html" in capsys.readouterr().out


def test_what_cannot_be_used_is_one_line(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "log"
    assert "no such file" in refused(path, capsys)
    path.write_text("")
    assert "empty" in refused(path, capsys)
    path.write_text("colour,shape\nred,round\n")
    assert "`colour`, `shape`" in refused(path, capsys)
    path.write_text(lines("A,x"))
    assert "no column `nobody`" in refused(path, capsys, "--group", "nobody")
    path.write_text(HEAD + "1,soon,A,x\n")
    assert "`soon` is no time" in refused(path, capsys)
    path.write_text(HEAD + "1,13/13/2026,A,x\n1,01/02/2026,A,x\n")
    assert "neither day-month nor month-day" in refused(path, capsys)
    path.write_bytes(gzip.compress(lines("A,x").encode() * 50)[:60])
    assert "damaged or cut off" in refused(path, capsys)
    path.write_bytes(gzip.compress(b"a" * 3_000_000))
    assert "longer than 1,000,000 characters" in refused(path, capsys)
    path.write_text("".join(f"heading {n}," for n in range(5000)) + "\n")
    assert "and 4901 more" in refused(path, capsys)
    path.write_text("<log><trace>")
    assert "no XES" in refused(path, capsys)
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]><log/>')
    assert "no XES" in refused(path, capsys)
    assert "folder" in refused(tmp_path, capsys)
