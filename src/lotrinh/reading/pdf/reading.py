"""A PDF as a Document.

Reads: bytes. Writes: Document of format "pdf"; a place for every line with its page and box. Pages,
characters and unpacked streams are bounded; pdfium is not thread-safe, so one reading goes on at a time.
"""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lotrinh.reading.compose import compose
from lotrinh.reading.document import Document, Notice
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits

try:
    import pypdfium2
    import pypdfium2.raw as pdfium
except ImportError as problem:  # pragma: no cover - the package depends on it, a system package may not
    raise ReadingError("reader_missing", format="PDF", component="pypdfium2") from problem

from lotrinh.reading.pdf.assembly import assemble
from lotrinh.reading.pdf.page import Page, page_of
from lotrinh.reading.pdf.scans import notices_of, with_scans

PDFIUM = threading.Lock()  # pdfium is not thread-safe
_DICTIONARY = 400  # bytes before a stream that describe it
_PICTURE = 1 << 20  # packed; a picture may be larger, a bomb need not be
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda])")
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: damaged, encrypted, zip_bomb."""
    _check_streams(data, limits)
    with PDFIUM, _opened(data) as document:
        total = len(document)
        if total < 1:
            raise ReadingError("damaged", format="PDF", part="pages")
        pages = list(_pages(document, min(total, limits.pages), limits))
        properties = _properties(document)
    pages, scanned = with_scans(pages, data, limits)
    result = compose(assemble(pages), format="pdf", name=name, properties=properties)
    notices = [*notices_of(result.text, pages, scanned), *result.notices]
    if len(pages) < total:
        notices.append(Notice("pages_left_out", len(result.text), len(result.text), str(total - len(pages))))
    return Document(
        result.text, "pdf", name, result.blocks, result.tables, result.places, tuple(notices), result.properties
    )


def _check_streams(data: bytes, limits: Limits) -> None:
    """Refuse a file whose compressed streams unpack beyond the limit, before pdfium unpacks them.

    Large pictures are passed over: pdfium unpacks them only to draw, which is never asked of it.
    """
    left = limits.stream_bytes
    for match in _STREAM.finditer(data):
        if b"/Image" in data[max(0, match.start() - _DICTIONARY) : match.start()]:
            end = data.find(b"endstream", match.end(), match.end() + _PICTURE)
            if end < 0:
                continue
        unpacker = zlib.decompressobj()
        waiting = memoryview(data)[match.end() :]
        try:
            while waiting and not unpacker.eof:
                piece = waiting[: 1 << 16]
                left -= len(unpacker.decompress(piece, 1 << 20))
                if left < 0:
                    raise ReadingError("zip_bomb", format="PDF", part="stream")
                waiting = waiting[len(piece) - len(unpacker.unconsumed_tail) :]
        except zlib.error:
            continue


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        code = getattr(problem, "err_code", None)
        if code == _PASSWORD_ERROR or "password" in str(problem).lower():
            raise ReadingError("encrypted", format="PDF") from problem
        raise ReadingError("damaged", format="PDF", part="xref") from problem
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any, count: int, limits: Limits) -> Iterator[Page]:
    """Pages until the limit of characters or lines; a page that does not load is an empty one."""
    left = limits.characters
    lines_left = limits.parts
    for index in range(count):
        if left <= 0 or lines_left <= 0:
            return
        handle = pdfium.FPDF_LoadPage(document.raw, index)
        if not handle:
            yield Page(index + 1)
            continue
        text_page = pdfium.FPDFText_LoadPage(handle)
        try:
            characters = min(max(0, pdfium.FPDFText_CountChars(text_page)), left) if text_page else 0
            page = page_of(handle, text_page, index + 1, characters)
            left -= characters
            lines_left -= page.lines
            yield page
        finally:
            if text_page:
                pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(handle)


def _properties(document: Any) -> dict[str, str]:
    try:
        said = document.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        return {}
    kept = {"Title": "title", "Author": "author", "CreationDate": "created"}
    return {kept[key]: str(value).strip("\0 ") for key, value in said.items() if key in kept}
