"""One page: its text, tables and columns in reading order.

Reads: a pdfium page. Writes: `Page` with its parts from top to bottom.
"""

from __future__ import annotations

from ctypes import byref, c_float
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from lotrinh.reading.pdf.glyphs import Glyph, glyphs_of, turn_of
from lotrinh.reading.pdf.grids import Grid
from lotrinh.reading.pdf.lines import Line, Segment, joined, lines_of
from lotrinh.reading.pdf.rules import grids_of
from lotrinh.reading.turn import UPRIGHT, Turn

_MOST_OBJECTS = 5_000


@dataclass(slots=True)
class RuledTable:
    """A grid and the lines in each of its cells."""

    grid: Grid
    cells: list[list[Segment]]

    def text(self) -> str:
        """All its words."""
        return " ".join(segment.text for cell in self.cells for segment in cell)


@dataclass(slots=True)
class Page:
    """`parts` are runs of lines and tables in reading order; `number` counts from 1."""

    number: int
    turn: Turn = UPRIGHT
    bottom: float = 0.0
    top: float = 0.0
    parts: list[list[Line] | RuledTable] = field(default_factory=list)
    characters: int = 0
    letters: int = 0
    lines: int = 0
    has_picture: bool = False  # pictures that cover most of the page
    is_blank: bool = False  # nothing is drawn on it
    noise: list[Segment] = field(default_factory=list)  # what specks and pens were taken for, no part of the text

    def text(self) -> str:
        """All its words."""
        return " ".join(
            part.text() if isinstance(part, RuledTable) else " ".join(joined(line).text for line in part)
            for part in self.parts
        )

    def in_margin(self, base: float) -> bool:
        """Whether a line this high stands in the upper or lower eighth of the page."""
        eighth = (self.top - self.bottom) / 8
        return base > self.top - eighth or base < self.bottom + eighth


def page_of(page: Any, text_page: Any, number: int, count: int) -> Page:
    """Lay out a page, of whose characters the first `count` are read."""
    turn = turn_of(text_page, count)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width
    _, bottom, _, top = turn.box(0.0, 0.0, width, height)
    glyphs = glyphs_of(text_page, count, turn)
    letters = sum(glyph.text != " " for glyph in glyphs)
    result = Page(number, turn, bottom, top, characters=count, letters=letters)
    result.is_blank = pdfium.FPDFPage_CountObjects(page) <= 0
    result.has_picture = _has_picture(page, width * height)
    grids = grids_of(page, turn) if letters else []
    loose, tables = _in_cells(glyphs, grids)
    lines = lines_of(loose)
    result.lines = len(lines) + sum(len(cell) for table in tables for cell in table.cells)
    for table in tables:
        above = [line for line in lines if line[0].base >= table.grid.top]
        lines = lines[len(above) :]
        if above:
            result.parts.append(above)
        result.parts.append(table)
    if lines:
        result.parts.append(lines)
    return result


def _in_cells(glyphs: list[Glyph], grids: list[Grid]) -> tuple[list[Glyph], list[RuledTable]]:
    """Glyphs outside all tables, and the tables that hold text."""
    if not grids:
        return glyphs, []
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    loose: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        for grid, cells in zip(grids, inside, strict=True):
            at = grid.cell_at(x, y)
            if at is not None:
                cells[at].append(glyph)
                break
        else:
            loose.append(glyph)
    tables = [
        RuledTable(grid, [[joined(line) for line in lines_of(cell)] if cell else [] for cell in cells])
        for grid, cells in zip(grids, inside, strict=True)
        if any(cells)
    ]
    return loose, tables


def _has_picture(page: Any, area: float) -> bool:
    """Whether pictures cover more than half of the page, as in a scan; scanners store one, or strips."""
    sides = [c_float() for _ in range(4)]
    covered = 0.0
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(item, *map(byref, sides)):
            left, bottom, right, top = (side.value for side in sides)
            covered += (right - left) * (top - bottom)
    return covered > area / 2
