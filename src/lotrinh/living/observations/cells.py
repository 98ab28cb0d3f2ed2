"""One cell of a table of figures: a value, a vintage, yardsticks. What a file says of a figure, a file says back.

Reads: the text or number of a cell. Writes: `Value`, vintages, `Measure`s; and their text for files.

>>> value_of("1.234,5").low, value_of("trên 95%"), value_of("8 - 9").high
(1234.5, Value(low=95.0, high=None, comparator='gt', unit='%', fault=''), 9.0)
>>> value_of("chưa có số liệu").missing, value_of("0").low, value_of("-").fault
(True, 0.0, 'dash')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotrinh.core.unit import Kind, parse_unit
from lotrinh.core.vietnamese.numbers import format_number, parse_number
from lotrinh.core.vietnamese.text import fold, nfc, shadow
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.records import MOST, Measure

NO_FIGURE = "chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says. No `low` and no `fault`: it says that there is no figure yet.

    `fault`: why it cannot be taken ("number", "dash"); `unit`: printed behind the number.
    """

    low: float | None = None
    high: float | None = None
    comparator: str = "eq"
    unit: str = ""
    fault: str = ""

    @property
    def missing(self) -> bool:
        """Whether the cell says that there is no figure yet, which is not 0."""
        return self.low is None and not self.fault


_NOTHING = frozenset(
    fold(word) for word in (NO_FIGURE, "chưa có", "không có số liệu", "n/a", "no figure yet", "no figure")
)
_DOTS = frozenset(("…", "...", ".."))
_DASHES = frozenset("-–—")
_COMPARATORS = {
    "trên": "gt", "hơn": "gt", ">": "gt", "từ": "ge", "ít nhất": "ge", "≥": "ge", ">=": "ge", "dưới": "lt", "<": "lt",
    "không quá": "le", "tối đa": "le", "≤": "le", "<=": "le", "khoảng": "about", "~": "about", "xấp xỉ": "about",
    "tốp": "top",
}  # fmt: skip
_BY_SHADOW = {shadow(word): comparator for word, comparator in _COMPARATORS.items()}
_COMPARED = re.compile("(" + "|".join(sorted(map(re.escape, _BY_SHADOW), key=len, reverse=True)) + r") ?(?=[0-9+-])")
_NUMBER = r"[+\-−]?[0-9](?:[0-9.,\u00a0\u202f ]{0,30}[0-9])?"
_RANGE = re.compile(rf"({_NUMBER}) ?(?:-|–|đến) ?({_NUMBER})")
_LEADING = re.compile(rf"({_NUMBER}) ?([%‰a-zà-ỹđ].{{0,60}})?")


def value_of(cell: str | float, *, dots: bool = False) -> Value:
    """The value of a cell. `dots`: a dot marks decimals in this column (see `dots_part_decimals`)."""
    if isinstance(cell, float | int):
        return Value(float(cell)) if abs(cell) <= MOST else Value(fault="number")
    told = " ".join(nfc(cell).replace("\u00a0", " ").split())
    if told in _DOTS or fold(told) in _NOTHING:
        return Value()
    if told in _DASHES:
        return Value(fault="dash")  # nothing happened, or nobody knows: people write it for both
    text, comparator = shadow(told), "eq"
    if compared := _COMPARED.match(text):
        comparator = _BY_SHADOW[compared[1]]
        told, text = told[compared.end() :], text[compared.end() :]
    if comparator == "eq" and (between := _RANGE.match(text)):
        low, high = (_number(part, dots) for part in between.groups())
        if low is not None and high is not None and low < high:
            return Value(low, high, "range", told[between.end() :].strip())
    found = _LEADING.fullmatch(text)
    number = _number(found[1], dots) if found else None
    if found is None or number is None or abs(number) > MOST:
        return Value(fault="number")
    unit = told[found.end(1) :].strip()
    if any(map(str.isdecimal, unit)) and parse_unit(unit).kind is Kind.COUNT:
        return Value(fault="number")  # "1e400", "12 tháng 5": more than a value and its unit
    return Value(number, None, comparator, unit)


def _number(printed: str, dots: bool) -> float | None:
    number = parse_number(printed.strip())
    if number is None:
        return None
    if dots and number.ambiguous and number.alternative is not None:
        number = number.alternative
    return float(number.value)


_DOT_DECIMAL = re.compile(r"\s*[+-]?[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})\s*%?\s*")


def decimal_dot(printed: str) -> bool:
    """Whether a cell writes its decimals after a dot.

    >>> decimal_dot("59.8"), decimal_dot("1.234"), decimal_dot("59,8")
    (True, False, False)
    """
    return _DOT_DECIMAL.fullmatch(printed) is not None


def dots_part_decimals(cells: list[str | float]) -> bool:
    """Whether a dot is the decimal mark of all these cells: "64.125" stands beside "63.5", and no comma does."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    return any(map(_DOT_DECIMAL.fullmatch, texts)) and not any("," in text for text in texts)


_VINTAGES = {
    "uoc tinh": Vintage.ESTIMATE, "uoc": Vintage.ESTIMATE, "uoc thuc hien": Vintage.ESTIMATE,
    "estimate": Vintage.ESTIMATE,
    "so bo": Vintage.PRELIMINARY, "preliminary": Vintage.PRELIMINARY, "bao cao": Vintage.REPORTED,
    "thuc hien": Vintage.REPORTED, "reported": Vintage.REPORTED, "chinh thuc": Vintage.OFFICIAL,
    "official": Vintage.OFFICIAL,
}  # fmt: skip


def vintage_of(cell: str) -> str | None:
    """The vintage that a cell names; None where it names none."""
    found = _VINTAGES.get(fold(cell))
    return str(found) if found else None


_CHANGES = {"ratio": "đạt", "increase": "tăng", "decrease": "giảm", "multiple": "gấp"}
_BASES = {
    "plan": "kế hoạch", "previous_year": "năm trước", "previous_month": "tháng trước", "previous_quarter": "quý trước",
}  # fmt: skip
_MEASURE = re.compile(
    r"(đạt|tăng|giảm|gấp) (\S+?)((?:%| \S[^;]{0,60})?) so với ([^;(]{1,40}?)(?: \(([^;()]{1,200})\))?"
)


def measure_text(measure: Measure) -> str:
    """A yardstick in words that `measures_of_text` reads back.

    >>> measure_text(Measure("plan", "ratio", 105, "%", "Trung ương giao"))
    'đạt 105% so với kế hoạch (Trung ương giao)'
    """
    base = _BASES.get(measure.base) or measure.base.replace("year:", "năm ")
    unit = measure.unit if measure.unit.startswith("%") else f" {measure.unit}" if measure.unit else ""
    told = f"{_CHANGES.get(measure.change, 'đạt')} {format_number(float(measure.value))}{unit} so với {base}"
    plan_of = re.sub(r"[;()]", ",", measure.plan_of)
    return f"{told} ({plan_of})" if plan_of else told


def measures_of_text(cell: str) -> tuple[Measure, ...] | None:
    """The yardsticks of a cell, parted by ";"; None where a part cannot be read.

    >>> measures_of_text("tăng 6,1% so với năm trước; đạt 98% so với năm 2020")[1].base
    'year:2020'
    """
    measures = []
    for part in (part.strip() for part in nfc(cell).split(";")):
        if not part:
            continue
        found = _MEASURE.fullmatch(part)
        number = parse_number(found[2]) if found else None
        if found is None or number is None:
            return None
        base = next((key for key, word in _BASES.items() if word == found[4]), None)
        if base is None and (year := re.fullmatch(r"năm ([12][0-9]{3})", found[4])):
            base = f"year:{year[1]}"
        change = next(key for key, word in _CHANGES.items() if word == found[1])
        measures.append(Measure(base or found[4][:20], change, float(number.value), found[3].strip(), found[5] or ""))
    return tuple(measures)
