"""Archives and e-mails that are uploaded: every file in them becomes a document of its own.

Reads: the bytes of an upload. Writes: documents with the jobs that read them. One file that is no good is told of and
stops none of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from lotrinh.living.documents.models import Document
from lotrinh.living.documents.reading import RefusedFile
from lotrinh.living.documents.services import clean_name, take_in
from lotrinh.living.jobs.models import Job
from lotrinh.living.words import Words
from lotrinh.reading import ReadingError
from lotrinh.reading.bundles import kind_of
from lotrinh.reading.bundles.opening import Piece, pieces_of
from lotrinh.reading.limits import DEFAULT_LIMITS

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

MOST = 100
"""Files of one archive or e-mail."""

HOLDER = 255
"""Characters that are kept of the names that lead to a file (Document.came_in)."""

TOO_MANY = Words(
    "{name}: có hơn {most} tệp; đã nhận {most} tệp đầu. Hãy chia phần còn lại thành nhiều lần tải lên.",
    "{name} holds more than {most:file|files}; the first {most} were taken in. "
    "Please upload the others in several rounds.",
)
NOTHING = Words("{name}: không có tệp nào bên trong.", "{name}: there is no file in it.")

Taken = tuple[Document, Job | None]


def is_bundle(content: bytes) -> bool:
    """Whether an upload is an archive or an e-mail."""
    return bool(kind_of(content))


def take_in_all(content: bytes, name: str, by: User, corrects: Document | None = None) -> Iterator[Taken | RefusedFile]:
    """Store every file of an upload and ask for its reading; why not, for those that are refused."""
    limits = replace(DEFAULT_LIMITS, input_bytes=settings.MAX_UPLOAD_MB << 20)
    count = 0
    for count, piece in enumerate(pieces_of(content, name, limits), 1):
        if count > MOST:
            yield RefusedFile(TOO_MANY.filled(name=clean_name(name), most=MOST))
            return
        if isinstance(piece.content, ReadingError):
            yield RefusedFile(Words(piece.content.sentence("vi"), piece.content.sentence("en")))
            continue
        try:
            yield take_in(piece.content, piece.name, by, corrects, _holder(piece))
        except RefusedFile as refused:
            yield refused
    if not count:
        yield RefusedFile(NOTHING.filled(name=clean_name(name)))


def _holder(piece: Piece) -> str:
    r"""The archive or e-mail that a piece lies in, with the names that lead to it; empty for the upload itself.

    >>> _holder(Piece("goi.zip/2025/thu.eml", b"", 1)), _holder(Piece("goi.zip/../C:\\kh.txt", b"", 1))
    ('goi.zip/2025', 'goi.zip')
    >>> _holder(Piece("thu.eml", b"", 0))
    ''
    """
    if not piece.depth:
        return ""
    path = [part for part in piece.name.replace("\\", "/").split("/")[:-1] if part.strip(".") and part[-1] != ":"]
    told = "/".join(map(clean_name, path))
    return told if len(told) <= HOLDER else f"{told[: HOLDER - 1]}…"
