"""The app "search"."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Tìm kiếm."""

    name = "lotrinh.living.search"
    verbose_name = "Tìm kiếm"
