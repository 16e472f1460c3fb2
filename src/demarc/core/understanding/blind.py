"""Blind questions: situations drawn from somebody's own rows, answered before the answer is shown.

What is drawn follows from a seed alone, never from chance: whoever has the record can draw the same questions again.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TypeVar
from zoneinfo import ZoneInfo

from demarc.core.calling import calls
from demarc.core.instants import instant_of, micros
from demarc.core.matrix.compiled import Compiled
from demarc.core.matrix.table import TAG_YES, WINDOW, Aspect, AspectKind, Matrix, Row
from demarc.core.matrix.who import Ownership, who
from demarc.core.words import Answer, PersonId, RowId

ASKED = 3
"""How many questions one confirmation asks."""

TRIES = 48
DAYS = 14
TIMES = (time(3), time(7, 30), time(10), time(14), time(19), time(23, 40))
ALWAYS_SAID = frozenset({"severity", "site"})
"""What a situation says even where the row does not speak of it."""

DEVICE = "device_class"
Picked = TypeVar("Picked")


@dataclass(frozen=True, slots=True)
class BlindQuestion:
    """One situation and its answers: who holds it, what the matrix says of an action, who is called next.

    `facts` pairs aspects with values; `at` is an instant (UTC). Without a permission that speaks of it `action` is empty
    and `may` None; `then` is None where nobody is called after the holder.
    """

    row: RowId
    facts: tuple[tuple[str, str], ...]
    at: datetime
    holder: PersonId
    action: str
    may: Answer | None
    then: PersonId | None


@dataclass(frozen=True, slots=True)
class Guess:
    """What somebody answered: a person, a word of `Answer`, a person; empty where they said nobody or nothing."""

    holder: str = ""
    may: str = ""
    then: str = ""


def question_text(question: BlindQuestion) -> str:
    """Write a question with what is right as JSON, as it is kept beside its answer: what was asked never changes again."""
    plain = {
        "row": question.row,
        "facts": [list(pair) for pair in question.facts],
        "at": micros(question.at),
        "holder": question.holder,
        "action": question.action,
        "may": question.may or "",
        "then": question.then or "",
    }
    return json.dumps(plain, sort_keys=True)


def question_of(text: str) -> BlindQuestion:
    """Read a question back from its text."""
    plain = json.loads(text)
    return BlindQuestion(
        row=RowId(plain["row"]),
        facts=tuple((name, value) for name, value in plain["facts"]),
        at=instant_of(plain["at"]),
        holder=PersonId(plain["holder"]),
        action=plain["action"],
        may=Answer(plain["may"]) if plain["may"] else None,
        then=PersonId(plain["then"]) if plain["then"] else None,
    )


def guess_text(guess: Guess) -> str:
    """Write an answer as JSON, as it is kept."""
    return json.dumps({"holder": guess.holder, "may": guess.may, "then": guess.then}, sort_keys=True)


def guess_of(text: str) -> Guess:
    """Read an answer back from its text."""
    return Guess(**json.loads(text))


def draw(
    compiled: Compiled, rows: Sequence[RowId], *, seed: str, since: datetime, asked: int = ASKED
) -> tuple[BlindQuestion, ...]:
    """Draw questions from these rows, from as many different ones as there are, in the fortnight from `since` on.

    A row in which no situation is found within a bounded search is passed over, so fewer may come back, or none.
    """
    found: list[BlindQuestion] = []
    known = [row for id_ in _shuffled(rows, seed) if (row := compiled.matrix.row(id_)) is not None]
    for turn in range(asked):
        for row in known:
            if len(found) == asked:
                return tuple(found)
            question = _question(compiled, row, f"{seed}/{turn}", since)
            if question is not None and question not in found:
                found.append(question)
    return tuple(found)


def marks(question: BlindQuestion, guess: Guess) -> tuple[tuple[str, bool], ...]:
    """Mark each part that was asked, in order: `holder`, `may`, `then`."""
    found = [("holder", guess.holder == question.holder)]
    if question.may is not None:
        found.append(("may", guess.may == question.may))
    found.append(("then", guess.then == (question.then or "")))
    return tuple(found)


def _question(compiled: Compiled, row: Row, seed: str, since: datetime) -> BlindQuestion | None:
    matrix = compiled.matrix
    zone = ZoneInfo(matrix.engagement.zone)
    for nth in range(TRIES):
        key = f"{seed}/{row.id}/{nth}"
        day = since.astimezone(zone).date() + timedelta(days=1 + _number(f"{key}/day") % DAYS)
        at = datetime.combine(day, _pick(TIMES, f"{key}/time"), tzinfo=zone).astimezone(UTC)
        facts = tuple(_facts(matrix, row, key))
        tags = tuple(name for name, value in facts if value == TAG_YES)
        owned = who(compiled, dict(facts), at, tags=tags)
        if owned.row is not None and owned.row.id == row.id and owned.holder is not None:
            return _asked(matrix, owned, facts, at, key)
    return None


def _asked(matrix: Matrix, owned: Ownership, facts: tuple[tuple[str, str], ...], at: datetime, key: str) -> BlindQuestion:
    assert owned.row is not None
    assert owned.holder is not None
    action, said = _pick(sorted(owned.may), f"{key}/may") if owned.may else ("", "")
    granted = matrix.permissions_of(owned.row.id)
    may = next((one.answer for one in granted if one.action == action and one.says() == said), None)
    called = [call.person for call in calls(matrix, owned, at)]
    then = called[1] if len(called) > 1 else None
    return BlindQuestion(owned.row.id, facts, at, owned.holder, action if may else "", may, then)


def _facts(matrix: Matrix, row: Row, key: str) -> Iterator[tuple[str, str]]:
    """Yield what the situation says: all that the row speaks of, and what anybody would say of it."""
    box = row.box()
    device = any(one.device_class is not None for one in matrix.permissions_of(row.id))
    for aspect in matrix.aspects:
        if aspect.name == WINDOW:
            continue
        if aspect.name in box:
            yield aspect.name, _pick(_listed_first(aspect, box[aspect.name]), f"{key}/{aspect.name}")
        elif aspect.values and (aspect.name in ALWAYS_SAID or (aspect.name == DEVICE and device)):
            yield aspect.name, _pick(aspect.values, f"{key}/{aspect.name}")


def _listed_first(aspect: Aspect, allowed: Iterable[str]) -> tuple[str, ...]:
    """Give what may be picked: listed values, and only where there is none of them, `unknown` or no tag."""
    inside = tuple(sorted(allowed))
    plain = (TAG_YES,) if aspect.kind is AspectKind.TAG else aspect.values
    return tuple(value for value in inside if value in plain) or inside


def _shuffled(rows: Sequence[RowId], seed: str) -> list[RowId]:
    return sorted(dict.fromkeys(rows), key=lambda row: _number(f"{seed}/{row}"))


def _pick(among: Sequence[Picked], key: str) -> Picked:
    return among[_number(key) % len(among)]


def _number(key: str) -> int:
    return int.from_bytes(sha256(key.encode()).digest()[:8])
