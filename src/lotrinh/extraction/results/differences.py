"""Differences: a list of how much more or less there was, told behind the counts themselves.

Reads: shadow text, the results of the sentences before. Writes: `Comparison`s of those results.

"… xảy ra 24 vụ tai nạn, làm chết 9 người. So với cùng kỳ giảm 3 vụ (giảm 11,1%), tăng 2 người chết." – each
difference belongs to the count of its own noun, and is no figure by itself.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison, Result
from lotrinh.extraction.language.patterns import holds_any, pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.results.bases import base_at
from lotrinh.extraction.results.bases_before import leading_base
from lotrinh.extraction.results.periods import Reporting


class Difference(msgspec.Struct, frozen=True, gc=False):
    """How much more or less: of `what` ("vụ", "người chết"), against `base`; `value` or `percent` may not be told.

    `named`: what is told before the verb ("số người bị thương (tăng 3 người)"); alone where only a percentage is.
    """

    what: str
    named: str
    base: str
    change: str
    value: float | None
    percent: float | None


_NUMBER = r"[0-9][0-9.,]{0,12}(?<=[0-9])"
_ITEM = pattern(
    r"(?:(?P<named>[^,;:()0-9]{2,40}(?:, [^,;:()0-9]{1,12})?) )??(?P<verb>tăng|giảm|nhiều hơn|ít hơn)(?: thêm| được)? "
    rf"(?P<value>{_NUMBER}) ?(?:(?P<share>%)|(?<= )(?P<what>[^\W\d_%]+(?: (?!và )[^\W\d_]+){{0,3}}))"
    r"(?:(?: ?\( ?(?:tăng|giảm|[-+])? ?| ?= ?|, (?:tương (?:ứng|đương)(?: với)? )?(?P=verb) )"
    rf"(?P<percent>{_NUMBER}) ?%\)?)?"
    rf"(?: ?\({_NUMBER}/{_NUMBER} [^\W\d_ ]{{1,12}}\))?"  # "(180/183 vụ)": both counts again
)
# The verb is that of the item before: "giảm 2 vụ, 4 người chết".
_BARE_ITEM = pattern(rf"(?P<value>{_NUMBER}) (?P<what>[^\W\d_]+(?: (?!và )[^\W\d_]+){{0,3}})(?=[,;.…]|$)")
_JOINT = pattern(r"[ ,;]*(?:và|đồng thời)?[ ,]*(?:(?:phát hiện|xảy ra|làm|khởi tố) (?=nhiều hơn|ít hơn|tăng|giảm))?")
_MORE_OR_FEWER = ("nhiều hơn ", "ít hơn ")  # no figure of its own is told so
_RISES = ("tăng", "nhiều hơn")
# "số vụ bị phát hiện bằng với tháng trước;": no difference to tell.
_UNCHANGED = pattern(
    r"(?:bằng|tương đương)(?: với)? số [^,;:()0-9]{2,40}(?=[,;.])"
    r"|[^,;:()0-9]{2,60} (?:bằng|không (?:đổi|thay đổi|tăng, không giảm)|tương đương|giữ nguyên)"
    r"(?: (?:so )?(?:với )?(?:cùng kỳ(?: năm (?:trước|[0-9]{4}))?|(?:tháng|quý|năm) trước))?(?=[,;.])"
)
_AGAINST = pattern(r"[;,.(] ?(?=so (?:với )?(?:cùng|năm|tháng|quý))")
_SAME_AS = pattern(r"số [^;:.()0-9]{2,40}? bằng(?: so)?(?: với)?(?= cùng kỳ| tháng trước)")
_SO = "so "
_LIST_END = re.compile("; ")
_NUMBER_OF = folded(["số"])
_FEWEST = 2  # numbers; one alone may as well be a figure of its own
_MOST_RESULTS = 12  # of the sentences before that differences may be told of


def differences_at(
    shadow: str, start: int, end: int, reporting: Reporting
) -> tuple[int, tuple[Difference, ...]] | None:
    """The list that ends the sentence ``[start, end)``, and where its words begin; None when there is none."""
    at, base = start, None
    if alike := _SAME_AS.match(shadow, start, end):
        base = base_at(shadow, alike.end(), end, reporting)
    elif shadow.find(_SO, start, end) < 0:
        return None
    elif not shadow.startswith(_SO, start):
        opened = list(_AGAINST.finditer(shadow, start, end))
        if not opened:
            return None
        at = opened[-1].end()
    base = base or leading_base(shadow, at, end, reporting)
    if base is None:
        return None
    found: list[Difference] = []
    position = first = _past_joint(shadow, base.end, end)
    while (item := _ITEM.match(shadow, position, end)) is not None:
        value, percent = parse_number(item["value"]), parse_number(item["percent"] or "")
        if value is None or (item["share"] and not item["named"]):
            return None
        change = "increase" if item["verb"] in _RISES else "decrease"
        if item["share"]:
            found.append(Difference("", item["named"], base.kind, change, None, value.value))
        else:
            more = percent.value if percent else None
            found.append(Difference(item["what"], item["named"] or "", base.kind, change, value.value, more))
        position = _past_joint(shadow, item.end(), end)
        while (bare := _BARE_ITEM.match(shadow, position, end)) and (number := parse_number(bare["value"])):
            found.append(Difference(bare["what"], "", base.kind, change, number.value, None))
            position = _past_joint(shadow, bare.end(), end)
    told = (alike is not None) + sum(
        (difference.value is not None) + (difference.percent is not None) for difference in found
    )
    sure = len(found) == 1 and holds_any(shadow[first:position], _MORE_OR_FEWER)
    if (told < _FEWEST and not sure) or shadow[position:end].strip(" ./;)…"):
        return None
    return at, tuple(found)


def list_end(shadow: str, start: int, end: int, reporting: Reporting) -> int | None:
    """Past the semicolon behind the first list of differences in ``[start, end)``; None when none ends before counts.

    "Phát hiện 120 vụ, 184 đối tượng, so với cùng kỳ nhiều hơn 7 vụ, ít hơn 5 đối tượng; 1 vụ …": counts of two kinds.
    """
    if shadow.find(_SO, start, end) < 0:
        return None
    for mark in _LIST_END.finditer(shadow, start, end):
        goes_on = _ITEM.match(shadow, _past_joint(shadow, mark.end(), end), end) is not None
        if not goes_on and differences_at(shadow, start, mark.start(), reporting):
            return mark.end()
        start = mark.end()
    return None


def _past_joint(shadow: str, at: int, end: int) -> int:
    """Where the next item of the list begins, past what has not changed."""
    while True:
        joint = _JOINT.match(shadow, at, end)
        at = joint.end() if joint else at
        alike = _UNCHANGED.match(shadow, at, end)
        if alike is None:
            return at
        at = alike.end()


def told_of_results(results: list[Result], differences: tuple[Difference, ...]) -> list[Result] | None:
    """`results` with each difference added to the last count of its noun; None when one has no such count."""
    told = list(results)
    taken: set[int] = set()
    for difference in differences:
        words = [*difference.what.split(), *difference.named.split()]
        if difference.value is None:
            words = words[words[0] in _NUMBER_OF :]
        if not words:
            return None  # "So với cùng kỳ số tăng 5%": of what is not told
        best = max(
            (
                at
                for at in range(max(0, len(told) - _MOST_RESULTS), len(told))
                if at not in taken and _fits(told[at], words, difference)
            ),
            key=lambda at: (_shared(told[at], words), told[at].parent is None, at),  # the whole before its parts
            default=None,
        )
        if best is None:
            return None
        taken.add(best)
        unit = told[best].unit or ""
        unit = unit if difference.what.startswith(shadow_of(unit)) else words[0]  # "39 triệu đồng", but "7 vụ"
        added: list[Comparison] = []
        if difference.value is not None:
            added = [Comparison(base=difference.base, change=difference.change, value=difference.value, unit=unit)]
        if difference.percent is not None:
            added.append(Comparison(base=difference.base, change=difference.change, value=difference.percent, unit="%"))
        told[best] = msgspec.structs.replace(told[best], comparisons=(*told[best].comparisons, *added))
    return told


def _fits(result: Result, words: list[str], difference: Difference) -> bool:
    """Whether a difference of these words may be told of the result, which has none against that base yet."""
    if result.change != "level" or any(told.base == difference.base for told in result.comparisons):
        return False
    if difference.value is None and result.unit != "%" and set(words) <= set(shadow_of(result.indicator).split()):
        return True
    unit = shadow_of(result.unit or "").split()
    kind = [word for word in words[1:] if word != words[0] and word not in _NUMBER_OF]
    return bool(unit) and unit[0] == words[0] and (not kind or _shared(result, kind) > 0)


def _shared(result: Result, words: list[str]) -> int:
    return len(set(words) & set(re.findall(r"\w+", shadow_of(result.indicator))))
