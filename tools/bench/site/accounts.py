"""People with accounts to measure with: their sessions, as cookies, and acts that make kept pages worthless."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

ROLES = ("leader", "focal", "reporter", "viewer", "administrator")


def cookies(count: int) -> list[str]:
    """`count` accounts, the roles in turn, each signed in. Cookie headers."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from lotrinh.living.people.models import Agency, Role, User

    agencies = list(Agency.objects.order_by("pk")[:count])
    told = []
    for number in range(count):
        user, _ = User.objects.get_or_create(username=f"thu-{number}", defaults={"full_name": f"Người Thử {number}"})
        Role.objects.get_or_create(
            user=user, kind=ROLES[number % len(ROLES)], agency=agencies[number % len(agencies)],
            defaults={"valid_from": timezone.localdate()},
        )  # fmt: skip
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        told.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return told


@contextmanager
def acting(pause: float) -> Iterator[None]:
    """Somebody does something every `pause` seconds: a row of the journal, after which no kept page holds."""
    stop = threading.Event()

    def act() -> None:
        from django.db import connection, transaction

        from lotrinh.living.journal.services import record
        from lotrinh.living.people.models import Agency, User

        subject, by = Agency.objects.order_by("pk").first(), User.objects.order_by("pk").first()
        assert subject is not None
        while not stop.wait(pause):
            with transaction.atomic():
                record("agency.added", by, subject)
        connection.close()

    thread = threading.Thread(target=act, name="acting")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
