"""Forms of targets, their rules, and goals as values."""

from datetime import date

import pytest

from lotrinh.core.quantity import Quantity
from lotrinh.core.target import (
    FORM_RULES,
    Direction,
    Form,
    Goal,
    due_date,
    form_of,
    names_share,
    stated_direction,
)

# Slots as a reader gives them, the rule that must decide, and its form.
CASES = [
    (("event", None), {}, "form.event", Form.EVENT),
    (("decrease", None), {"unit": None}, "form.direction_only", Form.DIRECTION_ONLY),
    (("level", None), {}, "form.word", Form.WORD),
    (("level", "gt"), {"unit": "%", "due": 2025, "milestones": 2}, "form.milestones", Form.MILESTONES),
    (("level", "range"), {"unit": "%", "due": 2030, "parts": 4}, "form.structure", Form.STRUCTURE),
    (("level", "eq"), {"unit": "%", "due": 2030, "hold": True}, "form.hold", Form.HOLD),
    (("decrease", "range"), {"unit": "%", "per": "year", "share": True}, "form.yearly_points", Form.YEARLY_CHANGE),
    (("increase", "eq"), {"unit": "ha", "per": "year"}, "form.yearly_points", Form.YEARLY_CHANGE),
    (("increase", "eq"), {"unit": "điểm %", "per": "year"}, "form.yearly_points", Form.YEARLY_CHANGE),
    (("level", "range"), {"unit": "%", "per": "year", "from_": 2021}, "form.average_growth", Form.AVERAGE_GROWTH),
    (("increase", "range"), {"unit": "%", "per": "year", "due": 2030}, "form.average_growth", Form.AVERAGE_GROWTH),
    (("level", "eq"), {"unit": "ha", "per": "year", "due": 2025}, "form.every_year", Form.HOLD),
    (("level", "ge"), {"unit": "%", "per": "year", "share": True}, "form.every_year", Form.HOLD),
    (("level", "ge"), {"unit": "huyện/thành phố", "due": 2030}, "form.count", Form.COUNT),
    (("increase", "ge"), {"unit": "hợp tác xã", "due": 2025}, "form.count", Form.COUNT),
    (("increase", "eq"), {"unit": "%", "due": 2025}, "form.change_in_year", Form.YEARLY_CHANGE),
    (("decrease", "ge"), {"unit": "%", "due": 2025, "from_": 2024}, "form.change_in_year", Form.YEARLY_CHANGE),
    (("increase", "eq"), {"unit": "%", "due": 2025, "from_": 2023}, "form.level", Form.LEVEL),
    (("increase", "eq"), {"unit": "%"}, "form.level", Form.LEVEL),
    (("level", "range"), {"unit": "%", "due": 2030, "parts": 2}, "form.structure", Form.STRUCTURE),
    (("level", "range"), {"unit": "%", "due": 2030}, "form.range", Form.RANGE),
    (("decrease", "range"), {"unit": "%", "due": 2030, "from_": 2020}, "form.range", Form.RANGE),
    (("level", "gt"), {"unit": "%", "due": 2030}, "form.one_sided", Form.ONE_SIDED),
    (("level", "le"), {"unit": "%"}, "form.one_sided", Form.ONE_SIDED),
    (("level", "top"), {"unit": "tỉnh", "due": 2030}, "form.one_sided", Form.ONE_SIDED),
    (("increase", "ge"), {"unit": "%"}, "form.one_sided", Form.ONE_SIDED),
    (("level", "about"), {"unit": "triệu đồng", "due": 2030}, "form.level", Form.LEVEL),
    (("level", "eq"), {"unit": "trường", "due": "2030-06-30"}, "form.level", Form.LEVEL),
    (("level", "eq"), {"unit": "giường bệnh/vạn dân", "due": 2030}, "form.level", Form.LEVEL),
    (("multiple", "eq"), {"unit": "lần", "due": date(2030, 12, 31)}, "form.level", Form.LEVEL),
]


@pytest.mark.parametrize(("slots", "more", "rule", "form"), CASES)
def test_form(slots, more, rule, form):
    derived = form_of(*slots, **more)
    assert (derived.rule, derived.form) == (rule, form)


def test_every_rule_has_a_case_and_every_form_a_rule():
    assert {rule for _, _, rule, _ in CASES} == {rule.id for rule in FORM_RULES}
    assert {rule.form for rule in FORM_RULES} == set(Form)
    assert len({rule.id for rule in FORM_RULES}) == len(FORM_RULES)


def test_the_explanation_is_that_of_the_rule():
    derived = form_of("event", None)
    assert (derived.vi, derived.en) == (FORM_RULES[0].vi, FORM_RULES[0].en)
    assert all(rule.vi.endswith(".") and rule.en.endswith(".") for rule in FORM_RULES)


@pytest.mark.parametrize(
    ("change", "comparator", "direction"),
    [
        ("increase", "le", Direction.MORE),
        ("decrease", "ge", Direction.LESS),
        ("multiple", "eq", Direction.MORE),
        ("level", "ge", Direction.MORE),
        ("level", "gt", Direction.MORE),
        ("level", "le", Direction.LESS),
        ("level", "lt", Direction.LESS),
        ("level", "top", Direction.LESS),
        ("level", "eq", None),
        ("level", "about", None),
        ("level", "range", None),
        ("event", None, None),
    ],
)
def test_direction_is_taken_from_words_only(change, comparator, direction):
    assert stated_direction(change, comparator) is direction


@pytest.mark.parametrize(
    ("indicator", "share"),
    [
        ("Tỷ lệ hộ nghèo đa chiều", True),
        ("tỉ lệ che phủ rừng", True),
        ("Tỷ trọng công nghiệp", True),
        ("Độ che phủ rừng", True),
        ("Thu nội địa", False),
        ("GRDP", False),
        ("Tỷ suất sinh", True),
        ("tỉ suất tử vong", True),
        ("tỉ trọng dịch vụ", True),
        ("Cơ cấu kinh tế", True),
        ("giảm tỷ lệ hộ nghèo", False),
    ],
)
def test_names_of_shares(indicator, share):
    assert names_share(indicator) is share


def test_due_dates():
    assert due_date(None) is None
    assert due_date(2030) == date(2030, 12, 31)
    assert due_date("2025-06-30") == date(2025, 6, 30)
    with pytest.raises(ValueError, match="sang năm"):
        due_date("sang năm")


@pytest.mark.parametrize("form", [Form.EVENT, Form.WORD, Form.DIRECTION_ONLY])
def test_forms_without_a_number(form):
    assert Goal(form).quantity is None
    with pytest.raises(ValueError, match="with quantity"):
        Goal(form, Quantity.exactly(1))


@pytest.mark.parametrize("form", sorted(set(Form) - {Form.EVENT, Form.WORD, Form.DIRECTION_ONLY}))
def test_forms_with_a_number(form):
    assert Goal(form, Quantity.exactly(1)).quantity == Quantity.exactly(1)
    with pytest.raises(ValueError, match="with quantity None"):
        Goal(form)


def test_a_goal_does_not_end_before_it_begins():
    quantity = Quantity.exactly(1)
    assert Goal(Form.LEVEL, quantity, date(2025, 12, 31), 2025).years == 1
    with pytest.raises(ValueError, match="from 2026"):
        Goal(Form.LEVEL, quantity, date(2025, 12, 31), 2026)


def test_years_of_a_goal():
    quantity = Quantity.between(8, 9, "%")
    assert Goal(Form.AVERAGE_GROWTH, quantity, date(2030, 12, 31), 2021, "year").years == 10
    assert Goal(Form.AVERAGE_GROWTH, quantity, date(2030, 12, 31)).years is None
    assert Goal(Form.AVERAGE_GROWTH, quantity, None, 2021).years is None


def test_direction_is_never_filled_in():
    assert Goal(Form.LEVEL, Quantity.exactly(6, "%"), base=4.0, base_year=2024).direction is None


def test_printed_names_of_forms_and_directions_are_stable():
    assert {form.value for form in Form} == {
        "level", "range", "one_sided", "average_growth", "yearly_change", "hold", "direction_only", "milestones",
        "count", "event", "structure", "word",
    }  # fmt: skip
    assert {direction.value for direction in Direction} == {"more", "less", "hold"}
