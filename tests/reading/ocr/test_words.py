from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.reading.compose import compose
from lotrinh.reading.ocr.gaps import added, strips
from lotrinh.reading.ocr.layout import page_of_sight, slope_of
from lotrinh.reading.ocr.picture import Picture, Run
from lotrinh.reading.ocr.words import Sight, Word, words_of
from lotrinh.reading.pdf.assembly import assemble

TABLE = (Path(__file__).parent / "recorded.tsv").read_text(encoding="utf-8")
ACROSS = tuple(Run(238, y, 2204, y + 6, 6 * 1966) for y in (918, 1038, 1158, 1278))
DOWN = tuple(Run(x, 918, x + 6, 1284, 6 * 366) for x in (238, 438, 1518, 2198))


def sight(words: tuple[Word, ...], turned: int = 0, slope: float = 0.0) -> Sight:
    return Sight(2480, 3508, 300.0, turned, words, ACROSS, DOWN, slope)


def test_words_of_a_recorded_page() -> None:
    words = words_of(TABLE)
    assert [word.text for word in words[:4]] == ["UBND", "TỈNH", "LẠNG", "SƠN"]
    assert all(0 < word.confidence <= 1 and word.left < word.right and word.top < word.bottom for word in words)
    assert len({word.line for word in words if word.text in ("UBND", "VIỆT")}) == 1


@pytest.mark.parametrize(
    "row",
    ["", "5\t1", "5\t1\t1\t1\t1\t1\tx\t0\t9\t9\t90\tchữ", "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t-1\tchữ",
     "5\t1\t1\t1\t1\t1\t0\t0\t0\t9\t90\tchữ", "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\t  "],
)  # fmt: skip
def test_damaged_rows_are_passed_over(row: str) -> None:
    assert words_of(f"level\tpage_num\n{row}\n") == ()


def test_the_recorded_page_is_laid_out_like_a_paper() -> None:
    document = compose(assemble([page_of_sight(sight(words_of(TABLE)), 1)]), format="pdf")
    told = [document.text[block.start : block.end] for block in document.blocks]
    assert told[:5] == [
        "UBND TỈNH LẠNG SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 45/KH-UBND", "Độc lập - Tự do - Hạnh phúc",
        "KẾ HOẠCH",
    ]  # fmt: skip
    assert [block.kind.value for block in document.blocks[:4]] == ["letterhead"] * 4
    (table,) = document.tables
    cells = [[told[cell.block] for cell in row] for row in table.rows]
    assert cells[1] == ["1", "Thu ngân sách", "12.500 tỷ đồng"]
    place = document.place_of(document.text.index("12.500"))
    assert place is not None
    assert (place.page, place.row, place.column) == (1, 2, 3)
    assert place.box is not None
    assert place.box[0] == pytest.approx(374, abs=3)
    assert place.confidence is not None
    assert place.confidence > 0.8


def test_the_slope_of_a_page_that_lies_askew_is_found() -> None:
    leaning = tuple(Word(w.text, w.left, w.top + w.left // 50, w.right, w.bottom + w.left // 50, w.confidence, w.line)
                    for w in words_of(TABLE))  # fmt: skip
    assert slope_of(leaning) == pytest.approx(0.02, abs=0.003)
    page = page_of_sight(Sight(2480, 3508, 300.0, 0, leaning), 1)
    lines = [line for part in page.parts if isinstance(part, list) for line in part]
    assert any("giảm 2,5% trong năm 2026, số xã đạt" in line[0].text for line in lines)


def test_boxes_are_those_of_the_page_as_stored() -> None:
    word = (Word("chữ", 100, 200, 300, 250, 0.9, 0),)
    boxes = {}
    for turned in range(4):
        (part,) = page_of_sight(Sight(1000, 2000, 72.0, turned, word), 1).parts
        assert isinstance(part, list)
        boxes[turned] = part[0][0].seen[0].box
    assert boxes == {
        0: (100, 1750, 300, 1800), 1: (200, 100, 250, 300), 2: (700, 200, 900, 250), 3: (1750, 700, 1800, 900),
    }  # fmt: skip


def test_specks_and_pens_are_no_text_but_are_kept() -> None:
    print_ = [Word(f"chữ{at}", 100 + 60 * at, 100 + 60 * row, 150 + 60 * at, 130 + 60 * row, 0.95, row)
              for row in range(6) for at in range(8)]  # fmt: skip
    speck = Word("`", 60, 160, 66, 165, 0.8, 1)
    pen = Word("ễk", 500, 600, 560, 630, 0.2, 9)
    scrawl = Word("hogkxz", 300, 500, 400, 560, 0.4, 8)
    page = page_of_sight(Sight(1000, 1400, 100.0, 0, (*print_, speck, pen, scrawl)), 1)
    (lines,) = page.parts
    assert isinstance(lines, list)
    assert [line[0].text[:4] for line in lines] == ["chữ0"] * 6
    assert [segment.text for segment in page.noise] == ["hogkxz"]


def test_lines_that_were_passed_over_are_looked_at_again() -> None:
    pixels = bytearray(b"\xff" * (400 * 300))
    for row in range(140, 160):
        pixels[row * 400 + 50 : row * 400 + 250 : 3] = bytes(len(range(50, 250, 3)))
    words = (Word("trên", 10, 20, 90, 60, 0.9, 0), Word("dưới", 10, 240, 90, 280, 0.9, 1))
    picture = Picture(400, 300, bytes(pixels), 300.0)
    assert strips(picture, words) == [(60, 240)]
    sure = (Word("giữahàng", 50, 80, 250, 100, 0.95, 0),)
    assert added(words, sure, 60)[-1] == Word("giữahàng", 50, 140, 250, 160, 0.95, 2)
    assert added(words, (Word("nétbútxyz", 50, 80, 250, 100, 0.3, 0),), 60) == words
