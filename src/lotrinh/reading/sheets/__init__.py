"""Workbooks: Excel 93–2003 (.xls), Excel (.xlsx) and OpenDocument (.ods), each cell as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lotrinh.reading.container import says_it_is
from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits
from lotrinh.reading.ole import SIGNATURE

if TYPE_CHECKING:
    from lotrinh.reading.sheets.model import Sheet

_STREAMS = ("Workbook", "Book")
_ZIP = b"PK\x03\x04"


class XlsReader:
    """A compound file whose outermost storage holds a workbook."""

    name = "xls"
    extensions: tuple[str, ...] = (".xls", ".xlt")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the container's signature and the stream all its workbooks have."""
        if not data.startswith(SIGNATURE) or not any(stream.encode("utf-16-le") in data for stream in _STREAMS):
            return False
        from lotrinh.reading.ole import streams_of

        streams = streams_of(data)
        return not streams.isdisjoint(_STREAMS) or not streams

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, too_many_parts, too_many_characters, empty."""
        from lotrinh.reading.sheets.xls import read_xls

        return _document(read_xls, data, self.name, name, limits)


class XlsxReader:
    """A zip container that holds a workbook."""

    name = "xlsx"
    extensions: tuple[str, ...] = (".xlsx", ".xlsm", ".xltx")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the container's signature and the part all its workbooks have."""
        return data.startswith(_ZIP) and b"xl/workbook.xml" in data

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, zip_bomb, forbidden_xml, too_many_parts and others, empty."""
        from lotrinh.reading.sheets.xlsx import read_xlsx

        return _document(read_xlsx, data, self.name, name, limits)


class OdsReader:
    """A zip container that says it is an OpenDocument workbook."""

    name = "ods"
    extensions: tuple[str, ...] = (".ods", ".ots")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the statement of its kind."""
        return says_it_is(data, "spreadsheet")

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, zip_bomb, forbidden_xml, too_many_parts and others, empty."""
        from lotrinh.reading.sheets.ods import read_ods

        return _document(read_ods, data, self.name, name, limits)


def _document(
    sheets: Callable[[bytes, Limits], list[Sheet]], data: bytes, format: str, name: str, limits: Limits
) -> Document:
    from msgspec.structs import replace

    from lotrinh.reading.compose import compose
    from lotrinh.reading.document import Notice
    from lotrinh.reading.errors import ReadingError
    from lotrinh.reading.sheets.layout import content_of

    found = sheets(data, limits)
    document = compose(content_of(found), format=format, name=name)
    if not document.text:
        raise ReadingError("empty")
    if any(shown.decoded for sheet in found for shown in sheet.cells.values()):
        old_fonts = Notice("legacy_font", 0, len(document.text))  # one for the workbook, not one a cell
        document = replace(document, notices=(*document.notices, old_fonts))
    return document
