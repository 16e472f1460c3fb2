"""The exceptions, kept beside the ledger as they are written into it: what the pages list and time looks at."""

from collections.abc import Sequence

from demarc.core.custody.entries import Entry
from demarc.core.custody.excepted import CrossingException, exception_of
from demarc.core.words import ItemId, PersonId, RowId
from demarc.record import models
from demarc.record.rows import insert_rows

COLUMNS = (
    *("engagement", "item", "item_version", "row", "owner", "sender", "receiver"),
    *("at", "until", "due", "course", "explained"),
)


def keep_exceptions(engagement: str, entries: Sequence[Entry]) -> None:
    """Write down the exceptions among these entries, inside the transaction that appends them."""
    found = [one for one in map(exception_of, entries) if one is not None]
    rows = [
        (
            *(engagement, one.item, one.item_version, one.row or "", one.owner, one.sender, one.receiver),
            *(one.at, one.until, one.until, "", 0),
        )
        for one in found
    ]
    insert_rows(models.RowException, COLUMNS, rows)


def crossing_exception(row: models.RowException) -> CrossingException:
    """Read a kept exception back; `until` is as a reconciliation may have moved it."""
    return CrossingException(
        item=ItemId(row.item),
        item_version=row.item_version,
        row=RowId(row.row) if row.row else None,
        owner=PersonId(row.owner),
        sender=PersonId(row.sender),
        receiver=PersonId(row.receiver),
        at=row.at,
        until=row.until,
    )
