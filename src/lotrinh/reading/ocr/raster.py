"""Pages of a PDF or of a picture file as grey pictures, drawn in a process of its own.

Drawing unpacks whatever pictures a file holds, so it is done where time and memory have bounds:
``python -m lotrinh.reading.ocr.raster FILE PAGE`` prints one page (counted from 1) in a form like PGM.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

from lotrinh.reading.ocr.engine import RecognitionError, run_bounded
from lotrinh.reading.ocr.picture import Picture

DPI = 300
_MOST_PIXELS = 30_000_000  # A3 at 300 dpi is half of it
_MOST_GROWN = 4.0
_PAPER_INCHES = 8.27  # the short side of A4
_HEAD = b"P5 "
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")


def page_picture(file: Path, page: int, seconds: float, stop: threading.Event) -> Picture:
    """The picture of a page. Raises RecognitionError."""
    # "-P": modules of the folder one happens to stand in are not ours.
    command = [sys.executable, "-P", "-m", "lotrinh.reading.ocr.raster", str(file), str(page)]
    return parsed(run_bounded(command, b"", seconds, stop, PYTHONPATH=os.pathsep.join(sys.path)))


def parsed(data: bytes) -> Picture:
    """A printed page: in its first line stand the fields of `Picture` other than pixels. Raises RecognitionError."""
    head, _, pixels = data.partition(b"\n")
    try:
        width, height, dpi, turned, *origin = (int(part) for part in head.removeprefix(_HEAD).split())
        x, y = origin
    except ValueError as problem:
        raise RecognitionError("failed") from problem
    if len(pixels) != width * height:
        raise RecognitionError("failed")
    return Picture(width, height, pixels, dpi, turned, (x / 100, y / 100))


def draw(file: str, page: str) -> None:
    """Print page `page` of `file`: "P5 WIDTH HEIGHT DPI TURNED X Y", a line break, the pixels; x and y times 100."""
    with Path(file).open("rb") as stream:
        head = stream.read(1024)
    picture = _paper(file, int(page)) if b"%PDF-" in head else _photograph(file, int(page))
    x, y = (round(100 * at) for at in picture.origin)
    told = (picture.width, picture.height, picture.dpi, picture.turned, x, y)
    sys.stdout.buffer.write(_HEAD + b"%d %d %d %d %d %d\n" % told + picture.pixels)
    sys.stdout.buffer.flush()


def _paper(file: str, page: int) -> Picture:
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadDocument(file.encode(), None)
    handle = pdfium.FPDF_LoadPage(document, page - 1) if document else None
    if not handle:
        raise SystemExit(1)
    wide, high = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
    area = max(1.0, wide) * max(1.0, high) / 72 / 72
    dpi = max(1, min(DPI, int((_MOST_PIXELS / area) ** 0.5)))
    width, height = max(1, round(wide * dpi / 72)), max(1, round(high * dpi / 72))
    pixels = (ctypes.c_ubyte * (width * height))()
    ctypes.memset(pixels, 255, width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, pixels, width)
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE  # a stamp may be an annotation
    pdfium.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, flags)
    shown = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, shown)
    turned = pdfium.FPDFPage_GetRotation(handle) % 4
    return Picture(width, height, bytes(pixels), dpi, turned, (shown.left, shown.bottom))


def _photograph(file: str, page: int) -> Picture:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the size was looked at before
    with Image.open(file, formats=FORMATS) as image:
        image.seek(page - 1)
        dpi = _resolution(image)
        if image.format == "JPEG":
            image.draft("L", image.size)
        upright = ImageOps.exif_transpose(image)
        if upright.mode.startswith("I"):
            upright = upright.convert("I").point(lambda value: value / 256)  # sixteen bits
        elif "A" in upright.mode or "transparency" in upright.info:
            seen = upright.convert("RGBA")
            upright = Image.new("RGBA", seen.size, "white")
            upright.alpha_composite(seen)
        grey = upright.convert("L")
    scale = min(DPI / dpi, _MOST_GROWN, (_MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    if scale < 0.9 or scale > 1.4:  # letters too small, or a waste of time
        grey = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))))
        dpi *= scale
    return Picture(grey.width, grey.height, grey.tobytes(), max(1, round(dpi)))


def _resolution(image: Any) -> float:
    """Dots per inch as the file says, where it can be believed; else as if it were a page of A4."""
    as_paper = min(image.size) / _PAPER_INCHES
    said = image.info.get("dpi", (0, 0))[0]
    believed = isinstance(said, int | float | Fraction) and 0.5 < float(said) / max(1.0, as_paper) < 2
    return float(said) if believed else max(30.0, as_paper)


if __name__ == "__main__":
    draw(*sys.argv[1:])
