"""The three foldings of Vietnamese text, and the dictionary's order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.vietnamese.text import fold, nfc, shadow, sort_key, unmark

# The folds as they are documented, one by one: what the single pass of `shadow` must agree with.
TONES = (
    "oà òa oá óa oả ỏa oã õa oạ ọa oè òe oé óe oẻ ỏe oẽ õe oẹ ọe uỳ ùy uý úy uỷ ủy uỹ ũy uỵ ụy".split()  # noqa: SIM905
)
SINGLE = {"\u00a0\u2009\u202f\t\u200b\ufeff": " ", "–—−‐‑―": "-", "“”„«»": '"', "‘’": "'", "ð": "đ"}
vietnamese = st.text(alphabet="oOuUaàáảãạeèéẻẽẹyỳýỷỹỵ–“ \u00a0nhHKđÐİ", max_size=40)


def slow_shadow(text):
    text = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for many, one in SINGLE.items():
        for char in many:
            text = text.replace(char, one)
    for old, new in zip(TONES[::2], TONES[1::2], strict=True):
        text = text.replace(old, new)
    return text


@given(vietnamese | st.text(max_size=60))
def test_shadow_keeps_every_offset_and_agrees_with_its_definition(text):
    assert shadow(text) == slow_shadow(text)
    assert len(shadow(text)) == len(text)


def test_every_fold_of_the_shadow():
    for many, one in SINGLE.items():
        assert {shadow(f"a{char}b") for char in many} == {f"a{one}b"}
    for old, new in zip(TONES[::2], TONES[1::2], strict=True):
        assert shadow(f"kh{old.upper()}n") == f"kh{new}n"


@given(vietnamese)
def test_shadow_of_a_shadow_is_itself(text):
    assert shadow(shadow(text)) == shadow(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HOÀN THÀNH", "hòan thành"),
        ("Uỷ ban", "ủy ban"),
        ("Ủy ban", "ủy ban"),
        ("quý", "qúy"),
        ("“2021 – 2030”", '"2021 - 2030"'),
        ("đạt\u00a0≥\t5", "đạt ≥ 5"),
        ("khoẻ", "khỏe"),
        ("thuỳ thuỵ", "thùy thụy"),
        ("loài, quả", "lòai, quả"),
    ],
)
def test_shadow_of_real_words(text, expected):
    assert shadow(text) == expected


def test_lower_case_that_grows_keeps_its_place():
    assert shadow("İx") == "İx"


@given(st.text(max_size=60))
def test_nfc_composes(text):
    assert nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "key"),
    [("  Tỷ lệ, hộ-nghèo ", "ty le ho ngheo"), ("ĐỒNG ĐĂNG", "dong dang"), ("", ""), ("GRDP 2024", "grdp 2024")],
)
def test_fold(text, key):
    assert fold(text) == key


def test_unmark_keeps_case_and_length():
    assert unmark("Đường Thanh Hoá") == "Duong Thanh Hoa"


@given(st.text(alphabet="aăâbdđeêoơuưyàáảãạ ", max_size=12))
def test_fold_ignores_marks_and_case(text):
    assert fold(text) == fold(text.upper()) == fold(unmark(text))


def test_dictionary_order_puts_letters_before_tones():
    words = ["ả", "ba", "ă", "da", "â", "đa", "a", "á", "ạ", "à", "ã", "ê", "e"]
    assert sorted(words, key=sort_key) == ["a", "à", "ả", "ã", "á", "ạ", "ă", "â", "ba", "da", "đa", "e", "ê"]


def test_foreign_letters_sort_after_the_alphabet_of_their_place():
    assert sorted(["za", "ab", "f1", "wa", "xa"], key=sort_key) == ["ab", "f1", "wa", "xa", "za"]


def test_blanks_sort_before_letters_and_digits_after_them():
    assert sorted(["at", "a1", "a t"], key=sort_key) == ["a t", "at", "a1"]
