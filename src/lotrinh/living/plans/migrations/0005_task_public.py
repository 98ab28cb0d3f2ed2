from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0004_target_public"),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="public",
            field=models.BooleanField(default=True),
        ),
    ]
