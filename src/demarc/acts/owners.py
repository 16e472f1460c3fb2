"""Whose job facts are in the world of one instant, worked out once for all signals of a batch that state the same."""

from collections.abc import Mapping
from typing import NamedTuple

from demarc.acts.gather import situation_of_new
from demarc.acts.world import World
from demarc.core.custody.custody import Running
from demarc.core.custody.situation import Situation
from demarc.core.matrix.table import TOPIC, Topic
from demarc.core.matrix.who import Ownership
from demarc.core.people import Slots, call_list
from demarc.core.words import ENGINE, PersonId, Severity
from demarc.record import models


class Owner(NamedTuple):
    """Whose job facts like these are at the instant of the batch, and the first clock, wound once for all of them."""

    situation: Situation
    ownership: Ownership
    topic: Topic | None
    accept: Running
    verdict: Mapping[str, object]


class Owners:
    """Answers for one world; `stated` are the aspects by which facts are told apart."""

    def __init__(self, world: World, stated: tuple[str, ...]) -> None:
        self._world, self._stated = world, stated
        self._found: dict[tuple[str | None, ...], Owner] = {}

    def of(self, given: Mapping[str, str]) -> Owner:
        """Say whose job such facts are; in a storm nearly all signals of a batch state the same."""
        key = tuple(map(given.get, self._stated))
        found = self._found.get(key)
        if found is None:
            severity, named = Severity(given["severity"]), given.get(TOPIC, "")
            situation, ownership = situation_of_new(self._world, ENGINE, given, severity=severity, topic=named)
            found = self._found[key] = Owner(
                situation,
                ownership,
                topic=self._world.matrix.topic(ownership.facts.values.get(TOPIC, "")),
                accept=situation.pace.standing(self._world.now),
                verdict={"because": list(ownership.because), "may": dict(ownership.may)},
            )
        return found

    def holder_of(self, feed: models.Feed) -> PersonId:
        """Name who answers for the feed now: its holder, whoever stands in for them, or the intake."""
        matrix = self._world.matrix
        slots = Slots(feed.holder, matrix.deputy_of(feed.holder))
        present = call_list(matrix.directory, slots, self._world.now)
        return next((person for person in present if person in self._world.parties), self._world.fallback[0])
