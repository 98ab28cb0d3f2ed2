"""Exactly at the limits: where a class, a word or a refusal changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.assessment.destatis import Sky, every_year, in_direction, towards
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.history import Assessed, shown
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation, contradicting
from lotrinh.assessment.pace import PaceKind, observed_pace, required_average, required_pace
from lotrinh.assessment.shapes import word_of
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import Terms
from lotrinh.assessment.together import adds_up, into_range, judge_path, judge_structure
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal

END_2024, END_2025, END_2030 = date(2024, 12, 31), date(2025, 12, 31), date(2030, 12, 31)
UP, DOWN = Proposal(Direction.MORE, "text"), Proposal(Direction.LESS, "text")


def figures(*values: float, last: int = 2024) -> list[Observation]:
    first = last - len(values) + 1
    return [Observation(Period.year(first + i), value) for i, value in enumerate(values)]


def level(quantity: Quantity, due: date | None = END_2030) -> Goal:
    return Goal(Form.LEVEL, quantity, due)


def test_growth_that_should_stay_low() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.at_most(1, "%"), END_2030, 2021, "year")
    over = judge(goal, DOWN, figures(1.5), END_2024)
    assert (over.status, over.values["short"]) == (Status.BEHIND, 0.5)
    assert judge(goal, DOWN, figures(0.9), END_2024).status is Status.ON_TRACK


def test_directions_at_rest() -> None:
    assert in_direction([(2024, 1.0)], up=True, least=1).sky is Sky.NONE
    assert in_direction([(2021, 6), (2022, 7), (2023, 8), (2024, 8)], up=True).sky is Sky.SLIGHTLY_CLOUDY
    assert in_direction([(2021, 8), (2022, 7), (2023, 7), (2024, 8)], up=True).sky is Sky.CLOUDED
    assert towards([(2024, 1.0)], 5, 2030, up=True, least=1).sky is Sky.NONE
    assert every_year([(2024, 1.0)], 5, up=True, least=1).sky is Sky.NONE
    assert every_year([(2023, 5.0), (2024, 5.0)], 5, up=True, least=2).sky is Sky.SUN
    assert every_year([(2023, 4.0), (2024, 4.0)], 5, up=True, least=2).sky is Sky.CLOUDED


def test_limits_of_the_primary_rule() -> None:
    # from 60, way to go 40, ten years: 3.8 a year misses 2/40 = 5 %, 3.2 a year 8/40 = 20 %
    def sky(rate: float) -> Sky:
        return towards([(2020 + i, 60 - rate * (3 - i)) for i in range(4)], 100, 2033, up=True).sky

    assert sky(3.875) is Sky.SUN  # 3.125 %
    assert sky(3.5) is Sky.SLIGHTLY_CLOUDY  # 12.5 %
    assert sky(3.0) is Sky.CLOUDED  # 25 %
    assert sky(0) is Sky.THUNDERSTORM


def test_a_move_of_exactly_the_tolerance_is_not_more() -> None:
    on, slightly = Status.ON_TRACK, Status.SLIGHTLY_BEHIND
    assert shown([Assessed(on, 0.25), Assessed(slightly, 0.5)], tolerance=0.25) == (on, on)
    assert shown([Assessed(on, 0.25), Assessed(slightly, 0.5)], tolerance=0.24) == (on, slightly)


def test_ends_of_a_yearly_fall() -> None:
    goal = Goal(Form.YEARLY_CHANGE, Quantity.between(2, 3, "%"), END_2030, None, "year", Direction.LESS)
    verdict = judge(goal, DOWN, figures(2.66), END_2024)
    assert [(bound.value, bound.word) for bound in verdict.bounds] == [(2, Word.MET), (3, Word.NOT_MET)]
    assert verdict.direction == DOWN


def test_grounds_name_what_was_set() -> None:
    wanted = level(Quantity.at_least(80, "%"))
    for terms, key in ((Terms(strict=True), "strict"), (Terms(strict=False), "not_strict"), (Terms(margin=1), "margin"),
                       (Terms(decimals=1), "decimals")):  # fmt: skip
        assert [ground.key for ground in judge(wanted, UP, figures(70), END_2024, terms).grounds] == [key]
    roughly = level(Quantity.of("ge", 80, None, "%", approx=True))
    assert [ground.key for ground in judge(roughly, UP, figures(70), END_2024).grounds] == ["about"]


def test_shares_of_a_year_are_counted_from_january() -> None:
    wanted = replace(level(Quantity.exactly(10_000, "tỷ đồng"), END_2025), flow=True)

    def share(period: str) -> float | None:
        return judge(wanted, UP, [Observation(Period.parse(period), 5_000)], END_2025).attainment

    assert share("2025-01") == share("2025-Q1") == share("as-of 2025-09-30") == share("2025-H1") == 0.5
    assert share("2025-02") is share("2025-02/2025-05") is None
    nothing = replace(wanted, quantity=Quantity.exactly(0, "tỷ đồng"))
    assert judge(nothing, UP, [Observation(Period.month(2025, 1), 5)], END_2025).attainment is None
    growth = replace(wanted, quantity=Quantity.exactly(8, "%"))
    assert judge(growth, UP, [Observation(Period.month(2025, 1), 5)], END_2025).attainment is None


def test_two_figures_make_a_trend_and_a_way() -> None:
    every = Goal(Form.HOLD, Quantity.at_least(50, "%"), END_2030, None, "year")
    assert judge(every, UP, figures(55, 52), END_2024).status is Status.SLIGHTLY_BEHIND
    assert judge(level(Quantity.exactly(70, "%")), UP, figures(60, 65), END_2024).way == 0.5


def test_moments_in_years() -> None:
    def year(day: date) -> float:
        return Observation(Period.as_of(day), 1.0).year

    assert year(date(2024, 12, 31)) == 2024 and year(date(2023, 12, 31)) == 2023
    assert year(date(2024, 6, 30)) == 2023 + 182 / 366 and year(date(2023, 6, 30)) == 2022 + 181 / 365
    assert year(date(2000, 12, 31)) == 2000 and year(date(1900, 12, 31)) == 1900


def test_computed_figures_contradict_nothing() -> None:
    printed, computed = Observation(Period.year(2024), 60), Observation(Period.year(2024), 70, derived="previous_year")
    assert contradicting([computed], printed) is None and contradicting([printed], computed) is None


@pytest.mark.parametrize(
    ("start", "end", "value", "kind"),
    [(0.5, 0.6, 20, PaceKind.COMPOUND), (100, 90, -10, PaceKind.COMPOUND), (10_000, 20_000, 100, PaceKind.COMPOUND),
     (0, 5, 5, PaceKind.UNITS), (-5, 5, 10, PaceKind.UNITS), (1, 2e6, 1_999_999, PaceKind.UNITS)],
)  # fmt: skip
def test_paces(start: float, end: float, value: float, kind: PaceKind) -> None:
    pace = observed_pace(start, end, 1, PaceKind.COMPOUND)
    assert pace is not None and (pace.value, pace.kind) == (pytest.approx(value), kind)
    assert required_pace(start, end, 0, PaceKind.COMPOUND) is None


def test_averages_without_an_answer() -> None:
    assert required_average(8, 6, 3, 3) is None
    assert required_average(8, 6, 3, 4) is None
    assert required_average(8, -100, 3) is None
    assert required_average(-100, 6, 3) is None
    assert required_average(8, 8, 2) is not None


def test_strictness_does_not_touch_a_point() -> None:
    assert word_of(Quantity.exactly(76, "%"), 76.4, up=True, terms=Terms(strict=True)) is Word.MET


def test_wholes_at_their_limits() -> None:
    def goals(*quantities: Quantity) -> list[Goal]:
        return [Goal(Form.RANGE, quantity) for quantity in quantities]

    assert not adds_up(goals(Quantity.at_least(60, "%"), Quantity.at_least(50, "%")))
    assert adds_up(goals(Quantity.at_least(40, "%"), Quantity.exactly(50, "%")))
    assert adds_up(goals(Quantity.at_most(50, "%"), Quantity.at_least(100, "%", decimals=1)))
    assert adds_up(goals(Quantity.exactly(51, "%"), Quantity.exactly(50, "%")))
    assert adds_up(goals(Quantity.exactly(49, "%"), Quantity.exactly(50, "%")))
    assert not adds_up(goals(Quantity.exactly(52, "%"), Quantity.exactly(50, "%")))
    assert not adds_up(goals(Quantity.exactly(48, "%"), Quantity.exactly(50, "%")))


def test_parts_are_counted() -> None:
    def part(value: float | None, low: float, high: float) -> tuple[Goal, list[Observation]]:
        known = [] if value is None else figures(value)
        return Goal(Form.STRUCTURE, Quantity.between(low, high, "%"), END_2024), known

    def whole(*parts: tuple[Goal, list[Observation]]):  # type: ignore[no-untyped-def]
        verdicts = [
            judge(goal, into_range(goal, known[0].value if known else 0), known, END_2024) for goal, known in parts
        ]
        return judge_structure([str(i) for i in range(len(parts))], verdicts)[0]

    some = whole(part(50, 49, 51), part(10, 20, 30), part(None, 20, 30))
    assert (some.values["inside"], some.values["parts"], some.values["out"], some.values["missing"]) == (1, 3, "1", "2")
    assert whole(part(50.5, 50, 51), part(49.4, 49, 50)).word is Word.MET  # 99.9, within 0.1 of rounding
    assert whole(part(50.5, 50, 51), part(49.3, 49, 50)).reason == "structure_sum"
    assert whole(part(51, 50, 51), part(49, 49, 50)).word is Word.MET


def test_a_path_with_one_figure_is_still_a_path() -> None:
    path = [level(Quantity.exactly(v, "%"), date(y, 12, 31)) for v, y in ((66, 2025), (80, 2030))]
    told = judge_path(path, [judge(goal, UP, figures(64), END_2024) for goal in path], END_2024)
    assert [verdict.reason for verdict in told] == ["milestone", "milestone_later"]
    assert {verdict.status for verdict in told} == {Status.NOT_ASSESSABLE}


def test_a_share_of_nothing_is_a_share() -> None:
    wanted = replace(level(Quantity.exactly(50, "%")), share=True)
    assert judge(wanted, UP, figures(0), END_2024).reason == "one_figure"


def test_what_a_direction_says() -> None:
    goal = Goal(Form.DIRECTION_ONLY, None, END_2030)
    verdict = judge(goal, DOWN, figures(9, 8, 6, 7), END_2024)
    assert verdict.sentence("vi") == "Mục tiêu là giảm. Từ năm 2021 thay đổi −2, lần gần nhất 1."
    assert verdict.sentence("en") == "The goal is to fall. Since 2021 the change is −2, the latest one 1."
    pair = judge(goal, UP, figures(7, 9), END_2024)
    assert (pair.status, pair.weak) == (Status.ON_TRACK, True)
    assert judge(goal, UP, figures(9), END_2024).sentence("en").startswith("The goal is to rise;")


def test_a_part_that_lags_is_named_before_its_date() -> None:
    parts = [
        (Goal(Form.STRUCTURE, Quantity.between(50, 51, "%"), END_2030), figures(50, 50, 50, 50.5)),
        (Goal(Form.STRUCTURE, Quantity.between(59, 60, "%"), END_2030), figures(49.5, 49.5, 49.5, 49.6)),
    ]
    verdicts = [judge(goal, into_range(goal, known[-1].value), known, END_2024) for goal, known in parts]
    whole = judge_structure(["một", "hai"], [replace(v, latest=None) if i else v for i, v in enumerate(verdicts)])
    assert (whole[0].status, whole[0].values["out"], whole[0].word) == (Status.BEHIND, "hai", None)


def test_adjusted_bounds_stay_bounds() -> None:
    from lotrinh.assessment.terms import State, adjusted

    terms = Terms(state=State.ADJUSTED, value=70)
    assert adjusted(level(Quantity.at_least(80, "%")), terms).quantity == Quantity.at_least(70, "%")
    assert adjusted(level(Quantity.between(80, 90, "%")), terms).quantity == Quantity.exactly(70, "%")
    half = replace(terms, value=None, low=70)
    assert adjusted(level(Quantity.exactly(80, "%")), half).quantity == Quantity.exactly(80, "%")
