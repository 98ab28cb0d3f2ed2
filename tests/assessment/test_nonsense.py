"""Odd figures and goals: a reasoned refusal, never an exception or a silent number."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.assessment.shapes import deciding_bound, strong_side
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import State, Terms
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal
from tests.assessment.makers import DOWN, END_2024, END_2025, KEEP, UP, figures, level, told

# --- nonsense


def test_nonsense_is_refused_with_its_reason() -> None:
    nan, inf = float("nan"), float("inf")
    wanted = level(Quantity.exactly(76, "%"), share=True)
    for value in (nan, inf, -inf, 1e15):
        assert judge(wanted, UP, figures(value), END_2024).reason == "unusable_figures"
    mixed = judge(wanted, UP, [told("2022", 60), told("2023", nan), told("2024", 64)], END_2024)
    assert mixed.quality is not None and mixed.quality.dropped == 1 and mixed.status is Status.ON_TRACK
    assert judge(wanted, UP, figures(-3), END_2024).reason == "negative_share"
    assert judge(replace(wanted, share=False), UP, figures(-3), END_2024).reason == "one_figure"
    assert judge(level(Quantity.at_least(inf, "%")), UP, figures(3), END_2024).reason == "unusable_goal"
    backwards = level(Quantity.exactly(76, "%"), date(2020, 12, 31), base=60.0, base_year=2020)
    assert judge(backwards, UP, figures(64), END_2024).reason == "due_before_base"
    shuffled = [told("2024", 64), told("2021", 58), told("2023", 62), told("2022", 60)]
    assert judge(wanted, UP, shuffled, END_2024).inputs == tuple(sorted(shuffled, key=lambda o: o.period))
    many = [Observation(Period.year(1000 + n), 60 + n / 1000) for n in range(1000)]
    assert judge(wanted, UP, many, date(1999, 12, 31)).status is Status.BEHIND
    twice = judge(wanted, UP, figures(62, 64) * 2, END_2024)
    assert len(twice.inputs) == 2


def test_figures_around_the_date() -> None:
    wanted = level(Quantity.exactly(76, "%"), date(2025, 6, 30))
    assert judge(wanted, UP, [told("as-of 2025-05-30", 77)], END_2025).word is Word.EXCEEDED  # 31 days before
    assert judge(wanted, UP, [told("as-of 2025-05-29", 77)], END_2025).rule == "past-due"
    assert judge(wanted, UP, [told("2024", 70)], date(2025, 7, 1)).rule == "past-due"
    assert judge(wanted, UP, [told("2024", 70)], date(2025, 6, 30)).rule == "one-figure"
    assert judge(replace(wanted, due=None), UP, figures(70), END_2024).reason == "no_due"


def test_ends_that_decide() -> None:
    wanted = Quantity.between(8, 9, "%")
    assert (deciding_bound(wanted, up=True), deciding_bound(wanted, up=False)) == (8, 9)
    assert strong_side(wanted, up=True) == Quantity.at_least(9, "%")
    assert strong_side(wanted, up=False) == Quantity.at_most(8, "%")
    assert strong_side(Quantity.exactly(8, "%"), up=True) is None


numbers = st.one_of(st.floats(), st.integers(-10, 110).map(float), st.sampled_from([0.0, 100.0, -0.0, 1e15, 5e-324]))
finite = st.one_of(st.integers(-200, 200).map(float), st.floats(-1e14, 1e14))
quantities = st.one_of(
    st.builds(Quantity.exactly, finite, st.sampled_from(["%", "xã", "tỷ đồng", "", "điểm %"])),
    st.builds(lambda v: Quantity.about(v, "%"), finite),
    st.builds(lambda v: Quantity.at_least(v, "xã"), finite),
    st.builds(lambda v: Quantity.below(v, "%"), finite),
    st.builds(
        lambda v, w: Quantity.between(v, v + abs(w) + 1, "%"), finite.filter(lambda v: abs(v) < 1e12), st.floats(0, 9)
    ),
)
days = st.dates(date(1990, 1, 1), date(2045, 1, 1))
periods = st.one_of(
    st.integers(1985, 2045).map(Period.year),
    st.builds(Period.as_of, days),
    st.builds(Period.month, st.integers(1990, 2044), st.integers(1, 12)),
    st.builds(lambda y, m: Period.months(y, 1, m), st.integers(1990, 2044), st.integers(2, 12)),
)
observed = st.lists(st.builds(Observation, periods, numbers, st.sampled_from(Vintage)), max_size=15)
terms = st.builds(
    Terms,
    direction=st.sampled_from([None, *Direction]),
    flow=st.sampled_from([None, True, False]),
    tolerance=st.none() | st.floats(0, 1e6),
    margin=st.none() | st.floats(0, 1e6),
    decimals=st.none() | st.integers(0, 6),
    strict=st.sampled_from([None, True, False]),
    breaks=st.lists(st.integers(1990, 2040), max_size=2).map(tuple),
    base=st.none() | finite,
    base_year=st.none() | st.integers(1990, 2040),
    state=st.sampled_from(State),
    value=st.none() | finite,
    done=st.none() | days,
    said=st.sampled_from([None, *Status]),
)


slot_choices = st.tuples(st.booleans(), st.booleans(), st.booleans())
ways = st.sampled_from([UP, DOWN, KEEP])


@given(
    st.sampled_from(Form), st.none() | quantities, observed, ways, days, st.none() | days, terms, slot_choices,
    st.none() | st.integers(1990, 2045),
)  # fmt: skip
def test_nothing_odd_raises_or_gives_a_silent_number(
    form: Form, quantity: Quantity | None, known: list[Observation], direction: Proposal, day: date,
    due: date | None, own: Terms, slots: tuple[bool, bool, bool], start: int | None,
) -> None:  # fmt: skip
    without = form in (Form.EVENT, Form.WORD, Form.DIRECTION_ONLY)
    if (quantity is None) != without or (start is not None and due is not None and start > due.year):
        return
    moves, share, flow = slots
    goal = Goal(form, quantity, due, start, direction=direction.direction, moves=moves, share=share, flow=flow)
    verdict = judge(goal, direction, known, day, own)
    assert verdict.sentence("vi") and verdict.sentence("en")
    assert isinstance(verdict.cautions("vi"), tuple) and verdict.version >= 1
    for number in (verdict.attainment, verdict.way, verdict.miss):
        assert number is None or math.isfinite(number)
    if verdict.rule not in ("event", "word", "ended"):
        assert verdict.status is Status.NOT_ASSESSABLE or verdict.latest is not None
    assert all(o.period.last <= day for o in verdict.inputs)
    assert judge(goal, direction, known, day, own) == verdict


def test_the_day_decides_what_is_known() -> None:
    known = figures(62, 64)
    wanted = level(Quantity.exactly(76, "%"))
    assert len(judge(wanted, UP, known, END_2024).inputs) == 2
    assert len(judge(wanted, UP, known, END_2024 - timedelta(days=1)).inputs) == 1
