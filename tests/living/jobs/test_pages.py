"""Pages of long work: who sees them, what they say, what their buttons do."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lotrinh.living.jobs import services
from lotrinh.living.jobs.kinds import kinds, title, titles
from lotrinh.living.jobs.models import Job, State
from tests.living.cast import Cast


@pytest.fixture
def asked(cast: Cast) -> Job:
    return services.ask("document.read", {"name": "<b>KH-23</b>.pdf"}, cast.focal)


def test_every_kind_of_work_has_a_name_and_every_name_a_work(db: None) -> None:
    assert settings.JOB_KINDS == "lotrinh.web.jobs.KINDS"
    assert set(titles()) == set(kinds())


def test_a_visitor_is_asked_to_sign_in(client: Client, asked: Job) -> None:
    for name in ("job", "progress"):
        assert client.get(reverse(f"jobs:{name}", args=[asked.pk])).status_code == 302


def test_the_page_tells_and_refreshes_itself_without_javascript(client: Client, asked: Job, cast: Cast) -> None:
    client.force_login(cast.viewer)
    page = client.get(reverse("jobs:job", args=[asked.pk])).content.decode()
    assert "&lt;b&gt;KH-23" in page
    assert "<b>KH" not in page
    assert 'http-equiv="refresh"' in page
    assert "Dừng" not in page  # not the viewer's work


def test_progress_as_json(client: Client, asked: Job, cast: Cast) -> None:
    client.force_login(cast.focal)
    Job.objects.update(state=State.RUNNING, step={"vi": "Đọc trang", "en": "Reading"}, done=2, total=5)
    told = client.get(reverse("jobs:progress", args=[asked.pk])).json()
    assert (told["state"], told["step"], told["done"], told["total"], told["ended"]) == (
        "running", "Đọc trang", 2, 5, False,
    )  # fmt: skip


def test_stopping_and_trying_again(client: Client, asked: Job, cast: Cast) -> None:
    client.force_login(cast.reporter)
    assert client.post(reverse("jobs:stop", args=[asked.pk])).status_code == 403
    client.force_login(cast.focal)
    assert client.get(reverse("jobs:stop", args=[asked.pk])).status_code == 405
    client.post(reverse("jobs:stop", args=[asked.pk]))
    assert Job.objects.get().state == State.CANCELLED
    assert "Thử lại" in client.get(reverse("jobs:job", args=[asked.pk])).content.decode()
    client.post(reverse("jobs:again", args=[asked.pk]))
    assert Job.objects.get().state == State.WAITING


def test_the_list_costs_the_same_for_many(client: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    client.force_login(cast.focal)
    for _ in range(30):
        services.ask("document.read", {"name": "a.txt"}, cast.focal)
    with django_assert_max_num_queries(7):
        assert client.get(reverse("jobs:jobs")).status_code == 200


def test_a_title_names_what_is_worked_on(db: None) -> None:
    assert title(Job(kind="document.read", arguments={"name": "a.txt"})) == "Đọc văn bản «a.txt»"
    assert title(Job(kind="document.read")) == "Đọc văn bản «»"
