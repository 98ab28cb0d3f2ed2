"""The app "gathering"."""

from django.apps import AppConfig


class GatheringConfig(AppConfig):
    """Tổng hợp."""

    name = "lotrinh.living.gathering"
    verbose_name = "Tổng hợp"
