"""The app "plans"."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Kế hoạch."""

    name = "lotrinh.living.plans"
    verbose_name = "Kế hoạch"
