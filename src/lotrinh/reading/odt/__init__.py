"""OpenDocument texts (.odt) of LibreOffice."""

from __future__ import annotations

from lotrinh.reading.container import says_it_is
from lotrinh.reading.document import Document
from lotrinh.reading.limits import Limits


class OdtReader:
    """A zip container that says it is an OpenDocument text."""

    name = "odt"
    extensions: tuple[str, ...] = (".odt", ".ott")

    def recognises(self, data: bytes, name: str) -> bool:
        """By the statement of its kind."""
        return says_it_is(data, "text")

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: damaged, encrypted, zip_bomb, forbidden_xml, too_deep, too_many_parts, empty."""
        from lotrinh.reading.odt.reading import read_odt

        return read_odt(data, name, limits)
