"""Every document of a file: one of most files, several of an e-mail with attachments or a zip archive.

Each is a Document of its own, called by the names that lead to it ("thu.eml/ke-hoach.docx"), its places by the last
of them. One that cannot be read does not stop the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from lotrinh.reading.bundles import kind_of
from lotrinh.reading.document import Document, Notice, Place
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.intake import take_in
from lotrinh.reading.limits import DEFAULT_LIMITS, Limits

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
        yield from _Opener(limits).open(data, name, 0)
    except ReadingError as problem:
        yield problem if problem.name else problem.called(name)


class _Opener:
    """Opens bundles inside bundles, within the limits of all of them together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._documents_left = limits.documents
        self._bytes_left = limits.bundle_bytes

    def open(self, data: bytes, name: str, depth: int) -> Iterator[Outcome]:
        """The documents of `data`, `depth` bundles deep."""
        kind = kind_of(data)
        try:
            if not kind:
                yield self._one(data, name, depth)
            elif depth >= self._limits.bundle_depth:
                yield ReadingError("too_deep", name, format=kind)
            elif kind == "eml":
                yield from self._mail(data, name, depth)
            else:
                from lotrinh.reading.bundles.zips import members_of_zip

                for member in members_of_zip(data, self._limits):
                    yield from self._member(member.content, _inside(name, member.name), depth)
        except ReadingError as problem:
            yield problem if problem.name else problem.called(name)

    def _member(self, content: bytes | ReadingError, name: str, depth: int) -> Iterator[Outcome]:
        """What a member holds. Raises ReadingError (zip_bomb) when all members together are too much."""
        if isinstance(content, ReadingError):
            yield content.called(name)
            return
        self._documents_left -= 1
        self._bytes_left -= len(content)
        if self._documents_left < 0 or self._bytes_left < 0:
            raise ReadingError("zip_bomb", name, format="ZIP", part="zip")
        yield from self.open(content, name, depth + 1)

    def _one(self, data: bytes, name: str, depth: int) -> Outcome:
        from lotrinh.reading.reader import read_one

        document = read_one(data, name, self._limits)
        return _of_part(document, name.rpartition("/")[2]) if depth else document

    def _mail(self, data: bytes, name: str, depth: int) -> Iterator[Outcome]:
        from lotrinh.reading.bundles.mail import mail_of

        mail = mail_of(data)
        if mail.body.strip():
            yield self._body(mail.body, mail.html, name, mail.headers, tuple(part.name for part in mail.attachments))
        for part in mail.attachments:
            yield from self._member(part.content, _inside(name, part.name), depth)
        if not mail.body.strip() and not mail.attachments:
            yield ReadingError("empty", name)

    def _body(
        self, body: bytes, html: bool, name: str, headers: dict[str, str], attachments: tuple[str, ...]
    ) -> Outcome:
        from lotrinh.reading.html import HtmlReader
        from lotrinh.reading.plain import PlainReader

        try:
            document = (HtmlReader() if html else PlainReader()).read(body, name, self._limits)
        except ReadingError as problem:
            return problem.called(name)
        told = (Notice("attachments", 0, 0, ", ".join(attachments)),) if attachments else ()
        return replace(
            document,
            format="eml",
            name=name,
            notices=(*told, *document.notices),
            properties=document.properties | headers,
        )


def _inside(bundle: str, name: str) -> str:
    return f"{bundle}/{name}" if bundle else name


def _of_part(document: Document, part: str) -> Document:
    """The document with its places in the file `part` of a bundle."""
    places = tuple(replace(place, part=part) for place in document.places) or (Place(0, part=part),)
    return replace(document, places=places)
