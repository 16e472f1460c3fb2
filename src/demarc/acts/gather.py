"""Gathering what an act decides on: the item as it stands, and the situation around it, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from demarc.acts.world import World, world_at
from demarc.core.clocks import Wound, dispute_clock, wound
from demarc.core.custody.custody import Custody
from demarc.core.custody.situation import Situation
from demarc.core.custody.states import State
from demarc.core.escalation import BREACH
from demarc.core.instants import micros
from demarc.core.matrix.queues import queue_of
from demarc.core.matrix.table import Row, Topic
from demarc.core.matrix.who import Ownership, calendar_of, runs_always, who
from demarc.core.people import Slots, call_list, resolve
from demarc.core.words import ENGINE, PRIORITY_OF, ItemId, ItemKind, PartyId, PersonId, Priority, Severity
from demarc.record import models
from demarc.record.access import item_for
from demarc.record.ids import sortable_id
from demarc.record.reads.group import members_of
from demarc.record.translate.custody import About, about_of, custody_of

BESIDE = (ItemKind.DISPUTE, ItemKind.FLAG)
"""Children that are about an item and no part of its work: it may end while they are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One item before an act: its custody, what it is about, its visible number, and the world around it."""

    custody: Custody
    about: About
    number: int
    world: World
    situation: Situation


def case_of(*, engagement: str, item: str, by: str, now: datetime) -> Case:
    """Gather one item on behalf of a person. Raises `NotFound` for what they may not see."""
    stored = item_for(engagement=engagement, item=item, by=by, now=now)
    return case_from(stored, world_at(engagement=engagement, now=now), PersonId(by))


def case_from(stored: models.Item, world: World, by: PersonId, *, open_children: int | None = None) -> Case:
    """Gather an item that has been fetched already; `open_children` where they are known or do not matter."""
    world = world.not_before(stored.changed_at)
    custody, about = custody_of(stored), about_of(stored)
    children = _open_children(world, custody) if open_children is None else open_children
    situation = situation_of(world, by, custody=custody, about=about, open_children=children)
    if by != ENGINE and custody.is_open:
        situation = replace(situation, queue=_queue(world, custody), members=_members(world, custody, about))
    return Case(custody=custody, about=about, number=stored.number, world=world, situation=situation)


def dated_with(case: Case, other: Case) -> Case:
    """Date a case no earlier than another one, for an act that changes both items."""
    world = case.world.not_before(other.world.now)
    return case if world is case.world else replace(case, world=world, situation=replace(case.situation, now=world.now))


def new_item_id(now: datetime) -> ItemId:
    """Make an id for an item that does not exist yet; ids sort by the time they were made."""
    return ItemId(sortable_id(micros(now)))


def situation_of(world: World, by: PersonId, *, custody: Custody, about: About, open_children: int = 0) -> Situation:
    """Say what is so around an item that exists: who is called for it now, and what its row asks."""
    owner = who(world.compiled, about.facts, world.now, last_holder=custody.holder)
    own_kind = custody.kind in {ItemKind.ASK, ItemKind.DISPUTE}
    leads = _leads(world, custody, owner.call)
    call = _call_of_own_kind(world, custody, leads) if own_kind else owner.call
    row = world.matrix.row(custody.row) if own_kind and custody.row else owner.row
    return _situation(
        world,
        by,
        owner=owner,
        row=row,
        call=call,
        topic=world.matrix.topic(about.topic),
        severity=about.severity,
        priority=custody.priority,
        leads=leads,
        pace=_pace_of(world, custody, about, row),
        stand_ins=_stand_ins(world, custody, row),
        open_children=open_children,
    )


def situation_of_new(
    world: World, by: PersonId, facts: Mapping[str, str], *, severity: Severity, topic: str
) -> tuple[Situation, Ownership]:
    """Say what is so around an item about to be received, and who owns it and why."""
    owner, named, priority = who(world.compiled, facts, world.now), world.matrix.topic(topic), PRIORITY_OF[severity]
    is_duty = facts.get("kind") == ItemKind.RECURRING_DUTY
    situation = _situation(
        world,
        by,
        owner=owner,
        row=owner.row,
        call=owner.call,
        topic=named,
        severity=severity,
        priority=priority,
        leads=world.leads,
        pace=_pace(world, priority, named, owner.row, always=False, duty=True) if is_duty else None,
    )
    return situation, owner


def _situation(
    world: World,
    by: PersonId,
    *,
    owner: Ownership,
    row: Row | None,
    call: tuple[PersonId, ...],
    topic: Topic | None,
    severity: Severity,
    priority: Priority,
    leads: frozenset[PersonId],
    pace: Wound | None = None,
    stand_ins: frozenset[PersonId] = frozenset(),
    open_children: int = 0,
) -> Situation:
    always = runs_always(topic, severity)
    asleep = owner.asleep_until if always else None  # what does not run 24x7 sleeps by its calendar
    return Situation(
        now=world.now,
        by=by,
        call=tuple(person for person in call if person in world.parties) or world.fallback,
        outcome=owner.verdict.outcome,
        row=row.id if row else None,
        matrix_version=owner.verdict.version,
        window=owner.verdict.window,
        pace=pace or replace(_pace(world, priority, topic, row, always=always), asleep_until=asleep),
        parties=world.parties,
        client=world.client,
        leads=leads,
        arbiters=world.arbiters,
        executives=world.executives,
        stand_ins=stand_ins,
        rows=world.rows,
        open_children=open_children,
        always=always,
        calls_executives=row is not None and row.function == BREACH,
        must_carry=row.must_carry if row else "",
        proof=row.proof if row else "",
        clears_itself=row.clears_itself if row else False,
        spare=new_item_id(world.now),
    )


def _pace(
    world: World, priority: Priority, topic: Topic | None, row: Row | None, *, always: bool, duty: bool = False
) -> Wound:
    own, calendar = row.clocks if row else "", calendar_of(world.matrix, topic)
    return wound(world.matrix.clocks, priority, always=always, calendar=calendar, duty=duty, row=own)


def _pace_of(world: World, custody: Custody, about: About, row: Row | None) -> Wound | None:
    """Give the clocks of a dispute and of a recurring duty; None for what has those of its priority."""
    topic = world.matrix.topic(about.topic)
    if custody.kind is ItemKind.RECURRING_DUTY:
        return _pace(world, custody.priority, topic, row, always=False, duty=True)
    if custody.kind is not ItemKind.DISPUTE:
        return None
    return dispute_clock(grave=custody.is_grave, calendar=calendar_of(world.matrix, topic), since=custody.received_at)


def _open_children(world: World, custody: Custody) -> int:
    """Count the parts and asks that are open; a dispute or a flag about the item does not keep it from ending."""
    # That the parent is not empty says nothing new, but by it the database may use the index of children.
    children = models.Item.objects.filter(engagement=world.engagement, parent=custody.item).exclude(parent="").open()
    return children.exclude(kind__in=BESIDE).count()


def _queue(world: World, custody: Custody) -> frozenset[PersonId]:
    """Name who else may take an item from the queue it waits in: those of the steward's own party who are active."""
    if custody.state is not State.ROUTED or custody.row is None:
        return frozenset()
    people = queue_of(world.matrix, world.matrix.row(custody.row)) - {custody.holder}
    party = world.parties.get(custody.holder)
    return frozenset(person for person in people if world.parties.get(person) == party)


def _members(world: World, custody: Custody, about: About) -> int:
    """Count the signals on an item that a feed reported."""
    return members_of(world.engagement, custody.item) if about.fingerprint else 0


def _leads(world: World, custody: Custody, call: tuple[PersonId, ...]) -> frozenset[PersonId]:
    """Name the leads who have to do with an item: of several providers only those it has been brought to.

    The lead of a rival is no lead here: they would be called, and so learn what is not theirs to know.
    """
    if len({*world.parties.values()} - {world.client}) <= 1:
        return world.leads
    people = (custody.holder, custody.offered_to, custody.worked_by, *custody.called, *call)
    concerned = {world.client, *(world.parties.get(person) for person in people if person)}
    if custody.kind is ItemKind.DISPUTE:
        sights = models.Sight.objects.filter(engagement=world.engagement, item=custody.parent or "")
        concerned |= {PartyId(party) for party in sights.values_list("party", flat=True)}
    return frozenset(lead for lead in world.leads if world.parties[lead] in concerned)


def _call_of_own_kind(world: World, custody: Custody, leads: frozenset[PersonId]) -> tuple[PersonId, ...]:
    """List who is called for an ask (who was asked, their deputy, their lead) or a dispute (leads, then arbiters)."""
    directory, holder = world.matrix.directory, custody.holder
    if custody.kind is ItemKind.DISPUTE:
        first = () if custody.is_grave else sorted(leads)
        return call_list(directory, Slots(holder, "", (*first, *world.rulers)), world.now)
    lead = world.lead_of(world.parties.get(holder)) or ""
    slots = Slots(holder, world.matrix.deputy_of(holder), (lead, custody.raised_by or ""))
    return call_list(directory, slots, world.now)


def _stand_ins(world: World, custody: Custody, row: Row | None) -> frozenset[PersonId]:
    """Name who may accept in place of the one who is to: their cover now, and the deputies named for them."""
    awaited = custody.offered_to if custody.state is State.OFFERED else custody.holder
    if awaited is None or custody.state not in {State.ROUTED, State.OFFERED}:
        return frozenset()
    directory, matrix = world.matrix.directory, world.matrix
    slots = {awaited, matrix.deputy_of(awaited)}
    if row and resolve(directory, row.slots.accountable, world.now) == awaited:
        slots.add(row.slots.deputy)
    found = (resolve(directory, slot, world.now) for slot in slots if slot)
    return frozenset(person for person in found if person and person in world.parties and person != awaited)
