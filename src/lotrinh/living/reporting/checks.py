"""What is to be looked at in a line of a report: pure functions over data/checks.toml.

Reads: what a line says and what is known beside it (`Facts`). Writes: `Finding`s. The same for what is being typed,
what is saved, what comes in a workbook and what is sent.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.assessment.observation import FINALITY
from lotrinh.core.target import names_share
from lotrinh.core.unit import Kind, convert, parse_unit, same_dimension
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.living.observations.models import Vintage as Vintages
from lotrinh.living.observations.records import same_number
from lotrinh.living.observations.words import value_words
from lotrinh.living.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Facts:
    """A line as the checks see it; numbers in the line's unit, None where nothing is known.

    `typed`: the unit printed behind the number; `parts`: values of the lines that are parts of this one; `below`: the
    complete sum of the level below; `share`: percent of the plan of the year; `goal`: what a plan asks for.
    """

    name: str = ""
    unit: str = ""
    kind: str = "stock"
    change: str = "level"
    required: bool = False
    evidence: bool = False
    placed: bool = True
    said: bool = True
    value: float | None = None
    vintage: str = "reported"
    typed: str = ""
    note: str = ""
    explanation: str = ""
    files: int = 0
    last: float | None = None
    year_before: float | None = None
    held: float | None = None
    held_vintage: str = ""
    share: float | None = None
    goal: float | None = None
    parts: Sequence[float] = ()
    below: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """An entry of the table. `numbers`: its thresholds."""

    id: str
    level: str
    words: Words
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. `level`: "block", "explain" or "ask"."""

    id: str
    level: str
    words: Words

    def open(self, explanation: str) -> bool:
        """Whether it still keeps the report from being sent."""
        return self.level == "block" or (self.level == "explain" and not explanation.strip())


@cache
def table() -> tuple[Check, ...]:
    """The checks, in the order in which they are told."""
    text = (files("lotrinh.living.reporting") / "data" / "checks.toml").read_text(encoding="utf-8")
    return tuple(
        Check(
            one["id"], one["level"], Words(one["vi"], one["en"]),
            {key: value for key, value in one.items() if isinstance(value, float)},
        )
        for one in tomllib.loads(text)["check"]
    )  # fmt: skip


def findings(facts: Facts) -> tuple[Finding, ...]:
    """What is to be looked at in a line.

    >>> [found.id for found in findings(Facts(value=4000.0, last=400.0, unit="tỷ đồng"))]
    ['jump']
    """
    found = []
    for check in table():
        told = _CHECKS[check.id](facts, check.numbers)
        if told is not None:
            vi, en = ({key: value[place] for key, value in told.items()} for place in (0, 1))
            found.append(
                Finding(check.id, check.level, Words(check.words.vi.format(**vi), check.words.en.format(**en)))
            )
    return tuple(found)


Told = dict[str, tuple[str, str]]
"""The places of a sentence, in both languages."""
_Numbers = Mapping[str, float]


def _nothing(found: bool) -> Told | None:
    return {} if found else None


def _missing(facts: Facts, _: _Numbers) -> Told | None:
    return _nothing(facts.required and not facts.said)


def _unknown(facts: Facts, _: _Numbers) -> Told | None:
    return _nothing(facts.said and facts.value is None and not facts.note.strip())


def _place(facts: Facts, _: _Numbers) -> Told | None:
    return _nothing(facts.said and not facts.placed)


def _evidence(facts: Facts, _: _Numbers) -> Told | None:
    return _nothing(facts.evidence and facts.value is not None and not facts.files)


def _units(facts: Facts) -> tuple[bool, bool]:
    """Whether the typed unit cannot become the line's, and whether the two are percent and points."""
    if not facts.typed or facts.value is None:
        return False, False
    own, typed = parse_unit(facts.unit), parse_unit(facts.typed)
    return not same_dimension(own, typed), {own.kind, typed.kind} == {Kind.SHARE, Kind.POINTS}


def _points(facts: Facts, _: _Numbers) -> Told | None:
    apart, points = _units(facts)
    return _both(facts) if apart and points else None


def _unit(facts: Facts, _: _Numbers) -> Told | None:
    apart, points = _units(facts)
    return _both(facts) if apart and not points else None


def _both(facts: Facts) -> Told:
    return {"unit": (facts.unit, facts.unit), "typed": (facts.typed, facts.typed)}


def _range(facts: Facts, _: _Numbers) -> Told | None:
    unit = parse_unit(facts.unit)
    if facts.value is None or facts.change != "level" or unit.kind is not Kind.SHARE or not names_share(facts.name):
        return None
    percent = convert(facts.value, unit, parse_unit("%"))
    return _nothing(percent is not None and not 0 <= percent <= 100)


def _fraction(facts: Facts, numbers: _Numbers) -> Told | None:
    """0,5 where everything beside it is 50: a spreadsheet keeps 50 % as 0,5."""
    value = facts.value
    if value is None or not 0 < value <= 1 or facts.change != "level" or not facts.unit.startswith("%"):
        return None
    percent, times = 100 * value, numbers["times"]
    for other in (facts.last, facts.year_before, facts.goal):
        if other is None or other <= 1:
            continue
        alike = other / times <= percent <= other * times
        if alike or other >= numbers["far"]:
            vi, en = (format_number(round(percent, 6), lang=lang) for lang in ("vi", "en"))
            return {"other": _value(facts, other), "hundred": (vi, en)}
    return None


def _jump(facts: Facts, numbers: _Numbers) -> Told | None:
    return _apart(facts, facts.last, numbers)


def _jump_year(facts: Facts, numbers: _Numbers) -> Told | None:
    return _apart(facts, facts.year_before, numbers)


def _apart(facts: Facts, other: float | None, numbers: _Numbers) -> Told | None:
    """How far the value is from another one, where that is far for its unit."""
    value = facts.value
    if value is None or other is None:
        return None
    if parse_unit(facts.unit).kind in (Kind.SHARE, Kind.POINTS):
        moved = round(abs(value - other), 6)
        if moved < numbers["points"]:
            return None
        vi, en = (format_number(round(moved, 2), lang=lang) for lang in ("vi", "en"))
        return {"other": _value(facts, other), "how": (f"chênh {vi} điểm %", f"differs by {en} points")}
    if not value or not other:
        return None  # from nothing to something is no multiple; `zero` asks about the way back
    if value / other < 0:
        return {"other": _value(facts, other), "how": ("trái dấu", "has the other sign")}
    times = max(value / other, other / value)
    if times < numbers["times"]:
        return None
    vi, en = (format_number(round(times, 1), lang=lang) for lang in ("vi", "en"))
    more = abs(value) > abs(other)
    how = (f"gấp {vi} lần", f"is {en} times as much") if more else (f"chỉ bằng 1/{vi}", f"is only 1/{en}")
    return {"other": _value(facts, other), "how": how}


def _fell(facts: Facts, _: _Numbers) -> Told | None:
    if facts.kind != "cumulative" or facts.value is None or facts.last is None or facts.value >= facts.last:
        return None
    return {"other": _value(facts, facts.last)}


def _vintage_back(facts: Facts, _: _Numbers) -> Told | None:
    if facts.value is None or facts.held is None or not facts.held_vintage:
        return None
    if FINALITY.get(facts.held_vintage, 0) <= FINALITY.get(facts.vintage, 0):
        return None
    label = words_of(Vintages(facts.held_vintage))
    return {"other": _value(facts, facts.held), "vintage": (label.vi, label.en)}


def _share(facts: Facts, numbers: _Numbers) -> Told | None:
    if facts.share is None or facts.share < numbers["percent"]:
        return None
    vi, en = (format_number(round(facts.share, 1), lang=lang) for lang in ("vi", "en"))
    return {"share": (vi, en)}


def _parts(facts: Facts, _: _Numbers) -> Told | None:
    total = sum(facts.parts)
    if facts.value is None or len(facts.parts) < 2 or total <= facts.value or same_number(total, facts.value):
        return None
    return {"other": _value(facts, float(f"{total:.12g}"))}


def _below(facts: Facts, _: _Numbers) -> Told | None:
    if facts.value is None or facts.below is None or same_number(facts.value, facts.below):
        return None
    return {"other": _value(facts, facts.below)}


def _zero(facts: Facts, _: _Numbers) -> Told | None:
    return _nothing(facts.value == 0 and facts.last is not None and facts.last != 0)


def _value(facts: Facts, value: float) -> tuple[str, str]:
    return tuple(value_words(value, facts.unit, change=facts.change, lang=lang) for lang in ("vi", "en"))  # type: ignore[return-value]


_CHECKS: dict[str, Callable[[Facts, _Numbers], Any]] = {
    "missing": _missing, "unknown": _unknown, "place": _place, "evidence": _evidence, "points": _points, "unit": _unit,
    "range": _range, "fraction": _fraction, "jump": _jump, "jump_year": _jump_year, "fell": _fell,
    "vintage_back": _vintage_back, "share": _share, "parts": _parts, "below": _below, "zero": _zero,
}  # fmt: skip
