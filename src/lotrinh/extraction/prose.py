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
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from lotrinh.core.span import Span
from lotrinh.core.vietnamese.text import shadow, with_hyphens
from lotrinh.extraction.language.glued_words import is_glued, missing_blanks
from lotrinh.extraction.language.lost_marks import with_marks
from lotrinh.extraction.language.torn_numbers import without_tears
from lotrinh.extraction.language.torn_words import without_torn_words
from lotrinh.reading.document import BlockKind, Document

# A search is fast when every branch of its pattern begins with a plain character, and no frequent one: hence two.
_BLANKS = re.compile(r"  +")
_MARK = re.compile(
    r"\*\**|__+|``*|<br */?>|\\(?=[-*_.#()\[\]])"  # Markdown
    r"|\t[ \t\u00a0]+|\u00a0[ \t\u00a0]+"
    r"|\u00ad[\u00ad\u200b\ufeff]*|\u200b[\u00ad\u200b\ufeff]*|\ufeff[\u00ad\u200b\ufeff]*"  # invisible characters
)
_FARTHEST = 600  # characters to each side in which a sentence is looked for
_WRAPS = "\n\r\u2028\u2029\x0b\x0c\x85"
_UNCLEAN_EDGES = frozenset("# ")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+")
_COMBINING = re.compile("[\u0300-\u036f]")  # a quicker test than that of all of NFC, and marks are all we compose
_DECOMPOSED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


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

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence of ``[start, end)`` within its line; bounded to each side, so that time stays linear."""
        line = self.line_at(start)
        first, last = max(line.start, start - _FARTHEST), min(line.end, end + _FARTHEST)
        begin = self.shadow.rfind(". ", first, start)
        stop = self.shadow.find(". ", end, last)
        return (begin + 2 if begin >= 0 else first), (stop if stop >= 0 else last)

    def quote(self, start: int, end: int) -> str:
        """The cleaned text of a prose span."""
        return self.text[start:end]

    def to_document(self, start: int, end: int) -> Span:
        """The document span of a prose span (start < end); it may run over the cells of a table row."""
        return Span(*self.raw_offsets(start, end))

    def raw_offsets(self, start: int, end: int) -> tuple[int, int]:
        """`to_document` for whoever needs very many of them: the bare offsets."""
        first = last = bisect_right(self.starts, start) - 1
        if end > self.lines[first].end:
            last = bisect_right(self.starts, end - 1) - 1
        elif first not in self.pieces:
            shift = self.document.blocks[first].start - self.starts[first]
            return start + shift, end + shift
        return self._raw(start, first, _raw_start), self._raw(end, last, _raw_end)

    def _raw(self, offset: int, line: int, exact: Callable[[list[Piece], int], int]) -> int:
        pieces = self.pieces.get(line)
        if pieces is None:
            return offset + self.document.blocks[line].start - self.starts[line]
        return exact(pieces, offset)


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


def _marks_of(text: str) -> list[tuple[int, int]]:
    """Spans of marks in order, and behind the text one more, so that the search for the next always ends."""
    return [*(mark.span() for mark in _MARK.finditer(text)), (len(text) + 1, len(text) + 1)]


def _clean(raw: str, noises: Sequence[tuple[int, int]], at: int, base: int) -> tuple[str, list[Piece]]:
    """`raw` without its noises (spans in it), with its pieces; it will stand at prose offset `at`, `raw` at `base`."""
    parts: list[str] = []
    pieces: list[Piece] = []
    heading = _MARKDOWN_HEADING.match(raw)
    done = heading.end() if heading else 0
    blank = True  # whether the clean text so far ends with a blank, or is empty
    for start, end in noises:
        if end <= done:
            continue
        if blank and start > done and raw[done] == " ":
            done += 1
        if start > done:
            parts.append(raw[done:start])
            pieces.append(Piece(at, at + start - done, base + done, base + start))
            at += start - done
            blank = raw[start - 1] == " "
        if not blank and raw[start] in " \t\u00a0<":
            parts.append(" ")
            pieces.append(Piece(at, at + 1, base + start, base + end))
            at += 1
            blank = True
        done = end
    if blank and raw[done : done + 1] == " ":
        done += 1
    if done < len(raw):
        parts.append(raw[done:])
        pieces.append(Piece(at, at + len(raw) - done, base + done, base + len(raw)))
    return "".join(parts).rstrip(" "), pieces


def _composed(text: str, pieces: list[Piece], at: int) -> tuple[str, list[Piece]]:
    """The clean `text` of one line in composed form (NFC); a letter written as base and marks becomes one piece."""
    first = at
    parts: list[str] = []
    composed: list[Piece] = []

    def put(told: str, raw_start: int, raw_end: int) -> None:
        nonlocal at
        parts.append(told)
        composed.append(Piece(at, at + len(told), raw_start, raw_end))
        at += len(told)

    for piece in pieces:
        start, end = piece.start - first, min(piece.end - first, len(text))
        if piece.end - piece.start != piece.raw_end - piece.raw_start:  # one blank for several characters
            put(text[start:end], piece.raw_start, piece.raw_end)
            continue
        shift = piece.raw_start - start
        for letter in _DECOMPOSED.finditer(text, start, end):
            if letter.start() > start:
                put(text[start : letter.start()], start + shift, letter.start() + shift)
            put(unicodedata.normalize("NFC", letter[0]), letter.start() + shift, letter.end() + shift)
            start = letter.end()
        if start < end:
            put(text[start:end], start + shift, end + shift)
    return "".join(parts), composed


def _with_blanks(text: str, pieces: list[Piece], at: int) -> tuple[str, list[Piece]]:
    """The clean `text` of one line with the blanks that its copy lost; each stands for no character of the document."""
    parts: list[str] = []
    spaced: list[Piece] = []
    blanks, shift = missing_blanks(text), 0
    for piece in pieces:
        start = piece.start
        while shift < len(blanks) and (blank := at + blanks[shift]) < piece.end:
            raw = piece.raw_start + blank - piece.start
            if start < blank:
                spaced.append(Piece(start + shift, blank + shift, piece.raw_start + start - piece.start, raw))
            spaced.append(Piece(blank + shift, blank + shift + 1, raw, raw))
            start, shift = blank, shift + 1
        spaced.append(Piece(start + shift, piece.end + shift, piece.raw_start + start - piece.start, piece.raw_end))
    for start, end in pairwise([0, *blanks, len(text)]):
        parts.append(text[start:end])
    return " ".join(parts), spaced


def prose_of(document: Document) -> Prose:
    """The prose of `document`: one line per block, in the document's order. Linear in its length."""
    text = without_torn_words(without_tears(with_hyphens(document.text)))
    for wrap in _WRAPS:  # one character for one blank, so most wrapped paragraphs need no pieces at all
        text = text.replace(wrap, " ")
    marks = _marks_of(text)
    next_mark, mark = 0, marks[0]
    composed, glued = _COMBINING.search(text) is None, is_glued(text)
    lines: list[Line] = []
    parts: list[str] = []
    pieces: dict[int, list[Piece]] = {}
    at = 0
    for index, block in enumerate(document.blocks):
        start, end = block.start, block.end
        raw = text[start:end]
        while mark[1] <= start:
            next_mark += 1
            mark = marks[next_mark]
        if mark[0] < end or "  " in raw or raw[:1] in _UNCLEAN_EDGES or raw[-1:] == " ":
            first = next_mark
            while marks[next_mark][0] < end:
                next_mark += 1
            noises = [(max(0, from_ - start), min(to, end) - start) for from_, to in marks[first:next_mark]]
            noises += (blanks.span() for blanks in _BLANKS.finditer(raw))
            noises.sort()
            raw, pieces[index] = _clean(raw, noises, at, start)
            next_mark = first if next_mark > first and marks[next_mark - 1][1] > end else next_mark
            mark = marks[next_mark]
        if not composed and _COMBINING.search(raw):
            whole = [Piece(at, at + len(raw), start, start + len(raw))]
            raw, pieces[index] = _composed(raw, pieces.get(index) or whole, at)
        if glued and missing_blanks(raw):
            whole = [Piece(at, at + len(raw), start, start + len(raw))]
            raw, pieces[index] = _with_blanks(raw, pieces.get(index) or whole, at)
        if raw.endswith("./"):  # "./." cut short: the last sentence of a document ends like any other
            raw = raw[:-1]
        lines.append(Line(index, at, at + len(raw), block.kind, block.label, block.level))
        parts.append(raw)
        at += len(raw) + 1
    running = "\n".join(parts)
    return Prose(document, running, with_marks(shadow(running)), tuple(lines), [line.start for line in lines], pieces)
