"""Triggers that refuse to change or remove an entry, and let the head of the tree only grow."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ENTRY = "the ledger is append-only: an entry is never changed or removed"
HEAD = "the head of the tree only grows"

SQLITE = {
    "entry_never_changes": f"BEFORE UPDATE ON record_entry BEGIN SELECT RAISE(ABORT, '{ENTRY}'); END",
    "entry_never_goes": f"BEFORE DELETE ON record_entry BEGIN SELECT RAISE(ABORT, '{ENTRY}'); END",
    # INSERT OR REPLACE removes the old row without asking the delete trigger.
    "entry_never_replaced": "BEFORE INSERT ON record_entry WHEN EXISTS (SELECT 1 FROM record_entry WHERE "
    "engagement = NEW.engagement AND (seq = NEW.seq OR (item = NEW.item AND item_version = NEW.item_version))) "
    f"BEGIN SELECT RAISE(ABORT, '{ENTRY}'); END",
    "head_only_grows": "BEFORE UPDATE ON record_head WHEN NEW.size <= OLD.size OR NEW.numbered < OLD.numbered "
    f"OR NEW.engagement <> OLD.engagement BEGIN SELECT RAISE(ABORT, '{HEAD}'); END",
    "head_never_goes": f"BEFORE DELETE ON record_head BEGIN SELECT RAISE(ABORT, '{HEAD}'); END",
    "head_never_replaced": "BEFORE INSERT ON record_head WHEN EXISTS (SELECT 1 FROM record_head WHERE "
    f"engagement = NEW.engagement) BEGIN SELECT RAISE(ABORT, '{HEAD}'); END",
}

POSTGRESQL_FUNCTION = """
CREATE FUNCTION record_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$
"""

POSTGRESQL = {
    "entry_never_changes": f"BEFORE UPDATE OR DELETE ON record_entry FOR EACH ROW EXECUTE FUNCTION record_refuse('{ENTRY}')",
    "entry_never_emptied": f"BEFORE TRUNCATE ON record_entry FOR EACH STATEMENT EXECUTE FUNCTION record_refuse('{ENTRY}')",
    "head_only_grows": "BEFORE UPDATE ON record_head FOR EACH ROW WHEN (NEW.size <= OLD.size OR NEW.numbered < OLD.numbered "
    f"OR NEW.engagement <> OLD.engagement) EXECUTE FUNCTION record_refuse('{HEAD}')",
    "head_never_goes": f"BEFORE DELETE ON record_head FOR EACH ROW EXECUTE FUNCTION record_refuse('{HEAD}')",
    "head_never_emptied": f"BEFORE TRUNCATE ON record_head FOR EACH STATEMENT EXECUTE FUNCTION record_refuse('{HEAD}')",
}


def guard(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    if postgresql:
        editor.execute(POSTGRESQL_FUNCTION, params=None)
    for name, rest in (POSTGRESQL if postgresql else SQLITE).items():
        editor.execute(f"CREATE TRIGGER {name} {rest}", params=None)


def release(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    for name in POSTGRESQL if postgresql else SQLITE:
        table = "record_entry" if name.startswith("entry") else "record_head"
        editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}", params=None)
    if postgresql:
        editor.execute("DROP FUNCTION record_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]
    operations = [migrations.RunPython(guard, release)]
