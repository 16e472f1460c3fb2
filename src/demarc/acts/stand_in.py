"""Standing in: whoever is away hands over nothing, so the engine moves what they hold to who is called now.

An absence takes effect at the engine's next turn; a leaver's items move in the leaving's own transaction (`leave.py`), and
here what they did at that very instant.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from demarc.acts.engine import store_decided
from demarc.acts.gather import Case, case_from
from demarc.acts.world import World, world_at
from demarc.core.custody.arriving import stand_in
from demarc.core.custody.passing import readdress
from demarc.core.custody.step import Decided, Refused
from demarc.core.people import resolve
from demarc.core.words import ENGINE, PersonId
from demarc.record import models
from demarc.record.models.items import OFFERED

ABSENT, LEFT = "absent", "left"


def stand_in_for_absent(*, now: datetime, engagements: Iterable[str] | None = None) -> int:
    """Let stand-ins take what absent people hold, and turn offers that wait for absent people; tell how many moved.

    Looks at all engagements unless some are named.
    """
    moved = 0
    for engagement in models.Engagement.objects.values_list("id", flat=True) if engagements is None else engagements:
        world = world_at(engagement=engagement, now=now)
        if away := _away(world):
            moved += store_decided(replaced(world, away, because=ABSENT))
        if gone := _gone(world):
            moved += store_decided(replaced(world, gone, because=LEFT))
    return moved


def replaced(world: World, away: Iterable[PersonId], *, because: str) -> list[tuple[Case, Decided]]:
    """Decide for every open item that one of these people holds or has been offered, by item id."""
    gone = frozenset(away)
    touched = Q(holder__in=gone) | (OFFERED & Q(offered_to__in=gone))
    items = models.Item.objects.filter(touched, engagement=world.engagement).open().order_by("id")
    cases = [case_from(stored, world, ENGINE, open_children=0) for stored in items]
    return [(case, _replace(case, gone, because)) for case in cases]


def _replace(case: Case, gone: frozenset[PersonId], because: str) -> Decided:
    custody, world = case.custody, case.world
    if custody.holder in gone:
        decided = stand_in(custody, case.situation, because=because)
        if not isinstance(decided, Refused) or custody.offered_to not in gone:
            return decided
    standing_by = sorted(case.situation.stand_ins - gone)
    cover = resolve(world.matrix.directory, custody.offered_to or "", world.now)
    receiver = cover if cover in standing_by else next(iter(standing_by), None)
    return readdress(custody, case.situation, to=receiver, because=because)


def _away(world: World) -> frozenset[PersonId]:
    absences = world.matrix.directory.absences
    return frozenset(absence.person for absence in absences if absence.start <= world.now < absence.end)


def _gone(world: World) -> frozenset[PersonId]:
    """Name who has left: what they did at the very instant of leaving may have been stored behind it."""
    people = world.matrix.directory.people
    return frozenset(person.id for person in people if person.left_at is not None and person.left_at <= world.now)
