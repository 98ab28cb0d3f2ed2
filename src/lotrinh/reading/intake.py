"""Bytes from wherever they stand: a path, an open file, bytes. Never more than the limit of them.

Reads: the source. Writes: its bytes, or a ReadingError that names the source.
"""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import MEGABYTE, Limits

_CHUNK = MEGABYTE


def take_in(source: Path | bytes | BinaryIO, name: str, limits: Limits) -> bytes:
    """All bytes of `source`. Raises ReadingError: missing, directory, not_permitted, too_large, empty, unreadable."""
    if isinstance(source, bytes):
        data = source
        if len(data) > limits.input_bytes:
            raise _too_large(name, limits)
    elif isinstance(source, Path):
        data = _from_path(source, name, limits)
    else:
        data = _from_stream(source, name, limits)
    if not data:
        raise ReadingError("empty", name)
    return data


def _from_path(path: Path, name: str, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise ReadingError("directory", name)
        # A regular file tells its size; a pipe or a device is stopped while it flows.
        if S_ISREG(status.st_mode) and status.st_size > limits.input_bytes:
            raise _too_large(name, limits)
        with path.open("rb") as stream:
            return _from_stream(stream, name, limits)
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise ReadingError("missing", name) from problem
    except IsADirectoryError as problem:
        raise ReadingError("directory", name) from problem
    except PermissionError as problem:
        raise ReadingError("not_permitted", name) from problem
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the path
        raise ReadingError("unreadable", name, reason=getattr(problem, "strerror", None) or str(problem)) from problem


def _from_stream(stream: BinaryIO, name: str, limits: Limits) -> bytes:
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limits.input_bytes:
                raise _too_large(name, limits)
            chunks.append(chunk)
    except OSError as problem:
        raise ReadingError("unreadable", name, reason=problem.strerror or str(problem)) from problem
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _too_large(name: str, limits: Limits) -> ReadingError:
    return ReadingError("too_large", name, limit=max(1, limits.input_bytes // MEGABYTE))
