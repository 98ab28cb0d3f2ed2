"""OpenDocument workbooks (.ods) as sheets, each cell as it is shown.

Reads: content.xml. Writes: `Sheet`s. A number is written with the decimals it shows, in the Vietnamese way. Cells
and rows that repeat are written once for every time, as far as they hold something.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.container import Container
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits
from lotrinh.reading.sheets import number_formats
from lotrinh.reading.sheets.model import Merge, Sheet, Shown

FORMAT = "OpenDocument"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = frozenset((f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
_ROW_GROUPS = frozenset(_TABLE + name for name in ("table-row-group", "table-header-rows", "table-rows"))
_NUMBERS = frozenset(("float", "percentage", "currency"))
_MOST_DECIMALS = 8
_MOST_REPEATS = 1_000
_AROUND = "-% \u00a0"
_DIGITS = re.compile("[0-9]")


def read_ods(data: bytes, limits: Limits) -> list[Sheet]:
    """The sheets. Raises ReadingError as `Container` does, and too_many_parts, too_many_characters."""
    container = Container(data, limits, FORMAT)
    if container.has("META-INF/manifest.xml") and b"encryption-data" in container.unpack("META-INF/manifest.xml"):
        raise ReadingError("encrypted", format=FORMAT)
    sheets: list[Sheet] = []
    left = limits.parts
    for element in container.tree("content.xml").iter(f"{_TABLE}table"):
        sheet = Sheet(element.get(f"{_TABLE}name", ""))
        left = _read(element, sheet, left, limits)
        sheets.append(sheet)
    return sheets


def _rows(parent: Element, depth: int = 0) -> list[Element]:
    found: list[Element] = []
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            found.append(child)
        elif child.tag in _ROW_GROUPS and depth < 20:
            found.extend(_rows(child, depth + 1))
    return found


def _read(element: Element, sheet: Sheet, left: int, limits: Limits) -> int:
    row = 0
    characters = limits.characters
    for line in _rows(element):
        filled: list[tuple[int, Shown]] = []
        column = 0
        for cell in line:
            if cell.tag not in _CELLS:
                continue
            repeats = _number(cell, "number-columns-repeated")
            shown = _shown(cell) if cell.tag == f"{_TABLE}table-cell" else Shown("")
            if shown.text.strip():
                filled.extend((column + at, shown) for at in range(min(repeats, _MOST_REPEATS)))
                across, down = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
                if across > 1 or down > 1:
                    sheet.merges.append(Merge(row, column, row + down - 1, column + across - 1))
            column += repeats
        repeats = _number(line, "number-rows-repeated")
        for at in range(min(repeats, _MOST_REPEATS) if filled else 0):
            left -= len(filled)
            characters -= sum(len(shown.text) for _, shown in filled)
            if left < 0:
                raise ReadingError("too_many_parts", limit=limits.parts)
            if characters < 0:
                raise ReadingError("too_many_characters", limit=limits.characters)
            sheet.cells.update(((row + at, column), shown) for column, shown in filled)
        row += repeats
    return left


def _shown(cell: Element) -> Shown:
    text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in _NUMBERS:
        try:
            return Shown(_in_vietnamese(float(cell.get(f"{_OFFICE}value", "")), text, kind), number=True)
        except ValueError:
            return Shown(nfc(text))
    if kind == "date":
        date = cell.get(f"{_OFFICE}date-value", "")[:10].split("-")
        return Shown("/".join(reversed(date)) if len(date) == 3 else text, number=True)
    return Shown(nfc(text))


def _in_vietnamese(value: float, text: str, kind: str) -> str:
    """The number with as many decimals as `text` shows of it."""
    percent = kind == "percentage"
    scaled = abs(value) * (100 if percent else 1)
    digits = "".join(_DIGITS.findall(text))
    for decimals in range(_MOST_DECIMALS):
        if digits == f"{scaled:.{decimals}f}".replace(".", ""):
            grouped = "#,##" if len(_DIGITS.sub("", text.strip(_AROUND))) > (decimals > 0) else ""
            form = f"{grouped}0{'.' if decimals else ''}{'0' * decimals}{'%' if percent else ''}"
            return number_formats.shown(value, form)
    return number_formats.shown(value, "0.0#%" if percent else number_formats.GENERAL)


def _number(element: Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 8 else 1
