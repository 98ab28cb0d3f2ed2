"""Task doubts: what makes a piece of work doubtful, and what does not."""

from __future__ import annotations

import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document

DATED = "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\n\nSố: 23/KH-UBND\n\nLạng Sơn, ngày 26/01/2023\n\nKẾ HOẠCH\n\nPhát triển\n\n"
WORK = "III. TỔ CHỨC THỰC HIỆN\n\n"
HELD = f"{WORK}1. Sở Y tế\n\n- Hướng dẫn các bệnh viện lập danh mục thuốc."


def doubts_of(text: str) -> list[tuple[str, ...]]:
    return [task.reasons for task in extract(read_document(text.encode(), "plan.txt"), {}).tasks]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HELD, "document_undated"),
        (f"{DATED}{WORK}1. Các sở, ban, ngành có trách nhiệm rà soát danh mục thuốc.", "lead_collective"),
        (f"{DATED}{WORK}UBND tỉnh yêu cầu các sở, ban, ngành rà soát danh mục thuốc.", "order_to_all"),
        (
            f"{DATED}{WORK}1. Sở Y tế chủ trì mua 12 xe cứu thương, đào tạo 340 điều dưỡng cho các huyện.",
            "figures_in_task",
        ),
    ],
)
def test_forms_that_were_often_wrong(text: str, code: str) -> None:
    assert code in doubts_of(text)[0]


def test_plain_work_carries_no_doubt() -> None:
    assert doubts_of(DATED + HELD) == [()]
