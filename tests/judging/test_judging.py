"""From texts to verdicts: what is judged together, what counts, and what reports say themselves."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.assessment.settings import read_settings
from lotrinh.assessment.states import Status, Word
from lotrinh.core.period import Period
from lotrinh.core.target import Direction, Form
from lotrinh.judging import Judgement, judge_plan, reported_counts
from lotrinh.output.verdict_rows import answer, count_rule, measured_rows
from lotrinh.papers import read_paper
from lotrinh.reading.series import SeriesRow

PLAN = """KẾ HOẠCH
Phát triển kinh tế - xã hội đến năm 2030
II. CHỈ TIÊU ĐẾN NĂM 2030
- Cơ cấu kinh tế: dịch vụ chiếm 50 - 51%; công nghiệp - xây dựng chiếm 32 - 33%; nông nghiệp chiếm 17 - 18%.
- Tỷ lệ lao động qua đào tạo đạt 76%, trong đó có bằng cấp, chứng chỉ đạt 35 - 40%.
- Tỷ lệ che phủ rừng đạt 67%.
- Đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo.
- Thu nội địa năm 2030 đạt 10.000 tỷ đồng.
"""
REPORT = """BÁO CÁO
Kết quả thực hiện năm 2024
Năm 2024, tỉnh đạt và vượt 15/18 chỉ tiêu kế hoạch.
Giải ngân vốn đầu tư công năm 2024 đạt 4.221,5 tỷ đồng, đạt 105% kế hoạch Trung ương giao, \
93,2% kế hoạch địa phương triển khai.
"""
SHARES = {"dịch vụ": 50.5, "công nghiệp - xây dựng": 32.5, "nông nghiệp": 17.0}


def row(indicator: str, period: str, value: float, unit: str | None = "%") -> tuple[str, SeriesRow]:
    return "so-lieu.csv", SeriesRow(indicator, unit, Period.parse(period), value, None, None, None, 2)


def judged(*rows: tuple[str, SeriesRow], settings: str = "", day: date | None = None) -> Judgement:
    results = [read_paper(REPORT.encode(), "bao-cao.txt")]
    return judge_plan(read_paper(PLAN.encode(), "ke-hoach.txt"), results, rows, day, settings=read_settings(settings))


def named(judgement: Judgement, words: str) -> int:
    return next(i for i, found in enumerate(judgement.rows) if words in found.target.indicator)


@pytest.fixture(scope="module")
def plain() -> Judgement:
    return judged()


def test_a_structure_counts_once(plain: Judgement) -> None:
    parts = [found for found in plain.rows if found.goal.form is Form.STRUCTURE]
    assert [found.counted for found in parts] == [True, False, False]
    subs = [found for found in plain.rows if found.sub]
    assert plain.tally().total == len(plain.rows) - 2 - len(subs)
    assert plain.tally().parts == 2 + len(subs)
    assert sum(plain.counts().values()) == plain.tally().total


def test_a_structure_is_judged_whole() -> None:
    met = judged(*(row(name, "2030", value) for name, value in SHARES.items()), day=date(2030, 12, 31))
    parts = [found.verdict for found in met.rows if found.goal.form is Form.STRUCTURE]
    assert {part.word for part in parts} == {Word.MET}
    out = {**SHARES, "dịch vụ": 52.0, "công nghiệp - xây dựng": 31.0}
    missed = judged(*(row(name, "2030", value) for name, value in out.items()), day=date(2030, 12, 31))
    parts = [found.verdict for found in missed.rows if found.goal.form is Form.STRUCTURE]
    assert {(part.word, part.values["out"]) for part in parts} == {(Word.NOT_MET, "dịch vụ; công nghiệp - xây dựng")}
    assert missed.tally().not_met == 1


def test_settings_reach_their_targets(plain: Judgement) -> None:
    number = named(plain, "Văn Quan") + 1
    done = judged(
        row("Tỷ lệ che phủ rừng", "2023", 63), row("Tỷ lệ che phủ rừng", "2024", 64),
        settings=f"""
[[target]]
indicator = "che phủ rừng"
direction = "more"
mandatory = true
[[target]]
number = {number}
done = 2024-11-05
[[target]]
indicator = "lao động qua đào tạo"
state = "not_applicable"
ground = "NQ 202/2025/QH15"
[[target]]
indicator = "không có trong kế hoạch"
tolerance = 1
""",
        day=date(2024, 12, 31),
    )  # fmt: skip
    forest, event, trained = (done.rows[named(done, w)] for w in ("che phủ rừng", "Văn Quan", "lao động qua đào tạo"))
    assert forest.mandatory and forest.verdict.direction is not None
    assert (forest.verdict.direction.direction, forest.verdict.direction.ground) == (Direction.MORE, "person")
    assert (event.verdict.word, event.verdict.status) == (Word.EXCEEDED, Status.ACHIEVED)
    assert trained.verdict.rule == "ended"
    assert [setting.indicator for setting in done.unused] == ["không có trong kế hoạch"]
    assert done.tally().ended == 1 and done.tally().total == plain.tally().total - 1
    assert done.tally().official == "1/1"


def test_nine_months_of_revenue_are_not_its_year() -> None:
    part = judged(row("Thu nội địa", "2030-01/2030-09", 7_500, "tỷ đồng"))
    verdict = part.rows[named(part, "Thu nội địa")].verdict
    assert (verdict.rule, verdict.attainment) == ("part-of-year", 0.75)


def test_the_count_of_the_report_stands_beside_ours(plain: Judgement) -> None:
    found = plain.reported()
    assert [(count.good, count.total, count.quote) for count in found] == [(15, 18, "15/18 chỉ tiêu")]
    assert REPORT[found[0].start : found[0].end] == "15/18 chỉ tiêu"
    told = " ".join(count_rule(plain, "vi"))
    assert "«Kết quả thực hiện năm 2024» nêu 15/18 chỉ tiêu của kế hoạch năm 2024." in told


def test_counts_of_other_plans_and_years_are_no_count_of_this_plan() -> None:
    plan = read_paper(("Số: 23/KH-UBND\n" + PLAN).encode(), "ke-hoach.txt")
    said = REPORT + (
        "Đã hoàn thành 24/30 chỉ tiêu đề ra tại Nghị quyết số 49-NQ/TU ngày 28/9/2021 của Tỉnh ủy.\n"
        "Năm 2023, tỉnh đạt 12/16 chỉ tiêu. Đến nay đã đạt 5/9 chỉ tiêu của Kế hoạch số 23/KH-UBND ngày 26/01/2023.\n"
    )
    report = read_paper(said.encode(), "bao-cao.txt")
    counts = reported_counts(report)
    assert [(count.good, count.plan, count.year) for count in counts] == [
        (15, None, 2024), (24, "Nghị quyết 49-NQ/TU", 2024), (12, None, 2023), (5, "Kế hoạch 23/KH-UBND", 2024),
    ]  # fmt: skip
    assert [count.own for count in counts] == [True, True, False, True]
    assert [count.good for count in judge_plan(plan, [report]).reported()] == [15, 5]
    assert judge_plan(plan, [report], as_of=date(2022, 12, 31)).reported() == ()


def test_without_a_figure_no_clock_is_asked() -> None:
    dateless = judge_plan(read_paper(PLAN.encode(), "ke-hoach.txt"))
    assert dateless.as_of is None
    assert answer(dateless, "vi")[0].text.startswith("Chưa có số liệu")


@pytest.mark.parametrize(
    "text", ["ngày 15/8 chỉ tiêu", "18/15 chỉ tiêu", "Số 15/18/2024 chỉ tiêu", "1.015/18 chỉ tiêu"]
)
def test_what_is_no_count(text: str) -> None:
    assert reported_counts(read_paper(text.encode(), "x.txt")) == ()


def test_a_result_against_two_plans_has_two_words(plain: Judgement) -> None:
    told = [measured for measured in measured_rows(plain, "vi") if "đầu tư công" in measured.indicator]
    assert [measured.plans for measured in told] == [
        ("105% kế hoạch Trung ương (vượt)", "93,2% kế hoạch địa phương (không đạt)")
    ]


def test_milestones_of_one_indicator_are_one_path() -> None:
    text = "II. CHỈ TIÊU\n- Tỷ lệ che phủ rừng năm 2025 đạt 64%, đến năm 2030 đạt 67%.\n"
    rows = [row("Tỷ lệ che phủ rừng", str(year), value) for year, value in ((2021, 61), (2022, 62), (2023, 63))]
    path = judge_plan(read_paper(text.encode(), "x.txt"), [], rows)
    assert [found.goal.form for found in path.rows] == [Form.MILESTONES, Form.MILESTONES]
    assert [found.counted for found in path.rows] == [True, False]
    assert path.rows[1].verdict.rule == "milestones"
    assert "2025: 64%; 2030: 67%" in path.rows[0].verdict.sentence()


def test_a_row_of_the_far_future_is_no_day_to_judge_on() -> None:
    """The plan ends in 2030: 2099 is a slip and is told; the year after the end may still bring figures."""
    slip = judged(row("Tỷ lệ che phủ rừng", "2024", 64), row("Tỷ lệ che phủ rừng", "2099", 50))
    verdict = slip.rows[named(slip, "che phủ rừng")].verdict
    assert slip.as_of == date(2024, 12, 31)
    assert verdict.rule == "one-figure"
    assert any("năm 2099" in line for line in verdict.cautions("vi"))
    after = judged(row("Tỷ lệ che phủ rừng", "2030", 68), row("Tỷ lệ che phủ rừng", "2031", 66))
    assert after.as_of == date(2031, 12, 31)
    assert after.rows[named(after, "che phủ rừng")].verdict.word is Word.EXCEEDED
    asked = judged(row("Tỷ lệ che phủ rừng", "2099", 50), day=date(2100, 1, 1))
    assert asked.as_of == date(2100, 1, 1)
    only = judged(row("Tỷ lệ che phủ rừng", "2099", 50))
    assert only.as_of == date(2024, 12, 31)
