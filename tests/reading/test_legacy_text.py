"""Text of the old font encodings that has lost its fonts."""

from __future__ import annotations

import codecs

import pytest

from lotrinh.reading import read_document
from lotrinh.reading.legacy_fonts import _table, encoding_of
from lotrinh.reading.legacy_text import converted

# The five codes that Windows-1252 leaves open are stored as they are.
codecs.register_error("legacy_gaps", lambda problem: (bytes((ord(problem.object[problem.start]),)), problem.start + 1))

PLAIN = """KẾ HOẠCH
Phát triển kinh tế - xã hội của tỉnh năm 2003
1. Tỷ lệ hộ được sử dụng nước sạch đạt 67%; các huyện, xã có đường ô tô đến trung tâm.
2. Sở Kế hoạch và Đầu tư chủ trì, phối hợp với các sở, ngành thực hiện việc này trước ngày 30/6/2003.
"""


def typed(text: str, encoding: str) -> str:
    """`text` as the keyboard of the time stored it; TCVN3 has capitals with marks in fonts of their own only."""
    stored = {letter: code for code, letter in _table(encoding)[0].items()}
    return "".join(stored.get(letter) or stored.get(letter.lower(), letter) for letter in text)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_pasted_text_is_converted_and_told(encoding: str) -> None:
    pasted = typed(PLAIN, encoding)
    document = read_document(pasted.encode(), "a.txt")
    assert document.text == PLAIN
    assert [notice.code for notice in document.notices][:1] == ["legacy_font"]
    assert read_document(pasted.encode("cp1252"), "a.txt").text == PLAIN


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_web_pages_are_converted_and_their_places_kept(encoding: str) -> None:
    lines = "".join(f"<p>{typed(line, encoding)}</p>" for line in PLAIN.splitlines())
    document = read_document(f"<!doctype html><body>{lines}</body>".encode(), "a.html")
    assert [document.text[block.start : block.end] for block in document.blocks] == PLAIN.splitlines()
    assert "legacy_font" in [notice.code for notice in document.notices]
    place = document.place_of(document.text.index("1. Tỷ"))
    assert place is not None and place.source_offset is not None
    assert f"<!doctype html><body>{lines}"[place.source_offset :].startswith("1. T")


@pytest.mark.parametrize("encoding", ["viscii", "vps"])
@pytest.mark.parametrize("text", [PLAIN, PLAIN.upper(), PLAIN * 20], ids=["plain", "capitals", "long"])
def test_encodings_of_a_byte_a_letter_are_told_by_their_content(encoding: str, text: str) -> None:
    document = read_document(typed(text, encoding).encode("cp1252", "legacy_gaps"), "a.txt")
    assert document.text == text
    assert "legacy_font" in [notice.code for notice in document.notices]


def test_every_letter_of_vietnamese_has_a_code_of_its_own() -> None:
    letters = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    for encoding in ("viscii", "vps"):
        table = _table(encoding)[0]
        assert sorted(table.values()) == sorted(letters + letters.upper())
    assert set(letters) <= set(_table("vni")[0].values()) | set("àáâãèéêìíòóôõùúýđ")


def test_fonts_by_name() -> None:
    assert [encoding_of(name) for name in ("VPS Times", "VI Times", "Vivaldi", "VNI-Helve", ".VnArialH", "Arial")] == [
        "vps", "viscii", "", "vni", "tcvn3-capitals", "",
    ]  # fmt: skip


def test_two_spellings_side_by_side_are_told_and_left() -> None:
    mixed = PLAIN + typed(PLAIN, "tcvn3") * 2
    assert converted(mixed) == (mixed, "legacy_font_doubtful")
    document = read_document(mixed.encode(), "a.txt")
    assert (document.text, document.notices[0].code) == (mixed, "legacy_font_doubtful")


@pytest.mark.parametrize("text", [PLAIN, "Plan for 2030: café, naïve, 10 µm, ±5 %, © 2024. " * 30, "", "é" * 9000])
def test_other_text_is_left_alone(text: str) -> None:
    assert converted(text) == (text, "")
