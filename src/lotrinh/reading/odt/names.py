"""Namespaces of OpenDocument."""

from __future__ import annotations

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def count(written: str | None, most: int = 100_000) -> int:
    """A number of repeats, spans or blanks: 1 where it is missing or none, never more than `most`.

    >>> count("3"), count(None), count("-2"), count("99999999999")
    (3, 1, 1, 1)
    """
    if not written or not written.isascii() or not written.isdigit() or len(written) > 9:
        return 1
    return max(1, min(int(written), most))
