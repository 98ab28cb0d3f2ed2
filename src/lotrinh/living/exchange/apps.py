"""The app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Its name. It has no tables: what comes in becomes documents and batches of figures."""

    name = "lotrinh.living.exchange"
