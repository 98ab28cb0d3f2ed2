from __future__ import annotations

import pytest

from lotrinh.reading import Document, Place, read_document
from lotrinh.reading.provenance import Spot, confidence_of, spots_of
from tests.reading.builders import docx, p, pdf, run, table, tc, text


def spots(document: Document, words: str) -> tuple[Spot, ...]:
    start = document.text.index(words)
    return spots_of(document, start, start + len(words))


def test_words_of_a_paper_have_boxes_line_by_line() -> None:
    first = "Tỷ lệ hộ nghèo đa chiều của tỉnh giảm bình quân hằng năm từ 2,5"
    document = read_document(pdf(text(80, 700, first) + text(80, 682, "đến 3%, số xã tăng.")))
    (spot,) = spots(document, "từ 2,5 đến 3%")
    assert spot.page == 1
    begin = 80 + 6 * first.index("từ 2,5")
    assert [box[0] for box in spot.boxes] == [pytest.approx(begin, abs=1), pytest.approx(80, abs=1)]
    assert [box[2] for box in spot.boxes] == [
        pytest.approx(80 + 6 * len(first), abs=2), pytest.approx(80 + 6 * len("đến 3%"), abs=2),
    ]  # fmt: skip


def test_a_passage_over_two_pages_has_two_spots() -> None:
    long = "Tỷ lệ hộ nghèo đa chiều của tỉnh giảm bình quân hằng năm từ hai"
    document = read_document(
        pdf(text(80, 100, long) + text(290, 30, "1"), text(80, 780, "đến ba điểm.") + text(290, 30, "2"))
    )
    assert [spot.page for spot in spots(document, "từ hai đến ba")] == [1, 2]


def test_sideways_words_have_the_boxes_of_the_page_as_stored() -> None:
    document = read_document(pdf(text(300, 400, "Phụ lục ngang trang", matrix="0 1 -1 0")))
    (spot,) = spots(document, "ngang")
    left, bottom, right, top = spot.boxes[0]
    assert (bottom, top) == (pytest.approx(400 + 6 * 8, abs=1), pytest.approx(400 + 6 * 13, abs=1))
    assert right - left == pytest.approx(12, abs=6)


def test_words_of_a_word_file_have_their_runs_and_cells() -> None:
    body = p("Mở đầu") + p(run("Thu ") + run("ngân sách") + run(" tăng 5%.")) + table([tc("a"), tc("GRDP 8%")])
    document = read_document(docx(body + p("đuôi")))
    assert spots(document, "ngân sách tăng") == (Spot(paragraph=2, runs=(2, 3)),)
    assert spots(document, "Mở đầu") == (Spot(paragraph=1, runs=(1,)),)
    wide = read_document(
        docx(table([tc("TT"), tc("Chỉ tiêu"), tc("x"), tc("y")], [tc("1"), tc("GRDP 8%"), tc(), tc()]))
    )
    (found,) = spots(wide, "GRDP")
    assert (found.table, found.row, found.column, found.runs) == (1, 2, 2, (1,))


def test_blanks_and_empty_stretches() -> None:
    document = read_document(pdf(text(80, 700, "Một hai ba")))
    (spot,) = spots_of(document, 3, 4)
    assert spot.boxes[0][2] >= spot.boxes[0][0]
    assert spots_of(document, 0, 0)[0].page == 1
    assert spots_of(read_document(b"van ban"), 0, 3) == ()


def test_the_least_sure_word_counts() -> None:
    places = (
        Place(0, page=1, box=(0, 0, 9, 9), confidence=0.9), Place(4, page=1, box=(9, 0, 19, 9), confidence=0.4),
        Place(8, page=1, box=(20, 0, 29, 9), confidence=0.7),
    )  # fmt: skip
    document = Document("Đạt hơn 25%", "image", places=places)
    assert confidence_of(document, 0, 3) == 0.9
    assert confidence_of(document, 0, 11) == 0.4
    assert confidence_of(document, 0, 11, digits=True) == 0.7
    assert spots_of(document, 0, 11) == (Spot(page=1, boxes=((0, 0, 29, 9),)),)
