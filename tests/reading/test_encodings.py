from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.reading import ReadingError, read_document
from lotrinh.reading.encodings import decode
from lotrinh.reading.limits import Limits

TEXT = "Ủy ban nhân dân tỉnh và các sở của tỉnh thực hiện kế hoạch, nhiệm vụ được giao trong năm theo quy định.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_keep_the_text_unchanged(encoding: str) -> None:
    assert decode(TEXT.encode(encoding))[0] == TEXT


def test_windows_1258_is_composed_and_told() -> None:
    import unicodedata

    letters = []
    for letter in TEXT:
        base = unicodedata.normalize("NFD", letter)
        vowel = unicodedata.normalize("NFC", "".join(m for m in base if m not in "\u0300\u0301\u0303\u0309\u0323"))
        letters.append(vowel + "".join(mark for mark in base if mark in "\u0300\u0301\u0303\u0309\u0323"))
    data = "".join(letters).encode("cp1258")
    assert decode(data) == (TEXT, "windows-1258")
    notice = read_document(data, "a.txt").notices[0]
    assert (notice.code, notice.detail) == ("encoding_guessed", "windows-1258")


def test_what_is_no_encoding_we_know_is_refused_with_the_place_of_the_first_bad_byte() -> None:
    with pytest.raises(ReadingError) as caught:
        decode("Ban hành\nKế".encode() + b" ho\xb9ch s\xe8 12" + b" " * 12_000 + b"\xff")
    assert caught.value.details == {"byte": "18", "line": "2"}


def test_a_few_bad_bytes_are_replaced_and_told() -> None:
    data = TEXT.encode() + b"Chuy\xe1\xbbn \xff\xc4\x91\xe1\xbb\x95i" + TEXT.encode()
    document = read_document(data, "a.txt")
    assert document.text.count("\ufffd") == 2
    [notice] = [notice for notice in document.notices if notice.code == "characters_lost"]
    assert (document.text[notice.start], document.text[notice.end - 1], notice.detail) == ("\ufffd", "\ufffd", "2")


def test_a_few_control_characters_are_left_out_many_are_no_text() -> None:
    assert decode(("a" * 500 + "\0\x07b").encode()) == ("a" * 500 + "b", "utf-8")
    assert decode("Kế\x1b hoạch".encode())[0] == "Kế hoạch"
    for data in (b"\x01\x02\x03abc", b"\0" + bytes(range(128, 256)) * 9):
        with pytest.raises(ReadingError, match="nhị phân"):
            decode(data)


def test_too_long_a_text_is_refused_with_a_sentence() -> None:
    for data in (b"a" * 11, b"<!doctype html><p>a"):
        with pytest.raises(ReadingError, match="dài hơn 10 ký tự"):
            read_document(data, "a.txt", limits=Limits(characters=10))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    decoded, encoding = decode(text.encode())
    assert (decoded, encoding) == (text.removeprefix("\ufeff"), "utf-8")
