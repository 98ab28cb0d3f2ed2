"""The zip container of an office file: parts as XML trees, within bounds.

Nothing in the container is believed: sizes are counted while a part is unpacked, and a part that
declares a DTD or entities is refused before any parser sees it.
"""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import MEGABYTE, Limits

_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_CHUNK = 1 << 16


class Container:
    """Parts of a package by name. `limits` hold for all parts read together; errors tell of a `format` file."""

    def __init__(self, data: bytes, limits: Limits, format: str = "Word") -> None:
        """Raise ReadingError (damaged, zip_bomb) when the directory is no good."""
        self._format = format
        # The directory is read whole when the file is opened, so its entries are counted before.
        if data.count(b"PK\x01\x02") > limits.entries:
            raise ReadingError("zip_bomb", format=self._format, part="zip")
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as problem:
            raise ReadingError("damaged", format=self._format, part="zip") from problem
        self._limits = limits
        self._left = limits.xml_bytes

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part in self._zip.NameToInfo

    def unpack(self, part: str) -> bytes:
        """Unpack a part. Raises ReadingError: damaged, encrypted, zip_bomb."""
        try:
            entry = self._zip.getinfo(part)
            if entry.flag_bits & 1:
                raise ReadingError("encrypted", format=self._format)
            most = max(MEGABYTE, entry.compress_size * self._limits.unpacked_ratio)
            chunks: list[bytes] = []
            size = 0
            with self._zip.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._left -= len(chunk)
                    if size > most or self._left < 0:
                        raise ReadingError("zip_bomb", format=self._format, part=part)
                    chunks.append(chunk)
            return b"".join(chunks)
        except (BadZipFile, KeyError, EOFError, OSError, ValueError, zlib.error, struct.error) as problem:
            raise ReadingError("damaged", format=self._format, part=part) from problem
        except (RuntimeError, NotImplementedError) as problem:  # another compression, strong encryption
            raise ReadingError("damaged", format=self._format, part=part) from problem

    def tree(self, part: str) -> ElementTree.Element:
        """Parse a part as XML. Raises ReadingError: forbidden_xml, damaged and those of `unpack`."""
        data = self.unpack(part)
        if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
            data = _from_utf16(data, part, self._format)
        if _DECLARATION.search(data):
            raise ReadingError("forbidden_xml", format=self._format, part=part)
        if data.count(b"<") > 4 * self._limits.parts:  # two tags an element, some elements a paragraph
            raise ReadingError("too_many_parts", limit=self._limits.parts)
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        try:
            return ElementTree.fromstring(data)  # noqa: S314
        except (ElementTree.ParseError, ValueError, LookupError) as problem:
            raise ReadingError("damaged", format=self._format, part=part) from problem


def says_it_is(data: bytes, kind: str) -> bool:
    """Whether a package of OpenDocument states that it is `kind` ("text", "spreadsheet"), or a template of it."""
    if not data.startswith(b"PK\x03\x04") or b"mimetype" not in data[:_CHUNK]:
        return False
    wanted = f"application/vnd.oasis.opendocument.{kind}".encode()
    if wanted in data[:200]:  # as its rules demand: first and not packed
        return True
    try:
        with ZipFile(BytesIO(data)) as package, package.open("mimetype") as stream:
            return stream.read(200).strip().startswith(wanted)
    except (BadZipFile, KeyError, EOFError, OSError, ValueError, RuntimeError, zlib.error, struct.error):
        return False


def _from_utf16(data: bytes, part: str, format: str) -> bytes:
    encoding = "utf-16" if data[0] >= 0xFE else "utf-16-le" if data[0] else "utf-16-be"
    try:
        return _XML_DECLARATION.sub("", data.decode(encoding).lstrip("\ufeff")).encode()
    except UnicodeError as problem:
        raise ReadingError("damaged", format=format, part=part) from problem
