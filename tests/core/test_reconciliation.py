"""The quarter's list: what is a scope gap, an exception, scope creep, what is none of these, and for how long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from demarc.core.custody.arriving import receive
from demarc.core.custody.closing import close
from demarc.core.custody.custody import Ending
from demarc.core.custody.entries import Entry
from demarc.core.custody.passing import accept, offer
from demarc.core.custody.ruling import Period, dispute, rule, rule_own
from demarc.core.custody.situation import Situation
from demarc.core.matrix.decide import Outcome
from demarc.core.reconciliation import (
    QUARTER,
    Disposal,
    Disposed,
    Matter,
    Past,
    Quarter,
    QuarterLine,
    digest_of_list,
    next_review,
    quarter_lines,
    unfit_next,
)
from demarc.core.words import ENGINE, ItemId, ItemKind, PersonId, Priority, RowId
from tests.cast import DANA, HARBORLINE, LUIS, PARTIES, PRIYA, RUTH, SATURDAY_NIGHT, TOMASZ
from tests.custody_build import ITEM, done, situation

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUARTER_OF_IT = Quarter(
    since=SATURDAY_NIGHT - DAY,
    until=SATURDAY_NIGHT + DAY,
    named=lambda _version, _row, _at: HARBORLINE,
    parties=PARTIES,
)


def now(by: PersonId, hours: int, **changes: Any) -> Situation:
    return situation(by, after=hours * HOUR, priority=Priority.P3, **changes)


def born(**changes: Any) -> Entry:
    """Receive an item that row SE-01 gives to Tomasz, at the start."""
    return receive(ITEM, now(ENGINE, 0, **changes), kind=ItemKind.TICKET, priority=Priority.P3)


def history(*moves: Callable[[Entry], Entry], start: Entry | None = None) -> list[Entry]:
    entries = [start or born()]
    for move in moves:
        entries.append(move(entries[-1]))
    return entries


def accepted(by: PersonId, hours: int) -> Callable[[Entry], Entry]:
    return lambda last: done(accept(last.after, now(by, hours)))


def handed(by: PersonId, to: PersonId, hours: int) -> Callable[[Entry], Entry]:
    return lambda last: done(offer(last.after, now(by, hours), to=to, why="yours"))


def ended(by: PersonId, hours: int) -> Callable[[Entry], Entry]:
    return lambda last: done(close(last.after, now(by, hours), ending=Ending.FIXED, proof="done"))


def called(*people: PersonId) -> Callable[[Entry], Entry]:
    """Let the clock have called people, without an entry of its own."""
    return lambda last: replace(last, after=replace(last.after, called=(*last.after.called, *people)))


def lines(entries: list[Entry], quarter: Quarter = QUARTER_OF_IT) -> list[tuple[Matter, str, int]]:
    return [(line.matter, line.row or line.topic, line.minutes) for line in quarter_lines([Past(entries, "edr")], quarter)]


def test_what_its_own_side_holds_is_on_no_line() -> None:
    assert lines(history(accepted(TOMASZ, 1), ended(TOMASZ, 5))) == []


def test_an_exception_counts_the_time_it_was_on_the_other_side() -> None:
    entries = history(accepted(TOMASZ, 1), handed(TOMASZ, DANA, 2), accepted(DANA, 3), ended(DANA, 7))
    assert lines(entries) == [(Matter.EXCEPTION, "SE-01", 4 * 60)]


def test_it_ends_when_the_item_is_handed_back() -> None:
    entries = history(
        accepted(TOMASZ, 1),
        handed(TOMASZ, DANA, 2),
        accepted(DANA, 3),
        handed(DANA, LUIS, 4),
        accepted(LUIS, 5),
        handed(LUIS, PRIYA, 6),
        accepted(PRIYA, 9),
    )
    assert lines(entries) == [(Matter.EXCEPTION, "SE-01", 6 * 60)]


def test_one_that_was_over_at_once_is_counted_all_the_same() -> None:
    entries = history(accepted(TOMASZ, 1), handed(TOMASZ, DANA, 2), accepted(DANA, 3), ended(DANA, 3))
    assert lines(entries) == [(Matter.EXCEPTION, "SE-01", 0)]


def test_taking_over_without_an_offer_is_scope_creep() -> None:
    entries = history(accepted(TOMASZ, 1))
    entries.append(done(accept(replace(entries[-1].after, called=(TOMASZ, DANA)), now(DANA, 4))))
    assert lines(entries) == [(Matter.CREEP, "SE-01", 20 * 60)]


def test_what_no_row_takes_is_a_scope_gap_whoever_holds_it_and_however_it_was_ruled() -> None:
    gap: dict[str, Any] = {"outcome": Outcome.GAP, "row": None, "call": (DANA, LUIS)}
    start = born(**gap)
    entries = history(lambda last: done(accept(last.after, now(DANA, 1, **gap))), ended(DANA, 3), start=start)
    wakes = start.after.accept.start if start.after.accept else start.at
    assert lines(entries) == [(Matter.GAP, "edr", 60 + (entries[2].at - max(wakes, entries[1].at)) // timedelta(minutes=1))]
    own = done(rule_own(start.after, now(DANA, 1, **gap), holder=TOMASZ, text="His.", period=Period.ONCE))
    assert [(matter, what) for matter, what, _ in lines([start, own])] == [(Matter.GAP, "edr")]


def test_a_gap_that_was_only_a_missing_fact_is_none() -> None:
    gap: dict[str, Any] = {"outcome": Outcome.GAP, "row": None, "call": (DANA, LUIS)}
    start = born(**gap)
    known = replace(start, after=replace(start.after, version=2, row=RowId("SE-01"), outcome=Outcome.ROW))
    assert lines([start, replace(known, at=start.at + HOUR)]) == []


def test_a_ruling_takes_it_off_the_list() -> None:
    entries = history(accepted(TOMASZ, 1), handed(TOMASZ, DANA, 2))
    quarrel = done(dispute(entries[-1].after, now(DANA, 3), why="not ours"))
    ruled = done(rule(quarrel.after, now(RUTH, 4), holder=DANA, text="Hers.", period=Period.RECONCILIATION))
    taken = done(accept(ruled.after, now(DANA, 5)))
    assert lines([*entries, quarrel, ruled, taken]) == []


def test_only_the_time_within_the_quarter_counts() -> None:
    entries = history(accepted(TOMASZ, 1), handed(TOMASZ, DANA, 2), accepted(DANA, 3), ended(DANA, 7))
    until = replace(QUARTER_OF_IT, until=SATURDAY_NIGHT + 5 * HOUR)
    since = replace(QUARTER_OF_IT, since=SATURDAY_NIGHT + 6 * HOUR)
    after = replace(QUARTER_OF_IT, since=SATURDAY_NIGHT + 7 * HOUR)
    before = replace(QUARTER_OF_IT, until=SATURDAY_NIGHT + 3 * HOUR)
    assert lines(entries, until) == [(Matter.EXCEPTION, "SE-01", 120)]
    assert lines(entries, since) == [(Matter.EXCEPTION, "SE-01", 60)]
    assert lines(entries, after) == lines(entries, before) == []


@pytest.mark.parametrize("kind", [ItemKind.ASK, ItemKind.DISPUTE, ItemKind.FLAG])
def test_what_is_about_an_item_is_no_work_of_its_own(kind: ItemKind) -> None:
    start = receive(ITEM, now(ENGINE, 0, row=None, outcome=Outcome.GAP), kind=kind, priority=Priority.P3)
    assert lines([start]) == []


def test_a_row_that_named_nobody_present_accuses_nobody() -> None:
    entries = history(accepted(TOMASZ, 1))
    entries.append(done(accept(replace(entries[-1].after, called=(TOMASZ, DANA)), now(DANA, 4))))
    assert lines(entries, replace(QUARTER_OF_IT, named=lambda _version, _row, _at: None)) == []


def test_the_next_review_falls_on_the_same_weekday_thirteen_weeks_on() -> None:
    started = datetime.fromisoformat("2026-01-05T09:00+00:00")
    assert next_review(started, started) == started + QUARTER
    assert next_review(started, started + QUARTER) == started + 2 * QUARTER


def test_a_next_date_lies_ahead_and_within_thirteen_weeks() -> None:
    assert "past" in unfit_next(SATURDAY_NIGHT, SATURDAY_NIGHT)
    assert "within thirteen weeks" in unfit_next(SATURDAY_NIGHT + QUARTER + HOUR, SATURDAY_NIGHT)
    assert unfit_next(SATURDAY_NIGHT + QUARTER, SATURDAY_NIGHT) == ""


def digest(how: Disposal = Disposal.STOP, minutes: int = 60, next_at: datetime = SATURDAY_NIGHT + QUARTER) -> str:
    line = QuarterLine(Matter.CREEP, "SE-01", "", ((ItemId("i"), minutes),))
    return digest_of_list(
        number=1,
        provider="harborline",
        since=SATURDAY_NIGHT - QUARTER,
        until=SATURDAY_NIGHT,
        next_at=next_at,
        lines=[Disposed(line, how)],
    )


def test_the_digest_is_of_everything_that_was_decided() -> None:
    assert digest() == digest()
    assert len({digest(), digest(Disposal.AMEND), digest(minutes=61), digest(next_at=SATURDAY_NIGHT + DAY)}) == 4
