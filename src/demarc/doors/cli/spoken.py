"""People, instants and durations of a matrix in the words of the command line."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from demarc.core.matrix.table import Matrix
from demarc.core.words import PersonId
from demarc.doors.cli.arguments import BadArguments

MINUTE = timedelta(minutes=1)
HOUR, DAY = 60, 24 * 60


def name_of(matrix: Matrix, id_: str) -> str:
    """Give a person's name, or the id of somebody the matrix does not list."""
    person = matrix.directory.person(id_)
    return person.name if person else id_


def party_of(matrix: Matrix, id_: str) -> str:
    """Give the name of a person's firm, or nothing."""
    party = matrix.directory.party_of(id_)
    return next((known.name for known in matrix.directory.parties if known.id == party), str(party or ""))


def full_name(matrix: Matrix, id_: str) -> str:
    """Give a person's name with their firm."""
    party = party_of(matrix, id_)
    return f"{name_of(matrix, id_)} ({party})" if party else name_of(matrix, id_)


def plain_person(matrix: Matrix, id_: str) -> dict[str, Any]:
    """Give a person as scripts read one: ids, and the names beside them."""
    return {
        "person": id_,
        "party": str(matrix.directory.party_of(id_) or ""),
        "name": name_of(matrix, id_),
        "party_name": party_of(matrix, id_),
    }


def person_named(matrix: Matrix, word: str) -> PersonId:
    """Find a person by id, name or first name, in any case. Raises `BadArguments` for nobody or several."""
    folded = word.strip().casefold()
    people = matrix.directory.people
    for same in (
        [person for person in people if folded in {person.id.casefold(), person.name.casefold()}],
        [person for person in people if person.name.casefold().split()[:1] == [folded]],
    ):
        if len(same) == 1:
            return same[0].id
    listed = ", ".join(person.id for person in people[:20])
    raise BadArguments(f"there is no one person `{word}` in this matrix; it lists {listed}")


def local(matrix: Matrix, instant: datetime) -> str:
    """Write an instant as the client's site reads it."""
    return instant.astimezone(ZoneInfo(matrix.engagement.zone)).strftime("%a %d %b %Y %H:%M")


def after(length: timedelta) -> str:
    """Write how long something is after the beginning."""
    minutes = length // MINUTE
    if minutes <= 0:
        return "at once"
    if minutes < 2 * HOUR:
        return f"{minutes} min"
    if minutes < 2 * DAY:
        return f"{minutes // HOUR} h" if minutes % HOUR == 0 else f"{minutes // HOUR} h {minutes % HOUR} min"
    return f"{minutes // DAY} days" if minutes % DAY == 0 else f"{minutes // DAY} days {minutes % DAY // HOUR} h"


def print_json(value: object) -> None:
    """Print a value for scripts."""
    print(json.dumps(value, indent=2, ensure_ascii=False))
