"""An annotated PDF: the file as it was, with highlights added behind it.

Reads: the bytes of a PDF, notes. Writes: the same bytes with an update at their end (the incremental form of the
format), so that the original, its signatures included, is kept byte for byte in front.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pypdfium2.raw as pdfium

from lotrinh.output.annotate.notes import Note
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.pdf.reading import PDFIUM

_COLOURS = {
    "targets": (255, 217, 92),
    "results": (140, 214, 160),
    "tasks": (150, 175, 245),
    "citations": (214, 170, 232),
}
_PRINTED = 4  # the flag of an annotation that shows on paper too
_SHOWN = 500  # facts on one page; a viewer cannot show more sensibly


def annotated_pdf(data: bytes, notes: Iterable[Note], author: str) -> bytes:
    """`data` with a highlight for every note that has boxes. Raises ReadingError: damaged."""
    placed = [(spot.page, note, spot.boxes) for note in notes for spot in note.places if spot.page and spot.boxes]
    placed.sort(key=lambda entry: entry[0])
    with PDFIUM:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise ReadingError("damaged", format="PDF", part="xref")
        try:
            for number, found in groupby(placed, key=lambda entry: entry[0]):
                page = pdfium.FPDF_LoadPage(document, number - 1)
                if page:
                    for _, note, boxes in list(found)[:_SHOWN]:
                        _highlight(page, note, boxes, author)
                    pdfium.FPDF_ClosePage(page)
            return _saved(document)
        finally:
            pdfium.FPDF_CloseDocument(document)


def _highlight(page: Any, note: Note, boxes: tuple[tuple[float, float, float, float], ...], author: str) -> None:
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
    if not annotation:
        return
    red, green, blue = _COLOURS[note.kind]
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
    pdfium.FPDFAnnot_SetFlags(annotation, _PRINTED)
    for left, bottom, right, top in boxes:
        quad = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    around = pdfium.FS_RECTF(
        min(box[0] for box in boxes), max(box[3] for box in boxes),
        max(box[2] for box in boxes), min(box[1] for box in boxes),
    )  # fmt: skip
    pdfium.FPDFAnnot_SetRect(annotation, around)
    for key, value in ((b"Contents", f"{note.heading}\n{note.body}"), (b"T", author), (b"Subj", note.heading)):
        pdfium.FPDFAnnot_SetStringValue(annotation, key, _wide(value))
    pdfium.FPDFPage_CloseAnnot(annotation)


def _wide(text: str) -> Any:
    stored = (text + "\0").encode("utf-16-le")
    return ctypes.cast(ctypes.create_string_buffer(stored), ctypes.POINTER(ctypes.c_ushort))


def _saved(document: Any) -> bytes:
    pieces: list[bytes] = []

    def write(_: Any, piece: Any, size: int) -> int:
        pieces.append(ctypes.string_at(piece, size))
        return 1

    target = pdfium.FPDF_FILEWRITE()
    target.version = 1
    target.WriteBlock = type(target.WriteBlock)(write)
    if not pdfium.FPDF_SaveAsCopy(document, target, pdfium.FPDF_INCREMENTAL):
        raise ReadingError("damaged", format="PDF", part="xref")
    return b"".join(pieces)
