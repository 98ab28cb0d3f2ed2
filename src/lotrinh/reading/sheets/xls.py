"""Excel files of 1993–2003 (.xls) as sheets, each cell as it is shown.

Reads: the stream "Workbook" (or "Book") of a compound file. Writes: `Sheet`s. Cells whose font draws an old
encoding are converted by it, stretch by stretch. Hidden sheets are left out. Source: [MS-XLS].
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, field

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.font_runs import in_unicode
from lotrinh.reading.legacy_fonts import encoding_of
from lotrinh.reading.limits import Limits
from lotrinh.reading.ole import CompoundFile
from lotrinh.reading.sheets import number_formats
from lotrinh.reading.sheets.biff import Strings, Text, records, string_at
from lotrinh.reading.sheets.model import Merge, Sheet, Shown

FORMAT = "Excel 97–2003"
# Kinds of records; those of cells and of what holds for all sheets are told apart where they are taken.
_BOF, _EOF, _ENCRYPTED, _RESULT, _MERGED = 0x809, 0x0A, 0x2F, 0x207, 0xE5
_SHARED, _LABEL, _RICH_LABEL, _NUMBER, _PACKED, _MANY_PACKED, _FORMULA, _TRUTH = (
    0xFD, 0x204, 0xD6, 0x203, 0x27E, 0xBD, 0x06, 0x205,
)  # fmt: skip
_CELLS = frozenset((_SHARED, _LABEL, _RICH_LABEL, _NUMBER, _PACKED, _MANY_PACKED, _FORMULA, _TRUTH))
_VERSION_8 = 0x600
_VISIBLE_SHEET = (0, 0)
_MISSING_FONT = 4  # there is none of this number


@dataclass(slots=True)
class _Book:
    """What holds for all sheets."""

    version: int = _VERSION_8
    since_1904: bool = False
    sheets: list[tuple[str, int]] = field(default_factory=list)  # name, where it begins in the stream
    encodings: list[str] = field(default_factory=list)  # of fonts
    formats: dict[int, str] = field(default_factory=lambda: dict(number_formats.BUILT_IN))
    styles: list[tuple[int, int]] = field(default_factory=list)  # font, number format
    strings: list[Text] = field(default_factory=list)

    def encoding(self, font: int) -> str:
        at = font - 1 if font > _MISSING_FONT else font
        return self.encodings[at] if at < len(self.encodings) else ""

    def style(self, number: int) -> tuple[int, str]:
        """(font, number format) of a cell's style."""
        font, form = self.styles[number] if number < len(self.styles) else (0, 0)
        return font, self.formats.get(form, number_formats.GENERAL)


def read_xls(data: bytes, limits: Limits) -> list[Sheet]:
    """The visible sheets. Raises ReadingError: damaged, encrypted, too_many_parts, too_many_characters."""
    file = CompoundFile(data, FORMAT)
    stream = file.stream("Workbook") or file.stream("Book")
    if not stream:
        raise ReadingError("damaged", format=FORMAT, part="Workbook")
    book = _book(stream)
    sheets = []
    left = limits.parts
    for name, at in book.sheets:
        sheet = _SheetReader(book, name, left, limits).read(stream, at)
        left -= len(sheet.cells)
        sheets.append(sheet)
    return sheets


def _book(stream: bytes) -> _Book:
    book = _Book()
    for number, (kind, parts) in enumerate(records(stream)):
        content = parts[0]
        if number == 0:
            if kind != _BOF or len(content) < 4:
                raise ReadingError("damaged", format=FORMAT, part="Workbook")
            (book.version,) = struct.unpack_from("<H", content)
        elif kind == _EOF:
            break
        elif kind == _ENCRYPTED:
            raise ReadingError("encrypted", format=FORMAT)
        else:
            with suppress(struct.error, IndexError):  # a record cut short says nothing
                _take(book, kind, content, parts)
    return book


def _take(book: _Book, kind: int, content: bytes, parts: list[bytes]) -> None:
    match kind:
        case 0x22:  # dates count from 1904
            book.since_1904 = content[:1] == b"\x01"
        case 0x85:  # a sheet
            at, hidden, sort = struct.unpack_from("<IBB", content)
            if (hidden & 3, sort) == _VISIBLE_SHEET:
                book.sheets.append((_short(book, content, 6), at))
        case 0x31:  # a font
            book.encodings.append(encoding_of(_short(book, content, 14)))
        case 0xE0:  # a style of cells
            font, form = struct.unpack_from("<HH", content)
            book.styles.append((font, form))
        case 0x41E:  # a number format
            (number,) = struct.unpack_from("<H", content)
            book.formats[number] = string_at(content, 2) if book.version >= _VERSION_8 else _narrow(content, 2)
        case 0xFC:  # the shared strings
            (count,) = struct.unpack_from("<I", content, 4)
            strings = Strings(parts, 8)
            for _ in range(min(count, sum(map(len, parts)) // 3)):
                book.strings.append(strings.take())


def _short(book: _Book, content: bytes, at: int) -> str:
    return string_at(content, at, short=True) if book.version >= _VERSION_8 else _narrow(content, at)


def _narrow(content: bytes, at: int) -> str:
    """A string of the version before Unicode."""
    return content[at + 1 : at + 1 + content[at]].decode("cp1252", "replace")


class _SheetReader:
    """Reads one sheet; at most `left` cells."""

    def __init__(self, book: _Book, name: str, left: int, limits: Limits) -> None:
        self._book = book
        self._sheet = Sheet(name)
        self._left = left
        self._limits = limits
        self._characters = limits.characters
        self._waiting: tuple[int, int, int] | None = None  # a formula whose text is in the next record

    def read(self, stream: bytes, at: int) -> Sheet:
        """The sheet that begins at byte `at`."""
        first = True
        for kind, parts in records(stream, at):
            if first and kind != _BOF:
                break
            first = False
            if kind == _EOF:
                break
            with suppress(struct.error, IndexError):
                self._take(kind, parts[0])
        return self._sheet

    def _take(self, kind: int, content: bytes) -> None:
        if kind in _CELLS:
            self._cell(kind, content)
        elif kind == _MERGED:
            (count,) = struct.unpack_from("<H", content)
            for number in range(count):
                top, bottom, left, right = struct.unpack_from("<HHHH", content, 2 + 8 * number)
                self._sheet.merges.append(Merge(top, left, bottom, right))
        elif kind == _RESULT and self._waiting:
            row, column, style = self._waiting
            self._waiting = None
            self._text(row, column, style, Text(self._long(content, 0)))

    def _cell(self, kind: int, content: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", content)
        match kind:
            case 0xFD:  # _SHARED
                (number,) = struct.unpack_from("<I", content, 6)
                self._text(row, column, style, self._book.strings[number])
            case 0x204 | 0xD6:  # _LABEL, _RICH_LABEL
                self._text(row, column, style, Text(self._long(content, 6)))
            case 0x203:  # _NUMBER
                self._number(row, column, style, struct.unpack_from("<d", content, 6)[0])
            case 0x27E:  # _PACKED
                self._number(row, column, style, _unpacked(struct.unpack_from("<I", content, 6)[0]))
            case 0xBD:  # _MANY_PACKED
                for at in range(4, len(content) - 7, 6):
                    style, packed = struct.unpack_from("<HI", content, at)
                    self._number(row, column + (at - 4) // 6, style, _unpacked(packed))
            case 0x06:  # _FORMULA
                self._formula(row, column, style, content)
            case _:
                value, error = struct.unpack_from("<BB", content, 6)
                if not error:
                    self._put(row, column, Shown("x" if value else ""))

    def _formula(self, row: int, column: int, style: int, content: bytes) -> None:
        """What a formula last came to: a number, a text (in the next record), true or false, an error."""
        if content[12:14] != b"\xff\xff":
            self._number(row, column, style, struct.unpack_from("<d", content, 6)[0])
        elif content[6] == 0:
            self._waiting = (row, column, style)

    def _long(self, content: bytes, at: int) -> str:
        if self._book.version >= _VERSION_8:
            return string_at(content, at)
        (length,) = struct.unpack_from("<H", content, at)
        return content[at + 2 : at + 2 + length].decode("cp1252", "replace")

    def _number(self, row: int, column: int, style: int, value: float) -> None:
        _, form = self._book.style(style)
        self._put(row, column, Shown(number_formats.shown(value, form, since_1904=self._book.since_1904), number=True))

    def _text(self, row: int, column: int, style: int, stored: Text) -> None:
        font, _ = self._book.style(style)
        stretches: list[tuple[str, str]] = []
        at, encoding = 0, self._book.encoding(font)
        for start, own in stored.runs:
            if at < start:
                stretches.append((stored.text[at:start], encoding))
            at, encoding = max(at, start), self._book.encoding(own)
        stretches.append((stored.text[at:], encoding))
        text, decoded = in_unicode(stretches)
        self._put(row, column, Shown(nfc(text), decoded=decoded))

    def _put(self, row: int, column: int, shown: Shown) -> None:
        if not shown.text.strip():
            return
        self._left -= 1
        if self._left < 0:
            raise ReadingError("too_many_parts", limit=self._limits.parts)
        self._characters -= len(shown.text)
        if self._characters < 0:
            raise ReadingError("too_many_characters", limit=self._limits.characters)
        self._sheet.cells[row, column] = shown


def _unpacked(packed: int) -> float:
    """A number stored in 30 bits: a whole number or the upper half of a float, some in hundredths."""
    value = packed >> 2
    if packed & 2:
        number = float(value - (1 << 30) if value & (1 << 29) else value)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", value << 34))
    return number / 100 if packed & 1 else number
