from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from lotrinh.reading import Document, Limits, read_document
from lotrinh.reading.pdf.quality import is_garbage, is_scrambled
from tests.reading.builders import lines, pdf, rule, text

FULL = "Tỷ lệ hộ nghèo đa chiều của tỉnh giảm bình quân hằng năm từ hai"


def told(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


def grid(xs: list[int], ys: list[int]) -> str:
    across = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(rule(x, min(ys), x, max(ys)) for x in xs)


def test_letters_of_another_font_go_where_they_stand() -> None:
    drawn = "".join(text(100 + 10 * at, 700, letter) for at, letter in enumerate("T NH L NG S N") if letter != " ")
    late = "".join(text(100 + 10 * at, 700.4, letter) for at, letter in ((1, "Ỉ "), (6, "Ạ "), (11, "Ơ ")))
    assert read_document(pdf(drawn + late)).text.replace(" ", "") == "TỈNHLẠNGSƠN"


def test_lines_become_paragraphs_by_indent_marker_and_room() -> None:
    page = (
        text(110, 700, FULL)
        + lines(80, 682, f"{FULL} điểm", "theo chuẩn mới.")
        + text(110, 646, f"Thu ngân sách {FULL[:47]}")
        + lines(80, 628, "tăng mười phần trăm")
        + lines(110, 610, "- Giao Sở Y tế;", "- Giao Sở Tài chính;")
    )
    assert told(read_document(pdf(page))) == [
        f"{FULL} {FULL} điểm theo chuẩn mới.",
        f"Thu ngân sách {FULL[:47]} tăng mười phần trăm",
        "- Giao Sở Y tế;",
        "- Giao Sở Tài chính;",
    ]


def test_raised_figures_do_not_join_numbers_and_spaced_words_stay_whole() -> None:
    page = text(80, 700, "Đạt 61,1") + text(128, 705, "12", 7) + text(140, 700, "triệu, 20 km") + text(212, 705, "2", 7)
    assert read_document(pdf(page)).text == "Đạt 61,1[12] triệu, 20 km2"
    assert read_document(pdf("3 Tc\n" + text(80, 700, "KẾ HOẠCH"))).text == "KẾ HOẠCH"


def test_a_number_cut_at_the_end_of_a_line_is_whole_again() -> None:
    page = lines(80, 700, f"{FULL} số 71/NQ-", f"CP {FULL} 26 -", "2030")
    (paragraph,) = told(read_document(pdf(page)))
    assert paragraph == f"{FULL} số 71/NQ-CP {FULL} 26 - 2030"


def test_letterhead_and_signature_are_read_column_by_column() -> None:
    page = (
        lines(80, 780, "UBND TỈNH LẠNG SƠN", "Số: 23/KH-UBND")
        + lines(320, 782, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do")
        + text(273, 720, "KẾ HOẠCH")
        + text(165, 700, "NĂM 2026 CỦA TỈNH VỀ CHUYỂN ĐỔI SỐ")
        + lines(80, 300, "Nơi nhận:", "- Như trên;", "- Lưu: VT.")
        + text(350, 300, "CHỦ TỊCH")
        + text(340, 240, "Nguyễn Văn A")
    )
    document = read_document(pdf(page))
    assert kinds(document)[:4] == ["letterhead"] * 4
    assert told(document) == [
        "UBND TỈNH LẠNG SƠN", "Số: 23/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do",
        "KẾ HOẠCH", "NĂM 2026 CỦA TỈNH VỀ CHUYỂN ĐỔI SỐ", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH",
        "Nguyễn Văn A",
    ]  # fmt: skip


def test_columns_that_stand_close_or_at_different_heights() -> None:
    page = (
        text(80, 780, "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH") + text(268, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
        + text(80, 762, "Số: 5/KH-BCĐ") + text(290, 762, "Độc lập - Tự do")
        + text(80, 600, FULL)
        + text(350, 310, "TM. BAN CHỈ ĐẠO")
        + lines(80, 300, "Nơi nhận:", "- Như trên;")
        + text(370, 292, "TRƯỞNG BAN") + text(360, 240, "Trần Thị B")
    )  # fmt: skip
    document = read_document(pdf(page))
    assert told(document) == [
        "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH", "Số: 5/KH-BCĐ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do", FULL,
        "Nơi nhận:", "- Như trên;", "TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN", "Trần Thị B",
    ]  # fmt: skip
    assert kinds(document).count("letterhead") == 4


def test_a_title_in_capitals_does_not_join_the_text_below() -> None:
    page = text(110, 700, "II. NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU CỦA CÁC SỞ, BAN, NGÀNH TỈNH") + text(110, 682, FULL)
    page += lines(80, 664, f"{FULL} điểm", f"{FULL} điểm", "theo chuẩn.")
    assert [len(words) > 100 for words in told(read_document(pdf(page)))] == [False, True]


def test_ruled_table_with_merged_cells_goes_on_over_the_page() -> None:
    ys = [700, 670, 640, 610]
    inner = grid([80, 120, 300, 400], ys[1:]) + rule(80, 700, 400, 700) + rule(80, 610, 80, 700)
    inner += rule(400, 610, 400, 700) + rule(120, 610, 120, 700)
    first = (
        inner
        + text(90, 680, "TT") + text(180, 680, "Chỉ tiêu của tỉnh")
        + text(125, 650, "Thu ngân sách") + text(310, 650, "10%")
        + lines(125, 628, "Tỷ lệ hộ nghèo", "đa chiều", pitch=13) + text(310, 620, "2,5%") + text(90, 620, "2")
    )  # fmt: skip
    second = grid([80, 120, 300, 400], [780, 750]) + text(90, 760, "3") + text(125, 760, "Dân số")
    document = read_document(pdf(first, second))
    (table,) = document.tables
    spans = [[(cell.column, cell.column_span, cell.row_span) for cell in row] for row in table.rows]
    assert spans == [[(0, 1, 1), (1, 2, 1)], *[[(0, 1, 1), (1, 1, 1), (2, 1, 1)]] * 3]
    cells = [
        "" if cell.block < 0 else told(document)[cell.block].replace("\n", " ") for row in table.rows for cell in row
    ]
    assert cells == [
        "TT", "Chỉ tiêu của tỉnh", "", "Thu ngân sách", "10%", "2", "Tỷ lệ hộ nghèo đa chiều", "2,5%",
        "3", "Dân số", "",
    ]  # fmt: skip
    place = document.place_of(document.text.index("Dân số"))
    assert place is not None
    assert (place.page, place.table, place.row, place.column) == (2, 1, 4, 2)


def test_stroked_rectangles_rule_tables_too() -> None:
    page = "".join(f"{x} {y} 100 30 re S\n" for x in (80, 180) for y in (600, 630))
    page += text(90, 640, "a") + text(190, 640, "b") + text(90, 610, "c") + text(190, 610, "d")
    (table,) = read_document(pdf(page)).tables
    assert [len(row) for row in table.rows] == [2, 2]


def test_aligned_columns_without_rules_are_a_table() -> None:
    rows = [("Chỉ tiêu", "2025", "2030"), ("GRDP", "8%", "10%"), ("Hộ nghèo", "5%", "2%"), ("Lao động", "60", "70")]
    page = "".join(
        text(x, 700 - 20 * at, words)
        for at, row in enumerate(rows)
        for x, words in zip((80, 250, 350), row, strict=True)
    )
    document = read_document(pdf(page))
    (table,) = document.tables
    assert [[told(document)[cell.block] for cell in row] for row in table.rows] == [list(row) for row in rows]


def test_page_numbers_and_running_heads_are_furniture() -> None:
    pages = [
        text(200, 800, "Công báo tỉnh") + text(290, 30, f"- {number} -") + text(80, 600, f"Đoạn văn số {number}.")
        for number in range(1, 5)
    ]
    document = read_document(pdf(*pages))
    furniture = [words for words, kind in zip(told(document), kinds(document), strict=True) if kind == "furniture"]
    assert furniture == [words for number in range(1, 5) for words in ("Công báo tỉnh", f"- {number} -")]
    assert "Đoạn văn số 3." in told(document)
    assert {notice.code for notice in document.notices} == {"boilerplate"}


def test_a_paragraph_goes_on_over_the_page_and_keeps_its_places() -> None:
    page = text(110, 100, FULL) + text(80, 82, FULL) + text(290, 30, "1")
    rest = text(80, 780, "đến ba điểm phần trăm.") + text(290, 30, "2")
    document = read_document(pdf(page, rest))
    assert told(document)[0] == f"{FULL} {FULL} đến ba điểm phần trăm."
    place = document.place_of(document.text.index("đến ba"))
    assert place is not None
    assert place.page == 2
    assert place.box is not None
    assert place.box[0] == pytest.approx(80, abs=1)


@pytest.mark.parametrize(("matrix", "down"), [("0 1 -1 0", 18), ("0 -1 1 0", -18), ("-1 0 0 -1", None)])
def test_sideways_text_is_turned_upright(matrix: str, down: int | None) -> None:
    second = (300 + down, 400) if down is not None else (300, 418)
    page = text(300, 400, "Phụ lục ngang trang", matrix=matrix) + text(*second, "dòng thứ hai.", matrix=matrix)
    assert " ".join(told(read_document(pdf(page)))) == "Phụ lục ngang trang dòng thứ hai."


def test_a_scan_gives_an_empty_document_that_says_so() -> None:
    document = read_document(pdf("", ""))
    assert (document.text, document.blocks) == ("", ())
    assert [notice.code for notice in document.notices] == ["no_text_layer"]


def test_pages_and_characters_are_bounded() -> None:
    pages = [text(80, 700, f"Trang thứ {number}.") for number in range(1, 7)]
    document = read_document(pdf(*pages), limits=Limits(pages=4))
    assert document.text.count("Trang thứ") == 4
    assert (document.notices[-1].code, document.notices[-1].detail) == ("pages_left_out", "2")
    few = read_document(pdf(*pages), limits=Limits(characters=15))
    assert 10 <= len(few.text) <= 20
    assert few.notices[-1].code == "pages_left_out"


def test_threads_take_turns() -> None:
    files = [pdf(*[text(80, 700, f"Tệp {number}, trang {page}.") for page in range(5)]) for number in range(4)]
    alone = [read_document(data) for data in files]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read_document, files)) == alone


def test_torn_accents_and_bad_recognition_are_known() -> None:
    assert is_scrambled("Y BAN NHÂN DÂN Ủ T NH L NG S N Ỉ Ạ Ơ K HO CH Ế Ạ")
    assert not is_scrambled("Mục a: ở ô ý à. Ủy ban nhân dân tỉnh; điểm đ, e khoản 2. " * 5)
    assert is_garbage("UBND THANH PHO DA NANG, cac truong hoc tren dia ban. " * 10)
    assert not is_garbage(FULL * 10)
    assert not is_garbage("GRDP")
