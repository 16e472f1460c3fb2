"""A person leaves: at that instant what they hold moves to those who agreed to stand in, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from demarc.acts.absence import look_now
from demarc.acts.perform import store
from demarc.acts.stand_in import replaced
from demarc.acts.world import World, world_at
from demarc.core.custody.entries import Entry
from demarc.core.custody.plain import Plain
from demarc.core.words import PersonId
from demarc.record import models
from demarc.record.access import NotFound, viewer_of
from demarc.record.append import LostRace, append
from demarc.record.prepare import LARGEST
from demarc.record.transactions import write_transaction
from demarc.record.translate.entries import Statement

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Left:
    """The person is gone, and how many items and offers moved at that instant."""

    person: PersonId
    moved: int


@dataclass(frozen=True, slots=True)
class MayNotDismiss:
    """Nothing was done; `reason` says why."""

    reason: str


def leave(*, engagement: str, person: str, by: str, now: datetime) -> Left | MayNotDismiss:
    """Let a person leave now, on the word of a lead or executive of their own party. Raises `NotFound` for strangers.

    1. The person is marked as gone. 2. Everything they hold or were offered moves, decided by who is left. 3. The record
    says so, and how many moved. All of it or nothing.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return _leave(engagement, person, by, now)
        except LostRace:
            # One of their items moved at that instant: look at all of them again.
            continue
    return _leave(engagement, person, by, now)


def _leave(engagement: str, person: str, by: str, now: datetime) -> Left | MayNotDismiss:
    viewer_of(engagement=engagement, by=by, now=now)
    before = world_at(engagement=engagement, now=now)
    leaver, actor = PersonId(person), PersonId(by)
    if leaver not in before.parties:
        raise NotFound("person", person)
    may = actor in before.leads | before.executives and before.parties[actor] == before.parties[leaver]
    if not may:
        return MayNotDismiss("`leave` is refused: only a lead or executive of the same party says that somebody has left.")
    if not _somebody_is_left(before, leaver):
        return MayNotDismiss("`leave` is refused: nobody else of this party is active; name a successor first.")
    with write_transaction():
        models.Person.objects.filter(engagement=engagement, id=person).update(left_at=now)
        world = world_at(engagement=engagement, now=now)
        decided = [(case, entry) for case, entry in replaced(world, (leaver,), because="left") if isinstance(entry, Entry)]
        for start in range(0, len(decided), LARGEST):
            part = decided[start : start + LARGEST]
            store(
                engagement=engagement,
                entries=[entry for _, entry in part],
                before={case.custody.item: case.custody for case, _ in part},
                about={case.custody.item: case.about for case, _ in part},
            )
        # The entries of what moved stand right before this one, each for those who may see its item.
        said: dict[str, Plain] = {"person": person, "moved": len(decided)}
        look_now(engagement, now)
        append(engagement=engagement, entries=(Statement(act="left", by=actor, at=now, said=said),))
    return Left(leaver, len(decided))


def _somebody_is_left(world: World, leaver: PersonId) -> bool:
    return any(person != leaver and party == world.parties[leaver] for person, party in world.parties.items())
