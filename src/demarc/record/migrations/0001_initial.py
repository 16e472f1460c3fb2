from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("email", models.TextField(unique=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("client", models.TextField()),
                ("zone", models.TextField()),
                ("prefix", models.TextField(default="A")),
                ("started_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("engagement", models.TextField(primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("peaks", models.TextField(default="")),
                ("numbered", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="OneTime",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "token_hash", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("token_hash", models.TextField(unique=True)),
                ("account", models.TextField()),
                ("person", models.TextField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("seq", models.PositiveBigIntegerField()),
                ("item", models.TextField(default="")),
                ("item_version", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("act", models.TextField()),
                ("public", models.TextField()),
                ("leaf", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "item", "item_version"), name="entry_once_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("id", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("reader", models.TextField()),
                ("token_hash", models.TextField()),
                ("holder", models.TextField()),
                ("facts", models.JSONField(default=dict)),
                ("aspects", models.JSONField(default=dict)),
                ("silent_after", models.PositiveIntegerField(default=0)),
                ("heard_at", models.DateTimeField()),
                ("silent_since", models.DateTimeField(null=True)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("heard_at"),
                        condition=models.Q(("active", True), ("silent_after__gt", 0)),
                        name="feed_may_be_silent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inbox",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("id", models.TextField()),
                ("feed", models.TextField()),
                ("dedupe", models.TextField()),
                ("received_us", models.BigIntegerField()),
                ("body", models.BinaryField()),
                ("waiting", models.BooleanField(default=True)),
                ("taken", models.PositiveIntegerField(default=0)),
                ("unreadable", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("engagement"), models.F("id"), condition=models.Q(("waiting", True)), name="inbox_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dedupe", ""), _negated=True),
                        fields=("engagement", "feed", "dedupe"),
                        name="inbox_once_per_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("id", models.TextField()),
                ("number", models.PositiveIntegerField()),
                ("subject", models.TextField()),
                ("severity", models.TextField()),
                ("topic", models.TextField(default="")),
                ("facts", models.JSONField(default=dict)),
                ("verdict", models.JSONField(default=dict)),
                ("external", models.TextField(default="")),
                ("fingerprint", models.TextField(default="")),
                ("version", models.PositiveIntegerField()),
                ("custody", models.TextField()),
                ("kind", models.TextField()),
                ("priority", models.TextField()),
                ("security", models.BooleanField(default=False)),
                ("state", models.TextField()),
                ("holder", models.TextField()),
                ("title", models.TextField()),
                ("offered_to", models.TextField(default="")),
                ("row", models.TextField(default="")),
                ("matrix_version", models.TextField()),
                ("parent", models.TextField(default="")),
                ("into", models.TextField(default="")),
                ("lineage", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("accept_due", models.DateTimeField(null=True)),
                ("progress_due", models.DateTimeField(null=True)),
                ("next_due", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("next_due"), condition=models.Q(("state", "closed"), _negated=True), name="item_due"
                    ),
                    models.Index(
                        models.F("engagement"),
                        models.F("holder"),
                        models.F("next_due"),
                        condition=models.Q(("state", "closed"), _negated=True),
                        name="item_held_by",
                    ),
                    models.Index(
                        models.F("engagement"),
                        models.F("offered_to"),
                        condition=models.Q(("state", "offered")),
                        name="item_offered",
                    ),
                    models.Index(
                        models.F("engagement"),
                        models.F("parent"),
                        condition=models.Q(("parent", ""), _negated=True),
                        name="item_children",
                    ),
                    models.Index(models.F("engagement"), models.F("lineage"), name="item_lineage"),
                    models.Index(
                        models.F("engagement"),
                        models.F("closed_at"),
                        condition=models.Q(("state", "closed")),
                        name="item_closed",
                    ),
                    models.Index(
                        models.F("engagement"),
                        models.F("fingerprint"),
                        condition=models.Q(("fingerprint", ""), _negated=True),
                        name="item_of_cause",
                    ),
                    models.Index(
                        models.F("engagement"),
                        models.F("external"),
                        condition=models.Q(("external", ""), _negated=True),
                        name="item_external",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "number"), name="item_once_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["routed", "held", "offered", "disputed", "closed"])),
                        name="item_in_a_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("holder", ""), _negated=True), name="item_has_a_holder"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("state", "closed"), _negated=True), ("next_due__isnull", False)),
                            models.Q(("next_due__isnull", True), ("state", "closed")),
                            _connector="OR",
                        ),
                        name="item_open_has_a_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "offered"), _negated=True),
                            models.Q(("offered_to", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="item_offered_to_somebody",
                    ),
                    models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="item_has_an_entry"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "account", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("account", models.TextField(db_index=True)),
                ("person", models.TextField()),
                ("is_lead", models.BooleanField(default=False)),
                ("is_executive", models.BooleanField(default=False)),
                ("guest_until", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "person"), name="membership_once_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("id", models.TextField()),
                ("channel", models.TextField(default="email")),
                ("person", models.TextField()),
                ("item", models.TextField(default="")),
                ("about", models.TextField()),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("due", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("error", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(models.F("due"), condition=models.Q(("due__isnull", False)), name="outbox_due"),
                    models.Index(
                        models.F("engagement"),
                        models.F("failed_at"),
                        condition=models.Q(("failed_at__isnull", False)),
                        name="outbox_failed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("id", models.TextField()),
                ("name", models.TextField()),
                ("side", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["client", "provider"])), name="party_stands_on_a_side"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("id", models.TextField()),
                ("key", models.TextField()),
                ("name", models.TextField()),
                ("party", models.TextField()),
                ("email", models.TextField(default="")),
                ("phone", models.TextField(default="")),
                ("left_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("engagement", "key"), name="person_once_per_key")],
            },
        ),
        migrations.CreateModel(
            name="Private",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "seq", "field", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("seq", models.PositiveBigIntegerField()),
                ("field", models.TextField()),
                ("party", models.TextField(default="")),
                ("salt", models.BinaryField()),
                ("value", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("field", ""), _negated=True), name="private_has_a_field")
                ],
            },
        ),
        migrations.CreateModel(
            name="Sight",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "item", "party", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("item", models.TextField()),
                ("party", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(models.F("engagement"), models.F("party"), models.F("item"), name="sight_of_party")
                ],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "inbox", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("inbox", models.TextField()),
                ("position", models.PositiveIntegerField()),
                ("received_at", models.DateTimeField()),
                ("tier", models.TextField()),
                ("fingerprint", models.TextField()),
                ("state", models.TextField(default="firing")),
                ("subject", models.TextField(default="")),
                ("item", models.TextField(default="")),
                ("row", models.TextField(default="")),
                ("expires_at", models.DateTimeField(null=True)),
                ("due", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(models.F("due"), condition=models.Q(("due__isnull", False)), name="signal_due"),
                    models.Index(
                        models.F("engagement"),
                        models.F("item"),
                        models.F("received_at"),
                        condition=models.Q(("item", ""), _negated=True),
                        name="signal_of_item",
                    ),
                    models.Index(
                        models.F("engagement"),
                        models.F("fingerprint"),
                        models.F("received_at"),
                        condition=models.Q(("item", "")),
                        name="signal_of_cause",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tier__in", ["record", "watch", "item"])), name="signal_in_a_tier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("item", ""), _negated=True), models.Q(("row", ""), _negated=True), _connector="OR"
                        ),
                        name="signal_ended_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "engagement", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("engagement", models.TextField()),
                ("number", models.PositiveIntegerField()),
                ("label", models.TextField()),
                ("status", models.TextField()),
                ("starts_at", models.DateTimeField(null=True)),
                ("digest", models.TextField()),
                ("text", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("engagement"),
                        models.F("starts_at"),
                        condition=models.Q(("status", "signed")),
                        name="version_in_force",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "proposed", "signed"])), name="version_has_a_status"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "signed"), _negated=True), ("starts_at__isnull", False), _connector="OR"
                        ),
                        name="version_signed_has_a_start",
                    ),
                ],
            },
        ),
    ]
