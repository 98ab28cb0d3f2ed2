"""Shares of plan: against the plan told in the same document, and counts that no whole plan can have.

Reads: `Sheet`. Writes: `Finding`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from lotrinh.checking.findings import Finding, Verdict
from lotrinh.checking.printed import Figure, Sheet
from lotrinh.checking.relations import plan, relate, share
from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import pattern

_TOLD = pattern(r"(?<!\w)(?:kế hoạch|dự toán)(?!\w)[^.;%]{0,80}?(?<!\w)là\s+(?=[0-9])")
_BACK = 700  # characters before a share in which its plan is told
_NEAR = Fraction(1, 5)


def plans(sheet: Sheet) -> Iterator[Finding]:
    """All shares of a plan that something can be said about."""
    told = _told(sheet) if any(c.base == "plan" for one in sheet.facts.results for c in one.comparisons) else []
    for result in sheet.facts.results:
        if result.duplicate or result.low is None or result.low != result.high:
            continue
        ratios = [
            c for c in result.comparisons if c.base == "plan" and c.change == "ratio" and c.unit == "%" and c.value
        ]
        value = sheet.of(result) if ratios else None
        if value is None:
            continue
        value = replace(value, value=abs(value.value))
        yield from _stated(sheet, result, value, ratios, told)
        if value.slack == 0:
            for ratio in ratios:
                yield _whole_plan(value, sheet.compared(result, ratio))


def _told(sheet: Sheet) -> list[Figure]:
    """Planned values that the text states: "kế hoạch vốn … Trung ương giao … là 4.021,305 tỷ đồng"."""
    found = []
    for match in _TOLD.finditer(shadow(sheet.text)):
        near = sheet.numbers(match.end(), match.end() + 1)
        number = parse_number(near[0][2]) if near else None
        if number is None:
            continue
        start, end, _ = near[0]
        found.append(
            Figure(
                Fraction(number.exact), number.decimals, number.half_unit, sheet.text[end : end + 24].strip(),
                " ".join(sheet.text[match.start() : start].split()), start, end, sheet.facts.file,
            )
        )  # fmt: skip
    return found


def _stated(
    sheet: Sheet, result: Result, value: Figure, ratios: list[Comparison], told: list[Figure]
) -> Iterator[Finding]:
    for planned in told:
        if not 0 < result.start - planned.end < _BACK or not shadow(planned.unit).startswith(
            shadow(result.unit or "-")
        ):
            continue
        planned = replace(planned, unit=result.unit or "")
        named = [ratio for ratio in ratios if ratio.plan_of and shadow(ratio.plan_of) in shadow(planned.name)]
        beside = len(ratios) == 1 and sheet.paragraph(planned.start) == sheet.paragraph(result.start)
        for ratio in named or (ratios if beside else ()):
            figure = sheet.compared(result, ratio)
            values = {"value": value, "plan": planned, "ratio": figure}
            finding = relate("share-of-plan", (value, planned, figure), share, values)
            reached = 100 * value.value / planned.value if planned.value else 0
            near = abs(reached - figure.value) <= _NEAR * figure.value
            if finding.verdict is Verdict.CONTRADICTION and not (named and near):
                finding = finding.uncertain()
            yield finding


def _whole_plan(value: Figure, ratio: Figure) -> Finding:
    """Of things counted, the plan is a whole number: 11 communes at 110 % are of 10."""
    values: dict[str, object] = {"value": value, "ratio": ratio}
    if 0 in ratio.interval:
        return Finding("whole-plan", Verdict.NOT_CHECKABLE, value.start, ratio.end, (value, ratio),
                       {**values, "low": "", "high": "", "plan": ""})  # fmt: skip
    implied = plan(value.interval, ratio.interval)
    first, last = ceil(implied.low), floor(implied.high)
    # What was reached may be the unit of a greater plan; told of rounded shares only, and asked, not claimed.
    verdict = Verdict.CONSISTENT if first <= last else Verdict.FLAG
    whole = str(first) if first == last else f"{first} - {last}"
    return Finding("whole-plan", verdict, value.start, max(value.end, ratio.end), (value, ratio),
                   {**values, "low": implied.low, "high": implied.high, "plan": whole,
                    "unit": str(parse_unit(value.unit))})  # fmt: skip
