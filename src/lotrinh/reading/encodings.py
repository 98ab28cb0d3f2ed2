"""Bytes to text: UTF-8, UTF-16 and, when it makes plain Vietnamese, Windows-1258, TCVN3, VNI, VISCII and VPS.

A wrong guess would poison every fact quietly, so anything else is refused with the position of the
first bad byte; a few bad bytes in much good UTF-8 become replacement characters. Line breaks and spaces
come out as they are in the file; a byte order mark and stray control characters do not.
"""

from __future__ import annotations

import codecs
import re

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.document import Notice
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.legacy_text import converted, guess

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Bytes no plain text holds: control characters other than tab, line feed, form feed, return, separators.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1c\x1d\x1e\x1f"))
_CONTROL_SHARE = 0.1
_STRAY = dict.fromkeys(_CONTROLS)
_LOST = "\ufffd"
_LOST_SHARE = 0.05  # of the letters that are not plain ASCII: more bad bytes say that the file is no UTF-8
_LINES_TOLD = 10
# High bytes of the UTF-16 units Vietnamese is written with: Latin, marks, Latin Additional, punctuation.
_UTF16_HIGH = frozenset((0x00, 0x01, 0x03, 0x1E, 0x20, 0x22))
_WESTERN = frozenset(("cp1252", "iso8859-1", "ascii", "latin-1"))
_OLD = frozenset(("viscii", "x-viscii", "csviscii", "x-viet-vps", "vps", "x-viet-tcvn", "x-viet-vni", "tcvn-5712"))
_WINDOWS = {code: character for code in range(0x80, 0xA0) if (character := bytes((code,)).decode("cp1252", "ignore"))}
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
    if stray := _control_characters(data):
        # What is valid UTF-8 but for them is text. VISCII and VPS keep capitals there. Anything else may be anything.
        if stray <= len(data) * _CONTROL_SHARE:
            if text := _mostly_utf8(data):
                return text.translate(_STRAY), "utf-8"
            if legacy := _legacy(data):
                return legacy, "windows-1252"
        raise ReadingError("binary")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        if repaired := _mostly_utf8(data):
            return repaired, "utf-8"
        composed, legacy = _windows_1258(data), _legacy(data)
        # The encodings share letters: where both may be meant, the commonest words tell.
        if composed and _commonness(composed) >= _commonness(converted(legacy)[0]):
            return composed, "windows-1258"
        if legacy:
            return legacy, "windows-1252"
        raise _not_utf8(data, problem.start) from problem


def lost_characters(text: str) -> tuple[Notice, ...]:
    """A notice about replacement characters in `text`, with their lines; none where there are none.

    >>> lost_characters("Kế ho\ufffdch")
    (Notice(code='characters_lost', start=5, end=6, detail='1'),)
    """
    if _LOST not in text:
        return ()
    first, last = text.index(_LOST), text.rindex(_LOST)
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if _LOST in line]
    told = ", ".join(map(str, lines[:_LINES_TOLD])) + (", …" if len(lines) > _LINES_TOLD else "")
    return (Notice("characters_lost", first, last + 1, told),)


def decode_as(data: bytes, declared: str, problem: ReadingError) -> tuple[str, str]:
    """(text, encoding) by the encoding a file declares. Raises `problem` when that is unknown or wrong."""
    if declared in _OLD:
        return _western(data), "windows-1252"  # its letters are told when the text is laid out
    try:
        encoding = codecs.lookup(declared).name
        if not encoding.startswith(_DECLARABLE):
            raise problem  # codecs such as punycode are no encodings of pages
        if encoding in _WESTERN:
            return _western(data), "windows-1252"
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
    # Places, not amounts: they are told without separators of thousands.
    return ReadingError("not_utf8", byte=str(position + 1), line=str(data.count(b"\n", 0, position) + 1))


def _control_characters(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _mostly_utf8(data: bytes) -> str:
    """`data` with its few bad bytes replaced, or "" when there are too many."""
    text = data.decode("utf-8", "replace")
    lost = text.count(_LOST)
    letters = len(text) - len(text.encode("ascii", "ignore")) if lost else 0
    return "" if lost > letters * _LOST_SHARE else text


def _legacy(data: bytes) -> str:
    """`data` as the Western letters that stand for Vietnamese in the old encodings, or "" when it is not that."""
    text = _western(data)
    return text if guess(text).clear else ""


def _western(data: bytes) -> str:
    """`data` as Windows-1252, its five gaps as control characters, the way browsers read it."""
    return data.decode("latin-1").translate(_WINDOWS)


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


def _windows_1258(data: bytes) -> str:
    """`data` as composed Vietnamese, or "" when it does not read as such."""
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return ""
    # Every tone mark must have found its vowel, and the commonest words must be there.
    common = _commonness(text)
    return text if common >= max(3, len(text.split()) * 0.05) and not _LEFT_OVER_MARK.search(text) else ""


def _commonness(text: str) -> int:
    """How many of the commonest words stand in `text`."""
    return len(_COMMON.findall(text.lower()))
