"""An OpenDocument text as a Document.

Reads: the bytes of an .odt. Writes: Document of format "odt": the body with its tables, text boxes behind the
paragraph that holds them, then the notes in the order in which the text refers to them. Places are paragraph
numbers, runs and table cells.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lotrinh.reading.compose import compose
from lotrinh.reading.container import Container
from lotrinh.reading.content import Content, Paragraph, TableCell, TableContent
from lotrinh.reading.document import BlockKind, Document
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits
from lotrinh.reading.odt.inline import gather
from lotrinh.reading.odt.names import DC, META, OFFICE, TABLE, TEXT, XML_ID, count
from lotrinh.reading.odt.styles import Lists, Styles, styles_of

FORMAT = "OpenDocument"
_MANIFEST = "META-INF/manifest.xml"
_PARAGRAPH, _HEADING = f"{TEXT}p", f"{TEXT}h"
_ITEMS = frozenset((f"{TEXT}list-item", f"{TEXT}list-header"))
_SILENT = frozenset((f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}index-title", f"{OFFICE}forms"))
_ROW_GROUPS = frozenset(TABLE + name for name in ("table-row-group", "table-header-rows", "table-rows"))
_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_MOST_SPAN, _MOST_REPEATS = 1_000, 200
_INFORMATION = {"title": f"{DC}title", "author": f"{DC}creator", "created": f"{META}creation-date"}


def read_odt(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: damaged, encrypted, zip_bomb, forbidden_xml, too_deep, too_many_parts, empty."""
    container = Container(data, limits, FORMAT)
    if container.has(_MANIFEST) and b"encryption-data" in container.unpack(_MANIFEST):
        raise ReadingError("encrypted", format=FORMAT)
    content = container.tree("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadingError("damaged", format=FORMAT, part="content.xml")
    roots = [container.tree("styles.xml")] if container.has("styles.xml") else []
    reader = _BodyReader(styles_of([*roots, content]), limits)
    items = reader.story(body, 0)
    items.extend(reader.notes_read())
    document = compose(items, format="odt", name=name, properties=_properties(container))
    if not document.text:
        raise ReadingError("empty")
    return document


def _properties(container: Container) -> dict[str, str]:
    try:
        root = container.tree("meta.xml") if container.has("meta.xml") else None
    except ReadingError:
        return {}
    if root is None:
        return {}
    said = {key: (next(root.iter(tag), Element("none")).text or "").strip() for key, tag in _INFORMATION.items()}
    return {key: value for key, value in said.items() if value}


class _BodyReader:
    """Walks a story (body, cell, note, text box); counters run through all of it."""

    def __init__(self, styles: Styles, limits: Limits) -> None:
        self._styles = styles
        self._lists = Lists(styles)
        self._limits = limits
        self._parts_left = limits.parts
        self._count = 0
        self._notes: list[tuple[Element, int]] = []

    def story(self, parent: Element, depth: int) -> list[Content]:
        """The paragraphs and tables under `parent`. Raises ReadingError: too_deep, too_many_parts."""
        self._check(depth)
        items: list[Content] = []
        for child in parent:
            if child.tag in (_PARAGRAPH, _HEADING):
                items.extend(self._paragraph(child, depth))
            elif child.tag == f"{TEXT}list":
                items.extend(self._list(child, depth + 1))
            elif child.tag == f"{TABLE}table":
                items.append(self._table(child, depth + 1))
            elif child.tag not in _SILENT:
                items.extend(self.story(child, depth + 1))  # sections, indexes, frames
        return items

    def notes_read(self) -> list[Content]:
        """One paragraph for every note referred to, notes inside notes too."""
        items: list[Content] = []
        for number, (note, paragraph) in enumerate(self._notes, 1):
            body = note.find(f"{TEXT}note-body")
            content = self.story(body, 1) if body is not None else []
            text = "\n".join(item.text.strip() for item in content if isinstance(item, Paragraph) and item.text.strip())
            if text:
                items.append(Paragraph(f"[{number}] {text}", BlockKind.NOTE, number=paragraph))
        return items

    def _check(self, depth: int) -> None:
        if depth > self._limits.depth:
            raise ReadingError("too_deep", format=FORMAT)

    def _paragraph(self, element: Element, depth: int, label: str = "") -> list[Content]:
        self._parts_left -= 1
        if self._parts_left < 0:
            raise ReadingError("too_many_parts", limit=self._limits.parts)
        self._count += 1
        number = self._count
        encoding = self._styles.encoding(element.get(f"{TEXT}style-name", ""), "")
        inline = gather(element, self._styles, encoding, len(self._notes), self._limits.depth)
        text, decoded, marks = inline.text()
        self._notes.extend((note, number) for note in inline.notes)
        level = count(element.get(f"{TEXT}outline-level"), 9) if element.tag == _HEADING else 0
        if level and not label:
            label = self._lists.outline_label(level - 1)
        items: list[Content] = [
            Paragraph(
                text,
                BlockKind.HEADING if level else BlockKind.PARAGRAPH,
                label if text.strip() else "",
                level,
                number=number,
                run=1 if marks else None,
                marks=marks,
                notices=("legacy_font",) if decoded else (),
            )
        ]
        for box in inline.boxes:
            items.extend(self.story(box, depth + 1))
        return items

    def _list(self, element: Element, depth: int, key: str = "", level: int = 0) -> list[Content]:
        self._check(depth)
        if not key:
            key = self._lists.open(element, element.get(f"{TEXT}style-name", ""))
            self._lists.remember(element.get(XML_ID, ""), key)
        items: list[Content] = []
        for item in element:
            if item.tag not in _ITEMS:
                continue
            waiting = item.tag == f"{TEXT}list-item"  # its first paragraph carries the number
            for child in item:
                if child.tag in (_PARAGRAPH, _HEADING):
                    label = self._lists.label(key, level) if waiting else ""
                    waiting = False
                    items.extend(self._paragraph(child, depth, label))
                elif child.tag == f"{TEXT}list":
                    waiting = False
                    items.extend(self._list(child, depth + 1, key, level + 1))
                elif child.tag == f"{TABLE}table":
                    items.append(self._table(child, depth + 1))
        return items

    def _table(self, element: Element, depth: int) -> TableContent:
        self._check(depth)
        table = TableContent()
        for row in _rows(element, depth, self._limits.depth):
            cells: list[TableCell] = []
            column = 0
            for child in row:
                repeats = count(child.get(f"{TABLE}number-columns-repeated"), _MOST_REPEATS)
                if child.tag == _CELL:
                    content = self.story(child, depth + 1)
                    across = count(child.get(f"{TABLE}number-columns-spanned"), _MOST_SPAN)
                    down = count(child.get(f"{TABLE}number-rows-spanned"), _MOST_SPAN)
                    cells.append(TableCell(column, across, down, content))
                    column += repeats
                elif child.tag == _COVERED:
                    column += repeats
            table.rows.append(cells)
        return table


def _rows(parent: Element, depth: int, limit: int) -> list[Element]:
    found: list[Element] = []
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            found.append(child)
        elif child.tag in _ROW_GROUPS and depth < limit:
            found.extend(_rows(child, depth + 1, limit))
    return found
