"""Filling a database with copies of the demo's items, and timing the list pages over it; see `p5_pages`."""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client

from demarc.acts.sign_in import offer_link
from demarc.core.presets.alder import ZONE
from demarc.core.tree import Frontier
from demarc.doors import clock
from demarc.record.models import Engagement, Entry, Item
from demarc.record.reads.matrix import matrix_in_force
from demarc.record.reads.people import person_by_key
from demarc.server.operate.demo_stage import play

OPEN_SHARE = 20
"""One in so many is open."""
REQUESTS = 20
"""Of a page in one round, after one that warms."""
UNCHANGED = "the line, unchanged (304)"
PAGES = {
    "today": "",
    "the line": "line/",
    "the line, by priority": "line/?group=priority",
    "the line, one side": "line/?side=provider",
    "the line, offered": "line/?side=over",
    "the line, one person": "line/?person={person}",
    "the line, one lane": "line/?lane={lane}",
    UNCHANGED: "line/",
    "the line, seven hours ago": "line/?at={then}",
    "the line, then, find by word": "line/?at={then}&find=toner",
    "items, open": "items/",
    "items, wait for me": "items/?list=waiting",
    "items, I hold": "items/?list=holding",
    "items, I have offered": "items/?list=offered",
    "items, due": "items/?list=due",
    "items, my side's queue": "items/?list=queue",
    "items, closed": "items/?list=closed",
    "items, closed, find by word": "items/?list=closed&find=toner",
    "items, closed, find in vain": "items/?list=closed&find=zzzzz",
    "find by number": "find/?q=A-{number}",
    "find by word": "find/?q=toner",
    "find in vain": "find/?q=zzzzz",
    "an item": "items/{item}/",
    "the change of shift": "shift/",
    "disputes": "disputes/",
    "a dispute": "disputes/{dispute}/",
    "the matrix": "matrix/",
    "a row": "matrix/rows/{row}/",
    "versions": "matrix/versions/",
    "my rows": "matrix/yours/",
    "disputes about rows": "matrix/disputes/",
    "drills": "matrix/drills/",
    "people": "people/",
    "a person": "people/{person}/",
    "settings, with the feeds": "settings/",
    "the record": "record/",
    "the record of an item": "record/items/{item}/",
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


@dataclass(frozen=True, slots=True)
class Pages:
    """Somebody signed in over a filled database, and the address of each page, by its name."""

    browser: Client
    addresses: dict[str, str]

    @classmethod
    def filled(cls, items: int) -> "Pages":
        """Fill the database unless it is, and sign Dana in, the client's lead."""
        done = Path(settings.DEMARC_HOME) / f"filled-{items}"
        if not done.exists():
            play(clock.now())
            _copy(items)
            done.touch()
        engagement = Engagement.objects.values_list("id", flat=True).get()
        browser, now = Client(headers={"host": "127.0.0.1"}), clock.now()
        dana = person_by_key(engagement=engagement, key="dana") or ""
        browser.post(f"/enter/{offer_link(engagement=engagement, person=dana, now=now)}/")
        known = _known(engagement, items)
        return cls(browser, {name: f"/e/{engagement}/{page.format(**known)}" for name, page in PAGES.items()})

    def timed(self, page: str) -> dict[str, list[float]]:
        """Ask for a page some times; give the milliseconds of each, on the wall and of this process's processor."""
        wall, cpu, stamp = [], [], ""
        for number in range(REQUESTS + 1):
            known = {"If-None-Match": stamp} if page == UNCHANGED else None
            start, worked = time.perf_counter(), time.process_time()
            answer = self.browser.get(self.addresses[page], headers=known)
            took, work = time.perf_counter() - start, time.process_time() - worked
            assert answer.status_code in {200, 304}, (page, answer.status_code)
            stamp = answer.headers.get("ETag", "")
            if number:
                wall.append(took * 1000)
                cpu.append(work * 1000)
        return {"wall": wall, "cpu": cpu}


def _known(engagement: str, items: int) -> dict[str, str]:
    """Choose what the addresses speak of: the row and the person with the most, the last instants of the demo."""
    newest = Item.objects.order_by("-received_at").values_list("received_at", flat=True)[0]
    held = Item.objects.filter(engagement=engagement, next_due__isnull=False).exclude(row="")

    def most(column: str) -> str:
        counted = held.values_list(column).annotate(count=Count("id")).order_by("-count", column)
        return str(counted[0][0])

    return {
        "then": f"{(newest - timedelta(hours=7)).astimezone(ZoneInfo(ZONE)):%Y-%m-%dT%H:%M}",
        "number": str(items // 2),
        "item": f"b{items // OPEN_SHARE // 2}",
        "row": most("row"),
        "person": most("holder"),
        "lane": matrix_in_force(engagement=engagement, now=clock.now()).matrix.lanes[0].name,
        "dispute": Item.objects.filter(kind="dispute").values_list("id", flat=True).order_by("id")[0],
    }


def _copy(items: int) -> None:
    """Copy the demo's items until there are so many: one in twenty open, with its entries, the others closed."""
    some = items // OPEN_SHARE
    sqlite = connection.vendor == "sqlite"
    if sqlite:
        # Pages of indexes are written over and over meanwhile: in memory, and once to the disk.
        _run("PRAGMA cache_size=-500000", "PRAGMA synchronous=OFF")
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
        leaves = Entry.objects.order_by("seq").values_list("leaf", flat=True).iterator()
        tree = Frontier().grown(bytes(leaf) for leaf in leaves)
        assert tree.size == size, (tree.size, size)
        cursor.execute("UPDATE record_head SET size = %s, numbered = %s, peaks = %s", [size, items + 1000, tree.to_text()])
    # What the databases do by themselves in the hours after so much has come.
    _run("ANALYZE" if sqlite else "VACUUM (ANALYZE)")
    if sqlite:
        connection.close()


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _numbered(name: str, first: int, last: int) -> tuple[str, str]:
    """Write the numbers of the copies as `n`, and how each finds the item it copies, `t`."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
    return numbers, f"FROM n JOIN {name} t ON t.k = n.i % (SELECT max(size) FROM {name})"
