"""Stories of a Word file: characters with their formats become paragraphs and tables."""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import nfc, with_hyphens
from lotrinh.reading.content import Content, Paragraph, TableContent
from lotrinh.reading.doc.formats import Formats
from lotrinh.reading.doc.paragraphs import ParagraphFormat, paragraph_format
from lotrinh.reading.doc.pieces import Text
from lotrinh.reading.doc.styles import CharacterFormat, Styles, character_format
from lotrinh.reading.document import BlockKind
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.flow import Flow
from lotrinh.reading.font_runs import in_unicode
from lotrinh.reading.numbering import Numbering
from lotrinh.reading.raised import raised
from lotrinh.reading.symbols import symbol

_ENDS = re.compile("[\r\x07\x0c]")
_CELL_END = "\x07"
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SPECIAL = re.compile("[\x13\x14\x15]")
_DRAWN = {0x0B: "\n", 0x0E: "\n", 0x1E: "-", 0x09: "\t", **dict.fromkeys((*range(9), 10, *range(15, 30), 31))}
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_MOST_BOXES = 1_000


class StoryReader:
    """Reads stories; paragraphs, lists and notes are counted through all of them."""

    def __init__(
        self,
        text: Text,
        characters: Formats,
        paragraphs: Formats,
        styles: Styles,
        numbering: Numbering,
        marks: dict[int, tuple[str, int]],
        boxes: dict[int, list[tuple[int, int]]],
        parts_limit: int,
    ) -> None:
        self._text = text
        self._characters = characters
        self._paragraphs = paragraphs
        self._styles = styles
        self._numbering = numbering
        self._marks = marks  # character → (kind, number) of the note it refers to
        self._boxes = boxes  # character → stretches of text boxes
        self._parts_limit = self._parts_left = parts_limit
        self._formats: dict[tuple[int, bytes], CharacterFormat] = {}
        self._standing: dict[tuple[bytes, bytes], ParagraphFormat] = {}
        self._fields: list[bool] = []
        self._boxes_read = 0
        self.count = 0
        self.notes: list[tuple[str, int, int]] = []  # (kind, number, number of the paragraph that refers to it)

    def story(self, first: int, last: int) -> list[Content]:
        """The content of the characters ``first..last``. Raises ReadingError (too_many_parts)."""
        flow = Flow()
        characters = self._text.characters
        at = first
        while at < last:
            end = _ENDS.search(characters, at, last)
            mark = end.start() if end else last
            self._paragraph(flow, at, mark, characters[mark] if end else "\r")
            at = mark + 1
        return flow.finish()

    def plain(self, first: int, last: int) -> str:
        """The text of a note, without the mark that stands before it."""
        lines = [line.strip() for item in self.story(first, last) for line in _lines(item)]
        return "\n".join(line for line in lines if line)

    def _paragraph(self, flow: Flow, first: int, mark: int, sign: str) -> None:
        standing = self._format(mark)
        if standing.row_end and standing.depth:
            flow.end_row(standing.depth, standing.shape)
            return
        self._parts_left -= 1
        if self._parts_left < 0:
            raise ReadingError("too_many_parts", limit=self._parts_limit)
        self.count += 1
        number = self.count
        text, decoded = self._inline(first, mark, standing.style, number)
        label = ""
        if 0 < standing.list_id < 0x7FF and text.strip():
            label = self._numbering.label(str(standing.list_id), min(standing.list_level, 8))
        flow.paragraph(
            Paragraph(
                text,
                BlockKind.HEADING if standing.level else BlockKind.PARAGRAPH,
                label,
                standing.level,
                number=number,
                notices=("legacy_font",) if decoded else (),
            ),
            standing.depth,
        )
        for box in self._boxes_between(first, mark):
            for item in self.story(*box):
                if isinstance(item, Paragraph):
                    flow.paragraph(item, standing.depth)
        if (sign == _CELL_END and standing.depth) or standing.cell_end:
            flow.end_cell(standing.depth)
        self._fields = [result for result in self._fields if result]

    def _boxes_between(self, first: int, mark: int) -> list[tuple[int, int]]:
        if not self._boxes:
            return []
        found = [box for at in range(first, mark + 1) if at in self._boxes for box in self._boxes.pop(at)]
        self._boxes_read += len(found)
        return found if self._boxes_read <= _MOST_BOXES else []

    def _format(self, character: int) -> ParagraphFormat:
        packed = self._paragraphs.at(self._text.byte_of(character))
        more = self._text.piece_of(character).modifiers
        key = (packed, more)
        if key not in self._standing:
            self._standing[key] = paragraph_format(self._styles, packed, more)
        return self._standing[key]

    def _inline(self, first: int, mark: int, style: int, number: int) -> tuple[str, bool]:
        """(text, whether an old font was decoded) of one paragraph."""
        parts: list[tuple[str, str]] = []
        for start, end, packed in self._runs(first, mark):
            key = (style, packed)
            if key not in self._formats:
                self._formats[key] = character_format(self._styles, style, packed)
            held = self._formats[key]
            if held.hidden and not _SPECIAL.search(self._text.characters, start, end):
                continue
            self._run(parts, start, end, held, number)
        text, decoded = in_unicode(parts)
        text = _INVISIBLE.sub("", _PRIVATE_USE.sub("•", with_hyphens(nfc(text))))
        return text, decoded

    def _runs(self, first: int, last: int) -> list[tuple[int, int, bytes]]:
        """(first character, last, modifiers) of stretches of one format."""
        found: list[tuple[int, int, bytes]] = []
        while first < last:
            piece = self._text.piece_of(first)
            end = min(last, piece.last)
            if end <= first:
                break
            begin = piece.at + (first - piece.first) * piece.width
            for low, high, packed in self._characters.between(begin, begin + (end - first) * piece.width):
                start = piece.first + (low - piece.at) // piece.width
                stop = piece.first + (high - piece.at) // piece.width
                if stop > start:
                    found.append((start, stop, packed + piece.modifiers))
            first = end
        return found

    def _run(self, parts: list[tuple[str, str]], start: int, end: int, held: CharacterFormat, number: int) -> None:
        characters = self._text.characters
        if held.symbol:
            if self._shown():
                parts.append((symbol(held.symbol), ""))
            return
        at = start
        while at < end:
            stop = next((place for place in range(at, end) if self._is_mark(place)), end)
            if stop > at and self._shown() and not held.hidden:
                text = characters[at:stop].translate(_DRAWN)
                if held.raised and text.isdecimal():
                    text = raised(text, "".join(part for part, _ in parts[-6:]))
                parts.append((text, held.encoding))
            if stop < end:
                self._mark(parts, stop, number)
            at = stop + 1

    def _is_mark(self, at: int) -> bool:
        return self._text.characters[at] in "\x13\x14\x15" or at in self._marks

    def _mark(self, parts: list[tuple[str, str]], at: int, number: int) -> None:
        """A field begins, tells its result or ends; or a note is referred to."""
        sign = self._text.characters[at]
        if sign == _FIELD_BEGIN:
            self._fields.append(False)
        elif sign == _FIELD_RESULT:
            if self._fields:
                self._fields[-1] = True
        elif sign == _FIELD_END:
            if self._fields:
                self._fields.pop()
        elif self._shown():
            kind, note = self._marks[at]
            self.notes.append((kind, note, number))
            parts.append((f"[{len(self.notes)}]", ""))

    def _shown(self) -> bool:
        return all(self._fields)


def _lines(item: Content) -> list[str]:
    if isinstance(item, TableContent):
        return [line for row in item.rows for cell in row for inner in cell.content for line in _lines(inner)]
    return [item.text]
