from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_assessment_counted"),
    ]

    operations = [
        migrations.AddField(
            model_name="target",
            name="public",
            field=models.BooleanField(default=True),
        ),
    ]
