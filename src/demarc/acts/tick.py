"""What time alone brings about, one turn of it: clocks fire, shifts change, stand-ins step in, silence is noted.

Everything here finds by itself what is still to do and does it once, so a turn may come late, twice, or in two
processes. Where nothing is due a turn costs four queries that each read an index.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from demarc.acts.checkpoint import take_due_checkpoints
from demarc.acts.drill_turn import look_at_drills
from demarc.acts.engine import for_each
from demarc.acts.escalate import fire_due
from demarc.acts.exception_turn import end_exceptions
from demarc.acts.need_cover import note_need_for_cover
from demarc.acts.reconciliation_turn import look_at_reconciliations
from demarc.acts.shift import cross_edges
from demarc.acts.silence import note_silence
from demarc.acts.stand_in import stand_in_for_absent
from demarc.acts.switch import report_switch
from demarc.acts.weekly import send_weekly
from demarc.acts.world import World, world_at
from demarc.core.moments import edges
from demarc.core.weekly import latest_morning, next_morning
from demarc.files.notes import Signer
from demarc.record import models
from demarc.record.reads.matrix import NothingInForce
from demarc.record.transactions import write_transaction

FURTHEST = timedelta(days=8)
"""How far ahead the next change is looked for, and how far back after a long stop."""
JUST_LEFT = timedelta(minutes=5)
"""How long we look whether an act of a leaver was stored behind their leaving."""
WHILE_AWAY = timedelta(minutes=1)
"""How often we look while somebody is away: somebody may have offered them something in the meantime."""


def tick(*, now: datetime, signer: Signer | None = None) -> int:
    """Do what is due at `now`; tell how many items moved or called somebody. Without a `signer` nothing is signed."""
    steps: tuple[Callable[[], int], ...] = (
        lambda: for_each(_to_look_at(now), lambda engagement: _look(engagement, now)),
        lambda: fire_due(now=now),
        lambda: note_silence(now=now),
        lambda: look_at_drills(now=now),
        lambda: take_due_checkpoints(now=now, signer=signer) if signer else 0,
    )
    return for_each(steps, lambda step: step())


def _to_look_at(now: datetime) -> list[models.Engagement]:
    return list(models.Engagement.objects.filter(Q(look_at__lte=now) | Q(look_at__isnull=True)).order_by("id"))


def _look(engagement: models.Engagement, now: datetime) -> int:
    """See to an engagement where who is on has changed, and find out when it changes next."""
    try:
        world = world_at(engagement=engagement.id, now=now)
    except NothingInForce:
        # Nobody can be on without a matrix; signing one asks us to look again.
        return _next(engagement, now + FURTHEST, 0)
    since = engagement.look_at - timedelta(microseconds=1) if engagement.look_at else now - FURTHEST
    report_switch(engagement=engagement.id, now=now)
    moved = stand_in_for_absent(now=now, engagements=(engagement.id,))
    moved += cross_edges(since=since, now=now, engagements=(engagement.id,))
    moved += end_exceptions(engagement=engagement.id, now=now) + look_at_reconciliations(world=world, now=now)
    if latest_morning(engagement.zone, now) > since:
        moved += send_weekly(world=world, now=now) + note_need_for_cover(world=world, now=now)
    return _next(engagement, min(_changes(world, now), default=now + FURTHEST), moved)


def _next(engagement: models.Engagement, look_at: datetime, moved: int) -> int:
    with write_transaction():
        # A version signed meanwhile has asked us to look again; then that stands.
        models.Engagement.objects.filter(id=engagement.id, look_at=engagement.look_at).update(look_at=look_at)
        if engagement.look_at is None:
            models.Engagement.objects.filter(id=engagement.id, look_at__isnull=True).update(look_at=look_at)
    return moved


def _changes(world: World, now: datetime) -> Iterator[datetime]:
    """Yield instants after `now` at which somebody else may be on: the first of each calendar, every other one."""
    directory = world.matrix.directory
    yield next_morning(models.Engagement.objects.values_list("zone", flat=True).get(id=world.engagement), now)
    for calendar in world.matrix.calendars:
        coming = edges(calendar, now + timedelta(microseconds=1), now + FURTHEST)
        yield next(coming, now + FURTHEST)
    turns = [turn for shift in directory.shifts for turn in (shift.start, shift.end)]
    turns += [turn for absence in directory.absences for turn in (absence.start, absence.end)]
    yield from (turn for turn in turns if turn > now)
    if any(absence.start <= now < absence.end for absence in directory.absences):
        yield now + WHILE_AWAY
    if any(person.left_at is not None and now < person.left_at + JUST_LEFT for person in directory.people):
        yield now + WHILE_AWAY
    # What an act brings about in between lies days ahead, and the next morning's look finds it.
    exceptions = models.RowException.objects.filter(engagement=world.engagement, due__gt=now).order_by("due")
    yield from (due for due in exceptions.values_list("due", flat=True)[:1] if due)
    reviews = models.Reconciliation.objects.filter(engagement=world.engagement, look_at__gt=now)
    yield from (instant for instant in reviews.values_list("look_at", flat=True) if instant)
    versions = models.Version.objects.filter(engagement=world.engagement, starts_at__gt=now).signed()
    yield from (start for start in versions.values_list("starts_at", flat=True) if start is not None)
