"""Result doubts: what makes a figure doubtful, and what does not."""

from __future__ import annotations

import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.weighing import Points
from lotrinh.reading import read_document

REPORT = "BÁO CÁO\nKết quả phát triển kinh tế - xã hội 9 tháng năm 2025\n"


def doubts_of(sentence: str, points: Points | None = None) -> list[tuple[str, ...]]:
    document = read_document((REPORT + sentence).encode(), "report.txt")
    return [result.reasons for result in extract(document, points).results]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Vốn đạt 15,8 tỷ đồng.", "indicator_short"),
        ("Diện tích rừng trồng mới đạt 820 ha, trong khi kế hoạch giao đầu năm chỉ là 800 ha.", "growth_unread"),
        ("Tỷ lệ hồ sơ đúng hạn cao (98,5%).", "figure_in_brackets"),
        ("Sản lượng lúa vụ đông xuân đạt 4.120,5 tấn, tăng 2,4% so với cùng kỳ.", "part_of_year"),
        ("Đến nay, đã thành lập 3 hợp tác xã.", "small_number"),
    ],
)
def test_forms_that_were_often_wrong(sentence: str, code: str) -> None:
    assert code in doubts_of(sentence, {})[0]  # every doubt is told


def test_weak_doubts_are_told_beside_others_only() -> None:
    (plain,) = doubts_of("Tính đến ngày 15/9, sản lượng thủy sản tháng 8 đạt 1.250,5 tấn, tăng 4,2% so với cùng kỳ.")
    assert plain == ()


def test_figures_that_are_compared_carry_no_doubt() -> None:
    assert doubts_of("Tổng lượng khách đạt 4,21 triệu lượt, tăng 7,6% so với năm 2024.") == [()]
