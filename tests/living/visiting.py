"""Calling pages as somebody."""

from __future__ import annotations

from django.test import Client

from lotrinh.living.people.models import User


def signed_in(user: User | None, **options: bool) -> Client:
    """A browser in which somebody is signed in; None: a visitor. `options`: of Django's `Client`."""
    client = Client(**options)
    if user is not None:
        client.force_login(user)
    return client
