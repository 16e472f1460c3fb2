"""The population for an auditor: every item there ever was, in the order of its number, without a gap.

What access hides stands there as a number and nothing else, so that a sample can be drawn from the whole and nothing is
silently absent.
"""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from demarc.core.words import ENGINE
from demarc.record.access import Viewer, items_for
from demarc.record.models import Head, Item
from demarc.record.parties import engagement_of
from demarc.record.reads.item_lines import numbered
from demarc.record.reads.people import people_of

PAGE = 500
WITHHELD = "withheld: not yours to see"
HEADS = (
    *("number", "received_utc", "received_local", "zone", "kind", "subject", "severity", "priority", "topic", "state"),
    *(
        "holder",
        "firm",
        "title",
        "row",
        "matrix_version",
        "due_utc",
        "closed_utc",
        "closed_local",
        "source_number",
        "entries",
    ),
)
_STEERING = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would compute."""


def population_rows(viewer: Viewer) -> Iterator[bytes]:
    """Give the CSV (UTF-8 with its mark, so that spreadsheets read it) in pieces: the heads, then a line per item."""
    about = engagement_of(viewer.engagement)
    zone, people = ZoneInfo(about.zone), people_of(engagement=viewer.engagement)
    last = Head.objects.values_list("numbered", flat=True).get(engagement=viewer.engagement)
    yield b"\xef\xbb\xbf" + _line(HEADS)
    for first in range(1, last + 1, PAGE):
        page = items_for(viewer).filter(number__gte=first, number__lt=first + PAGE)
        found = {item.number: item for item in page}
        for number in range(first, min(first + PAGE, last + 1)):
            item, shown = found.get(number), numbered(about.prefix, number)
            if item is None:
                yield _line((shown, WITHHELD, *("" for _ in HEADS[2:])))
                continue
            holder = people.get(item.holder)
            named = (holder.name, holder.party) if holder else (ENGINE if item.holder == ENGINE else "", "")
            yield _line(
                (
                    *(shown, _utc(item.received_at), _local(item.received_at, zone), about.zone),
                    *(
                        f"{item.kind} (drill)" if item.drill else item.kind,
                        item.subject,
                        item.severity,
                        item.priority,
                        item.topic,
                        item.state,
                    ),
                    *(*named, item.title, item.row, item.matrix_version, _utc(item.next_due)),
                    *(_utc(item.closed_at), _local(item.closed_at, zone), item.external, str(item.version)),
                )
            )


def withheld_items(viewer: Viewer) -> int:
    """Count the items that access hides."""
    if not viewer.narrowed:
        return 0
    return Item.objects.filter(engagement=viewer.engagement).count() - items_for(viewer).count()


def _utc(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else ""


def _local(at: datetime | None, zone: ZoneInfo) -> str:
    """Write the time of the place with its distance from UTC, which tells the two passes of a repeated hour apart."""
    return at.astimezone(zone).isoformat(timespec="seconds") if at else ""


def _line(cells: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(_plain(cell) for cell in cells)
    return out.getvalue().encode()


def _plain(cell: str) -> str:
    """Keep a stranger's text from being computed by the spreadsheet that opens it."""
    return f"'{cell}" if cell.startswith(_STEERING) else cell
