"""Periods as printed, read at a position or found in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.calendar_words import MONTHS
from lotrinh.core.vietnamese.periods import find_periods, parse_period
from lotrinh.core.vietnamese.text import shadow
from tests.growth import assert_linear


def read(printed, year=None):
    """The period printed by all of `printed`, as a string; None when there is none."""
    found = parse_period(shadow(printed), year=year)
    if found is None:
        return None
    assert found.end == len(printed)
    return str(found.value)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("năm 2024", "2024"),
        ("cả năm 2024", "2024"),
        ("trong năm 2024", "2024"),
        ("quý II/2023", "2023-Q2"),
        ("Quý IV năm 2024", "2024-Q4"),
        ("quý 3 năm 2025", "2025-Q3"),
        ("quí I-2025", "2025-Q1"),
        ("quý một năm 2025", "2025-Q1"),
        ("trong quý III/2025", "2025-Q3"),
        ("tháng 6/2025", "2025-06"),
        ("tháng 02 năm 2025", "2025-02"),
        ("tháng Mười Hai năm 2024", "2024-12"),
        ("tháng năm năm 2025", "2025-05"),
        ("tháng giêng năm 2025", "2025-01"),
        ("tháng 9 của năm 2025", "2025-09"),
        ("6/2025", "2025-06"),
        ("6 tháng đầu năm 2024", "2024-01/2024-06"),
        ("6 tháng cuối năm 2024", "2024-H2"),
        ("3 tháng cuối năm 2024", "2024-Q4"),
        ("4 tháng cuối năm 2024", "2024-09/2024-12"),
        ("9 tháng năm 2025", "2025-01/2025-09"),
        ("09 tháng đầu năm 2025", "2025-01/2025-09"),
        ("9 tháng/2025", "2025-01/2025-09"),
        ("chín tháng năm 2025", "2025-01/2025-09"),
        ("mười một tháng năm 2025", "2025-01/2025-11"),
        ("1 tháng đầu năm 2025", "2025-01"),
        ("12 tháng năm 2024", "2024"),
        ("nửa đầu năm 2024", "2024-H1"),
        ("nửa cuối năm 2024", "2024-H2"),
        ("giai đoạn 2021 - 2030", "2021/2030"),
        ("thời kỳ 2021-2030", "2021/2030"),
        ("nhiệm kỳ 2020 – 2025", "2020/2025"),
        ("5 năm 2021-2025", "2021/2025"),
        ("giai đoạn từ năm 2021 đến năm 2025", "2021/2025"),
        ("từ năm 2021 đến hết năm 2025", "2021/2025"),
        ("năm 2021-2025", "2021/2025"),
        ("2021-2025", "2021/2025"),
        ("từ tháng 7 đến tháng 9/2025", "2025-07/2025-09"),
        ("từ tháng 10/2024 đến hết tháng 3/2025", "2024-10/2025-03"),
        ("từ ngày 15/12/2024 đến ngày 14/9/2025", "2024-12-15/2025-09-14"),
        ("từ ngày 15/12 đến hết ngày 31/12/2024", "2024-12-15/2024-12-31"),
        ("từ 01/01/2025 - 31/3/2025", "2025-Q1"),
        ("ngày 26/12/2024", "2024-12-26"),
        ("đến ngày 26/12/2024", "as-of 2024-12-26"),
        ("tính đến hết ngày 31 tháng 10 năm 2025", "as-of 2025-10-31"),
        ("Lũy kế đến ngày 15/9/2025", "as-of 2025-09-15"),
        ("từ đầu năm 2025 đến ngày 15/9/2025", "as-of 2025-09-15"),
        ("lũy kế từ đầu năm đến 15/9/2025", "as-of 2025-09-15"),
        ("tại thời điểm 30/9/2025", "as-of 2025-09-30"),
        ("thời điểm cuối tháng 9/2025", "as-of 2025-09-30"),
        ("hết năm 2024", "as-of 2024-12-31"),
        ("đến hết quý III/2025", "as-of 2025-09-30"),
        ("đến năm 2030", "as-of 2030-12-31"),
        ("cuối năm 2025", "as-of 2025-12-31"),
    ],
)
def test_periods(printed, expected):
    assert read(printed) == expected
    assert parse_period(shadow(printed)).reason is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("quý III", "2025-Q3"),
        ("tháng Bảy", "2025-07"),
        ("chín tháng đầu năm", "2025-01/2025-09"),
        ("9 tháng", "2025-01/2025-09"),
        ("6 tháng cuối năm", "2025-H2"),
        ("cả năm", "2025"),
        ("trong năm", "2025"),
        ("tính đến hết năm", "as-of 2025-12-31"),
        ("cuối năm", "as-of 2025-12-31"),
        ("nửa đầu năm", "2025-H1"),
        ("đến ngày 15/9", "as-of 2025-09-15"),
        ("tính đến 30.9", "as-of 2025-09-30"),
        ("từ tháng 4 đến tháng 6", "2025-04/2025-06"),
        ("từ 15/7 đến 14/8", "2025-07-15/2025-08-14"),
        ("từ ngày 2/3 đến 5/6", "2025-03-02/2025-06-05"),
    ],
)
def test_periods_of_the_year_spoken_of(printed, expected):
    assert read(printed) is None
    assert read(printed, year=2025) == expected
    assert parse_period(shadow(printed), year=2025).reason == "year_of_context"


@pytest.mark.parametrize(
    "printed",
    ["", "năm", "năm học 2024 - 2025", "12/2024/NĐ-CP", "13/2024", "tháng 13/2024", "quý V/2024", "quý 5/2024",
     "6 tháng tuổi", "6 tháng một lần", "6 tháng/lần", "1 tháng", "năm tháng", "trong năm tới", "trong năm học mới",
     "cả năm 5 xã", "2025-2021", "giai đoạn 2030 - 2021", "từ ngày 15/9/2025 đến ngày 14/9/2025", "31/02/2024",
     "từ 2/3 đến 5/6", "từ 25/12 đến 14/13",
     "đến nay", "đến năm", "đến", "tháng một lần", "Quốc lộ 4B", "hết năm ngoái", "năm 20255", "năm 3024"],
)  # fmt: skip
def test_no_periods(printed):
    assert parse_period(shadow(printed), year=2025) is None


def test_the_word_nam_belongs_to_the_year_before_it_is_a_month():
    text = "9 tháng năm 2025"
    assert str(parse_period(text, year=2020).value) == "2025-01/2025-09"
    assert parse_period(text, 2, year=2020) is None


@pytest.mark.parametrize("word", ["số", "Nghị định", "Thông tư", "Luật số:", "Nghị quyết", "Chỉ thị"])
def test_the_sign_of_a_document_is_no_month(word):
    text = shadow(f"{word} 10/2021")
    assert parse_period(text, len(word) + 1) is None


@pytest.mark.parametrize(("word", "number"), MONTHS.items())
def test_months_by_their_words(word, number):
    assert read(f"tháng {word} năm 2025") == f"2025-{number:02}"


@pytest.mark.parametrize("word", ["sáu", "bảy", "bẩy", "tám", "chín", "mười", "mười một"])
def test_months_counted_in_words(word):
    assert read(f"{word} tháng", year=2025) == f"2025-01/2025-{MONTHS[word]:02}"


@pytest.mark.parametrize(
    ("printed", "number"),
    [("I", 1), ("II", 2), ("III", 3), ("IV", 4), ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("một", 1), ("hai", 2),
     ("ba", 3), ("tư", 4), ("bốn", 4)],
)  # fmt: skip
def test_quarters_by_their_names(printed, number):
    assert read(f"quý {printed}/2025") == read(f"quý {printed} năm 2025") == f"2025-Q{number}"


@pytest.mark.parametrize("word", ["trong", "cả", "toàn", "suốt"])
def test_words_that_add_nothing(word):
    assert read(f"{word} năm 2025") == read(f"{word} năm", year=2025) == "2025"


@pytest.mark.parametrize("before", list("0123456789/"))
def test_no_period_begins_after_a_digit_or_stroke(before):
    assert parse_period(f"{before}6/2025", 1) is None


def test_a_period_does_not_begin_inside_a_number():
    assert parse_period("116/2025", 1) is None
    assert parse_period("3/6/2025", 2) is None


def test_only_the_character_before_a_period_forbids_it():
    assert parse_period("(1năm 2025", 2) is None
    assert str(parse_period("1 năm 2025", 2).value) == "2025"


def test_a_year_0_is_none():
    assert parse_period(shadow("quý III"), year=0) is None


def test_a_stretch_of_days_ends_after_its_first():
    assert parse_period("từ ngày 15/9/2025 đến ngày 15/9/2025") is None
    assert read("từ ngày 15/9/2025 đến ngày 16/9/2025") == "2025-09-15/2025-09-16"


def test_finds_periods_in_order_and_apart():
    text = shadow(
        "Tính đến ngày 26/12/2024, tăng 20% so với năm 2023; quý I/2024 và 6 tháng đầu năm 2024; giai đoạn 2021-2025"
    )
    found = [(text[begin : period.end], str(period.value)) for begin, period in find_periods(text)]
    assert found == [
        ("tính đến ngày 26/12/2024", "as-of 2024-12-26"),
        ("năm 2023", "2023"),
        (shadow("quý i/2024"), "2024-Q1"),
        ("6 tháng đầu năm 2024", "2024-01/2024-06"),
        (shadow("giai đoạn 2021-2025"), "2021/2025"),
    ]


def test_finds_what_leaves_its_year_to_the_context():
    text = shadow("Trong tháng Bảy tăng; hết năm còn 7%; cả năm đạt; quý III giảm; sáu tháng đầu năm; trước ngày 5/9.")
    found = [(text[begin : period.end], str(period.value)) for begin, period in find_periods(text, year=2025)]
    assert found == [
        ("trong tháng bảy", "2025-07"),
        ("hết năm", "as-of 2025-12-31"),
        ("cả năm", "2025"),
        (shadow("quý iii"), "2025-Q3"),
        ("sáu tháng đầu năm", "2025-01/2025-06"),
        ("ngày 5/9", "2025-09-05"),
    ]
    assert list(find_periods(text)) == []


def test_finds_within_bounds():
    text = "năm 2023, năm 2024, năm 2025"
    assert [str(found.value) for _, found in find_periods(text, 5, 18)] == ["2024"]
    assert [str(found.value) for _, found in find_periods(text, 0, 17)] == ["2023"]


@given(
    st.integers(1900, 2199), st.integers(1, 12), st.sampled_from(["tháng {m}/{y}", "tháng {m:02} năm {y}", "{m}/{y}"])
)
def test_every_printed_month_is_read_back(year, month, form):
    assert parse_period(form.format(m=month, y=year)).value == Period.month(year, month)


PIECES = shadow(
    "ngày tháng năm quý 2024 2025 2030 12 9 6 31 / - . từ đến hết cuối đầu giai đoạn tính trong cả iii chín"
).split()


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.booleans(), st.none() | st.integers(1, 9998))
def test_no_text_breaks_the_parsers(pieces, spaced, year):
    text = (" " if spaced else "").join(pieces)
    end = 0
    for begin, found in find_periods(text, year=year):
        assert end <= begin < found.end <= len(text)
        assert parse_period(text, begin, year=year) == found
        end = found.end


@pytest.mark.parametrize(
    "unit", ["tính đến ", "từ ", "ngày ", "1", "1/", "12 tháng ", "năm 2024 - ", "giai đọan ", " "]
)
def test_time_is_linear(unit):
    assert_linear(lambda count: list(find_periods(unit * count, year=2025)), 5_000)
