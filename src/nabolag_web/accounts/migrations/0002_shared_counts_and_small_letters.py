"""The table of shared counts, and addresses in small letters."""

from typing import Any

import django.db.models.functions.text
from django.core.management import call_command
from django.db import migrations, models


def make_cache_table(apps: Any, schema_editor: Any) -> None:
    call_command(
        "createcachetable", database=schema_editor.connection.alias, verbosity=0
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("email", django.db.models.functions.text.Lower("email"))
                ),
                name="accounts_addresses_in_small_letters",
            ),
        ),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
