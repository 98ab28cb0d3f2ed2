"""The form of an item: what it shows, what it refuses in words, a colleague's newer text."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lotrinh.living.review import services
from lotrinh.living.review.models import Proposal, Review, Standing
from tests.living.cast import Cast
from tests.living.review.helpers import at, opened, reported
from tests.living.review.visiting import page, url

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.mark.parametrize("name", ["edit", "split"])
def test_a_form_fetched_late_carries_the_version_of_the_card_that_was_seen(
    focal: Client, cast: Cast, name: str
) -> None:
    review = opened(cast)
    proposal = at(review, "65%" if name == "edit" else "dự toán hằng năm")
    address = url(name, review.pk, proposal.pk)
    assert f'href="{address}?v=1&amp;' in page(focal, url("review", review.pk))
    services.edit(proposal, {**proposal.slots, "scope": "toàn tỉnh"}, version=1, by=cast.leader)
    form = focal.get(address + "?v=1", **JSON).json()["form"]
    assert 'name="version" value="1"' in form
    wrong = focal.post(address, {"version": 1, "low": "nhiều", "start": 0, "end": 5, "at": "5"}, **JSON)
    if name == "edit":  # a form sent back with faults does not take over the newer version either
        assert 'name="version" value="1"' in wrong.json()["form"]
    else:
        assert wrong.status_code == 409
    assert 'name="version" value="2"' in focal.get(address, **JSON).json()["form"]


def test_saving_over_a_newer_text_of_a_colleague_asks(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    proposal = at(review, "65%")
    services.edit(proposal, {**proposal.slots, "low": 66.0, "high": 66.0}, version=1, by=cast.leader)
    answer = focal.post(url("edit", review.pk, proposal.pk), edited(review, proposal), **JSON)  # from the old card
    assert answer.status_code == 409
    assert "Vi Lãnh Đạo" in answer.json()["conflict"]
    proposal.refresh_from_db()
    assert proposal.slots["low"] == 66.0


def edited(review: Review, proposal: Proposal, **changed: Any) -> dict[str, Any]:
    data = {"version": proposal.version, "indicator": "Tỷ lệ che phủ", "change": "level", "comparator": "eq"}
    return data | {"low": "65", "unit": "%", "due": "2030", "start": proposal.start, "end": proposal.end} | changed


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"low": "nhiều"}, "không phải là số"),
        ({"due": "31/02/2030"}, "không đọc được"),
        ({"since": "20"}, "không phải là năm"),
        ({"comparator": "range", "low": "9", "high": "3"}, "không khớp nhau"),
        ({"indicator": ""}, "bắt buộc"),
    ],
    ids=str,
)
def test_a_wrong_field_is_told_in_words(focal: Client, cast: Cast, changed: dict[str, Any], told: str) -> None:
    review = opened(cast)
    proposal = at(review, "65%")
    answer = focal.post(url("edit", review.pk, proposal.pk), edited(review, proposal, **changed), **JSON)
    assert answer.status_code == 400
    assert told in answer.json()["form"]
    proposal.refresh_from_db()
    assert proposal.version == 1


def test_the_form_shows_numbers_and_days_as_officials_write_them(focal: Client, cast: Cast) -> None:
    review = opened(cast)
    assert 'value="12.000"' in page(focal, url("edit", review.pk, at(review, "12.000").pk))
    assert 'value="30/06/2025"' in page(focal, url("edit", review.pk, at(review, "đề án vốn").pk))


@pytest.mark.parametrize("words", ["65%", "12.000", "120 triệu", "đề án vốn", "đầu nguồn", "dự toán hằng năm"])
def test_saving_a_form_unchanged_changes_nothing(focal: Client, cast: Cast, words: str) -> None:
    from lotrinh.living.review.forms import slots_form

    review = opened(cast)
    proposal = at(review, words)
    form = slots_form(proposal.kind, slots=proposal.slots, start=proposal.start, end=proposal.end)
    data = {"version": 1} | {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, False)
    }
    focal.post(url("edit", review.pk, proposal.pk), data)
    proposal.refresh_from_db()
    assert proposal.standing == Standing.ACCEPTED
    assert proposal.slots == proposal.read


def test_figures_of_a_report_show_their_indicator_and_take_another_or_none(focal: Client, cast: Cast) -> None:
    review = reported(cast)
    proposal = at(review, "64,1%")
    assert '<span class="soft">Nói về:</span> Tỷ lệ che phủ rừng' in page(focal, url("review", review.pk))
    form = page(focal, url("edit", review.pk, proposal.pk))
    assert "không chỉ tiêu nào" in form
    data = edited(review, proposal, low="64,1", period="2024", indicator_id="none", c0_base="previous_year",
                  c0_change="increase", c0_value="0,3", c0_unit="%", c1_base="plan", c1_change="ratio",
                  c1_value="105", c1_unit="%", c1_plan_of="Trung ương giao")  # fmt: skip
    focal.post(url("edit", review.pk, proposal.pk), data)
    proposal.refresh_from_db()
    assert proposal.slots["indicator_id"] == "none"
    assert "105% kế hoạch Trung ương giao" in page(focal, url("review", review.pk)).replace("\xa0", " ")
    assert proposal.slots["comparisons"] == [
        {"base": "previous_year", "change": "increase", "value": 0.3, "unit": "%", "plan_of": None},
        {"base": "plan", "change": "ratio", "value": 105, "unit": "%", "plan_of": "Trung ương giao"},
    ]
    wrong = focal.post(url("edit", review.pk, proposal.pk), {**data, "version": 2, "period": "năm ngoái"}, **JSON)
    assert "không phải là kỳ" in wrong.json()["form"]
