"""Picture files (png, jpg, tiff, bmp, webp): a scan of one page, or a tiff of many.

Reads: bytes. Writes: Document of format "image" with a place for every word.
"""

from __future__ import annotations

import tempfile
import warnings
from io import BytesIO
from pathlib import Path

from lotrinh.reading.compose import compose
from lotrinh.reading.document import Document, Notice
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits
from lotrinh.reading.ocr.cache import Kept
from lotrinh.reading.ocr.engine import engine
from lotrinh.reading.ocr.pages import recognised
from lotrinh.reading.ocr.raster import FORMATS, page_picture
from lotrinh.reading.pdf.assembly import assemble
from lotrinh.reading.pdf.scans import SURE, told

_INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-vie"
_ENGINE = {
    "vi": f"Tesseract tiếng Việt (cách cài: {_INSTALL})",
    "en": f"Tesseract with Vietnamese (to install it: {_INSTALL})",
}
_PILLOW = {
    "vi": 'Pillow (cách cài: pip install "lotrinh[ocr]")',
    "en": 'Pillow (to install it: pip install "lotrinh[ocr]")',
}
_FORMAT = {"vi": "ảnh", "en": "image"}
_DAMAGED = {"vi": "dữ liệu ảnh", "en": "picture data"}


def read_image(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: damaged, zip_bomb, reader_missing."""
    count = _pages(data, limits)
    tesseract = engine()
    if tesseract is None:
        raise ReadingError("reader_missing", format=_FORMAT, component=_ENGINE)
    numbers = list(range(1, min(count, limits.scanned_pages) + 1))
    with tempfile.TemporaryDirectory(prefix="lotrinh-") as folder:
        file = Path(folder) / "scan"
        file.write_bytes(data)
        found = recognised(
            numbers,
            lambda number, stop: page_picture(file, number, limits.page_seconds, stop),
            tesseract,
            Kept(data, tesseract),
            limits,
        )
    if not found.pages:
        raise ReadingError("damaged", format=_FORMAT, part=_DAMAGED)
    document = compose(assemble(list(found.pages.values())), format="image", name=name)
    size = len(document.text)
    notices = [Notice("ocr_used", 0, size, told(found.pages))]
    if found.confidence < SURE:
        notices.append(Notice("ocr_low", 0, size))
    if found.failed:
        notices.append(Notice("ocr_failed", 0, 0, told(found.failed)))
    if count > len(numbers):
        notices.append(Notice("pages_left_out", size, size, str(count - len(numbers))))
    return Document(
        document.text, "image", name, document.blocks, document.tables, document.places,
        (*notices, *document.notices),
    )  # fmt: skip


def _pages(data: bytes, limits: Limits) -> int:
    """How many pages there are, counted as far as they may be read and one further; none may be too large."""
    try:
        from PIL import Image
    except ImportError as problem:
        raise ReadingError("reader_missing", format=_FORMAT, component=_PILLOW) from problem
    count = 0
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=FORMATS) as image:
            while count <= limits.scanned_pages:
                if image.width * image.height > limits.picture_pixels:
                    raise ReadingError("zip_bomb", format=_FORMAT, part=_DAMAGED)
                count += 1
                image.seek(count)
    except EOFError:
        return max(count, 1)
    except ReadingError:
        raise
    except Exception as problem:  # decoders raise whatever their format inspires them to
        if not count:
            raise ReadingError("damaged", format=_FORMAT, part=_DAMAGED) from problem
    return count
