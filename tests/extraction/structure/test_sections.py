from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.extraction.prose import Prose, prose_of
from lotrinh.extraction.structure.markers import find_markers, marker_of_label
from lotrinh.extraction.structure.sections import Outline, outline_of
from lotrinh.reading import read_document
from lotrinh.reading.document import Block, BlockKind, Document
from tests.growth import assert_linear


def prose(*lines: str) -> Prose:
    """One paragraph a line."""
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return prose_of(Document("\n".join(lines), "txt", blocks=tuple(blocks)))


def outline(*lines: str) -> Outline:
    return outline_of(prose(*lines))


def ids(*lines: str) -> list[str]:
    return [section.id for section in outline(*lines).sections]


@pytest.mark.parametrize(
    ("line", "label", "kind", "value"),
    [
        ("I. MỤC TIÊU", "I", "roman", 1),
        ("Ii. tổ chức", "II", "roman", 2),
        ("IV - TỔ CHỨC", "IV", "roman", 4),
        ("2 . Yêu cầu", "2", "number", 2),
        ("3/ Giải pháp", "3", "number", 3),
        ("2.1. Các sở", "2.1", "dotted", 1),
        ("2.1 Các sở", "2.1", "dotted", 1),
        ("_2.3. Các sở", "2.3", "dotted", 3),
        ("' 4. Các sở", "4", "number", 4),
        ("1 . 2 . 3 . Các xã", "1.2.3", "dotted", 3),
        ("đ) Hỗ trợ", "đ", "letter", 5),
        ("(3) Hỗ trợ", "(3)", "item", 3),
        ("(b) Hỗ trợ", "(b)", "item", 2),
        ("(iv) Hỗ trợ", "(iv)", "item", 4),
        ("- Hỗ trợ", "-", "bullet", 0),
        ("+ Hỗ trợ", "+", "bullet", 0),
        ("Điều 12. Hiệu lực", "Điều 12", "article", 12),
        ("Chương III", "Chương III", "chapter", 3),
        ("Phần thứ hai", "Phần thứ hai", "part", 2),
        ("PHỤ LỤC II", "PHỤ LỤC II", "annex", 2),
    ],
)
def test_markers(line: str, label: str, kind: str, value: int) -> None:
    text = prose(line)
    marker = find_markers(text)[0]
    assert marker is not None
    assert (marker.label, marker.kind, marker.value) == (label, kind, value)
    assert text.text[: marker.body].strip().startswith(line[:1])


@pytest.mark.parametrize(
    "line",
    [
        "3.5 triệu lượt khách đã đến thăm",
        "25.01.2025 là ngày đăng",
        "15/CP là số hiệu cũ",
        "10.530 tỷ đồng thu ngân sách",
        "V/v giao chỉ tiêu",
        "~ 12.5 triệu lượt khách",
        "| 4 | 5 |",
        "Phụ lục 2 liệt kê các dự án",
        "Chương trình hành động của tỉnh",
        "Điều 5 Luật Đất đai quy định việc này",
    ],
)
def test_what_is_no_marker(line: str) -> None:
    assert find_markers(prose(line))[0] is None


def test_letter_i_follows_h_and_roman_one_does_not() -> None:
    letters = find_markers(prose("h) Tám", "i) Chín", "k) Mười"))
    assert [m.kind for m in letters if m] == ["letter", "letter", "letter"]
    romans = find_markers(prose("i) Một", "ii) Hai"))
    assert [m.kind for m in romans if m] == ["item", "item"]


def test_automatic_labels() -> None:
    text = "Mục tiêu\nVề kinh tế"
    blocks = (Block(0, 8, label="I."), Block(9, 19, BlockKind.HEADING, label="1.", level=2))
    found = outline_of(prose_of(Document(text, "docx", blocks=blocks)))
    assert [(s.label, s.title, s.level) for s in found.sections] == [("I", "Mục tiêu", 1), ("1", "Về kinh tế", 2)]
    marker = marker_of_label("Điều 3.", 7)
    assert marker is not None
    assert (marker.label, marker.body) == ("Điều 3", 7)


def test_sections_of_lines() -> None:
    found = outline("I. MỤC TIÊU", "Lời dẫn.", "1. Kinh tế", "- GRDP tăng 8%.", "II. GIẢI PHÁP", "Các xã làm.")
    assert [s.id for s in found.path(3)] == ["I", "I.1"]
    assert [s.id for s in found.path(5)] == ["II"]
    assert [(s.id, s.line, s.last_line) for s in found.sections] == [("I", 0, 3), ("I.1", 2, 3), ("II", 4, 5)]


def test_a_long_paragraph_is_named_by_its_lead() -> None:
    lead = "Các sở, ban, ngành tiếp tục rà soát cơ chế, chính sách"
    found = outline(f"2.1. {lead}; " + "hoàn thiện thủ tục cho người dân và doanh nghiệp, " * 12)
    assert found.sections[0].title == lead


def test_an_attached_plan_does_not_stand_under_the_last_article() -> None:
    found = outline(
        "Điều 1. Ban hành kế hoạch.",
        "Điều 2. Hiệu lực.",
        "KẾ HOẠCH",
        "TRỒNG CÂY XANH ĐÔ THỊ",
        "I. MỤC TIÊU",
        "II. GIẢI PHÁP",
    )
    attached = found.sections[2]
    assert (attached.title, attached.level) == ("KẾ HOẠCH TRỒNG CÂY XANH ĐÔ THỊ", 1)
    assert [s.parent for s in found.sections[3:]] == [2, 2]


def test_lost_headings_are_put_back_with_a_notice() -> None:
    found = outline("I. GIẢI PHÁP", "1. Một", "2. Hai", "1. Các sở lập kế hoạch.", "2. Sở Tài chính tổng hợp.")
    assert [s.id for s in found.sections] == ["I", "I.1", "I.2", "II", "II.1", "II.2"]
    assert found.sections[3].reasons == ("heading_missing",)
    assert [(n.code, n.detail) for n in found.notices] == [("heading_missing", "II")]


def test_a_nested_list_is_no_lost_heading() -> None:
    lines = ("I. NỘI DUNG", "1. Một", "5. Năm", "6. Sáu", "1. Ý thứ nhất", "2. Ý thứ hai", "7. Bảy", "II. KINH PHÍ")
    found = outline(*lines)
    assert [(s.label, s.level) for s in found.sections][3:] == [("6", 2), ("1", 3), ("2", 3), ("7", 2), ("II", 1)]


def test_a_gap_is_told() -> None:
    found = outline("I. MỘT", "II. HAI", "IV. BỐN")
    assert [(n.code, n.detail) for n in found.notices] == [("numbering_gap", "II → IV")]
    assert found.sections[2].reasons == ("numbering_gap",)


def test_missing_annexes() -> None:
    found = outline("I. NỘI DUNG", "Danh mục tại Phụ lục 1, 2 kèm theo Kế hoạch này.", "PHỤ LỤC 1", "DANH MỤC DỰ ÁN")
    assert [(n.code, n.detail) for n in found.notices] == [("annex_missing", "2")]
    assert not outline("Mẫu tại Phụ lục kèm theo Nghị định số 30/2020/NĐ-CP.").notices


def test_ids_are_unique() -> None:
    found = ids("I. A B", "1. C", "Cộng hòa xã hội chủ nghĩa Việt Nam", "I. A B", "1. C")
    assert len(found) == len(set(found))


HEADS = ["I. A", "II. B", "X. C", "1. d", "2. e", "7. f", "1.1. g", "3.9 H", "a) i", "đ) j", "- k:", "+ l", "(1) m"]
OTHERS = ["Điều 1.", "Điều 9", "Chương II", "PHỤ LỤC", "KẾ HOẠCH", "CHỮ HOA CẢ DÒNG", "thường.", "", "A. Một", "C. Ba"]


@given(st.lists(st.sampled_from([*HEADS, *OTHERS]), max_size=60))
def test_any_order_of_headings_makes_a_tree(lines: list[str]) -> None:
    found = outline(*lines)
    for section in found.sections:
        parent = found.sections[section.parent] if section.parent >= 0 else None
        assert section.start < section.end
        assert section.line <= section.last_line
        assert section.level == (parent.level + 1 if parent else 1)
        if parent is not None:
            assert parent.index < section.index
            assert parent.line <= section.line
            assert section.last_line <= parent.last_line
    assert len({section.id for section in found.sections}) == len(found.sections)
    for line, index in enumerate(found.section_of):
        assert index < 0 or found.sections[index].line <= line <= found.sections[index].last_line


@given(st.text(max_size=300))
def test_any_text_has_an_outline(text: str) -> None:
    document = Document(text, "txt", blocks=(Block(0, len(text)),) if text else ())
    assert len(outline_of(prose_of(document)).section_of) == len(document.blocks)


def test_restarts_without_end_stay_linear() -> None:
    assert_linear(lambda times: outline_of(prose(*["1. Một", "2. Hai", "9. Chín"] * times)), 500)


def test_the_plan_of_lang_son_to_2030(shared: Path) -> None:
    document = read_document(shared / "corpus" / "seeds" / "004_157a5e8ea989fa8e.txt")
    found = outline_of(prose_of(document))
    lost = [s.id for s in found.sections if s.rule == "section.inferred"]
    assert lost == ["I", "I~2", "III.1", "IV"]
    assert {s.id for s in found.sections} >= {"II.1", "II.2", "II.3", "III.2.4", "III.3.9", "III.6.2", "IV.4"}
    assert [n.detail for n in found.notices if n.code == "annex_missing"] == ["1, 2"]
