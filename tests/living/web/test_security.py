"""What a hostile visitor tries: markup in names, forms from elsewhere, redirects, framing, odd parameters and paths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency, User
from lotrinh.living.places.models import Area
from lotrinh.living.plans import assess
from lotrinh.living.plans.models import Indicator, Plan, Target, TargetRevision, Task
from lotrinh.living.review.models import Proposal
from tests.living.cast import Cast
from tests.living.visiting import signed_in
from tests.living.web.addresses import Address, addresses
from tests.living.web.world import World, places

PROBE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"


def pages(world: World, client: Client) -> Iterator[tuple[Address, HttpResponse, str]]:
    """Every address that answers a GET, with what it says. Writes are taken back."""
    for address in addresses():
        if address.name in ("account_logout", "documents:file", "observations:evidence"):
            continue
        with transaction.atomic():
            answer = client.get(reverse(address.name, kwargs=places(world, world.public, address, 0)))
            said = b"".join(answer) if answer.streaming else answer.content
            transaction.set_rollback(True)
        yield address, answer, said.decode("utf-8", "replace")


class Written(HTMLParser):
    """Finds what the policy would have to forbid: script and style written into a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        data = told.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in told and not data):
            self.found.append(tag)
        self.found += [name for name in told if name == "style" or name.startswith("on")]
        self.found += [value for value in told.values() if value and value.strip().lower().startswith("javascript:")]


def test_every_answer_carries_the_policy_and_no_page_needs_more(world: World) -> None:
    for user in (None, world.cast.focal, world.cast.administrator):
        for address, answer, said in pages(world, signed_in(user)):
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, address.name
            assert "unsafe" not in policy or "sandbox" in policy, address.name  # a picture, in which no script runs
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                parser = Written()
                parser.feed(said)
                assert not parser.found, (address.name, parser.found)


def test_no_form_is_taken_from_elsewhere(world: World) -> None:
    for user in (world.cast.focal, world.cast.administrator):
        client = signed_in(user, enforce_csrf_checks=True)
        for address in addresses():
            path = reverse(address.name, kwargs=places(world, world.public, address, 0))
            for headers in ({"origin": "https://elsewhere.example"}, {}):
                if address.name == "language" and not headers:
                    continue  # has no token: web.views.language says why
                answer = client.post(path, {"next": "/"}, headers=headers)
                assert answer.status_code in (403, 405), (address.name, answer.status_code)


def spoil(world: World) -> None:
    """Put markup wherever somebody can write a name or a text."""
    half = world.public
    Document.objects.filter(pk=half.document.pk).update(title=PROBE, issuer=PROBE, signer=PROBE, name=PROBE, kind=PROBE)
    Document.objects.filter(pk=world.unread.pk).update(title=PROBE, number=PROBE, text=PROBE + world.unread.text)
    Plan.objects.filter(pk=half.plan.pk).update(short=PROBE, title=PROBE, theme=PROBE)
    Indicator.objects.update(method=PROBE)
    Indicator.objects.filter(pk=half.targets[0].indicator_id).update(name=PROBE, unit=PROBE)
    Target.objects.update(section=PROBE, scope=PROBE, agency_text=PROBE)
    TargetRevision.objects.update(quote=PROBE, ground=PROBE)
    Task.objects.update(text=PROBE, section=PROBE, deliverable=PROBE, product=PROBE)
    half.tasks[0].assignments.update(printed=PROBE)
    Agency.objects.filter(pk=world.cast.health.pk).update(name=PROBE)
    Area.objects.update(name=PROBE)
    User.objects.update(full_name=PROBE, title=PROBE)
    half.figures[0].note = half.figures[0].quote = PROBE
    half.figures[0].save()
    half.link.conflict = PROBE
    half.link.save()
    half.batch.name = PROBE
    half.batch.save()
    for proposal in Proposal.objects.all():
        proposal.slots = {key: PROBE if isinstance(value, str) else value for key, value in proposal.slots.items()}
        proposal.save()
    assess.refresh(half.plan)


def test_markup_in_names_is_shown_and_never_runs(world: World) -> None:
    spoil(world)
    seen = 0
    for user in (None, world.cast.focal, world.cast.administrator):
        for address, answer, said in pages(world, signed_in(user)):
            if "html" in answer.headers.get("Content-Type", "") or "svg" in answer.headers.get("Content-Type", ""):
                assert "<script>alert" not in said, address.name
                assert "<img src=x" not in said, address.name
                seen += "&lt;script&gt;" in said
    assert seen > 30, "the probe is shown as text on many pages"


ODD = ("' OR 1=1 --", "\x00", "%", "_", "../../etc/passwd", "9" * 40, "-1", "{{ 7 }}", "𝓍" * 50, "ten,-ten", "NaN")


PARAMETERS = (
    *("q", "tim", "loc", "sap", "trang", "nhom", "muc", "coquan", "danhgia", "trangthai"),
    *("loai", "nam", "ngay", "o", "tu", "den"),
)
LISTS = (
    *("home", "accounts", "plans:list", "plans:plan", "plans:tasks", "plans:comparison", "documents:documents"),
    *("documents:document", "review:reviews", "review:review", "observations:home", "people:agencies"),
    *("people:who_answers", "places:areas", "journal:list", "jobs:jobs", "search:find"),
)


def test_odd_parameters_break_no_page(world: World) -> None:
    client = signed_in(world.cast.focal)
    for name in LISTS:
        address = next(one for one in addresses() if one.name == name)
        path = reverse(name, kwargs=places(world, world.public, address, 0))
        for value in ODD:
            answer = client.get(path, dict.fromkeys(PARAMETERS, value))
            assert answer.status_code in (200, 302, 400, 403, 404), (name, value, answer.status_code)


def test_the_character_0_is_refused(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    assert client.get(reverse("accounts"), {"q": "a\0b"}).status_code == 400
    assert client.post(reverse("account_create"), {"username": "a\0b", "full_name": "x"}).status_code == 400


@pytest.mark.parametrize(
    "back", ["https://xau.example/", "//xau.example", "/\\xau.example", "javascript:alert(1)", "", "a" * 9000]
)
def test_the_language_switch_leads_nowhere_else(db: None, back: str) -> None:
    answer = Client().post(reverse("language"), {"language": "en", "next": back})
    assert not re.match(r"https?:|//|/\\|javascript", answer.headers["Location"])
    assert answer.cookies["lang"]["httponly"]
    assert answer.cookies["lang"]["samesite"] == "Lax"


def test_the_language_is_one_of_ours(db: None) -> None:
    assert "lang" not in Client().post(reverse("language"), {"language": "<script>"}).cookies


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(cast: Cast) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": "tonghop", "password": "mat-khau-thu"})
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True, SECURE_SSL_REDIRECT=True)
def test_behind_https_cookies_and_pages_keep_to_it(cast: Cast) -> None:
    assert Client().get("/").headers["Location"].startswith("https://")
    client = Client()
    client.post(reverse("account_login"), {"login": "tonghop", "password": "mat-khau-thu"}, secure=True)
    assert client.cookies["sessionid"]["secure"]


def test_signing_in_changes_the_session(cast: Cast) -> None:
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["kept"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before or ""
    client.post(reverse("account_login"), {"login": "tonghop", "password": "mat-khau-thu"})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "path", ["/static/../secret-key", "/static/..%2f..%2fsecret-key", "/static//etc/passwd", "/files/", "/media/"]
)
def test_nothing_but_pages_is_served(db: None, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_an_unknown_host_is_refused(db: None) -> None:
    assert Client(headers={"host": "xau.example"}).get("/").status_code == 400


def test_an_address_that_only_takes_a_form_says_so_when_it_is_opened(world: World) -> None:
    client = signed_in(world.cast.focal)
    at = reverse("review:accept_all", args=[world.opened.pk])
    answer = client.get(at, headers={"Accept": "text/html"})
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    assert "Địa chỉ này chỉ nhận biểu mẫu" in answer.content.decode()
    assert client.get(at, headers={"Accept": "application/json"}).content == b""
