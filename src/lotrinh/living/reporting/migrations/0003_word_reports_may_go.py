"""A Word report that cannot be read is taken away again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_links_through"),
        ("reporting", "0002_units_and_feed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="upload",
            name="document",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="report_uploads",
                to="documents.document",
            ),
        ),
    ]
