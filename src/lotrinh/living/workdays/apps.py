"""The app "workdays"."""

from django.apps import AppConfig


class WorkdaysConfig(AppConfig):
    """Ngày làm việc."""

    name = "lotrinh.living.workdays"
    verbose_name = "Ngày làm việc"
