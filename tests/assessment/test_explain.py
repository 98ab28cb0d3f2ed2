"""What is told behind a verdict: every line of it, in both languages, with its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.assessment.beside import level_of, outlook_of, second_opinion
from lotrinh.assessment.explain import Explanation, explain
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.assessment.statcan import Progress
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import Terms
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal
from tests.assessment.makers import DOWN, END_2024, END_2025, END_2030, KEEP, UP, figures, level, told

LABOUR = level(Quantity.exactly(76, "%"), share=True)
INCOME = level(Quantity.between(140, 150, "triệu đồng"))


def plain(explanation: Explanation) -> Explanation:
    """With ordinary blanks, so that what is wanted can be read here."""
    lines = {name: _plain(getattr(explanation, name)) for name in Explanation.__slots__ if name != "figures"}
    points = tuple(
        replace(point, period=str(_plain(point.period)), value=str(_plain(point.value)))
        for point in explanation.figures
    )
    return Explanation(**lines, figures=points)  # type: ignore[arg-type]


def _plain(told: object) -> object:
    if isinstance(told, tuple):
        return tuple(_plain(part) for part in told)
    return told.replace("\u00a0", " ") if isinstance(told, str) else told


def both(goal: Goal, *judged: object, **more: object) -> tuple[Explanation, Explanation]:
    verdict = judge(goal, *judged, **more)  # type: ignore[arg-type]
    return plain(explain(goal, verdict, "vi")), plain(explain(goal, verdict, "en"))


def test_every_line_of_a_share_on_track() -> None:
    said = Terms(said=Status.ON_TRACK, said_word=Word.MET, said_by="Sở Nội vụ")
    vi, en = both(LABOUR, UP, figures(58, 60, 62, 64), END_2024, said)
    assert vi.rule_id == en.rule_id == "pace-destatis@2"
    assert vi.rule.startswith("Kéo dài mức thay đổi") and en.rule.startswith("The mean yearly change")
    assert vi.sentence.startswith("Từ 64% (năm 2024)") and en.sentence.startswith("From 64% (2024)")
    assert vi.formulas == (
        "Cần mỗi năm: (76 - 64) / 6 = +2 điểm %",
        "Đang đạt mỗi năm: (64 - 58) / 3 = +2 điểm %",
        "Kéo dài đến hạn: 64 + 2 × 6 = 76%",
        "Quãng đường đã đi: (64 - 58) / (76 - 58) = 33,33%",
        "Mức dự báo, trên thang ln(y / (100 - y)): 0,5754 + 0,0842 × (0,8 + … + 0,8^6 = 2,9514) = 0,8239, tức 69,51%",
        "Khoảng 80%: 69,51 ± 6,58 × 2 = 56,34 đến 82,67 (2: mức thay đổi tuyệt đối trung bình mỗi năm)",
        "Khả năng đạt 76: (69,51 - 76) / 2 = −3,25, theo bảng sai số là 23%",
    )
    sums = "0.5754 + 0.0842 × (0.8 + … + 0.8^6 = 2.9514) = 0.8239"
    assert en.formulas == (
        "Required a year: (76 - 64) / 6 = +2 points",
        "Observed a year: (64 - 58) / 3 = +2 points",
        "Continued to the due year: 64 + 2 × 6 = 76%",
        "Share of the way: (64 - 58) / (76 - 58) = 33.33 %",
        f"Projected, on the scale ln(y / (100 - y)): {sums}, which is 69.51 %",
        "80 % interval: 69.51 ± 6.58 × 2 = 56.34 to 82.67 (2: the mean absolute change a year)",
        "Chance of 76: (69.51 - 76) / 2 = −3.25, by the table of errors 23 %",
    )
    assert [(point.period, point.value, point.vintage) for point in vi.figures][2:] == [
        ("năm 2023", "62%", "báo cáo"), ("năm 2024", "64%", "báo cáo"),
    ]  # fmt: skip
    first = en.figures[0]
    assert (first.period, first.value, first.vintage) == ("2021", "58%", "reported")
    assert [point.observation for point in vi.figures] == figures(58, 60, 62, 64)
    assert vi.quality == ("Chất lượng số liệu: 4 số liệu, mới nhất cách ngày đánh giá 0 năm, loại số liệu: báo cáo.",)
    assert en.quality == (
        "Quality of the figures: 4 of them, the latest 0 years before the day of judging, vintage: reported.",
    )
    assert vi.person == "Người có trách nhiệm (Sở Nội vụ) đánh giá: đúng tiến độ, đạt. Hai kết luận trùng nhau."
    assert en.person == "The responsible person (Sở Nội vụ) judges: on track, met. Both agree."
    assert vi.second_opinion == (
        "Ý kiến thứ hai (phương pháp Thống kê Canada): tiến bộ rõ rệt, tốc độ tăng thực tế bằng 1,09 lần tốc độ cần có."
    )
    assert en.second_opinion == (
        "Second opinion (method of Statistics Canada): substantial progress, "
        "observed growth is 1.09 times the growth asked."
    )
    assert vi.outlook == (
        "Triển vọng đến 2030: khoảng 69,51% (80%: từ 56,34 đến 82,67); khả năng đạt: 23%, có nguy cơ không đạt; "
        "theo tốc độ hiện nay thì đạt vào năm 2030."
    )
    assert en.outlook == (
        "Outlook for 2030: about 69.51% (80 %: 56.34 to 82.67); the chance of reaching it is 23 %, at risk; "
        "at the present pace it arrives in 2030."
    )
    assert (vi.cautions, en.cautions) == ((), ())


def test_every_line_of_an_amount_behind() -> None:
    known = [
        told("2021", 50.5), told("2022", 52), told("2023", 56, Vintage.PRELIMINARY),
        told("2023", 56.25, Vintage.OFFICIAL), told("2024", 61.1, Vintage.ESTIMATE),
    ]  # fmt: skip
    vi, en = both(INCOME, UP, known, date(2025, 7, 1), Terms(said=Status.STAGNANT))
    assert vi.formulas == (
        "Cần mỗi năm: (140 / 61,1)^(1/6) - 1 = +14,82%",
        "Đang đạt mỗi năm: (61,1 / 50,5)^(1/3) - 1 = +6,56%",
        "Kéo dài đến hạn: 61,1 + 3,5333 × 6 = 82,3 triệu đồng",
        "Phần hụt so với quãng còn lại: (140 - 82,3) / (140 - 61,1) = 73,13%",
        "Quãng đường đã đi: (61,1 - 50,5) / (140 - 50,5) = 11,84%",
        "Theo cận yếu 140 triệu đồng: chậm; theo cận mạnh 150 triệu đồng: chậm.",
        "Mức dự báo: 61,1 + 3,5333 × (0,8 + … + 0,8^6 = 2,9514) = 71,5284",
        "Khoảng 80%: 71,53 ± 6,58 × 3,53 = 48,26 đến 94,79 (3,53: mức thay đổi tuyệt đối trung bình mỗi năm)",
        "Khả năng đạt 140: (71,53 - 140) / 3,53 = −19,38, theo bảng sai số là < 1%",
    )
    assert en.formulas[3] == "Missed of the way to go: (140 - 82.3) / (140 - 61.1) = 73.13 %"
    assert en.formulas[5] == "By the weak bound 140 triệu đồng: behind; by the strong bound 150 triệu đồng: behind."
    assert vi.quality[0].endswith("mới nhất cách ngày đánh giá 0,5 năm, loại số liệu: ước tính.")
    replaced = "Đã đánh giá lại: năm 2023 trước là 56 triệu đồng (sơ bộ), nay dùng số chính thức."
    assert vi.quality[1:] == (replaced,)
    assert en.quality[1:] == ("Reopened: 2023 was 56 triệu đồng (preliminary), the official figure is used now.",)
    assert vi.person is not None and vi.person.startswith("Người có trách nhiệm (?)")
    assert vi.person.endswith("Chương trình đánh giá cao hơn 1 bậc.")
    assert en.outlook is not None and "< 1 %, unlikely; at the present pace it arrives in 2047." in en.outlook


def test_what_a_person_says_beside() -> None:
    worse, _ = both(INCOME, UP, figures(50, 52), END_2024, Terms(said=Status.ACHIEVED, said_by="Sở"))
    assert worse.person is not None and worse.person.endswith("Chương trình đánh giá thấp hơn 3 bậc.")
    unknown, _ = both(INCOME, UP, figures(50), END_2024, Terms(said_word=Word.EXCEEDED, said_by="Sở"))
    assert unknown.person == "Người có trách nhiệm (Sở) đánh giá: vượt. Không so được hai kết luận."
    nobody, _ = both(INCOME, UP, figures(50, 52), END_2024)
    assert nobody.person is None


def test_a_fall_that_never_arrives_and_one_that_is_beyond() -> None:
    poverty = level(Quantity.at_most(3, "%"), share=True)
    rising, _ = both(poverty, DOWN, figures(6, 6.5, 7, 7.4), END_2024)
    assert rising.outlook is not None and rising.outlook.endswith("theo tốc độ hiện nay thì không đạt.")
    assert rising.formulas[-1].startswith("Khả năng đạt 3: (3 - ")
    assert any(line.startswith("Quãng đường đã đi: (7,4 - 6) / (3 - 6) = −46,67%") for line in rising.formulas)
    falling, _ = both(poverty, DOWN, figures(12, 10, 8, 6), END_2024)
    assert "Kéo dài đến hạn: 6 + (−2) × 6 = −6%" in falling.formulas
    assert not any(line.startswith("Phần hụt") for line in falling.formulas)  # nothing is missed
    assert falling.outlook is not None and "khả năng đạt: 50%" in falling.outlook


def test_amounts_that_doubled_are_projected_on_their_logarithm() -> None:
    vi, en = both(level(Quantity.exactly(60, "xã")), UP, figures(10, 20, 30), END_2024)
    sums = "3,4012 + 0,5493 × (0,8 + … + 0,8^6 = 2,9514) = 5,0224"
    assert vi.formulas[-3] == f"Mức dự báo, trên thang ln(y): {sums}, tức 151,78"
    assert en.formulas[-3] == f"Projected, on the scale ln(y): {sums.replace(',', '.')}, which is 151.78"


@pytest.mark.parametrize(
    ("due", "terms"),
    [
        (2025, "0,8"),
        (2026, "0,8 + 0,8^2 = 1,44"),
        (2027, "0,8 + 0,8^2 + 0,8^3 = 1,952"),
        (2028, "0,8 + … + 0,8^4 = 2,3616"),
    ],
)
def test_the_damped_years_are_added_up(due: int, terms: str) -> None:
    vi, _ = both(level(Quantity.exactly(60, "xã"), date(due, 12, 31)), UP, figures(20, 22, 24), END_2024)
    assert vi.formulas[-3].startswith(f"Mức dự báo: 24 + 2 × ({terms}) = ")


@pytest.mark.parametrize(
    ("quantity", "value", "relation"),
    [
        (Quantity.between(2, 3, "%"), 2.66, "2 ≤ 2,66 ≤ 3, đạt"),
        (Quantity.between(2, 3, "%"), 1.5, "1,5 < 2, không đạt"),
        (Quantity.between(2, 3, "%"), 3.5, "3,5 > 3, vượt"),
        (Quantity.between(2, 3, "%"), 2.0, "2 ≤ 2 ≤ 3, đạt"),
        (Quantity.between(2, 3, "%"), 3.0, "2 ≤ 3 ≤ 3, đạt"),
        (Quantity.exactly(80, "%"), 80.0, "80 = 80, đạt"),
        (Quantity.exactly(80, "%"), 80.1235, "80,1235 > 80, đạt"),
        (Quantity.at_least(80, "%"), 81.0, "81 > 80, đạt"),
        (Quantity.above(95, "%"), 95.0, "95 = 95, không đạt"),
        (Quantity.at_most(4, "%"), 5.0, "5 > 4, không đạt"),
        (Quantity.about(150, "triệu đồng"), 145.0, "|145 - 150| = 5 ≤ 5, đạt"),
        (Quantity.about(150, "triệu đồng"), 144.0, "|144 - 150| = 6 > 5, không đạt"),
    ],
)
def test_what_was_held_against_what(quantity: Quantity, value: float, relation: str) -> None:
    vi, _ = both(level(quantity, END_2024), UP, figures(value), END_2024)
    assert vi.formulas[0] == f"So với mục tiêu: {relation}"


def test_reached_before_its_date_is_compared_too() -> None:
    vi, en = both(level(Quantity.exactly(80, "%")), UP, figures(87), END_2024)
    assert (vi.formulas[0], en.formulas[0]) == (
        "So với mục tiêu: 87 > 80, đã đạt",
        "Against the goal: 87 > 80, achieved",
    )
    turning, _ = both(level(Quantity.exactly(80, "%")), UP, figures(92, 87), END_2024)
    assert turning.formulas[0] == "So với mục tiêu: 87 > 80, hơi chậm"
    keep, _ = both(Goal(Form.HOLD, Quantity.exactly(50, "%"), END_2030), KEEP, figures(51), END_2024)
    assert keep.formulas[0] == "So với mục tiêu: 51 > 50, không đạt"


def test_changes_are_compared_and_added_up() -> None:
    falls = Goal(Form.YEARLY_CHANGE, Quantity.between(2, 3, "%"), END_2030, per="year", direction=Direction.LESS)
    vi, en = both(falls, DOWN, figures(0.9, 2.66), END_2024)
    assert vi.formulas == (
        "So với mục tiêu: 2 ≤ 2,66 ≤ 3, đạt",
        "Cộng các năm: 0,9 + 2,66 = 3,56%; cần 2 × 2 = 4%",
        "Theo cận yếu 2%: đạt; theo cận mạnh 3%: không đạt.",
    )
    assert en.formulas[1] == "All years together: 0.9 + 2.66 = 3.56%; wanted 2 × 2 = 4%"
    assert [point.value for point in vi.figures] == ["−0,9%", "−2,66%"]
    assert vi.second_opinion is None and vi.outlook is None
    alone, _ = both(falls, DOWN, figures(2.66), END_2024)
    assert alone.formulas[0] == "So với mục tiêu: 2 ≤ 2,66 ≤ 3, đạt"
    assert not any("Cộng" in line for line in alone.formulas)


def test_an_average_is_worked() -> None:
    growth = Goal(Form.AVERAGE_GROWTH, Quantity.between(8, 9, "%"), END_2030, from_year=2021, per="year")
    vi, _ = both(growth, UP, figures(7, 6.01), END_2024)
    assert vi.formulas == (
        "Cần mỗi năm: ((1 + 8%)^8 / (1 + 6,5038%)^2)^(1/6) - 1 = +8,5%",
        "Đang đạt mỗi năm: ((1 + 7%) × (1 + 6,01%))^(1/2) - 1 = +6,5%",
        "So với mục tiêu: 6,5038 < 8, không đạt",
        "Theo cận yếu 8%: không đạt; theo cận mạnh 9%: không đạt.",
    )
    assert vi.cautions == (
        "Kết luận yếu: chưa đủ bốn số liệu.",
        "Mục tiêu tính từ năm 2021, nhưng thiếu số liệu các năm 2021 - 2022: bình quân chỉ tính trên các năm đã có.",
    )
    one, _ = both(growth, UP, figures(9.5), END_2024)
    assert one.formulas[0] == "So với mục tiêu: 9,5 > 9, vượt"
    four = judge(growth, UP, figures(9, 9, 9, 9), END_2024)
    assert not four.weak and four.observed is not None


def test_an_increase_is_told_as_the_level_that_it_means() -> None:
    """Forty communes in 2020 and twenty more by 2030 are sixty: everything is told against sixty."""
    more = Goal(Form.COUNT, Quantity.exactly(20, "xã"), END_2030, base=40, base_year=2020, moves=True)
    assert level_of(more).quantity == Quantity.exactly(60, "xã")
    verdict = judge(more, UP, figures(44, 46, 48, 50), END_2024)
    told_so = plain(explain(more, verdict, "vi"))
    assert "Quãng đường đã đi: (50 - 40) / (60 - 40) = 50%" in told_so.formulas
    opinion, future = second_opinion(more, verdict), outlook_of(more, verdict)
    assert opinion is not None and opinion.status is Progress.SUBSTANTIAL
    assert future is not None and future.required is not None and round(future.required, 3) == 1.667
    percent = replace(more, quantity=Quantity.exactly(50, "%"))
    assert plain(explain(percent, judge(percent, UP, figures(50, 61), END_2024), "vi")).figures[0].value == "50"
    assert level_of(LABOUR) is LABOUR


CONFLICT = [told("2022", 60), told("2023", 62), told("2024", 64), told("2024", 70)]
SILENT_VI = "Ý kiến thứ hai (phương pháp Thống kê Canada): không nêu, cùng lý do với kết luận."


@pytest.mark.parametrize(
    ("goal", "known", "day", "rule"),
    [
        (LABOUR, CONFLICT, END_2024, "figures-differ"),
        (LABOUR, [*figures(60, 62, 64), told("2020", -1)], END_2024, "unusable"),
        (LABOUR, figures(60, 62, 64, last=2016), END_2024, "too-old"),
    ],
)
def test_refused_figures_carry_no_other_view(goal: Goal, known: list[Observation], day: date, rule: str) -> None:
    verdict = judge(goal, UP, known, day)
    vi, en = explain(goal, verdict, "vi"), explain(goal, verdict, "en")
    assert verdict.rule == rule
    assert second_opinion(goal, verdict) is None and outlook_of(goal, verdict) is None
    assert vi.second_opinion == SILENT_VI
    assert (
        en.second_opinion == "Second opinion (method of Statistics Canada): none, for the same reason as the verdict."
    )
    assert vi.outlook == "Triển vọng: không nêu, cùng lý do với kết luận."
    assert en.outlook == "Outlook: none, for the same reason as the verdict."
    assert not any("dự báo" in line for line in vi.formulas)


def test_too_few_figures_say_so_themselves() -> None:
    few = "Chưa đủ ba số liệu trong năm năm gần nhất để dự báo; chỉ nêu mức cần đạt mỗi năm."
    one, _ = both(LABOUR, UP, figures(64), END_2024)
    assert (one.second_opinion, one.outlook) == (None, few)
    broken, _ = both(LABOUR, UP, figures(60, 62, 64), END_2024, Terms(breaks=(2024,)))
    assert (broken.second_opinion, broken.outlook) == (None, few)
    two, _ = both(LABOUR, UP, figures(62, 64), END_2024)
    assert two.second_opinion is not None and two.outlook == few
    nothing, _ = both(LABOUR, UP, [], END_2024)
    assert (nothing.second_opinion, nothing.outlook, nothing.formulas, nothing.figures) == (None, None, (), ())
    assert nothing.quality == ()


def test_no_outlook_beyond_the_date_or_the_table() -> None:
    due, _ = both(replace(LABOUR, due=END_2024), UP, figures(60, 62, 64), END_2024)
    assert due.outlook is None and due.second_opinion is not None
    over, _ = both(replace(LABOUR, due=date(2023, 12, 31)), UP, [told("2022", 60), told("2024", 64)], END_2024)
    assert over.outlook is None and over.second_opinion == SILENT_VI
    far, _ = both(replace(LABOUR, due=date(2031, 12, 31)), UP, figures(60, 62, 64), END_2024)
    assert far.outlook is not None and far.outlook.startswith("Thời hạn xa hơn số năm")


def test_the_bounds_of_a_refused_range_are_not_told() -> None:
    assert not any("cận" in line for line in both(INCOME, UP, figures(50), END_2025)[0].formulas)


def test_the_chance_is_that_of_counting_as_met() -> None:
    """Within one point of 100 % is met, so that is what the chance is of: the whole can never be passed."""
    vi, _ = both(level(Quantity.exactly(100, "%"), share=True), UP, figures(94, 95, 96, 97), END_2024)
    assert any(line.startswith("Khả năng đạt 99: (") for line in vi.formulas)
    about, _ = both(level(Quantity.about(150, "triệu đồng")), UP, figures(94, 95, 96, 97), END_2024)
    assert any(line.startswith("Khả năng đạt 145: (") for line in about.formulas)
    down, _ = both(level(Quantity.exactly(3, "%")), DOWN, figures(9, 8, 7), END_2024, Terms(tolerance=0.1))
    assert any(line.startswith("Khả năng đạt 3,1: (3,1 - ") for line in down.formulas)


def test_what_is_to_be_kept_has_neither_view() -> None:
    keep = Goal(Form.HOLD, Quantity.exactly(50, "%"), END_2030, direction=Direction.HOLD)
    vi, _ = both(keep, KEEP, figures(50, 51, 52, 53), END_2024)
    assert (vi.second_opinion, vi.outlook) == (None, None)


def test_growth_from_nothing_has_no_ratio() -> None:
    vi, _ = both(level(Quantity.at_least(20, "xã")), UP, figures(0, 5), END_2024)
    assert vi.second_opinion == "Ý kiến thứ hai (phương pháp Thống kê Canada): tiến bộ rõ rệt."
    added = Goal(Form.COUNT, Quantity.at_least(20, "xã"), END_2030, from_year=2023, moves=True)
    verdict = judge(added, UP, figures(4, 6), END_2024)
    assert [point.value for point in verdict.inputs] == [0, 4, 10]
    opinion = second_opinion(added, verdict)
    assert opinion is not None and opinion.value is not None
    assert round(opinion.value, 2) == round((10 / 4 - 1) / ((20 / 4) ** (1 / 7) - 1), 2)  # from the first year's four


def test_parts_of_a_whole_are_compared_without_a_word() -> None:
    goal = Goal(Form.STRUCTURE, Quantity.between(50, 51, "%"), END_2024)
    verdict = replace(judge(goal, UP, figures(50.5), END_2024), rule="structure", reason="structure", values={
        "own": {"vi": "", "en": ""}, "inside": 1, "parts": 2,
    })  # fmt: skip
    assert plain(explain(goal, verdict, "vi")).formulas[0] == "So với mục tiêu: 50 ≤ 50,5 ≤ 51"


def test_the_table_of_intervals_is_ones_own() -> None:
    own = {80: {6: 0.5}, 95: {6: 1.0}}
    verdict = replace(judge(LABOUR, UP, figures(58, 60, 62, 64), END_2024), intervals=own)
    assert (
        plain(explain(LABOUR, verdict, "vi")).formulas[-2].startswith("Khoảng 80%: 69,51 ± 0,5 × 2 = 68,51 đến 70,51")
    )


def test_computed_figures_and_decimals_in_english() -> None:
    before = replace(told("2023", 59.8), derived="previous_year")
    vi, en = both(level(Quantity.about(150, "triệu đồng")), UP, [before, told("2024", 61.1)], END_2024)
    assert [point.vintage for point in vi.figures] == ["tính từ mức tăng, giảm", "báo cáo"]
    assert en.formulas[:2] == (
        "Required a year: (150 / 61.1)^(1/6) - 1 = +16.15%",
        "Observed a year: (61.1 / 59.8)^(1/1) - 1 = +2.17%",
    )
