"""A printed report against the layout of the decree: data/layout.toml is the measure."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from lotrinh.living.official.draft import Annex, Draft, Piece, Section, Source, item, placed, sources_annex, text
from lotrinh.living.official.draft import Paragraph as Told
from lotrinh.living.official.filling import BadTemplate, fill
from lotrinh.living.official.layout import layout
from lotrinh.living.official.letterhead import Letterhead
from lotrinh.living.official.returned import compare
from lotrinh.living.official.template import make_template

HEAD = Letterhead(
    "Ủy ban nhân dân tỉnh Lạng Sơn", "Sở Tài chính", "5", "BC-STC", "Lạng Sơn", date(2025, 1, 5),
    "Kết quả thực hiện Kế hoạch 23/KH-UBND năm 2024", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Hoàng Văn A",
    ("- UBND tỉnh (báo cáo);", "- Lưu: VT, TH."),
)  # fmt: skip
FIGURE = Piece(
    "61,1 triệu đồng", (Source("figure", 7, "Số liệu năm 2024 của Cục Thống kê", "ước đạt 61,1 triệu đồng"),)
)
DRAFT = Draft(
    opening=(text("Sở Tài chính báo cáo kết quả như sau:"),),
    sections=(
        Section(
            "Kết quả thực hiện các chỉ tiêu",
            (text("Có 15/18 chỉ tiêu đạt và vượt."),),
            (
                Section(
                    "Về kinh tế", (Told((Piece("GRDP bình quân đầu người ước đạt "), FIGURE, Piece("."))), item("Khác"))
                ),
            ),
        ),
        Section("Khó khăn, vướng mắc", (text("Không <có> & không thiếu."),)),
    ),
    annexes=(Annex("Bảng chỉ tiêu", ("TT", "Chỉ tiêu", "Kết quả"), (("1", "GRDP", "61,1"),), (10, 60, 30), (2,)),),
    closing="Trên đây là báo cáo./.",
)


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(fill(make_template("report"), DRAFT, HEAD, "annual")))


def test_page(word: Any) -> None:
    page = layout().page
    for section in word.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (page["width"], page["height"])
        for side in ("top", "bottom", "left", "right"):
            low, high = page[side]
            assert low <= round(getattr(section, f"{side}_margin").mm, 1) <= high, side
        assert section.different_first_page_header_footer  # no number on page 1


def test_page_number_stands_centred_in_the_header(word: Any) -> None:
    paragraph = word.sections[0].header.paragraphs[0]
    assert "PAGE" in paragraph._p.xml
    assert paragraph.alignment == 1
    low, high = layout().page["number_size"]
    assert low <= paragraph.runs[0].font.size.pt <= high
    assert not word.sections[0].first_page_header.paragraphs[0].text


def test_every_annex_is_numbered_on_its_own(word: Any) -> None:
    assert len(word.sections) == 3
    for section in list(word.sections)[1:]:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


@pytest.mark.parametrize("name", sorted(layout().elements))
def test_element_styles(word: Any, name: str) -> None:
    element = layout().elements[name]
    style = word.styles[element.style]
    assert style.font.name == "Times New Roman"
    assert element.size[0] <= style.font.size.pt <= element.size[1]
    assert (bool(style.font.bold), bool(style.font.italic)) == (element.bold, element.italic)
    if element.centred:
        assert style.paragraph_format.alignment == 1
    if element.justified:
        assert style.paragraph_format.alignment == 3
        assert style.paragraph_format.first_line_indent.mm in (pytest.approx(10, 0.05), pytest.approx(12.7, 0.05))
        assert style.paragraph_format.space_after.pt >= 6
        assert 1 <= style.paragraph_format.line_spacing <= 1.5


def test_what_stands_in_capitals_is_written_in_capitals(word: Any) -> None:
    capitals = {one.style for one in layout().elements.values() if one.caps}
    cells = (cell for table in word.tables for row in table.rows for cell in row.cells)
    lines = [*word.paragraphs, *(line for cell in cells for line in cell.paragraphs)]
    told = [(line.style.name, line.text) for line in lines if line.style.name in capitals and line.text.strip()]
    assert {style for style, _ in told} == capitals
    assert [text for _, text in told if text != text.upper()] == []


def test_order_of_elements(word: Any) -> None:
    head = word.tables[0]
    left, right = (cell.text.replace("\u00a0", " ").split("\n") for cell in head.rows[0].cells)
    assert [line for line in left if line] == ["ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN", "SỞ TÀI CHÍNH"]
    assert [line for line in right if line] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert head.rows[1].cells[0].text == "Số: 05/BC-STC"
    assert head.rows[1].cells[1].text == "Lạng Sơn, ngày 05 tháng 01 năm 2025"
    told = [(one.text, one.style.name) for one in word.paragraphs if one.text.strip()]
    names = [name for _, name in told]
    wanted = ["kind", "summary", "body", "heading1", "body", "heading2", "body", "body", "heading1", "body", "body"]
    assert names[: len(wanted)] == [f"LT {name}" for name in wanted]
    assert told[0][0] == "BÁO CÁO"
    assert ("I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", "LT heading1") in told
    assert ("1. Về kinh tế", "LT heading2") in told
    assert told[10][0].endswith("./.")
    sign = word.tables[1].rows[0].cells
    assert sign[0].text.split("\n")[0] == "Nơi nhận:"
    assert sign[0].text.split("\n")[-1].startswith("- Lưu: VT")
    assert [line for line in sign[1].text.split("\n") if line] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Hoàng Văn A"]
    assert [one.text for one in word.paragraphs if one.style.name == "LT annex_label"] == ["Phụ lục I", "Phụ lục II"]


def test_markup_in_the_data_stays_text(word: Any) -> None:
    assert any(one.text == "Không <có> & không thiếu." for one in word.paragraphs)


def test_every_figure_stands_in_the_annex_of_sources(word: Any) -> None:
    last = word.tables[-1]
    assert [cell.text for cell in last.rows[1].cells] == [
        "1", "Mục I.1", "61,1 triệu đồng", "Số liệu năm 2024 của Cục Thống kê: “ước đạt 61,1 triệu đồng”",
    ]  # fmt: skip
    assert len(sources_annex(DRAFT).rows) == 1


def test_a_letter_has_its_summary_under_the_number() -> None:
    draft = Draft((text("Đề nghị gửi báo cáo."),), (), to=("Kính gửi:", "- Sở Y tế."), closing="./.")
    word = docx.Document(io.BytesIO(fill(make_template("letter"), draft, HEAD, "reminder", sources=False)))
    assert [line for line in word.tables[0].rows[1].cells[0].text.split("\n") if line] == [
        "Số: 05/BC-STC",
        HEAD.summary,
    ]
    assert "BÁO CÁO" not in [one.text for one in word.paragraphs]
    assert word.paragraphs[0].text == "Kính gửi:"


@pytest.mark.parametrize(
    "broken", [b"", b"PK\x03\x04", b"not a document"], ids=["empty", "cut", "text"]
)  # fmt: skip
def test_a_template_that_is_no_word_file_is_refused_in_words(broken: bytes) -> None:
    with pytest.raises(BadTemplate, match="docx"):
        fill(broken, DRAFT, HEAD, "annual")


def test_a_place_that_reaches_into_the_program_is_refused() -> None:
    word = docx.Document(io.BytesIO(make_template("report")))
    word.add_paragraph("{{ cac_muc.__class__.__mro__ }}")
    out = io.BytesIO()
    word.save(out)
    try:
        made = fill(out.getvalue(), DRAFT, HEAD, "annual")
    except BadTemplate:
        return
    assert "class" not in "".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)


def test_an_edited_report_is_held_against_its_data() -> None:
    def lines(**changes: str) -> list[str]:
        told = [one.text for _, one in placed(DRAFT)]
        return [changes.get(str(place), line) for place, line in enumerate(told)]

    assert compare(DRAFT, lines()) == []
    assert compare(DRAFT, lines(**{"2": "GRDP bình quân đầu người của tỉnh ước đạt 61,1 triệu đồng trong năm."})) == []
    [changed] = compare(DRAFT, lines(**{"2": "GRDP bình quân đầu người ước đạt 62,1 triệu đồng."}))
    assert (changed.kind, changed.where, changed.missing, changed.new) == ("changed", "I.1", ("61,1",), ("62,1",))
    [gone] = compare(DRAFT, lines(**{"2": "Kinh tế tiếp tục phát triển."}))
    assert (gone.kind, gone.missing) == ("gone", ("61,1 triệu đồng",))
    [added] = compare(DRAFT, [*lines(), "Thu ngân sách trên địa bàn đạt 10.530 tỷ đồng, tăng mạnh."])
    assert (added.kind, added.new) == ("added", ("10.530",))
    assert compare(DRAFT, [*lines(), "Thực hiện Công văn số 129/UBND-TH ngày 05/01/2025 của UBND tỉnh."]) == []


def test_a_figure_added_anywhere_is_told_though_another_place_has_the_same_number() -> None:
    printed = [*(one.text for _, one in placed(DRAFT)), "Phụ lục I", "BẢNG CHỈ TIÊU"]
    assert compare(DRAFT, printed, printed) == []
    [added] = compare(DRAFT, [*printed, "Thu nội địa đạt 61,1 tỷ đồng."], printed)
    assert (added.kind, added.now, added.new) == ("added", "Thu nội địa đạt 61,1 tỷ đồng.", ("61,1",))
    edited = [line.replace("Có 15/18 chỉ tiêu", "Có 16/18 chỉ tiêu") for line in printed]
    [changed] = compare(DRAFT, edited, printed)
    assert changed.new == ("16/18",)


def test_annexes_name_their_report(word: Any) -> None:
    told = [one.text for one in word.paragraphs if one.style.name == "LT annex_with"]
    assert told[0] == "(Kèm theo Báo cáo số 05/BC-STC ngày 05 tháng 01 năm 2025 của Sở Tài chính)"


def test_the_number_of_a_row_stands_in_one_line() -> None:
    """ "TT" in 12 points and the margins of a cell need a good 10 mm."""
    sources = sources_annex(DRAFT)
    assert sources.widths[0] / sum(sources.widths) * 165 > 10
