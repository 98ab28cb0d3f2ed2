"""The permission matrix: every address, called by everybody, for one's own agency and for another, gives what the table
tests/living/permissions.toml says. An address that is not in the table fails.

yes: it may be called; read: its page may be read, its form is refused; no: refused; login: asked to sign in; none: it
is not told that there is such a thing. The last column is a visitor who asks for what belongs to an internal plan.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import groupby

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lotrinh.living.people.models import User
from tests.living.web.addresses import Address, addresses
from tests.living.web.world import Half, World, places
from tools.places import ROOT

TABLE: dict[str, str] = tomllib.loads((ROOT / "tests/living/permissions.toml").read_text(encoding="utf-8"))["address"]
COLUMNS = ("visitor", "viewer", "own", "other", "leader", "focal", "administrator", "hidden")
NAMES = [address.name for address in addresses()]


def test_the_table_has_every_address_and_no_other() -> None:
    assert sorted(TABLE) == sorted(NAMES)


def test_the_table_is_well_formed() -> None:
    for name, row in TABLE.items():
        assert len(row.split()) == len(COLUMNS), name
        assert set(row.split()) <= {"yes", "read", "no", "login", "none"}, name


SPACES = [(space, list(group)) for space, group in groupby(addresses(), lambda one: one.name.rpartition(":")[0])]


@pytest.mark.parametrize(("space", "group"), SPACES, ids=lambda value: value if isinstance(value, str) else "")
def test_everybody_gets_what_the_table_says(world: World, space: str, group: list[Address]) -> None:
    people = [one for one in vars(world.cast).values() if isinstance(one, User)]
    sessions = {user: session_of(user) for user in (None, *people)}
    wrong = []
    for address in group:
        told = " ".join(outcomes(world, sessions, address))
        if told != " ".join(TABLE.get(address.name, "").split()):
            wrong.append(f'"{address.name}" = "{told}"')
    assert not wrong, "\n".join(wrong)


def session_of(user: User | None) -> str:
    """The key of a session of somebody; "" of a visitor."""
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def outcomes(world: World, sessions: dict[User | None, str], address: Address) -> Iterator[str]:
    """What each column gets."""
    cast = world.cast
    people: list[tuple[User | None, Half, int]] = [
        (None, world.public, 0),
        (cast.viewer, world.public, 0),
        (cast.reporter, world.public, 0),
        (cast.reporter, world.public, 1),
        (cast.leader, world.public, 0),
        (cast.focal, world.public, 0),
        (cast.administrator, world.public, 0),
        (None, world.internal, 0),
    ]
    for user, half, own in people:
        path = reverse(address.name, kwargs=places(world, half, address, own))
        yield outcome(sessions[user], path)


def outcome(session: str, path: str) -> str:
    """The class of what both methods answer: whoever may not read may not write."""
    found = {method: kind for method in ("get", "post") if (kind := call(session, path, method)) != "not allowed"}
    assert found, path
    kinds = set(found.values())
    if found == {"get": "yes", "post": "no"}:
        return "read"
    if "yes" in kinds and kinds <= {"yes", "none"}:  # a form without its fields may find nothing
        return "yes"
    return kinds.pop() if len(kinds) == 1 else "/".join(f"{method}:{kind}" for method, kind in found.items())


def call(session: str, path: str, method: str) -> str:
    """One request, whose writes are taken back."""
    client = Client(raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        answer: HttpResponse = getattr(client, method)(path)
        if answer.streaming:
            b"".join(answer)  # the client closes the file when it was read
        transaction.set_rollback(True)
    if answer.status_code == 405:
        return "not allowed"
    if answer.status_code == 403:
        return "no"
    if answer.status_code == 404:
        return "none"
    if answer.status_code in (301, 302) and answer.headers["Location"].startswith(reverse("account_login")):
        return "yes" if session else "login"
    return "yes" if answer.status_code < 500 else "fault"
