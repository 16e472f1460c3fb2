"""Who is called when, for an item that nobody has touched yet: the call list put on the ladder of its priority."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from demarc.core.clocks import Wound, wound
from demarc.core.escalation import BREACH, LADDERS, Rung
from demarc.core.matrix.table import TOPIC, Matrix
from demarc.core.matrix.who import Ownership, calendar_of, runs_always
from demarc.core.people import resolve
from demarc.core.words import PRIORITY_OF, PersonId, Priority, Severity


@dataclass(frozen=True, slots=True)
class Call:
    """One person and the instant (UTC) at which they are called unless somebody has acted."""

    person: PersonId
    at: datetime


def severity_of(owned: Ownership) -> Severity:
    """Tell the severity that decided; what the matrix does not list counts as unknown."""
    raw = owned.facts.values.get("severity", Severity.UNKNOWN)
    return Severity(raw) if raw in set(Severity) else Severity.UNKNOWN


def pace_of(matrix: Matrix, owned: Ownership) -> Wound:
    """Give the clocks of what was asked about: the matrix's own for its priority, else the defaults."""
    topic = matrix.topic(owned.facts.values.get(TOPIC, ""))
    severity = severity_of(owned)
    return wound(
        matrix.clocks,
        PRIORITY_OF[severity],
        always=runs_always(topic, severity),
        calendar=calendar_of(matrix, topic),
        row=owned.row.clocks if owned.row else "",
    )


def calls(matrix: Matrix, owned: Ownership, instant: datetime) -> tuple[Call, ...]:
    """List the calls in order: the holder when the clock starts, then step by step the rest, each person once.

    The deputy has a step of their own, the next two are called together, then everybody left. Executives are called last,
    for a P1 or by a row of SE-06 alone, where the work is theirs, or where nobody else is left.
    """
    clock = pace_of(matrix, owned).accept(owned.asleep_until or instant)
    priority = PRIORITY_OF[severity_of(owned)]
    left = _without_executives(matrix, owned, instant) if not _calls_executives(owned) else list(owned.call)
    found = [Call(person, clock.start) for person in left[:1]]
    del left[:1]
    for level, at in zip(LADDERS[priority], clock.fires, strict=False):
        found += [Call(person, at) for person in _taken(level, left)]
    if _calls_executives(owned):
        named = {call.person for call in found}
        found += [Call(person, clock.fires[-1]) for person in _executives(matrix, instant) if person not in named]
    return tuple(found)


def _calls_executives(owned: Ownership) -> bool:
    by_row = owned.row is not None and owned.row.function == BREACH
    return by_row or PRIORITY_OF[severity_of(owned)] is Priority.P1


def _without_executives(matrix: Matrix, owned: Ownership, instant: datetime) -> list[PersonId]:
    executives = set(_executives(matrix, instant))
    if not executives.isdisjoint(owned.call[:1]):
        # What the matrix gives to an executive is their own work, and so is the call after them.
        return list(owned.call)
    return [person for person in owned.call if person not in executives] or list(owned.call)


def _taken(level: Rung, left: list[PersonId]) -> list[PersonId]:
    """Take from the list whom this level calls."""
    count = {Rung.AGAIN: 0, Rung.DEPUTY: 1, Rung.LEADS: 2, Rung.TOP: len(left)}[level]
    taken = left[:count]
    del left[:count]
    return taken


def _executives(matrix: Matrix, instant: datetime) -> Iterator[PersonId]:
    for slot in (matrix.engagement.executive, matrix.engagement.executive_deputy):
        person = resolve(matrix.directory, slot, instant) if slot else None
        if person:
            yield person
