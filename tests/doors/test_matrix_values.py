"""Single values of the matrix file: what is read, what it means, and what is said about the rest."""

import contextlib
from datetime import UTC, datetime, time, timedelta

import pytest

from demarc.core.matrix.table import Aspect, AspectKind
from demarc.core.moments import Hours
from demarc.core.words import Answer, Tier
from demarc.files.matrix.conditions import join_terms, read_condition, say_condition
from demarc.files.matrix.times import (
    read_date,
    read_duration,
    read_instant,
    read_stretch,
    read_weekly,
    say_instant,
    say_weekly,
)
from demarc.files.matrix.values import Tiering, Unreadable, read_answer, read_tier, read_yes_no

OS = Aspect("os", AspectKind.CHOICE, ("windows", "macos", "linux"))
SEVERITY = Aspect("severity", AspectKind.SCALE, ("low", "medium", "high", "critical"))
CVSS = Aspect("cvss", AspectKind.NUMBER, (), 0, 10)
VIP = Aspect("vip", AspectKind.TAG, closed=True)
WINDOW = Aspect("window", AspectKind.WINDOW, closed=True)
ODD = Aspect("odd", AspectKind.CHOICE, ("any", "in or out", "not so", "a|b", "none"))


@pytest.mark.parametrize(
    ("aspect", "written", "meant"),
    [
        (OS, "windows", {"windows"}),
        (OS, "Windows | LINUX", {"windows", "linux"}),
        (OS, "not linux", {"windows", "macos"}),
        (OS, "not linux or unknown", {"windows", "macos", "unknown"}),
        (OS, "not linux|macos", {"windows"}),
        (OS, "windows or unknown", {"windows", "unknown"}),
        (OS, "unknown", {"unknown"}),
        (OS, "not unknown", {"windows", "macos", "linux"}),
        (OS, "nothing", set()),
        (OS, "beos", {"beos"}),
        (SEVERITY, ">= high", {"high", "critical"}),
        (SEVERITY, ">=high or unknown", {"high", "critical", "unknown"}),
        (SEVERITY, "< medium", {"low"}),
        (SEVERITY, "<= medium", {"low", "medium"}),
        (SEVERITY, "> high", {"critical"}),
        (SEVERITY, "medium..high", {"medium", "high"}),
        (CVSS, "7..10", {"7", "8", "9", "10"}),
        (CVSS, "0..1|9", {"0", "1", "9"}),
        (CVSS, ">= 9 or unknown", {"9", "10", "unknown"}),
        (CVSS, "not 0..8", {"9", "10"}),
        (VIP, "yes", {"yes"}),
        (VIP, "not yes", {"no"}),
        (WINDOW, "after-hours | holiday", {"after-hours", "holiday"}),
        (WINDOW, "not business", {"after-hours", "holiday"}),
        (ODD, "in or out", {"in or out"}),
        (ODD, '"any" | "a|b"', {"any", "a|b"}),
        (ODD, "not so", {"not so"}),
        (ODD, "none", {"none"}),
    ],
)
def test_a_condition_means_a_set_of_values(aspect: Aspect, written: str, meant: set[str]) -> None:
    assert read_condition((written,), aspect) == frozenset(meant)


def test_any_is_any_value_and_takes_no_part_in_the_scope() -> None:
    assert read_condition(("any",), OS) is None
    assert read_condition(("windows", "any"), OS) is None


@pytest.mark.parametrize(
    ("aspect", "written", "said"),
    [
        (OS, "not beos", "`beos` is no value of `os`"),
        (OS, ">= windows", "`os` has no order"),
        (SEVERITY, ">= hgih", "`hgih` is no value of `severity`; listed are low, medium"),
        (SEVERITY, ">= unknown", "`unknown` is no value of `severity`"),
        (CVSS, "5..50", "it runs from 0 to 10"),
        (OS, 'windows | "linux', "quotation mark without its pair"),
        (OS, "not any", "nothing at all"),
        (OS, "not", "`not` stands alone"),
    ],
)
def test_a_condition_without_meaning_says_why(aspect: Aspect, written: str, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_condition((written,), aspect)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("aspect", "allowed", "text"),
    [
        (SEVERITY, {"high", "critical"}, ">= high"),
        (SEVERITY, {"high", "critical", "unknown"}, ">= high or unknown"),
        (SEVERITY, {"critical"}, "critical"),
        (SEVERITY, {"low", "critical"}, "low|critical"),
        (OS, {"linux", "windows"}, "windows|linux"),
        (CVSS, {"7", "8", "9", "1"}, "1|7..9"),
        (OS, frozenset(), "nothing"),
        (ODD, {"any", "not so"}, '"any"|"not so"'),
    ],
)
def test_a_set_of_values_is_written_the_short_way(aspect: Aspect, allowed: set[str], text: str) -> None:
    said = say_condition(frozenset(allowed), aspect)
    assert join_terms(said) == text
    assert read_condition((text,), aspect) == frozenset(allowed)


@pytest.mark.parametrize(
    ("text", "length", "business"),
    [
        ("15 min", timedelta(minutes=15), False),
        ("1h", timedelta(hours=1), False),
        ("3 d", timedelta(days=3), False),
        ("4 bh", timedelta(hours=4), True),
        ("1 bd", timedelta(hours=8), True),
        ("2 business hours", timedelta(hours=2), True),
    ],
)
def test_a_duration_has_a_unit_and_says_whether_it_is_business_time(
    text: str, length: timedelta, *, business: bool
) -> None:
    assert read_duration(text) == (length, business)


@pytest.mark.parametrize("text", ["15", "soon", "-5 min", "1.5 h", "9999999 d", "1 week"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="no duration"):
        read_duration(text)


def test_weekly_hours_are_read_day_by_day() -> None:
    morning, afternoon = (time(8), time(12)), (time(13), time(17))
    expected = tuple(Hours(day, *stretch) for day in (0, 1) for stretch in (morning, afternoon))
    assert read_weekly(["Mon-Tue 08:00-12:00, 13:00-17:00"]) == expected
    assert read_weekly(["Sat,Sun 20:00-24:00"]) == (Hours(5, time(20), time(0)), Hours(6, time(20), time(0)))
    assert len(read_weekly(["24x7"])) == 7
    assert say_weekly(read_weekly(["monday-friday 8-17", "Sun 9:00-24:00"])) == (
        "Mon-Fri 08:00-17:00",
        "Sun 09:00-24:00",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Fri-Mon 08:00-17:00", "names no weekdays"),
        ("08:00-17:00", "names no weekdays"),
        ("Mon 8-25", "no time of day"),
        ("Mon", "no stretch"),
    ],
)
def test_hours_that_cannot_be_read_say_why(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_weekly([text])


def test_a_stretch_over_midnight_is_written_as_two() -> None:
    with pytest.raises(Unreadable, match="write two stretches"):
        read_stretch("22:00-06:00")


def test_a_local_time_is_an_instant_of_its_zone() -> None:
    assert read_instant("2026-11-27 17:00", "America/Chicago") == datetime(2026, 11, 27, 23, tzinfo=UTC)
    assert read_instant("2026-11-28", "America/Chicago") == datetime(2026, 11, 28, 6, tzinfo=UTC)
    assert read_instant("2026-11-28", "America/Chicago", end=True) == datetime(2026, 11, 29, 6, tzinfo=UTC)
    assert read_instant("2026-11-28T01:00Z", "America/Chicago") == datetime(2026, 11, 28, 1, tzinfo=UTC)


def test_the_repeated_hour_needs_its_offset() -> None:
    with pytest.raises(Unreadable, match=r"comes twice .* write `2026-11-01 01:30-05:00` or `2026-11-01 01:30-06:00`"):
        read_instant("2026-11-01 01:30", "America/Chicago")
    assert read_instant("2026-11-01 01:30 -06:00", "America/Chicago") == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    assert say_instant(datetime(2026, 11, 1, 7, 30, tzinfo=UTC), "America/Chicago") == "2026-11-01 01:30-06:00"


def test_a_local_time_that_the_clock_skips_does_not_exist() -> None:
    with pytest.raises(Unreadable, match="does not exist in America/Chicago"):
        read_instant("2026-03-08 02:30", "America/Chicago")


@pytest.mark.parametrize("text", ["26.11.2026", "2026-02-30", "1066-10-14", "9999-12-31", "tomorrow"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "tiering"),
    [
        ("item", Tiering()),
        ("watch 15 min or 3 times", Tiering(Tier.WATCH, 15, 3)),
        ("Watch  after 5 minutes", Tiering(Tier.WATCH, 5)),
        ("record 90 days", Tiering(Tier.RECORD, days=90)),
        ("record", Tiering(Tier.RECORD)),
    ],
)
def test_a_tier_carries_its_figures(text: str, tiering: Tiering) -> None:
    assert read_tier(text) == tiering


@pytest.mark.parametrize("text", ["item 5 min", "watch closely", "ignore", "record 3 times"])
def test_what_is_no_tier_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_tier(text)


def test_a_permission_is_one_of_four_answers() -> None:
    assert read_answer("Allowed") == (Answer.ALLOWED, 0)
    assert read_answer("ask 15 then do") == (Answer.ASK_THEN_DO, 15)
    assert read_answer("ask 15 min, then do not") == (Answer.ASK_THEN_NOT, 15)
    with pytest.raises(Unreadable, match="ask 15 then do"):
        read_answer("ask Dana")


def test_yes_and_no_come_in_the_usual_spellings() -> None:
    assert [read_yes_no(text) for text in ("Yes", "x", "TRUE", "no", "0")] == [True, True, True, False, False]
    with pytest.raises(Unreadable):
        read_yes_no("maybe")


@pytest.mark.parametrize(
    "text", ["not " * 8000, '"' + "\\" * 32_000, " " * 32_000 + "or", "a or " * 6000, ">= " + " " * 30_000]
)
def test_a_hostile_condition_costs_no_time(text: str) -> None:
    with contextlib.suppress(Unreadable):
        read_condition((text,), OS)
