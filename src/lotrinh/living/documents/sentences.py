"""The sentence behind a figure: where it stands, what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lotrinh.living.documents.layout import page_of
from lotrinh.living.documents.models import Document

AROUND = 1_200
"""So many characters of context on either side at most; a paragraph of a scraped page may be endless."""

_END = re.compile(r"[.!?…;]\s+")


@dataclass(frozen=True)
class Sentence:
    """`before` + `marked` + `after` is a stretch of the text, from `first` to `last`. `section`: headings above it."""

    start: int
    end: int
    before: str
    marked: str
    after: str
    section: tuple[str, ...]
    page: int | None
    first: int
    last: int


def sentence(document: Document, start: int, end: int) -> Sentence | None:
    """The source text from `start` to `end` with the sentences that it is part of; None: no such place."""
    text = document.text
    if not 0 <= start < end <= len(text):
        return None
    first, last = _paragraph(document, start, end)
    first = max(first, _sentence_start(text, max(first, start - AROUND), start))
    last = min(last, _sentence_end(text, end, min(last, end + AROUND)))
    return Sentence(
        start=start,
        end=end,
        before=text[first:start].lstrip(),
        marked=text[start:end],
        after=text[end:last].rstrip(),
        section=_headings(document, start),
        page=page_of(document.blocks, start),
        first=first,
        last=last,
    )


def _paragraph(document: Document, start: int, end: int) -> tuple[int, int]:
    blocks = (document.blocks or {}).get("blocks") or [[0, len(document.text)]]
    at = max(0, bisect_right(blocks, start, key=lambda block: block[0]) - 1)
    until = max(at, bisect_right(blocks, end - 1, key=lambda block: block[0]) - 1)
    return min(start, blocks[at][0]), max(end, blocks[until][1])


def _sentence_start(text: str, first: int, start: int) -> int:
    ends = [found.end() for found in _END.finditer(text, first, start)]
    return ends[-1] if ends else first


def _sentence_end(text: str, end: int, last: int) -> int:
    if text[:end].rstrip()[-1:] in ".!?;" and end < last:
        return end
    found = _END.search(text, max(0, end - 1), last)
    return found.end() if found else last


def _headings(document: Document, start: int) -> tuple[str, ...]:
    sections = (document.facts or {}).get("sections") or []
    by_id = {section["id"]: section for section in sections}
    above = [section for section in sections if section["start"] <= start]
    at = max(above, key=lambda section: section["start"], default=None)
    path: list[str] = []
    while at is not None and len(path) < 8:
        path.append(" ".join(f"{at['label']} {at['title']}".split())[:160])
        at = by_id.get(at["parent"]) if at["parent"] else None
    return tuple(reversed(path))
