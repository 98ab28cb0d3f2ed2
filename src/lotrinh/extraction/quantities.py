"""Measures: every printed value of the running text, with its unit and the words that bound it.

Reads: `Prose.shadow`. Writes: `Measure`s in text order.

One pass anchored on digits finds number, range, unit and "trở lên"; what stands before the number
("khoảng trên", "ít nhất") is read backwards. Dates, years, times, numbers of documents, roads, articles
and lists are not measures. Units and comparators are data: `data/units.toml`, `data/comparators.toml`.

Names: Measure, find_measures, find_measures_in, measure_of (one table cell), is_unit.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import msgspec

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.phrases import any_of, folded
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon


class Measure(msgspec.Struct, frozen=True, gc=False):
    """A value as printed. Offsets are prose offsets; ``start <= end <= tail``, ``head <= start``.

    * `start`, `end`: number(s) and unit. `head`: from the first bounding word ("khoảng", "từ", "ít nhất"; the
      "đạt" of "tối thiểu đạt 80%" is inside). `tail`: to the end of "trở lên", "/năm", "mỗi năm".
    * `low`, `high`: as the contract wants them (ge/gt → high None; le/lt → low None; else both).
      `value`: the first printed number, whatever the comparator.
    * `comparator`: eq | ge | gt | le | lt | range | about | top. `approx`: "khoảng" beside another comparator.
    * `unit`: as printed, white space collapsed, without "/năm" (then `per` is "year"); None when none is printed.
    * `kind`: share | money | physical | count | duration | bare (no unit).
    * `of`: the 18 of "15/18 chỉ tiêu", else None.
    * `role`: value | base ("tăng TỪ 60% lên 70%": where it starts) | equivalent ("tương đương 5.400 USD").
    * `reasons`: one_dot_group, three_comma_decimals… (see core numbers), unit_guessed, unit_missing.
    """

    start: int
    end: int
    head: int
    tail: int
    line: int
    value: float
    low: float | None
    high: float | None
    comparator: str
    approx: bool
    unit: str | None
    kind: str
    decimals: int
    per: str | None = None
    of: float | None = None
    role: str = "value"
    reasons: tuple[str, ...] = ()


class Bound(NamedTuple):
    """What the words before a number say. `head`: where they begin."""

    head: int
    comparator: str | None
    approx: bool
    starts: bool  # "từ"
    equivalent: bool


_KINDS = {"shares": "share", "money": "money", "physical": "physical", "counts": "count", "qualifiers": "duration"}
_WORD = r"[^\W\d_]+"
_NUMBER = r"[0-9.,]{0,24}(?<=[0-9])(?![0-9])"
_CASED_UNITS = frozenset("gmđ")  # "5G" is a network, "5g" a weight


@cache
def _unit_kinds() -> dict[str, str]:
    units = lexicon("units")
    return {shadow(unit): kind for group, kind in _KINDS.items() for unit in units[group]}


@cache
def _unit_pattern() -> str:
    units = lexicon("units")
    scale = f"(?:{any_of(units['scales'])})(?! (?:{any_of(units['not_scales'])})\\b)"
    scaled = f"(?P<base>{any_of(unit for unit, kind in _unit_kinds().items() if kind != 'duration')})(?!\\w)"
    plain = f"(?P<plain>{any_of(_unit_kinds())})(?!\\w)"
    over = any_of(units["denominators"])
    per = rf"(?: ?/ ?|(?= trên [0-9vd]) trên )(?:[0-9][0-9.]* ?)?(?:{over})(?!\w)(?:(?<! năm)|(?! [0-9]))"
    return rf"(?:{scale}(?!\w)(?: {scale}(?!\w)){{0,2}}(?: {scaled})?|{plain})(?:{per}){{0,2}}"


@cache
def _value_pattern() -> re.Pattern[str]:
    after = lexicon("comparators")["after"]
    glued = "|".join(f"(?<={shadow(word)}[0-9])" for word in ("khoảng", "tăng", "giảm", "trên", "đạt", "dưới", "gần"))
    return re.compile(
        rf"[0-9](?:(?<![\w.,/][0-9])|{glued})(?<!\w-[0-9])(?P<first>{_NUMBER})"
        rf"(?:(?: ?[-÷~] ?| (?:đến|tới) )(?:{shadow('khoảng')} )?(?P<second>[0-9]{_NUMBER}))?"
        rf"(?:(?: ?/ ?(?P<of>[0-9]{{1,5}}))? ?(?P<unit>{_unit_pattern()})"
        rf"|(?= ?[;.,):\n]| (?P<noun>{_WORD}(?: {_WORD})?)|$))"
        rf"(?P<after> (?:{any_of([*after['ge'], *after['le']])})\b)?"
        rf"(?P<yearly> (?:mỗi|một|hằng|hàng) năm\b)?"
    )


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: folded(words) for name, words in lexicon("comparators")["words"].items()}


@cache
def _before_meanings() -> dict[str, str]:
    table = lexicon("comparators")["before"]
    meanings = {shadow(word): kind for kind, words in table.items() if kind != "difference" for word in words}
    return meanings | {shadow("tương đương"): "equivalent", shadow("tương đương với"): "equivalent"}


@cache
def _before_pattern() -> re.Pattern[str]:
    # Matched on the reversed text, so that one anchored match reads a phrase backwards from the number.
    return re.compile(rf" ?({any_of(phrase[::-1] for phrase in _before_meanings())})(?!\w)")


@cache
def _after_meanings() -> dict[str, str]:
    table = lexicon("comparators")["after"]
    return {" " + shadow(word): kind for kind, words in table.items() for word in words}


def find_measures(prose: Prose) -> tuple[Measure, ...]:
    """All measures of the document, in text order. Linear in its length."""
    text, low_text, starts = prose.text, prose.shadow, prose.starts
    found: list[Measure] = []
    line, following = 0, (starts[1] if len(starts) > 1 else len(text) + 1)
    for match in _value_pattern().finditer(low_text):
        while match.start() >= following:
            line += 1
            following = starts[line + 1] if line + 1 < len(starts) else len(text) + 1
        measure = _measure(text, low_text, match, starts[line], line)
        if measure is not None:
            _append(found, measure, low_text)
    if worded := _worded(prose):
        found = sorted((*found, *worded), key=lambda measure: measure.start)
    return tuple(found)


def _worded(prose: Prose) -> list[Measure]:
    """ "tăng trưởng hai con số": at least 10 %; "ít nhất một cơ sở y tế": at least 1."""
    found = []
    for match in _worded_pattern().finditer(prose.shadow):
        value, line = _DIGITS[match["word"]], prose.line_at(match.start()).index
        place = (match.start("word"), match.end(), match.start(), match.end(), line)
        unit = prose.quote(match.start("unit"), match.end())
        found.append(_made(place, (value, value, 0), ("ge", False), (unit, "count", None), reasons=("number_in_words",)))
    for match in _TWO_DIGITS.finditer(prose.shadow):
        line = prose.line_at(match.start()).index
        place = (match.start(), match.end(), match.start(), match.end(), line)
        found.append(_made(place, (10, 10, 0), ("ge", False), ("%", "share", None), reasons=("number_in_words",)))
    return found


_DIGITS = {shadow(word): at for at, word in enumerate(["một", "hai", "ba", "bốn"], start=1)}


@cache
def _worded_pattern() -> re.Pattern[str]:
    units = any_of(lexicon("units")["counts"])
    return re.compile(
        rf"(?<!\w)(?:{any_of(['ít nhất', 'tối thiểu'])}) (?P<word>{any_of(_DIGITS)}) (?P<unit>{units})(?!\w)"
    )


_TWO_DIGITS = re.compile(rf"(?<!\w)(?:hai|2) {shadow('con số')}(?!\w)")


def _append(found: list[Measure], measure: Measure, low_text: str) -> None:
    joined = _joined(found[-1], measure, low_text) if found else None
    if joined is None:
        found.append(measure)
    else:
        found[-1] = joined


def find_measures_in(prose: Prose, start: int, end: int, line: int) -> list[Measure]:
    """The measures of ``[start, end)``, a stretch of the line with index `line` (a part of a table cell)."""
    found: list[Measure] = []
    for match in _value_pattern().finditer(prose.shadow, start, end):
        measure = _measure(prose.text, prose.shadow, match, start, line)
        if measure is not None:
            _append(found, measure, prose.shadow)
    return found


def is_unit(text: str) -> bool:
    """Whether `text` is a unit and nothing else ("%", "triệu đồng/ha").

    >>> is_unit("triệu USD"), is_unit("GRDP")
    (True, False)
    """
    return re.fullmatch(_unit_pattern(), shadow(text.strip())) is not None


def measure_of(prose: Prose, start: int, end: int, line: int) -> Measure | None:
    """The measure that a whole table cell prints, a bare number ("375", "≥ 30", "8 - 10") included; else None."""
    found = _CELL.fullmatch(prose.shadow, start, end)
    if found is None:
        return None
    number, top = parse_number(found["first"]), parse_number(found["second"] or found["first"])
    if number is None or top is None or top.value < number.value:
        return None
    bound = _bound(found["before"], found.start("first"))
    value = -number.value if found["minus"] else number.value
    comparator = "range" if found["second"] else bound.comparator or ("ge" if bound.starts else None)
    if found["after"]:
        comparator = _after_meanings()[" " + found["after"]]
    return _made(
        (found.start("first"), found.end(), start, end, line),
        (value, top.value if found["second"] else value, max(number.decimals, top.decimals)),
        (comparator, bound.approx),
        (None, "bare", None),
        reasons=(number.reason,) if number.reason else (),
    )


_CELL = re.compile(
    rf"\s*(?P<before>[^0-9]{{0,24}}?)(?P<minus>-(?=[0-9]))?(?P<first>[0-9]{_NUMBER})"
    rf"(?: ?(?:[-÷~]|đến|tới) ?(?P<second>[0-9]{_NUMBER}))?"
    rf"(?: ?(?P<after>{shadow('trở lên')}|{shadow('trở xuống')}))?\s*"
)


def _measure(text: str, low_text: str, match: re.Match[str], floor: int, line: int) -> Measure | None:
    """The measure that a match prints, or None when its number is a date, a label, an age…"""
    at = match.start()
    before = low_text[max(floor, at - 48) : at]
    last = before.rstrip(" ").rpartition(" ")[2].lstrip("(\"'[")
    first, second = low_text[at : match.end("first")], match["second"]
    unit = _named(text, match, first, before, last) if match["unit"] else _unnamed(text, match, first, last)
    number, top = parse_number(first), parse_number(second or first)
    if unit is None or number is None or top is None or top.value < number.value:
        return None
    end, printed, kind, reason = unit
    value, start = number.value, at
    if before[-1:] == "-" and before[-2:-1] in (" ", "("):
        value, start, before = -value, at - 1, before[:-1]
    bound = _bound(before, start)
    comparator, role = bound.comparator, "equivalent" if bound.equivalent else "value"
    if match["after"]:
        comparator = _after_meanings()[match["after"]]
    elif second:
        comparator = "range"
    elif _is_rank(before, last):
        comparator = "top"
    elif comparator is None and bound.starts:
        leads_on = _LEADS_ON.match(low_text, end, end + 40)
        comparator, role = (None, "base") if leads_on else ("ge", role)
    printed, per = _yearly(printed)
    return _made(
        (start, end, bound.head, match.end() if match["after"] or match["yearly"] else end, line),
        (value, top.value if second else value, max(number.decimals, top.decimals)),
        (comparator, bound.approx),
        (printed, kind, "year" if match["yearly"] else per),
        of=match["of"],
        role=role,
        reasons=tuple(why for why in (number.reason, reason) if why),
    )


_RANKS = frozenset({"thứ", "hạng", "top", "tốp"})
_RANKED = tuple(shadow(words) for words in ("trong nhóm ", "thuộc nhóm ", "vào nhóm "))


def _is_rank(before: str, last: str) -> bool:
    """ "đứng thứ 4/34 tỉnh", "nằm trong nhóm 15 tỉnh dẫn đầu"."""
    return last in _RANKS or before.endswith(_RANKED)


_LEADS_ON = re.compile(r"[^;,\n]{0,30}? (?:lên|xuống|còn)\b")


def _made(
    place: tuple[int, int, int, int, int],
    amount: tuple[float, float, int],
    bound: tuple[str | None, bool],
    unit: tuple[str | None, str, str | None],
    *,
    of: str | None = None,
    role: str = "value",
    reasons: tuple[str, ...] = (),
) -> Measure:
    """The record, with the open side of a one-sided bound emptied."""
    (start, end, head, tail, line), (value, top, decimals) = place, amount
    comparator, approx = bound
    return Measure(
        start=start,
        end=end,
        head=head,
        tail=tail,
        line=line,
        value=value,
        low=None if comparator in ("le", "lt") else value,
        high=None if comparator in ("ge", "gt") else top,
        comparator=comparator or ("about" if approx else "eq"),
        approx=approx and comparator is not None,
        unit=unit[0],
        kind=unit[1],
        decimals=decimals,
        per=unit[2],
        of=float(of) if of else None,
        role=role,
        reasons=reasons,
    )


def _named(
    text: str, match: re.Match[str], first: str, before: str, last: str
) -> tuple[int, str, str, str | None] | None:
    """(end, unit, kind, doubt) of a number followed by a known unit; None when it is no measure."""
    base = match["base"] or match["plain"]
    kind = _unit_kinds()[base] if base else "count"
    end = match.end("unit")
    if base in _GIVEN_BACK and _OF_VISITORS.match(match.string, end):
        end -= len(" khách")
    printed = text[match.start("unit") : end]
    words = _words()
    if kind == "count":
        label = last in words["labels"] and not before.endswith((" tổng số ", " có số "))
        if label and not _is_rank(before, last):
            return None
        if printed[0].isupper() and printed[1:2].islower() and match.start() != 0:
            return None  # "Điều 5 Luật", "Nghị định 40 Bộ …"
        if _year_like(first) and last in words["year_labels"]:
            return None
    elif kind == "duration":
        if last not in words["attaining"]:
            return None
    elif base in _CASED_UNITS and printed[0].isupper():
        return None
    return end, printed, kind, None


def _unnamed(text: str, match: re.Match[str], first: str, last: str) -> tuple[int, str | None, str, str | None] | None:
    """The same for a number without a known unit: a guess at the noun that is counted, or a bare number."""
    words = _words()
    if last not in words["reaching"] or _year_like(first):
        return None
    end = match.end("second") if match["second"] else match.end("first")
    if match["noun"] is None:
        return end, None, "bare", "unit_missing"
    nouns, at = match["noun"].split(" "), match.start("noun")
    if nouns[0] in words["stop"]:
        return None if nouns[0] in _TIMES else (end, None, "bare", "unit_missing")
    if text[at].isupper():
        return None
    guess = nouns[0] if len(nouns) < 2 or nouns[1] in words["stop"] else match["noun"]
    return at + len(guess), text[at : at + len(guess)], "count", "unit_guessed"


# "22 triệu lượt khách du lịch quốc tế": the visitors are the indicator's, the unit is "triệu lượt".
_GIVEN_BACK = frozenset({shadow("lượt khách")})
_OF_VISITORS = re.compile(
    rf" (?:{any_of(['du lịch', 'quốc tế', 'nội địa', 'trong nước', 'nước ngoài', 'tham quan'])})\b"
)


_TIMES = folded(["năm", "tháng", "ngày", "giờ", "phút", "quý", "tuần", "giây", "giai", "điều", "khoản", "mục"])


def _year_like(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def _yearly(unit: str | None) -> tuple[str | None, str | None]:
    """The unit as the contract spells it, and "year" when it ended in "/năm"."""
    if unit is None:
        return None, None
    bare = _PER_YEAR.sub("", unit)
    return (bare, None) if bare == unit else (bare, "year")


_PER_YEAR = re.compile(r" ?/ ?(?:1 )?năm$|(?<=người) năm$")


def _bound(before: str, start: int) -> Bound:
    """Read `before`, which ends where the number begins at `start`, backwards: "phấn đấu đạt khoảng trên "."""
    reverse, pattern, meanings = before[::-1], _before_pattern(), _before_meanings()
    head, comparator, approx, starts, equivalent = start, None, False, False, False
    position = 0
    for _ in range(5):
        found = pattern.match(reverse, position)
        if found is None:
            break
        phrase = found[1][::-1]
        meaning = meanings[phrase]
        position = found.end()
        if meaning == "skip":
            continue
        if meaning == "gt" and _DIFFERENCE.match(reverse, position):
            break
        if meaning == "about":
            approx = True
        elif meaning == "from":
            starts = True
        elif meaning == "equivalent":
            equivalent = True
        elif comparator is None:
            comparator = meaning
        head = start - position
    return Bound(head, comparator, approx, starts, equivalent)


_DIFFERENCE = re.compile(
    rf" (?:{any_of(shadow(word)[::-1] for word in lexicon('comparators')['before']['difference'])})(?!\w)"
)


def _joined(left: Measure, right: Measure, low_text: str) -> Measure | None:
    """One range out of "từ 8% đến 10%" or "20% - 50%"; None when the two are not one."""
    if left.line != right.line or right.start - left.end > 5 or left.unit != right.unit or left.kind == "bare":
        return None
    if low_text[left.end : right.start].strip() not in ("-", "đến", "tới", "÷", "~"):
        return None
    if left.value >= right.value or left.low != left.high and left.comparator != "ge" or left.of or right.of:
        return None
    return msgspec.structs.replace(
        left,
        end=right.end,
        tail=right.tail,
        low=left.value,
        high=right.value,
        comparator="range",
        role="value",
        decimals=max(left.decimals, right.decimals),
        per=right.per or left.per,
        reasons=tuple(dict.fromkeys((*left.reasons, *right.reasons))),
    )
