"""Edge cases beyond one level: parts of a year, yardsticks, counts, events, structures, a person's terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lotrinh.assessment.counting import accumulate, with_base
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.history import Assessed, shown
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import stands_for_year
from lotrinh.assessment.states import Status, Word, gap, worst
from lotrinh.assessment.terms import State, Terms, adjusted
from lotrinh.assessment.together import adds_up, into_range, judge_path, judge_structure, next_milestone
from lotrinh.assessment.verdict import Verdict
from lotrinh.assessment.yardsticks import yardstick
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal
from tests.assessment.makers import DOWN, END_2024, END_2025, END_2030, KEEP, UP, figures, level, told

# --- parts of a year


def test_months_of_a_flow_are_a_share_of_the_year_and_no_verdict() -> None:
    wanted = level(Quantity.exactly(10_000, "tỷ đồng"), END_2025, flow=True)
    verdict = judge(wanted, UP, [told("2025-01/2025-09", 7_500)], date(2025, 9, 30))
    assert (verdict.status, verdict.rule, verdict.attainment) == (Status.NOT_ASSESSABLE, "part-of-year", 0.75)
    assert "75%" in verdict.sentence()
    later = judge(level(Quantity.exactly(10_000, "tỷ đồng"), flow=True), UP, [told("2025-01/2025-09", 7_500)], END_2025)
    assert (later.rule, later.attainment) == ("part-of-year", None)  # a year's part says nothing of 2030
    third = judge(wanted, UP, [told("2025-Q3", 2_500)], date(2025, 9, 30))
    assert third.attainment is None  # one quarter is not the year so far
    state = judge(level(Quantity.exactly(76, "%"), END_2025), UP, [told("2025-09", 77)], date(2025, 9, 30))
    assert state.status is Status.ACHIEVED  # a state can be told in any month
    said = judge(wanted, UP, [told("2025-01/2025-09", 7_500)], date(2025, 9, 30), Terms(flow=False))
    assert said.rule != "part-of-year"


@pytest.mark.parametrize(
    ("period", "whole"),
    [("2025", True), ("2025-01/2025-12", True), ("2025-01/2025-11", False), ("2025-12", False), ("2025-Q4", False),
     ("as-of 2025-12-14", True), ("as-of 2025-12-13", False), ("as-of 2025-11-30", False), ("2024-01/2025-12", False),
     ("2021/2025", False), ("2025-12-20", True)],
)  # fmt: skip
def test_what_stands_for_a_year(period: str, whole: bool) -> None:
    assert stands_for_year(Period.parse(period), flow=True) is whole
    assert stands_for_year(Period.parse(period), flow=False)


def test_growth_of_months_is_not_growth_of_the_year() -> None:
    goal = Goal(Form.AVERAGE_GROWTH, Quantity.at_least(8, "%"), END_2030, 2021, "year")
    assert judge(goal, UP, [told("2024-01/2024-09", 9)], END_2024).rule == "part-of-year"


# --- yardsticks


def test_two_yardsticks_are_two_words() -> None:
    year = told("2024", 4221.5)
    assert yardstick("Trung ương", 105, year).word is Word.EXCEEDED
    assert yardstick("địa phương", 93.2, year).word is Word.NOT_MET
    assert yardstick(None, 100, year) == yardstick("", 100.0, year)
    assert yardstick(None, 100, year).word is Word.MET
    assert yardstick(None, 105, year, up=False).word is Word.NOT_MET
    assert yardstick(None, 80, year, up=False).word is Word.EXCEEDED
    assert yardstick(None, 75, told("2025-01/2025-09", 7500)).word is None


# --- counts and increases


def test_an_increase_needs_its_base_or_all_its_years() -> None:
    goal = Goal(Form.COUNT, Quantity.at_least(20, "xã"), END_2025, 2023, None, Direction.MORE, moves=True)
    assert judge(replace(goal, from_year=None), UP, figures(11), END_2024).reason == "no_base"
    missing = judge(goal, UP, figures(11), END_2024)
    assert (missing.reason, missing.values["year"]) == ("year_missing", "2023")
    added = judge(goal, UP, figures(6, 7, 8, last=2025), END_2025)
    assert (added.word, added.latest and added.latest.value) == (Word.MET, 21)
    on_the_way = judge(goal, UP, figures(6, 7), END_2024)  # 13 after two years, 19.5 after three: 0.5 / 7 = 7 %
    assert on_the_way.status is Status.SLIGHTLY_BEHIND
    assert [o.value for o in on_the_way.inputs] == [0, 6, 13]
    assert accumulate(goal, []) is None
    assert accumulate(goal, figures(5, last=2020)) == 2023
    assert judge(goal, UP, [], END_2024).reason == "no_base"


def test_an_increase_from_a_base_is_a_level() -> None:
    percent = Goal(Form.LEVEL, Quantity.exactly(50, "%"), END_2030, None, None, Direction.MORE, 40.0, 2020, moves=True)
    raised = with_base(percent, "triệu đồng")
    assert raised is not None and raised[0].quantity == Quantity.exactly(60, "triệu đồng", decimals=0)
    assert raised[1].sentence() == "Mức tăng, giảm tính từ số gốc 40\xa0triệu đồng (năm 2020)."
    fall = replace(percent, quantity=Quantity.at_least(5, "%"), direction=Direction.LESS, share=True)
    lowered = with_base(fall)
    assert lowered is not None and lowered[0].quantity == Quantity.at_most(35, "%")
    between = replace(fall, quantity=Quantity.between(5, 10, "%"))
    assert (with_base(between) or (None,))[0].quantity == Quantity.between(30, 35, "%")  # type: ignore[union-attr]
    assert with_base(replace(percent, base=None)) is None
    assert with_base(replace(percent, base=0.0)) is None
    assert with_base(replace(percent, base=-5.0)) is None
    assert with_base(replace(percent, base=0.0, share=True)) is not None
    verdict = judge(percent, UP, figures(50, 52, 54, 56), END_2024)
    assert (verdict.status, verdict.grounds[-1].key) == (Status.ON_TRACK, "base")
    said = judge(
        replace(percent, base=None, base_year=None), UP, figures(54, 56), END_2024, Terms(base=40, base_year=2020)
    )
    assert said.status is Status.ON_TRACK


# --- events, words, directions, holding


def test_events() -> None:
    goal = Goal(Form.EVENT, None, date(2025, 6, 30))
    day = date(2026, 1, 1)
    for done, word in ((date(2025, 5, 31), Word.EXCEEDED), (date(2025, 6, 1), Word.MET), (date(2025, 6, 30), Word.MET),
                       (date(2025, 7, 1), Word.NOT_MET)):  # fmt: skip
        verdict = judge(goal, UP, [], day, Terms(done=done))
        assert verdict.word is word
        assert verdict.status is (Status.BEHIND if word is Word.NOT_MET else Status.ACHIEVED)
    assert judge(goal, UP, [], date(2025, 1, 1), Terms(done=date(2025, 6, 1))).word is None  # not known yet
    by_row = judge(goal, UP, [told("2025-06-20", 1), told("2025-08-01", 1)], day)
    assert (by_row.word, by_row.values["day"]["en"]) == (Word.MET, "2025-06-20")
    open_ended = judge(replace(goal, due=None), UP, [told("2025-06-20", 1)], day)
    assert (open_ended.word, open_ended.reason) == (Word.MET, "event_done_open")
    assert judge(goal, UP, [told("as-of 2025-06-30", 0)], day).word is Word.NOT_MET
    assert judge(goal, UP, [told("as-of 2025-06-29", 0)], day).word is None
    assert judge(goal, UP, [told("as-of 2025-06-30", 0)], date(2025, 6, 30)).word is None
    assert judge(goal, UP, [], day).status is Status.NOT_ASSESSABLE


def test_a_word_is_for_a_person() -> None:
    goal = Goal(Form.WORD, None, END_2025)
    assert judge(goal, UP, figures(1), END_2025).rule == "word"
    said = judge(goal, UP, [], END_2025, Terms(said=Status.ACHIEVED, said_word=Word.MET, said_by="Sở Y tế"))
    assert (said.status, said.word) == (Status.ACHIEVED, Word.MET)
    assert "Sở Y tế" in said.sentence()


@pytest.mark.parametrize(
    ("values", "status"),
    [((9, 8, 7, 6), Status.ON_TRACK), ((9, 8, 6, 7), Status.SLIGHTLY_BEHIND), ((6, 9, 8, 7), Status.BEHIND),
     ((6, 7, 8, 9), Status.STAGNANT), ((6, 7, 8, 6), Status.STAGNANT), ((6,), Status.NOT_ASSESSABLE)],
)  # fmt: skip
def test_direction_only(values: tuple[float, ...], status: Status) -> None:
    verdict = judge(Goal(Form.DIRECTION_ONLY, None, END_2030), DOWN, figures(*values), END_2024)
    assert (verdict.status, verdict.rule) == (status, "direction")
    assert verdict.weak is (1 < len(values) < 4)


def test_hold() -> None:
    every = Goal(Form.HOLD, Quantity.at_least(50, "%"), END_2030, None, "year")
    for values, status in (((50, 51, 52, 52), Status.ON_TRACK), ((55, 54, 53, 52), Status.SLIGHTLY_BEHIND),
                           ((46, 47, 48, 49), Status.BEHIND), ((52, 51, 50, 49), Status.STAGNANT),
                           ((52,), Status.ON_TRACK), ((49,), Status.BEHIND)):  # fmt: skip
        verdict = judge(every, UP, figures(*values), END_2024)
        assert (verdict.status, verdict.weak) == (status, len(values) < 4)
    keep = replace(every, quantity=Quantity.exactly(67, "%"), per=None)
    assert judge(keep, KEEP, figures(67.2), END_2024, Terms(tolerance=0.5)).word is Word.MET
    assert judge(keep, KEEP, figures(67.6), END_2024, Terms(tolerance=0.5)).word is Word.NOT_MET
    assert judge(keep, KEEP, figures(66, 67, 68, 67.6), END_2024, Terms(tolerance=0.5)).status is Status.BEHIND


# --- together


def shares(*values: float | None) -> tuple[Verdict, ...]:
    ranges = [(50, 51), (32, 33), (12, 13), (4, 5)]
    goals = [Goal(Form.STRUCTURE, Quantity.between(low, high, "%"), END_2024) for low, high in ranges]
    assert adds_up(goals)
    verdicts = [
        judge(goal, into_range(goal, value or 0), [] if value is None else figures(value), END_2024)
        for goal, value in zip(goals, values, strict=True)
    ]
    return judge_structure(["dịch vụ", "công nghiệp", "nông nghiệp", "thuế"], verdicts)


def test_a_structure_is_met_only_whole_and_names_what_is_out() -> None:
    assert {v.word for v in shares(50.5, 32.5, 12.5, 4.5)} == {Word.MET}
    out = shares(52, 31, 12.5, 4.5)
    assert {(v.status, v.word, v.values["out"]) for v in out} == {
        (Status.BEHIND, Word.NOT_MET, "dịch vụ; công nghiệp")
    }  # fmt: skip
    missing = shares(50.5, 32.5, 12.5, None)
    assert {v.status for v in missing} == {Status.NOT_ASSESSABLE}
    assert missing[0].values["missing"] == "thuế"
    assert shares(52, 31, 12.5, None)[0].word is Word.NOT_MET  # one part out is enough
    assert shares(50.5, 32.5, 12.5, 14.5)[0].reason == "structure_sum"
    assert shares(None, None, None, None)[0].rule == "no-figure"
    assert shares(50, 33, 12, 4)[0].reason == "structure"  # 99 is 100 within the rounding of four parts


def test_what_makes_a_whole() -> None:
    def parts(*ranges: tuple[float, float]) -> list[Goal]:
        return [Goal(Form.RANGE, Quantity.between(low, high, "%")) for low, high in ranges]

    assert not adds_up(parts((10, 20), (30, 40)))
    assert not adds_up(parts((60, 70), (50, 55)))
    assert adds_up([Goal(Form.LEVEL, Quantity.exactly(v, "%")) for v in (33, 33, 33)])  # 99 ± 1.5
    assert not adds_up([Goal(Form.EVENT)])


def test_the_next_milestone_decides() -> None:
    path = [level(Quantity.exactly(v, "%"), date(y, 12, 31)) for v, y in ((60, 2023), (66, 2025), (80, 2030))]
    known = figures(58, 60, 62, 64)
    verdicts = judge_path(path, [judge(goal, UP, known, END_2024) for goal in path], END_2024)
    assert next_milestone(path, END_2024) == 1
    assert [(v.status, v.rule) for v in verdicts] == [
        (Status.ACHIEVED, "due"), (Status.ON_TRACK, "pace-destatis"), (Status.ON_TRACK, "milestones"),
    ]  # fmt: skip
    assert "2023: 60%; 2025: 66%; 2030: 80%" in verdicts[2].sentence()
    assert next_milestone(path, date(2031, 1, 1)) == 2
    assert next_milestone(path, END_2025) == 1
    empty = judge_path(path, [judge(goal, UP, [], END_2024) for goal in path], END_2024)
    assert {v.reason for v in empty} == {"no_figure"}


# --- what a person lays down


def test_terms_of_a_person() -> None:
    wanted = level(Quantity.exactly(67, "%"))
    confirmed = judge(
        wanted, Proposal(Direction.MORE, "default"), figures(63, 64), END_2024, Terms(direction=Direction.LESS)
    )
    assert confirmed.direction == Proposal(Direction.LESS, "person")
    assert not any("mặc định" in caution for caution in confirmed.cautions())
    ended = judge(wanted, UP, figures(63, 64), END_2024, Terms(state=State.NOT_APPLICABLE, ground="NQ 202/2025/QH15"))
    assert (ended.status, ended.rule) == (Status.NOT_ASSESSABLE, "ended")
    assert "NQ 202/2025/QH15" in ended.sentence()
    replaced = judge(wanted, UP, [], END_2024, Terms(state=State.REPLACED, ground="x"))
    assert replaced.reason == "replaced"
    eased = Terms(state=State.ADJUSTED, value=63, due=END_2025, ground="QĐ 1/QĐ-UBND")
    verdict = judge(wanted, UP, figures(63, 64), END_2024, eased)
    assert (verdict.status, verdict.grounds[0].key) == (Status.ACHIEVED, "adjusted")
    assert "63% (năm 2025). Căn cứ: QĐ 1/QĐ-UBND" in verdict.grounds[0].sentence()
    ranged = adjusted(wanted, Terms(state=State.ADJUSTED, low=60, high=62))
    assert ranged.quantity == Quantity.between(60, 62, "%") and ranged.due == END_2030
    assert adjusted(wanted, Terms(value=1)) is wanted


def test_the_verdict_of_a_person_stands_beside() -> None:
    wanted = level(Quantity.exactly(150, "triệu đồng"))
    verdict = judge(wanted, UP, figures(59.8, 61.1), END_2024, Terms(said=Status.ON_TRACK, said_by="Sở Tài chính"))
    assert verdict.status is Status.BEHIND
    assert verdict.person is not None and (verdict.person.gap, verdict.person.by) == (2, "Sở Tài chính")
    word_only = judge(wanted, UP, figures(61.1), END_2024, Terms(said_word=Word.MET))
    assert word_only.person is not None and word_only.person.gap is None
    assert judge(wanted, UP, figures(61.1), END_2024).person is None
    assert gap(Status.ON_TRACK, Status.BEHIND) == -2
    assert worst([]) is Status.NOT_ASSESSABLE


# --- persistence


def test_a_shown_class_changes_when_the_change_persists_or_is_large() -> None:
    on, slightly = Status.ON_TRACK, Status.SLIGHTLY_BEHIND
    small = [Assessed(on, 0.04), Assessed(slightly, 0.06)]
    assert shown(small) == (on, on)
    assert shown([*small, Assessed(slightly, 0.07)]) == (on, on, slightly)
    assert shown([*small, Assessed(on, 0.03), Assessed(slightly, 0.06)]) == (on, on, on, on)
    assert shown([Assessed(on, 0.04), Assessed(slightly, 0.10)]) == (on, slightly)  # moved by more than 0.05
    assert shown([Assessed(on, 0.04), Assessed(slightly, 0.09)]) == (on, on)  # by exactly 0.05: not more
    assert shown([Assessed(on, 0.04), Assessed(slightly, 0.06)], tolerance=0.01) == (on, slightly)
    assert shown([Assessed(on), Assessed(slightly)]) == (on, on)
    achieved, unknown = Status.ACHIEVED, Status.NOT_ASSESSABLE
    assert shown([Assessed(on), Assessed(achieved), Assessed(unknown), Assessed(on)]) == (on, achieved, unknown, on)
    assert shown([]) == ()


def test_met_within_the_tolerance_is_judged_by_its_own_trend() -> None:
    goal = Goal(Form.HOLD, Quantity.at_least(50, "%"), END_2030, per="year")
    verdict = judge(goal, UP, figures(47, 48, 48.5, 49.5), END_2024, Terms(tolerance=1))
    assert (verdict.status, verdict.word) == (Status.ON_TRACK, Word.MET)
    falling = judge(goal, UP, figures(53, 52, 51, 49.5), END_2024, Terms(tolerance=1))
    assert (falling.status, falling.word) == (Status.SLIGHTLY_BEHIND, Word.MET)
