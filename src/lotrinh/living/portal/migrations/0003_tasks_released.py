from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_difficulties_released"),
    ]

    operations = [
        migrations.AlterField(
            model_name="release",
            name="kind",
            field=models.CharField(
                choices=[
                    ("plan", "Kế hoạch"),
                    ("target", "Mục tiêu"),
                    ("task", "Nhiệm vụ"),
                    ("figure", "Số liệu"),
                    ("difficulty", "Khó khăn, vướng mắc"),
                ],
                max_length=10,
            ),
        ),
    ]
