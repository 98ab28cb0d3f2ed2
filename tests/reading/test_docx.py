from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from lotrinh.reading import BlockKind, Document, ReadingError, read_document
from tests.reading.builders import docx, level, numbered, p, run, table, tc, zipped


def read(body: str, **parts: str) -> Document:
    return read_document(docx(body, **parts))


def told(document: Document) -> list[str]:
    return [f"{block.label} {document.text[block.start : block.end]}".strip() for block in document.blocks]


def lists(*abstracts: str, nums: str = "") -> str:
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        for number, levels in enumerate(abstracts, 1)
    )
    own = nums or "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(abstracts) + 1)
    )
    return made + own


OUTLINE = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>") + level(2, "lowerLetter", "%3)")


def test_tabs_breaks_symbols_hyphens_and_fields() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:t>ẩn</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("12/2025")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    symbols = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    document = read(
        p(run("Số:") + "<w:r><w:tab/><w:t>5</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:softHyphen/></w:r>" + field)
        + p(symbols + run(" 8%\u00ad"))
        + p(
            '<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple><w:hyperlink>" + run(" trang") + "</w:hyperlink>"
        )
    )
    assert told(document) == ["Số:\t5-KH12/2025", "≥• 8%", "3 trang"]


def test_raised_figures_do_not_join_numbers() -> None:
    up = '<w:vertAlign w:val="superscript"/>'
    document = read(p(run("Đạt 61,1") + run("1", up) + run(" triệu; rừng 20 km") + run("2", up) + run(".")))
    assert told(document) == ["Đạt 61,1[1] triệu; rừng 20 km2."]


def test_a_field_left_open_hides_only_its_own_paragraph() -> None:
    opened = '<w:r><w:fldChar w:fldCharType="begin"/><w:t>ẩn</w:t></w:r>'
    assert told(read(p(opened) + p("Sau"))) == ["Sau"]


def test_tracked_changes_keep_what_is_new() -> None:
    body = (
        p(run("Giảm ") + f"<w:del>{run('2%')}</w:del><w:ins>{run('3%')}</w:ins>")
        + f"<w:p><w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo></w:p>"
        + p(run("Nửa đầu "), "<w:rPr><w:del/></w:rPr>")
        + p("và nửa sau")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + tc("bỏ") + "</w:tr><w:tr>" + tc("a") + tc("b") + "</w:tr>"
        + "<w:tr>" + tc("c") + tc("d") + "</w:tr></w:tbl>"
    )  # fmt: skip
    assert told(read(body)) == ["Giảm 3%", "mới", "Nửa đầu và nửa sau", "a", "b", "c", "d"]


def test_numbers_go_on_restart_and_skip_levels() -> None:
    body = (
        numbered("MỤC TIÊU", 1)
        + numbered("Kinh tế", 1, 1)
        + numbered("Thu", 1, 2)
        + numbered("Chi", 1, 2)
        + numbered("Xã hội", 1, 1)
        + numbered("Y tế", 1, 2)
        + numbered("NHIỆM VỤ", 1)
        + numbered("Chung", 1, 1)
    )
    assert told(read(body, numbering=lists(OUTLINE))) == [
        "I. MỤC TIÊU", "1.1. Kinh tế", "a) Thu", "b) Chi", "1.2. Xã hội", "a) Y tế", "II. NHIỆM VỤ", "2.1. Chung",
    ]  # fmt: skip


def test_lists_share_counters_unless_they_start_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        + level(0, "bullet", "-") + "</w:lvlOverride></w:num>"
    )  # fmt: skip
    body = "".join(numbered("x", list_id) for list_id in (1, 1, 2, 3, 3, 4, 9, 0))
    document = read(body, numbering=lists(level(0, "decimal", "%1)"), nums=nums))
    assert [block.label for block in document.blocks] == ["1)", "2)", "3)", "5)", "6)", "-", "", ""]


def test_a_level_may_forbid_its_restart() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')
    body = numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1) + numbered("d", 1, 1)
    assert told(read(body, numbering=lists(levels))) == ["1. a", "(1) b", "2. c", "(2) d"]


def test_numbers_and_headings_come_through_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="MucNho"><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    levels = level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>') + level(
        1, "decimal", "%2.", '<w:pStyle w:val="MucNho"/>'
    )
    body = (
        p("MỤC TIÊU", '<w:pStyle w:val="Muc"/>')
        + p("Chỉ tiêu", '<w:pStyle w:val="MucNho"/>')
        + p("không số", '<w:pStyle w:val="MucNho"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("vòng", '<w:pStyle w:val="A"/>')
        + p("thân", '<w:pStyle w:val="Muc"/><w:outlineLvl w:val="9"/>')
    )
    document = read(body, styles=styles, numbering=lists(levels))
    assert [(block.kind, block.level, block.label) for block in document.blocks] == [
        (BlockKind.HEADING, 1, "I."),
        (BlockKind.HEADING, 4, "1."),
        (BlockKind.HEADING, 4, ""),
        (BlockKind.PARAGRAPH, 0, ""),
        (BlockKind.PARAGRAPH, 0, "II."),
    ]


def test_merged_cells_and_places() -> None:
    merged = '<w:vMerge w:val="restart"/>'
    document = read(
        p("Biểu")
        + table(
            [tc("TT", merged), tc("Chỉ tiêu", '<w:gridSpan w:val="2"/>')],
            [tc("", "<w:vMerge/>"), tc("2025"), tc("2030")],
            [tc("1"), tc(""), tc(p("5%") + p("(ước)"))],
        )
    )
    (made,) = document.tables
    spans = [[(cell.column, cell.column_span, cell.row_span) for cell in row] for row in made.rows]
    assert spans == [[(0, 1, 2), (1, 2, 1)], [(1, 1, 1), (2, 1, 1)], [(0, 1, 1), (1, 1, 1), (2, 1, 1)]]
    assert told(document)[-1] == "5%\n(ước)"
    place = document.place_of(document.text.index("ước"))
    assert place is not None
    assert (place.table, place.row, place.column, place.paragraph) == (1, 3, 3, 10)


def test_a_column_of_automatic_numbers_is_text() -> None:
    rows = [[tc(numbered("", 1)), tc(name)] for name in ("Sở Y tế", "Sở Tài chính")]
    document = read(table(*rows), numbering=lists(level(0, "decimal", "%1")))
    assert told(document) == ["1", "Sở Y tế", "2", "Sở Tài chính"]


def test_nested_table_and_content_controls() -> None:
    inner = table([tc("x"), tc("y")], [tc("z"), tc("t")])
    body = (
        f"<w:sdt><w:sdtContent>{table([tc('a'), tc('b')], [tc('c'), tc(p('d') + inner + p())])}</w:sdtContent></w:sdt>"
    )
    document = read(body)
    assert len(document.tables) == 2
    assert document.text.split("\n") == list("abcdxyzt")


def test_text_boxes_stand_once_though_stored_twice() -> None:
    box = f"<w:txbxContent>{p('Trong khung')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert told(read(p(run("Ngoài") + drawn))) == ["Ngoài", "Trong khung"]


def test_notes_stand_at_the_end_with_their_marks() -> None:
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote>'
        f'<w:footnote w:id="7">{p("Số liệu ước.")}{p("Dòng hai.")}</w:footnote>'
        f'<w:footnote w:id="8">{p("thừa")}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="7">{p("Theo niên giám.")}</w:endnote>'
    document = read(
        p("Đầu") + p(run("Tăng 8%") + reference) + p(run("Cuối") + '<w:r><w:endnoteReference w:id="7"/></w:r>'),
        footnotes=footnotes,
        endnotes=endnotes,
    )
    assert told(document) == ["Đầu", "Tăng 8%[1]", "Cuối[2]", "[1] Số liệu ước.", "Dòng hai.", "[2] Theo niên giám."]
    assert [block.kind for block in document.blocks[3:]] == [BlockKind.NOTE] * 3
    place = document.place_of(document.blocks[3].start)
    assert place is not None
    assert place.paragraph == 2


def test_old_fonts_are_decoded_run_by_run() -> None:
    old = '<w:rFonts w:ascii=".VnTime"/>'
    capitals = '<w:rFonts w:ascii=".VnTimeH"/>'
    vni = '<w:rFonts w:ascii="VNI-Times"/>'
    document = read(
        p(run("KÕ ho¹", old) + run("ch", old) + run(" ½ ") + run("tØnh", capitals))
        + p(run("Keá hoa", vni) + run("ïch", vni))
        + p(run("Uỷ ban") + run(" và thôn bản đã", old))
    )
    assert told(document) == ["Kế hoạch ½ TỈNH", "Kế hoạch", "Uỷ ban và thôn bản đã"]
    (notice,) = document.notices
    assert (notice.code, document.text[notice.start : notice.end]) == ("legacy_font", "Kế hoạch ½ TỈNH\nKế hoạch")


def test_strict_files_and_other_names_of_the_main_part() -> None:
    plain = docx(p("Nội dung"))
    with ZipFile(BytesIO(plain)) as archive:
        main = archive.read("word/document.xml").decode()
        relationships = archive.read("_rels/.rels").decode()
    strict = main.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_document(zipped({"word/document.xml": strict})).text == "Nội dung"
    moved = {
        "_rels/.rels": relationships.replace("word/document.xml", "word/document2.xml"),
        "word/document2.xml": main,
    }
    assert read_document(zipped(moved)).text == "Nội dung"
    sixteen = main.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_document(zipped({"word/document.xml": sixteen})).text == "Nội dung"


@pytest.mark.parametrize("part", ["styles", "numbering"])
def test_a_damaged_part_is_named(part: str) -> None:
    data = docx(p("x"), **{part: "<w:open>"})
    with pytest.raises(ReadingError, match=f"word/{part}.xml"):
        read_document(data)
