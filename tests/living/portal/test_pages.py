"""The public pages: what they say, how light they are, that they read the same to everybody."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.access.rules import NOBODY
from lotrinh.living.journal.models import Event
from lotrinh.living.plans.models import Assessment, Target
from lotrinh.living.portal.holding import Refused, decide
from lotrinh.living.portal.models import Release
from lotrinh.living.portal.summaries import summary_of
from lotrinh.living.search.queries import find
from tests.living.web.world import World

LIGHT = 100_000
"""Bytes of a first page with all that it loads, without compression."""


def page(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(f"portal:{name}", args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_start_says_where_each_plan_stands(world: World, client: Client) -> None:
    said = page(client, "start")
    assert world.public.plan.short in said and world.internal.plan.short not in said
    assert "tất cả 2 mục tiêu" in said


def test_the_count_is_that_of_its_rule(world: World, client: Client) -> None:
    one, other = world.public.targets
    Assessment.objects.filter(target=one).update(word="met")
    Assessment.objects.filter(target=other).update(word="not_met")
    assert "1/2" in page(client, "plan", world.public.plan.slug)
    Target.objects.filter(pk=other.pk).update(public=False)  # held back: neither counted nor told
    assert "1/1" in page(client, "plan", world.public.plan.slug)
    Assessment.objects.filter(target=one).update(counted=False)  # a part of another one
    summary = summary_of(world.public.plan)
    assert (summary.good, summary.worded, summary.whole.total) == (0, 0, 0)


def test_a_target_is_told_in_one_sentence(world: World, client: Client) -> None:
    target = world.public.targets[0]
    said = page(client, "target", world.public.plan.slug, target.pk)
    assert f"mục tiêu «{target.indicator.name}»" in said and "40%" in said
    assert "Lương Y Tế" not in said
    sector = page(client, "sector", world.public.plan.slug, summary_of(world.public.plan).sectors[0].key)
    assert target.indicator.name in sector


@pytest.mark.parametrize("name", ["start", "map", "changed", "rules", "questions"])
def test_pages_are_in_english_too(world: World, client: Client, name: str) -> None:
    client.cookies["lang"] = "en"
    assert '<html lang="en">' in page(client, name)


FONTS = ("latin-400", "latin-600", "vietnamese-400", "vietnamese-600")  # what a Vietnamese page loads


def test_a_first_page_is_light(world: World, client: Client) -> None:
    """Everything that a browser fetches for it, not compressed; the server sends less."""
    for path in (reverse("portal:start"), reverse("portal:plan", args=[world.public.plan.slug])):
        said = client.get(path).content
        files = set(re.findall(r'(?:href|src)="/static/([^"?]+)"', said.decode()))
        sizes = [_size(name) for name in files] + [_size(f"fonts/be-vietnam-pro-{font}-normal.woff2") for font in FONTS]
        assert len(said) + sum(sizes) < LIGHT + 20_000  # text files are sent at about a third of their size
        assert len(said) // 2 + sum(sizes) < LIGHT


def _size(name: str) -> int:
    found = finders.find(name)
    assert isinstance(found, str)
    with open(found, "rb") as file:  # noqa: PTH123
        size = len(file.read())
    return size if name.endswith("woff2") else size // 3


def test_a_decision_needs_a_reason_and_is_journalled(world: World) -> None:
    target, by = world.public.targets[0], world.cast.focal
    with pytest.raises(Refused):
        decide(Release.Kind.TARGET, target.pk, public=False, reason="mật", by=by)
    decide(Release.Kind.TARGET, target.pk, public=False, reason="Chờ thẩm định số liệu", by=by)
    target.refresh_from_db()
    assert target.public is False
    event = Event.objects.get(act="publicity.held")
    assert (event.subject_kind, event.data["reason"]) == ("target", "Chờ thẩm định số liệu")
    with pytest.raises(Refused):
        decide(Release.Kind.TARGET, target.pk, public=False, reason="Chờ thẩm định số liệu", by=by)
    decide(Release.Kind.TARGET, target.pk, public=True, reason="Đã thẩm định xong", by=by)
    assert Release.objects.count() == 2


def test_the_official_holds_back_and_releases_on_a_page(world: World, client: Client) -> None:
    client.force_login(world.cast.focal)
    figure = world.public.figures[0]
    at = reverse("portal:decide", args=["figure", figure.pk])
    assert client.post(at, {"reason": "ngắn"}).status_code == 422
    assert client.post(at, {"reason": "Chờ cơ quan thống kê công bố"}).status_code == 302
    figure.refresh_from_db()
    assert figure.public is False
    assert "Chờ cơ quan thống kê công bố" in client.get(reverse("portal:held")).content.decode()
    visitor = Client()
    said = page(visitor, "target", world.public.plan.slug, world.public.targets[0].pk)
    assert "chưa được công bố" in said and "40%" not in said
    assert client.post(at, {"reason": "Đã công bố chính thức", "public": "on"}).status_code == 302
    figure.refresh_from_db()
    assert figure.public is True


def test_a_task_is_held_back_and_released_on_a_page(world: World, client: Client) -> None:
    task, slug = world.public.tasks[0], world.public.plan.slug
    client.force_login(world.cast.focal)
    shown = reverse("plans:task", args=[slug, task.pk])
    at = reverse("portal:decide", args=["task", task.pk])
    assert f'href="{at}"' in client.get(shown).content.decode()
    assert client.post(at, {"reason": "Chờ thống nhất với cơ quan chủ trì"}).status_code == 302
    assert str(task) in client.get(reverse("portal:held")).content.decode()
    visitor = Client()
    assert visitor.get(shown).status_code == 404
    assert str(task) not in visitor.get(reverse("plans:tasks", args=[slug])).content.decode()
    assert task.pk not in [one["id"] for one in visitor.get("/api/v1/tasks").json()["items"]]
    assert not [group for group in find(str(task), NOBODY).groups if group.kind == "task"]
    event = Event.objects.get(act="publicity.held")
    assert (event.subject_kind, event.plan_id) == ("task", world.public.plan.pk)
    assert client.post(at, {"reason": "Đã thống nhất xong", "public": "on"}).status_code == 302
    assert visitor.get(shown).status_code == 200


def test_what_changed_since_a_day(world: World, client: Client) -> None:
    today = timezone.localdate()
    at = reverse("portal:changed")
    said = client.get(at, {"tu": (today - timedelta(days=1)).isoformat()}).content.decode()
    assert world.public.targets[0].indicator.name in said
    assert client.get(at, {"tu": "0001-01-01", "ke-hoach": world.public.plan.slug}).status_code == 200
    assert client.get(at, {"tu": "9999-99-99"}).status_code == 200


def test_pages_take_few_queries(world: World, client: Client, django_assert_max_num_queries: object) -> None:
    most: object = django_assert_max_num_queries
    for name, arguments, count in (
        ("start", (), 12),
        ("plan", (world.public.plan.slug,), 8),
        ("target", (world.public.plan.slug, world.public.targets[0].pk), 24),
    ):
        with most(count):  # type: ignore[operator]
            client.get(reverse(f"portal:{name}", args=arguments))
