"""The app "review"."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Rà soát."""

    name = "lotrinh.living.review"
    verbose_name = "Rà soát"
