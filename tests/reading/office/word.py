"""A writer of Word files of 1997–2003: pieces, formats of characters and paragraphs, fonts, styles, lists, notes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

from tests.reading.office.ole import compound

_TEXT_AT = 1_024
_PAGE = 512


class Run(NamedTuple):
    """Characters and the modifiers that hold for them."""

    text: str
    modifiers: bytes = b""


class Par(NamedTuple):
    """A paragraph: its runs, its modifiers, the mark that ends it, its style."""

    runs: tuple[Run, ...]
    modifiers: bytes = b""
    end: str = "\r"
    style: int = 0


def par(*runs: str | Run, modifiers: bytes = b"", end: str = "\r", style: int = 0) -> Par:
    """A paragraph of runs; a plain text is a run of its own."""
    return Par(tuple(run if isinstance(run, Run) else Run(run) for run in runs), modifiers, end, style)


def font(number: int) -> bytes:
    """The modifier for a font."""
    return struct.pack("<HH", 0x4A4F, number)


HIDDEN = struct.pack("<HB", 0x083C, 1)
DELETED = struct.pack("<HB", 0x0800, 1)
RAISED = struct.pack("<HB", 0x2A48, 1)
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)


def symbol(code: int) -> bytes:
    """The modifier that draws one symbol."""
    return struct.pack("<HHH", 0x6A09, 1, code)


def listed(number: int, level: int = 0) -> bytes:
    """The modifiers of a paragraph of an automatic list."""
    return struct.pack("<HBHH", 0x260A, level, 0x460B, number)


def row(*cells: str | Par, edges: Sequence[int] = (), flags: Sequence[int] = ()) -> list[Par]:
    """The paragraphs of a row: its cells and the mark that ends it, with its edges and the flags of its cells."""
    found = [cell if isinstance(cell, Par) else par(cell, modifiers=IN_TABLE, end="\x07") for cell in cells]
    edges = edges or [1_000 * at for at in range(len(cells) + 1)]
    flags = [*flags, *[0] * (len(cells) - len(flags))]
    told = struct.pack(f"<B{len(edges)}h", len(cells), *edges)
    told += b"".join(struct.pack("<H", flag) + bytes(18) for flag in flags)
    return [*found, par("", modifiers=ROW_END + struct.pack("<HH", 0xD608, len(told) + 1) + told, end="\x07")]


def doc(
    *paragraphs: Par,
    fonts: Sequence[str] = ("Times New Roman",),
    notes: Sequence[tuple[int, str]] = (),
    lists: Sequence[Sequence[tuple[int, str]]] = (),
    headings: bool = False,
    narrow: bool = False,
    flags: int = 0,
    version: int = 0xC1,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A Word file. `notes` are (character they hang on, text); `lists` are levels as (number format, text).

    With `headings` style 1 is "heading 1". `narrow`: one byte a character, in Windows-1252.
    """
    body = "".join(run.text for part in paragraphs for run in part.runs) and "".join(
        "".join(run.text for run in part.runs) + part.end for part in paragraphs
    )
    story = "".join("\x02 " + text + "\r" for _, text in notes)
    text = body + story + "\r" * bool(notes)
    width = 1 if narrow else 2
    stored = text.encode("cp1252" if narrow else "utf-16-le", "surrogatepass")
    main = bytearray(_TEXT_AT) + stored
    main += bytes(-len(main) % _PAGE)
    table = bytearray()
    parts: dict[int, tuple[int, int]] = {}

    def put(entry: int, content: bytes) -> None:
        parts[entry] = (len(table), len(content))
        table.extend(content)

    spans: list[tuple[int, bytes]] = []
    rows: list[tuple[int, bytes]] = []
    at = _TEXT_AT
    for part in paragraphs:
        begin = at
        for run in part.runs:
            spans.append((at, run.modifiers))
            at += width * len(run.text)
        spans.append((at, b""))
        at += width
        rows.append((begin, struct.pack("<H", part.style) + part.modifiers))
    spans.append((at, b""))
    rows.append((at, b"\0\0"))
    end = _TEXT_AT + len(stored)
    put(12, _pages(main, [span for span in spans if span[0] < end], end, paragraphs=False))
    put(13, _pages(main, [line for line in rows if line[0] < end], end, paragraphs=True))
    piece = _TEXT_AT * 2 | 1 << 30 if narrow else _TEXT_AT
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, piece, 0)
    put(33, b"\x02" + struct.pack("<I", len(pieces)) + pieces)
    put(15, struct.pack("<HH", len(fonts), 0) + b"".join(_font(name) for name in fonts))
    put(1, _styles(headings))
    if notes:
        put(2, struct.pack(f"<{len(notes) + 1}I", *(place for place, _ in notes), len(body)) + bytes(2 * len(notes)))
        starts = [0]
        for _, told in notes:
            starts.append(starts[-1] + len(told) + 3)
        put(3, struct.pack(f"<{len(starts) + 1}I", *starts, starts[-1] + 1))
    if lists:
        put(73, struct.pack("<H", len(lists)) + b"".join(_list(at + 1) for at in range(len(lists))))
        table.extend(
            b"".join(_level(*level) for levels in lists for level in (*levels, *[(0, "")] * (9 - len(levels))))
        )
        uses = b"".join(struct.pack("<i", at + 1) + bytes(12) for at in range(len(lists)))
        put(74, struct.pack("<I", len(lists)) + uses + b"\xff\xff\xff\xff" * len(lists))
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, 0x0200 | flags)
    struct.pack_into("<8i", main, 0x4C, len(body), len(text) - len(body), 0, 0, 0, 0, 0, 0)
    for entry, (start, size) in parts.items():
        struct.pack_into("<II", main, 0x9A + 8 * entry, start, size)
    return compound({"WordDocument": bytes(main), "1Table": bytes(table), **(more or {})})


def _pages(main: bytearray, spans: list[tuple[int, bytes]], end: int, *, paragraphs: bool) -> bytes:
    """Pages of formats behind the text; the table that lists them."""
    width = 13 if paragraphs else 1
    listed: list[tuple[int, int]] = []
    waiting = list(spans)
    while waiting:
        page = bytearray(_PAGE)
        taken = 0
        low = _PAGE - 2
        entries: list[int] = []
        for _, modifiers in waiting:
            content = _counted(modifiers, paragraphs)
            begin = (low - len(content)) & ~1
            if begin < 4 * (taken + 2) + width * (taken + 1):
                break
            page[begin : begin + len(content)] = content
            entries.append(begin // 2)
            low = begin
            taken += 1
        assert taken, "a format does not fit on a page"
        starts = [start for start, _ in waiting[:taken]] + [waiting[taken][0] if taken < len(waiting) else end]
        struct.pack_into(f"<{taken + 1}I", page, 0, *starts)
        for at, entry in enumerate(entries):
            page[4 * (taken + 1) + at * width] = entry
        page[-1] = taken
        listed.append((starts[0], len(main) // _PAGE))
        main += page
        waiting = waiting[taken:]
    return struct.pack(f"<{len(listed) + 1}I", *(start for start, _ in listed), end) + struct.pack(
        f"<{len(listed)}I", *(number for _, number in listed)
    )


def _counted(modifiers: bytes, paragraphs: bool) -> bytes:
    if not paragraphs:
        return bytes((len(modifiers),)) + modifiers
    padded = modifiers + bytes(len(modifiers) & 1)
    return b"\0" + bytes((len(padded) // 2,)) + padded


def _font(name: str) -> bytes:
    content = bytes(39) + name.encode("utf-16-le") + b"\0\0"
    return bytes((len(content),)) + content


def _styles(headings: bool) -> bytes:
    """A style sheet of "Normal" and, when wanted, "heading 1"."""
    names = ["Normal", *["heading 1"] * headings]
    head = struct.pack("<HHHHHHHHH", len(names), 10, 1, 0, 15, 0, 0, 0, 0)
    found = struct.pack("<H", len(head)) + head
    for identity, name in enumerate(names):
        style = struct.pack("<HHHHH", identity, 1 | (0xFFF << 4 if identity == 0 else 0), 2, 0, 0)
        style += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
        style += struct.pack("<HH", 2, identity) + struct.pack("<H", 0)
        found += struct.pack("<H", len(style)) + style
    return found


def _list(identity: int) -> bytes:
    return struct.pack("<ii", identity, 0) + bytes(18) + b"\0\0"


def _level(style: int, text: str) -> bytes:
    return struct.pack("<iB", 1, style) + bytes(23) + struct.pack("<H", len(text)) + text.encode("utf-16-le")
