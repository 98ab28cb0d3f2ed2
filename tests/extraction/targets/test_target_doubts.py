"""Target doubts: what makes a goal doubtful, and what does not."""

from __future__ import annotations

import pytest

from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.weighing import Points
from lotrinh.reading import read_document

PLAN = "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\n\nSố: 23/KH-UBND\n\nLạng Sơn, ngày 26/01/2023\n\nKẾ HOẠCH\n\nPhát triển\n\n"


def doubts_of(heading: str, line: str, points: Points | None = None) -> list[tuple[str, ...]]:
    document = read_document(f"{PLAN}{heading}\n\n{line}".encode(), "p.txt")
    return [target.reasons for target in extract(document, points).targets]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- Điện: 98%.", "indicator_short"),
        ("- Tỷ lệ đường đạt tiêu chuẩn cấp IV đạt 60%.", "standard_or_goal"),
        ("- Hằng năm, trồng mới 900 ha rừng.", "yearly_or_whole"),
        ("- Trồng mới 1.200 ha rừng.", "one_dot_group"),
        ("- Năng suất lúa trung bình năm đạt 52 tạ/ha.", "yearly_or_whole"),
        ("- Đến năm 2020, tỷ lệ che phủ rừng đạt 67%.", "due_past"),
        ("- Có 02 hợp tác xã trồng, chế biến hồi được công nhận.", "small_number"),
    ],
)
def test_forms_that_were_often_wrong(line: str, code: str) -> None:
    (reasons,) = doubts_of("II. MỤC TIÊU ĐẾN NĂM 2030", line, {})  # every doubt is told
    assert code in reasons


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("II. MỤC TIÊU ĐẾN NĂM 2030", "- Tỷ lệ che phủ rừng ở huyện Tràng Định đạt 67%."),
        ("II. MỤC TIÊU ĐẾN NĂM 2030", "- Hỗ trợ 1.200 hộ nghèo sửa nhà."),  # what is counted has no decimals
        ("II. MỤC TIÊU", "- Tỷ lệ che phủ rừng đạt 67%."),  # no year: the record shows it
        ("II. NỘI DUNG", "Đến năm 2030, tỷ lệ che phủ rừng đạt 67%."),  # only a year tells the goal, plainly
    ],
)
def test_plain_goals_carry_no_doubt(heading: str, line: str) -> None:
    assert doubts_of(heading, line) == [()]
