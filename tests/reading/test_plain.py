from __future__ import annotations

import time

from lotrinh.reading import read_document
from lotrinh.reading.layout import lay_out
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


def test_markdown_is_known_by_its_marks() -> None:
    assert is_markdown("| TT | Chỉ tiêu |\n|---|:---:|\n| 1 | GRDP |")
    assert is_markdown("**KẾ HOẠCH**\n\n**I. MỤC TIÊU**")
    assert not is_markdown("# 1\n- 2 * 3 ** 4\n---\n")


def test_reading_costs_little_beyond_the_layout() -> None:
    data = ("- Tỷ lệ hộ nghèo giảm 2,5% vào năm 2030, thu ngân sách tăng 10%.\n" * 300).encode()[:20_000]
    data = data.decode(errors="ignore").encode()

    def best(work: object) -> float:
        times = []
        for _ in range(20):
            begun = time.perf_counter()
            work()  # type: ignore[operator]
            times.append(time.perf_counter() - begun)
        return min(times)

    assert best(lambda: read_document(data, "a.txt")) - best(lambda: lay_out(data.decode())) < 0.001
