"""The clocks in force, each with where it comes from, and what another clock would have called in the last 14 days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from demarc.core.clocks import ARBITER_RULES, DUTY, LEADS_SETTLE, TERMS, Wound, wound
from demarc.core.custody.states import Act
from demarc.core.escalation import LADDERS, Rung
from demarc.core.matrix.compiled import Compiled
from demarc.core.matrix.table import Matrix, Row
from demarc.core.matrix.who import calendar_of, runs_always
from demarc.core.row_clocks import BadClocks, RowClocks, row_clocks
from demarc.core.spans import Terms
from demarc.core.words import ItemKind, Priority, Severity
from demarc.core.would_fire import Fired, Wait, calls_in, would_fire
from demarc.record.access import Viewer, items_for, viewer_of
from demarc.record.models import Entry
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.matrix import matrix_in_force

LOOK_BACK = timedelta(days=14)
MOST = 5_000
SHOWN_AT_ONCE = 20
FIRST_ACTS = (Act.ACCEPT, Act.OFFER, Act.DISPUTE, Act.CLOSE, Act.MERGE, Act.ASK)
LEVELS = {
    Rung.AGAIN: "the same person, by a second channel",
    Rung.DEPUTY: "the deputy",
    Rung.LEADS: "both leads",
    Rung.TOP: "everybody else on the path",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """One clock in force: of what, its spans in words, in which time it runs, and where it comes from.

    `source` is `default`, `engagement` or `row`; `steps` pairs each span with whom it calls; `says` is the line a form
    can change.
    """

    target: str
    title: str
    accept: str
    steps: tuple[tuple[str, str], ...]
    every: str
    runs: str
    source: str
    says: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ClocksPage:
    """The clocks of priorities, of rows with clocks of their own, and those that no version changes."""

    version: str
    priorities: tuple[ClockRow, ...]
    rows: tuple[ClockRow, ...]
    fixed: tuple[ClockRow, ...]
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FiredLine:
    """An item that would have called more or less often, by its number."""

    id: str
    number: str
    subject: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a clock would have done: how many items it concerns, all calls before and after, and where they differ."""

    items: int
    before: int
    after: int
    lines: tuple[FiredLine, ...]
    more: int


def clocks_page(*, engagement: str, by: str, now: datetime) -> ClocksPage:
    """List the clocks in force. Raises `NotFound` for strangers."""
    viewer_of(engagement=engagement, by=by, now=now)
    matrix = matrix_in_force(engagement=engagement, now=now).matrix
    rows = tuple(_rows(matrix))
    every = ((str(one), f"All of {one}") for one in Priority)
    choices = (*every, *((str(row.id), f"Row {row.id}: {row.title or row.function}") for row in matrix.rows))
    return ClocksPage(
        version=matrix.version,
        priorities=tuple(_of_priority(matrix, priority) for priority in Priority),
        rows=rows,
        fixed=tuple(_fixed()),
        choices=choices,
    )


def preview_clock(*, engagement: str, target: str, changed: Matrix, by: str, now: datetime) -> Preview:
    """Play the arrivals of the last 14 days again, as far as the reader may see them."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    compiled = matrix_in_force(engagement=engagement, now=now).compiled
    concerned = [one for one in _arrivals(viewer, now) if target in {one.priority, one.row}]
    waits = [(one.wait, _wound(compiled, compiled.matrix, one), _wound(compiled, changed, one)) for one in concerned]
    differing = would_fire(waits)
    about = {one.wait.item: one for one in concerned}
    prefix = engagement_of(engagement).prefix
    return Preview(
        items=len(waits),
        before=calls_in((wait, old) for wait, old, _ in waits),
        after=calls_in((wait, new) for wait, _, new in waits),
        lines=tuple(_fired(one, about[one.item], prefix) for one in differing[:SHOWN_AT_ONCE]),
        more=max(len(differing) - SHOWN_AT_ONCE, 0),
    )


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item of the last days: what it is, by which row and priority, and how long it waited for its first act."""

    wait: Wait
    number: int
    subject: str
    priority: str
    row: str
    topic: str
    severity: str
    kind: str


def _arrivals(viewer: Viewer, now: datetime) -> Iterator[Arrival]:
    real = items_for(viewer).real()
    found = real.filter(received_at__gte=now - LOOK_BACK).exclude(kind__in=(ItemKind.DISPUTE, ItemKind.ASK))
    columns = ("id", "received_at", "number", "subject", "priority", "row", "topic", "severity", "kind")
    rows = list(found.order_by("-number").values_list(*columns)[:MOST])
    acted = _first_acts(viewer.engagement, [row[0] for row in rows])
    for id_, received_at, number, subject, priority, row, topic, severity, kind in rows:
        wait = Wait(id_, received_at, acted.get(id_, now))
        yield Arrival(wait, number, subject, priority, row, topic, severity, kind)


def _first_acts(engagement: str, ids: Sequence[str]) -> Mapping[str, datetime]:
    """Tell when somebody first acted on each item."""
    entries = Entry.objects.filter(engagement=engagement, item__in=ids, act__in=FIRST_ACTS).order_by("-item_version")
    return dict(entries.values_list("item", "at"))


def _wound(compiled: Compiled, matrix: Matrix, one: Arrival) -> Wound:
    topic = matrix.topic(one.topic)
    row = matrix.row(one.row)
    return wound(
        matrix.clocks,
        Priority(one.priority),
        always=runs_always(topic, Severity(one.severity)),
        calendar=calendar_of(compiled.matrix, topic),
        duty=one.kind == ItemKind.RECURRING_DUTY,
        row=row.clocks if row else "",
    )


def _fired(one: Fired, about: Arrival, prefix: str) -> FiredLine:
    return FiredLine(one.item, numbered(prefix, about.number), about.subject, one.before, one.after)


def _of_priority(matrix: Matrix, priority: Priority) -> ClockRow:
    own = next((clock for clock in matrix.clocks if clock.priority is priority), None)
    business = priority is not Priority.P1 and (own is None or own.business)
    default = TERMS[priority]
    accept, steps = (own.accept, own.steps or (own.accept,)) if own else (default.accept, default.steps)
    # The first matrix writes the defaults out; what says the same as they do is the default still.
    is_default = (accept, steps, business) == (default.accept, default.steps, priority is not Priority.P1)
    said = RowClocks(accept, steps, business=business)
    return ClockRow(
        target=str(priority),
        title=TITLES[priority],
        accept=_said(accept, business=business),
        steps=tuple(_steps(priority, steps, business=business)),
        every=_said(default.every, business=business),
        runs="in business time, 24x7 where the topic says so" if business else "24x7",
        source="default" if is_default else "engagement",
        says=said.says(),
        due=_said(default.due, business=business) if default.due else "",
    )


TITLES = {Priority.P1: "Critical", Priority.P2: "High", Priority.P3: "Normal", Priority.P4: "Low"}


def _rows(matrix: Matrix) -> Iterator[ClockRow]:
    for row in matrix.rows:
        stated = _stated(row)
        if stated is None:
            continue
        steps = tuple((_said(step, business=stated.business), "the next on the path") for step in stated.steps)
        yield ClockRow(
            target=row.id,
            title=row.title or row.function,
            accept=_said(stated.accept, business=stated.business) if stated.accept else "",
            steps=steps,
            every="",
            runs="in business time" if stated.business else "24x7",
            source="row",
            says=stated.says(),
            due=_said(stated.due, business=stated.business) if stated.due else "",
        )


def _stated(row: Row) -> RowClocks | None:
    try:
        return row_clocks(row.clocks)
    except BadClocks:
        return None


def _fixed() -> Iterator[ClockRow]:
    """The clocks that are the same everywhere: disputes and recurring duties."""
    yield _line("Recurring duty", DUTY, ("due -3 d", "due +1 d", "due +5 d"), "in calendar days", business=False)
    yield _line("Dispute below P1 and security", LEADS_SETTLE, (), "in business time", business=True)
    yield _line("Dispute on P1 or security", ARBITER_RULES, (), "24x7", business=False)


def _line(title: str, terms: Terms, said: Sequence[str], runs: str, *, business: bool) -> ClockRow:
    spans = said or tuple(_said(step, business=business) for step in terms.steps)
    calls = ("the deputy", "both leads", "everybody else on the path") if said else DISPUTE_CALLS[business]
    return ClockRow(
        target="",
        title=title,
        accept="",
        steps=tuple(zip(spans, calls, strict=True)),
        every=_said(terms.every, business=business) if said else "",
        runs=runs,
        source="default",
    )


DISPUTE_CALLS = {
    True: ("the arbiter", "the deputy arbiter", "nobody: it lapses"),
    False: ("the arbiter again", "the deputy arbiter", "nobody: it lapses"),
}


def _steps(priority: Priority, steps: Sequence[timedelta], *, business: bool) -> Iterator[tuple[str, str]]:
    ladder = LADDERS[priority]
    for place, step in enumerate(steps):
        yield _said(step, business=business), LEVELS[ladder[min(place, len(ladder) - 1)]]


def _said(span: timedelta | None, *, business: bool) -> str:
    said = RowClocks(due=span, business=business).says() if span else ""
    return said.removeprefix("due ")
