"""The executives' week in three lines: what is not covered, the one thing to decide, and the next review."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)
EXECUTIVE_CALLS = 2
"""More calls of executives in a month are a finding of their own."""
NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Undecided:
    """The one thing to decide: its kind, its id, what it is in words, and two answers, each with its words."""

    kind: str
    subject: str
    words: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecutiveWeek:
    """What the week is made of: `overdue` and `unowned` items by name, the oldest first; executives' calls in 30 days.

    `review` is when the next reconciliation opens; while one is open, `owed` says what it waits for, and `review` by when.
    `fit` says since when and why the fit is due again, and nothing while it still stands.
    """

    overdue: tuple[str, ...]
    unowned: tuple[str, ...]
    disputes: int
    calls: int
    review: datetime
    owed: str = ""
    late: bool = False
    decision: Undecided | None = None
    fit: str = ""


def three_lines(week: ExecutiveWeek, zone: str) -> tuple[str, str, str]:
    """Write the three lines; instants are those of the engagement's zone."""
    decide = f"To decide: {week.decision.words}" if week.decision else "To decide: nothing this week."
    return _covered(week), decide, f"{_review(week, zone)} {week.fit}".strip()


def _review(week: ExecutiveWeek, zone: str) -> str:
    day = _day(week.review, zone)
    if not week.owed:
        return f"Next review: {day}."
    return f"Review overdue since {day}: {week.owed}" if week.late else f"Review open, to be signed by {day}: {week.owed}"


def latest_morning(zone: str, now: datetime) -> datetime:
    """Tell the last 08:00 at the place, at or before `now` (aware UTC); a clock change makes no morning twice."""
    here = now.astimezone(ZoneInfo(zone))
    today = datetime.combine(here.date(), MORNING, tzinfo=here.tzinfo)
    return today if today <= now else datetime.combine(here.date() - timedelta(days=1), MORNING, tzinfo=here.tzinfo)


def next_morning(zone: str, now: datetime) -> datetime:
    """Tell the first 08:00 at the place after `now` (aware UTC)."""
    last = latest_morning(zone, now)
    return datetime.combine(last.date() + timedelta(days=1), MORNING, tzinfo=last.tzinfo)


def latest_monday(zone: str, now: datetime) -> datetime:
    """Tell the last Monday's 08:00 at the place, at or before `now` (aware UTC)."""
    last = latest_morning(zone, now)
    return datetime.combine(last.date() - timedelta(days=last.weekday()), MORNING, tzinfo=last.tzinfo)


def _day(instant: datetime, zone: str) -> str:
    here = instant.astimezone(ZoneInfo(zone))
    return f"{here:%A} {here.day} {here:%B %Y}"


def _covered(week: ExecutiveWeek) -> str:
    parts = [
        _counted(week.unowned, "thing that no single row owns", "things that no single row owns"),
        _counted(week.overdue, "past its date", "past their date"),
        f"{week.disputes} open dispute{'' if week.disputes == 1 else 's'}" if week.disputes else "",
        f"executives were called {week.calls} times in 30 days" if week.calls > EXECUTIVE_CALLS else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"Covered, except: {told}." if told else "Covered: everything has an owner, and nothing is past its date."


def _counted(names: tuple[str, ...], one: str, many: str) -> str:
    if not names:
        return ""
    more = f" and {len(names) - NAMED_AT_MOST} more" if len(names) > NAMED_AT_MOST else ""
    return f"{len(names)} {one if len(names) == 1 else many} ({', '.join(names[:NAMED_AT_MOST])}{more})"
