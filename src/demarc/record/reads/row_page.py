"""One row as a page: what it says, who holds it now, how it stands, and what the record shows it was worth."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from demarc.core.calling import calls, severity_of
from demarc.core.catalogue import function
from demarc.core.custody.states import Act
from demarc.core.matrix.table import TOPIC, WINDOW, Matrix, Row
from demarc.core.matrix.who import calendar_of, call_of, who
from demarc.core.moments import window_at
from demarc.core.words import PRIORITY_OF, ItemKind, RowId
from demarc.record.access import NotFound, Viewer, items_for, privates_for, viewer_of
from demarc.record.models import Entry, ItemQuerySet, RowDispute
from demarc.record.models.items import BY_A_ROW
from demarc.record.parties import engagement_of
from demarc.record.reads.counts import counted
from demarc.record.reads.drill_results import PassedDrill, drills_passed
from demarc.record.reads.item_lines import SHOWN, item_lines, numbered
from demarc.record.reads.lines import ItemLine, PersonLine
from demarc.record.reads.matrix import InForce, NothingInForce, matrix_in_force
from demarc.record.reads.people import people_of
from demarc.record.reads.row_words import (
    SlotLine,
    StandingLine,
    in_words,
    scope_lines,
    slot_line,
    slot_lines,
    standing_line,
    title_of,
)
from demarc.record.reads.understanding import states_of
from demarc.record.translate.custody import custody_of

PROOFS, ITEMS = 3, 10
URGENT_FIRST = ("critical", "high", "unknown", "medium", "low")
ON_THE_WAY = (ItemKind.ASK, ItemKind.DISPUTE)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CallLine:
    """Who is called for this row, and how many minutes after the clock starts."""

    person: PersonLine
    minutes: int


@dataclass(frozen=True, slots=True)
class PermissionLine:
    """What the holder may do: the action, the matrix's word for it, and where and when it holds."""

    action: str
    says: str
    limits: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What an item was closed with: the item, who closed it as what and when, and the proof that was given."""

    item: str
    number: str
    subject: str
    ending: str
    at: datetime
    holder: PersonLine
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """One row of the version in force.

    `outcome` is the catalogue's word for its function. `calls` is the ladder of its most urgent item (`urgency`), begun
    now; `decides_now` tells whether its window is on. `total` counts the items it decided that the reader may see;
    `waits_by` accepted until `waits_until` that it waits for
    opening where nobody answers; `disputes` are the open ones about how it is read; `drill` is the last that it passed.
    """

    id: str
    title: str
    function: str
    outcome: str
    version: str
    number: int
    since: datetime
    scope: tuple[tuple[str, str], ...]
    yields_to: tuple[str, ...]
    accountable: SlotLine
    responsible: tuple[SlotLine, ...]
    consulted: tuple[SlotLine, ...]
    informed: tuple[SlotLine, ...]
    deputy: tuple[SlotLine, ...]
    escalation: tuple[SlotLine, ...]
    decides_now: bool
    window: str
    calls: tuple[CallLine, ...]
    urgency: str
    clocks: str
    waits_by: PersonLine | None
    waits_until: datetime | None
    proof: str
    must_carry: str
    clause: str
    scope_state: str
    tier: str
    permissions: tuple[PermissionLine, ...]
    standing: StandingLine
    drill: PassedDrill | None
    proofs: tuple[ProofLine, ...]
    items: tuple[ItemLine, ...]
    total: int
    disputes: tuple[ItemLine, ...]
    glossary: tuple[tuple[str, str], ...]


def row_page(*, engagement: str, row: str, by: str, now: datetime) -> RowPage:
    """Show one row of the version in force. Raises `NotFound` for strangers and for a row that is not in it."""
    viewer = viewer_of(engagement=engagement, by=by, now=now)
    try:
        force = matrix_in_force(engagement=engagement, now=now)
    except NothingInForce as nothing:
        raise NotFound("row", row) from nothing
    found = force.matrix.row(row)
    if found is None:
        raise NotFound("row", row)
    return _page(viewer, force, found, now)


def _page(viewer: Viewer, force: InForce, row: Row, now: datetime) -> RowPage:
    matrix, engagement = force.matrix, viewer.engagement
    people = people_of(engagement=engagement)
    prefix = engagement_of(engagement).prefix
    passed = drills_passed(engagement, now)
    states = states_of(engagement=engagement, force=force, passed=passed, now=now)
    decided = _decided(viewer, row.id)
    disputes = RowDispute.objects.filter(engagement=engagement, row=row.id).values("item")
    open_disputes = items_for(viewer).open().filter(id__in=disputes).only(*SHOWN).order_by("number")
    known = function(row.function)
    calls_now, urgency, window = _calls(matrix, row, people, now)
    return RowPage(
        id=row.id,
        title=title_of(row),
        function=row.function,
        outcome=known.outcome if known and known.outcome != row.title else "",
        version=matrix.version,
        number=force.number,
        since=force.since,
        scope=scope_lines(row.scope),
        yields_to=row.yields_to,
        accountable=slot_line(matrix, row.slots.accountable, people, now),
        responsible=slot_lines(matrix, row.responsible, people, now),
        consulted=slot_lines(matrix, row.consulted, people, now),
        informed=slot_lines(matrix, row.informed, people, now),
        deputy=slot_lines(matrix, (row.slots.deputy,), people, now),
        escalation=slot_lines(matrix, row.slots.escalation, people, now),
        decides_now=window in row.box().get(WINDOW, frozenset({window})),
        window=window,
        calls=calls_now,
        urgency=urgency,
        clocks=row.clocks,
        waits_by=people.get(row.waits.by) if row.waits else None,
        waits_until=row.waits.until if row.waits else None,
        proof=row.proof,
        must_carry=row.must_carry,
        clause=row.clause,
        scope_state=str(row.state),
        tier=_tier(row),
        permissions=_permissions(matrix, row.id),
        standing=standing_line(states[row.id], people),
        drill=passed.get(row.id),
        proofs=_proofs(viewer, row.id, people, prefix),
        items=item_lines(decided.only(*SHOWN).order_by("-received_at")[:ITEMS], people, prefix),
        total=counted(decided),
        disputes=item_lines(open_disputes, people, prefix),
        glossary=_glossary(matrix, row),
    )


def _calls(
    matrix: Matrix, row: Row, people: Mapping[str, PersonLine], now: datetime
) -> tuple[tuple[CallLine, ...], str, str]:
    """Put the row's people on the ladder of its most urgent item, as if it came in now; say how urgent that is."""
    box = row.box()
    allowed = box.get("severity", frozenset(URGENT_FIRST))
    said = {name: min(values) for name, values in box.items() if name != WINDOW}
    severity = next((one for one in URGENT_FIRST if one in allowed), "unknown")
    owned = who(matrix, {**said, "severity": severity}, now)
    mine = replace(owned, row=row, call=call_of(matrix, row, now), asleep_until=None)
    lines = tuple(
        CallLine(people[call.person], round((call.at - now) / MINUTE))
        for call in calls(matrix, mine, now)
        if call.person in people
    )
    window = window_at(calendar_of(matrix, matrix.topic(said.get(TOPIC, ""))), now)
    return lines, f"{severity_of(owned)} ({PRIORITY_OF[severity_of(owned)]})", str(window)


def _tier(row: Row) -> str:
    match row.tier:
        case "record":
            return f"only recorded, kept {row.record_days} days" if row.record_days else "only recorded"
        case "watch":
            return f"watched: an item after {row.watch_minutes} minutes or {row.watch_times} times"
        case _:
            return "every signal becomes an item" + (" that may clear by itself" if row.clears_itself else "")


def _permissions(matrix: Matrix, row: str) -> tuple[PermissionLine, ...]:
    def limits(*sets: Sequence[str] | frozenset[str] | None) -> str:
        return ", ".join(in_words(values) for values in sets if values is not None)

    return tuple(
        PermissionLine(one.action, one.says(), limits(one.device_class, one.window)) for one in matrix.permissions_of(row)
    )


def _decided(viewer: Viewer, row: RowId) -> ItemQuerySet:
    """Narrow to the real work this row decided; what was asked or disputed on the way is none of its own."""
    return items_for(viewer).real().filter(BY_A_ROW, row=row).exclude(kind__in=ON_THE_WAY)


def _proofs(viewer: Viewer, row: RowId, people: Mapping[str, PersonLine], prefix: str) -> tuple[ProofLine, ...]:
    """Give the last items closed under this row that are real work, with the proof they were closed with."""
    closed = _decided(viewer, row).filter(closed_at__isnull=False)
    items = list(closed.order_by("-closed_at", "-number")[:PROOFS])
    entries = Entry.objects.filter(
        engagement=viewer.engagement, item__in=[item.id for item in items], act=str(Act.CLOSE)
    ).order_by("seq")
    seqs = {item: seq for seq, item in entries.values_list("seq", "item")}
    texts = dict(privates_for(viewer).filter(seq__in=seqs.values(), field="proof").values_list("seq", "value"))
    return tuple(
        ProofLine(
            item=item.id,
            number=numbered(prefix, item.number),
            subject=item.subject,
            ending=str(custody_of(item).ending or ""),
            at=item.closed_at,
            holder=people[item.holder],
            text=texts.get(seqs.get(item.id, -1), ""),
        )
        for item in items
        if item.closed_at is not None
    )


def _glossary(matrix: Matrix, row: Row) -> tuple[tuple[str, str], ...]:
    """Give the glossary's terms that the row's words use, whole words in any case."""
    words = " ".join(
        (row.title, row.proof, row.must_carry, row.clocks, row.clause, *(str(v) for _, vs in row.scope for v in vs))
    )
    return tuple(
        (term, meaning)
        for term, meaning in matrix.glossary
        if term and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", words, re.IGNORECASE)
    )
