"""Every document of a file: one of most files, several of an e-mail with attachments or a zip archive.

Each is a Document of its own, called by the names that lead to it ("thu.eml/ke-hoach.docx"), its places by the last
of them. One that cannot be read does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from lotrinh.reading.bundles import kind_of
from lotrinh.reading.document import Document, Notice, Place
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.intake import take_in
from lotrinh.reading.limits import DEFAULT_LIMITS, Limits
from lotrinh.reading.reader import read_one

if TYPE_CHECKING:
    from lotrinh.reading.bundles.mail import Mail

Outcome = Document | ReadingError


def read_documents(
    source: Path | str | bytes | BinaryIO, name: str = "", *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Outcome]:
    """Yield each document of a file (a path, an open binary file or its bytes), or why it cannot be read.

    `name` is what messages call the source; a path's own when left out. Raises nothing for bad content.
    """
    if isinstance(source, str):
        source = Path(source)
    if not name and isinstance(source, Path):
        name = source.name
    try:
        data = take_in(source, name, limits)
    except ReadingError as problem:
        yield problem if problem.name else problem.called(name)
        return
    if not kind_of(data):
        yield _one(data, name, 0, limits)
        return
    from lotrinh.reading.bundles.opening import pieces_of

    for piece in pieces_of(data, name, limits):
        if isinstance(piece.content, ReadingError):
            yield piece.content
        elif piece.mail is not None:
            yield _body(piece.mail, piece.name, limits)
        else:
            yield _one(piece.content, piece.name, piece.depth, limits)


def _one(data: bytes, name: str, depth: int, limits: Limits) -> Outcome:
    try:
        document = read_one(data, name, limits)
    except ReadingError as problem:
        return problem if problem.name else problem.called(name)
    return _of_part(document, name.rpartition("/")[2]) if depth else document


def _body(mail: Mail, name: str, limits: Limits) -> Outcome:
    from lotrinh.reading.html import HtmlReader
    from lotrinh.reading.plain import PlainReader

    try:
        document = (HtmlReader() if mail.html else PlainReader()).read(mail.body, name, limits)
    except ReadingError as problem:
        return problem.called(name)
    attached = ", ".join(part.name for part in mail.attachments)
    told = (Notice("attachments", 0, 0, attached),) if mail.attachments else ()
    return replace(
        document,
        format="eml",
        name=name,
        notices=(*told, *document.notices),
        properties=document.properties | mail.headers,
    )


def _of_part(document: Document, part: str) -> Document:
    """The document with its places in the file `part` of a bundle."""
    places = tuple(replace(place, part=part) for place in document.places) or (Place(0, part=part),)
    return replace(document, places=places)
