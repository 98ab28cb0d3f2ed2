"""Word files of 1997–2003 (.doc), read from their bytes without Word or LibreOffice."""

from __future__ import annotations

from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits
from lotrinh.reading.ole import SIGNATURE

_MAIN = "WordDocument".encode("utf-16-le")


class DocReader:
    """A compound file whose outermost storage holds a Word document."""

    name = "doc"
    extensions: tuple[str, ...] = (".doc", ".dot")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the container's signature and the stream all Word files have."""
        if not data.startswith(SIGNATURE) or _MAIN not in data:
            return False
        from lotrinh.reading.ole import streams_of

        streams = streams_of(data)
        return "WordDocument" in streams or not streams

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, too_many_characters, too_many_parts, unsupported_format, empty."""
        from lotrinh.reading.doc.reading import read_doc

        return read_doc(data, name, limits)
