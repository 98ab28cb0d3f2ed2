"""What runs through all pages: page numbers, repeated heads and feet.

Reads: pages. Writes: which lines and tables are furniture, by identity. Only the edges of a page are
looked at, so a line that truly repeats in the text stays text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lotrinh.reading.pdf.lines import Line, joined
from lotrinh.reading.pdf.page import Page, RuledTable

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:Trang|trang|TRANG|Page)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")
_DIGITS = re.compile(r"\d+")
_TITLE = ("biểu", "bảng", "phụ lục", "mẫu", "chương", "điều", "phần", "mục")  # counted, but part of the text
_EDGE_LINES = 3  # lines of a page's top and bottom that may run through
_SAME_HEIGHT = 3.0  # points
_LONG = 200  # characters; what is longer is text


def furniture_of(pages: Sequence[Page]) -> set[int]:
    """`id()` of the lines and tables that are page numbers or repeat on other pages."""
    furniture: set[int] = set()
    boxes: set[str] = set()
    met: dict[str, list[tuple[int, float, int]]] = defaultdict(list)  # words → (page, height, id)
    for page in pages:
        for rank, item, text, height in _edges(page):
            if rank == 0 and _PAGE_NUMBER.fullmatch(text):
                furniture.add(id(item))
            elif len(text) <= _LONG:
                if isinstance(item, RuledTable):
                    boxes.add(text)
                for words in {text, _counted(text, page.number)} if rank == 0 else {text}:
                    met[words].append((page.number, height, id(item)))
    for words, places in met.items():
        here = {page for page, _, _ in places}
        heights = [height for _, height, _ in places]
        near = max(heights) - min(heights) < _SAME_HEIGHT
        # Two equal boxes at one height are a head; two equal lines are one only where there are but two pages.
        enough = 2 if near and (words in boxes or len(pages) == 2) else 3
        if len(here) >= enough:
            furniture.update(item for _, _, item in places)
    return furniture


def _counted(text: str, page: int) -> str:
    """`text` with numbers that count with the pages told as their distance to the page."""
    if text.lower().startswith(_TITLE):
        return text
    return _DIGITS.sub(lambda match: f"#{int(match[0][:9]) - page}", text)


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
