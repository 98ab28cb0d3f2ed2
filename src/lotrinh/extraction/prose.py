"""Prose: the running text of a document as the rules see it.

Reads: `Document.text`, `Document.blocks`. Writes: `Prose`.

A scraped or typed document breaks lines inside words of one sentence, marks emphasis with asterisks
and doubles blanks. Rules that had to allow for this at every blank would be slow and unreadable, so
each block becomes one line of prose: wraps and doubled blanks are one blank, emphasis is gone. Line
`i` of the prose is block `i` of the document, and every offset leads back to the document's text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

import msgspec

from lotrinh.core.span import Span
from lotrinh.core.vietnamese.text import shadow
from lotrinh.reading.document import BlockKind, Document

_NOISE = re.compile(
    r"[ \t\u00a0]*[\r\n\u2028]\s*"  # a hard wrap
    r"|[ \t\u00a0]{2,}"
    r"|\*+|__+|`+|<br */?>|\\(?=[-*_.#()\[\]])"  # Markdown marks
    r"|[\u00ad\u200b\ufeff]+"  # invisible characters
)
_BLANK_LIKE = (" ", "\t", "\u00a0", "\r", "\n", "\u2028", "<")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+")
_CLUSTER = re.compile("[\u0300-\u036f]*[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


class Line(msgspec.Struct, frozen=True, gc=False):
    """One paragraph or cell: ``prose.text[start:end]``. `index` is also its block's index."""

    index: int
    start: int
    end: int
    kind: BlockKind
    label: str
    level: int


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a cleaned line and the stretch of the document it stands for."""

    start: int
    end: int
    raw_start: int
    raw_end: int


class Prose(msgspec.Struct, frozen=True):
    """Text and shadow of equal length, lines in order, and per line the way back to the document."""

    document: Document
    text: str
    shadow: str
    lines: tuple[Line, ...]
    starts: list[int]  # start of every line, for look-up
    pieces: dict[int, list[Piece]]  # only for lines that cleaning changed

    def line_at(self, offset: int) -> Line:
        """The line that holds a prose offset."""
        return self.lines[bisect_right(self.starts, offset) - 1]

    def quote(self, start: int, end: int) -> str:
        """The cleaned text of a prose span."""
        return self.text[start:end]

    def to_document(self, start: int, end: int) -> Span:
        """The document span of a prose span (start < end, both inside one line)."""
        line = self.line_at(start)
        pieces = self.pieces.get(line.index)
        if pieces is None:
            shift = self.document.blocks[line.index].start - line.start
            return Span(start + shift, end + shift)
        return Span(_raw_start(pieces, start), _raw_end(pieces, end))


def _piece_at(pieces: list[Piece], offset: int) -> Piece:
    return pieces[max(0, bisect_right(pieces, offset, key=lambda piece: piece.start) - 1)]


def _raw_start(pieces: list[Piece], offset: int) -> int:
    piece = _piece_at(pieces, offset)
    return min(piece.raw_start + offset - piece.start, piece.raw_end)


def _raw_end(pieces: list[Piece], offset: int) -> int:
    piece = _piece_at(pieces, offset - 1)
    if offset == piece.end:
        return piece.raw_end
    return piece.raw_start + offset - piece.start


def _clean(raw: str, at: int, base: int) -> tuple[str, list[Piece]]:
    """`raw` without noise, with its pieces; the clean text will stand at prose offset `at`, `raw` at `base`."""
    parts: list[str] = []
    pieces: list[Piece] = []
    size = 0

    def put(text: str, start: int, end: int) -> None:
        nonlocal size
        parts.append(text)
        pieces.append(Piece(at + size, at + size + len(text), base + start, base + end))
        size += len(text)

    def keep(start: int, end: int) -> None:
        text = raw[start:end]
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            put(text, start, end)
            return
        for cluster in _CLUSTER.finditer(text):
            put(unicodedata.normalize("NFC", cluster[0]), start + cluster.start(), start + cluster.end())

    heading = _MARKDOWN_HEADING.match(raw)
    done = heading.end() if heading else 0
    for noise in _NOISE.finditer(raw, done):
        if noise.start() > done:
            keep(done, noise.start())
        follows_blank = not parts or parts[-1].endswith(" ")
        if noise[0].startswith(_BLANK_LIKE) and not follows_blank:
            put(" ", noise.start(), noise.end())
        done = noise.end()
    if done < len(raw):
        text = raw[done:]
        if text.startswith(" ") and parts and parts[-1].endswith(" "):
            done += 1
        if done < len(raw):
            keep(done, len(raw))
    clean = "".join(parts)
    if clean.endswith(" "):
        clean = clean.rstrip(" ")
    return clean, pieces


def prose_of(document: Document) -> Prose:
    """The prose of `document`: one line per block, in the document's order. Linear in its length."""
    text = document.text
    lines: list[Line] = []
    parts: list[str] = []
    pieces: dict[int, list[Piece]] = {}
    at = 0
    composed = text.isascii() or unicodedata.is_normalized("NFC", text)
    for index, block in enumerate(document.blocks):
        raw = text[block.start : block.end]
        if _NOISE.search(raw) or raw.startswith("#") or not composed:
            raw, pieces[index] = _clean(raw, at, block.start)
        lines.append(Line(index, at, at + len(raw), block.kind, block.label, block.level))
        parts.append(raw)
        at += len(raw) + 1
    running = "\n".join(parts)
    return Prose(document, running, shadow(running), tuple(lines), [line.start for line in lines], pieces)
