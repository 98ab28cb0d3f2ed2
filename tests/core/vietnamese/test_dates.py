"""Dates as printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.vietnamese.dates import REASONS, parse_date
from lotrinh.core.vietnamese.text import shadow


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("26/01/2023", "2023-01-26"),
        ("01-8-2022", "2022-08-01"),
        ("25.01.2025", "2025-01-25"),
        ("11 / 01 / 2010", "2010-01-11"),
        ("ngày 06/7/2022", "2022-07-06"),
        ("ngày 26 tháng 01 năm 2023", "2023-01-26"),
        ("26 tháng 01 năm 2023", "2023-01-26"),
        ("ngày 10 tháng 10/2025", "2025-10-10"),
        ("ngày 5 tháng chín năm 2024", "2024-09-05"),
        ("ngày 29/02/2024", "2024-02-29"),
        ("mùng 2 tháng 9 năm 1945", "1945-09-02"),
    ],
)
def test_dates(printed, expected):
    found = parse_date(printed)
    assert (str(found.value), found.end, found.reason) == (expected, len(printed), None)


@pytest.mark.parametrize(
    "printed",
    ["31/02/2024", "29/02/2023", "00/01/2024", "1/13/2024", "32.12.2024", "26/01-2023", "12/2024", "2024", "ngày",
     "ngày tháng 6 năm 2025", "15/7", "26/01/23", "26/01/20234", "12/3/2024/NĐ-CP", "8 - 9", "", "năm 2024"],
)  # fmt: skip
def test_no_dates(printed):
    assert parse_date(shadow(printed)) is None


def test_a_date_does_not_begin_inside_a_number():
    assert parse_date("126/01/2023", 1) is None
    assert parse_date("9/26/01/2023", 2) is None


@pytest.mark.parametrize("before", list("0123456789/"))
def test_no_date_begins_after_a_digit_or_stroke(before):
    assert parse_date(f"{before}6/01/2023", 1) is None


def test_only_the_character_before_a_date_forbids_it():
    assert parse_date("(126/01/2023", 2) is None
    assert parse_date("1 26/01/2023", 2).value == date(2023, 1, 26)


def test_a_missing_year_comes_from_the_context_and_says_so():
    found = parse_date("ngày 15/7,", year=2025)
    assert (found.value, found.end, found.reason) == (date(2025, 7, 15), 9, "year_of_context")
    assert parse_date("ngày 15 tháng 7", year=2025).value == date(2025, 7, 15)
    assert parse_date("15/7", year=2025) is None
    assert parse_date("ngày 29/2", year=2025) is None


@pytest.mark.parametrize("tail", ["hằng năm", "hàng năm", "mỗi năm", "năm sau"])
def test_a_day_of_every_year_has_no_year(tail):
    assert parse_date(f"ngày 15/7 {tail}", year=2025) is None
    assert parse_date(f"ngày 15 tháng 7 {tail}", year=2025) is None


@pytest.mark.parametrize(
    ("printed", "context", "year"), [("26/01/23", 2025, 2023), ("26/01/98", 2005, 1998), ("26/01/02", 1999, 2002)]
)
def test_a_two_digit_year_is_the_nearest(printed, context, year):
    found = parse_date(printed, year=context)
    assert (found.value.year, found.reason) == (year, "two_digit_year")


def test_reasons_are_explained_in_both_languages():
    assert set(REASONS) == {"year_of_context", "two_digit_year"}
    assert all(vi.endswith(".") and en.endswith(".") for vi, en in REASONS.values())


days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(
    days,
    st.sampled_from(
        ["{d:02}/{m:02}/{y}", "{d}-{m}-{y}", "{d}.{m:02}.{y}", "ngày {d} tháng {m} năm {y}", "ngày {d:02}/{m}/{y}"]
    ),
    st.sampled_from(["", " ", ".", ", ", ")"]),
)
def test_every_printed_date_is_read_back(day, form, tail):
    printed = form.format(d=day.day, m=day.month, y=day.year)
    found = parse_date(printed + tail)
    assert (found.value, found.end) == (day, len(printed))
