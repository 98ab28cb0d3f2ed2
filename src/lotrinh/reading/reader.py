"""Which reader takes a file, and the one way in: `read_document`.

The content decides, never the name: a Word file called report.txt is read as a Word file, with a
notice. Readers stand in the order in which they are asked; the last takes any text. What holds several
documents is opened by `several`.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec.structs import replace

from lotrinh.reading.doc import DocReader
from lotrinh.reading.document import Document, Notice
from lotrinh.reading.docx import DocxReader
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.foreign import refuse_foreign
from lotrinh.reading.html import HtmlReader
from lotrinh.reading.limits import DEFAULT_LIMITS, Limits
from lotrinh.reading.ocr import ImageReader
from lotrinh.reading.odt import OdtReader
from lotrinh.reading.pdf import PdfReader
from lotrinh.reading.plain import PlainReader
from lotrinh.reading.rtf import RtfReader
from lotrinh.reading.sheets import OdsReader, XlsReader, XlsxReader


class Reader(Protocol):
    """One file format. `extensions` are the usual ends of its names, lower case, with the dot."""

    @property
    def name(self) -> str:
        """The format's name, as `Document.format` has it."""
        ...

    @property
    def extensions(self) -> tuple[str, ...]:
        """Usual ends of file names."""
        ...

    def recognises(self, data: bytes, name: str) -> bool:
        """Whether the content is this format. Must be cheap: it looks at the head of `data` only."""
        ...

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """The document. Raises ReadingError and nothing else for bad content."""
        ...


READERS: tuple[Reader, ...] = (
    PdfReader(), DocxReader(), DocReader(), RtfReader(), XlsxReader(), XlsReader(), OdtReader(), OdsReader(),
    ImageReader(), HtmlReader(), PlainReader(),
)  # fmt: skip


def choose(data: bytes, name: str) -> Reader:
    """The first reader that recognises the content. Raises ReadingError for a known format without reader."""
    for reader in READERS[:-1]:
        if reader.recognises(data, name):
            return reader
    refuse_foreign(data)
    return READERS[-1]


def read_document(
    source: Path | str | bytes | BinaryIO, name: str = "", *, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read a file (a path, an open binary file or its bytes) into a Document.

    `name` is what messages call the source; a path's own when left out. Of an e-mail this is its own text; an
    archive must hold one document only (`read_documents` gives all of them). Raises ReadingError.
    """
    from lotrinh.reading.several import read_documents

    outcomes = read_documents(source, name, limits=limits)
    first = next(outcomes, None)
    if first is None:
        raise ReadingError("empty", name)
    if isinstance(first, ReadingError):
        raise first
    if first.format != "eml" and next(outcomes, None) is not None:
        raise ReadingError("several_documents", name or (source.name if isinstance(source, Path) else str(source)))
    return first


def read_one(data: bytes, name: str, limits: Limits) -> Document:
    """Read bytes that are one document. Raises ReadingError."""
    if not data:
        raise ReadingError("empty", name)
    try:
        reader = choose(data, name)
        document = reader.read(data, name, limits)
    except ReadingError as problem:
        raise problem.called(name) from problem.__cause__
    return _with_extension_checked(document, reader, name)


def _with_extension_checked(document: Document, reader: Reader, name: str) -> Document:
    extension = Path(name).suffix.lower()
    known = any(extension in other.extensions for other in READERS)
    if not known or extension in reader.extensions:
        return document
    return replace(document, notices=(Notice("wrong_extension", 0, 0, document.format), *document.notices))
