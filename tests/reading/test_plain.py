from __future__ import annotations

from lotrinh.reading import read_document
from lotrinh.reading.plain import is_markdown


def test_text_is_unchanged_and_blocks_lie_in_it() -> None:
    text = "KẾ HOẠCH\r\n\r\nI. MỤC TIÊU\r\n- Giảm nghèo 2%;\r\n"
    document = read_document(text.encode(), "a.txt")
    assert document.text == text
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
        "- Giảm nghèo 2%;",
    ]


def test_a_number_on_a_line_of_its_own_opens_the_paragraph_below() -> None:
    text = "I .\nMục tiêu\n1 .\nGiảm nghèo 2% mỗi năm .\n2.\n- Tăng thu ngân sách\na )\n\nThu nội địa\n"
    document = read_document(text.encode(), "a.txt")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "I .\nMục tiêu",
        "1 .\nGiảm nghèo 2% mỗi năm .",
        "2.",
        "- Tăng thu ngân sách",
        "a )",
        "Thu nội địa",
    ]


def test_markdown_is_known_by_its_marks() -> None:
    assert is_markdown("| TT | Chỉ tiêu |\n|---|:---:|\n| 1 | GRDP |")
    assert is_markdown("**KẾ HOẠCH**\n\n**I. MỤC TIÊU**")
    assert not is_markdown("# 1\n- 2 * 3 ** 4\n---\n")
