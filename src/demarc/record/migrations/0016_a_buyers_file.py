"""What a buyer weighs becomes one file: links without an end of their own, vendors, scores, and the fit of an engagement."""

from datetime import timedelta

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Min

LASTS = timedelta(days=60)


def _open_files(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every group of links so far is a file; it was opened as long before its end as links lasted."""
    links, files = (apps.get_model("record", name) for name in ("BuyerAnswers", "BuyerFile"))
    groups = links.objects.values_list("engagement").annotate(Min("expires_at"))
    files.objects.bulk_create(
        files(engagement=engagement, opened_at=ends - LASTS, expires_at=ends) for engagement, ends in groups
    )


def _close_files(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Links end on their own again."""
    links, files = (apps.get_model("record", name) for name in ("BuyerAnswers", "BuyerFile"))
    for file in files.objects.all():
        links.objects.filter(engagement=file.engagement).update(expires_at=file.expires_at)


def _forget_the_two(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those who score vendors had no links before."""
    apps.get_model("record", "BuyerAnswers").objects.filter(who__in=("first", "second")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0015_offers_among_open_items"),
    ]

    operations = [
        migrations.CreateModel(
            name="BuyerFile",
            fields=[
                ("engagement", models.TextField(primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("lead", models.JSONField(default=dict)),
                ("waiver", models.JSONField(default=dict)),
                ("override", models.JSONField(default=dict)),
                ("runs", models.JSONField(default=list)),
                ("kept_with", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="BuyerVendor",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.TextField()),
                ("review", models.JSONField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("sheet", models.JSONField(null=True)),
                ("brought_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("engagement", "name"), name="buyer_vendor_once_per_name")],
            },
        ),
        migrations.CreateModel(
            name="BuyerScores",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "vendor", "who", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("vendor", models.PositiveSmallIntegerField()),
                ("who", models.TextField()),
                ("heard", models.JSONField(default=dict)),
                ("given_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["first", "second"])), name="buyer_scores_are_of_two"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FitRun",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "at", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("at", models.DateTimeField()),
                ("outcome", models.TextField()),
                ("score", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.AlterField("buyeranswers", "expires_at", models.DateTimeField(db_index=True, null=True)),
        migrations.RunPython(_open_files, _close_files),
        migrations.RemoveField("buyeranswers", "expires_at"),
        migrations.AddField("buyeranswers", "name", models.TextField(default="")),
        migrations.RemoveConstraint("buyeranswers", "buyer_answers_are_somebodys"),
        migrations.AddConstraint(
            "buyeranswers",
            models.CheckConstraint(
                condition=models.Q(("who__in", ["internal", "executive", "vendor", "result", "first", "second"])),
                name="buyer_answers_are_somebodys",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, _forget_the_two),
    ]
