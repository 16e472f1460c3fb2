"""Real logs replayed: the figures are those of a short script of its own, written from the definitions alone."""

import csv
import gzip
import json
import os
from collections import defaultdict
from datetime import datetime
from itertools import groupby
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree.ElementTree import parse

import pytest

from demarc.doors.cli.replay import main

REAL = Path(os.environ.get("DEMARC_REAL", Path(__file__).parents[2].parent / "shared" / "real"))
PROBLEMS = REAL / "log_bpic2013_problems" / "BPIC13_cp.xes.gz"
INCIDENTS = REAL / "log_uci_servicenow" / "incident_event_log_first70.csv.gz"

pytestmark = pytest.mark.skipif(not PROBLEMS.exists(), reason="the real logs are not here; set DEMARC_REAL to their folder")

Event = tuple[datetime, str, str]
NONE = {"", "?", "-", "n/a", "none", "null", "unknown", "unassigned"}
OFFERED = {"queued", "awaiting assignment", "pending assignment", "unassigned"}
ACCEPTED = {"accepted", "in progress", "assigned", "work in progress", "take in charge"}


def problems() -> dict[str, list[Event]]:
    cases: dict[str, list[Event]] = {}
    with gzip.open(PROBLEMS) as file:
        for trace in parse(file).getroot().iter("trace"):
            name = next(child.get("value", "") for child in trace if child.get("key") == "concept:name")
            said = [{child.get("key"): child.get("value", "") for child in event} for event in trace.iter("event")]
            cases[name] = [
                (
                    datetime.fromisoformat(one["time:timestamp"]),
                    one.get("organization involved", ""),
                    one.get("concept:name", ""),
                )
                for one in said
            ]
    return cases


def incidents() -> dict[str, list[Event]]:
    cases: dict[str, list[Event]] = defaultdict(list)
    with gzip.open(INCIDENTS, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = datetime.strptime(row["sys_updated_at"], "%d/%m/%Y %H:%M")  # noqa: DTZ007 - the log has no zone
            cases[row["number"]].append((at, row["assignment_group"], row["incident_state"]))
    return cases


def plainly(cases: dict[str, list[Event]]) -> dict[str, Any]:
    hands: list[int] = []
    fates: dict[str, int] = defaultdict(int)
    days: dict[str, list[float]] = defaultdict(list)
    waits = {24: 0, 72: 0, 168: 0}
    pongs, pong_cases, returns, unowned = 0, 0, 0, 0
    for events in cases.values():
        events.sort(key=lambda event: event[0])
        named = ["" if group.strip().lower() in NONE else group.strip() for _, group, _ in events]
        runs = [group for group, _ in groupby(group for group in named if group)]
        hands.append(max(len(runs) - 1, 0))
        times = sum(runs[i] == runs[i + 2] for i in range(len(runs) - 2))
        back = len(set(runs)) < len(runs)
        pongs, pong_cases, returns = pongs + times, pong_cases + bool(times), returns + back
        unowned += not named[-1]
        took = (events[-1][0] - events[0][0]).total_seconds() / 86400
        for sort in [str(hands[-1]) if hands[-1] < 2 else "2+", *(["with_return"] if back else [])]:
            days[sort].append(took)
        says = [status.strip().lower() for _, _, status in events]
        for i, status in enumerate(says):
            if status not in OFFERED:
                continue
            if i + 1 == len(events):
                fates["closed_unaccepted"] += 1
                continue
            same = named[i] == named[i + 1]
            for hours in waits:
                waits[hours] += (events[i + 1][0] - events[i][0]).total_seconds() > hours * 3600
            if says[i + 1] in ACCEPTED:
                fates["accepted" if same else "accepted_by_other"] += 1
            elif says[i + 1] in OFFERED:
                fates["offered_again" if same else "passed_on"] += 1
            else:
                fates["closed_unaccepted"] += 1
    fate_names = ("accepted", "passed_on", "offered_again", "accepted_by_other", "closed_unaccepted")
    return {
        "cases": len(cases),
        "events": sum(map(len, cases.values())),
        "groups": len({g.strip() for events in cases.values() for _, g, _ in events} - {""} - {"?"}),
        "handoffs": sum(hands),
        "cases_with_handoff": sum(map(bool, hands)),
        "max_handoffs": max(hands),
        "ping_pong": {"cases": pong_cases, "times": pongs},
        "return_cases": returns,
        "unowned_cases": unowned,
        "offers": {"total": sum(fates.values()), **{name: fates[name] for name in fate_names}},
        "waits_over_hours": {str(hours): count for hours, count in waits.items()},
        "median_days": {sort: median(days[sort]) for sort in ("0", "1", "2+", "with_return")},
    }


@pytest.mark.parametrize(
    ("log", "words"),
    [(problems, [str(PROBLEMS), "--group", "organization involved"]), (incidents, [str(INCIDENTS)])],
    ids=["problems in XES", "incidents in CSV"],
)
@pytest.mark.timeout(60)
def test_a_replay_counts_what_a_short_script_counts(log: Any, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    expected = plainly(log())
    medians = expected.pop("median_days")
    assert told["median_days"] == pytest.approx(medians)
    assert {name: told[name] for name in expected} == expected
