"""Bytes to text: UTF-8, UTF-16 and, when it makes plain Vietnamese, Windows-1258.

A wrong guess would poison every fact quietly, so anything else is refused with the position of the
first bad byte. Line breaks and spaces come out as they are in the file; a byte order mark does not.
"""

from __future__ import annotations

import codecs
import re

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.errors import ReadingError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Bytes no plain text holds: control characters other than tab, line feed, form feed, return, escape-free.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1c\x1d\x1e\x1f"))
_CONTROL_SHARE = 0.01
# High bytes of the UTF-16 units Vietnamese is written with: Latin, marks, Latin Additional, punctuation.
_UTF16_HIGH = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20, 0x22))
_WESTERN = frozenset(("cp1252", "iso8859-1", "ascii", "latin-1"))
_DECLARABLE = ("cp125", "iso8859", "ascii", "utf-8", "utf-16")
_SAMPLE = 4096
_COMMON = re.compile(
    r"\b(?:của|và|các|được|là|cho|trong|không|tỉnh|ngày|năm|nhân|dân|việc|định|thực|hiện|kế|hoạch|số|về|theo|từ)\b"
)
_LEFT_OVER_MARK = re.compile("[\u0300-\u036f]")


def decode(data: bytes) -> tuple[str, str]:
    r"""(text, encoding) of `data`. Raises ReadingError: binary, not_utf8 (with `byte` and `line`, from 1).

    >>> decode("Kế hoạch".encode("utf-8-sig"))
    ('Kế hoạch', 'utf-8')
    >>> decode("Kế hoạch\r\n".encode("utf-16"))
    ('Kế hoạch\r\n', 'utf-16-le')
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, len(mark), encoding), encoding
    if looks_like_utf16 := _bare_utf16(data):
        return _strictly(data, 0, looks_like_utf16), looks_like_utf16
    if _is_binary(data):
        raise ReadingError("binary")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        composed = _windows_1258(data)
        if composed is None:
            raise _not_utf8(data, problem.start) from problem
        return composed, "windows-1258"


def decode_as(data: bytes, declared: str, problem: ReadingError) -> tuple[str, str]:
    """(text, encoding) by the encoding a file declares. Raises `problem` when that is unknown or wrong."""
    try:
        encoding = codecs.lookup(declared).name
        if not encoding.startswith(_DECLARABLE):
            raise problem  # codecs such as punycode are no encodings of pages
        if encoding in _WESTERN:
            # Browsers read all of these as Windows-1252, its five gaps as control characters.
            return data.decode("cp1252", "replace"), "windows-1252"
        return nfc(data.decode(encoding)), encoding
    except (LookupError, UnicodeError):
        raise problem from None


def _strictly(data: bytes, skip: int, encoding: str) -> str:
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as problem:
        raise _not_utf8(data, skip + problem.start) from problem
    if text.count("\0") > len(text) * _CONTROL_SHARE:
        raise ReadingError("binary")
    return text


def _not_utf8(data: bytes, position: int) -> ReadingError:
    return ReadingError("not_utf8", byte=position + 1, line=data.count(b"\n", 0, position) + 1)


def _is_binary(data: bytes) -> bool:
    if data.find(0, 0, _SAMPLE) >= 0:
        return True
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > len(data) * _CONTROL_SHARE


def _bare_utf16(data: bytes) -> str:
    """Either "utf-16-le" or "utf-16-be" when the bytes are unmistakably so, else ""."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 8 or len(data) % 2 or b"\0" not in sample:
        return ""
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        fitting = sum(byte in _UTF16_HIGH for byte in high)
        if fitting >= len(high) * 0.98 and low.count(0) <= len(low) * 0.02 and high.count(0) >= len(high) * 0.3:
            return encoding
    return ""


def _windows_1258(data: bytes) -> str | None:
    """`data` as composed Vietnamese, or None when it does not read as such."""
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = len(text.split())
    common = len(_COMMON.findall(text.lower()))
    # Every tone mark must have found its vowel, and the commonest words must be there.
    return text if common >= max(3, words * 0.05) and not _LEFT_OVER_MARK.search(text) else None
