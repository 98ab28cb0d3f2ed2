"""Result doubts: why a reader should look at a figure once more.

Reads: `Source`, the results with the doubts of their making. Writes: the same results, with the doubts that are told.

Each code stands for a way in which figures of documents never seen before came out wrong far more often than others.
How much each counts is in `data/doubt_points.toml`, the words of the codes are in `data/reasons.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Result
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line
from lotrinh.extraction.source import Source
from lotrinh.extraction.weighing import Points, is_piece, is_small, weighed

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
_PARTS_OF_YEAR = pattern(r"(?<!\w)(?:tháng|quý|vụ)(?!\w)")
_SEASONS = pattern(r"vụ (?:đông|mùa|xuân)|đông xuân|hè thu")
_OF_A_WHOLE = pattern(r"(?:chiếm|tương đương|tương ứng)(?!\w)")
_BEFORE, _AFTER = 3, 25  # characters around a figure in which "chiếm" makes it a share
_NOW = pattern(r"trong tháng|tháng này|đến nay|hiện nay|hiện có|(?:lũy|luỹ) kế|hiện (?!đại)")
_LENGTH_OF_YEAR = 4
_REACH = 1200  # characters of a paragraph to each side: time stays linear in the text
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def doubted(source: Source, results: tuple[Result, ...], points: Points) -> tuple[Result, ...]:
    """The results with the doubts that are told of them."""
    days: dict[int, int] = {}
    piece = is_piece(source) if results else False

    def codes_of(result: Result) -> Iterator[str]:
        for code in result.reasons:
            if not _is_idle(code, result):
                yield code
        if not result.rule.startswith("result.table"):
            sentence = source.prose.sentence_around(result.start, result.end)
            yield from doubts(source, result, sentence)
            yield from doubts_of_period(source, result, sentence, days, piece=piece)

    return weighed("result", results, codes_of, points)


def _is_idle(code: str, result: Result) -> bool:
    """Whether the doubt of its making says nothing about this very result."""
    if code == "period_missing":  # how many there are of something is told with its time, or in passing
        return result.rule != "result.count"
    if code == "reported_in_passing":
        return bool(result.comparisons)  # who compares, reports
    if code == "indicator_long":
        return bool(result.comparisons) and "period" not in result.inherited
    return code == "indicator_from_context" and result.rule == "result.growth_only"


def _day_of(source: Source, line: Line, days: dict[int, int]) -> int:
    """Where the first closing day of a paragraph is told, its end when none is; kept in `days` by line."""
    found = days.get(line.index)
    if found is None:
        day = _DAY.search(source.prose.shadow, line.start, line.end)
        found = days[line.index] = day.start() if day else line.end
    return found


def doubts(source: Source, result: Result, sentence: tuple[int, int]) -> Iterator[str]:
    """The codes that the form of `result` gives. `sentence`: where its sentence begins and ends."""
    kind = result.rule.removeprefix("result.")
    name = shadow_of(result.indicator)
    words = name.split(" ")
    syllables = len(words)
    compared = bool(result.comparisons)
    counted = kind == "count"
    alone = not compared and (syllables == 1 or _ODD.match(name) is not None)
    if alone or (counted and syllables <= 2):
        yield "indicator_short"
    if counted and ("," in name or syllables >= _MANY_SYLLABLES):
        yield "indicator_runs_on"
    elif syllables >= _MANY_SYLLABLES and "period" in result.inherited:
        yield "indicator_long"
    if kind == "in_brackets" and not compared:
        yield "figure_in_brackets"
    if compared and any(comparison.base == "other" for comparison in result.comparisons):
        yield "base_unknown"
    shadow = source.prose.shadow
    begin, stop = sentence
    behind = min(stop, result.end + _LONGEST_BEHIND)
    if kind == "level" and not compared and _GROWTH_BEHIND.match(shadow, result.end, behind):
        yield "growth_unread"
    if (kind == "level" or (kind != "growth_only" and _tells(name, words))) and shadow.find(name, begin, stop) < 0:
        yield "indicator_joined"


def _tells(name: str, words: list[str]) -> bool:
    """Whether a name holds words of the sentence it was cut out of."""
    return not _TELLING.isdisjoint(words) or any(told in name for told in _TELLING_TWO)


def doubts_of_period(
    source: Source, result: Result, sentence: tuple[int, int], days: dict[int, int], *, piece: bool
) -> Iterator[str]:
    """The codes that tell that the period may be another one.

    `days`: where closing days are told, by line. `piece`: the text seems cut out of a document.
    """
    shadow, period = source.prose.shadow, result.period
    begin, stop = sentence
    whole_year = period is not None and len(period) == _LENGTH_OF_YEAR
    if (whole_year and result.rule == "result.level" and _PARTS_OF_YEAR.search(shadow, begin, stop)) or (
        result.comparisons and _SEASONS.search(shadow, begin, stop)
    ):
        yield "part_of_year"
    if piece and ("period" in result.inherited or whole_year):
        yield "piece_of_document"
    line = source.prose.line_at(result.start)
    above = max(line.start, result.start - _REACH)
    if is_small(result.low, result.high) and _NOW.search(shadow, above, result.end):
        yield "small_number"
    if period is None:
        return
    # The date of a document tells which day its figures close on: without it, any day that is told may be it.
    undated = source.info.date is None and not period.startswith("as-of")
    if undated and _day_of(source, line, days) < result.start:
        yield "day_in_paragraph"
    if _OF_A_WHOLE.search(shadow, max(begin, result.start - _BEFORE), result.end + _AFTER):
        told = set(_YEAR.findall(shadow, above, min(line.end, result.end + _REACH)))
        if told.isdisjoint(_YEAR.findall(period)):
            yield "share_in_passing"
