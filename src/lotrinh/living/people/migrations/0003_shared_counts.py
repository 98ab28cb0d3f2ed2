"""The table in which all server processes count the same tries to sign in."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make(apps: Any, editor: Any) -> None:
    """As `createcachetable` does; nothing where it is there."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_names_of_agencies_and_groups")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
