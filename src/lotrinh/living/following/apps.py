"""The app "following"."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """Theo dõi nhiệm vụ."""

    name = "lotrinh.living.following"
    verbose_name = "Theo dõi nhiệm vụ"
