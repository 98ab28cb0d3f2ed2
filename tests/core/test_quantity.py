"""Quantities: the contract of bounds, what they admit, how they are worded."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.quantity import Comparator, Quantity, exactly_of
from lotrinh.core.unit import Unit, parse_unit

F = Fraction
MADE = {
    Comparator.EQ: Quantity.exactly(76, "%"),
    Comparator.RANGE: Quantity.between(8, 9.5, "%"),
    Comparator.GE: Quantity.at_least(8, "%"),
    Comparator.GT: Quantity.above(95, "%"),
    Comparator.LE: Quantity.at_most(50, "%"),
    Comparator.LT: Quantity.below(13, "%"),
    Comparator.ABOUT: Quantity.about(150, "triệu đồng"),
    Comparator.TOP: Quantity.top(3, "tỉnh"),
}


def test_every_comparator_has_a_constructor():
    assert {comparator: quantity.comparator for comparator, quantity in MADE.items()} == {c: c for c in Comparator}


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [
        ("eq", 76, 76),
        ("range", 8, 9.5),
        ("ge", 8, None),
        ("gt", 95, None),
        ("le", None, 50),
        ("lt", None, 13),
        ("about", 150, 150),
        ("top", 3, 3),
    ],
)
def test_bounds_follow_the_contract(comparator, low, high):
    quantity = MADE[Comparator(comparator)]
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("comparator", "low", "high"),
    [("eq", 1, 2), ("eq", 1, None), ("about", 1, 2), ("range", 2, 1), ("range", 2, 2), ("range", 1, None),
     ("range", None, 2), ("ge", 1, 2), ("ge", None, None), ("gt", None, 2), ("le", 1, 2), ("lt", 1, None),
     ("top", None, 3)],
)  # fmt: skip
def test_fields_that_break_the_contract_are_refused(comparator, low, high):
    with pytest.raises(ValueError, match="not a quantity"):
        Quantity(Comparator(comparator), low, high, parse_unit("%"))


def test_of_drops_the_open_bound_and_knows_its_comparators():
    assert Quantity.of("ge", 8, 8, "%") == MADE[Comparator.GE]
    assert Quantity.of("lt", 13, 13, "%") == MADE[Comparator.LT]
    with pytest.raises(ValueError, match="nearly"):
        Quantity.of("nearly", 1, 1)


def test_about_is_not_approximate_twice():
    assert not Quantity.of("about", 40, 40, "%", approx=True).approx
    assert Quantity.of("gt", 80, None, "%", approx=True).approx


@pytest.mark.parametrize(("values", "decimals"), [((8, 9), 0), ((8, 9.5), 1), ((0.25, 0.5), 2), ((150.0, 200), 0)])
def test_decimals_are_those_of_the_values(values, decimals):
    assert Quantity.between(*values).decimals == decimals


def test_printed_decimals_win():
    assert Quantity.exactly(8.0, decimals=1).decimals == 1


@pytest.mark.parametrize(
    ("quantity", "interval"),
    [
        (Quantity.exactly(8.0, decimals=1), (F(159, 20), F(161, 20))),
        (Quantity.exactly(8), (F(15, 2), F(17, 2))),
        (Quantity.between(32, 33), (F(63, 2), F(67, 2))),
        (Quantity.above(95), (F(189, 2), None)),
        (Quantity.at_most(0.5), (None, F(11, 20))),
        (Quantity.about(150), (F(145), F(155))),
        (Quantity.about(95000), (F(94500), F(95500))),
        (Quantity.about(6.2), (F(123, 20), F(25, 4))),
        (Quantity.of("gt", 80, None, approx=True), (F(75), None)),
    ],
)
def test_interval_of_true_values(quantity, interval):
    assert quantity.interval() == interval


@pytest.mark.parametrize(
    ("value", "tolerance"), [(150, F(5)), (6, F(1, 2)), (6.2, F(1, 20)), (100, F(50)), (0, F(1, 2)), (-30, F(5))]
)
def test_tolerance_is_half_a_unit_of_the_last_digit_that_counts(value, tolerance):
    assert Quantity.about(value).tolerance == tolerance


def test_a_printed_zero_counts_only_where_it_is_printed():
    assert Quantity.about(8.0, decimals=1).tolerance == F(1, 2)


@pytest.mark.parametrize(
    ("quantity", "inside", "outside"),
    [
        (Quantity.exactly(76), [76, 76.5, 75.5], [76.51, 75.49]),
        (Quantity.exactly(6.0, decimals=1), [6.04, 5.95], [6.06, 5.94]),
        (Quantity.between(8, 9), [8, 8.5, 9], [7.99, 9.01]),
        (Quantity.at_least(8), [8, 100], [7.99]),
        (Quantity.above(95), [95.01], [95, 94]),
        (Quantity.at_most(50), [50, -1], [50.01]),
        (Quantity.below(13), [12.99], [13, 14]),
        (Quantity.about(150), [145, 150, 155], [144.9, 155.1]),
        (Quantity.top(3), [1, 2, 3], [0, 4, 3.5]),
    ],
)
def test_contains(quantity, inside, outside):
    assert all(quantity.contains(value) for value in inside)
    assert not any(quantity.contains(value) for value in outside)


@pytest.mark.parametrize(
    ("quantity", "vi", "en"),
    [
        (MADE[Comparator.EQ], "76%", "76%"),
        (MADE[Comparator.RANGE], "8,0 - 9,5%", "8.0 - 9.5%"),
        (Quantity.between(8, 9, "%"), "8 - 9%", "8 - 9%"),
        (MADE[Comparator.GE], "từ 8% trở lên", "at least 8%"),
        (MADE[Comparator.GT], "trên 95%", "above 95%"),
        (MADE[Comparator.LE], "không quá 50%", "at most 50%"),
        (MADE[Comparator.LT], "dưới 13%", "below 13%"),
        (MADE[Comparator.ABOUT], "khoảng 150\u00a0triệu đồng", "about 150\u00a0triệu đồng"),
        (MADE[Comparator.TOP], "trong 3\u00a0tỉnh đứng đầu", "among the first 3\u00a0tỉnh"),
        (Quantity.of("gt", 80, None, "%", approx=True), "khoảng trên 80%", "roughly above 80%"),
        (Quantity.exactly(2954.1, "tỷ đồng"), "2.954,1\u00a0tỷ đồng", "2,954.1\u00a0tỷ đồng"),
        (Quantity.exactly(375), "375", "375"),
    ],
)
def test_words(quantity, vi, en):
    assert quantity.describe() == quantity.describe("vi") == vi
    assert quantity.describe("en") == en


def test_units_are_parsed_or_taken():
    unit = parse_unit("%")
    assert Quantity.exactly(1, unit).unit is unit
    assert isinstance(Quantity.exactly(1).unit, Unit)
    assert Quantity.exactly(1).with_unit("tỷ đồng").unit == parse_unit("tỷ đồng")
    assert Quantity.exactly(1).with_unit(unit).unit is unit


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3)), st.sampled_from(list(Comparator)))
def test_a_quantity_lies_in_its_own_interval(value, comparator):
    quantity = Quantity.of(comparator, value, value + 1 if comparator is Comparator.RANGE else value)
    low, high = quantity.interval()
    assert low is None or low < exactly_of(value)
    assert high is None or exactly_of(value) < high
    strict = comparator in (Comparator.GT, Comparator.LT)
    if comparator is not Comparator.TOP:
        assert quantity.contains(value) is not strict


def test_plain_quantities_have_no_decimals_and_are_not_approximate():
    quantity = Quantity(Comparator.EQ, 1, 1, parse_unit("%"))
    assert (quantity.decimals, quantity.approx) == (0, False)


def test_no_more_than_twelve_decimals_are_taken_for_printed():
    assert [Quantity.exactly(value).decimals for value in (1e-11, 1e-12, 1e-13, 1e-20)] == [11, 12, 12, 12]


def test_a_rank_has_its_unit() -> None:
    assert str(Quantity.top(3, "tỉnh").unit) == "tỉnh"


@pytest.mark.parametrize("make", [Quantity.above, Quantity.about, Quantity.exactly, Quantity.below, Quantity.at_least])
def test_printed_decimals_are_kept(make):
    assert make(8.0, "%", decimals=1).decimals == 1
    assert make(8.0, "%").decimals != 1
