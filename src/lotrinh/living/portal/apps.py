"""The app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Its name."""

    name = "lotrinh.living.portal"
