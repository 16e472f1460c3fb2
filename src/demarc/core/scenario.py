"""A scenario as a value: what happened, when, who is away, and what the matrix must be able to answer.

Read from the plain form of a scenario file, so that one file drives drills, regression tests and the demo.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

Word = TypeVar("Word", bound=StrEnum)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Away(StrEnum):
    """Who is away in a scenario, by what they are to the matrix: any matrix has its own people."""

    CLIENT_LEAD = "client-lead"
    CLIENT_DEPUTY = "client-deputy"
    PROVIDER_ENGINEER = "provider-engineer"
    EXECUTIVE = "executive"


class Also(StrEnum):
    """What a question asks beyond holder, clock, deputy, who decides, who is told and proof."""

    EXECUTIVE = "executive"
    BOTH_SIDES = "both-sides"
    ARBITER = "arbiter"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that must be answerable: an item's facts, how long after the beginning, and what else to answer.

    `functions` are the functions that may decide it. `may` are the actions a permission must speak of.
    """

    ask: str
    functions: tuple[str, ...]
    facts: Mapping[str, str]
    tags: tuple[str, ...] = ()
    after: timedelta = timedelta(0)
    may: tuple[str, ...] = ()
    also: tuple[Also, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is given, what happens, and what must then be answerable; the first question is the item it begins with.

    `given` and `when` are told in words. The beginning is an instant, or a weekday and local time at the client's site.
    `leaves` are gone for good from then.
    """

    id: str
    title: str
    given: str
    when: str
    questions: tuple[Question, ...]
    at: datetime | None = None
    weekday: int = 0
    time: time = time(0)
    absent: tuple[Away, ...] = ()
    leaves: tuple[Away, ...] = ()

    def begins(self, after: datetime, zone: str) -> datetime:
        """Tell the instant it begins (UTC): its own, else the next such weekday and local time at or after `after`."""
        if self.at is not None:
            return self.at
        place = ZoneInfo(zone)
        day = after.astimezone(place).date()
        day += timedelta(days=(self.weekday - day.weekday()) % 7)
        begins = self._local(day, place)
        return begins if begins >= after else self._local(day + timedelta(days=7), place)

    def _local(self, day: date, place: ZoneInfo) -> datetime:
        return datetime.combine(day, self.time, tzinfo=place).astimezone(UTC)


class BadScenario(ValueError):
    """A scenario file does not say what a scenario must say."""

    def __init__(self, id_: str, what: str) -> None:
        super().__init__(f"scenario `{id_}` {what}")


def scenario_of(plain: Mapping[str, Any]) -> Scenario:
    """Read a scenario from the mapping of its file. Raises `BadScenario`, naming what is wrong."""
    id_ = str(plain.get("id", "?"))
    known = {"id", "title", "given", "when", "at", "weekday", "time", "absent", "leaves", "then"}
    if unknown := sorted(plain.keys() - known):
        raise BadScenario(id_, f"has the unknown key `{unknown[0]}`; known are {', '.join(sorted(known))}")
    if silent := [key for key in ("given", "when") if not str(plain.get(key, "")).strip()]:
        raise BadScenario(id_, f"does not say `{silent[0]}`: tell in a sentence what holds before, and what happens")
    questions = plain.get("then")
    if not isinstance(questions, list) or not questions:
        raise BadScenario(id_, "asks nothing; give it at least one [[then]]")
    at, weekday, clock = _beginning(id_, plain)
    return Scenario(
        id=id_,
        title=str(plain.get("title", "")),
        given=str(plain["given"]).strip(),
        when=str(plain["when"]).strip(),
        questions=tuple(_question(id_, question) for question in questions),
        at=at,
        weekday=weekday,
        time=clock,
        absent=_words(id_, Away, plain.get("absent", [])),
        leaves=_words(id_, Away, plain.get("leaves", [])),
    )


def _beginning(id_: str, plain: Mapping[str, Any]) -> tuple[datetime | None, int, time]:
    at = plain.get("at")
    if isinstance(at, datetime) and at.tzinfo is not None:
        return at.astimezone(UTC), 0, time(0)
    weekday, clock = plain.get("weekday"), str(plain.get("time", ""))
    if at is not None or weekday not in WEEKDAYS or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock):
        raise BadScenario(id_, "does not say when: give `at` with an offset, or `weekday` and `time` as 23:40")
    return None, WEEKDAYS.index(weekday), time.fromisoformat(clock)


def _question(id_: str, plain: Mapping[str, Any]) -> Question:
    facts = plain.get("facts")
    if not isinstance(facts, Mapping) or "topic" not in facts:
        raise BadScenario(id_, f"asks `{plain.get('ask', '?')}` without facts; say at least the topic")
    return Question(
        ask=str(plain.get("ask", "")),
        functions=tuple(str(function) for function in plain.get("functions", [])),
        facts={str(aspect): str(value) for aspect, value in facts.items()},
        tags=tuple(str(tag) for tag in plain.get("tags", [])),
        after=timedelta(minutes=int(plain.get("after_minutes", 0))),
        may=tuple(str(action) for action in plain.get("may", [])),
        also=_words(id_, Also, plain.get("also", [])),
    )


def _words(id_: str, kind: type[Word], given: list[str]) -> tuple[Word, ...]:
    for word in given:
        if word not in list(kind):
            raise BadScenario(id_, f"names `{word}`; known are {', '.join(kind)}")
    return tuple(kind(word) for word in given)
