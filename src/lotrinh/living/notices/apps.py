"""The app "notices"."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Thông báo."""

    name = "lotrinh.living.notices"
    verbose_name = "Thông báo"
