"""What a told change is against, where the fact does not say: "So với tháng trước, chỉ số giá tăng 0,17%".

Reads: `Sheet`. Writes: bases by position.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lotrinh.checking import Sheet
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern

_BASE = pattern(
    r"so (?:với )?(?:thời điểm |cùng thời điểm |kỳ )?(?:"
    r"(?P<month>tháng trước|tháng liền kề)"
    r"|(?P<quarter>quý trước)"
    r"|(?P<year>(?:tháng )?cùng kỳ|(?:tháng )?cùng tháng|năm trước|vụ [^,.;]{0,20}năm trước|cùng thời điểm)"
    r"|tháng (?P<of_month>1?[0-9])(?: năm |/)(?:(?P<of_year>20[0-9]{2})|(?P<before>trước))"
    r"|(?:cuối |hết )?(?:ngày )?(?:31/12/|năm )(?P<end>20[0-9]{2}))"
)
_CLAUSE = re.compile(r";|\.(?=\s|$)")
_NAMES = {"month": "previous_month", "quarter": "previous_quarter", "year": "previous_year"}
_FAR = 3000  # characters for which an opening "so với tháng trước" holds


class Bases:
    """The bases that a text names, in its order."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        found = [(match.start(), _base(match)) for match in _BASE.finditer(_flat(sheet.text))]
        self._starts = [start for start, _ in found]
        self._bases = [base for _, base in found]

    def at(self, start: int, end: int) -> str:
        """The base of a change told from `start` to `end`: named in its clause, else the last one of its paragraph."""
        behind = bisect_right(self._starts, end)
        stop = _CLAUSE.search(self._sheet.text, end)
        if behind < len(self._starts) and self._starts[behind] < (stop.start() if stop else len(self._sheet.text)):
            return self._bases[behind]
        before = behind - 1
        if before < 0 or end - self._starts[before] > _FAR or self._starts[before] < self._sheet.paragraph(start):
            return ""
        return self._bases[before]


def _flat(text: str) -> str:
    """The shadow with blanks for line breaks, of which a hard-wrapped text has one inside "cùng kỳ"."""
    return shadow(text).replace("\n", " ")


def _base(match: re.Match[str]) -> str:
    if match["before"]:
        return f"previous_year-{int(match['of_month']):02}"
    if match["of_month"]:
        return f"{match['of_year']}-{int(match['of_month']):02}"
    if match["end"]:
        return match["end"]
    return next(name for group, name in _NAMES.items() if match[group])
