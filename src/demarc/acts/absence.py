"""Absence that no version planned: sudden or ahead of time, with cover from the engine's turn at its start; coming back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from demarc.acts.outcome import Refused
from demarc.acts.world import World, world_at
from demarc.core.custody.plain import Plain
from demarc.core.instants import micros
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import append
from demarc.record.ids import sortable_id
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

LONGEST = timedelta(days=366)
"""How long an absence can be before it is a departure."""


@dataclass(frozen=True, slots=True)
class Away:
    """It stands in the record that the person is away from `start` up to `until` (aware UTC)."""

    person: PersonId
    start: datetime
    until: datetime


def be_away(
    *,
    engagement: str,
    person: str,
    until: datetime,
    by: str,
    now: datetime,
    cover: str = "",
    start: datetime | None = None,
) -> Away | Refused:
    """Write down that a person is away until an instant, on their own word or that of a lead of their party.

    It begins now, or at a later `start`. `cover` stands in for them everywhere; without one it is who their rows name
    next. Raises `NotFound` for strangers.
    """
    viewer_of(engagement=engagement, by=by, now=now)
    world = world_at(engagement=engagement, now=now)
    who, actor, stand_in, first = PersonId(person), PersonId(by), PersonId(cover), start or now
    refused = _refused(world, who, actor) or _unfit(world, Away(who, first, until), stand_in)
    if refused:
        return refused
    said: dict[str, Plain] = {"person": who, "until": micros(until), **({"cover": stand_in} if cover else {})}
    if first > now:
        said["from"] = micros(first)
    with write_transaction():
        models.Absence.objects.create(
            engagement=engagement, id=sortable_id(micros(now)), person=who, start=first, end=until, cover=cover, by=actor
        )
        look_now(engagement, now)
        append(engagement=engagement, entries=(Statement(act="away", by=actor, at=now, said=said),))
    return Away(who, first, until)


def be_back(*, engagement: str, person: str, by: str, now: datetime) -> Away | Refused:
    """Write down that a person is back before the time; what others took meanwhile stays with them.

    What the signed matrix planned is ended by another version alone. Raises `NotFound` for strangers.
    """
    viewer_of(engagement=engagement, by=by, now=now)
    world = world_at(engagement=engagement, now=now)
    who, actor = PersonId(person), PersonId(by)
    refused = _refused(world, who, actor)
    if refused:
        return refused
    with write_transaction():
        mine = models.Absence.objects.filter(engagement=engagement, person=who, start__lte=now, end__gt=now)
        if not mine.update(end=now):
            return Refused("`back` is refused: nothing but the signed matrix, if anything, says that this person is away.")
        look_now(engagement, now)
        append(engagement=engagement, entries=(Statement(act="back", by=actor, at=now, said={"person": who}),))
    return Away(who, now, now)


def call_off(*, engagement: str, absence: str, by: str, now: datetime) -> Away | Refused:
    """End one absence now, or strike one that has not begun; what others took meanwhile stays with them.

    Raises `NotFound` for strangers, and where no such absence of their party is in force or to come.
    """
    viewer_of(engagement=engagement, by=by, now=now)
    world = world_at(engagement=engagement, now=now)
    mine = models.Absence.objects.filter(Q(end__gt=now), engagement=engagement, id=absence, end__gt=F("start"))
    found = mine.first()
    if found is None or world.parties.get(PersonId(found.person)) != world.parties.get(PersonId(by)):
        raise NotFound("absence", absence)
    who, actor = PersonId(found.person), PersonId(by)
    if refused := _refused(world, who, actor):
        return refused
    end = max(found.start, now)
    said: dict[str, Plain] = {"person": who} if found.start <= now else {"person": who, "from": micros(found.start)}
    with write_transaction():
        mine.update(end=end)
        look_now(engagement, now)
        append(engagement=engagement, entries=(Statement(act="back", by=actor, at=now, said=said),))
    return Away(who, found.start, end)


def _refused(world: World, person: PersonId, by: PersonId) -> Refused | None:
    if person not in world.parties or by not in world.parties:
        raise NotFound("person", person)
    if by == person or (by in world.leads | world.executives and world.parties[by] == world.parties[person]):
        return None
    return Refused("`away` is refused: somebody says it of themselves, or a lead or executive of their own party does.")


def _unfit(world: World, away: Away, cover: PersonId) -> Refused | None:
    if not world.now <= away.start < away.until <= world.now + LONGEST:
        return Refused(
            "`away` is refused: it ends after now and after it begins, and within a year; after that somebody has left."
        )
    if not cover:
        return None
    if world.parties.get(cover) != world.parties[away.person] or cover == away.person:
        return Refused("`away` is refused: the cover is another active person of the same party.")
    if world.matrix.directory.absences_of(cover, away.start):
        return Refused("`away` is refused: the cover is away too.")
    return None


def look_now(engagement: str, now: datetime) -> None:
    """Let the engine look at its next turn at who is on."""
    later = Q(look_at__gt=now)
    models.Engagement.objects.filter(later, id=engagement).update(look_at=now)
