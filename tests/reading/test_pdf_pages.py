"""What a page does to a text: columns, breaks in tables, notes at its foot, marks torn from their letters."""

from __future__ import annotations

import pytest

from lotrinh.reading import Document, read_document
from tests.reading.builders import lines, pdf, rule, text

LINE = "Tỷ lệ hộ nghèo của tỉnh giảm"


def told(document: Document, kind: str = "") -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if kind in ("", block.kind.value)]


def rows(document: Document, number: int = 0) -> list[list[str]]:
    words = told(document)
    return [[words[cell.block] if cell.block >= 0 else "" for cell in row] for row in document.tables[number].rows]


def table(content: list[tuple[str, ...]], top: int) -> str:
    xs = [80, 120, 300, 400]
    ys = [top - 30 * at for at in range(len(content) + 1)]
    drawn = "".join(rule(80, y, 400, y) for y in ys) + "".join(rule(x, ys[-1], x, top) for x in xs)
    cells = ((x, ys[at + 1], words) for at, row in enumerate(content) for x, words in zip(xs, row, strict=False))
    return drawn + "".join(text(x + 5, y + 10, words) for x, y, words in cells if words)


HEAD = ("TT", "Chỉ tiêu", "Mức")


def test_a_repeated_head_and_a_row_cut_in_two() -> None:
    first = table([HEAD, ("1", "Thu ngân sách", "10%"), ("2", "Tỷ lệ hộ nghèo đa", "")], 200)
    second = table([HEAD, ("", "chiều giảm", "2,5%"), ("3", "Dân số", "1%")], 780)
    document = read_document(pdf(first + text(290, 30, "1"), second + text(290, 30, "2")))
    assert rows(document) == [
        ["TT", "Chỉ tiêu", "Mức"], ["1", "Thu ngân sách", "10%"], ["2", "Tỷ lệ hộ nghèo đa chiều giảm", "2,5%"],
        ["3", "Dân số", "1%"],
    ]  # fmt: skip
    assert told(document, "furniture") == ["1", *HEAD, "2"]
    places = [document.place_of(document.text.index(words)) for words in ("Tỷ lệ", "chiều")]
    assert [place.page for place in places if place] == [1, 2]


def test_rows_that_only_look_alike_stay_rows() -> None:
    first = table([("1", "Thu ngân sách", "10%"), ("2", "Hộ nghèo giảm.", "2%")], 200)
    second = table([("1", "Thu ngân sách", "10%"), ("", "Trong đó: xã", "1%")], 780)
    assert len(rows(read_document(pdf(first, second)))) == 4


def test_running_text_in_two_columns_is_read_column_by_column() -> None:
    left = lines(60, 700, *[f"{LINE} dòng trái {at}" for at in range(8)], size=10)
    right = lines(310, 700, *[f"{LINE} dòng phải {at}" for at in range(8)], size=10)
    document = read_document(pdf(text(200, 780, "CÔNG BÁO SỐ 15") + left + right))
    assert document.tables == ()
    assert document.text.index("trái 7") < document.text.index("phải 0")
    assert len(told(document)) == 3


def test_notes_at_the_foot_of_a_page_are_notes() -> None:
    page = (
        lines(80, 700, LINE + " theo số liệu của Cục Thống kê.", "Đoạn sau của trang.", "Đoạn cuối của trang")
        + text(80, 100, "1", 6) + text(86, 96, "Số liệu sơ bộ của Cục Thống kê,", 9)
        + text(80, 84, "chưa chính thức.", 9)
        + text(80, 72, "2", 6) + text(86, 68, "Không kể xã đặc biệt khó khăn.", 9) + text(290, 30, "1")
    )  # fmt: skip
    document = read_document(pdf(page, text(80, 780, "còn nói tiếp ở đây.") + text(290, 30, "2")))
    assert told(document, "note") == [
        "[1] Số liệu sơ bộ của Cục Thống kê, chưa chính thức.", "[2] Không kể xã đặc biệt khó khăn.",
    ]  # fmt: skip
    place = document.place_of(document.text.index("Số liệu sơ bộ"))
    assert place is not None
    assert place.page == 1


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        (text(80, 700, "Ke") + text(86, 700, "ˆ"), "Kê"),
        (text(80, 700, "To") + text(86, 700, "´"), "Tó"),
        (text(80, 700, "ê") + text(80, 700, "´"), "ế"),
        (text(80, 700, "Vie\u0323\u0302t Nam"), "Việt Nam"),
        (text(80, 700, "ho\u0301\u0302i"), "hối"),
        (text(80, 700, "thu\u0301\u031b"), "thứ"),
        (text(80, 700, "a ` b"), "a ` b"),
    ],
)
def test_marks_go_to_their_letters(drawn: str, meant: str) -> None:
    assert read_document(pdf(drawn)).text == meant


def test_the_letter_that_old_fonts_store_as_a_soft_hyphen() -> None:
    old = lines(80, 700, "KÕ ho¹ch ph¸t triÓn kinh tÕ - x· héi cña tØnh n¨m 2003", "Nh©n d©n c¸c huyÖn ®­îc giao viÖc.")
    assert "được giao việc" in read_document(pdf(old)).text
    assert read_document(pdf(text(80, 700, "số 71/NQ\u00adCP"))).text == "số 71/NQ-CP"


def test_number_and_date_of_a_letterhead_that_stand_alone_are_two() -> None:
    page = text(80, 780, "UBND TỈNH LẠNG SƠN") + text(320, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    page += text(80, 740, "Số: 23/KH-UBND") + text(320, 740, "Lạng Sơn, ngày 26 tháng 01 năm 2023")
    document = read_document(pdf(page + text(270, 680, "KẾ HOẠCH")))
    assert told(document, "letterhead") == [
        "UBND TỈNH LẠNG SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 23/KH-UBND",
        "Lạng Sơn, ngày 26 tháng 01 năm 2023",
    ]  # fmt: skip
