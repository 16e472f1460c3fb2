"""Many rows in one statement. Plain SQL, because intake and engine write thousands of rows a second.

The values go through the model's own fields, so both databases get what Django would give them.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

Values = Sequence[object]


@lru_cache(maxsize=64)
def _fields(model: type[Model], names: tuple[str, ...]) -> tuple["Field[object, object]", ...]:
    return tuple(model._meta.get_field(name) for name in names)  # type: ignore[misc]  # noqa: SLF001 - Django's documented API


def _prepared(model: type[Model], names: tuple[str, ...], rows: Iterable[Values]) -> list[list[Any]]:
    fields = _fields(model, names)
    return [[field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)] for row in rows]


def _quoted(names: Iterable[str]) -> list[str]:
    return [connection.ops.quote_name(name) for name in names]


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
    """Set `names` where `where` are equal, one row per tuple (first the new values, then those to find it by).

    Returns how many rows were changed; a caller that expects them all compares.
    """
    prepared = _prepared(model, (*names, *where), rows)
    if not prepared:
        return 0
    new = ", ".join(f"{name} = %s" for name in _quoted(names))
    found = " AND ".join(f"{name} = %s" for name in _quoted(where))
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's documented API
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {new} WHERE {found}", prepared)  # noqa: S608 - names of our own models
        changed: int = cursor.rowcount
        return changed
