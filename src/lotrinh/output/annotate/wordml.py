"""The text part of a Word file by the places of its bytes, so that marks can be put between them.

Reads: the bytes of document.xml. Writes: paragraphs with their characters' places; the bytes with marks added. The
part is not written anew, for that would lose what a parser does not keep (prefixes, their declared order, entities).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from lotrinh.core.vietnamese.text import nfc

_TEXT, _RUN, _PARAGRAPH, _FORMAT = "w:t", "w:r", "w:p", "w:rPr"
_BLANKS = re.compile(r"\s+")
_PLAIN_TEXT = b"<w:t>"


@dataclass(slots=True)
class Stretch:
    """Characters of one w:t: `text`, the byte where each begins and the end; the run around it."""

    text: str
    bytes: list[int]
    run: tuple[int, int]  # first byte of the run, byte after its properties
    tag: int  # first byte of the w:t
    run_end: int = 0


@dataclass(slots=True)
class Paragraph:
    """A w:p by its stretches of text."""

    stretches: list[Stretch] = field(default_factory=list)

    def span_of(self, words: str) -> tuple[int, int] | None:
        """(start, end) in the paragraph's characters of `words`, blanks and line breaks apart; None when not there."""
        text = "".join(stretch.text for stretch in self.stretches)
        kept = [at for at, char in enumerate(text) if not char.isspace()]
        bare = "".join(text[at] for at in kept)
        wanted = _BLANKS.sub("", words)
        if not wanted or len(nfc(bare)) != len(bare):
            return None
        at = nfc(bare).find(wanted)
        return (kept[at], kept[at + len(wanted) - 1] + 1) if at >= 0 else None


class _Scanner:
    """Gathers paragraphs while expat goes through the part."""

    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[Paragraph] = []
        self._data = data
        self._open: list[Paragraph] = []
        self._runs: list[list[int]] = []  # [first byte, byte after its properties]
        self._waiting: list[list[Stretch]] = []  # of the runs that are open
        self._text: Stretch | None = None
        self._parser: Any = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def scan(self) -> None:
        self._parser.Parse(self._data, True)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        if name == _PARAGRAPH:
            paragraph = Paragraph()
            self.paragraphs.append(paragraph)
            self._open.append(paragraph)
        elif name == _RUN:
            self._runs.append([at, self._after_tag(at)])
            self._waiting.append([])
        elif name == _TEXT and self._runs and self._open:
            first, formatted = self._runs[-1]
            self._text = Stretch("", [], (first, formatted), at)

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex
        if name == _TEXT and self._text is not None:
            self._text.bytes.append(at)
            if self._text.text:
                self._open[-1].stretches.append(self._text)
                self._waiting[-1].append(self._text)
            self._text = None
        elif name == _FORMAT and self._runs:
            self._runs[-1][1] = self._after_tag(at)
        elif name == _RUN and self._runs:
            self._runs.pop()
            for stretch in self._waiting.pop():
                stretch.run_end = self._after_tag(at)
        elif name == _PARAGRAPH and self._open:
            self._open.pop()

    def _characters(self, text: str) -> None:
        if self._text is None:
            return
        at = self._parser.CurrentByteIndex
        self._text.text += text
        for char in text:
            self._text.bytes.append(at)
            at += len(char.encode("utf-8"))

    def _after_tag(self, at: int) -> int:
        return self._data.index(b">", at) + 1


def paragraphs_of(data: bytes) -> list[Paragraph] | None:
    """The paragraphs in order; None for a part that is not in UTF-8, or names its elements otherwise."""
    head = data[:200].lower()
    if b"<w:p" not in data or (b"encoding=" in head and b"utf-8" not in head):
        return None
    scanner = _Scanner(data)
    try:
        scanner.scan()
    except (expat.ExpatError, ValueError):
        return None
    return scanner.paragraphs


class Edits:
    """Marks to be put into a part."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ends: dict[int, list[bytes]] = {}  # byte → marks that end before it
        self._starts: dict[int, list[bytes]] = {}
        self._cuts: dict[int, Stretch] = {}  # byte inside a w:t where its run is cut in two

    def comment(self, paragraph: Paragraph, start: int, end: int, number: int) -> None:
        """Put comment `number` on the characters from `start` to `end` of a paragraph."""
        self._starts.setdefault(self._border(paragraph, start, after=False), []).append(
            b'<w:commentRangeStart w:id="%d"/>' % number
        )
        self._ends.setdefault(self._border(paragraph, end, after=True), []).append(
            b'<w:commentRangeEnd w:id="%d"/><w:r><w:commentReference w:id="%d"/></w:r>' % (number, number)
        )

    def _border(self, paragraph: Paragraph, at: int, *, after: bool) -> int:
        """The byte where a mark goes: between two runs, or where one is cut."""
        for stretch in paragraph.stretches:
            size = len(stretch.text)
            if at < size or (after and at == size):
                only = stretch.run[1] == stretch.tag
                if at == 0 and only:
                    return stretch.run[0]
                if at == size and self._data.startswith(b"</w:r>", self._after_text(stretch)):
                    return stretch.run_end
                place = stretch.bytes[at]
                self._cuts[place] = stretch
                return place
            at -= size
        return paragraph.stretches[-1].run_end

    def _after_text(self, stretch: Stretch) -> int:
        return self._data.index(b">", stretch.bytes[-1]) + 1

    def done(self) -> bytes:
        """The part with its marks."""
        pieces: list[bytes] = []
        last = 0
        kept = {stretch.tag for stretch in self._cuts.values()}  # blanks at a cut must be kept
        for place in sorted({*self._ends, *self._starts, *kept}):
            pieces.append(self._data[last:place])
            last = place
            if place in kept and self._data.startswith(_PLAIN_TEXT, place):
                pieces.append(b'<w:t xml:space="preserve">')
                last = place + len(_PLAIN_TEXT)
            marks = b"".join((*self._ends.get(place, ()), *self._starts.get(place, ())))
            if place in self._cuts:
                run, formatted = self._cuts[place].run
                marks = b"</w:t></w:r>" + marks + self._data[run:formatted] + b'<w:t xml:space="preserve">'
            pieces.append(marks)
        pieces.append(self._data[last:])
        return b"".join(pieces)
