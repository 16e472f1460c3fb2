"""Filling a database with copies of the demo's items, and timing the list pages over it; see `p5_pages`."""

import statistics
import time
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.test import Client

from demarc.acts.sign_in import offer_link
from demarc.core.presets.alder import ZONE
from demarc.doors import clock
from demarc.record.reads.people import person_by_key
from demarc.server.operate.demo_stage import play

OPEN_SHARE = 20
"""One in so many is open."""
REQUESTS, WARMING = 60, 3
PAGES = {
    "today": "",
    "the line": "line/",
    "the line, by priority": "line/?group=priority",
    "the line, one side": "line/?side=provider",
    "the line, unchanged (304)": "line/",
    "the line, seven hours ago": "line/?at={then}",
    "items, open": "items/",
    "items, closed": "items/?list=closed",
    "find by number": "find/?q=A-{number}",
    "find by word": "find/?q=toner",
}
OWN = {
    "id": "'b' || n.i",
    "number": "1000 + n.i",
    "external": "'X-' || n.i",
    "fingerprint": "''",
    "lineage": "'b' || n.i",
    "custody": "replace(t.custody, t.id, 'b' || n.i)",
}
"""What a copy has of its own."""


def measured(items: int) -> dict[str, tuple[float, float]]:
    """Fill the database, then give for each page the median and the 95th percentile, in milliseconds."""
    engagement = play(clock.now())["engagement"]
    _copy(items)
    browser = Client(headers={"host": "127.0.0.1"})
    now = clock.now()
    dana = person_by_key(engagement=engagement, key="dana") or ""
    browser.post(f"/enter/{offer_link(engagement=engagement, person=dana, now=now)}/")
    then = f"{(now - timedelta(hours=7)).astimezone(ZoneInfo(ZONE)):%Y-%m-%dT%H:%M}"
    asked = {name: page.format(then=then, number=items // 2) for name, page in PAGES.items()}
    return {name: _times(browser, f"/e/{engagement}/{page}", unchanged="304" in name) for name, page in asked.items()}


def _times(browser: Client, address: str, *, unchanged: bool) -> tuple[float, float]:
    taken, stamp = [], ""
    for number in range(REQUESTS + WARMING):
        start = time.perf_counter()
        answer = browser.get(address, headers={"If-None-Match": stamp} if unchanged else None)
        took = (time.perf_counter() - start) * 1000
        assert answer.status_code in {200, 304}, (address, answer.status_code)
        if number >= WARMING and (answer.status_code == 304) == unchanged:
            taken.append(took)
        stamp = answer.headers.get("ETag", "")
    return statistics.median(taken), statistics.quantiles(taken, n=20)[18]


def _copy(items: int) -> None:
    """Copy the demo's items until there are so many: one in twenty open, with its entries, the others closed."""
    some = items // OPEN_SHARE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM record_item WHERE 1 = 0")
        columns = [column[0] for column in cursor.description or ()]
        names = ", ".join(f'"{name}"' for name in columns)
        chosen = ", ".join(OWN.get(name, f't."{name}"') for name in columns)
        for name, state in (("open_items", "<> 'closed'"), ("closed_items", "= 'closed'")):
            cursor.execute(
                f"CREATE TEMPORARY TABLE {name} AS SELECT *, row_number() OVER (ORDER BY id) - 1 AS k, "
                f"count(*) OVER () AS size FROM record_item WHERE state {state} AND kind NOT IN ('ask', 'dispute')"
            )
            cursor.execute(f"CREATE INDEX {name}_k ON {name} (k)")
        for name, first, last in (("open_items", 1, some), ("closed_items", some + 1, items)):
            source = _numbered(name, first, last)
            cursor.execute(f"INSERT INTO record_item ({names}) {source[0]} SELECT {chosen} {source[1]}")
        cursor.execute("SELECT size FROM record_head")
        (size,) = cursor.fetchone() or (0,)
        numbers, joined = _numbered("open_items", 1, some)
        cursor.execute(
            "INSERT INTO record_entry (engagement, seq, item, item_version, at, act, public, leaf) "
            f"{numbers} SELECT e.engagement, {size} - 1 + row_number() OVER (), 'b' || n.i, e.item_version, e.at, e.act, "
            f"replace(e.public, t.id, 'b' || n.i), e.leaf {joined} "
            "JOIN record_entry e ON e.engagement = t.engagement AND e.item = t.id"
        )
        cursor.execute("SELECT max(seq) + 1 FROM record_entry")
        (size,) = cursor.fetchone() or (0,)
        cursor.execute(f"UPDATE record_head SET size = {size}, numbered = {items + 1000}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _numbered(name: str, first: int, last: int) -> tuple[str, str]:
    """Write the numbers of the copies as `n`, and how each finds the item it copies, `t`."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
    return numbers, f"FROM n JOIN {name} t ON t.k = n.i % (SELECT max(size) FROM {name})"
