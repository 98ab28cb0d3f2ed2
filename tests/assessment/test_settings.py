"""The settings file: what it may say, and that every mistake in it is told."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.assessment.settings import read_settings, terms_for
from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import NO_TERMS, State, Terms
from lotrinh.core.target import Direction

EVERY_KEY = """
[[target]]
indicator = "hộ nghèo"
due = 2030
direction = "less"
flow = false
tolerance = 0.1
margin = 1
decimals = 1
strict = true
breaks = [2025]
base = 12.2
base_year = 2021
state = "adjusted"
ground = "Nghị quyết số 12/NQ-HĐND"
new_low = 1
new_high = 2.5
new_due = 2029
mandatory = true
verdict = "on_track"
word = "met"
by = "Sở Nông nghiệp và Môi trường"

[[target]]
number = 21
done = 2025-06-30
done_ground = "QĐ 1/QĐ-TTg"
"""


def test_every_key_is_read() -> None:
    first, second = read_settings(EVERY_KEY)
    assert first.terms == Terms(
        Direction.LESS, False, 0.1, 1, 1, True, (2025,), 12.2, 2021, State.ADJUSTED, "Nghị quyết số 12/NQ-HĐND",
        None, 1, 2.5, date(2029, 12, 31), True, None, "", Status.ON_TRACK, Word.MET, "Sở Nông nghiệp và Môi trường",
    )  # fmt: skip
    assert second.terms == Terms(done=date(2025, 6, 30), done_ground="QĐ 1/QĐ-TTg")


def test_an_entry_is_for_its_target_only() -> None:
    settings = read_settings(EVERY_KEY)
    due = date(2030, 12, 31)
    assert terms_for(settings, 1, "Tỷ lệ hộ nghèo đa chiều", due) is settings[0].terms
    assert terms_for(settings, 1, "TY LE HO NGHEO", due) is settings[0].terms
    assert terms_for(settings, 1, "Tỷ lệ hộ nghèo", date(2025, 12, 31)) is NO_TERMS
    assert terms_for(settings, 1, "Tỷ lệ hộ nghèo", None) is NO_TERMS
    assert terms_for(settings, 1, "GRDP", due) is NO_TERMS
    assert terms_for(settings, 21, "huyện thoát nghèo", None) is settings[1].terms


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tolerence = 1", "unknown key 'tolerence'"),
        ("tolerance = -1", "tolerance: below 0"),
        ("tolerance = nan", "tolerance: not a number"),
        ("tolerance = true", "tolerance: not a number"),
        ('base = "12"', "base: not a number"),
        ("decimals = 7", "decimals: not 0 to 6"),
        ("decimals = -1", "decimals: not 0 to 6"),
        ("breaks = [2025.5]", "breaks: not a whole number"),
        ("base_year = true", "base_year: not a whole number"),
        ("strict = 1", "strict: not true or false"),
        ('direction = "up"', "direction: 'up' is not a valid Direction"),
        ('state = "replaced"', "'state' needs its 'ground'"),
        ('ground = " "', "ground: not a text"),
        ('done = "31/6/2025"', "done: Invalid isoformat string"),
        ("new_low = 3\nnew_high = 3", "'new_low' is not below 'new_high'"),
    ],
)
def test_mistakes_are_told(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match="target 1") as caught:
        read_settings(f'[[target]]\nindicator = "GRDP"\n{line}')
    assert problem in str(caught.value)


def test_an_entry_names_its_target() -> None:
    with pytest.raises(ValueError, match="neither 'indicator' nor 'number'"):
        read_settings("[[target]]\ntolerance = 1")
    with pytest.raises(ValueError, match="only"):
        read_settings("[other]\na = 1")
    with pytest.raises(ValueError, match="only"):
        read_settings("target = 1")
    assert read_settings("") == ()


def test_the_edges_of_what_is_allowed() -> None:
    lines = "tolerance = 0\nmargin = 0.0\ndecimals = 0\nbase = -1\ndone = 2025-06-30T23:59:00\nbreaks = 2025"
    told = read_settings(f'[[target]]\nindicator = "GRDP"\n{lines}')[0].terms
    assert (told.tolerance, told.margin, told.decimals, told.base, told.breaks) == (0.0, 0.0, 0, -1.0, (2025,))
    assert told.done == date(2025, 6, 30)
    assert read_settings("[[target]]\nnumber = 1\ndecimals = 6")[0].terms.decimals == 6


def test_the_new_date_is_a_day_or_a_year() -> None:
    told = read_settings(
        '[[target]]\nnumber = 1\nstate = "adjusted"\nground = "x"\nnew_due = 2029-06-30\n'
        '[[target]]\nnumber = 2\nstate = "adjusted"\nground = "x"\nnew_due = 2029\n'
    )
    assert [setting.terms.due for setting in told] == [date(2029, 6, 30), date(2029, 12, 31)]
