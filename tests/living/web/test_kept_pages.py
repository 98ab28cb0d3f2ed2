"""Public pages that are kept: the same for all visitors, never older than the last act, never somebody's own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import NOBODY, Person
from lotrinh.living.journal import keeping as kept_results
from lotrinh.living.people import services as people
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans import settling
from lotrinh.web import kept_pages
from lotrinh.web.kept_pages import KeptPage, Shelf, is_same_for_all
from tests.living.cast import Cast
from tests.living.web.addresses import addresses
from tests.living.web.world import World, make_world, places


@pytest.fixture
def keeping(settings: Any) -> None:
    settings.PAGES_MB = 8


@pytest.fixture
def world(cast: Cast, keeping: None) -> World:
    cache.clear()
    return make_world(cast)


def kept(answer: Any) -> bool:
    return "ETag" in answer.headers


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as told:
        client.get(path)
    return len(told)


def test_the_second_visitor_gets_the_page_for_one_query(world: World) -> None:
    client = Client()
    path = reverse("plans:plan", args=[world.public.plan.slug])
    first = client.get(path)
    assert queries(client, path) == 1
    again = client.get(path)
    assert again.content == first.content
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in again.headers["Vary"]
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Content-Language"):
        assert again.headers[name] == first.headers[name], name


def test_every_kept_page_is_what_would_be_made_anew(world: World, settings: Any) -> None:
    """For every address: the pages that say that they can be kept are, in both languages, and hold no token."""
    promised = [address for address in addresses() if getattr(address.view, "same_for_visitors", False)]
    seen = 0
    for address in promised:
        path = reverse(address.name, kwargs=places(world, world.public, address, 0))
        for language in ("vi", "en"):
            settings.PAGES_MB = 8
            client = Client()
            client.cookies["lang"] = language
            first, second = client.get(path), client.get(path)
            if first.status_code != 200:  # not everything that has an address is in this world
                assert not kept(first), address.name
                continue
            assert kept(first), address.name
            seen += 1
            settings.PAGES_MB = 0
            fresh = Client()
            fresh.cookies["lang"] = language
            assert second.content == fresh.get(path).content, address.name
            assert f'<html lang="{language}">'.encode() in second.content
            assert b"csrfmiddlewaretoken" not in second.content
            assert not second.cookies
    assert seen > 30


def test_nothing_of_somebody_with_an_account_is_ever_kept(world: World) -> None:
    """People with accounts open every page before and after visitors: each side sees its own."""
    visitor = Client()
    for address in addresses():
        if not getattr(address.view, "same_for_visitors", False):
            continue
        path = reverse(address.name, kwargs=places(world, world.public, address, 0))
        for user in (world.cast.administrator, world.cast.focal, world.cast.reporter, world.cast.leader):
            client = Client()
            client.force_login(user)
            own = client.get(path)
            assert not kept(own), address.name
            assert str(user) in own.text, address.name
        public = visitor.get(path)
        assert kept(public) is (public.status_code == 200), address.name
        assert str(world.cast.focal) not in public.text, address.name
        client = Client()
        client.force_login(world.cast.focal)
        assert str(world.cast.focal) in client.get(path).text, address.name


def test_an_internal_plan_is_not_found_in_the_keeping_of_a_visitor(world: World) -> None:
    path = reverse("plans:plan", args=[world.internal.plan.slug])
    inside, visitor = Client(), Client()
    inside.force_login(world.cast.focal)
    assert inside.get(path).status_code == 200
    assert visitor.get(path).status_code == 404
    assert not kept(visitor.get(path))


def test_after_an_act_every_process_makes_the_page_anew(world: World) -> None:
    """Each `Client` builds its own handler, with a shelf of its own, as each process of the server does."""
    path = reverse("plans:target", args=[world.public.plan.slug, world.public.targets[0].pk])
    processes = [Client(), Client()]
    for process in processes:
        process.get(path)
        assert queries(process, path) == 1
    settling.set_milestone(world.public.targets[0], 2027, 71.5, None, "Quyết định số 9/QĐ-UBND", world.cast.focal)
    for process in processes:
        assert "71,5" in process.get(path).text


def test_the_name_of_an_agency_is_new_at_once(cast: Cast, keeping: None) -> None:
    visitor = Client()
    assert "Sở Y tế và Dân số" not in visitor.get(reverse("people:agencies")).text
    today, seen = timezone.localdate(), people.state_of(Agency.objects.get(pk=cast.health.pk))
    people.add_name(cast.health, "Sở Y tế và Dân số", official_from=today, seen=seen, by=cast.administrator)
    assert "Sở Y tế và Dân số" in visitor.get(reverse("people:agencies")).text


def test_languages_are_kept_apart(cast: Cast, keeping: None) -> None:
    one, other = Client(), Client()
    one.handler = other.handler
    other.post(reverse("language"), {"language": "en", "next": "/"})
    for _ in range(2):
        assert 'lang="vi"' in one.get("/").text
        assert 'lang="en"' in other.get("/").text


def test_another_day_is_another_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path, client = reverse("plans:tasks", args=[world.public.plan.slug]), Client()
    today = timezone.localdate()
    before = client.get(path).text
    assert queries(client, path) == 1
    monkeypatch.setattr(timezone, "localdate", lambda *_: today + timedelta(days=800))
    assert client.get(path).text != before


def test_a_page_that_the_browser_has_is_not_sent_again(cast: Cast, keeping: None) -> None:
    client = Client()
    etag = client.get("/").headers["ETag"]
    assert not etag.startswith("W/")
    told = client.get("/", headers={"if-none-match": etag})
    assert (told.status_code, told.content) == (304, b"")
    assert client.get("/", headers={"if-none-match": '"other"'}).status_code == 200
    client.force_login(cast.focal)
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_hosts_are_kept_apart_and_a_foreign_one_is_refused(cast: Cast, keeping: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client = Client()
    client.get("/ke-hoach/")
    assert queries(client, "/ke-hoach/") == 1
    with CaptureQueriesContext(connection) as told:
        client.get("/ke-hoach/", headers={"host": "other.example"})
    assert len(told) > 1
    assert client.get("/ke-hoach/", headers={"host": "evil.example"}).status_code == 400


def test_the_language_is_not_switched_from_elsewhere(db: None) -> None:
    client, path = Client(enforce_csrf_checks=True), reverse("language")
    answer = client.post(path, {"language": "en"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "lang" not in client.cookies
    answer = client.post(path, {"language": "en", "next": "/tim/?q=a"}, headers={"origin": "http://testserver"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tim/?q=a")
    assert client.cookies["lang"].value == "en"


def asked(person: Person = NOBODY, **meta: Any) -> HttpRequest:
    request = RequestFactory().get("/", **meta)
    request.person = person  # type: ignore[attr-defined]

    class Match:
        func = staticmethod(same_for_visitors(lambda request: HttpResponse()))

    request.resolver_match = Match()  # type: ignore[assignment]
    return request


def test_an_answer_that_is_somebodys_own_is_not_kept_whatever_the_view_says() -> None:
    assert is_same_for_all(asked(), HttpResponse("x"))
    assert not is_same_for_all(asked(Person(7, "Lan")), HttpResponse("x"))
    assert not is_same_for_all(asked(CSRF_COOKIE_NEEDS_UPDATE=True), HttpResponse("x"))
    assert not is_same_for_all(asked(), HttpResponse("x", status=404))
    own = HttpResponse("x")
    own.set_cookie("a", "b")
    assert not is_same_for_all(asked(), own)
    assert not is_same_for_all(asked(), HttpResponse("x", headers={"Cache-Control": "no-store"}))
    assert not is_same_for_all(asked(), HttpResponse("x", headers={"Vary": "Cookie, Accept"}))
    assert is_same_for_all(asked(), HttpResponse("x", headers={"Vary": "Cookie"}))
    request = asked()
    request.resolver_match = None
    assert not is_same_for_all(request, HttpResponse("x"))


def test_the_shelf_is_bounded_and_keeps_what_is_asked_for() -> None:
    shelf, page = Shelf(25_000), KeptPage.of(HttpResponse(b"x" * 10_000))
    today = ("edition", date(2026, 1, 1))
    assert shelf.find(today, "a") is None
    for key in "ab":
        shelf.put(today, key, page)
    assert shelf.find(today, "a")
    shelf.put(today, "c", page)
    assert [key for key in "abc" if shelf.find(today, key)] == ["a", "c"]
    for _ in range(9):
        shelf.put(today, "c", page)
    assert shelf.find(today, "a")
    assert shelf.find(("later", today[1]), "a") is None
    shelf.put(today, "late", page)
    assert shelf.find(("later", today[1]), "late") is None
    assert shelf.find(today, "late") is None


def test_a_page_is_made_anew_after_a_while_whatever_the_journal_says(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(25_000)
    shelf.find("e", "a")
    shelf.put("e", "a", KeptPage.of(HttpResponse(b"x")))
    assert shelf.find("e", "a")
    monkeypatch.setattr(kept_pages, "LONGEST", -1.0)
    assert shelf.find("e", "a") is None


def test_parts_kept_for_people_inside_are_not_shown_to_others(world: World) -> None:
    """Both open the pages with kept parts, in either order; a part of the one is never the other's."""
    without_role = User.objects.create_user("moi", password="x")
    paths = [
        "/",
        reverse("plans:list"),
        reverse("plans:plan", args=[world.public.plan.slug]),
        reverse("plans:indicator", args=[world.public.targets[0].indicator_id]),
        reverse("observations:home"),
        reverse("plans:comparison", args=[world.public.plan.slug]),
    ]
    inside, outside, visitor = Client(), Client(), Client()
    inside.force_login(world.cast.viewer)
    outside.force_login(without_role)
    secret = world.internal.plan.short
    for path in paths:
        for order in ((inside, outside, visitor), (visitor, outside, inside)):
            seen = {client: secret in client.get(path).text for client in order}
            assert not seen[outside], path
            assert not seen[visitor], path
            assert seen[inside] or path not in paths[:2], path
        kept_results._results.clear()


def test_a_kept_part_is_new_after_an_act(world: World) -> None:
    leader, path = Client(), reverse("plans:indicator", args=[world.public.targets[0].indicator_id])
    leader.force_login(world.cast.leader)
    before = leader.get(path).text
    assert queries(leader, path) < 14
    settling.give_verdict(world.public.targets[0], "achieved", "", "Đã xem tại chỗ.", world.cast.leader, 0)
    assert leader.get(path).text != before
