"""Whose job is it: facts and an instant in, one holder and every reason out. Total: there is always a call list.

On a gap or an overlap the intake holder is called, and `because` cites the rows that collide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from demarc.core.matrix.compiled import Compiled
from demarc.core.matrix.decide import Outcome, Verdict, decide
from demarc.core.matrix.facts import TotalFacts, facts_of, text_of
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, Row, Topic
from demarc.core.moments import Calendar, local_text, next_opening, window_at
from demarc.core.people import Slots, answers, call_list
from demarc.core.words import UNKNOWN, PersonId, Severity, Window

URGENCY = (Severity.LOW, Severity.MEDIUM, Severity.UNKNOWN, Severity.HIGH, Severity.CRITICAL)
"""Severities by rising urgency; `unknown` counts as high where a topic asks from which severity up it runs 24x7."""

SEVERITIES = frozenset(Severity)


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who holds it and why: the verdict, the call list at the instant, whether anybody answers, until when they sleep."""

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
    found = matrix.calendar(topic.calendar) if topic else None
    if found is not None:
        return found
    return matrix.calendars[0] if matrix.calendars else Calendar("always", matrix.engagement.zone, ())


def deciding_instant(matrix: Matrix, topic: Topic | None, severity: Severity, instant: datetime) -> datetime:
    """Tell the instant that decides the window: arrival for 24x7 work, else when the first clock starts."""
    if runs_always(topic, severity):
        return instant
    return next_opening(calendar_of(matrix, topic), instant) or instant


def who(
    by: Matrix | Compiled,
    given: Mapping[str, object],
    instant: datetime,
    *,
    tags: tuple[str, ...] = (),
    last_holder: PersonId | None = None,
) -> Ownership:
    """Answer whose job this is at the instant (aware UTC), by a matrix or its compiled twin: total, for any facts.

    1. The facts are made total. 2. The window follows from topic, severity and instant. 3. The verdict is decided.
    4. The call list is resolved: the row's, or on a gap or overlap the intake holder's.
    """
    matrix = by.matrix if isinstance(by, Compiled) else by
    said = facts_of(matrix.aspects, given, tags)
    topic = matrix.topic(said.values.get(TOPIC) or text_of(given.get(TOPIC)))
    decided_at = deciding_instant(
        matrix, topic, _severity(said.values.get("severity") or text_of(given.get("severity"))), instant
    )
    window = window_at(calendar_of(matrix, topic), decided_at)
    facts = TotalFacts({**said.values, WINDOW: window.value}, tuple(pair for pair in said.unlisted if pair[0] != WINDOW))
    verdict = by.decide(facts.values) if isinstance(by, Compiled) else decide(matrix, facts.values)
    row = matrix.row(verdict.row) if verdict.row is not None else None
    call = call_of(matrix, row, decided_at, last_holder=last_holder)
    waits = decided_at if decided_at > instant else None
    accepted = (
        _accepted_until(matrix, row, topic, instant)
        if waits is None and row and not _heard(matrix, call, instant)
        else None
    )
    if accepted is not None:
        waits, call = accepted, call_of(matrix, row, accepted, last_holder=last_holder)
    return Ownership(
        verdict=verdict,
        facts=facts,
        row=row,
        call=call,
        answered=waits is None and _heard(matrix, call, instant),
        asleep_until=waits,
        because=(*_because(verdict, facts), *(_accepting(matrix, row) if accepted is not None else ())),
        may=_may(matrix, row, facts, window),
    )


def call_of(
    matrix: Matrix, row: Row | None, instant: datetime, *, last_holder: PersonId | None = None
) -> tuple[PersonId, ...]:
    """List who is called for a row at the instant, or without a row (gap, overlap) for the intake.

    A row: its accountable person, deputy, escalation, the last holder and their deputy. The intake: its holder, the last
    holder and their deputy, and the intake deputy.
    """
    deputy = matrix.deputy_of(last_holder) if last_holder else ""
    if row is not None:
        return call_list(matrix.directory, row.slots, instant, last_holder=last_holder, last_deputy=deputy)
    intake = matrix.engagement
    slots = Slots(intake.intake_holder, last_holder or "", (deputy, intake.intake_deputy))
    return call_list(matrix.directory, slots, instant)


def _heard(matrix: Matrix, call: tuple[PersonId, ...], instant: datetime) -> bool:
    return any(answers(matrix.directory, person, instant) for person in call)


def _accepted_until(matrix: Matrix, row: Row, topic: Topic | None, instant: datetime) -> datetime | None:
    """Tell until when a named person accepts that a silent row waits: the next opening, or the end of the acceptance.

    None where nobody accepts it now, and within opening hours, when there is nothing to wait for.
    """
    calendar = calendar_of(matrix, topic)
    if row.waits is None or not row.waits.stands(instant) or window_at(calendar, instant) is Window.BUSINESS:
        return None
    return min(next_opening(calendar, instant) or row.waits.until, row.waits.until)


def _accepting(matrix: Matrix, row: Row | None) -> tuple[str, ...]:
    if row is None or row.waits is None:
        return ()
    person = matrix.directory.person(row.waits.by)
    until = local_text(row.waits.until, matrix.engagement.zone)
    named = person.name if person and person.name else row.waits.by
    return (f"nobody who is called answers now; {named} accepts until {until} that it waits until opening",)


def _severity(raw: str) -> Severity:
    folded = raw.casefold()
    return Severity(folded) if folded in SEVERITIES else Severity.UNKNOWN


def _because(verdict: Verdict, facts: TotalFacts) -> tuple[str, ...]:
    said = [f"matrix version {verdict.version}, window {verdict.window}"]
    match verdict.outcome:
        case Outcome.ROW:
            said.append(f"row {verdict.row} is the only one that takes this")
        case Outcome.GAP:
            said.append("no row takes this: it goes to the intake holder until the matrix says more")
        case Outcome.OVERLAP:
            said += [f"row {other} claims it" for other in verdict.effective]
            said.append("more than one row takes this: it goes to the intake holder until one gives way")
    said += [f"row {other} gives way here" for other in verdict.matching if other not in verdict.effective]
    said += [
        f"{aspect} `{raw}` is not a listed value and was read as {facts.values[aspect]}" for aspect, raw in facts.unlisted
    ]
    return tuple(said)


def _may(matrix: Matrix, row: Row | None, facts: TotalFacts, window: Window) -> tuple[tuple[str, str], ...]:
    if row is None:
        return ()
    device = facts.values.get("device_class", UNKNOWN)
    return tuple(
        (permission.action, permission.says())
        for permission in matrix.permissions_of(row.id)
        if (permission.device_class is None or device in permission.device_class)
        and (permission.window is None or window in permission.window)
    )
