"""Pages whose text must be read from their picture, and what is to be said of them.

Reads: laid-out pages, the file. Writes: the pages with those recognised in their places, notices.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lotrinh.reading.document import Notice
from lotrinh.reading.limits import Limits
from lotrinh.reading.ocr.cache import Kept
from lotrinh.reading.ocr.engine import engine
from lotrinh.reading.pdf.page import Page
from lotrinh.reading.pdf.quality import is_garbage, is_scrambled, is_unreadable

_STAMP = 300  # letters; a signature or a stamp on a scan has no more
SURE = 0.8  # recognition less sure than that as a whole is low
_TRUSTED = 0.5  # and less than that is not taken instead of a text layer


@dataclass(slots=True)
class Scanned:
    """Pages by what became of their pictures; `confidence` of those recognised, 0 to 1."""

    wanted: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    confidence: float = 1.0
    has_engine: bool = True


def with_scans(pages: list[Page], data: bytes, limits: Limits) -> tuple[list[Page], Scanned]:
    """The pages, those that need it read from their pictures. Tells the watcher of the reading how far it is."""
    scanned = Scanned([page.number for page in pages if needs_recognition(page)])
    if not scanned.wanted or limits.scanned_pages <= 0:
        return pages, scanned
    tesseract = engine()
    if tesseract is None:
        scanned.has_engine = False
        return pages, scanned
    from lotrinh.reading.ocr.pages import recognised
    from lotrinh.reading.ocr.raster import page_picture

    numbers, scanned.left_out = scanned.wanted[: limits.scanned_pages], scanned.wanted[limits.scanned_pages :]
    with tempfile.TemporaryDirectory(prefix="lotrinh-") as folder:
        file = Path(folder) / "scan.pdf"
        file.write_bytes(data)
        found = recognised(
            numbers,
            lambda number, stop: page_picture(file, number, limits.page_seconds, stop),
            tesseract,
            Kept(data, tesseract),
            limits,
        )
    scanned.failed, scanned.confidence = found.failed, found.confidence
    result = []
    for page in pages:
        other = found.pages.get(page.number)
        if other is not None and _is_better(other, page, found.confidence):
            scanned.recognised.append(page.number)
            page = other
        result.append(page)
    return result, scanned


def needs_recognition(page: Page) -> bool:
    """Whether a page is drawn rather than written, or its text layer cannot be trusted."""
    if page.letters == 0:
        return not page.is_blank
    if page.has_picture and page.letters < _STAMP:
        return True
    text = page.text()
    return is_scrambled(text) or (page.has_picture and is_garbage(text)) or is_unreadable(text)


def _is_better(seen: Page, layer: Page, confidence: float) -> bool:
    if layer.letters == 0 or is_garbage(layer.text()):
        return seen.letters > 0
    if is_unreadable(layer.text()):
        return not is_unreadable(seen.text())
    return confidence > _TRUSTED and seen.letters > 0.9 * layer.letters


def notices_of(text: str, pages: Sequence[Page], scanned: Scanned) -> list[Notice]:
    """What the reader of the facts must know of the text layer and of recognition."""
    notices: list[Notice] = []
    unread = [number for number in scanned.wanted if number not in set(scanned.recognised)]
    layers = {page.number: page.letters for page in pages}
    bare = [number for number in unread if layers[number] == 0 and number not in scanned.failed]
    if not text:
        notices.append(Notice("no_text_layer", 0, 0))
    elif not scanned.recognised and is_garbage(text) and any(page.has_picture for page in pages):
        # The text is kept to be seen, yet whoever reads facts from it must know.
        notices.append(Notice("no_text_layer", 0, len(text)))
        notices.append(Notice("ocr_low", 0, len(text)))
    elif bare and any(page.has_picture for page in pages):
        notices.append(Notice("pages_without_text", 0, 0, told(bare)))
    if unread and not scanned.has_engine:
        notices.append(Notice("ocr_missing", 0, 0, told(unread)))
    if scanned.recognised:
        notices.append(Notice("ocr_used", 0, len(text), told(scanned.recognised)))
        if scanned.confidence < SURE:
            notices.append(Notice("ocr_low", 0, len(text)))
    if scanned.failed:
        notices.append(Notice("ocr_failed", 0, 0, told(scanned.failed)))
    if scanned.left_out:
        notices.append(Notice("pages_without_text", 0, 0, told(scanned.left_out)))
    if is_scrambled(text) or is_unreadable(text):
        notices.append(Notice("scrambled_accents", 0, len(text)))
    return notices


def told(numbers: Iterable[int]) -> str:
    """Numbers of pages in order, rows of them shortened.

    >>> told([1, 2, 3, 5, 8, 9])
    '1-3, 5, 8, 9'
    """
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    parts = (f"{row[0]}-{row[-1]}" if len(row) > 2 else ", ".join(map(str, row)) for row in rows)
    return ", ".join(parts)
