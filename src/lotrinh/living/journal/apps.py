"""The app "journal"."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Nhật ký."""

    name = "lotrinh.living.journal"
    verbose_name = "Nhật ký"
