"""The records of reported figures.

Reads: a dated `Figure`, its `Context`. Writes: a `Result`, with the reasons to doubt it.
"""

from __future__ import annotations

import re

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.results.figures import Figure
from lotrinh.extraction.results.reading_context import Context

_CLOSES = re.compile(r" ?\)")
_LONG = 60  # characters: so long a name holds, most likely, words of another part of the sentence


def new_result(
    shadow: str,
    figure: Figure,
    period: Period | None,
    context: Context,
    parent: int | None,
    section: str | None,
    *,
    stated: bool,
) -> Result:
    """The record. `stated`: the paragraph itself tells the period; else heading or document do."""
    reasons = figure.reasons
    if reasons and context.commas:
        reasons = [reason for reason in reasons if reason != "one_dot_group"]
    if period is None:
        reasons.append("period_missing")
    elif not stated and context.inferred:
        reasons.append("period_of_document_date")
    elif not stated and context.origin == "document" and period.kind is Kind.AS_OF:
        reasons.append("period_of_cutoff")
    if context.aside:
        reasons.append("reported_in_passing")
    if len(figure.indicator) >= _LONG:
        reasons.append("indicator_long")
    if figure.comparisons and _in_percent(figure):
        reasons.append("percent_or_points")  # "đạt 64%, tăng 2%": percentage points, most likely
    return Result(
        start=figure.start,
        end=_bracket_closed(shadow, figure.start, figure.end),
        rule=figure.rule,
        reasons=tuple(reasons),
        indicator=figure.indicator,
        change=figure.change,
        comparator=figure.comparator,
        low=figure.low,
        high=figure.high,
        unit=_plain_unit(figure),
        period=context.printed_period(period),
        estimate=context.estimate,
        comparisons=tuple(figure.comparisons),
        scope=figure.scope,
        parent=parent,
        section=section,
        inherited={"period": context.origin} if period is not None and not stated else {},
    )


def _bracket_closed(shadow: str, start: int, end: int) -> int:
    """Past the bracket that closes right behind ``[start, end)`` when it opened inside; without a blank at the end."""
    if shadow.count("(", start, end) > shadow.count(")", start, end) and (closing := _CLOSES.match(shadow, end)):
        return closing.end()
    return end - 1 if shadow[end - 1] == " " else end


def _plain_unit(figure: Figure) -> str | None:
    """The unit; growth told by the year ("tăng 5,8%/năm") is in per cent, interest stays what it is a year."""
    return "%" if figure.unit == _A_YEAR and _GROWS.search(shadow_of(figure.indicator) + figure.change) else figure.unit


def _in_percent(figure: Figure) -> bool:
    """Whether both the level and a growth of it are told in per cent."""
    return figure.unit == "%" and any(c.unit == "%" and c.change in GROWTHS for c in figure.comparisons)


_A_YEAR, _GROWS = "%/năm", pattern(r"tăng|giảm|phát triển|increase|decrease")
GROWTHS = ("increase", "decrease")
