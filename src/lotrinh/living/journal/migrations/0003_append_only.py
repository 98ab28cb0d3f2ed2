"""The journal cannot be changed through the database's ordinary ways either: triggers refuse it."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER journal_no_{verb} BEFORE {VERB} ON journal_event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRES = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_event
FOR EACH ROW EXECUTE FUNCTION journal_refuse();
"""


def guard(apps: Any, editor: Any) -> None:
    """Put the triggers up."""
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(SQLITE.format(verb=verb, VERB=verb.upper()))
    else:
        editor.execute(POSTGRES)


def unguard(apps: Any, editor: Any) -> None:
    """Take them down, for going back only."""
    if editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER journal_no_{verb}")
    else:
        editor.execute("DROP TRIGGER journal_append_only ON journal_event; DROP FUNCTION journal_refuse()")


class Migration(migrations.Migration):
    """Append-only."""

    dependencies = [("journal", "0002_initial")]
    operations = [migrations.RunPython(guard, unguard)]
