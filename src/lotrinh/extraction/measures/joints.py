"""Joints: measures printed in two parts that are one value.

Reads: measures as they are found. Writes: them, "131 tỷ 918 triệu đồng" and "từ 8% đến 10%" as one.

Names: append.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lotrinh.core.vietnamese.text import shadow

if TYPE_CHECKING:
    from lotrinh.extraction.measures.quantities import Measure


def append(found: list[Measure], measure: Measure, low_text: str) -> None:
    """Add a measure, as one with the last when the two are one value."""
    joined = _joined(found[-1], measure, low_text) or _compound(found[-1], measure) if found else None
    if joined is None:
        found.append(measure)
    else:
        found[-1] = joined


def _compound(left: Measure, right: Measure) -> Measure | None:
    """One amount out of two scales: "131 tỷ 918 triệu đồng" is 131,918 tỷ đồng; None when the two are not one."""
    scale, (lower, _, base) = left.unit, (right.unit or "").partition(" ")
    if scale is None or right.start - left.end != 1 or _SMALLER.get(shadow(scale)) != shadow(lower):
        return None
    if left.decimals or right.decimals or not 0 < right.value < _THOUSAND or right.comparator != "eq":
        return None
    if left.low != left.value and left.high != left.value:
        return None
    value = round(left.value + right.value / _THOUSAND, 3)
    return msgspec.structs.replace(
        left, end=right.end, tail=right.tail, value=value, low=left.low and value, high=left.high and value,
        unit=f"{scale} {base}".rstrip(), kind=right.kind, decimals=3, per=right.per, reasons=(),
    )  # fmt: skip


_THOUSAND = 1000
_SMALLER = {shadow(scale): shadow(lower) for scale, lower in (("tỷ", "triệu"), ("tỉ", "triệu"), ("triệu", "nghìn"))}


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
