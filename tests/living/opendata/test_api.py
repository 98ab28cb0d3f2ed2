"""The API: its description, its problems, its pages and filters, what is kept, and addresses that keep a version."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lotrinh.living.journal.edition import renew
from lotrinh.living.observations.models import Observation
from lotrinh.living.portal.holding import decide
from tests.living.web.world import World


def told(client: Client, path: str, **query: object) -> Any:
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_description_has_every_route_and_problem(client: Client, db: None) -> None:
    said = told(client, "openapi.json")
    assert said["openapi"].startswith("3.")
    assert len(said["paths"]) == 17
    for path, operations in said["paths"].items():
        assert set(operations) == {"get"}, path
        answers = operations["get"]["responses"]
        assert "application/problem+json" in answers["422"]["content"]
        assert ("404" in answers) is ("{" in path)
        names = [one["name"] for one in operations["get"].get("parameters", ())]
        assert len(names) == len(set(names))
        assert all(one["in"] == "path" or not one["required"] for one in operations["get"].get("parameters", ()))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("targets/999999", 404),
        ("targets/0", 422),
        ("targets/-1", 422),
        ("targets/abc", 422),
        ("targets/99999999999999999999999", 422),
        ("plans/khong-co", 404),
        ("nowhere", 404),
        ("figures?page=0", 422),
        ("figures?size=201", 422),
        ("figures?known_since=1700000000", 422),
        ("figures?known_since=2024-02-31", 422),
        ("figures?vintage=x", 422),
        ("plans?page=%00", 400),
        ("figures?indicator=x&indicator=5", 422),
    ],
)
def test_a_problem_is_told_in_both_languages(client: Client, db: None, path: str, status: int) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status and said["title"] != said["title_en"] and said["detail_en"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_for_reading_only(client: Client, db: None, method: str) -> None:
    answer = getattr(client, method)("/api/v1/plans")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET"
    assert answer.json()["status"] == 405


def test_lists_come_in_pages_that_lead_to_each_other(world: World, client: Client) -> None:
    first = told(client, "figures", size=1)
    assert (first["count"], len(first["items"]), first["previous"]) == (2, 1, None)
    second = client.get(first["next"].removeprefix("http://testserver")).json()
    assert second["next"] is None and second["items"] != first["items"]
    assert client.get(second["previous"].removeprefix("http://testserver")).json() == first
    assert told(client, "figures", page=50)["items"] == []


def test_filters_narrow_the_lists(world: World, client: Client) -> None:
    one, other = world.public.targets
    slug = world.public.plan.slug
    assert {row["plan"] for row in told(client, "targets")["items"]} == {slug}
    assert [row["id"] for row in told(client, "targets", indicator=one.indicator_id)["items"]] == [one.pk]
    assert [row["id"] for row in told(client, "targets", agency=world.cast.education.pk)["items"]] == [other.pk]
    assert [row["id"] for row in told(client, "targets", q="bao hiem")["items"]] == [one.pk]
    statuses = {row["status"] for row in told(client, "targets", status="not_assessable")["items"]}
    assert statuses <= {"not_assessable"}
    assert told(client, "figures", year=2024)["count"] == 2
    assert told(client, "figures", year=1999)["count"] == 0
    assert told(client, "figures", plan=world.internal.plan.slug)["count"] == 0
    assert told(client, "figures", known_since="2025-01-21")["count"] == 0
    assert told(client, "tasks", plan=slug)["count"] == 2
    assert told(client, "areas", code="20")["count"] == 1
    assert told(client, "questions", target=one.pk)["count"] == 1
    assert told(client, "changes", since="2000-01-01")["count"] >= 4
    assert told(client, "changes", since="0001-01-01")["count"] >= 4
    assert told(client, "changes", since="9999-12-31")["count"] == 0


def test_a_figure_keeps_its_address_when_it_is_corrected(world: World, client: Client) -> None:
    old = world.public.figures[0]
    before = told(client, f"figures/{old.pk}")
    later = Observation.objects.create(
        indicator=old.indicator, agency=old.agency, period=old.period, first=old.first, last=old.last, value=41.0,
        unit="%", known_on=old.known_on,
    )  # fmt: skip
    Observation.objects.filter(pk=old.pk).update(superseded_by=later)
    renew()
    after = told(client, f"figures/{old.pk}")
    assert after == before | {"superseded_by": later.pk}
    current = {row["id"] for row in told(client, "figures", indicator=old.indicator_id)["items"]}
    assert current == {later.pk}
    whole = {row["id"] for row in told(client, "figures", indicator=old.indicator_id, history="true")["items"]}
    assert whole == {old.pk, later.pk}
    Observation.objects.filter(pk=later.pk).update(public=False)
    renew()
    assert told(client, f"figures/{old.pk}")["superseded_by"] is None  # not even the number of what is held back


def test_a_target_has_an_address_for_each_version(world: World, client: Client) -> None:
    target = world.public.targets[0]
    one = told(client, f"targets/{target.pk}/versions/1")
    assert told(client, f"targets/{target.pk}/versions")["items"] == [one]
    assert one["low"] == 95 and one["version"] == 1 and one["url"].endswith(f"/targets/{target.pk}/versions/1")
    assert client.get(f"/api/v1/targets/{target.pk}/versions/2").status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/targets", "/du-lieu/danh-muc.jsonld", "/du-lieu/tat-ca/figures.csv"])
def test_what_has_not_changed_is_not_sent_again(world: World, client: Client, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert "public" in first.headers["Cache-Control"]
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(path, headers={"if-none-match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    decide("target", world.public.targets[0].pk, public=False, reason="Chờ thẩm định số liệu", by=world.cast.focal)
    changed = client.get(path, headers={"if-none-match": tag})
    assert changed.status_code == 200 and changed.headers["ETag"] != tag


def test_what_is_not_there_has_no_tag(world: World, client: Client) -> None:
    answer = client.get("/api/v1/targets/999999", headers={"if-none-match": "*"})
    assert answer.status_code == 404 and "ETag" not in answer.headers


def test_a_list_takes_few_queries(world: World, client: Client, django_assert_max_num_queries: Any) -> None:
    for path in ("targets", "figures", "tasks", "plans"):
        with django_assert_max_num_queries(12):
            told(client, path)
