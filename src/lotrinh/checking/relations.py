"""Relations between figures: what the others make of the last one, and whether its print allows that.

Reads: `Figure`s. Writes: a `Finding` with its verdict, the smallest gap, and the edits of one digit that mend it.

Every formula takes the intervals of all figures but the last, each once, and gives all values the last may have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.printed import Figure
from lotrinh.core.interval import Interval, total

Formula = Callable[[Sequence[Interval]], Interval]


def growth(known: Sequence[Interval]) -> Interval:
    """Level and difference → growth in per cent."""
    level, step = known
    if step.low == step.high == 0:
        return Interval.of(0)
    return 100 / (level / step - 1)


def difference(known: Sequence[Interval]) -> Interval:
    """Level and growth in per cent → difference."""
    level, rate = known
    return level - base(level, rate)


def share(known: Sequence[Interval]) -> Interval:
    """Part and whole → per cent."""
    part, whole = known
    return 100 * part / whole


def added(known: Sequence[Interval]) -> Interval:
    """Parts → total."""
    return total(known)


def base(level: Interval, rate: Interval) -> Interval:
    """The level that grew by `rate` per cent to `level`."""
    return level / (1 + rate / 100)


def plan(value: Interval, ratio: Interval) -> Interval:
    """The plan of which `value` is `ratio` per cent."""
    return 100 * value / ratio


def relate(
    rule: str,
    figures: Sequence[Figure],
    formula: Formula,
    values: Mapping[str, object],
    span: tuple[int, int] | None = None,
) -> Finding:
    """Hold the last figure against what `formula` makes of the others. `values` fill the sentence, beside "implied".

    A last figure whose digits were cut off instead of rounded contradicts nothing; the finding says so.
    """
    start, end = span or (min(f.start for f in figures), max(f.end for f in figures))
    *known, told = figures
    try:
        implied = formula([figure.interval for figure in known])
    except ZeroDivisionError:
        return Finding(rule, Verdict.NOT_CHECKABLE, start, end, tuple(figures), {**values, "implied": ""})
    exactly = formula([Interval.of(figure.value) for figure in known])
    values = {**values, "implied": exactly.middle}
    if implied.meets(told.interval):
        return Finding(rule, Verdict.CONSISTENT, start, end, tuple(figures), values)
    gap = implied.gap(told.interval)
    if implied.meets(told.interval.widened(told.slack)):
        return Finding(rule, Verdict.CONSISTENT, start, end, tuple(figures), values, gap, cut_off=True)

    def agree(changed: Sequence[Figure]) -> bool:
        try:
            return formula([figure.interval for figure in changed[:-1]]).meets(changed[-1].interval)
        except ZeroDivisionError:
            return False

    return Finding(rule, Verdict.CONTRADICTION, start, end, tuple(figures), values, gap, agrees=agree)
