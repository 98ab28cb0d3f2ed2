"""Prose is clean running text, and every offset of it leads back to the document."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.extraction.prose import Prose, prose_of
from lotrinh.reading import Block, Document, read_document


def prose(text: str) -> Prose:
    return prose_of(Document(text, "txt", blocks=(Block(0, len(text)),)))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Quyết định số\n2437/QĐ-TTg", "Quyết định số 2437/QĐ-TTg"),
        ("**ỦY BAN NHÂN\nDÂN** tỉnh", "ỦY BAN NHÂN DÂN tỉnh"),
        ("## **2. Mục  tiêu**", "2. Mục tiêu"),
        ("doanh nghiệp *(DN)*, hợp tác xã", "doanh nghiệp (DN), hợp tác xã"),
        ("kinh tế \r\n  xã hội", "kinh tế xã hội"),
        ("không\u00a0ngắt", "không ngắt"),
        ("mềm\u00ad mại", "mềm mại"),
        ("số 61/2018/NĐ\u00adCP, năm 2011\u00ad2020, giảm 2 \u00ad 3%", "số 61/2018/NĐ-CP, năm 2011-2020, giảm 2 - 3%"),
        ("ô<br>hai dòng", "ô hai dòng"),
        ("1\\. Mục", "1. Mục"),
        ("", ""),
        ("** **", ""),
    ],
)
def test_noise_goes(raw: str, clean: str) -> None:
    assert prose(raw).text.replace("\u00a0", " ") == clean


def test_decomposed_letters_are_composed_and_lead_back_whole() -> None:
    raw = unicodedata.normalize("NFD", "Sở Tài chính")
    made = prose(raw)
    assert made.text == "Sở Tài chính"
    at = made.text.index("ở")
    span = made.to_document(at, at + 1)
    assert unicodedata.normalize("NFC", span.of(raw)) == "ở"


def test_one_line_per_block() -> None:
    document = read_document("I. MỤC TIÊU\n- Đạt 80%.\n".encode(), "a.txt")
    made = prose_of(document)
    assert [made.text[line.start : line.end] for line in made.lines] == ["I. MỤC TIÊU", "- Đạt 80%."]
    assert made.line_at(13).index == 1


pieces = st.lists(
    st.sampled_from(["a", "ế", "e\u0302\u0301", " ", "  ", "\n", "\r\n", "**", "*", "# ", "\t", "<br>", "\\.", "8,5%"]),
    max_size=30,
)


@given(pieces)
def test_every_offset_leads_back(parts: list[str]) -> None:
    raw = "".join(parts)
    made = prose(raw)
    assert len(made.text) == len(made.shadow)
    previous = 0
    for at, letter in enumerate(made.text):
        span = made.to_document(at, at + 1)
        assert previous <= span.start < span.end <= len(raw)
        if letter != " ":
            assert unicodedata.normalize("NFC", span.of(raw)) == letter
        previous = span.start
    if made.text:
        whole = made.to_document(0, len(made.text))
        assert whole.start == made.to_document(0, 1).start
        assert whole.end == made.to_document(len(made.text) - 1, len(made.text)).end


def test_marks_that_a_scanner_lost_are_put_back_for_the_rules_alone() -> None:
    scanned = "Tô chức kiêm tra; day nhanh tiến độ, đây mạnh quan lý chi tiêu thường xuyên."
    read = prose(scanned)
    assert read.text == scanned
    assert read.shadow == "tổ chức kiểm tra; đẩy nhanh tiến độ, đẩy mạnh quản lý chi tiêu thường xuyên."


@pytest.mark.parametrize("text", ["Quan lý do đây mạnh mẽ.", "Thủ tuc day do cô giáo ra; tô chức."])
def test_a_text_with_few_traces_of_a_scanner_stays(text: str) -> None:
    assert prose(text).shadow == text.lower()


GLUED = "Nghịquyết của Hội đồngnhân dân; giao BộCông Thương và cácsở"


def test_blanks_that_a_copy_lost_are_put_back() -> None:
    made = prose(GLUED)
    assert made.text == "Nghị quyết của Hội đồng nhân dân; giao Bộ Công Thương và các sở"
    at = made.text.index("Bộ Công Thương")
    assert made.to_document(at, at + len("Bộ Công Thương")).of(GLUED) == "BộCông Thương"


@pytest.mark.parametrize("text", ["Quặng bôxit và ôxít sắt đo theo vectơ", "Chuyén đổi số, trién khai tiép nhận"])
def test_foreign_words_and_slips_of_scanners_stay_whole(text: str) -> None:
    assert prose(f"{GLUED}\n{text}").text.endswith(text)
    assert prose(text).text == text


words = st.lists(
    st.sampled_from(["các", "sở", "ngành", "**", "  ", "e\u0302\u0301", "8,5%", "kếhoạch", "Hộiđồng"]), max_size=20
)


@given(words)
def test_every_word_of_a_glued_text_leads_back(parts: list[str]) -> None:
    raw = f"{GLUED} {''.join(parts)}"
    made = prose(raw)
    previous = 0
    for at, letter in enumerate(made.text):
        start, end = made.raw_offsets(at, at + 1)
        assert previous <= start <= end <= len(raw)
        previous = start
        if letter != " ":
            assert unicodedata.normalize("NFC", raw[start:end]) == letter
