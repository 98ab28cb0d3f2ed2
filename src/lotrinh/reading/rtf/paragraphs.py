"""Paragraphs of Rich Text as they are written: of the body, of notes, of text boxes.

Reads: text with its old encoding, ends of paragraphs, cells and rows. Writes: `content` records, and notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lotrinh.core.vietnamese.text import nfc, with_hyphens
from lotrinh.reading.content import Content, Paragraph
from lotrinh.reading.document import BlockKind
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.flow import CellShape, Flow, RowShape
from lotrinh.reading.font_runs import in_unicode
from lotrinh.reading.limits import Limits
from lotrinh.reading.raised import raised
from lotrinh.reading.rtf.tables import StyleTable

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\ufeff]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_LEVELS = range(9)


@dataclass(slots=True)
class Standing:
    """How the paragraph stands: depth in tables, style, outline level (None: as its style has it)."""

    depth: int = 0
    style: int = 0
    outline: int | None = None


@dataclass(slots=True)
class RowState:
    """The definition of a row as it is read; a file states it before the row, behind it, or both."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)
    joins_left: bool = False
    begins_down: bool = False
    joins_above: bool = False

    def cell(self, right: int) -> None:
        """The cell described so far ends at `right`."""
        if len(self.cells) < 1_000:
            self.cells.append(CellShape(right, self.joins_left, self.begins_down, self.joins_above))
        self.joins_left = self.begins_down = self.joins_above = False


@dataclass(slots=True)
class _Story:
    """The body, a note or a text box under way. `ended` are the paragraphs done, where they do not flow on."""

    kind: str
    standing: Standing = field(default_factory=Standing)
    parts: list[tuple[str, str]] = field(default_factory=list)
    label: list[tuple[str, str]] = field(default_factory=list)
    ended: list[Paragraph] = field(default_factory=list)
    note: int = 0


class Paragraphs:
    """Writes the paragraphs of one file; `notes` are (text, number of the paragraph that refers to it)."""

    def __init__(self, limits: Limits, styles: StyleTable) -> None:
        self._limits = limits
        self._styles = styles
        self._flow = Flow()
        self._stories = [_Story("body")]
        self._boxed: list[Paragraph] = []
        self._characters = 0
        self._count = 0
        self.row = RowState()
        self.notes: list[tuple[str, int]] = []

    @property
    def standing(self) -> Standing:
        """How the open paragraph stands."""
        return self._stories[-1].standing

    def put(self, text: str, encoding: str, *, high: bool = False) -> None:
        """Write on. Raises ReadingError (too_many_characters)."""
        parts = self._stories[-1].parts
        if high and text.isdecimal():
            text = raised(text, "".join(part for part, _ in parts[-6:]))
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise ReadingError("too_many_characters", limit=self._limits.characters)
        parts.append((text, encoding))

    def put_label(self, text: str, encoding: str) -> None:
        """Write on in the automatic number of the paragraph."""
        self._stories[-1].label.append((text[:200], encoding))

    def begin_paragraph(self) -> None:
        """Nothing holds any more of what held for the paragraph before."""
        self._stories[-1].standing = Standing()

    def end(self) -> None:
        """The paragraph is complete. Raises ReadingError (too_many_parts)."""
        story = self._stories[-1]
        text, decoded = in_unicode(story.parts)
        text = _CONTROLS.sub("", _PRIVATE_USE.sub("•", with_hyphens(nfc(text))))
        label = _CONTROLS.sub("", _PRIVATE_USE.sub("•", in_unicode(story.label)[0])).strip()
        story.parts, story.label = [], []
        self._count += 1
        if self._count > self._limits.parts:
            raise ReadingError("too_many_parts", limit=self._limits.parts)
        standing = story.standing
        outline = self._styles.level(standing.style) if standing.outline is None else standing.outline
        level = outline + 1 if outline in _LEVELS else 0
        paragraph = Paragraph(
            text,
            BlockKind.HEADING if level else BlockKind.PARAGRAPH,
            label if text.strip() else "",
            level,
            number=self._count,
            notices=("legacy_font",) if decoded else (),
        )
        if story.kind == "body":
            self._flow.paragraph(paragraph, standing.depth)
            for boxed in self._boxed:  # behind the paragraph that holds the box
                self._flow.paragraph(boxed, standing.depth)
            self._boxed = []
        else:
            story.ended.append(paragraph)

    def end_cell(self, depth: int = 0) -> None:
        """The cell is complete; `depth` is 0 for the table that the paragraph says it stands in."""
        if len(self._stories) == 1:
            self.standing.depth = depth or max(2, self.standing.depth)
            self.end()
            self._flow.end_cell(self.standing.depth)

    def end_row(self, depth: int = 0) -> None:
        """The row is complete, as described by `row`."""
        if len(self._stories) == 1:
            shape = RowShape(self.row.left, tuple(self.row.cells))
            self._flow.end_row(depth or max(2, self.standing.depth), shape)

    def begin_note(self) -> bool:
        """The note that the open paragraph refers to; whether it may stand here."""
        if self._stories[-1].kind == "note":
            return False
        self.notes.append(("", self._count + 1))
        self._stories[-1].parts.append((f"[{len(self.notes)}]", ""))
        self._stories.append(_Story("note", note=len(self.notes) - 1))
        return True

    def begin_box(self) -> bool:
        """A text box of the open paragraph; whether it may stand here."""
        if len(self._stories) > 1:
            return False
        self._stories.append(_Story("box"))
        return True

    def end_story(self) -> None:
        """The note or the box is complete."""
        if self._stories[-1].parts:
            self.end()
        story = self._stories.pop()
        if story.kind == "box":
            self._boxed += story.ended
            return
        lines = [f"{paragraph.label} {paragraph.text.strip()}".strip() for paragraph in story.ended]
        self.notes[story.note] = ("\n".join(line for line in lines if line), self.notes[story.note][1])

    def finish(self) -> list[Content]:
        """Close what is open; the content of the body."""
        while len(self._stories) > 1:
            self.end_story()
        if self._stories[0].parts or self._boxed:
            self.end()
        return self._flow.finish()
