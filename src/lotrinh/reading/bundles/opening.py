"""The files that a bundle holds, those of bundles inside it too, within the bounds of all of them together.

Reads: the bytes of a file. Writes: `Piece`s, none of them read yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lotrinh.reading.bundles import kind_of
from lotrinh.reading.bundles.mail import Mail, mail_of
from lotrinh.reading.bundles.zips import members_of_zip
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import DEFAULT_LIMITS, Limits


class Piece(NamedTuple):
    """A file. `name`: the names that lead to it ("thu.eml/ke-hoach.docx"); `content`: its bytes, or why there are none.

    `depth`: how many bundles it lies in. `mail`: of an e-mail, which stands for its own text; what is attached to it
    comes as pieces of its own.
    """

    name: str
    content: bytes | ReadingError
    depth: int = 0
    mail: Mail | None = None


def pieces_of(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Piece]:
    """Yield the files that `data` holds; a file that is no bundle gives itself. Raises nothing for bad content."""
    yield from _Opener(limits).open(data, name, 0)


class _Opener:
    """Opens bundles inside bundles, within the limits of all of them together."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._files_left = limits.documents
        self._bytes_left = limits.bundle_bytes

    def open(self, data: bytes, name: str, depth: int) -> Iterator[Piece]:
        """The files of `data`, `depth` bundles deep."""
        kind = kind_of(data)
        try:
            if not kind:
                yield Piece(name, data, depth)
            elif depth >= self._limits.bundle_depth:
                yield Piece(name, ReadingError("too_deep", name, format=kind), depth)
            elif kind == "eml":
                yield from self._mail(data, name, depth)
            else:
                for member in members_of_zip(data, self._limits):
                    yield from self._member(member.content, _inside(name, member.name), depth)
        except ReadingError as problem:
            yield Piece(name, problem if problem.name else problem.called(name), depth)

    def _mail(self, data: bytes, name: str, depth: int) -> Iterator[Piece]:
        mail = mail_of(data)
        if mail.body.strip():
            yield Piece(name, data, depth, mail)
        for part in mail.attachments:
            yield from self._member(part.content, _inside(name, part.name), depth)
        if not mail.body.strip() and not mail.attachments:
            yield Piece(name, ReadingError("empty", name), depth)

    def _member(self, content: bytes | ReadingError, name: str, depth: int) -> Iterator[Piece]:
        """What a member holds. Raises ReadingError (zip_bomb) when all members together are too much."""
        if isinstance(content, ReadingError):
            yield Piece(name, content.called(name), depth + 1)
            return
        self._files_left -= 1
        self._bytes_left -= len(content)
        if self._files_left < 0 or self._bytes_left < 0:
            raise ReadingError("zip_bomb", name, format="ZIP", part="zip")
        yield from self.open(content, name, depth + 1)


def _inside(bundle: str, name: str) -> str:
    return f"{bundle}/{name}" if bundle else name
