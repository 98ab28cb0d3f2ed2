from __future__ import annotations

from contextlib import suppress

import pytest

from lotrinh.reading import BlockKind, Document, ReadingError, read_document
from lotrinh.reading.html.markup import attributes, tokens
from tests.growth import assert_linear


def read(body: str, encoding: str = "utf-8") -> Document:
    return read_document(f"<html><body>{body}</body></html>".encode(encoding))


def told(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def test_blocks_inline_marks_and_references() -> None:
    document = read("<p>Giảm <b>2,</b><i>5</i>%&nbsp;m&#7895;i\n  n&#x103;m<div>Ngoài <span>khung</span></div>đuôi")
    assert told(document) == [
        ("paragraph", "Giảm 2,5%\u00a0mỗi năm"),
        ("paragraph", "Ngoài khung"),
        ("paragraph", "đuôi"),
    ]


def test_place_is_the_offset_in_the_source() -> None:
    source = "<html><body><h2>I. MỤC TIÊU</h2>\n<p>\n  Thu ngân sách</p></body></html>"
    document = read_document(source.encode())
    place = document.place_of(document.text.index("ngân"))
    assert place is not None
    assert place.source_offset is not None
    assert source[place.source_offset :].lstrip().startswith("Thu ngân sách")
    assert document.blocks[0].kind is BlockKind.HEADING
    assert document.blocks[0].level == 2


def test_scripts_comments_and_word_conditions_are_no_text() -> None:
    body = (
        "<style>p{}</style><script>if (a < b) x('</p>')</script><!-- ẩn --><p><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Mở đường<o:p></o:p></p>"
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->"
    )
    assert told(read(body)) == [("paragraph", "1.\u00a0 Mở đường")]


def test_line_breaks_part_items_and_keep_wraps() -> None:
    assert told(read("<p>Giao các sở:<br>- Rà soát chỉ tiêu<br>đã giao;<br>- Báo cáo.</p>")) == [
        ("paragraph", "Giao các sở:"),
        ("paragraph", "- Rà soát chỉ tiêu\nđã giao;"),
        ("paragraph", "- Báo cáo."),
    ]


def test_raised_figures_do_not_join_numbers() -> None:
    assert told(read("<p>Tăng 8,5%<sup>1</sup>, đạt 20 km<sup>2</sup> năm 2025<sup>(2)</sup>")) == [
        ("paragraph", "Tăng 8,5%[1], đạt 20 km2 năm 2025(2)")
    ]


def test_lists_are_numbered_as_drawn() -> None:
    document = read("<ol type=a start=3><li>ba<li>bốn<ul><li>con</ul></ol><ol><li value=7>bảy<li>tám</ol>")
    assert [(block.label, document.text[block.start : block.end]) for block in document.blocks] == [
        ("c.", "ba"),
        ("d.", "bốn"),
        ("•", "con"),
        ("7.", "bảy"),
        ("8.", "tám"),
    ]


def test_table_with_spans_caption_and_empty_cell() -> None:
    document = read(
        "<table><caption>Biểu 1<tr><th rowspan=2>TT<th colspan=2>Chỉ tiêu<tr><td>2025<td>2030"
        "<tr><td>1<td><td>5%</table>"
    )
    (table,) = document.tables
    spans = [[(cell.column, cell.column_span, cell.row_span) for cell in row] for row in table.rows]
    assert spans == [[(0, 1, 2), (1, 2, 1)], [(1, 1, 1), (2, 1, 1)], [(0, 1, 1), (1, 1, 1), (2, 1, 1)]]
    assert table.rows[2][1].block == -1
    last = document.blocks[table.rows[2][2].block]
    assert document.text[last.start : last.end] == "5%"
    assert told(document)[0] == ("paragraph", "Biểu 1")
    assert document.text[table.start : table.end].startswith("TT\n")
    place = document.place_of(last.start)
    assert place is not None
    assert (place.table, place.row, place.column) == (1, 3, 3)


def test_nested_table_stands_for_itself() -> None:
    document = read("<table><tr><td>a<td>b<tr><td>c<td>d<table><tr><td>x<td>y<tr><td>z<td>t</table></table>")
    outer, inner = document.tables
    assert [len(row) for row in inner.rows] == [2, 2]
    assert outer.rows[1][1].block >= 0
    assert document.text.split("\n") == list("abcdxyzt")


def test_letterhead_and_signature_are_lines_not_tables() -> None:
    document = read(
        "<table><tr><td><p>UBND TỈNH<p>Số: 5/KH-UBND<td><p>CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM<p>Ngày 2/1/2026</table>"
        "<p>Nội dung</p><table><tr><td>Nơi nhận:<br>- Như trên;<td>CHỦ TỊCH<tr><td><td>Nguyễn Văn A</table>"
    )
    assert document.tables == ()
    assert told(document)[:4] == [
        ("letterhead", "UBND TỈNH"),
        ("letterhead", "Số: 5/KH-UBND"),
        ("letterhead", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("letterhead", "Ngày 2/1/2026"),
    ]
    assert [text for _, text in told(document)[5:]] == ["Nơi nhận:", "- Như trên;", "CHỦ TỊCH", "Nguyễn Văn A"]


def test_menus_and_site_text_are_kept_as_furniture() -> None:
    document = read("<nav><a>Trang chủ</a></nav><main><p>Nội dung</p><p>229 lượt xem</p></main><footer>Hết</footer>")
    assert told(document) == [
        ("furniture", "Trang chủ"),
        ("paragraph", "Nội dung"),
        ("furniture", "229 lượt xem"),
        ("furniture", "Hết"),
    ]
    assert {notice.code for notice in document.notices} == {"boilerplate"}


def test_a_menu_left_open_does_not_swallow_the_text() -> None:
    assert told(read("<nav><p>Trang chủ<main><p>Nội dung"))[-1] == ("paragraph", "Nội dung")


def test_declared_encoding_counts_only_where_utf_8_fails() -> None:
    page = "<html><head><meta charset=windows-1252></head><body><p>D\u00e2n s\u1ed1</p></body></html>"
    assert read_document(page.encode()).text == "Dân số"
    western = page.replace("\u1ed1", "&#7889;").encode("cp1252")
    document = read_document(western)
    assert (document.text, document.properties["encoding"]) == ("Dân số", "windows-1252")


def test_tag_that_never_ends_is_text() -> None:
    assert told(read_document(b"<html><p>a < b <3 c <i d")) == [("paragraph", "a < b <3 c <i d")]


def test_attributes_in_all_notations() -> None:
    assert attributes(""" a='1' B="2&amp;" c=3 d c=4/""") == {"a": "1", "b": "2&", "c": "3", "d": ""}


def test_offsets_of_tokens_point_at_what_they_stand_for() -> None:
    source = "<p class='a>b'>Số &lt; 5 < 7</p ><!x>z"
    assert [(token.kind, token.value or token.name, source[token.at]) for token in tokens(source)] == [
        ("start", " class='a>b'", "<"),
        ("text", "Số < 5 ", "S"),
        ("text", "<", "<"),
        ("text", " 7", " "),
        ("end", " ", "<"),
        ("text", "z", "z"),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "<div>", "<!--", "<a ", "<a x=\"", "<a x='>", "<table><tr><td>", "<", "&#", "<script>", "<ol><li>x", "</", "<p",
        "<td colspan=100 rowspan=1000>x", "<b>x", "<!", "&lt", "= ", '<a b="c" ', "<br>", "\u0301", "<pre>\n",
    ],
)  # fmt: skip
def test_time_is_linear_in_hostile_pages(piece: str) -> None:
    def read(size: int) -> None:
        with suppress(ReadingError):
            read_document(("<html><table>" + piece * (size // len(piece))).encode())

    assert_linear(read, 25_000)
