"""The app "observations"."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Số liệu."""

    name = "lotrinh.living.observations"
    verbose_name = "Số liệu"
