"""Nonsense in series and settings: a reason, never an exception or a silent number."""

from __future__ import annotations

from math import inf, nan

import pytest

from lotrinh.assessment.settings import read_settings
from lotrinh.assessment.states import Status
from lotrinh.assessment.verdict import Verdict
from lotrinh.core.period import Period
from lotrinh.judging import judge_plan
from lotrinh.papers import read_paper
from lotrinh.reading.series import SeriesRow

PLAN = read_paper("KẾ HOẠCH\nII. CHỈ TIÊU ĐẾN NĂM 2030\n- Tỷ lệ che phủ rừng đạt 67%.\n".encode(), "ke-hoach.txt")
Figures = list[tuple[str, float]]


def judged(figures: Figures, unit: str = "%", settings: str = "") -> Verdict:
    rows = [
        ("so-lieu.csv", SeriesRow("Tỷ lệ che phủ rừng", unit, Period.parse(period), value, None, None, None, line))
        for line, (period, value) in enumerate(figures, start=2)
    ]
    told = judge_plan(PLAN, (), rows, settings=read_settings(settings))
    assert len(told.rows) == 1
    return told.rows[0].verdict


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        ([("2023", nan), ("2024", nan)], "unusable_figures"),
        ([("2023", inf), ("2024", -inf)], "unusable_figures"),
        ([("2024", 1e15)], "unusable_figures"),
        ([("2023", 63.0), ("2024", -3.0)], "negative_share"),
        ([("2024", 64.0)], "one_figure"),
        ([("2024", 64.0), ("2024", 64.0)], "one_figure"),
        ([("2023", 63.0), ("2024", 64.0), ("2024", 70.0)], "figures_differ"),
        ([("2099", 64.0)], "no_figure"),
        ([], "no_figure"),
    ],
)
def test_nonsense_in_is_a_reason_out(figures: Figures, reason: str) -> None:
    verdict = judged(figures)
    assert (verdict.status, verdict.reason) == (Status.NOT_ASSESSABLE, reason)
    assert verdict.word is None and verdict.miss is None and verdict.observed is None


def test_units_that_do_not_match_are_told() -> None:
    verdict = judged([("2023", 520.0), ("2024", 525.0)], unit="nghìn ha")
    assert (verdict.status, verdict.rule, verdict.reason) == (Status.NOT_ASSESSABLE, "no-figure", "unit_differs")
    assert verdict.sentence("vi") == "Có số liệu cùng tên nhưng khác đơn vị (nghìn ha, mục tiêu tính bằng %)."
    assert verdict.attainment is None and verdict.inputs == ()


def test_a_figure_later_than_the_whole_plan_is_told() -> None:
    told = "Không dùng 1 số liệu có kỳ muộn hơn mọi hạn của kế hoạch (muộn nhất: năm 2099, 64%)."
    assert judged([("2099", 64.0)]).cautions("vi") == (told,)


def test_a_target_before_its_base_is_refused() -> None:
    before = judged([("2024", 64.0)], settings='[[target]]\nindicator = "che phủ rừng"\nbase = 60\nbase_year = 2030\n')
    assert (before.status, before.reason) == (Status.NOT_ASSESSABLE, "due_before_base")
    after = judged([("2024", 64.0)], settings='[[target]]\nindicator = "che phủ rừng"\nbase = 60\nbase_year = 2029\n')
    assert after.reason == "one_figure"


def test_order_and_number_of_figures_do_not_matter() -> None:
    path: Figures = [(str(year), 62.0 + (year - 2020) * 0.5) for year in range(2020, 2025)]
    told = judged(path)
    assert told.status is Status.ON_TRACK  # half a point a year where half a point is needed
    assert judged(path[::-1]).sentence() == told.sentence()
    assert judged(path * 2).sentence() == told.sentence()
    thousand: Figures = [(f"{year:04d}", 60.0) for year in range(1015, 2015)]
    many = judged([*thousand, *path])
    assert (many.status, many.observed, len(many.inputs)) == (told.status, told.observed, 1005)
    mixed = judged([*path, ("2019", nan)])
    assert mixed.sentence() == told.sentence()
    assert mixed.quality is not None and mixed.quality.dropped == 1
