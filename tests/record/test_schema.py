"""What the database itself refuses, and that the schema can be built, taken down and built again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from demarc.record import models
from tests.databases import Database


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def ledger(database: Database) -> Database:
    run(
        "INSERT INTO record_entry (engagement, seq, item, item_version, at, act, public, leaf) "
        "VALUES ('alder', 0, 'i1', 1, '2026-03-02 09:00:00+00:00', 'receive', '{}', '00')"
    )
    run("INSERT INTO record_head (engagement, size, peaks, numbered) VALUES ('alder', 1, '00', 1)")
    return database


@pytest.mark.parametrize(
    "sql",
    [
        'UPDATE record_entry SET public = \'{"by": "zoe"}\'',
        "UPDATE record_entry SET seq = 7",
        "DELETE FROM record_entry",
    ],
)
@pytest.mark.usefixtures("ledger")
def test_no_entry_is_ever_changed_or_removed(sql: str) -> None:
    with pytest.raises(DatabaseError, match="the ledger is append-only: an entry is never changed or removed"):
        run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record_head SET size = 1",
        "UPDATE record_head SET size = 0, peaks = ''",
        "UPDATE record_head SET size = 2, numbered = 0",
        "UPDATE record_head SET size = 2, engagement = 'birch'",
        "DELETE FROM record_head",
    ],
)
@pytest.mark.usefixtures("ledger")
def test_the_head_only_grows(sql: str) -> None:
    with pytest.raises(DatabaseError, match="the head of the tree only grows"):
        run(sql)


@pytest.mark.usefixtures("ledger")
def test_the_head_may_grow() -> None:
    run("UPDATE record_head SET size = 2, peaks = '11'")


@pytest.mark.usefixtures("postgres_database")
def test_postgresql_refuses_to_empty_the_ledger_at_once() -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        run("TRUNCATE record_entry")


@pytest.mark.usefixtures("sqlite_database")
def test_sqlite_refuses_to_replace_an_entry() -> None:
    values = "('alder', 0, 'i1', 1, '2026-03-02 09:00:00', 'receive', '{}', '00')"
    run(f"INSERT INTO record_entry (engagement, seq, item, item_version, at, act, public, leaf) VALUES {values}")
    with pytest.raises(DatabaseError, match="append-only"):
        run(
            "INSERT OR REPLACE INTO record_entry (engagement, seq, item, item_version, at, act, public, leaf) "
            f"VALUES {values.replace('receive', 'accept')}"
        )


def item(**changes: object) -> str:
    values: dict[str, object] = {
        "engagement": "alder",
        "id": "i1",
        "number": 1,
        "subject": "restore test failed",
        "severity": "high",
        "topic": "restore",
        "facts": "{}",
        "verdict": "{}",
        "external": "",
        "fingerprint": "",
        "version": 1,
        "custody": "{}",
        "kind": "alert",
        "priority": "P2",
        "security": False,
        "state": "routed",
        "holder": "dana",
        "title": "matrix",
        "offered_to": "",
        "row": "",
        "matrix_version": "3",
        "parent": "",
        "into": "",
        "lineage": "i1",
        "received_at": "2026-03-02 09:00:00+00:00",
        "changed_at": "2026-03-02 09:00:00+00:00",
        "next_due": "2026-03-02 10:00:00+00:00",
        **changes,
    }
    written = ", ".join(
        "NULL" if value is None else str(value) if value is False else f"'{value}'" for value in values.values()
    )
    columns = ", ".join(f'"{name}"' for name in values)
    return f"INSERT INTO record_item ({columns}) VALUES ({written})"


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("item_has_a_holder", {"holder": ""}),
        ("item_open_has_a_clock", {"next_due": None}),
        ("item_open_has_a_clock", {"state": "closed"}),
        ("item_in_a_state", {"state": "lost"}),
        ("item_offered_to_somebody", {"state": "offered"}),
        ("item_has_an_entry", {"version": 0}),
    ],
)
@pytest.mark.usefixtures("database")
def test_an_item_that_breaks_a_law_is_not_stored(constraint: str, changes: dict[str, object]) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        run(item(**changes))


@pytest.mark.usefixtures("database")
def test_an_item_within_the_laws_is_stored() -> None:
    run(item())
    run(item(id="i2", number=2, state="closed", next_due=None))


@pytest.mark.usefixtures("database")
def test_two_items_never_share_a_visible_number() -> None:
    run(item())
    with pytest.raises(IntegrityError):
        run(item(id="i2"))


@pytest.mark.usefixtures("database")
def test_the_schema_goes_back_and_forth() -> None:
    call_command("migrate", "record", "0001", verbosity=0)
    call_command("migrate", "record", "zero", verbosity=0)
    assert not [name for name in connection.introspection.table_names() if name.startswith("record_")]
    call_command("migrate", "record", verbosity=0)
    run(item())
    with pytest.raises(IntegrityError):
        run(item(id="i2", holder=""))


@pytest.mark.usefixtures("database")
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.usefixtures("database")
def test_links_of_a_buyer_become_a_file_and_are_links_with_an_end_again_on_the_way_back() -> None:
    ends = datetime(2026, 12, 1, 9, tzinfo=UTC)
    call_command("migrate", "record", "0015", verbosity=0)
    for who in ("internal", "result"):
        run(
            "INSERT INTO record_buyeranswers (engagement, who, token_hash, answers, expires_at) "
            f"VALUES ('b1', '{who}', '{who}-hash', '{{}}', '2026-12-01 09:00:00+00:00')"
        )
    call_command("migrate", "record", verbosity=0)
    file = models.BuyerFile.objects.get()
    assert (file.engagement, file.expires_at, file.expires_at - file.opened_at) == ("b1", ends, timedelta(days=60))
    models.BuyerAnswers.objects.create(engagement="b1", who="first", name="Dana", token_hash="first-hash")
    call_command("migrate", "record", "0015", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT who, expires_at FROM record_buyeranswers ORDER BY who")
        kept = [(who, f"{until:%Y-%m-%d}" if isinstance(until, datetime) else until[:10]) for who, until in cursor]
    assert kept == [("internal", "2026-12-01"), ("result", "2026-12-01")]
    call_command("migrate", "record", verbosity=0)
