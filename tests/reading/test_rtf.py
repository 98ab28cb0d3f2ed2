r"""Rich Text files."""

from __future__ import annotations

import random

import pytest

from lotrinh.reading import BlockKind, Document, Limits, ReadingError, read_document

FONTS = (
    r"{\fonttbl{\f0\fcharset163 Times New Roman;}{\f1\fcharset2 Symbol;}{\f2\fnil .VnTimeH;}{\f3\fcharset0 VNI-Times;}"
    r"{\f4\fcharset204{\*\panose 02020603}Arial;}{\f5 .VnTime;}}"
)
STYLES = r"{\stylesheet{\s0 Normal;}{\s1\f5 heading 1;}{\s2\outlinelevel2 Muc;}}"


_PIECES = (b"{", b"}", b"\\", b"\\cell ", b"\\row ", b"{\\footnote ", b"\\u9 ", b"\\'")


def rtf(body: str, head: str = "") -> bytes:
    return rf"{{\rtf1\ansi\ansicpg1258\deff0{FONTS}{STYLES}{head}{body}}}".encode("latin-1")


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (r"K\u7871?  ho\u7841 ?ch", "Kế  hoạch"),
        (r"K\u7871\'65 ho\u7841\'61ch", "Kế hoạch"),
        (r"{\uc2 K\u7871\'65\'65 ho}{\uc0\u7841 ch}", "Kế hoạch"),
        (r"K\u-2000000000?x \u-10179?\u-8704?", "Kx 😀"),
        (r"K\'ea\'ec ho\'cca\'f0", "Kế hòađ"),
        (r"{\f2 k\'d5 ho\'b9ch} {\f3 Ke\'e1 hoa\'efch} {\f5 n\'a8m}", "KẾ HOẠCH Kế hoạch năm"),
        (r"{\f5 n\u168?m}", "năm"),
        (r"{\f4 \'cf\'eb\'e0\'ed}", "План"),
        (r"{\f1 \'a3}{\f1\u-3917 ?} 5\~%\_\endash\tab x\line y", "≤≥ 5\u00a0%-–\tx\ny"),
        (r"gi\{7\}\\ {\v an}{\deleted xoa}c", "gi{7}\\ c"),
        (r"{\field{\*\fldinst PAGE \'ff}{\fldrslt 12}}", "12"),
        (r"tang 8%{\super 1} rong 3 km{\super 2}\nosupersub", "tang 8%[1] rong 3 km2"),
        (r"{\*\khongbiet {x}{\b y}}{\pict\pngblip 0a0b{z}}{\header dau}{\object{\*\objdata 00}{\result thay}}", "thay"),
        ("a{\\pict\\bin5 }}{{\\}b", "ab"),
        (r"{\upr{x}{\*\ud y}}z", "z"),
    ],
)  # fmt: skip
def test_text(body: str, told: str) -> None:
    assert read_document(rtf(rf"\pard {body}\par")).text == told


def test_paragraphs_headings_labels_and_places() -> None:
    document = read_document(
        rtf(
            r"\pard\s1 {\listtext\f0 I.\tab}MUC TIEU\par \pard\plain {\pntext -\tab}Giam ngheo\par\pard\s2 Muc\par"
            r"\pard\outlinelevel0 Muc hai\par\pard\sect cuoi"
        )
    )
    assert [(block.label, block.level) for block in document.blocks] == [("I.", 1), ("-", 0), ("", 3), ("", 1), ("", 0)]
    assert [place.paragraph for place in document.places] == [1, 2, 3, 4, 6]


def test_statements_and_old_fonts() -> None:
    document = read_document(rtf(r"{\f5 n\'a8m}\par", r"{\info{\title K\u7871? ho\u7841?ch}{\author A}{\doccomm B}}"))
    assert document.properties == {"title": "Kế hoạch", "author": "A"}
    assert [notice.code for notice in document.notices] == ["legacy_font"]


def test_tables_with_merged_and_nested_cells() -> None:
    document = read_document(
        rtf(
            r"\trowd\trleft0\cellx1000\clvmgf\cellx2000\clmgf\cellx3000\clmrg\cellx4000"
            r"\pard\intbl A\cell B\par b\cell C\cell \cell\row"
            r"\trowd\trleft0\cellx1005\clvmrg\cellx2000\cellx3000\cellx4000\intbl D\cell\cell E\cell F\cell\row"
            r"\pard het\par"
        )
    )
    (table,) = document.tables
    assert [[(cell.column, cell.column_span, cell.row_span) for cell in row] for row in table.rows] == [
        [(0, 1, 1), (1, 1, 2), (2, 2, 1)],
        [(0, 1, 1), (2, 1, 1), (3, 1, 1)],
    ]
    assert texts(document) == ["A", "B\nb", "C", "D", "E", "F", "het"]


def test_a_table_inside_a_cell() -> None:
    inner = (
        r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    )
    document = read_document(
        rtf(
            rf"\trowd\cellx3000\cellx6000 {inner}{inner}\pard\intbl sau\cell E\cell\row"
            r"\trowd\cellx3000\cellx6000\pard\intbl G\cell H\cell\row\pard het\par"
        )
    )
    assert [len(table.rows) for table in document.tables] == [2, 2]
    assert texts(document) == ["x", "y", "x", "y", "sau", "E", "G", "H", "het"]


def test_notes_and_text_boxes() -> None:
    document = read_document(
        rtf(
            r"\pard tang 8%{\super\chftn}{\footnote\pard{\super\chftn} theo\par thong ke}"
            r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard trong hop\par}}"
            r"{\shprslt{\*\do\dptxbx{\dptxbxtext lap lai\par}}}} so voi\par cuoi\par"
        )
    )
    assert texts(document) == ["tang 8%[1] so voi", "trong hop", "cuoi", "[1] theo\nthong ke"]
    assert document.blocks[-1].kind is BlockKind.NOTE


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (rtf(r"\pard \par"), Limits(), "empty"),
        (b"{\\rtf1" + b"{" * 5_000, Limits(), "too_deep"),
        (rtf("a" * 500), Limits(characters=100), "too_many_characters"),
        (rtf(r"a\par " * 50), Limits(parts=20), "too_many_parts"),
        (b"{\\rtf1" + b"\\b" * 5_000, Limits(parts=100), "too_many_parts"),
    ],
)
def test_bad_files_give_one_sentence(data: bytes, limits: Limits, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_document(data, "a.rtf", limits=limits)
    assert refusal.value.code == code
    assert refusal.value.sentence("vi").startswith("a.rtf: ")


def test_a_doc_that_is_rich_text_is_read_with_a_notice() -> None:
    document = read_document(rtf("Ke hoach"), "ke-hoach.doc")
    assert [(notice.code, notice.detail) for notice in document.notices] == [("wrong_extension", "rtf")]


def test_changed_bytes_never_get_past_the_reader() -> None:
    sound = rtf(
        r"\trowd\cellx900\cellx2000\intbl a\cell b\cell\row\pard tang{\footnote x}{\f5 n\'a8m}"
        r"{\shp{\*\shpinst{\shptxt y\par}}}\par"
    )
    chance = random.Random(1987)
    for _ in range(500):
        changed = bytearray(sound)
        for _ in range(chance.randrange(1, 20)):
            at = chance.randrange(len(changed))
            if chance.random() < 0.5:
                del changed[at : at + chance.randrange(1, 9)]
            else:
                changed[at:at] = chance.choice(
                    (b"{", b"}", b"\\", b"\\cell ", b"\\row ", b"{\\footnote ", b"\\u9 ", b"\\'")
                )
        try:
            told = read_document(bytes(changed)).text
        except ReadingError as refusal:
            told = refusal.sentence("vi")
        assert told
