"""The app "official"."""

from django.apps import AppConfig


class OfficialConfig(AppConfig):
    """Báo cáo chính thức."""

    name = "lotrinh.living.official"
    verbose_name = "Báo cáo chính thức"
