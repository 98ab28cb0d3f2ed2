"""A short run of the fuzzer of facts, always the same."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.fuzz_facts import pieces, raised, recombined

TRIALS = 300


def test_no_recombined_text_raises_anything() -> None:
    chance, examples = random.Random(20261123), pieces()
    texts = [recombined(chance, examples) for _ in range(TRIALS)]
    assert [(text, told) for text in texts if (told := raised(text))] == []


ONCE_RAISED = [
    "Trong 18 tháng qua, toàn tỉnh trồng được 57 ha rừng.",
    "có trách nhiệm:",
    "Phối hợp với các xã:\n- Kiểm tra rừng.",
    "BÁO CÁO\nKết quả năm 2024\nXảy ra 24 vụ tai nạn, làm chết 9 người. So với cùng kỳ số tăng 5%, giảm 3 vụ.",
    "KẾ HOẠCH\nNăm 2026\nII. MỤC TIÊU\n- Tỷ lệ che phủ rừng đạt 64 - 64%.\n- Tỷ lệ che phủ rừng đạt 66%.",
    "BÁO CÁO\nKết quả năm 2024\nTổng vốn kế hoạch là 0 tỷ đồng. Vốn giải ngân là 42,5 tỷ đồng, đạt 100% kế hoạch vốn.",
    "date 2024-13-10\nThu ngân sách năm 2024 đạt 5 tỷ đồng, tăng 4%.",
    "Bản tin date: 2024-05-00\nThu ngân sách đạt 5 tỷ đồng.",
]


@pytest.mark.parametrize("text", ONCE_RAISED)
def test_what_once_raised_is_read(text: str) -> None:
    assert raised(text) is None
