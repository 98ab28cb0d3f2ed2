"""Character recognition of scanned pages and pictures, by the Tesseract program where it is installed.

`engine` finds and runs the program, `raster` draws pages in a process of its own, `picture` finds ruled lines, `words`
reads what was recognised, `gaps` what was passed over, `layout` makes pages of it, `cache` keeps what was done, `pages`
leads a document through, `images` reads picture files.
"""

from __future__ import annotations

from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")


class ImageReader:
    """A picture of a page, or a tiff of several; needs Tesseract."""

    name = "image"
    extensions: tuple[str, ...] = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the signature."""
        riff = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
        return data.startswith(_MAGIC) or riff or (data.startswith(b"BM") and data[6:10] == b"\0\0\0\0")

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, zip_bomb, reader_missing."""
        from lotrinh.reading.ocr.images import read_image

        return read_image(data, name, limits)
