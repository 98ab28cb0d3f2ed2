"""The app "reporting"."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Báo cáo."""

    name = "lotrinh.living.reporting"
    verbose_name = "Báo cáo"
