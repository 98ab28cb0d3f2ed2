"""Word files of 1997–2003."""

from __future__ import annotations

import random

import pytest

from lotrinh.reading import BlockKind, Document, ReadingError, read_document
from tests.reading.office.ole import compound
from tests.reading.office.word import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    RAISED,
    Run,
    doc,
    font,
    listed,
    par,
    row,
    symbol,
)


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@pytest.mark.parametrize("narrow", [False, True])
def test_paragraphs_and_their_places(narrow: bool) -> None:
    document = read_document(
        doc(par("Tăng 8,5%" if not narrow else "Tang 8,5%"), par(""), par("§ 2"), narrow=narrow), "a.doc"
    )
    assert document.format == "doc"
    assert texts(document)[1] == "§ 2"
    assert [place.paragraph for place in document.places] == [1, 3]
    assert document.notices == ()


def test_a_letter_beyond_the_basic_plane_is_one_letter() -> None:
    assert read_document(doc(par("a😀b"))).text == "a😀b"


def test_old_fonts_are_decoded_run_by_run() -> None:
    document = read_document(
        doc(
            par(
                Run("kÕ ho¹ch ", font(1)),
                Run("GRDP ê "),
                Run("Keá hoaïch", font(2)),
                Run(" n", font(1)),
                Run("¨m", font(1)),
            ),
            par(Run("\uf0b5\uf0b8", font(1))),
            fonts=("Times New Roman", ".VnTimeH", "VNI-Times"),
        )
    )
    assert texts(document) == ["KẾ HOẠCH GRDP ê Kế hoạch NĂM", "ÀÁ"]
    assert {notice.code for notice in document.notices} == {"legacy_font"}


def test_what_is_not_printed_is_left_out() -> None:
    document = read_document(
        doc(
            par(
                "Giảm ",
                Run("3%", DELETED),
                Run("2%"),
                Run(" ẩn", HIDDEN),
                "\x13PAGE \x14",
                "12",
                "\x15",
                "\x1e1\x1f0\x0b…",
            ),
            par("\x13 TOC không có kết quả"),
            par("sau"),
        )
    )
    assert texts(document) == ["Giảm 2%12-10\n…", "sau"]


def test_raised_figures_and_symbols() -> None:
    document = read_document(
        doc(par("tăng 8%", Run("1", RAISED), " rộng 3 km", Run("2", RAISED), Run("(", symbol(0xF0A3))))
    )
    assert document.text == "tăng 8%[1] rộng 3 km2≤"


def test_tables_have_their_columns_from_the_edges() -> None:
    table = [
        *row("STT", "Chỉ tiêu", "Năm 2026", edges=(0, 500, 4_000, 6_000)),
        *row("1", "GRDP", "8%", "9%", edges=(10, 505, 4_010, 5_000, 6_010)),
    ]
    document = read_document(doc(par("Biểu 1"), *table, par("sau bảng")))
    (found,) = document.tables
    shapes = [[(cell.column, cell.column_span) for cell in line] for line in found.rows]
    assert shapes == [[(0, 1), (1, 1), (2, 2)], [(0, 1), (1, 1), (2, 1), (3, 1)]]
    assert texts(document) == ["Biểu 1", "STT", "Chỉ tiêu", "Năm 2026", "1", "GRDP", "8%", "9%", "sau bảng"]
    assert document.place_of(document.text.index("9%")).row == 2  # type: ignore[union-attr]


def test_merged_cells() -> None:
    first, merged, begins, goes_on = 0x01, 0x02, 0x60, 0x20
    document = read_document(
        doc(
            *row("a", "", "b", flags=(first, merged, begins)),
            *row("c", "d", par("", modifiers=IN_TABLE, end="\x07"), flags=(0, 0, goes_on)),
        )
    )
    (table,) = document.tables
    assert [[(cell.column, cell.column_span, cell.row_span) for cell in line] for line in table.rows] == [
        [(0, 2, 1), (2, 1, 2)],
        [(0, 1, 1), (1, 1, 1)],
    ]


def test_automatic_numbers_and_headings() -> None:
    levels = [(1, "\0."), (0, "\0.\1)"), (23, "\uf0b7")]
    document = read_document(
        doc(
            par("MỤC TIÊU", modifiers=listed(1), style=1),
            par("Kinh tế", modifiers=listed(1, 1)),
            par("Xã hội", modifiers=listed(1, 1)),
            par("Giảm nghèo", modifiers=listed(1, 2)),
            par("NHIỆM VỤ", modifiers=listed(1), style=1),
            lists=[levels],
            headings=True,
        )
    )
    assert [block.label for block in document.blocks] == ["I.", "I.1)", "I.2)", "•", "II."]
    assert [(block.kind, block.level) for block in document.blocks[:2]] == [
        (BlockKind.HEADING, 1), (BlockKind.PARAGRAPH, 0),
    ]  # fmt: skip


def test_notes_stand_behind_the_text_that_refers_to_them() -> None:
    document = read_document(doc(par("tăng 8%\x02 so với năm trước"), par("hết"), notes=[(7, "Theo Cục Thống kê")]))
    assert texts(document) == ["tăng 8%[1] so với năm trước", "hết", "[1] Theo Cục Thống kê"]
    assert document.blocks[-1].kind is BlockKind.NOTE
    assert document.places[-1].paragraph == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (doc(par("a"), flags=0x0100), "encrypted"),
        (doc(par("a"), version=0x0068), "unsupported_format"),
        (doc(par("  ")), "empty"),
        (doc(par("Kế hoạch"))[:900], "damaged"),
        (doc(par("Kế hoạch"))[:600], "damaged"),
        (compound({"WordDocument": b"\xec\xa5"}), "damaged"),
        (compound({"WordDocument": bytes(2_000)}), "damaged"),
    ],
)
def test_bad_files_give_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        read_document(data, "a.doc")
    assert refusal.value.code == code
    assert "a.doc" in refusal.value.sentence("vi")
    assert "{" not in refusal.value.sentence("en")


def attempt(data: bytes) -> str:
    try:
        return read_document(data).text
    except ReadingError as refusal:
        return refusal.sentence("vi")


def test_sectors_in_a_circle_end() -> None:
    data = bytearray(doc(par("Kế hoạch " * 600)))
    table = len(data) - 512
    for number in range(12):
        data[table + 4 * number : table + 4 * number + 4] = b"\x03\0\0\0"  # all chains lead to the same sector
    assert attempt(bytes(data))


def test_changed_bytes_never_get_past_the_reader() -> None:
    sound = doc(
        par("Kế hoạch\x02", modifiers=listed(1), style=1), *row("a", "b"), par(Run("¸", font(1))),
        notes=[(8, "chú thích")], lists=[[(0, "\0.")]], fonts=("Arial", ".VnTime"), headings=True,
    )  # fmt: skip
    chance = random.Random(1997)
    for _ in range(400):
        changed = bytearray(sound)
        for _ in range(chance.randrange(1, 30)):
            changed[chance.randrange(len(changed))] = chance.choice((0, 1, 0x7F, 0xFF, chance.randrange(256)))
        assert attempt(bytes(changed))
