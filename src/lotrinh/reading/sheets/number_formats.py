"""Numbers and dates as a cell shows them, in the Vietnamese way: 1.234,5 and 15/03/2026.

A workbook stores 0.0712 and the format "0.00%"; what is printed, and what a plan states, is 7,12%.

>>> shown(0.0712, "0.00%"), shown(1234567.891, "#,##0.0"), shown(46096, "dd/mm/yyyy"), shown(33.74668725, "General")
('7,12%', '1.234.567,9', '15/03/2026', '33,74668725')
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: GENERAL, 12: GENERAL, 13: GENERAL, 14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm",
    17: "mm/yyyy", 18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm", 22: "dd/mm/yyyy h:mm", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"', 45: "h:mm", 46: "h:mm", 47: "h:mm", 48: GENERAL, 49: "@",
}  # fmt: skip
_PART = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(General)|(.)', re.IGNORECASE | re.DOTALL)
_DAY, _MONTH, _YEAR, _HOUR = "d", "m", "y", "h"
_LONGEST = 255
_LARGEST_DATE = 2_958_465  # 31/12/9999
_FIRST_DAY = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_SIGNIFICANT = 10  # digits a cell of the general format shows


class _Section(NamedTuple):
    """One part of a format: text around the figure, digits behind the comma, grouping, scale, parts of a date."""

    before: str = ""
    after: str = ""
    figure: bool = False
    decimals: int = 0
    optional: int = 0  # of the decimals
    grouped: bool = False
    scale: int = 0  # power of ten
    date: str = ""
    general: bool = False


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """`value` in a number format. A format that cannot be read shows as the general one."""
    if not isfinite(value):
        return ""
    section, sign = _choose(value, code)
    if section.date:
        return _date(value, section.date, since_1904)
    if section.general or (not section.figure and not section.before and not section.after):
        return sign + _general(abs(value))
    if not section.figure:
        return (section.before + section.after).strip()
    figure = _figure(abs(value), section)
    if sign and not figure.strip("0,."):
        sign = ""
    return f"{section.before.lstrip()}{sign}{figure}{section.after.rstrip()}"


def _choose(value: float, code: str) -> tuple[_Section, str]:
    """The section for `value`, and the minus sign where the number is below zero.

    A negative number in brackets, as accountants write it, gets its sign back.
    """
    sections = _sections(code)
    if value == 0 and len(sections) > 2:
        return sections[2], ""
    if value < 0:
        section = sections[1] if len(sections) > 1 else sections[0]
        brackets = section._replace(
            before=section.before.replace("(", "").replace("-", ""), after=section.after.replace(")", "")
        )
        return brackets, "-"
    return sections[0], ""


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    rest = code[:_LONGEST] or GENERAL
    parts: list[tuple[str, str]] = []
    for match in _PART.finditer(rest):
        quoted, escaped, bracket, general, sign = match.groups()
        if sign == ";":
            found.append(_section(parts))
            parts = []
        elif quoted is not None or escaped is not None:
            parts.append(("text", quoted or escaped or ""))
        elif bracket is not None:
            if bracket.lower() in ("h", "hh", "m", "mm", "s", "ss"):
                parts.append(("sign", "h"))
            elif bracket.startswith("$"):  # a currency: [$₫-42A]
                parts.append(("text", bracket[1:].partition("-")[0]))
        elif general:
            parts.append(("general", ""))
        elif sign:
            parts.append(("sign", sign))
    found.append(_section(parts))
    return tuple(found[:4])


def _section(parts: list[tuple[str, str]]) -> _Section:
    signs = "".join(text if kind == "sign" else " " for kind, text in parts)
    if any(kind == "general" for kind, _ in parts) or "e+" in signs.lower() or "e-" in signs.lower():
        return _Section(general=True)
    lowered = signs.lower().replace("am/pm", "")
    letters = "".join(dict.fromkeys(letter for letter in lowered if letter in "dmyhs"))
    if letters and not re.search("[0#?]", lowered.replace("ss.0", "")):
        return _Section(date=letters)
    before: list[str] = []
    after: list[str] = []
    digits = ""
    scale = 0
    for kind, text in parts:
        if kind == "sign" and text in "0#?.,":
            digits += text
        elif kind == "sign" and text == "@":
            return _Section(general=True)
        else:
            scale += 2 * (kind == "sign" and text == "%")
            (after if digits else before).append(text)
    if "/" in "".join(text for kind, text in parts if kind == "sign"):
        return _Section(general=True)  # fractions
    whole, _, behind = digits.rstrip(",").partition(".")
    scale -= 3 * (len(digits) - len(digits.rstrip(",")))
    behind = behind.replace(",", "").replace(".", "")
    return _Section(
        "".join(before),
        "".join(after),
        bool(digits),
        len(behind),
        len(behind) - len(behind.rstrip("#?")),
        "," in whole,
        scale,
    )


def _figure(value: float, section: _Section) -> str:
    try:
        exact = Decimal(repr(value)).scaleb(section.scale)
        rounded = exact.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than a plan ever states
        return _general(value)
    whole, _, behind = f"{rounded:f}".partition(".")
    for _ in range(section.optional):
        behind = behind[:-1] if behind.endswith("0") else behind
    if section.grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{behind}" if behind else whole


def _general(value: float) -> str:
    written = f"{value:.{_SIGNIFICANT}g}"
    if "e" in written:
        written = f"{Decimal(written):f}" if abs(value) < 1e21 and abs(value) > 1e-9 else written
    return written.replace(".", ",")


def _date(value: float, letters: str, since_1904: bool) -> str:
    if not 0 <= value < _LARGEST_DATE:
        return _general(value)
    moment = _FIRST_DAY[since_1904] + timedelta(days=value) + timedelta(milliseconds=500)
    time = f"{moment:%H:%M}" if _HOUR in letters else ""
    if _DAY in letters:
        day = f"{moment:%d/%m}/{moment.year:04d}" if _YEAR in letters else f"{moment:%d/%m}"
    elif _YEAR in letters:
        day = f"{moment:%m}/{moment.year:04d}" if _MONTH in letters else f"{moment.year:04d}"
    else:
        day = "" if time else f"{moment:%m}"
    return f"{day} {time}".strip()
