"""The app "jobs"."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Việc chạy nền."""

    name = "lotrinh.living.jobs"
    verbose_name = "Việc chạy nền"
