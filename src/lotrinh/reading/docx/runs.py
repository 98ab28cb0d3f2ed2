"""The text of one paragraph of a Word file, as it is printed.

Reads: the children of a w:p. Writes: text with its line breaks, and what hangs on the paragraph: text
boxes and the notes referred to. Insertions are kept, deletions left out; of a field only its result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lotrinh.reading.docx.container import W
from lotrinh.reading.docx.styles import Styles, font_of
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.font_runs import in_unicode
from lotrinh.reading.legacy_fonts import encoding_of
from lotrinh.reading.raised import raised
from lotrinh.reading.symbols import symbol

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CONTAINERS = frozenset(
    W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml")
) | {W + "bdo", W + "dir", W + "ruby", W + "rubyBase"}
_TEXTS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "br": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_GRAPHICS = frozenset((W + "drawing", W + "pict", W + "object"))


@dataclass(slots=True)
class Inline:
    """What has been gathered of a paragraph. `parts` are (text, old encoding or "")."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)  # w:txbxContent
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" | "endnote", id)
    runs: list[int] = field(default_factory=list)  # for every w:r in turn: how many parts stood before it

    def run_starts(self) -> list[tuple[int, int]]:
        """(where it begins in the stored text, number from 1) of the runs that hold text."""
        starts: list[tuple[int, int]] = []
        at = length = 0
        for number, first in enumerate(self.runs, 1):
            while at < first:
                length += len(self.parts[at][0])
                at += 1
            if starts and starts[-1][0] == length:
                starts.pop()
            starts.append((length, number))
        return starts

    def text(self) -> tuple[str, bool]:
        """(text, whether an old font was decoded). Runs of one encoding join first: a letter may span two."""
        return in_unicode(self.parts)


@dataclass(slots=True)
class RunReader:
    """Gathers paragraphs. `styles` is None when the file uses no old font, which spares looking at fonts.

    Field codes may span paragraphs; `_fields` holds for every open field whether its result has begun.
    """

    styles: Styles | None
    numbers: dict[tuple[str, str], int]  # (kind, id) of a note → its number, filled in order of reference
    depth_limit: int
    _fields: list[bool] = field(default_factory=list)

    def gather(self, paragraph: Element, into: Inline, style_id: str = "") -> None:
        """Add what `paragraph` prints to `into`. Raises ReadingError (too_deep)."""
        font = self.styles.font(style_id) if self.styles else ""
        self._children(paragraph, into, font, 0)
        # A field whose result never comes in its paragraph must not hide the rest of the document.
        self._fields = [result for result in self._fields if result]

    def _children(self, parent: Element, into: Inline, font: str, depth: int) -> None:
        if depth > self.depth_limit:
            raise ReadingError("too_deep", format="Word")
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, into, font, depth)
            elif tag in _CONTAINERS:
                self._children(child, into, font, depth + 1)
            elif tag == f"{_MC}AlternateContent":
                self._children(_alternative(child), into, font, depth + 1)
            elif tag.startswith(_MATH):
                into.parts.append(("".join(text.text or "" for text in child.iter(f"{_MATH}t")), ""))

    def _run(self, run: Element, into: Inline, font: str, depth: int) -> None:
        if depth > self.depth_limit:
            raise ReadingError("too_deep", format="Word")
        encoding = self._encoding(run, font) if self.styles else ""
        if run.tag == f"{W}r":
            into.runs.append(len(into.parts))
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif self._fields and not all(self._fields):
                continue  # inside a field code
            elif tag == f"{W}t":
                into.parts.append((_text_of(child, run, into), encoding))
            elif tag in _TEXTS:
                into.parts.append((_TEXTS[tag], encoding))
            else:
                self._special(child, into, font, depth)

    def _special(self, child: Element, into: Inline, font: str, depth: int) -> None:
        """What a run holds besides characters."""
        tag = child.tag
        if tag == f"{W}sym":
            into.parts.append((_symbol(child), ""))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._note(child, into)
        elif tag in _GRAPHICS:
            into.boxes.extend(text_boxes(child))
        elif tag == f"{_MC}AlternateContent":
            self._run(_alternative(child), into, font, depth + 1)
        elif tag in _CONTAINERS:
            self._children(child, into, font, depth + 1)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, reference: Element, into: Inline) -> None:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        key = (kind, reference.get(f"{W}id", ""))
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            into.notes.append(key)
        into.parts.append((f"[{self.numbers[key]}]", ""))

    def _encoding(self, run: Element, font: str) -> str:
        assert self.styles is not None
        properties = run.find(f"{W}rPr")
        if properties is not None:
            own = font_of(properties.find(f"{W}rFonts"))
            style = properties.find(f"{W}rStyle")
            if not own and style is not None:
                said = (entry.font for _, entry in self.styles.chain(style.get(f"{W}val", "")))
                own = next((named for named in said if named), "")
            font = own or font
        return encoding_of(font)


def _text_of(element: Element, run: Element, into: Inline) -> str:
    text = element.text or ""
    if not text.isdecimal():
        return text
    alignment = run.find(f"{W}rPr/{W}vertAlign")
    if alignment is None or alignment.get(f"{W}val") != "superscript":
        return text
    return raised(text, "".join(part for part, _ in into.parts[-6:]))


def text_boxes(graphic: Element) -> list[Element]:
    """The text boxes of a drawing, each once: of alternatives only the one that is drawn."""
    found: list[Element] = []
    open_elements = [graphic]
    while open_elements:
        element = open_elements.pop()
        if element.tag == f"{W}txbxContent":
            found.append(element)  # a box inside a box is met when its paragraphs are read
        elif element.tag == f"{_MC}AlternateContent":
            open_elements.append(_alternative(element))
        else:
            open_elements.extend(reversed(element))
    return found


def _alternative(element: Element) -> Element:
    choice = element.find(f"{_MC}Choice")
    if choice is None:
        choice = element.find(f"{_MC}Fallback")
    return choice if choice is not None else Element("nothing")


def _symbol(element: Element) -> str:
    try:
        return symbol(int(element.get(f"{W}char", "")[:8], 16))
    except ValueError:
        return ""
