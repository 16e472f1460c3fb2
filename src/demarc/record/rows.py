"""Many rows in one statement. Plain SQL, because intake and engine write thousands of rows a second.

Values are given as the database takes them: text as plain `str`, instants aware, JSON as its text written by `json_text`.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Model

Values = Sequence[object]
json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Write plain data for a JSON column."""


def _prepared(model: type[Model], names: tuple[str, ...], rows: Iterable[Values]) -> list[Any]:
    """Write instants the way Django reads them: SQLite keeps text without a zone, PostgreSQL an instant."""
    places = _instants(model, names) if connection.vendor == "sqlite" else ()
    return [_with_text(row, places) for row in rows] if places else list(rows)


@lru_cache
def _instants(model: type[Model], names: tuple[str, ...]) -> tuple[int, ...]:
    """Tell which of the columns hold instants; to look at the type of every value takes longer than to write it."""
    fields = [model._meta.get_field(name.partition(" ")[0]) for name in names]  # noqa: SLF001 - Django's documented API
    return tuple(place for place, field in enumerate(fields) if isinstance(field, DateTimeField))


def _with_text(row: Values, places: tuple[int, ...]) -> list[Any]:
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = _without_zone(values[place])
    return values


@lru_cache(maxsize=1_024)
def _without_zone(instant: datetime) -> str:
    """Write an instant once for all rows of a batch: most of them share it."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def _quoted(names: Iterable[str]) -> list[str]:
    return [connection.ops.quote_name(name) for name in names]


def _condition(one: str) -> str:
    name, _, comparison = one.partition(" ")
    return f"{connection.ops.quote_name(name)} {comparison or '='} %s"


def insert_rows(model: type[Model], names: tuple[str, ...], rows: Iterable[Values], *, unless_there: bool = False) -> None:
    """Insert one row per tuple of values, in the order of `names`; `unless_there` leaves a row with the same key alone."""
    prepared = _prepared(model, names, rows)
    if not prepared:
        return
    columns, places = ", ".join(_quoted(names)), ", ".join(["%s"] * len(names))
    rest = " ON CONFLICT DO NOTHING" if unless_there else ""
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented API
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places}){rest}", prepared)  # noqa: S608 - names of our own models


def update_rows(model: type[Model], names: tuple[str, ...], where: tuple[str, ...], rows: Iterable[Values]) -> int:
    """Set `names` where `where` hold, one row per tuple (first the new values, then those to find it by).

    A name in `where` stands for equality, unless it brings its own comparison: `changed_at <=`. Returns how many rows
    were changed; a caller that expects them all compares.
    """
    prepared = _prepared(model, names + where, rows)
    if not prepared:
        return 0
    new = ", ".join(f"{name} = %s" for name in _quoted(names))
    found = " AND ".join(_condition(one) for one in where)
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented API
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {new} WHERE {found}", prepared)  # noqa: S608 - names of our own models
        changed: int = cursor.rowcount
        return changed
