from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("observations", "0003_batches_and_evidence"),
    ]

    operations = [
        migrations.AddField(
            model_name="observation",
            name="public",
            field=models.BooleanField(default=True),
        ),
    ]
