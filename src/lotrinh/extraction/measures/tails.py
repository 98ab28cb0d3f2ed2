"""Tails: verbs and periods between an indicator and its value ("… năm 2025 ước đạt"), read backwards from the value.

Reads: shadow text of a clause. Writes: `Tail`: where the indicator ends, and what the words behind it say (tăng or
giảm, "có", "bình quân hằng năm").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.horizons import horizons_in
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import backwards, folded
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.yearly_rates import is_yearly


class Tail(NamedTuple):
    """What the words before a value say; the indicator ends at `at`.

    `verb`: a verb or colon stands there; `possessed`: "có"; `yearly`: "bình quân hằng năm".
    """

    at: int
    change: str | None = None
    verb: bool = False
    possessed: bool = False
    yearly: bool = False


_AVERAGE = pattern(r"bình quân|trung bình|năm")
# "tăng thêm là 5 xã" stays a growth; behind other verbs of level a growth has reached its end ("tăng … đạt 84%").
_TOLD = folded(["là", ":", "bằng", "ước", "ước tính", "dự kiến", "=", "tới", "phấn đấu", "được", "mức"])
_GROWTH = shadow_of("tăng")
_NAMES_OF_GROWTH = ["tốc độ", "tỷ lệ", "tỉ lệ", "mức", "độ", "vào", "của", "về", "cho", "giá trị gia"]
_GROWTH_BEFORE = re.compile(rf" (?:{backwards(_NAMES_OF_GROWTH)})(?!\w)")
_AT = shadow_of("ở")
_HOMES_BEFORE = re.compile(rf" (?:{backwards(['nhà', 'đất', 'chỗ', 'phòng'])})(?!\w)")  # "diện tích sàn nhà ở"
_AND_ABOVE = shadow_of("trở")[::-1]
_MOST_TAILS = 8
_ONWARD = shadow_of("trở đi")
_BEFORE_PERIOD = ("cuối ", "cho ")  # "thu nhập của hộ nghèo cuối năm 2020", "mức giảm cho giai đoạn 2021 - 2025"


def tail_of(shadow: str, start: int, end: int) -> Tail:
    """Strip the verbs, and the period among them, that stand between indicator and value at the end of a stretch."""
    words = edges()
    reverse = shadow[start:end][::-1]
    position, change = 0, None
    kept: int | None = None  # "bình quân hằng năm" stays with the indicator unless a verb stands before it
    verb = possessed = yearly = reached = False
    for _ in range(_MOST_TAILS):
        found = words.tail.match(reverse, position)
        if found is None:
            behind = _before_period(shadow, start, end - position)
            if behind is None:
                break
            position = end - behind
            continue
        word = found["word"][::-1]
        kind = words.tails[word]
        if word.startswith(_GROWTH) and _GROWTH_BEFORE.match(reverse, found.end()):
            break
        if word == _AT and _HOMES_BEFORE.match(reverse, found.end()):
            break
        if reverse[found.end() :].lstrip().startswith(_AND_ABOVE) and kind == "level":
            break  # "người từ 65 tuổi trở lên"
        if kind in ("increase", "decrease", "multiple"):
            # "tăng bình quân (đến năm 2025) đạt 7%": how fast, each year
            averaged = reached and (kept is not None or _AVERAGE.search(word) is not None)
            yearly = yearly or averaged
            change = change or (None if reached and kind != "multiple" and not averaged else kind)
            verb, kept = True, None
        elif kind == "level":
            reached = reached or word not in _TOLD
            verb, kept = True, None
        elif kind == "possess":
            possessed = not verb
            position = position if verb else found.end()
            break
        elif _AVERAGE.search(word):
            yearly = yearly or is_yearly(shadow, end - found.end(), end - position)
            kept = position if kept is None else kept
        position = found.end()
    return Tail(end - (position if kept is None else kept), change, verb, possessed, yearly)


def _before_period(shadow: str, start: int, end: int) -> int | None:
    """Where the period that ends at `end` begins; None when there is none, or nothing before it."""
    while end > start and shadow[end - 1] in " ,(":
        end -= 1
    if not (shadow[end - 1].isdigit() or shadow[end - 2].isdigit() or shadow.startswith(_ONWARD, end - len(_ONWARD))):
        return None  # no period ends here
    horizons = horizons_in(shadow, max(start, end - 50), end)
    if not horizons or horizons[-1].end < end - 1 or horizons[-1].start <= start:
        return None
    at = horizons[-1].start
    leading = next((word for word in _BEFORE_PERIOD if shadow.endswith(word, start + 1, at)), "")
    return at - len(leading)
