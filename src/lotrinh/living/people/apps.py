"""The app "people"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Cơ quan và người dùng."""

    name = "lotrinh.living.people"
    verbose_name = "Cơ quan và người dùng"
