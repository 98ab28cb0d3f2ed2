"""Numbers in words, both ways."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.vietnamese.number_words import LIMIT, MONTHS, match_words, number_in_words, parse_words

SPELLED = {
    0: "không",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    100: "một trăm",
    105: "một trăm linh năm",
    115: "một trăm mười lăm",
    1000: "một nghìn",
    1005: "một nghìn không trăm linh năm",
    1050: "một nghìn không trăm năm mươi",
    2_000_300: "hai triệu ba trăm",
    10**9: "một tỷ",
    10**9 + 1: "một tỷ không trăm linh một",
    3_200 * 10**9: "ba nghìn hai trăm tỷ",
    -7: "âm bảy",
}


@pytest.mark.parametrize(("number", "words"), SPELLED.items())
def test_spells(number, words):
    assert number_in_words(number) == words
    if number >= 0:
        assert parse_words(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai triệu rưỡi", 2_500_000),
        ("một tỷ rưỡi", 1_500_000_000),
        ("hai trăm rưỡi", 250),
        ("năm rưỡi", Fraction(11, 2)),
        ("ba vạn năm nghìn", 35_000),
        ("năm ngàn", 5_000),
        ("một trăm lẻ bẩy", 107),
        ("một nghìn linh năm", 1005),
        ("hai lăm", 25),
        ("hai mươi nhăm", 25),
        ("ba mươi bốn", 34),
        ("hai tỉ", 2 * 10**9),
        ("một tỷ năm triệu", 1_005_000_000),
        ("một nghìn hai mươi", 1020),
    ],
)
def test_reads_other_spellings(words, number):
    assert parse_words(words) == number


@pytest.mark.parametrize(
    ("text", "value", "end"),
    [
        ("chín tháng đầu năm", 9, 4),
        ("hai mươi năm qua", 20, 8),
        ("mười năm", 10, 4),
        ("một trăm năm", 100, 8),
        ("một nghìn năm văn hiến", 1000, 9),
        ("năm năm", 5, 3),
        ("một trăm linh", 100, 8),
        ("hai mươi không", 20, 8),
        ("ba xã", 3, 2),
    ],
)
def test_stops_where_the_number_stops(text, value, end):
    assert match_words(text) == (value, end)


@pytest.mark.parametrize(
    "text", ["một nghìn hai", "một trăm ba", "hai nghìn triệu", "hai tỷ tỷ", "tỷ", "mươi", "linh năm", "triệu rưỡi",
             "trăm", "bao xã", "", " ba", "nămmươi", "lăm"]
)  # fmt: skip
def test_refuses_loose_or_impossible_words(text):
    assert match_words(text) is None
    assert parse_words(text) is None


def test_reads_at_a_position_only():
    assert match_words("có hai mươi xã", 3) == (20, 11)
    assert match_words("có hai mươi xã", 2) is None
    assert parse_words("hai mươi xã") is None


def test_words_of_digits():
    words = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    assert [number_in_words(number) for number in range(10)] == words
    assert [parse_words(word) for word in words] == list(range(10))
    assert parse_words("bẩy") == 7


def test_words_of_months():
    # The statistics office names months by their number; the lunar names stand for the first and the last.
    numbered = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
    assert {word: number for number, word in enumerate(numbered, 1)} | {
        "giêng": 1, "chạp": 12, "bốn": 4, "bẩy": 7,
    } == MONTHS  # fmt: skip


@pytest.mark.parametrize("number", [LIMIT, -LIMIT])
def test_spelling_is_bounded(number):
    with pytest.raises(ValueError, match="too large"):
        number_in_words(number)


@given(st.integers(0, LIMIT - 1) | st.integers(0, 9999))
def test_what_is_spelled_is_read_back(number):
    assert parse_words(number_in_words(number)) == number


WORDS = "không một hai ba bốn năm tư lăm mốt chín mười mươi trăm linh nghìn vạn triệu tỷ rưỡi xã"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
def test_no_words_break_the_reader(text):
    found = match_words(text)
    if found:
        value, end = found
        assert value >= 0
        assert parse_words(text[:end]) == value


def test_words_end_below_a_billion_of_billions():
    assert LIMIT == 10**18
    nines = "chín trăm chín mươi chín"
    assert number_in_words(10**18 - 10**9) == f"{nines} triệu {nines} nghìn {nines} tỷ"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai mốt", 21),
        ("ba nhăm", 35),
        ("một nghìn lẻ năm", 1005),
        ("một tỷ lẻ ba", 10**9 + 3),
        ("một tỷ hai nghìn", 10**9 + 2000),
        ("mười rưỡi", Fraction(21, 2)),
        ("hai mươi rưỡi", Fraction(41, 2)),
        ("một nghìn rưỡi", 1500),
    ],
)
def test_spoken_forms(words, number):
    assert parse_words(words) == number
    assert match_words(words + " đồng") == (number, len(words))


def test_a_half_ends_the_number():
    assert match_words("hai rưỡi ba") == (Fraction(5, 2), len("hai rưỡi"))
    assert match_words("một nghìn năm sau") == (1000, len("một nghìn"))
