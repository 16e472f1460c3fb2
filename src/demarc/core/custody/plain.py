"""Custody to plain JSON data and back: strings, whole numbers, lists; instants as microseconds since 1970, UTC.

What has its default is left out, so a quiet item stays short. `custody_from_plain(custody_to_plain(c)) == c`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import timedelta
from operator import attrgetter
from typing import Any, cast

from demarc.core.custody.custody import Custody, Ending, Running, Waiting
from demarc.core.custody.states import State, Title
from demarc.core.instants import instant_of, micros
from demarc.core.matrix.decide import Outcome
from demarc.core.words import Answer, ItemKind, Priority, Side, Window

Plain = str | int | list["Plain"] | dict[str, "Plain"] | None
"""What canonical JSON of the record may hold. Truth values are written as 0 and 1."""

_MICROSECOND = timedelta(microseconds=1)


def custody_to_plain(custody: Custody) -> dict[str, Plain]:
    """Write custody as plain data; fields at their default are left out."""
    plain: dict[str, Plain] = {}
    for (name, default, write), value in zip(_FIELDS, _values(custody), strict=True):
        # Most fields of most items are at their default, the very same object.
        if value is not default and value != default:
            plain[name] = write(value) if write else value
    return plain


def custody_from_plain(plain: Mapping[str, Plain]) -> Custody:
    """Read custody back. Raises `TypeError` or `ValueError` when the data is not custody."""
    known: dict[str, Any] = {}
    for name, value in plain.items():
        read = _READ.get(name)
        known[name] = read(value) if read else value
    return Custody(**known)


def _write_running(clock: Running) -> Plain:
    return [micros(clock.start), micros(clock.due), clock.step, *map(micros, clock.fires)]


def _read_running(plain: Plain) -> Running:
    start, due, step, *fires = cast("list[int]", plain)
    ahead = tuple(instant_of(fire) for fire in fires)
    return Running(instant_of(start), instant_of(due), ahead, step)


_WORDS = ("kind", "priority", "state", "title", "outcome", "window", "waiting", "ending", "on_lapse")

_WRITE: dict[str, Callable[[Any], Plain]] = {
    "received_at": micros,
    "closed_at": micros,
    "lapses_at": micros,
    "accept": _write_running,
    "progress": _write_running,
    "called": list,
    "spoken": lambda sides: [str(side) for side in sides],
    "security": int,
    "always": int,
    "drill": int,
    **dict.fromkeys(_WORDS, str),
}

_FIELDS = tuple(
    (field.name, None if field.default is MISSING else field.default, _WRITE.get(field.name)) for field in fields(Custody)
)
"""Each field, its default, and how it is written where it is not plain already."""

_values = attrgetter(*(name for name, _, _ in _FIELDS))

_READ: dict[str, Callable[[Any], Any]] = {
    "received_at": instant_of,
    "closed_at": instant_of,
    "lapses_at": instant_of,
    "accept": _read_running,
    "progress": _read_running,
    "called": tuple,
    "spoken": lambda sides: tuple(Side(side) for side in sides),
    "security": bool,
    "always": bool,
    "drill": bool,
    "kind": ItemKind,
    "priority": Priority,
    "state": State,
    "title": Title,
    "outcome": Outcome,
    "window": Window,
    "waiting": Waiting,
    "ending": Ending,
    "on_lapse": Answer,
}
