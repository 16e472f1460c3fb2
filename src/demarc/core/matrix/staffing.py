"""Are there enough people behind every row: one accountable person, a deputy, three different people to call."""

import re
from collections.abc import Iterator

from demarc.core.matrix.edges import can_run_always
from demarc.core.matrix.findings import Finding, Kind, Level, finding
from demarc.core.matrix.table import WINDOW, Matrix, Row
from demarc.core.matrix.vague import is_shared
from demarc.core.people import Channel, Directory, Person
from demarc.core.row_clocks import BadClocks, row_clocks
from demarc.core.words import PersonId, Priority, ScopeState, Side, Window

PRIORITY = re.compile(r"\bP\d+\b")
"""A priority in the words of a row's clocks: P1 to P4, and what looks like one."""

ENOUGH = 3
"""Different people a list must have, so that silence always reaches somebody else."""


NEVER_WITHOUT_COVER = frozenset({"SD-05", "SD-06", "VS-02"})
"""Telling users, watching the queue and chasing vendors: what stops first when one person is away."""


def staffing(matrix: Matrix) -> Iterator[Finding]:
    """Yield what is wrong with the people of each row, without looking at the time."""
    for row in matrix.rows:
        accountable = row.slots.accountable
        if not accountable.strip():
            message = f"row `{row.id}` names nobody accountable: each side may think the other does it"
            yield finding(Kind.NO_ACCOUNTABLE, message, rows=(row.id,), field="accountable")
            continue
        for field, name in named_by(row):
            yield from _not_a_person(matrix, row, field, name)
        level = Level.ERROR if row.function in NEVER_WITHOUT_COVER else Level.WARNING
        if not row.slots.deputy:
            message = f"row `{row.id}` has no deputy for `{accountable}`: nobody holds it after a departure"
            yield finding(Kind.NO_DEPUTY, message, rows=(row.id,), field="deputy", severity=level)
        elif row.slots.deputy == accountable:
            message = f"row `{row.id}` has `{accountable}` as the deputy of `{accountable}`"
            yield finding(Kind.NO_DEPUTY, message, rows=(row.id,), field="deputy", severity=level)
        yield from _looping(row)
        yield from _by_mail_only(matrix, row)
        yield from _accepted_by_nobody(matrix, row)
        yield from _clocks(row)
        people = {name for _, name in named_by(row)}
        if len(people) < ENOUGH:
            message = (
                f"row `{row.id}` can call {len(people)} different people; it takes {ENOUGH} for silence to reach somebody"
            )
            yield finding(Kind.NO_ESCALATION, message, rows=(row.id,), field="escalation")
    yield from _arbiter_is_party(matrix)
    yield from _unpriced(matrix)
    if any(person.example for person in matrix.directory.people):
        message = "the people of this matrix are examples; replace them with your own"
        yield finding(Kind.EXAMPLE_PEOPLE, message, section="people")


def _looping(row: Row) -> Iterator[Finding]:
    """Yield when the calls of a row come back to somebody who was called already, and so end with nobody new."""
    path = row.slots.escalation
    again = next(
        (name for at, name in enumerate(path) if name in path[:at] or (at and name == row.slots.accountable)), None
    )
    if again is not None:
        message = f"row `{row.id}` calls `{again}` again: who did not answer the first time does not the second"
        yield finding(Kind.NO_ESCALATION, message, rows=(row.id,), field="escalation")


def named_by(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the field and the name of each level of a row, in order."""
    yield "accountable", row.slots.accountable
    if row.slots.deputy:
        yield "deputy", row.slots.deputy
    for name in row.slots.escalation:
        yield "escalation", name


def _not_a_person(matrix: Matrix, row: Row, field: str, name: str) -> Iterator[Finding]:
    directory = matrix.directory
    person, role = directory.person(name), directory.role(name)
    if is_shared(name) and person is None and role is None:
        message = f"row `{row.id}` has `{name}` as {field}: shared is nobody's; name one person"
        yield finding(Kind.SHARED, message, rows=(row.id,), field=field)
    elif person is None and role is None:
        message = f"row `{row.id}` has `{name}` as {field}, which is not a person and not a role"
        yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field=field)
    elif person is None and role is not None and role.fallback is None:
        staffed = bool(directory.roster(name))
        level = Level.WARNING if staffed else Level.ERROR
        message = f"row `{row.id}` has the role `{name}` as {field}, which has no fallback person" + (
            "" if staffed else " and no roster"
        )
        yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field=field, severity=level)


def _by_mail_only(matrix: Matrix, row: Row) -> Iterator[Finding]:
    """Yield when a row works at night and whoever is accountable reads nothing but mail; unless its wait is accepted."""
    name = row.slots.accountable
    people = _filling(matrix.directory, name)
    if not people or row.waits or any(set(person.channels) - {Channel.EMAIL} for person in people):
        return
    window = row.box().get(WINDOW)
    if window is not None and Window.BUSINESS not in window:
        message = f"row `{row.id}` runs at night, and `{name}` can only be reached by e-mail"
    elif matrix.topics and can_run_always(matrix, row):
        message = f"row `{row.id}` runs 24x7, and `{name}` can only be reached by e-mail"
    else:
        return
    yield finding(Kind.UNANSWERED, message, rows=(row.id,), field="accountable")


def _filling(directory: Directory, slot: str) -> tuple[Person, ...]:
    """List everybody who ever fills a slot: the person, or all of a role's roster and its fallback."""
    role = directory.role(slot)
    names = [slot] if role is None else [role.fallback or "", *(shift.person for shift in directory.roster(slot))]
    return tuple(person for name in dict.fromkeys(names) if (person := directory.person(name)) is not None)


def _accepted_by_nobody(matrix: Matrix, row: Row) -> Iterator[Finding]:
    if row.waits is not None and matrix.directory.person(row.waits.by) is None:
        message = f"row `{row.id}` waits until opening, accepted by `{row.waits.by}`, who is not a named person"
        yield finding(Kind.NOT_A_PERSON, message, rows=(row.id,), field="waits_by")


def _clocks(row: Row) -> Iterator[Finding]:
    """Yield when a row's clocks cannot be read, or their words speak of a priority there is none of."""
    try:
        row_clocks(row.clocks)
    except BadClocks as bad:
        yield finding(Kind.UNREADABLE, f"row `{row.id}`: {bad}", rows=(row.id,), field="clocks")
    strange = [named for named in PRIORITY.findall(row.clocks) if named not in set(Priority)]
    if strange:
        message = f"row `{row.id}` has clocks for `{'`, `'.join(dict.fromkeys(strange))}`; there are P1, P2, P3 and P4"
        yield finding(Kind.UNKNOWN_PRIORITY, message, rows=(row.id,), field="clocks")


def _arbiter_is_party(matrix: Matrix) -> Iterator[Finding]:
    """Yield the rows about which whoever rules on a dispute would be ruling on themselves.

    The client's executives rule by default and hold a few rows of their own: that is said. Anybody else is a warning.
    """
    frame = matrix.engagement
    ruling = {person for person in (frame.dispute_rule.arbiter, frame.dispute_rule.deputy) if person}
    held = {row.id: ruling & _parties(matrix, row) for row in matrix.rows} if ruling else {}
    rows = tuple(id_ for id_, people in held.items() if people)
    if rows:
        people = sorted(frozenset[PersonId]().union(*held.values()))
        more = f" and {len(rows) - 1} more" if rows[1:] else ""
        message = f"{' and '.join(f'`{one}`' for one in people)} would rule on their own work in row `{rows[0]}`{more}"
        by_default = set(people) <= {frame.executive, frame.executive_deputy}
        level = Level.INFO if by_default else Level.WARNING
        message += "; agree beforehand who rules there instead"
        yield finding(Kind.ARBITER_IS_PARTY, message, rows=rows, field="accountable", severity=level)


def _unpriced(matrix: Matrix) -> Iterator[Finding]:
    """Yield the rows of providers of which nobody can say whether using them costs extra, once."""
    sides = {party.id: party.side for party in matrix.directory.parties}

    def of_a_provider(row: Row) -> bool:
        return any(sides.get(person.party) is Side.PROVIDER for person in _filling(matrix.directory, row.slots.accountable))

    rows = tuple(row.id for row in matrix.rows if row.state is ScopeState.UNKNOWN and of_a_provider(row))
    if rows:
        more = f" and {len(rows) - 1} more" if rows[1:] else ""
        message = f"row `{rows[0]}`{more} of a provider: included, billed or not offered? Not said, and so not asked for"
        yield finding(Kind.UNPRICED, message, rows=rows, field="state")


def _parties(matrix: Matrix, row: Row) -> frozenset[PersonId]:
    """Name everybody a dispute about a row would be with: whoever holds it, stands in, or does the work."""
    slots = (row.slots.accountable, row.slots.deputy, *row.responsible)
    return frozenset(person.id for slot in slots for person in _filling(matrix.directory, slot))
