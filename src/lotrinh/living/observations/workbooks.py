"""A look into an .xlsx file before it is opened: whether it is safe to open, and which of its cells hide something.

Reads: bytes from anybody. Writes: faults by sheet and cell, or `Refused`. Nothing is unpacked beyond its bound, and no
sheet may claim a far corner: a reader would lay out every cell up to there.
"""

from __future__ import annotations

import io
import posixpath
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

MOST_PARTS = 1_000
MOST_UNPACKED = 48 * 1024 * 1024
MOST_PACKED = 200  # how tightly a part may be packed once it passes 1 MB
FAR_ROW, FAR_COLUMN = 20_000, 500
MOST_FAULTS = 200
_CHUNK = 1 << 16


class Refused(Refusal):
    """A table that is not taken, in words for who sent it."""


def letters(column: int) -> str:
    """The letters of a column, from 0.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(65 + rest) + told
    return told


def guard(data: bytes) -> dict[str, dict[str, str]]:
    """Faults of the cells, by sheet name and cell: "formula" (never computed) or "error" (#REF! and the like)."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused(
            Words(
                "Tệp Excel đời cũ (.xls) hoặc được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu, lưu thành .xlsx rồi tải lại.",
                "An old Excel file (.xls) or one with a password. Remove the password, save as .xlsx, upload again.",
            )
        )
    try:
        with ZipFile(io.BytesIO(data)) as book:
            return _guard(book)
    except (BadZipFile, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error) as p:
        raise Refused(_NOT_A_WORKBOOK) from p
    except ExpatError as problem:
        raise Refused(_NOT_A_WORKBOOK) from problem


def _guard(book: ZipFile) -> dict[str, dict[str, str]]:
    parts = book.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused(_BOMB)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refused(_NOT_A_WORKBOOK)
    left = MOST_UNPACKED
    for part in parts:  # the sizes that the file tells of itself may be lies: everything is unpacked within its bound
        left -= _size(book, part, left)
    sheets = _sheets(book)
    return {name: _faults(book, part) for name, part in sheets.items() if part in names}


def _size(book: ZipFile, part: ZipInfo, left: int) -> int:
    most = min(left, max(1 << 20, part.compress_size * MOST_PACKED))
    size = 0
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise Refused(_BOMB)
    return size


def _sheets(book: ZipFile) -> dict[str, str]:
    """Sheet name → its part."""
    targets: dict[str, str] = {}
    named: list[tuple[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes.get("Id", "")] = path

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            named.append((attributes.get("name", ""), number))

    _parse(book, "xl/_rels/workbook.xml.rels", relation)
    _parse(book, "xl/workbook.xml", sheet)
    return {name: targets[number] for name, number in named if number in targets}


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class _Cursor:
    """Where the parser stands in a sheet. `row` from 1, `column` from 0."""

    row: int = 0
    column: int = -1
    kind: str = ""
    formula: bool = False
    value: bool = False

    @property
    def name(self) -> str:
        return f"{letters(self.column)}{self.row}"


def _faults(book: ZipFile, part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = _Cursor()

    def start(tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "row":
                told = attributes.get("r", "")
                at.row = int(told) if told.isdecimal() else at.row + 1
                at.column = -1
            case "c":
                cell = _CELL.fullmatch(attributes.get("r", ""))
                at.column = _number(cell[1]) if cell else at.column + 1
                at.row = int(cell[2]) if cell else at.row
                at.kind, at.formula, at.value = attributes.get("t", ""), False, False
            case "f":
                at.formula = True
                _near(at)
            case "v" | "is":
                at.value = True
                _near(at)

    def end(tag: str) -> None:
        if _local(tag) != "c" or len(found) >= MOST_FAULTS:
            return
        if at.kind == "e":
            found[at.name] = "error"
        elif at.formula and not at.value:
            found[at.name] = "formula"

    _parse(book, part, start, end)
    return found


def _near(at: _Cursor) -> None:
    if at.row > FAR_ROW or at.column > FAR_COLUMN:
        raise Refused(
            Words(
                f"Trang tính có ô ở rất xa ({at.name}). Hãy xóa các dòng, cột thừa rồi lưu lại.",
                f"The sheet has a cell very far out ({at.name}). Delete the rows and columns beyond your table.",
            )
        )


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _parse(
    book: ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
) -> None:
    parser = ParserCreate()

    def refuse(*_: object) -> None:
        raise Refused(
            Words(
                "Tệp Excel chứa khai báo DTD nên bị từ chối vì lý do an toàn.",
                "The Excel file declares a DTD and was refused for safety.",
            )
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


_NOT_A_WORKBOOK = Words(
    "Tệp không phải bảng tính .xlsx, bị hỏng hoặc bị cắt cụt. Hãy mở bằng Excel, lưu thành .xlsx rồi tải lại.",
    "The file is no .xlsx workbook, damaged or cut short. Open it in Excel, save it as .xlsx, and upload it again.",
)
_BOMB = Words(
    "Tệp Excel khi giải nén vượt mức an toàn nên bị từ chối. Hãy kiểm tra nguồn gốc của tệp.",
    "The Excel file unpacks beyond the safe limit and was refused. Check where it comes from.",
)
