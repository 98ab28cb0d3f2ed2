"""Moods: goals, reports and neither are told apart by words, headings and years."""

from __future__ import annotations

import pytest

from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.measures.quantities import find_measures
from lotrinh.extraction.prose import prose_of
from lotrinh.extraction.structure.sections import outline_of
from lotrinh.extraction.targets.goal_headings import AIMS, GOALS, REPORTS
from lotrinh.extraction.targets.mood import GOAL, NEITHER, REPORT, Mood
from lotrinh.extraction.targets.moods import Moods
from lotrinh.reading import read_document


def moods_of(text: str, kind: str = "Kế hoạch", date: str | None = "2023-01-26") -> tuple[Moods, list[Mood]]:
    prose = prose_of(read_document(text.encode(), "plan.txt"))
    outline = outline_of(prose)
    moods = Moods(outline, DocumentInfo(kind=kind, date=date), prose)
    found = []
    for measure in find_measures(prose):
        line = prose.lines[measure.line]
        span = (line.start, line.end)
        found.append(moods.of(span, line.start, (measure.head, measure.tail), measure.line))
    return moods, found


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Phấn đấu tỷ lệ che phủ rừng đạt 67%.", GOAL),
        ("Đến năm 2030 tỷ lệ che phủ rừng đạt 67%.", GOAL),
        ("Tỷ lệ che phủ rừng đã đạt 67%.", REPORT),
        ("Tính đến ngày 30/11/2022, thu ngân sách đạt 105% dự toán.", REPORT),
        ("Thu ngân sách tăng 35,1% so với cùng kỳ.", REPORT),
        ("Nếu tỷ lệ giải ngân dưới 50% thì điều chuyển vốn.", NEITHER),
        ("Đạt từ 90% trở lên cộng 03 điểm.", NEITHER),
        ("Tỷ lệ che phủ rừng là 67%.", NEITHER),
        ("Thực hiện Kế hoạch phát triển năm 2023 với mục tiêu tăng trưởng đạt 8%.", NEITHER),
    ],
)
def test_words(text: str, mood: str) -> None:
    _, found = moods_of(f"III. NHIỆM VỤ\n\n{text}")
    assert found[0].mood == mood, found


def test_headings() -> None:
    text = """
I. TÌNH HÌNH THỰC HIỆN

- Tỷ lệ A đạt 60%.

II. MỤC TIÊU

1. Mục tiêu tổng quát

- Phát triển nhanh.

2. Mục tiêu cụ thể

- Tỷ lệ A đạt 70%.

III. CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA

- Tỷ lệ A là 5%.
"""
    moods, found = moods_of(text)
    assert [mood.mood for mood in found] == [REPORT, GOAL, NEITHER]
    held = [moods.places.section(section.index) for section in moods.outline.sections]
    assert held[0] == REPORTS and GOALS in held and AIMS in held


def test_list_behind_its_introduction() -> None:
    goals = "Tỉnh phấn đấu thực hiện các chỉ tiêu chủ yếu sau:\n\n- Tỷ lệ A đạt 70%.\n\n- Tỷ lệ B đạt 80%."
    text = f"{goals}\n\nVề dự án\n\nGiá là 5%."
    assert [mood.mood for mood in moods_of(text, kind="Báo cáo")[1]] == [GOAL, GOAL, NEITHER]
    results = "Kết quả một số chỉ tiêu chủ yếu như sau:\n\n- Vận tải đạt 3,5 triệu tấn."
    assert [mood.mood for mood in moods_of(results, kind="Báo cáo")[1]] == [NEITHER]


def test_year_alone_is_a_doubt_without_a_date() -> None:
    _, (found,) = moods_of("Đến năm 2020 , số chợ là 260 chợ .", kind="Nghị quyết", date=None)
    assert found.mood == GOAL and found.doubt == "mood_uncertain"
