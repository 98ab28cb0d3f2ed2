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
INTERRUPTED = 130

OF_READING_ERROR = {
    "missing": NOT_FOUND,
    "directory": NOT_FOUND,
    "not_permitted": NOT_FOUND,
    "unreadable": NOT_FOUND,
    "empty": EMPTY,
    "too_large": TOO_LARGE,
}
"""Exit code by `ReadingError.code`; codes that name a family ("docx_truncated") are found by their last word."""

_BY_WORD = {
    "bomb": TOO_LARGE,
    "large": TOO_LARGE,
    "many": TOO_LARGE,
    "slow": TOO_LARGE,
    "entities": UNSAFE,
    "dtd": UNSAFE,
    "encrypted": LOCKED,
    "password": LOCKED,
    "truncated": DAMAGED,
    "corrupt": DAMAGED,
    "damaged": DAMAGED,
    "broken": DAMAGED,
}


def of_error(code: str) -> int:
    """The exit code of one reading error. Unknown kinds of content are `NOT_SUPPORTED`."""
    if code in OF_READING_ERROR:
        return OF_READING_ERROR[code]
    return next((exit_code for word, exit_code in _BY_WORD.items() if word in code.split("_")), NOT_SUPPORTED)


def of_errors(codes: Iterable[str]) -> int:
    """The exit code of a call: that of its only kind of error, `MIXED` for several kinds, `OK` for none."""
    kinds = {of_error(code) for code in codes}
    if not kinds:
        return OK
    return kinds.pop() if len(kinds) == 1 else MIXED
