"""Settings: the rule table that a responsible office keeps beside a plan, one entry per target, in TOML.

    [[target]]
    indicator = "hộ nghèo"        # words of the indicator's name; or number = 18, the number in the table
    due = 2030                    # which of several dates, where the name stands more than once
    direction = "less"
    tolerance = 0.1
    breaks = [2025]
    by = "Sở Nông nghiệp và Môi trường"
    verdict = "on_track"

Reads: TOML. Writes: `Setting`s. Every key is known or the file is refused: a misspelt rule would be no rule.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any

from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.terms import NO_TERMS, State, Terms
from lotrinh.core.target import Direction, due_date
from lotrinh.core.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Setting:
    """Terms and the target they are for: its number in the table, or words of its name and its due year."""

    terms: Terms
    indicator: str = ""
    number: int | None = None
    due: int | None = None

    def meets(self, number: int, indicator: str, due: date | None) -> bool:
        """Whether this entry is for that target."""
        if self.number is not None:
            return self.number == number
        if self.due is not None and (due is None or due.year != self.due):
            return False
        return fold(self.indicator) in fold(indicator)


def terms_for(settings: Sequence[Setting], number: int, indicator: str, due: date | None) -> Terms:
    """The terms of one target: those of the first entry that meets it."""
    return next((setting.terms for setting in settings if setting.meets(number, indicator, due)), NO_TERMS)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError("not a number")
    return float(value)


def _not_negative(value: Any) -> float:
    number = _number(value)
    if number < 0:
        raise ValueError("below 0")
    return number


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a whole number")
    return value


def _decimals(value: Any) -> int:
    if not 0 <= _whole(value) <= 6:
        raise ValueError("not 0 to 6")
    return int(value)


def _years(value: Any) -> tuple[int, ...]:
    return tuple(_whole(year) for year in (value if isinstance(value, list) else [value]))


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("not a text")
    return " ".join(value.split())


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(_text(value))


def _due(value: Any) -> date | None:
    return value if isinstance(value, date) else due_date(_whole(value))


# Key of the file → field of `Terms`, and how its value is read.
_TERMS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "direction": ("direction", Direction),
    "flow": ("flow", _truth),
    "tolerance": ("tolerance", _not_negative),
    "margin": ("margin", _not_negative),
    "decimals": ("decimals", _decimals),
    "strict": ("strict", _truth),
    "breaks": ("breaks", _years),
    "base": ("base", _number),
    "base_year": ("base_year", _whole),
    "state": ("state", State),
    "ground": ("ground", _text),
    "new_value": ("value", _number),
    "new_low": ("low", _number),
    "new_high": ("high", _number),
    "new_due": ("due", _due),
    "mandatory": ("mandatory", _truth),
    "done": ("done", _day),
    "done_ground": ("done_ground", _text),
    "verdict": ("said", Status),
    "word": ("said_word", Word),
    "by": ("said_by", _text),
}
_WHICH: dict[str, Callable[[Any], Any]] = {"indicator": _text, "number": _whole, "due": _whole}


def read_settings(text: str) -> tuple[Setting, ...]:
    r"""The entries of a settings file. Raises ValueError that names the entry and the key.

    >>> told = read_settings('[[target]]\nindicator = "hộ nghèo"\ndirection = "less"\ntolerance = 0.1')
    >>> told[0].terms.tolerance, told[0].meets(18, "Tỷ lệ hộ nghèo đa chiều", None)
    (0.1, True)
    >>> read_settings('[[target]]\nindicator = "GRDP"\ntolerence = 1')
    Traceback (most recent call last):
        ...
    ValueError: target 1: unknown key 'tolerence'
    """
    data = tomllib.loads(text)
    entries = data.pop("target", [])
    if data or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("only [[target]] entries are expected")
    return tuple(_setting(entry, place) for place, entry in enumerate(entries, start=1))


def _setting(entry: dict[str, Any], place: int) -> Setting:
    which: dict[str, Any] = {}
    terms: dict[str, Any] = {}
    for key, value in entry.items():
        try:
            if key in _WHICH:
                which[key] = _WHICH[key](value)
            elif key in _TERMS:
                field, read = _TERMS[key]
                terms[field] = read(value)
            else:
                raise ValueError(f"unknown key {key!r}")
        except ValueError as problem:
            named = str(problem) if "unknown key" in str(problem) else f"{key}: {problem}"
            raise ValueError(f"target {place}: {named}") from problem
    if "indicator" not in which and "number" not in which:
        raise ValueError(f"target {place}: neither 'indicator' nor 'number'")
    made = Terms(**terms)
    if made.state is not State.IN_FORCE and not made.ground:
        raise ValueError(f"target {place}: 'state' needs its 'ground'")
    if made.low is not None and made.high is not None and made.low >= made.high:
        raise ValueError(f"target {place}: 'new_low' is not below 'new_high'")
    return Setting(made, **which)
