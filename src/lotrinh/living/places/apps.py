"""The app "places"."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Địa bàn."""

    name = "lotrinh.living.places"
    verbose_name = "Địa bàn"
