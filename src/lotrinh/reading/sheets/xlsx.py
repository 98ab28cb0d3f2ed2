"""Excel workbooks (.xlsx) as sheets, each cell as it is shown.

Reads: the parts of the package. Writes: `Sheet`s. Hidden sheets are left out. Of a formula what it last came to.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.container import Container
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.font_runs import in_unicode
from lotrinh.reading.legacy_fonts import encoding_of
from lotrinh.reading.limits import Limits
from lotrinh.reading.sheets import number_formats
from lotrinh.reading.sheets.model import Merge, Sheet, Shown, place_of

FORMAT = "Excel"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BOOK = "xl/workbook.xml"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


@dataclass(slots=True)
class _Book:
    """What holds for all sheets. A shared string is (text, font name or "") stretch by stretch."""

    since_1904: bool = False
    strings: list[list[tuple[str, str]]] = field(default_factory=list)
    styles: list[tuple[str, str]] = field(default_factory=list)  # old encoding of the font, number format

    def style(self, written: str | None) -> tuple[str, str]:
        """(old encoding, number format) of a cell's style."""
        number = _number(written, 0)
        return self.styles[number] if number < len(self.styles) else ("", number_formats.GENERAL)


def read_xlsx(data: bytes, limits: Limits) -> list[Sheet]:
    """The visible sheets. Raises ReadingError as `Container` does, and too_many_parts, too_many_characters."""
    container = Container(data, limits, FORMAT)
    if not container.has(_BOOK):
        raise ReadingError("damaged", format=FORMAT, part=_BOOK)
    root = container.tree(_BOOK)
    properties = root.find(f"{_S}workbookPr")
    book = _Book(properties is not None and properties.get("date1904") in ("1", "true"))
    targets = _targets(container)
    if container.has("xl/styles.xml"):
        book.styles = _styles(container.tree("xl/styles.xml"))
    if container.has("xl/sharedStrings.xml"):
        book.strings = [_stretches(item) for item in container.tree("xl/sharedStrings.xml").iter(f"{_S}si")]
    sheets: list[Sheet] = []
    for element in root.iter(f"{_S}sheet"):
        part = targets.get(element.get(_R, ""), "")
        if element.get("state", "visible") == "visible" and "worksheets/" in part and container.has(part):
            sheets.append(_sheet(container.tree(part), element.get("name", ""), book, limits))
    return sheets


def _targets(container: Container) -> dict[str, str]:
    """Part names by relationship."""
    listing = "xl/_rels/workbook.xml.rels"
    if not container.has(listing):
        return {}
    found: dict[str, str] = {}
    for relationship in container.tree(listing).iter(_RELATIONSHIP):
        target = relationship.get("Target", "")
        found[relationship.get("Id", "")] = posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    return found


def _styles(root: Element) -> list[tuple[str, str]]:
    formats = dict(number_formats.BUILT_IN)
    for element in root.iter(f"{_S}numFmt"):
        formats[_number(element.get("numFmtId"), 0)] = element.get("formatCode", "")
    fonts = [_encoding(font.find(f"{_S}name")) for font in root.findall(f"{_S}fonts/{_S}font")]
    found: list[tuple[str, str]] = []
    for element in root.findall(f"{_S}cellXfs/{_S}xf"):
        font = _number(element.get("fontId"), 0)
        form = _number(element.get("numFmtId"), 0)
        found.append((fonts[font] if font < len(fonts) else "", formats.get(form, number_formats.GENERAL)))
    return found


def _encoding(name: Element | None) -> str:
    return encoding_of(name.get("val", "")) if name is not None else ""


def _stretches(item: Element) -> list[tuple[str, str]]:
    """(text, old encoding, "?" where the cell's font holds) of a string; readings above it are left out."""
    found: list[tuple[str, str]] = []
    for child in item:
        if child.tag == f"{_S}t":
            found.append((child.text or "", "?"))
        elif child.tag == f"{_S}r":
            name = child.find(f"{_S}rPr/{_S}rFont")
            text = child.find(f"{_S}t")
            if text is not None:
                found.append((text.text or "", "?" if name is None else _encoding(name)))
    return found


def _sheet(root: Element, name: str, book: _Book, limits: Limits) -> Sheet:
    sheet = Sheet(name)
    characters = limits.characters
    row = -1
    for line in root.iter(f"{_S}row"):
        row = _number(line.get("r"), row + 2) - 1
        column = -1
        for cell in line.findall(f"{_S}c"):
            written = cell.get("r")
            column = place_of(written)[1] if written else column + 1
            shown = _shown(cell, book)
            if not shown.text.strip() or not (0 <= row < _MOST_ROWS and 0 <= column < _MOST_COLUMNS):
                continue
            characters -= len(shown.text)
            if characters < 0:
                raise ReadingError("too_many_characters", limit=limits.characters)
            sheet.cells[row, column] = shown
    if len(sheet.cells) > limits.parts:
        raise ReadingError("too_many_parts", limit=limits.parts)
    for element in root.iter(f"{_S}mergeCell"):
        first, _, last = element.get("ref", "").partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last)
        if 0 <= top <= bottom and 0 <= left <= right:
            sheet.merges.append(Merge(top, left, bottom, right))
    return sheet


def _shown(cell: Element, book: _Book) -> Shown:
    encoding, form = book.style(cell.get("s"))
    kind = cell.get("t", "n")
    stored = cell.findtext(f"{_S}v") or ""
    if kind == "s":
        number = _number(stored, -1)
        stretches = book.strings[number] if 0 <= number < len(book.strings) else []
        return _text(stretches, encoding)
    if kind == "inlineStr":
        inside = cell.find(f"{_S}is")
        return _text(_stretches(inside) if inside is not None else [], encoding)
    if kind == "str":
        return _text([(stored, "?")], encoding)
    if kind == "b":
        return Shown("x" if stored == "1" else "")
    if kind == "e":
        return Shown("")
    if kind == "d":  # ISO 8601
        date = stored[:10].split("-")
        return Shown("/".join(reversed(date)), number=True)
    try:
        return Shown(number_formats.shown(float(stored), form, since_1904=book.since_1904), number=True)
    except ValueError:
        return Shown("")


def _text(stretches: list[tuple[str, str]], encoding: str) -> Shown:
    text, decoded = in_unicode([(part, encoding if own == "?" else own) for part, own in stretches])
    return Shown(nfc(text), decoded=decoded)


def _number(written: str | None, default: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 10 else default
