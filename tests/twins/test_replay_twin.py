"""The figures of a replay, counted over numbers in little memory, equal those counted by the definitions, word for word."""

from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarc.core.replay.ranks import spearman
from demarc.core.replay.words import words_of
from demarc.doors.cli.replay import figures_of
from demarc.files.logs.read import read_log

START = datetime(2026, 1, 1, tzinfo=UTC)
GROUPS = ("Desk", " Desk", "Servers", "Vendors", "?", "", "Unassigned", "n/a")
STATUSES = ("Queued", "queued/Awaiting user", "Assigned", "Accepted/In Progress", "Closed", "In progress ", "")
NONE = {"?", "", "unassigned", "n/a"}

Event = tuple[int, int, str, str]
"""Case, hours since the start, group, status; as they stand in the file."""

events = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 400), st.sampled_from(GROUPS), st.sampled_from(STATUSES)),
    min_size=1,
    max_size=40,
)


def says(status: str, words: set[str]) -> bool:
    whole = status.strip().lower()
    return whole in words or any(part.strip() in words for part in whole.split("/"))


def offers(event: Event) -> bool:
    return says(event[3], {"queued", "awaiting assignment", "pending assignment", "unassigned"})


def accepts(event: Event) -> bool:
    return says(event[3], {"accepted", "in progress", "assigned", "work in progress", "take in charge"})


def group(event: Event) -> str:
    name = event[2].strip()
    return "" if name.lower() in NONE else name


def fate(offer: Event, after: Event | None) -> str:
    if after is None or not (accepts(after) or offers(after)):
        return "closed_unaccepted"
    same = group(offer) == group(after)
    if accepts(after):
        return "accepted" if same else "accepted_by_other"
    return "offered_again" if same else "passed_on"


def slow(log: list[Event]) -> dict[str, object]:
    """Count by the definitions of the product, one after the other."""
    cases = [
        sorted((event for event in log if event[0] == case), key=lambda event: event[1]) for case in {e[0] for e in log}
    ]
    runs = [[name for name, _ in groupby(filter(None, map(group, case)))] for case in cases]
    hops = [max(len(run) - 1, 0) for run in runs]
    back = [len(set(run)) < len(run) for run in runs]
    triples = [sum(a == c for a, c in zip(run, run[2:], strict=False)) for run in runs]
    days = [(case[-1][1] - case[0][1]) / 24 for case in cases]
    pairs = [(event, after) for case in cases for event, after in pairwise([*case, None]) if event and offers(event)]
    fates = [fate(event, after) for event, after in pairs]
    waits = [after[1] - event[1] for event, after in pairs if after]
    by_hops = {
        "0": [day for day, hop in zip(days, hops, strict=True) if hop == 0],
        "1": [day for day, hop in zip(days, hops, strict=True) if hop == 1],
        "2+": [day for day, hop in zip(days, hops, strict=True) if hop > 1],
        "with_return": [day for day, came in zip(days, back, strict=True) if came],
    }
    return {
        "cases": len(cases),
        "events": len(log),
        "groups": len({group(event) for event in log} - {""}),
        "handoffs": sum(hops),
        "cases_with_handoff": sum(hop > 0 for hop in hops),
        "max_handoffs": max(hops),
        "ping_pong": {"cases": sum(count > 0 for count in triples), "times": sum(triples)},
        "return_cases": sum(back),
        "offers": {
            "total": len(pairs),
            **{
                name: fates.count(name)
                for name in ("accepted", "passed_on", "offered_again", "accepted_by_other", "closed_unaccepted")
            },
        },
        "waits_over_hours": {str(hours): sum(wait > hours for wait in waits) for hours in (24, 72, 168)},
        "median_days": {name: median(some) if some else None for name, some in by_hops.items()},
        "unowned_cases": sum(not group(case[-1]) for case in cases),
    }


@given(events)
def test_a_replay_counts_what_the_definitions_count(tmp_path_factory: pytest.TempPathFactory, log: list[Event]) -> None:
    file = tmp_path_factory.getbasetemp() / "log.csv"
    write(file, log)
    read = read_log(file, words_of(), {"time": "time"})
    told = figures_of(read).as_plain(read.columns)
    expected = slow(log)
    assert told.pop("median_days") == pytest.approx(expected.pop("median_days"))
    assert {name: told[name] for name in expected} == expected


def write(file: Path, log: list[Event]) -> None:
    lines = (f"{case},{(START + timedelta(hours=hours)).isoformat()},{name},{status}" for case, hours, name, status in log)
    file.write_text("case,time,group,status\n" + "\n".join(lines) + "\n", encoding="utf-8")


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=20))
def test_ranks_rise_together_by_the_definition(pairs: list[tuple[int, int]]) -> None:
    def ranks(values: list[int]) -> list[float]:
        return [sum(other < value for other in values) + (values.count(value) + 1) / 2 for value in values]

    left, right = ranks([one for one, _ in pairs]), ranks([other for _, other in pairs])
    found = spearman([one for one, _ in pairs], [other for _, other in pairs])
    middle = (len(pairs) + 1) / 2
    above = sum((a - middle) * (b - middle) for a, b in zip(left, right, strict=True))
    below = sum((a - middle) ** 2 for a in left) * sum((b - middle) ** 2 for b in right)
    assert found == (pytest.approx(above / below**0.5) if below else None)
