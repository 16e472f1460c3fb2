"""A stored reconciliation and its values: the only code that knows both."""

from collections.abc import Sequence

from demarc.core.reconciliation import Disposal, Disposed, Matter, QuarterLine, digest_of_list
from demarc.core.words import ItemId
from demarc.record.models import Reconciliation, ReconciliationLine


def line_of(stored: ReconciliationLine) -> QuarterLine:
    """Read a line as it stood when the reconciliation was opened."""
    items = tuple((ItemId(item), minutes) for item, minutes in stored.items)
    return QuarterLine(Matter(stored.matter), stored.row, stored.topic, items)


def digest_of(one: Reconciliation, lines: Sequence[ReconciliationLine]) -> str:
    """Give the digest to sign, or an empty text while it is not open, a line is undecided, or the next date is open."""
    if one.until is None or one.next_at is None or not all(line.how for line in lines):
        return ""
    return digest_of_list(
        number=one.number,
        provider=one.provider,
        since=one.since,
        until=one.until,
        next_at=one.next_at,
        lines=[Disposed(line_of(line), Disposal(line.how), line.until, line.led_to) for line in lines],
    )
