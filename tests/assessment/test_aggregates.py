"""Aggregates by hand: counts, clipped means, worst-of, evidence, ranges, ranks."""

from __future__ import annotations

import itertools
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.assessment.aggregates import (
    Aggregate,
    Judged,
    aggregate,
    by_group,
    clipped,
    leave_one_out,
    ranked,
)
from lotrinh.assessment.verdict import Status


def test_fifteen_of_eighteen() -> None:
    targets = [Judged(str(i), Status.ACHIEVED if i < 9 else Status.ON_TRACK) for i in range(15)]
    targets += [Judged("x", Status.SLIGHTLY_BEHIND), Judged("y", Status.BEHIND), Judged("z", Status.STAGNANT)]
    told = aggregate([*targets, Judged("?", Status.NOT_ASSESSABLE)])
    assert (told.good, told.assessed, told.total) == (15, 18, 19)
    assert told.evidence == pytest.approx(18 / 19)
    assert told.counts[Status.ACHIEVED] == 9 and set(told.counts) == set(Status)


def test_the_mean_is_clipped_and_missing_is_not_nothing() -> None:
    told = aggregate(
        [
            Judged("far beyond", Status.ACHIEVED, 9.0),
            Judged("backwards", Status.STAGNANT, -3.0),
            Judged("half", Status.BEHIND, 0.5),
            Judged("no way", Status.ON_TRACK, None),
            Judged("not a number", Status.ON_TRACK, nan),
            Judged("unknown", Status.NOT_ASSESSABLE, 0.0),
        ]
    )
    assert (told.score, told.scored, told.span) == (0.5, 3, (0.25, 0.75))
    assert clipped(1.0) == 1.0 and clipped(0.0) == 0.0


def test_one_score_has_no_range_and_none_no_mean() -> None:
    assert leave_one_out([0.4]) is None and leave_one_out([]) is None
    assert leave_one_out([0.2, 0.6]) == (0.2, 0.6)
    empty = aggregate([])
    assert (empty.score, empty.span, empty.evidence, empty.worst, empty.total) == (None, None, None, None, 0)


def test_the_worst_mandatory_target_is_named() -> None:
    told = aggregate(
        [
            Judged("free", Status.STAGNANT, 0.0),
            Judged("slow", Status.SLIGHTLY_BEHIND, 0.9, mandatory=True),
            Judged("fine", Status.ACHIEVED, 1.0, mandatory=True),
            Judged("unknown", Status.NOT_ASSESSABLE, None, mandatory=True),
        ]
    )
    assert (told.worst, told.failing) == (Status.SLIGHTLY_BEHIND, ())
    worse = aggregate([Judged("a", Status.BEHIND, mandatory=True), Judged("b", Status.STAGNANT, mandatory=True)])
    assert (worse.worst, worse.failing) == (Status.STAGNANT, ("a", "b"))
    assert aggregate([Judged("free", Status.STAGNANT)]).worst is None
    assert aggregate([Judged("?", Status.NOT_ASSESSABLE, mandatory=True)]).worst is None


def test_groups_may_share_targets() -> None:
    agencies = {"roads": ("Sở Xây dựng", "Sở Tài chính", "Sở Xây dựng"), "clinics": ("Sở Y tế",)}
    told = by_group(
        [Judged("roads", Status.BEHIND), Judged("clinics", Status.ON_TRACK)], lambda target: agencies[target.name]
    )
    assert {name: (group.good, group.total) for name, group in told.items()} == {
        "Sở Xây dựng": (0, 1), "Sở Tài chính": (0, 1), "Sở Y tế": (1, 1),
    }  # fmt: skip


def of_scores(*scores: float) -> Aggregate:
    return aggregate(Judged(str(i), Status.ON_TRACK, score) for i, score in enumerate(scores))


def test_no_ranking_where_ranges_overlap() -> None:
    groups = {
        "low": of_scores(0.1, 0.2),
        "alone": of_scores(0.9),
        "high": of_scores(0.8, 0.9),
        "middle": of_scores(0.4, 0.5),
        "wide": of_scores(0.45, 0.6),
        "touching": of_scores(0.2, 0.3),
    }
    assert ranked(groups) == ([("high",), ("middle", "wide"), ("low", "touching")], ("alone",))
    assert ranked({}) == ([], ())


def test_overlap_goes_through_others() -> None:
    groups = {"a": of_scores(0.7, 0.9), "b": of_scores(0.5, 0.75), "c": of_scores(0.3, 0.55), "d": of_scores(0.1, 0.2)}
    assert ranked(groups)[0] == [("a", "b", "c"), ("d",)]
    wide = {"wide": of_scores(0.1, 0.9), "within": of_scores(0.6, 0.7), "low": of_scores(0.2, 0.3)}
    assert ranked(wide)[0] == [("wide", "within", "low")]


statuses = st.sampled_from(list(Status))
scores = st.none() | st.floats(-2, 3)


@given(st.lists(st.builds(Judged, st.text(max_size=3), statuses, scores, st.booleans()), max_size=20))
def test_counts_add_up_and_the_mean_lies_in_its_range(targets: list[Judged]) -> None:
    told = aggregate(targets)
    assert told.total == len(targets) and told.good <= told.assessed <= told.total
    if told.span is not None and told.score is not None:
        low, high = told.span
        assert 0 <= low <= told.score + 1e-12 <= high + 2e-12 <= 1 + 3e-12
    shuffled = aggregate(reversed(targets))
    assert shuffled.counts == told.counts and shuffled.worst == told.worst


@given(st.lists(st.lists(st.integers(0, 100), max_size=5), max_size=8))
def test_every_group_has_one_place(groups: list[list[int]]) -> None:
    told = {str(i): of_scores(*(score / 100 for score in scores)) for i, scores in enumerate(groups)}
    ranks, free = ranked(told)
    assert sorted([name for rank in ranks for name in rank] + list(free)) == sorted(told)
    for better, worse in itertools.pairwise(ranks):
        lowest = min(told[name].span[0] for name in better)  # type: ignore[index]
        assert all(told[name].span[1] < lowest for name in worse)  # type: ignore[index]
