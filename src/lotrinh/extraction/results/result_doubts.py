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
from lotrinh.extraction.prose import Line
from lotrinh.extraction.source import Source

_WEAK = frozenset(
    {"period_missing", "period_of_document_date", "base_from_context", "base_unknown", "day_in_paragraph"}
)
_MANY_SYLLABLES = 10
_LONGEST_BEHIND = 160
# Words that no name of a figure begins with: the name is cut off, or belongs to another clause.
_ODD = pattern(r"(?:nhưng|nếu|trừ|cả|như|trên|trong|ở|tại|với|của|tương đương|số|và|các|những|được|để)(?!\w)")
# Words of a sentence that tells: a name that holds one was cut out of it.
_TELLING = frozenset(map(shadow_of, ("tăng", "giảm", "là", "đón", "lên", "ước", "đạt", "tạo", "được")))
_TELLING_TWO = tuple(
    map(shadow_of, ("có mức", "xảy ra", "phát hiện", "bắt giữ", "xử lý", "thu hút", "xây dựng", "thực hiện"))
)
_DAY = pattern(r"(?:đến|tới) (?:hết |cuối )?(?:ngày )?[0-9]{1,2} ?(?:[/-]|tháng) ?[0-9]")
_GROWTH_BEHIND = pattern(
    r"[^.;]{0,120}?(?:tăng|giảm|so với|cùng kỳ|kế hoạch)(?!\w)[^.;]{0,60}?[0-9]"
    r"|[^.;]{0,60}?[0-9][^.;]{0,60}?(?:so với|cùng kỳ|kế hoạch)(?!\w)"
)


def doubted(source: Source, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The results with the doubts that are told of them."""
    days: dict[int, int] = {}
    return tuple(_with_doubts(source, result, days) for result in results)


def _with_doubts(source: Source, result: Result, days: dict[int, int]) -> Result:
    reasons = (*result.reasons, *doubts(source, result, days))
    if not reasons:
        return result
    told = tuple(dict.fromkeys(reasons)) if any(not _is_weak(reason, result) for reason in reasons) else ()
    return result if told == result.reasons else replace(result, reasons=told)


def _is_weak(reason: str, result: Result) -> bool:
    """Whether the doubt alone says little about this result."""
    if reason in _WEAK:  # how many there are of something is told with its time, or in passing
        return not (reason == "period_missing" and result.rule == "result.count")
    if reason == "reported_in_passing":
        return bool(result.comparisons)  # who compares, reports
    if reason == "indicator_long":
        return bool(result.comparisons) and "period" not in result.inherited
    return reason == "indicator_from_context" and result.rule == "result.growth_only"


def _day_of(source: Source, line: Line, days: dict[int, int]) -> int:
    """Where the first closing day of a paragraph is told, its end when none is; kept in `days` by line."""
    found = days.get(line.index)
    if found is None:
        day = _DAY.search(source.prose.shadow, line.start, line.end)
        found = days[line.index] = day.start() if day else line.end
    return found


def doubts(source: Source, result: Result, days: dict[int, int]) -> Iterator[str]:
    """The codes that the form of `result` gives. `days`: where closing days are told, by line."""
    kind = result.rule.removeprefix("result.")
    if kind.startswith("table"):
        return
    name = shadow_of(result.indicator)
    words = name.split(" ")
    syllables = len(words)
    compared = bool(result.comparisons)
    counted = kind == "count"
    alone = not compared and (syllables == 1 or _ODD.match(name) is not None)
    if alone or (counted and syllables <= 2):
        yield "indicator_short"
    if syllables >= _MANY_SYLLABLES and "period" in result.inherited:
        yield "indicator_long"
    if kind == "in_brackets" and not compared:
        yield "figure_in_brackets"
    if compared and any(comparison.base == "other" for comparison in result.comparisons):
        yield "base_unknown"
    shadow = source.prose.shadow
    begin, stop = sentence_around(source.prose, result.start, result.end)
    behind = min(stop, result.end + _LONGEST_BEHIND)
    if kind == "level" and not compared and _GROWTH_BEHIND.match(shadow, result.end, behind):
        yield "growth_unread"
    till_day = result.period is None or result.period.startswith("as-of")
    if not till_day and _day_of(source, source.prose.line_at(result.start), days) < result.start:
        yield "day_in_paragraph"
    if (kind == "level" or (kind != "growth_only" and _tells(name, words))) and shadow.find(name, begin, stop) < 0:
        yield "indicator_joined"


def _tells(name: str, words: list[str]) -> bool:
    """Whether a name holds words of the sentence it was cut out of."""
    return not _TELLING.isdisjoint(words) or any(told in name for told in _TELLING_TWO)
