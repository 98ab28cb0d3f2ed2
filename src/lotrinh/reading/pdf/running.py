"""What runs through all pages: page numbers, repeated heads and feet.

Reads: pages. Writes: which lines and tables are furniture, by identity. Only the edges of a page are
looked at, so a line that truly repeats in the text stays text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lotrinh.reading.pdf.lines import Line, joined
from lotrinh.reading.pdf.page import Page, RuledTable

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:Trang|trang|TRANG|Page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")
_DIGITS = re.compile(r"\d+")
_TITLE = ("biểu", "bảng", "phụ lục", "mẫu", "chương", "điều", "phần", "mục")  # counted, but part of the text
_EDGE_LINES = 3  # lines of a page's top and bottom that may run through
_SAME_HEIGHT = 3.0  # points
_LONG = 200  # characters; what is longer is text


class _Met(NamedTuple):
    """An outermost line or table of a page: its words, the numbers in them, how far down it stands."""

    page: int
    item: int
    text: str
    numbers: tuple[int, ...]
    height: float
    boxed: bool


def furniture_of(pages: Sequence[Page]) -> set[int]:
    """`id()` of the lines and tables that are page numbers or repeat on other pages."""
    furniture: set[int] = set()
    met: dict[str, list[_Met]] = defaultdict(list)
    for page in pages:
        for rank, item, text, height in _edges(page):
            if rank == 0 and _PAGE_NUMBER.fullmatch(text):
                furniture.add(id(item))
            elif len(text) <= _LONG:
                numbers = tuple(int(number[:9]) for number in _DIGITS.findall(text))
                found = _Met(page.number, id(item), text, numbers, height, isinstance(item, RuledTable))
                met[_DIGITS.sub("#", text)].append(found)
    for alike in met.values():
        for group in _groups(alike):
            heights = [found.height for found in group]
            near = max(heights) - min(heights) < _SAME_HEIGHT
            # Two equal boxes at one height are a head; two equal lines are one only where there are but two pages.
            enough = 2 if near and (group[0].boxed or len(pages) == 2) else 3
            if len({found.page for found in group}) >= enough:
                furniture.update(found.item for found in group)
    return furniture


def _groups(alike: list[_Met]) -> list[list[_Met]]:
    """All of them where their numbers stay or count with the pages, else those of equal words."""
    titled = alike[0].text.lower().startswith(_TITLE)
    if not titled and all(
        len(set(column)) == 1 or len({number - found.page for number, found in zip(column, alike, strict=True)}) == 1
        for column in zip(*(found.numbers for found in alike), strict=True)
    ):
        return [alike]
    equal: dict[str, list[_Met]] = defaultdict(list)
    for found in alike:
        equal[found.text].append(found)
    return list(equal.values())


def _edges(page: Page) -> Iterator[tuple[int, Line | RuledTable, str, float]]:
    """(how far from the edge, item, text, height on the page) of the outermost items in the margins."""
    items: list[tuple[Line | RuledTable, str, float]] = []
    for part in page.parts:
        if isinstance(part, RuledTable):
            items.append((part, part.text(), part.grid.top))
        else:
            items.extend((line, joined(line).text, line[0].base) for line in part)
    for index, (item, text, base) in enumerate(items):
        rank = min(index, len(items) - 1 - index)
        if rank < _EDGE_LINES and page.in_margin(base):
            yield rank, item, text, page.top - base
