"""Joints: measures printed in two parts that are one value.

Reads: measures as they are found. Writes: them, "131 tỷ 918 triệu đồng", "từ 8% đến 10%", "185 trong tổng số 220 xã"
and "71, 4 tỷ đồng", whose number a blank has split, as one.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure


def append(found: list[Measure], measure: Measure, low_text: str) -> None:
    """Add a measure, as one with the last when the two are one value."""
    if low_text[measure.start - 1] == " " and low_text[measure.start - 2] in _MARKS:
        measure = _mended(found, measure, low_text)
    joined = _joined_any(found[-1], measure, low_text) if found else None
    if joined is None:
        found.append(measure)
    else:
        found[-1] = joined


def _joined_any(left: Measure, right: Measure, low_text: str) -> Measure | None:
    if left.kind == "bare" and right.kind == "count" and right.start - left.end < _LONGEST_OF:
        return _out_of(left, right, low_text)
    return _joined(left, right, low_text) or _compound(left, right)


def _out_of(left: Measure, right: Measure, low_text: str) -> Measure | None:
    """A count out of a whole: "185 trong tổng số 220 xã"; None when the two are not one."""
    if (
        low_text[left.end : right.start] not in _OUT_OF
        or left.value > right.value
        or right.of
        or left.line != right.line
    ):
        return None
    return msgspec.structs.replace(
        left, end=right.end, tail=right.tail, unit=right.unit, kind="count", of=right.value, reasons=()
    )


_OUT_OF = folded([" trong tổng số ", " trên tổng số ", " trong số ", " trong tổng "])
_LONGEST_OF = 18


def _compound(left: Measure, right: Measure) -> Measure | None:
    """One amount out of two scales: "131 tỷ 918 triệu đồng" is 131,918 tỷ đồng; None when the two are not one."""
    scale, (lower, _, base) = left.unit, (right.unit or "").partition(" ")
    if scale is None or right.start - left.end != 1:
        return None
    thousands = shadow(scale) in _THOUSANDS and shadow(lower) in _LARGE  # "30 nghìn 309 tỷ đồng"
    if not thousands and shadow(lower) not in _SMALLER.get(shadow(scale), ()):
        return None
    if left.decimals or right.decimals or not 0 < right.value < _THOUSAND or right.comparator != "eq":
        return None
    if left.low != left.value and left.high != left.value:
        return None
    value = round(left.value + right.value / _THOUSAND, 3)
    return msgspec.structs.replace(
        left, end=right.end, tail=right.tail, value=value, low=left.low and value, high=left.high and value,
        unit=f"{scale} {right.unit if thousands else base}".rstrip(),
        kind=right.kind, decimals=3, per=right.per, reasons=(),
    )  # fmt: skip


_THOUSAND = 1000
_THOUSANDS, _LARGE = folded(["nghìn", "ngàn"]), folded(["tỷ", "tỉ", "triệu"])
_SMALLER = {
    shadow(scale): folded(lower)
    for scale, lower in (("tỷ", ["triệu"]), ("tỉ", ["triệu"]), ("triệu", ["nghìn", "ngàn"]))
}


def _mended(found: list[Measure], measure: Measure, low_text: str) -> Measure:
    """The measure with the front of its number, split off by a blank ("71, 4 tỷ đồng", "trên 1. 357 tỷ đồng").

    Behind a dot only three digits, where the front was taken for a value of its own; behind a comma decimals of an
    amount that no label ("quý 1, 4 tỷ đồng") leads.
    """
    at = measure.start
    front = _FRONT.search(low_text, max(0, at - _LONGEST_FRONT), at)
    digits = _DIGITS.match(low_text, at)
    if front is None or digits is None or measure.head != at:
        return measure
    told = found[-1] if found and found[-1].start == front.start("number") else None
    if front["mark"] == ".":
        fits = told is not None and told.unit is None and len(digits[0]) == _GROUP
    else:
        fits = measure.kind in _AMOUNTS and len(digits[0]) < _GROUP and front["word"] not in _LABELS
        fits = fits and (told is None or told.unit is None)
    if not fits:
        return measure
    decimals = 0 if front["mark"] == "." else len(digits[0])
    value = float(f"{front['number']}{'' if front['mark'] == '.' else '.'}{digits[0]}")
    comparator = told.comparator if told else measure.comparator
    if told:
        found.pop()
    return msgspec.structs.replace(
        measure, start=front.start("number"), head=told.head if told else front.start("number"), value=value,
        low=None if comparator in ("le", "lt") else value, high=None if comparator in ("ge", "gt") else value,
        comparator=comparator, decimals=decimals, reasons=(),
    )  # fmt: skip


_MARKS, _GROUP, _LONGEST_FRONT = ",.", 3, 24
_FRONT = re.compile(r"(?P<word>[^\W\d_]+) (?P<number>[0-9]{1,3})(?P<mark>[,.]) $")
_DIGITS = re.compile(r"[0-9]{1,3}(?![0-9.,])")
_AMOUNTS = ("money", "physical", "share")
_LABELS = folded(
    [
        "năm", "quý", "tháng", "ngày", "điều", "khoản", "điểm", "mục", "số", "nhóm", "đợt", "kỳ", "lần", "thứ", "loại",
        "giai", "vực", "cấp", "phần", "tuyến", "đường", "lộ", "lô", "vụ", "hạng", "bảng", "biểu", "và", "hình",
    ]
)  # fmt: skip


def _joined(left: Measure, right: Measure, low_text: str) -> Measure | None:
    """One range out of "từ 8% đến 10%" or "20% - 50%"; None when the two are not one."""
    if right.start - left.end > 5 or left.line != right.line or left.unit != right.unit or left.kind == "bare":
        return None
    if low_text[left.end : right.start].strip() not in ("-", "đến", "tới", "÷", "~"):
        return None
    if left.value >= right.value or (left.low != left.high and left.comparator != "ge") or left.of or right.of:
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
