"""Yearly rates: whether a value is told for every year, or as the average of some years.

Reads: shadow text before a value. Writes: yes or no.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern

_YEARLY = pattern(r"(?<!cây )(?<!\w)(?:hằng|hàng|mỗi|một) năm(?! tuổi)|bình quân năm|(?:bình quân|trung bình) ?/ ?năm")
_SPAN_WORDS = "(?:giai đoạn|thời kỳ|nhiệm kỳ|[0-9]{1,2} năm)"
_AVERAGE_GROWTH = pattern(
    rf"tăng[^,;:]{{0,60}}(?:bình quân|trung bình)[^,;:0-9]{{0,12}}{_SPAN_WORDS}"
    rf"|(?:bình quân|trung bình)[^,;:0-9]{{0,12}}{_SPAN_WORDS}[^,;:]{{0,30}} tăng(?! lên)"
)


def is_yearly(shadow: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of a yearly or average-yearly rate ("cây hằng năm" is none)."""
    return _YEARLY.search(shadow, start, end) is not None


def is_average_growth(shadow: str, start: int, end: int) -> bool:
    """Whether a stretch speaks of a growth as the average of some years: "tăng bình quân giai đoạn 2026 - 2030"."""
    return _AVERAGE_GROWTH.search(shadow, start, end) is not None
