"""The app."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Its name. It has no tables: everything it gives is read from those of others."""

    name = "lotrinh.living.opendata"
