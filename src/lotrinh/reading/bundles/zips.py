"""Zip archives of documents.

Nothing is unpacked to disk and no name is used as a path: names are only shown. Sizes are counted while a member
is unpacked, whatever the archive says of them.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import DEFAULT_LIMITS, MEGABYTE, Limits

_UTF8, _ENCRYPTED = 0x800, 1
_ENTRY = b"PK\x01\x02"  # how an entry of the directory begins
_CHUNK = 1 << 16
_LONGEST_NAME = 200
_UNSHOWN = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # a name must not turn the line around
_LEFT_BY_SYSTEMS = re.compile(
    r"(?:^|/)(?:__MACOSX(?:/|$)|\.[^./]|~\$|Thumbs\.db$|desktop\.ini$|ehthumbs\.db$)", re.IGNORECASE
)
_BAD = (
    BadZipFile,
    KeyError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    struct.error,
    RuntimeError,
    NotImplementedError,
)


class Member(NamedTuple):
    """A file in a bundle: its name for people, and its bytes, or why it cannot be read."""

    name: str
    content: bytes | ReadingError


def names_of(data: bytes) -> list[str]:
    """Names of the members as stored; none when the archive is damaged or its directory without end."""
    if data.count(_ENTRY) > DEFAULT_LIMITS.entries:
        return []
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except _BAD:
        return []


def members_of_zip(data: bytes, limits: Limits) -> Iterator[Member]:
    """The members one by one. Raises ReadingError (damaged, zip_bomb) for the archive as a whole."""
    if data.count(_ENTRY) > limits.entries:
        raise ReadingError("zip_bomb", format="ZIP", part="zip")
    try:
        archive = ZipFile(BytesIO(data))
    except _BAD as problem:
        raise ReadingError("damaged", format="ZIP", part="zip") from problem
    with archive:
        for entry in archive.infolist():
            name = _shown(entry)
            if not entry.filename.endswith("/") and not _LEFT_BY_SYSTEMS.search(name):
                yield Member(name, _unpacked(archive, entry, limits))


def _unpacked(archive: ZipFile, entry: ZipInfo, limits: Limits) -> bytes | ReadingError:
    if entry.flag_bits & _ENCRYPTED:
        return ReadingError("encrypted", format="ZIP")
    most = min(limits.input_bytes, max(MEGABYTE, entry.compress_size * limits.unpacked_ratio))
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    return ReadingError("zip_bomb", format="ZIP", part=_shown(entry))
                chunks.append(chunk)
    except _BAD:
        return ReadingError("damaged", format="ZIP", part=_shown(entry))
    return b"".join(chunks)


def _shown(entry: ZipInfo) -> str:
    """The name for people. Windows writes it in the bytes of its own code page, some programs in bare UTF-8."""
    name = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    steps = [step for step in _UNSHOWN.sub("", name.replace("\\", "/")).split("/") if step not in ("", ".", "..")]
    return "/".join(steps)[-_LONGEST_NAME:] or "?"
