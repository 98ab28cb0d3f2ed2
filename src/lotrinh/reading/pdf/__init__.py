"""PDF files with a text layer. Lines are rebuilt from the boxes of the characters.

The order in which a PDF draws its text is not to be trusted: where a font lacks ế or ạ, another font
draws these letters later, and most extractors then print "T NH L NG S N Ỉ Ạ Ơ". Here only the place of
a character on the page counts.
"""

from __future__ import annotations

from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits

_HEAD_BYTES = 1024  # the signature may follow some bytes of a mail or web server


class PdfReader:
    """PDF 1.x and 2.0; a scan gives a Document without text and the notice `no_text_layer`."""

    name = "pdf"
    extensions: tuple[str, ...] = (".pdf",)

    def recognises(self, data: bytes, name: str) -> bool:
        """By the signature near the beginning."""
        return b"%PDF-" in data[:_HEAD_BYTES]

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, zip_bomb, reader_missing."""
        from lotrinh.reading.pdf.reading import read_pdf

        return read_pdf(data, name, limits)
