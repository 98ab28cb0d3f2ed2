"""Word files (.docx): the main document with its notes, read without any Word library."""

from __future__ import annotations

from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits


class DocxReader:
    """A zip container that holds a Word document."""

    name = "docx"
    extensions: tuple[str, ...] = (".docx", ".docm", ".dotx")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the container's signature and the folder all Word packages have."""
        return data.startswith(b"PK\x03\x04") and b"word/" in data

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, zip_bomb, forbidden_xml, too_deep, unsupported_format, empty."""
        from lotrinh.reading.docx.package import read_package

        return read_package(data, name, limits)
