"""Measures: every printed value of the running text, with its unit and the words that bound it.

Reads: `Prose.shadow`. Writes: `Measure`s in text order.

One pass anchored on digits finds number, range, unit and "trở lên"; what stands before the number
("khoảng trên", "ít nhất") is read backwards. Dates, years, times, numbers of documents, roads, articles
and lists are not measures. The words are data, compiled by measure_words.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.bounding_words import bound_or_difference, open_side
from lotrinh.extraction.measures.joints import append
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.measure_words import MeasureWords, measure_words
from lotrinh.extraction.measures.printed_units import counts_shortly, guessed_unit, known_unit
from lotrinh.extraction.measures.worded_values import worded_values
from lotrinh.extraction.measures.words_before import is_ordinal, is_rank, last_word, makes_value
from lotrinh.extraction.prose import Prose


def find_measures(prose: Prose) -> tuple[Measure, ...]:
    """All measures of the document, in text order. Linear in its length."""
    text, low_text, starts = prose.text, prose.shadow, prose.starts
    found: list[Measure] = []
    words = measure_words()
    line, floor, following = -1, 0, 0
    for match in words.value.finditer(low_text):
        at = match.start()
        if at >= following:
            line = bisect_right(starts, at, line + 1) - 1
            floor, following = starts[line], (starts[line + 1] if line + 1 < len(starts) else len(text) + 1)
        if at == floor and match["unit"] is None:
            continue  # the marker of a line
        measure = _measure(words, text, low_text, match, floor, line)
        if measure is not None:
            append(found, measure, low_text)
    if worded := worded_values(prose):
        found = sorted((*found, *worded), key=lambda measure: measure.start)
    return tuple(found)


def find_measures_in(prose: Prose, start: int, end: int, line: int) -> list[Measure]:
    """The measures of ``[start, end)``, a stretch of the line with index `line` (a part of a table cell)."""
    found: list[Measure] = []
    words = measure_words()
    for match in words.value.finditer(prose.shadow, start, end):
        measure = _measure(words, prose.text, prose.shadow, match, start, line)
        if measure is not None:
            append(found, measure, prose.shadow)
    return found


_HEAD, _FIGURES = "con", shadow(" số")
# "giảm xuống tương đương 16% GDP" tells the value itself.
_LED_TO = pattern(r"(?<!\w)(?:xuống|còn|lên) ?$")
# "nằm trong 10 tỉnh dẫn đầu"
_AMONG = frozenset({"trong", "thuộc", "vào"})
_LEADERS = pattern(
    r"[^,;.()\n]{0,40}? (?:dẫn đầu|đứng đầu|hàng đầu|tốt nhất|cao nhất|tiên tiến nhất|phát triển nhất)(?!\w)"
)
_LEADS_ON = pattern(
    r"(?:(?: vào| trong| của)? (?:năm (?:19|20)[0-9]{2}|giai đoạn (?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}),?)?"
    r"[^;,\n]{0,30}?(?<! trở) (?:lên|xuống|còn)(?!\w)"
)
_LEADING = 70  # characters
_LEADS_UP = re.compile(r"(?: hiện nay)? (?:lên|xuống)\b")  # "mở rộng từ 50 - 60% hiện nay lên 70 - 80%"
_PER_YEAR = pattern(r" ?/ ?(?:1 )?năm$|(?<=người) năm$")


def _measure(
    words: MeasureWords, text: str, low_text: str, match: re.Match[str], floor: int, line: int
) -> Measure | None:
    """The measure that a match prints; None when its number is a date, a label, an age."""
    at = match.start()
    rest, second, of, unit, base, plain, noun, after, yearly = match.groups()
    before = low_text[at - 48 if at - 48 > floor else floor : at]
    last = last_word(before)
    counted = unit is not None or makes_value(words, match, before, last) or counts_shortly(text, match)
    if not counted or is_ordinal(before, last):
        return None
    first = low_text[at] + rest
    named = (
        guessed_unit(words, text, match, first, noun)
        if unit is None
        else known_unit(words, text, match, first, before, last, base or plain)
    )
    if named is None:
        return None
    end, printed, kind, doubt = named
    if printed == _HEAD and low_text.startswith(_FIGURES, end):
        return None  # "tăng trưởng 2 con số"
    number = parse_number(first)
    top = number if second is None else parse_number(second)
    if number is None or top is None or (second is not None and top.value < number.value):
        return None
    value, start = number.value, at
    if before[-1:] == "-" and before[-2:-1] in (" ", "("):
        value, start, before = -value, at - 1, before[:-1]
        last = last_word(before)
    head, comparator, approx, starts, equivalent = bound_or_difference(words, low_text, before, last, (start, end))
    role = "equivalent" if equivalent and not _LED_TO.search(low_text, max(floor, head - 8), head) else "value"
    told = words.after[after] if after is not None else None
    ranged = second is not None and top.value > number.value  # "64 - 64%" is no range
    if told is None and ranged and not is_rank(before, last):
        comparator, role = "range", ("base" if starts and _LEADS_UP.match(low_text, end, end + 20) else role)
    else:
        comparator, role = _bounded(low_text, end, (before, last), told, comparator, role, starts=starts)
    per = "year" if yearly else None
    if printed is not None and printed[-3:] == "năm" and (bare := _PER_YEAR.sub("", printed)) != printed:
        printed, per = bare, "year"
    low, high = open_side(comparator, value, value if second is None else top.value)
    reasons = () if doubt is None and number.reason is None else tuple(why for why in (number.reason, doubt) if why)
    return Measure(
        start, end, head, match.end() if after or yearly else end, line, value, low, high,
        comparator or ("about" if approx else "eq"), approx and comparator is not None, printed, kind,
        number.decimals if number.decimals > top.decimals else top.decimals, per, _whole(of),
        role, reasons,
    )  # fmt: skip


def _bounded(
    low_text: str,
    end: int,
    words: tuple[str, str],
    told: str | None,
    comparator: str | None,
    role: str,
    *,
    starts: bool,
) -> tuple[str | None, str]:
    """The comparator of a number that ends at `end`, and its role.

    `words`: what stands before it, and the last word of that; `told`: the comparator behind it ("trở lên");
    `comparator`: the one before it; `starts`: "từ" stands before it.
    """
    before, last = words
    if is_rank(before, last):
        return "top", role  # "xếp thứ 15 trở lên", too
    if told is not None:
        return told, role
    if last in _AMONG and _LEADERS.match(low_text, end, end + 60):
        return "top", role
    if starts and _LEADS_ON.match(low_text, end, end + _LEADING):
        return None, "base"
    return ("ge" if comparator is None and starts else comparator), role


def _whole(of: str | None) -> float | None:
    """The whole that a count is out of: the 8.267 of "5.343/8.267 xã"."""
    return float(of.replace(".", "").replace(",", ".")) if of else None
