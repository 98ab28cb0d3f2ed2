"""OpenDocument texts."""

from __future__ import annotations

import pytest

from lotrinh.reading import BlockKind, Document, Limits, ReadingError, read_document
from tests.reading.office.opened import odt, p

LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix=")" text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="●"/></text:list-style>'
)


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def items(*paragraphs: str, more: str = "") -> str:
    return f'<text:list {more} text:style-name="L">' + "".join(
        f"<text:list-item>{one}</text:list-item>" for one in paragraphs
    ) + "</text:list>"  # fmt: skip


def test_paragraphs_headings_and_what_a_line_holds() -> None:
    document = read_document(
        odt(
            '<text:h text:outline-level="2">Mục  tiêu</text:h>'
            + p('Giảm<text:s text:c="2"/>nghèo<text:tab/>2%<text:line-break/>…<office:annotation><text:p>bỏ</text:p>'
                "</office:annotation>\n   tiếp")
            + '<text:tracked-changes><text:changed-region><text:deletion><text:p>đã xóa</text:p></text:deletion>'
            "</text:changed-region></text:tracked-changes>"
            "<text:section><text:p>trong mục</text:p></text:section>",
            meta="<dc:title>Kế hoạch</dc:title><dc:creator>A</dc:creator>",
        )
    )  # fmt: skip
    assert texts(document) == ["Mục tiêu", "Giảm  nghèo\t2%\n… tiếp", "trong mục"]
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 2)
    assert document.properties == {"title": "Kế hoạch", "author": "A"}
    assert [place.paragraph for place in document.places] == [1, 2, 3]


def test_runs_are_places() -> None:
    document = read_document(odt(p("Tăng <text:span>8%</text:span> so với")))
    assert [(place.start, place.paragraph, place.run) for place in document.places] == [(0, 1, 1), (5, 1, 2), (7, 1, 3)]


def test_lists_are_numbered_and_begin_anew() -> None:
    inner = items(p("Kinh tế"), p("Xã hội") + items(p("Nghèo")))
    body = items(p("MỤC TIÊU") + inner, p("NHIỆM VỤ"), more='xml:id="x"') + items(p("một"))
    document = read_document(odt(body + items(p("ba"), more='text:continue-list="x"'), automatic=LISTS))
    assert [block.label for block in document.blocks] == ["I.", "I.1)", "I.2)", "•", "II.", "I.", "III."]


def test_headings_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
        "</text:outline-style>"
    )
    body = '<text:h text:outline-level="1">A</text:h><text:h text:outline-level="1">B</text:h>'
    assert [block.label for block in read_document(odt(body, styles=outline)).blocks] == ["I.", "II."]


def test_old_fonts_by_style_and_parent() -> None:
    styles = (
        '<style:font-face style:name="F" svg:font-family="&apos;.VnTimeH&apos;"/>'
        '<style:style style:name="P"><style:text-properties style:font-name="F"/></style:style>'
        '<style:style style:name="T" style:parent-style-name="P"/>'
        '<style:style style:name="U"><style:text-properties fo:font-family="Arial"/></style:style>'
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    body = p('kÕ <text:span text:style-name="U">ê</text:span>', "P") + p(
        'x<text:span text:style-name="T">ho¹ch</text:span><text:span text:style-name="H">ẩn</text:span>'
    )
    assert texts(read_document(odt(body, styles=styles))) == ["KẾ ê", "xHOẠCH"]


def test_tables_notes_and_boxes() -> None:
    body = (
        p('tăng 8%<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>theo</text:p>'
          "<text:p>Cục</text:p></text:note-body></text:note>")
        + p("<draw:frame><draw:text-box><text:p>trong hộp</text:p></draw:text-box></draw:frame>neo")
        + "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Kế hoạch</text:p></table:table-cell>'
        '<table:covered-table-cell/><table:table-cell table:number-rows-spanned="2"><text:p>Ghi chú</text:p>'
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        "<table:covered-table-cell/></table:table-row></table:table>"
    )  # fmt: skip
    document = read_document(odt(body))
    assert texts(document) == ["tăng 8%[1]", "neo", "trong hộp", "Kế hoạch", "Ghi chú", "a", "b", "[1] theo\nCục"]
    assert [[(cell.column, cell.column_span, cell.row_span) for cell in row] for row in document.tables[0].rows] == [
        [(0, 2, 1), (2, 1, 2)],
        [(0, 1, 1), (1, 1, 1)],
    ]
    assert document.blocks[-1].kind is BlockKind.NOTE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(p("a"), more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted"),
        (odt(""), "empty"),
        (odt("<text:section>" * 150 + p("a") + "</text:section>" * 150), "too_deep"),
        (odt(p("<text:span>" * 150 + "a" + "</text:span>" * 150)), "too_deep"),
        (odt(p("a"), more={"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><x/>"}), "forbidden_xml"),
        (odt(p("a"), more={"content.xml": "<x>"}), "damaged"),
        (odt(p("a"), more={"content.xml": "<x/>"}), "damaged"),
        (odt(p("a" * 30_000_000)), "zip_bomb"),
    ],
)
def test_bad_files_give_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_document(data, "a.odt")
    assert refusal.value.code == code
    assert "{" not in refusal.value.sentence("vi") + refusal.value.sentence("en")


def test_too_many_paragraphs_are_refused() -> None:
    with pytest.raises(ReadingError) as refusal:
        read_document(odt(p("a") * 300), limits=Limits(parts=200))
    assert refusal.value.code == "too_many_parts"
