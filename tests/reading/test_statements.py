"""Statements of Office files of 1997–2003 about themselves."""

from __future__ import annotations

import struct

from lotrinh.reading import read_document
from tests.reading.office.word import Run, doc, font, par


def summary(page: int, title: bytes, ticks: int = 0) -> bytes:
    """A stream of statements: code page, title, creation date."""
    values = [
        (1, struct.pack("<IHxx", 2, page)),
        (2, struct.pack("<II", 30, len(title)) + title + bytes(-len(title) % 4)),
        (12, struct.pack("<IQ", 64, ticks)),
    ]
    listing, content = b"", b""
    for identity, value in values:
        listing += struct.pack("<II", identity, 8 + 8 * len(values) + len(content))
        content += value
    section = struct.pack("<II", 8 + len(listing) + len(content), len(values)) + listing + content
    return struct.pack("<HHI16sI", 0xFFFE, 0, 0, b"", 1) + bytes(16) + struct.pack("<I", 48) + section


def properties(stream: bytes) -> dict[str, str]:
    return read_document(doc(par("a"), more={"\x05SummaryInformation": stream})).properties


def test_title_and_date() -> None:
    ticks = 130_645_440_000_000_000  # 2015-01-01
    assert properties(summary(65001, "Kế hoạch".encode() + b"\0", ticks)) == {
        "title": "Kế hoạch",
        "created": "2015-01-01T00:00:00Z",
    }
    assert properties(summary(1258, "Kê\u0301 hoa\u0323ch".encode("cp1258"))) == {"title": "Kế hoạch"}


def test_the_title_is_in_the_old_font_of_the_document() -> None:
    stream = summary(1252, "KÕ ho¹ch".encode("cp1252"))
    typed = doc(par(Run("ho¹ch", font(1))), fonts=["Arial", ".VnTime"], more={"\x05SummaryInformation": stream})
    assert read_document(typed).properties == {"title": "Kế hoạch"}


def test_damaged_statements_are_no_reason_to_refuse_the_text() -> None:
    for stream in (b"", b"\xfe\xff", summary(60_000, b"x"), summary(1252, b"x")[:60], b"\xff" * 200):
        assert properties(stream) == {}
    assert "created" not in properties(summary(1252, b"x", (1 << 64) - 1))
