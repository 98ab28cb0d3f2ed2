"""Printed numbers: reading, doubts, precision, printing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.vietnamese.numbers import REASONS, Number, format_number, match_number, parse_number

READ = [
    # printed, value, decimals, reason
    ("61", 61, 0, None),
    ("05", 5, 0, None),
    ("0", 0, 0, None),
    ("61,1", 61.1, 1, None),
    ("8,0", 8.0, 1, None),
    ("0,125", 0.125, 3, None),
    ("4021,305", 4021.305, 3, None),
    ("2.954,1", 2954.1, 1, None),
    ("4.021,305", 4021.305, 3, None),
    ("1.060.368", 1060368, 0, None),
    ("12.345.678,90", 12345678.9, 2, None),
    ("1.200", 1200, 0, "one_dot_group"),
    ("1.234", 1234, 0, "one_dot_group"),
    ("999.999", 999999, 0, "one_dot_group"),
    ("1,200", 1.2, 3, "three_comma_decimals"),
    ("335,882", 335.882, 3, "three_comma_decimals"),
    ("6.01", 6.01, 2, "dot_decimal"),
    ("0.123", 0.123, 3, "dot_decimal"),
    ("1234.567", 1234.567, 3, "dot_decimal"),
    ("110.43165", 110.43165, 5, "dot_decimal"),
    ("10,530.1", 10530.1, 1, "comma_groups"),
    ("1,234,567", 1234567, 0, "comma_groups"),
    ("10 530", 10530, 0, "blank_groups"),
    ("10 530,1", 10530.1, 1, "blank_groups"),
    ("1\u00a0234\u202f567", 1234567, 0, "blank_groups"),
    ("-4,13", -4.13, 2, None),
    ("−1.200", -1200, 0, "one_dot_group"),
    ("+8,3", 8.3, 1, None),
    ("-0,5", -0.5, 1, None),
]


@pytest.mark.parametrize(("printed", "value", "decimals", "reason"), READ)
def test_reads(printed, value, decimals, reason):
    number = parse_number(printed)
    assert (number.value, number.decimals, number.reason) == (value, decimals, reason)
    assert type(number.value) is (float if decimals else int)
    assert number.exact == Decimal(str(value))
    assert -number.exact.as_tuple().exponent == decimals


@pytest.mark.parametrize(
    "printed",
    ["", "-", "+-1", "--1", "-+1", "++1", "25.01.2025", "1.23,4", "12,345,6", "1.2345.678", "1,2,3", "abc", "7%", " 7",
     "7 ", "1 23", "1..2", ".5", "5.", ",5", "5,", "²", "٣", "٣,٤", "1.200.00", "0.123.456", "10 530.1", "1" * 41],
)  # fmt: skip
def test_refuses(printed):
    assert parse_number(printed) is None


def test_the_longest_number_is_read():
    assert parse_number("1" * 40).units == int("1" * 40)


def test_an_ambiguous_print_holds_its_other_reading():
    assert parse_number("68,457").alternative == Number(68457, 0, "comma_groups")
    assert parse_number("1.234").alternative == Number(1234, 3, "dot_decimal")
    assert parse_number("-1.234").alternative.value == -1.234
    assert parse_number("1.234").ambiguous
    assert parse_number("68,457").ambiguous


@pytest.mark.parametrize("printed", ["61", "6.01", "10 530", "10,530.1", "1.060.368"])
def test_a_plain_print_has_no_other_reading(printed):
    assert not parse_number(printed).ambiguous
    assert parse_number(printed).alternative is None


def test_every_reason_is_explained_in_both_languages():
    reasons = {row[3] for row in READ} - {None}
    assert reasons == set(REASONS)
    assert all(vi.endswith(".") and en.endswith(".") and vi != en for vi, en in REASONS.values())


def test_precision_is_half_a_unit_of_the_last_digit():
    assert parse_number("8").half_unit == Fraction(1, 2)
    assert parse_number("8,00").half_unit == Fraction(1, 200)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("đạt 61,1 triệu", 4, (61.1, 8)),
        ("10 530,1 tỷ", 0, (10530.1, 8)),
        ("năm 2024 100 xã", 4, (2024, 8)),
        ("8,5.", 0, (8.5, 3)),
        ("1.200, 1.300", 0, (1200, 5)),
        ("12 3456", 0, (12, 2)),
        ("24/30", 0, (24, 2)),
    ],
)
def test_matches_at_a_position(text, position, expected):
    number, end = match_number(text, position)
    assert (number.value, end) == expected


def test_matches_at_the_beginning_by_default():
    assert match_number("61,1 triệu") == (Number(611, 1), 4)


@pytest.mark.parametrize(("text", "position"), [("đạt 61", 3), ("2024", 1), ("25.01.2025", 0), ("x", 0), ("", 0)])
def test_matches_nothing(text, position):
    assert match_number(text, position) is None


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (1200, None, "1.200", "1,200"),
        (61.0, None, "61", "61"),
        (8.0, 1, "8,0", "8.0"),
        (2.675, 2, "2,68", "2.68"),
        (-4.125, 2, "-4,13", "-4.13"),
        (-0.04, 1, "0,0", "0.0"),
        (1e21, None, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
        (Fraction(1, 3), None, "0,333333", "0.333333"),
        (Fraction(2, 3), 1, "0,7", "0.7"),
        (Fraction(1200), None, "1.200", "1,200"),
        (Decimal("4.20"), None, "4,20", "4.20"),
        (Number(80, 1), None, "8,0", "8.0"),
        (0, None, "0", "0"),
    ],
)
def test_prints(value, decimals, vi, en):
    assert format_number(value, decimals) == vi
    assert format_number(value, decimals, lang="en") == en


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_prints_no_number_that_is_none(value):
    with pytest.raises(ValueError, match="not a number"):
        format_number(value)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_what_is_printed_is_read_back(units, decimals):
    number = Number(units, decimals)
    read = parse_number(format_number(number))
    assert number.exact in {read.exact, read.alternative.exact if read.alternative else None}
    if not read.ambiguous:
        assert (read.units, read.decimals) == (units, decimals)


@given(st.text(alphabet="0123456789., -+\u00a0−x", max_size=20))
def test_no_text_breaks_the_reader(text):
    number = parse_number(text)
    assert number is None or number.value == float(number.exact)
    found = match_number(text, len(text) // 2)
    if found:
        assert parse_number(text[len(text) // 2 : found[1]]) == found[0]
