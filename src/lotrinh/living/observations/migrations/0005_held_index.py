from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("observations", "0004_observation_public"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(condition=models.Q(("public", False)), fields=["indicator"], name="observation_held"),
        ),
    ]
