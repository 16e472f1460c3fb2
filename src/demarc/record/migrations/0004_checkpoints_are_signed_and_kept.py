"""Signed checkpoints, countersignatures, where they are sent, and when the next one is due.

Triggers refuse to change or remove what was signed, as they do for entries.
"""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SIGNED = "a signed checkpoint is never changed or removed"
TABLES = ("record_signedhead", "record_cosignature")


def guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            name = f"{table}_no_{act.lower()}"
            if editor.connection.vendor == "postgresql":
                rest = f"FOR EACH ROW EXECUTE FUNCTION record_refuse('{SIGNED}')"
            else:
                rest = f"BEGIN SELECT RAISE(ABORT, '{SIGNED}'); END"
            editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON {table} {rest}", params=None)


def release(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        for act in ("update", "delete"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER {table}_no_{act}{on}", params=None)


def wind(apps: Any, editor: object) -> None:
    """Let every record that is there already have a checkpoint at the next turn of the engine."""
    clocks, engagements = apps.get_model("record", "HeadClock"), apps.get_model("record", "Engagement")
    for id_, started_at in engagements.objects.values_list("id", "started_at"):
        clocks.objects.create(engagement=id_, due=started_at)


def leave(apps: object, editor: object) -> None:
    """Nothing to undo: the table goes."""


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0003_versions_signed_by_both"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "size", "party", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("size", models.PositiveBigIntegerField()),
                ("party", models.TextField()),
                ("line", models.TextField()),
                ("key", models.TextField()),
                ("person", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HeadClock",
            fields=[
                ("engagement", models.TextField(primary_key=True, serialize=False)),
                ("due", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Keeper",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "party", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("party", models.TextField()),
                ("mailbox", models.TextField(default="")),
                ("key", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="SignedHead",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "size", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.TextField()),
                ("at", models.DateTimeField()),
                ("why", models.TextField()),
                ("note", models.TextField()),
                ("key", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="outbox",
            name="address",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="outbox",
            name="attached",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.RunPython(wind, leave),
        migrations.RunPython(guard, release),
    ]
