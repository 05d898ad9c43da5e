"""The table of shared counts can be read, so that what is over is deleted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_shared_counts_and_small_letters")]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "key",
                    models.CharField(
                        db_column="cache_key",
                        max_length=255,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("value", models.TextField()),
                ("expires", models.DateTimeField()),
            ],
            options={"db_table": "accounts_cache", "managed": False},
        ),
    ]
