"""A live drill: a marked item runs through the real engine, with real routing, real notices and real clocks.

The item is born marked, and so is everything that comes of it; a feed cannot make one. It ends with a report.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from demarc.acts.drills import (
    LIVE,
    Begun,
    Ended,
    drill_for,
    end_drill,
    leads,
    new_drill,
    one_at_a_time,
    open_drill,
    world_for_lead,
)
from demarc.acts.engine import store_decided
from demarc.acts.gather import case_from, new_item_id, situation_of_new
from demarc.acts.outcome import Refused
from demarc.acts.perform import store
from demarc.acts.version_seat import seat_of
from demarc.acts.world import World, world_at
from demarc.core.custody.arriving import receive
from demarc.core.custody.closing import end_practice
from demarc.core.custody.entries import Entry, Private
from demarc.core.drill_times import times_of
from demarc.core.matrix.table import TAG_YES, TOPIC
from demarc.core.scenario import Scenario
from demarc.core.signals import kind_of
from demarc.core.words import DRILL_MARK, ENGINE, PRIORITY_OF, ItemId, RowId, Severity
from demarc.files.scenarios import library
from demarc.record import models
from demarc.record.transactions import write_transaction
from demarc.record.translate.custody import About
from demarc.record.translate.entries import entry_of

LASTS = timedelta(days=1)
LOOKS_EVERY = timedelta(minutes=1)
"""How often a running drill is looked at: once its item is closed, it is over."""


def start_live_drill(*, engagement: str, scenario: str, by: str, now: datetime) -> Begun | Refused:
    """Let the item a scenario begins with arrive now, marked as a drill. Raises `NotFound` for strangers."""
    world = world_for_lead(engagement=engagement, by=by, now=now)
    if isinstance(world, Refused):
        return world
    story = next((one for one in library() if one.id == scenario), None)
    if story is None:
        return Refused(f"There is no scenario `{scenario}`.")
    born, about = _arrival(world, story)
    drill = new_drill(
        world, LIVE, by, look_at=now + LOOKS_EVERY, scenarios=[story.id], row=born.after.row or "", item=born.item
    )
    with write_transaction():
        one_at_a_time(engagement)
        if models.Drill.objects.filter(engagement=engagement, kind=LIVE, closed_at=None).exists():
            return Refused("A live drill is running: end it first, so that nobody is called twice for practice.")
        store(engagement=engagement, entries=(born,), before={}, about={born.item: about})
        return open_drill(drill)


def _arrival(world: World, story: Scenario) -> tuple[Entry, About]:
    """Route the first question's item as the engine would route a real one."""
    asked = story.questions[0]
    facts = {**asked.facts, **dict.fromkeys(asked.tags, TAG_YES)}
    raw = facts.get("severity", "")
    severity = Severity(raw) if raw in set(Severity) else Severity.UNKNOWN
    situation, owner = situation_of_new(world, ENGINE, facts, severity=severity, topic=facts[TOPIC])
    topic = world.matrix.topic(facts[TOPIC])
    subject = f"{DRILL_MARK}: {story.title}"
    born = receive(
        new_item_id(world.now),
        situation,
        kind=kind_of(facts),
        priority=PRIORITY_OF[severity],
        security=topic is not None and topic.security,
        drill=True,
        said={"scenario": story.id},
        private=(Private("subject", subject),),
    )
    about = About(
        subject=subject,
        severity=severity,
        topic=topic.name if topic else "",
        facts=facts,
        verdict={"because": list(owner.because), "may": dict(owner.may)},
    )
    return born, about


def end_live_drill(*, engagement: str, drill: str, by: str, now: datetime) -> Ended | Refused:
    """End a live drill: what is still open of it is closed, and its row passed or not. Raises `NotFound`.

    It passes when somebody accepted, or acted as the holder, before the first clock ran out.
    """
    if by != ENGINE:
        seat = seat_of(engagement=engagement, person=by, now=now)
        if isinstance(seat, Refused):
            return seat
        if not leads(seat):
            return Refused("Ending a drill is refused: a lead of either side does it.")
    found = drill_for(engagement=engagement, drill=drill, by=by, now=now)
    if found.kind != LIVE:
        return Refused("This is refused: it is no live drill.")
    _close_what_is_open(engagement, found.item, now)
    entries = models.Entry.objects.filter(engagement=engagement, item=found.item).order_by("item_version")
    times = times_of([entry_of(one) for one in entries])
    rows = {RowId(found.row): times.in_time} if found.row else {}
    return end_drill(found, by=by, now=now, rows=rows, asked=1, apart=0 if times.in_time else 1)


def end_when_over(drill: models.Drill, now: datetime) -> int:
    """Look at a running drill: end it when its item is closed or its day is over, else look again in a minute."""
    running = models.Item.objects.filter(engagement=drill.engagement, id=drill.item).open().exists()
    if not running or now >= drill.started_at + LASTS:
        return int(isinstance(end_live_drill(engagement=drill.engagement, drill=drill.id, by=ENGINE, now=now), Ended))
    with write_transaction():
        mine = models.Drill.objects.filter(engagement=drill.engagement, id=drill.id, closed_at=None)
        mine.update(look_at=now + LOOKS_EVERY)
    return 0


def _close_what_is_open(engagement: str, item: str, now: datetime) -> None:
    """Close the drill's item and everything that came of it: asks, parts and a dispute call nobody any more."""
    world = world_at(engagement=engagement, now=now)
    of_it = Q(id=item) | Q(lineage=item) | Q(parent=item)
    practised = models.Item.objects.filter(of_it, engagement=engagement, drill=True).open()
    cases = [case_from(stored, world, ENGINE, open_children=0) for stored in practised]
    # What came of it ends first, so that nothing ends with a part still open.
    cases.sort(key=lambda case: case.custody.item == ItemId(item))
    store_decided([(case, end_practice(case.custody, case.situation)) for case in cases])
