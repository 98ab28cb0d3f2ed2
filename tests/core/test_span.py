"""Spans of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.core.span import Span

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_refuses_what_is_no_span(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_of_cuts_the_text():
    assert Span(2, 5).of("abcdefg") == "cde"
    assert Span(3, 3).of("abcdefg") == ""


@given(spans, spans)
def test_overlap_is_the_number_of_shared_characters(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlap(other) == other.overlap(one) == len(shared)


@given(spans, spans)
def test_contains_agrees_with_the_bounds(one, other):
    assert one.contains(other) == (one.start <= other.start and other.end <= one.end)
    assert one.contains(one)


def test_order_is_that_of_the_text():
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]
