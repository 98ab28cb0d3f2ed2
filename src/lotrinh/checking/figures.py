"""First rules of contradiction. Each printed figure is an interval of half a unit of its last digit.

Reads: `Facts`, the document's text. Writes: `Finding`s in text order. A finding is a contradiction in
the arithmetic, never a matter of plausibility: when rounding can explain it, there is none.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import chain

from lotrinh.core.quantity import Quantity, exactly_of
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import Facts, Result, Target

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that cannot all be right. `rule`: id of data/rules.toml; `values` fill its sentence."""

    rule: str
    start: int
    end: int
    values: dict[str, str]

    def sentence(self, language: str = "vi") -> str:
        """What contradicts what, in "vi" or "en"."""
        return _sentences()[self.rule][language].format_map(self.values)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("lotrinh.checking") / "data" / "rules.toml").read_text(encoding="utf-8"))


def check(facts: Facts) -> tuple[Finding, ...]:
    """All contradictions found in one document."""
    found = [*_growth_and_difference(facts.results), *_told_twice(facts.targets), *_shares(facts.targets)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule)))


def printed(value: float) -> Interval:
    """What a figure stands for: half a unit of its last digit to either side.

    >>> printed(0.16)
    (Fraction(31, 200), Fraction(33, 200))
    """
    low, high = Quantity.exactly(value).interval()
    assert low is not None  # an exact quantity has both ends
    assert high is not None
    return low, high


def _n(value: float | Fraction) -> str:
    number = round(float(value), 2)
    return format_number(number, next((d for d in (0, 1) if round(number, d) == number), 2))


def _growth_and_difference(results: Iterable[Result]) -> Iterator[Finding]:
    """ "517.796 con, tăng 0,16% (tăng 812 con)": both changes are to the same year, so each gives the other."""
    for result in results:
        if (
            not result.comparisons
            or result.duplicate
            or result.change != "level"
            or result.low is None
            or result.low != result.high
        ):
            continue
        yearly = [c for c in result.comparisons if c.base == "previous_year" and c.change in ("increase", "decrease")]
        percent = next((c for c in yearly if c.unit == "%"), None)
        difference = next((c for c in yearly if c.unit == result.unit and c.unit != "%"), None)
        if percent is None or difference is None:
            continue
        sign = -1 if difference.change == "decrease" else 1
        growth = -percent.value if percent.change == "decrease" else percent.value
        if _agree(result.low, sign * difference.value, growth):
            continue
        value, step = printed(result.low), tuple(sorted(sign * edge for edge in printed(difference.value)))
        base = (value[0] - step[1], value[1] - step[0])
        if base[0] <= 0:
            continue
        implied = [100 * s / b for s in step for b in base]
        told = _within_one(growth)
        if max(implied) < told[0] or told[1] < min(implied):
            yield Finding(
                "growth-and-difference",
                result.start,
                result.end,
                {
                    "value": _n(result.low),
                    "unit": result.unit or "",
                    "percent": _signed(percent.value, percent.change),
                    "difference": _signed(difference.value, difference.change),
                    "implied": _n(sum(implied, Fraction(0)) / len(implied)),
                },
            )


def _within_one(value: float) -> Interval:
    """One unit of the last digit to either side: a figure cut off instead of rounded contradicts nothing."""
    low, high = printed(value)
    half = (high - low) / 2
    return low - half, high + half


def _agree(value: float, step: float, growth: float) -> bool:
    """Whether the figures as printed agree so well that their roundings need no look, which nearly all do."""
    digits = repr(growth)
    half_unit = 0.5 / 10 ** len(digits.partition(".")[2])
    base = value - step
    return base > 0 and "e" not in digits and abs(100 * step / base - growth) < 0.99 * half_unit


def _signed(value: float, change: str) -> str:
    return ("-" if change == "decrease" else "+") + _n(value)


def _told_twice(targets: Iterable[Target]) -> Iterator[Finding]:
    """The same indicator, year, unit, scope and kind of change with values that exclude each other."""
    alike: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if target.duplicate or target.parent is not None or target.comparator is None or target.due is None:
            continue
        alike[target.due, target.change, target.per, target.section].append(target)
    pairs = chain.from_iterable(_same_indicator(group) for group in alike.values() if len(group) > 1)
    for first, target in pairs:
        if _apart(first, target):
            yield Finding(
                "target-told-twice",
                target.start,
                target.end,
                {
                    "indicator": target.indicator,
                    "due": str(target.due),
                    "first": _quantity(first).describe(),
                    "second": _quantity(target).describe(),
                },
            )


def _same_indicator(targets: Iterable[Target]) -> Iterator[tuple[Target, Target]]:
    """Every target whose indicator, unit and scope were told before, behind the first that told them."""
    seen: dict[tuple[str, ...], Target] = {}
    for target in targets:
        if len(target.indicator.split()) < 3:
            continue  # "xuất khẩu" alone may be said of many things
        first = seen.setdefault(_key(target.indicator, target.unit or "", target.scope or ""), target)
        if first is not target:
            yield first, target


def _key(*told: str) -> tuple[str, ...]:
    return tuple(fold(words) if words else "" for words in told)


def _quantity(target: Target) -> Quantity:
    return Quantity.of(target.comparator or "eq", target.low, target.high, target.unit, approx=target.approx)


def _apart(one: Target, other: Target) -> bool:
    a, b = _quantity(one).interval(), _quantity(other).interval()
    above = a[0] is not None and b[1] is not None and a[0] > b[1]
    below = a[1] is not None and b[0] is not None and a[1] < b[0]
    return above or below


def _shares(targets: Iterable[Target]) -> Iterator[Finding]:
    """Shares told one after another in one sentence ("chiếm …; chiếm …") must be able to make 100 %."""
    runs: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if not target.duplicate and target.rule == "target.share" and target.parent is None and target.unit == "%":
            runs[(target.section, target.due)].append(target)
    for run in runs.values():
        if len(run) < 3 or any(share.low is None or share.high is None for share in run):
            continue
        low = sum((exactly_of(share.low or 0) for share in run), Fraction(0))
        high = sum((exactly_of(share.high or 0) for share in run), Fraction(0))
        slack = Fraction(len(run), 2)  # each part may be rounded by half a unit
        near = high >= 80 and low <= 120  # otherwise they are not the parts of one whole
        if near and not low - slack <= 100 <= high + slack:
            yield Finding("shares-of-one-whole", run[0].start, run[-1].end, {"low": _n(low), "high": _n(high)})
