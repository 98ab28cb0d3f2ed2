"""What an Office file of 1997–2003 states of itself: title, author, date. Source: [MS-OLEPS]."""

from __future__ import annotations

import struct
from datetime import datetime, timedelta

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.legacy_text import decode_line
from lotrinh.reading.ole import CompoundFile

_STREAM = "\x05SummaryInformation"
_CODE_PAGE, _CREATED = 1, 12
_NAMED = {2: "title", 4: "author"}
_TEXT, _WIDE_TEXT, _TIME = 30, 31, 64
_MOST = 100
_LONGEST = 400  # characters


def statements_of(file: CompoundFile, encoding: str = "") -> dict[str, str]:
    """Title, author and creation date; without those that are missing or damaged.

    `encoding` is the old one the document is typed in, or "": its title is too short to tell.
    """
    try:
        return _read(file.stream(_STREAM), encoding)
    except (struct.error, LookupError, ValueError, OverflowError):
        return {}


def _read(stream: bytes, encoding: str) -> dict[str, str]:
    (at,) = struct.unpack_from("<I", stream, 44)
    _, count = struct.unpack_from("<II", stream, at)
    listed = [struct.unpack_from("<II", stream, at + 8 + 8 * number) for number in range(min(count, _MOST))]
    offsets = {identity: at + offset for identity, offset in listed}
    page = 1252
    if _CODE_PAGE in offsets:
        (page,) = struct.unpack_from("<H", stream, offsets[_CODE_PAGE] + 4)
    codec = "utf-8" if page == 65001 else "utf-16-le" if page == 1200 else f"cp{page}"
    found: dict[str, str] = {}
    for identity, name in _NAMED.items():
        if identity in offsets and (text := _text(stream, offsets[identity], codec)):
            found[name] = decode_line(text, encoding) if encoding else text
    if _CREATED in offsets and (moment := _moment(stream, offsets[_CREATED])):
        found["created"] = moment
    return found


def _text(stream: bytes, at: int, codec: str) -> str:
    kind, size = struct.unpack_from("<II", stream, at)
    if kind not in (_TEXT, _WIDE_TEXT):
        return ""
    raw = stream[at + 8 : at + 8 + min(size * (2 if kind == _WIDE_TEXT else 1), 4 * _LONGEST)]
    text = raw.decode("utf-16-le" if kind == _WIDE_TEXT else codec, "replace").partition("\0")[0]
    return nfc(text[:_LONGEST]).strip()


def _moment(stream: bytes, at: int) -> str:
    """ISO 8601, from tenths of microseconds since 1601."""
    kind, ticks = struct.unpack_from("<IQ", stream, at)
    if kind != _TIME or not ticks:
        return ""
    return (datetime(1601, 1, 1) + timedelta(microseconds=ticks // 10)).isoformat(timespec="seconds") + "Z"
