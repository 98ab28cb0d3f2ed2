"""The body of a Word file: paragraphs and tables in reading order.

Reads: the trees of document.xml and its notes. Writes: `content` records. Nested containers are walked
to a fixed depth; a file that nests deeper is refused.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from lotrinh.core.vietnamese.text import nfc, with_hyphens
from lotrinh.reading.content import Content, Mark, Paragraph, TableCell, TableContent
from lotrinh.reading.document import BlockKind
from lotrinh.reading.docx.container import W
from lotrinh.reading.docx.numbering import Numbering
from lotrinh.reading.docx.runs import Inline, RunReader
from lotrinh.reading.docx.styles import BODY_LEVEL, Styles, integer
from lotrinh.reading.errors import ReadingError

_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_COLUMNS = 1_000


class BodyReader:
    """Walks a story (body, note, text box); counters of numbers and paragraphs run through all of it."""

    def __init__(self, styles: Styles, numbering: Numbering, runs: RunReader, depth_limit: int) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._depth_limit = depth_limit
        self._carried: Inline | None = None  # text whose paragraph mark was deleted
        self.paragraphs = 0
        self.notes: list[tuple[str, str, int]] = []  # (kind, id, number of the paragraph that refers to it)

    def story(self, parent: Element, depth: int = 0) -> list[Content]:
        """Read the paragraphs and tables under `parent`. Raises ReadingError (too_deep)."""
        if depth > self._depth_limit:
            raise ReadingError("too_deep", format="Word")
        items: list[Content] = []
        for child in parent:
            if child.tag == f"{W}p":
                items.extend(self._paragraph(child, depth))
            elif child.tag == f"{W}tbl":
                items.append(self._table(child, depth + 1))
            elif child.tag in _WRAPPERS:
                items.extend(self.story(child, depth + 1))
        return items

    def _paragraph(self, element: Element, depth: int) -> list[Content]:
        self.paragraphs += 1
        number = self.paragraphs
        properties = element.find(f"{W}pPr")
        style_id = self._styles.default
        if properties is not None:
            style = properties.find(f"{W}pStyle")
            style_id = style.get(f"{W}val", "") if style is not None else style_id
        inline, self._carried = self._carried or Inline(), None
        self._runs.gather(element, inline, style_id)
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = inline
            return []
        stored, decoded = inline.text()
        text = _INVISIBLE.sub("", _PRIVATE_USE.sub("•", with_hyphens(nfc(stored))))
        self.notes.extend((kind, identity, number) for kind, identity in inline.notes)
        level = self._outline(properties, style_id)
        items: list[Content] = [
            Paragraph(
                text,
                BlockKind.HEADING if level else BlockKind.PARAGRAPH,
                self._label(properties, style_id),
                level,
                number=number,
                run=1 if len(inline.runs) == 1 else None,
                notices=("legacy_font",) if decoded else (),
                marks=_marks(inline) if len(inline.runs) > 1 and len(text) == len(stored) and not decoded else [],
            )
        ]
        for box in inline.boxes:
            items.extend(self.story(box, depth + 1))
        return items

    def _outline(self, properties: Element | None, style_id: str) -> int:
        """Outline level from 1, 0 for text."""
        own = integer(properties.find(f"{W}outlineLvl")) if properties is not None else None
        level = self._styles.outline(style_id) if own is None else own
        return level + 1 if 0 <= level < BODY_LEVEL else 0

    def _label(self, properties: Element | None, style_id: str) -> str:
        list_id, level, owner = self._styles.numbering(style_id)
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None:
            identity = own.find(f"{W}numId")
            own_level = integer(own.find(f"{W}ilvl"))
            if identity is not None:
                list_id, level, owner = identity.get(f"{W}val", ""), own_level or 0, ""
            elif own_level is not None:
                level = own_level
        if not list_id or list_id == "0":
            return ""
        if owner:
            tied = self._numbering.level_of_style(list_id, owner)
            level = tied or level or 0
        return self._numbering.label(list_id, level or 0)

    def _table(self, element: Element, depth: int) -> TableContent:
        if depth > self._depth_limit:
            raise ReadingError("too_deep", format="Word")
        table = TableContent()
        reaching: dict[int, TableCell] = {}  # column → the cell that is merged downwards there
        for row in _children(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            before = integer(properties.find(f"{W}gridBefore"), 0) if properties is not None else 0
            table.rows.append(self._row(row, reaching, min(max(before or 0, 0), _MOST_COLUMNS), depth))
        return table

    def _row(self, row: Element, reaching: dict[int, TableCell], column: int, depth: int) -> list[TableCell]:
        cells: list[TableCell] = []
        for element in _children(row, f"{W}tc"):
            properties = element.find(f"{W}tcPr")
            span, merge, joined = 1, None, None
            if properties is not None:
                span = min(max(integer(properties.find(f"{W}gridSpan"), 1) or 1, 1), _MOST_COLUMNS)
                merge = properties.find(f"{W}vMerge")
                joined = properties.find(f"{W}hMerge")
            content = self.story(element, depth + 1)
            above = reaching.get(column)
            if merge is not None and merge.get(f"{W}val", "continue") != "restart" and above is not None:
                above.row_span += 1
                above.content.extend(content)
            elif joined is not None and joined.get(f"{W}val", "continue") != "restart" and cells:
                cells[-1].column_span += span
                cells[-1].content.extend(content)
            else:
                cell = TableCell(column, span, 1, content)
                cells.append(cell)
                if merge is not None:
                    reaching[column] = cell
                else:
                    reaching.pop(column, None)
            column += span
        return cells


def _marks(inline: Inline) -> list[Mark]:
    return [Mark(offset, run=number) for offset, number in inline.run_starts()]


def _children(parent: Element, tag: str) -> list[Element]:
    """Rows of a table or cells of a row, also those inside content controls and insertions."""
    found: list[Element] = []
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            found.append(element)
        elif element.tag in _WRAPPERS:
            waiting.extend(reversed(element))
    return found
