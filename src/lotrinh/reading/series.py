"""Series of figures from a CSV or XLSX file: one figure a row.

Reads: a file with a header row. Writes: `SeriesRow`s, in the file's order. Columns are known by name,
in Vietnamese or English, with or without diacritics; a missing value stays missing and is never 0.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import msgspec

from lotrinh.core.period import Period
from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.intake import take_in
from lotrinh.reading.limits import DEFAULT_LIMITS

COLUMNS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator", "chi tieu", "chi so", "ten chi tieu"),
    "unit": ("unit", "don vi", "don vi tinh", "dvt"),
    "period": ("period", "ky", "nam", "year", "thoi ky"),
    "value": ("value", "gia tri", "so lieu", "thuc hien", "ket qua"),
    "scope": ("scope", "pham vi", "dia ban"),
    "vintage": ("vintage", "loai", "loai so lieu"),
    "source": ("source", "nguon"),
}
"""Column → folded names it may have."""

EVENTS = {
    "hoan thanh": 1.0, "da hoan thanh": 1.0, "xong": 1.0, "done": 1.0,
    "chua hoan thanh": 0.0, "chua xong": 0.0, "not done": 0.0,
}  # fmt: skip
"""Folded words of a confirmed event, and the number each stands for; the period is the day."""

_TYPED = {"indicator": "chi_tieu", "period": "ky", "value": "gia_tri"}
_REQUIRED = ("indicator", "period", "value")


class SeriesRow(msgspec.Struct, frozen=True):
    """One figure. `value` None: reported as missing. `line`: row of the file, from 1, for messages."""

    indicator: str
    unit: str | None
    period: Period
    value: float | None
    scope: str | None
    vintage: str | None
    source: str | None
    line: int


def read_series(path: Path) -> tuple[SeriesRow, ...]:
    """The figures of a CSV (comma, semicolon or tab) or XLSX file.

    Raises ReadingError: the file's own troubles, `series_columns` (a column is missing),
    `series_value` (a period or a number cannot be read; tells the row).
    """
    data = take_in(path, path.name, DEFAULT_LIMITS)
    rows = _sheet(data, path.name) if data[:4] == b"PK\x03\x04" else _csv(data, path.name)
    if not rows:
        raise ReadingError("empty", path.name)
    places = _places(rows[0], path.name)
    dots = _dots_part_decimals([str(cells[places["value"]]) for cells in rows[1:] if places["value"] < len(cells)])
    return tuple(
        _row(cells, places, line, path.name, dots)
        for line, cells in enumerate(rows[1:], start=2)
        if any(str(cell).strip() for cell in cells)
    )


def _csv(data: bytes, name: str) -> list[list[Any]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise ReadingError("not_utf8", name, byte=f"0x{data[problem.start]:02X}", line=line) from problem
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise ReadingError("series_columns", name, column=str(problem)) from problem


def _sheet(data: bytes, name: str) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook  # only when a workbook is given

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    except (CalamineError, ValueError, IndexError) as problem:
        raise ReadingError("damaged", name, format="xlsx", part=str(problem)) from problem


def _places(header: list[Any], name: str) -> dict[str, int]:
    named = {fold(str(cell)): place for place, cell in enumerate(header)}
    places = {}
    for column, names in COLUMNS.items():
        place = next((named[n] for n in names if n in named), None)
        if place is not None:
            places[column] = place
    for column in _REQUIRED:
        if column not in places:
            raise ReadingError("series_columns", name, column={"vi": _TYPED[column], "en": column})
    return places


def _row(cells: list[Any], places: dict[str, int], line: int, name: str, dots: bool) -> SeriesRow:
    def cell(column: str) -> Any:
        place = places.get(column)
        return cells[place] if place is not None and place < len(cells) else ""

    def words(column: str) -> str | None:
        return " ".join(str(cell(column)).split()) or None

    return SeriesRow(
        indicator=words("indicator") or "",
        unit=words("unit"),
        period=_period(cell("period"), line, name),
        value=_value(cell("value"), line, name, dots),
        scope=words("scope"),
        vintage=words("vintage"),
        source=words("source"),
        line=line,
    )


def _period(printed: Any, line: int, name: str) -> Period:
    told = str(int(printed)) if isinstance(printed, float) else str(printed).strip()
    try:
        return Period.parse(told)
    except ValueError as problem:
        raise ReadingError("series_value", name, line=line, value=told) from problem


def _dots_part_decimals(printed: list[str]) -> bool:
    """Whether a dot is the decimal mark of the whole file: "64.125" stands beside "63.5", and no comma does."""
    return any(map(_DOT_DECIMAL.fullmatch, printed)) and not any("," in value for value in printed)


_DOT_DECIMAL = re.compile(r"\s*-?\d+\.(?:\d{1,2}|\d{4,})\s*")


def _value(printed: Any, line: int, name: str, dots: bool) -> float | None:
    if isinstance(printed, int | float):
        return float(printed)
    told = str(printed).strip()
    if told in ("", "-", "…", "..."):
        return None
    if (event := EVENTS.get(fold(told))) is not None:
        return event
    number = parse_number(told.removeprefix("-"))
    if number is None:
        raise ReadingError("series_value", name, line=line, value=told)
    if dots and number.ambiguous and number.alternative is not None:
        number = number.alternative
    return -float(number.value) if told.startswith("-") else float(number.value)
