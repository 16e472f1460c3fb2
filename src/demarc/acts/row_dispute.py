"""A dispute about a row, before any crisis: two readings of the matrix met, and nobody has to be hurt by it first.

It is a dispute like any other, but about no item: it goes to the leads, then to the arbiter, by the same acts and clocks
(`acts/dispute.py`), and what they decide is drafted as an amendment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from demarc.acts.drills import one_at_a_time
from demarc.acts.gather import new_item_id, situation_of_new
from demarc.acts.outcome import Done, Refused
from demarc.acts.perform import store
from demarc.acts.version_seat import seat_of
from demarc.acts.world import World, world_at
from demarc.core.clocks import dispute_clock
from demarc.core.custody.arriving import receive
from demarc.core.custody.entries import Entry, Private
from demarc.core.matrix.decide import Outcome
from demarc.core.matrix.table import TOPIC, Row
from demarc.core.matrix.who import calendar_of
from demarc.core.people import resolve
from demarc.core.words import ENGINE, UNKNOWN, ItemKind, PersonId, Priority, Severity
from demarc.record import models
from demarc.record.reads.matrix import NothingInForce, matrix_in_force
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About

SUBJECT_LIMIT = 200


class Source(StrEnum):
    """Where the two readings met."""

    DRILL = "drill"
    IMPORT = "import"
    PROPOSAL = "proposal"
    RECONCILIATION = "reconciliation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Two readings of one row, in words, and where they met.

    `row` is the row read, or empty where no row takes the case; then `facts` says what the case is. `source_id` names the
    drill's question, the version or the reconciliation.
    """

    client: str
    provider: str
    source: str
    source_id: str = ""
    row: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def dispute_row(*, engagement: str, readings: Readings, by: str, now: datetime) -> Done | Refused:
    """Open a dispute about a row of the version in force. Raises `NotFound` for strangers.

    One dispute at a time about a row, and one about each case that no row takes.
    """
    seat = seat_of(engagement=engagement, person=by, now=now)
    if isinstance(seat, Refused):
        return seat
    try:
        world = world_at(engagement=engagement, now=now)
    except NothingInForce:
        return Refused("There is nothing to dispute: no version of the matrix is in force.")
    row = world.matrix.row(readings.row) if readings.row else None
    if reason := _unfit(world, readings, row):
        return Refused(reason)
    born, about = _item(world, readings, row, seat.person)
    with write_transaction():
        one_at_a_time(engagement)
        if running := _running(engagement, readings):
            return Refused(f"This is in dispute already: see item {running}.")
        store(engagement=engagement, entries=(born,), before={}, about={born.item: about})
        models.RowDispute.objects.create(
            engagement=engagement,
            item=born.item,
            row=readings.row,
            facts=dict(about.facts),
            version=matrix_in_force(engagement=engagement, now=now).number,
            source=readings.source,
            source_id=readings.source_id,
        )
    return Done(born.item, born.item_version, born.after.state, born.after.holder)


def _unfit(world: World, readings: Readings, row: Row | None) -> str:
    if readings.source not in set(Source):
        return f"`{readings.source}` is no source of a dispute about a row: known are {', '.join(Source)}."
    if readings.row and row is None:
        return f"There is no row `{readings.row}` in version `{world.matrix.version}`."
    if row is None and not readings.facts.get(TOPIC):
        return "A dispute needs something to be about: name a row, or what the case is."
    if not (readings.client.strip() and readings.provider.strip()):
        return "A dispute about a row needs both readings: say how each side reads it."
    if readings.client.strip() == readings.provider.strip():
        return "Both readings are the same, so there is nothing to dispute."
    return ""


def _running(engagement: str, readings: Readings) -> str:
    """Name the open dispute about the same, by its visible number; empty when there is none."""
    same = models.RowDispute.objects.filter(engagement=engagement, row=readings.row)
    if not readings.row:
        same = same.filter(source_id=readings.source_id)
    items = models.Item.objects.filter(engagement=engagement, id__in=same.values("item")).open()
    number = items.values_list("number", flat=True).first()
    prefix = models.Engagement.objects.values_list("prefix", flat=True).get(id=engagement)
    return f"{prefix}-{number}" if number is not None else ""


def _item(world: World, readings: Readings, row: Row | None, opener: PersonId) -> tuple[Entry, About]:
    """Bring the dispute's item about: held by the client's lead, and both leads asked, from the start."""
    facts = dict(readings.facts) or _case_of(row)
    topic = world.matrix.topic(facts.get(TOPIC, ""))
    situation, owner = situation_of_new(world, ENGINE, facts, severity=Severity.MEDIUM, topic=facts.get(TOPIC, ""))
    named = {world.parties[person] for person in (*owner.call, opener) if person in world.parties}
    leads = tuple(sorted(lead for lead in world.leads if world.parties[lead] in {world.client, *named}))
    arbiters = (resolve(world.matrix.directory, slot, world.now) for slot in world.rulers)
    first = (world.lead_of(world.client), *arbiters)
    call = tuple(dict.fromkeys(person for person in first if person and person in world.parties)) or world.fallback
    pace = dispute_clock(grave=False, calendar=calendar_of(world.matrix, topic), since=world.now)
    subject = f"Whose row is it: {row.id} {row.title or row.function}" if row else f"No row takes it: {_in_words(facts)}"
    born = receive(
        new_item_id(world.now),
        # It is no case for the client lead's own ruling: both leads settle it, or the arbiter rules.
        replace(situation, call=call, pace=pace, outcome=Outcome.ROW, row=row.id if row else None),
        kind=ItemKind.DISPUTE,
        priority=Priority.P3,
        said={"source": str(readings.source), "opened_by": opener},
        private=(
            Private("subject", subject),
            Private("client_reading", readings.client.strip()),
            Private("provider_reading", readings.provider.strip()),
        ),
    )
    called = tuple(dict.fromkeys((*born.after.called, *leads)))
    born = replace(born, after=replace(born.after, called=called, raised_by=opener))
    because = (f"row {row.id} is read in two ways" if row else "no single row takes the case",)
    about = About(
        subject=subject[:SUBJECT_LIMIT],
        severity=Severity.MEDIUM,
        topic=topic.name if topic else "",
        facts={aspect: value for aspect, value in facts.items() if value not in {UNKNOWN, "no"}},
        verdict={"because": list(because), "may": {}},
    )
    return born, about


def _case_of(row: Row | None) -> dict[str, str]:
    """Give one case the row takes: what is settled about it shall not be taken for a ruling on more."""
    scope = row.scope if row else ()
    return {aspect: min(values - {UNKNOWN}, default=UNKNOWN) for aspect, values in scope}


def _in_words(facts: Mapping[str, str]) -> str:
    said = (
        f"{aspect.replace('_', ' ')} {value}" for aspect, value in sorted(facts.items()) if value not in {UNKNOWN, "no"}
    )
    return ", ".join(said)
