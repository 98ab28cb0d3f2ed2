"""Exit codes, one per kind of trouble, so that scripts need not read sentences. Listed in `lotrinh --help`."""

from __future__ import annotations

from collections.abc import Iterable

OK = 0
INTERNAL = 1
USAGE = 2
NOT_FOUND = 3
EMPTY = 4
NOT_SUPPORTED = 5
DAMAGED = 6
TOO_LARGE = 7
UNSAFE = 8
LOCKED = 9
MIXED = 10
NOT_WRITTEN = 11
TOO_FEW = 12
NO_TARGETS = 13
CONTRADICTION = 14
INTERRUPTED = 130

OF_READING_ERROR = {
    "missing": NOT_FOUND,
    "directory": NOT_FOUND,
    "not_permitted": NOT_FOUND,
    "unreadable": NOT_FOUND,
    "empty": EMPTY,
    "damaged": DAMAGED,
    "too_large": TOO_LARGE,
    "too_many_parts": TOO_LARGE,
    "too_many_characters": TOO_LARGE,
    "zip_bomb": TOO_LARGE,
    "too_deep": UNSAFE,
    "forbidden_xml": UNSAFE,
    "encrypted": LOCKED,
    "fault": INTERNAL,
}
"""Exit code by `ReadingError.code`; every other code says that the content is `NOT_SUPPORTED`."""


def of_error(code: str) -> int:
    """The exit code of one reading error."""
    return OF_READING_ERROR.get(code, NOT_SUPPORTED)


def of_errors(codes: Iterable[str]) -> int:
    """The exit code of a call: that of its only kind of error, `MIXED` for several kinds, `OK` for none."""
    kinds = {of_error(code) for code in codes}
    if not kinds:
        return OK
    return kinds.pop() if len(kinds) == 1 else MIXED
