"""Result doubts: why a reader should look at a figure once more.

Reads: `Source`, the results with the doubts of their making. Writes: the same results, with the doubts that are told.

Each code stands for a way in which figures of documents never seen before came out wrong far more often than others.
Some doubts of the making were found to be nearly as often right as figures without any: they are told only beside
another one. The words of the codes are in `data/reasons.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.surroundings import sentence_around
from lotrinh.extraction.source import Source

_WEAK = frozenset(
    {"period_missing", "period_of_document_date", "base_from_context", "base_unknown", "day_in_paragraph"}
)
_MANY_SYLLABLES = 10
_LONGEST_BEHIND = 160
_LONGEST_BEFORE = 1500
# Words that no name of a figure begins with: the name is cut off, or belongs to another clause.
_ODD = pattern(r"(?:nhưng|nếu|trừ|cả|như|trên|trong|ở|tại|với|của|tương đương|date|số|và|các|những|được|để)(?!\w)")
_TELLING = pattern(
    r"(?<!\w)(?:tăng|giảm|là|có mức|xảy ra|phát hiện|bắt giữ|đón|lên|ước|đạt|xử lý|thu hút|tạo|xây dựng|thực hiện|được)"
    r"(?!\w)"
)
_DAY = pattern(r"(?:tính |lũy kế |kể )?(?:đến|tới) (?:hết |cuối )?(?:ngày )?[0-9]{1,2} ?(?:[/-]|tháng) ?[0-9]")
_GROWTH_BEHIND = pattern(
    r"[^.;]{0,120}?(?:tăng|giảm|so với|cùng kỳ|kế hoạch)(?!\w)[^.;]{0,60}?[0-9]"
    r"|[^.;]{0,60}?[0-9][^.;]{0,60}?(?:so với|cùng kỳ|kế hoạch)(?!\w)"
)


def doubted(source: Source, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The results with the doubts that are told of them."""
    return tuple(_with_doubts(source, result) for result in results)


def _with_doubts(source: Source, result: Result) -> Result:
    reasons = [*result.reasons, *doubts(source, result)]
    weak = _WEAK
    if result.comparisons:  # who compares, reports: name and figure belong together
        weak |= (
            {"reported_in_passing", "indicator_long"} if "period" not in result.inherited else {"reported_in_passing"}
        )
    if result.rule == "result.count":  # how many there are of something is told with its time, or in passing
        weak -= {"period_missing"}
    if result.rule == "result.growth_only":
        weak |= {"indicator_from_context"}
    if not any(reason not in weak for reason in reasons):
        reasons = []
    told = tuple(dict.fromkeys(reasons))
    return result if told == result.reasons else replace(result, reasons=told)


def doubts(source: Source, result: Result) -> Iterator[str]:
    """The codes that the form of `result` gives."""
    kind = result.rule.removeprefix("result.")
    if kind.startswith("table"):
        return
    name = shadow_of(result.indicator)
    syllables = name.count(" ") + 1
    compared = bool(result.comparisons)
    counted = kind == "count"
    alone = not compared and (syllables == 1 or _ODD.match(name) is not None)
    if alone or (counted and syllables <= 2):
        yield "indicator_short"
    if syllables >= _MANY_SYLLABLES and "period" in result.inherited:
        yield "indicator_long"
    if kind == "in_brackets" and not compared:
        yield "figure_in_brackets"
    if any(comparison.base == "other" for comparison in result.comparisons):
        yield "base_unknown"
    shadow = source.prose.shadow
    begin, stop = sentence_around(source.prose, result.start, result.end)
    behind = min(stop, result.end + _LONGEST_BEHIND)
    if kind == "level" and not compared and _GROWTH_BEHIND.match(shadow, result.end, behind):
        yield "growth_unread"
    before = max(source.prose.line_at(result.start).start, result.start - _LONGEST_BEFORE)
    if not (result.period or "as-of").startswith("as-of") and _DAY.search(shadow, before, result.start):
        yield "day_in_paragraph"
    wanted = kind == "level" or (kind != "growth_only" and _TELLING.search(name) is not None)
    if wanted and shadow.find(name, begin, stop) < 0:
        yield "indicator_joined"
