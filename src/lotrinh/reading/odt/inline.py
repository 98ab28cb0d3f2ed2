"""The text of one paragraph of an OpenDocument text, and what hangs on it: notes and text boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lotrinh.core.vietnamese.text import nfc, with_hyphens
from lotrinh.reading.content import Mark
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.font_runs import in_unicode
from lotrinh.reading.odt.names import DRAW, OFFICE, TEXT, count
from lotrinh.reading.odt.styles import Styles

_BLANKS = re.compile(r"[ \t\r\n]+")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SILENT = frozenset(
    (
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{TEXT}hidden-text",
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
    )
)
_BOX = f"{DRAW}text-box"
_SPACES = 1_000


@dataclass(slots=True)
class Inline:
    """What has been gathered of a paragraph. `parts` are (text, old encoding or ""), `runs` the run of each."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)

    def text(self) -> tuple[str, bool, list[Mark]]:
        """(text, whether an old font was decoded, where its runs after the first begin)."""
        joined, decoded = in_unicode(self.parts)
        text = _INVISIBLE.sub("", _PRIVATE_USE.sub("•", with_hyphens(nfc(joined))))
        marks: list[Mark] = []
        if len(text) == sum(len(part) for part, _ in self.parts):  # else places would be guessed
            at, number = 0, 1
            for (part, _), run, before in zip(self.parts, self.runs, (self.runs[:1] + self.runs), strict=False):
                if run != before:
                    number += 1
                    marks.append(Mark(at, run=number))
                at += len(part)
        return text, decoded, marks


def gather(element: Element, styles: Styles, encoding: str, notes_before: int, depth_limit: int) -> Inline:
    """What the paragraph `element` prints. Raises ReadingError (too_deep)."""
    inline = Inline()
    _Gatherer(styles, inline, notes_before, depth_limit).take(element, encoding, 0)
    return inline


class _Gatherer:
    def __init__(self, styles: Styles, into: Inline, notes_before: int, depth_limit: int) -> None:
        self._styles = styles
        self._into = into
        self._notes = notes_before
        self._depth_limit = depth_limit
        self._run = 0

    def take(self, parent: Element, encoding: str, depth: int) -> None:
        if depth > self._depth_limit:
            raise ReadingError("too_deep", format="OpenDocument")
        self._put(parent.text, encoding)
        for child in parent:
            self._child(child, encoding, depth)
            self._put(child.tail, encoding)

    def _child(self, child: Element, encoding: str, depth: int) -> None:
        tag = child.tag
        if tag == f"{TEXT}s":
            self._add(" " * count(child.get(f"{TEXT}c"), _SPACES))
        elif tag == f"{TEXT}tab":
            self._add("\t")
        elif tag == f"{TEXT}line-break":
            self._add("\n")
        elif tag == f"{TEXT}note":
            self._notes += 1
            self._into.notes.append(child)
            self._add(f"[{self._notes}]")
        elif tag == _BOX:
            self._into.boxes.append(child)
        elif tag not in _SILENT:
            style = child.get(f"{TEXT}style-name", "")
            if style not in self._styles.struck:
                # What stands in a span is a run, and so is what stands between two.
                self._run += 1
                self.take(child, self._styles.encoding(style, encoding) if style else encoding, depth + 1)
                self._run += 1

    def _put(self, text: str | None, encoding: str) -> None:
        if text:
            told = _BLANKS.sub(" ", text)
            parts = self._into.parts
            if told.startswith(" ") and parts and parts[-1][0].endswith((" ", "\n")):
                told = told[1:]
            if told:
                self._add(told, encoding)

    def _add(self, text: str, encoding: str = "") -> None:
        self._into.parts.append((text, encoding))
        self._into.runs.append(self._run)
