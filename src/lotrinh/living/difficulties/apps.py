"""The app "difficulties"."""

from django.apps import AppConfig


class DifficultiesConfig(AppConfig):
    """Khó khăn, vướng mắc."""

    name = "lotrinh.living.difficulties"
    verbose_name = "Khó khăn, vướng mắc"
