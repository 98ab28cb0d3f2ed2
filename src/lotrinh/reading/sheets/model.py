"""A sheet of a workbook: what its cells show, and which are merged. Rows and columns count from 0."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Merge(NamedTuple):
    """A rectangle of cells that is one; both corners belong to it."""

    top: int
    left: int
    bottom: int
    right: int


class Shown(NamedTuple):
    """What a cell shows. `number`: it is one, not a text; `decoded`: it was typed in an old font."""

    text: str
    number: bool = False
    decoded: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet; `cells` are the filled ones by (row, column)."""

    name: str
    cells: dict[tuple[int, int], Shown] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


def address(row: int, column: int) -> str:
    """The address of a cell as a spreadsheet names it.

    >>> address(6, 2), address(0, 26), address(9, 701)
    ('C7', 'AA1', 'ZZ10')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def place_of(reference: str) -> tuple[int, int]:
    """(row, column) of an address; (-1, -1) where it is none.

    >>> place_of("C7"), place_of("$AA$1"), place_of("7C")
    ((6, 2), (0, 26), (-1, -1))
    """
    written = reference.replace("$", "").upper()
    letters = written.rstrip("0123456789")
    digits = written[len(letters) :]
    if not letters.isalpha() or not letters.isascii() or len(letters) > 3 or not 0 < len(digits) <= 7:
        return -1, -1
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
