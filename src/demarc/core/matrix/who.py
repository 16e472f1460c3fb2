"""Whose job is it: facts and an instant in, one holder and every reason out. Total: there is always a call list.

On a gap or an overlap the intake holder is called, and `because` cites the rows that collide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.decide import Outcome, Verdict, decide
from demarc.core.matrix.facts import TotalFacts, facts_of
from demarc.core.matrix.table import Matrix, Row, Topic
from demarc.core.moments import Calendar, next_opening, window_at
from demarc.core.people import Slots, answers, call_list
from demarc.core.words import UNKNOWN, PersonId, Severity, Window

URGENCY = (Severity.LOW, Severity.MEDIUM, Severity.UNKNOWN, Severity.HIGH, Severity.CRITICAL)
"""Severities by rising urgency; `unknown` counts as high where a topic asks from which severity up it runs 24x7."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who holds it and why: the verdict, the call list at the instant, whether anybody answers, and until when they sleep."""

    verdict: Verdict
    facts: TotalFacts
    row: Row | None
    call: tuple[PersonId, ...]
    answered: bool
    asleep_until: datetime | None
    because: tuple[str, ...]
    may: tuple[tuple[str, str], ...]

    @property
    def holder(self) -> PersonId | None:
        """Return the first of the call list, or None for Nobody."""
        return self.call[0] if self.call else None


def runs_always(topic: Topic | None, severity: Severity) -> bool:
    """Tell whether an item of this topic and severity runs 24x7; an unlisted topic does, from high up."""
    start = topic.always_from if topic else Severity.HIGH
    if start is None:
        return False
    counted = Severity.HIGH if severity is Severity.UNKNOWN else severity
    return URGENCY.index(counted) >= URGENCY.index(start)


def calendar_of(matrix: Matrix, topic: Topic | None) -> Calendar:
    """Return the topic's calendar, else the first of the matrix, else one of the engagement's zone without hours."""
    named = topic.calendar if topic else ""
    found = next((calendar for calendar in matrix.calendars if calendar.name == named), None)
    if found is None and matrix.calendars:
        found = matrix.calendars[0]
    return found or Calendar("always", matrix.engagement.zone, ())


def deciding_instant(matrix: Matrix, topic: Topic | None, severity: Severity, instant: datetime) -> datetime:
    """Tell the instant that decides the window: arrival for 24x7 work, else when the first clock starts."""
    if runs_always(topic, severity):
        return instant
    return next_opening(calendar_of(matrix, topic), instant) or instant


def who(
    matrix: Matrix,
    given: Mapping[str, str],
    instant: datetime,
    *,
    tags: tuple[str, ...] = (),
    last_holder: PersonId | None = None,
) -> Ownership:
    """Answer whose job this is at the instant (aware UTC): total, for any facts.

    1. The window follows from topic, severity and instant. 2. The facts are made total. 3. The verdict is decided.
    4. The call list is resolved: the row's, or on a gap or overlap the intake holder's.
    """
    topic = matrix.topic(given.get("topic", "").strip())
    severity = _severity(given)
    decided_at = deciding_instant(matrix, topic, severity, instant)
    window = window_at(calendar_of(matrix, topic), decided_at)
    facts = facts_of(matrix.aspects, {**given, "window": window}, tags)
    verdict = decide(matrix, {**facts.values, "window": window})
    row = matrix.row(verdict.row) if verdict.row else None
    call = _call(matrix, row, decided_at, last_holder)
    waits = decided_at if decided_at > instant else None
    answered = waits is None and any(answers(matrix.directory, person, instant) for person in call)
    return Ownership(
        verdict, facts, row, call, answered, waits, _because(matrix, verdict, facts), _may(matrix, row, facts, window)
    )


def _severity(given: Mapping[str, str]) -> Severity:
    raw = given.get("severity", "").strip().casefold()
    return Severity(raw) if raw in set(Severity) else Severity.UNKNOWN


def _call(matrix: Matrix, row: Row | None, instant: datetime, last_holder: PersonId | None) -> tuple[PersonId, ...]:
    intake = matrix.engagement
    deputy = _deputy_of(matrix, last_holder)
    if row is None:
        slots = Slots(intake.intake_holder, intake.intake_deputy)
    else:
        slots = row.slots
    return call_list(matrix.directory, slots, instant, last_holder=last_holder, last_deputy=deputy)


def _deputy_of(matrix: Matrix, person: PersonId | None) -> str:
    if person is None:
        return ""
    return next((row.slots.deputy for row in matrix.rows if row.slots.accountable == person and row.slots.deputy), "")


def _because(matrix: Matrix, verdict: Verdict, facts: TotalFacts) -> tuple[str, ...]:
    said = [f"matrix version {verdict.version}, window {verdict.window}"]
    match verdict.outcome:
        case Outcome.ROW:
            said.append(f"row {verdict.row} is the only one that takes this")
            said += [f"row {other} gives way here" for other in verdict.matching if other != verdict.row]
        case Outcome.GAP:
            said.append("no row takes this: it goes to the intake holder until the matrix says more")
        case Outcome.OVERLAP:
            said += [f"row {other} claims it" for other in verdict.effective]
            said.append("more than one row takes this: it goes to the intake holder until one gives way")
    said += [f"{aspect} `{raw}` is not a listed value and was read as {UNKNOWN}" for aspect, raw in facts.unlisted]
    return tuple(said)


def _may(matrix: Matrix, row: Row | None, facts: TotalFacts, window: Window) -> tuple[tuple[str, str], ...]:
    if row is None:
        return ()
    device = facts.values.get("device_class", UNKNOWN)
    fitting = (
        permission
        for permission in matrix.permissions
        if permission.row == row.id
        and (permission.device_class is None or device in permission.device_class)
        and (permission.window is None or window in permission.window)
    )
    return tuple((permission.action, permission.says()) for permission in fitting)
