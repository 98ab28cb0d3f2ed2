"""The app "documents"."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Văn bản."""

    name = "lotrinh.living.documents"
    verbose_name = "Văn bản"
