"""How accounts come about."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an administrator gives accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
