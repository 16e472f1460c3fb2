"""Counts for pages: exact as far as a person counts, and no further, so that no count reads a million rows."""

from typing import Any

from django.db.models import QuerySet

MOST = 1_000
"""Up to so many are counted; a count that is higher only says that there are more."""


def counted(rows: QuerySet[Any]) -> int:
    """Count rows up to `MOST` exactly; `MOST + 1` means that there are more."""
    return rows.order_by()[: MOST + 1].count()


def in_words(count: int) -> str:
    """Write a count, or a sum of counts, as far as it is known: `999`, `1,000+`."""
    return f"{MOST:,}+" if count > MOST else f"{count:,}"
