"""The pages of the journal: readable lines, filters, verification."""

from __future__ import annotations

import re
from typing import Any

import pytest

from lotrinh.living.journal.models import Event
from lotrinh.living.journal.queries import Filter, history, page
from lotrinh.living.journal.services import acts, record
from lotrinh.living.journal.wording import act_in_general, sentence, subjects
from tests.living.cast import Cast


def test_a_line_says_who_did_what_with_a_link(cast: Cast, client: Any) -> None:
    record("agency.ended", cast.focal, cast.health, on="2025-02-28", before=None)
    client.force_login(cast.viewer)
    told = client.get("/nhat-ky/").content.decode()
    assert "Hoàng Tổng Hợp" in told
    assert f'ghi ngày cuối của <a href="/co-quan/{cast.health.pk}/">Sở Y tế</a>: 28/02/2025' in told


def test_nothing_in_a_line_is_markup(cast: Cast) -> None:
    cast.health.name = "<script>x</script>"
    event = record("agency.named", cast.focal, cast.health, name="<img src=x onerror=y>")
    told = sentence(event, "/co-quan/1/")
    assert "<script>" not in told
    assert "<img" not in told
    assert "&lt;script&gt;" in told


def test_values_are_said_as_people_read_them(cast: Cast) -> None:
    event = record("agency.succeeded", cast.focal, cast.health, successor=1234.5, function=["a", None], on=None)
    assert "1.234,5" in sentence(event)
    assert "(a, –)" in sentence(event)


def test_an_act_that_is_no_longer_known_is_still_shown(cast: Cast) -> None:
    event = record("agency.named", cast.focal, cast.health, name="x")
    event.act = "gone.act"
    assert "gone.act" in sentence(event)


def test_every_act_has_both_languages_and_the_same_places() -> None:
    for act, told in acts().items():
        vi, en = (set(re.findall(r"\{(\w+)(?::[^{}]*)?\}", told[language])) for language in ("vi", "en"))
        assert {place.removesuffix("_vi") for place in vi} == {place.removesuffix("_en") for place in en}, act
        assert "{" not in act_in_general(act)


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("", 4),
        ("?viec=agency.named", 2),
        ("?viec=no.such", 4),
        ("?loai=user", 0),
        ("?loai=agency&so={health}", 3),
        ("?nguoi={leader}", 1),
        ("?ke-hoach=5", 1),
        ("?nguoi=abc", 4),
        ("?truoc=3", 2),
    ],
)
def test_filters(cast: Cast, client: Any, address: str, count: int) -> None:
    record("agency.named", cast.focal, cast.health, name="a")
    record("agency.named", cast.leader, cast.health, name="b")
    record("agency.ended", cast.focal, cast.health, on="2025-01-01")
    record("agency.added", cast.focal, cast.finance, plan=5)
    client.force_login(cast.viewer)
    found = client.get("/nhat-ky/" + address.format(health=cast.health.pk, leader=cast.leader.pk))
    assert len(found.context["page"].lines) == count


def test_pages_follow_one_another(cast: Cast) -> None:
    for number in range(7):
        record("agency.named", cast.focal, cast.health, name=str(number))
    first = page(Filter(), size=3)
    second = page(Filter(before=first.older), size=3)
    third = page(Filter(before=second.older), size=3)
    assert [line.number for line in (*first.lines, *second.lines, *third.lines)] == [7, 6, 5, 4, 3, 2, 1]
    assert third.older is None


def test_the_history_of_one_thing(cast: Cast) -> None:
    record("agency.named", cast.focal, cast.health, name="a")
    record("agency.named", cast.focal, cast.finance, name="b")
    (line,) = history("agency", cast.health.pk)
    assert (line.who, line.act) == ("Hoàng Tổng Hợp", "agency.named")


def test_who_may_see_and_verify(cast: Cast, client: Any) -> None:
    assert client.get("/nhat-ky/").status_code == 302
    assert client.post("/nhat-ky/kiem-tra/").status_code == 302
    client.force_login(cast.reporter)
    assert client.get("/nhat-ky/").status_code == 200
    assert client.post("/nhat-ky/kiem-tra/").status_code == 403
    client.force_login(cast.leader)
    assert client.get("/nhat-ky/kiem-tra/").status_code == 405


def test_verifying_on_the_page_is_an_act(cast: Cast, client: Any) -> None:
    client.force_login(cast.leader)
    assert "0 dòng" in client.post("/nhat-ky/kiem-tra/").content.decode()
    record("agency.named", cast.focal, cast.health, name="a")
    told = client.post("/nhat-ky/kiem-tra/").content.decode()
    assert "nguyên vẹn: 1 dòng" in told
    assert Event.objects.get(number=1).digest in told
    assert Event.objects.get(number=2).act == "event.verified"


def test_queries_do_not_grow_with_rows(cast: Cast, client: Any, django_assert_num_queries: Any) -> None:
    client.force_login(cast.viewer)
    for rows in (3, 60):
        for number in range(rows):
            record("agency.named", (cast.focal, cast.leader)[number % 2], cast.health, name=str(number))
        with django_assert_num_queries(7):  # session, account, roles, successions; lines; who acted
            client.get("/nhat-ky/")


def test_kinds_of_subjects_are_named() -> None:
    assert {"agency", "area", "document", "plan", "target", "task", "observation", "user"} <= subjects().keys()
