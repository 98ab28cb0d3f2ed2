"""Rich Text files (.rtf), also those that Word was told to call .doc."""

from __future__ import annotations

from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits


class RtfReader:
    r"""A file that begins with ``{\rtf``."""

    name = "rtf"
    extensions: tuple[str, ...] = (".rtf",)

    def recognises(self, data: bytes, name: str) -> bool:
        """By the first group."""
        return data[:64].lstrip().startswith(b"{\\rtf")

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: too_deep, too_many_characters, too_many_parts, empty."""
        from lotrinh.reading.rtf.reading import read_rtf

        return read_rtf(data, name, limits)
