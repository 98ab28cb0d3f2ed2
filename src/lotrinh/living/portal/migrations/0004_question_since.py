from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_tasks_released"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="since",
            field=models.DateField(null=True),
        ),
    ]
