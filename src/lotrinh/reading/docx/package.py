"""A Word package: which parts there are, and the Document they make.

Reads: the bytes of a .docx. Writes: Document of format "docx": the body, then the foot- and endnotes as
notes in the order in which the text refers to them. Places are paragraph numbers and table cells.
"""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from lotrinh.reading.compose import compose
from lotrinh.reading.content import Content, Paragraph, TableContent
from lotrinh.reading.document import BlockKind, Document
from lotrinh.reading.docx.body import BodyReader
from lotrinh.reading.docx.container import Container, W
from lotrinh.reading.docx.numbering import numbering_of
from lotrinh.reading.docx.runs import RunReader
from lotrinh.reading.docx.styles import Styles, styles_of
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.foreign import unsupported, zip_kind
from lotrinh.reading.legacy_fonts import encoding_of
from lotrinh.reading.limits import Limits

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
}
_SPECIAL_NOTES = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read_package(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: damaged, encrypted, zip_bomb, forbidden_xml, too_deep, unsupported_format, empty."""
    container = Container(data, limits)
    main = _main_part(container, data)
    body = container.tree(main).find(f"{W}body")
    if body is None:
        raise ReadingError("damaged", format="Word", part=main)
    folder = posixpath.dirname(main)
    styles = styles_of(_optional(container, f"{folder}/styles.xml"))
    numbering = numbering_of(_optional(container, f"{folder}/numbering.xml"), styles)
    runs = RunReader(styles if _uses_old_fonts(body, styles) else None, {}, limits.depth)
    reader = BodyReader(styles, numbering, runs, limits.depth)
    items = reader.story(body)
    if reader.notes:
        items.extend(_notes(container, folder, reader, runs))
    document = compose(items, format="docx", name=name, properties=_properties(container))
    if not document.text:
        raise ReadingError("empty")
    return document


def _main_part(container: Container, data: bytes) -> str:
    """The part that holds the text: named by the package, else where Word puts it."""
    usual = "word/document.xml"
    if container.has("_rels/.rels"):
        for relationship in container.tree("_rels/.rels").iter(_RELATIONSHIP):
            if relationship.get("Type", "").endswith("/officeDocument"):
                part = posixpath.normpath(relationship.get("Target", "")).lstrip("/")
                if container.has(part) and part.startswith("word/"):
                    return part
    if not container.has(usual):
        raise unsupported(zip_kind(data))
    return usual


def _optional(container: Container, part: str) -> Element | None:
    return container.tree(part) if container.has(part) else None


def _uses_old_fonts(body: Element, styles: Styles) -> bool:
    fonts = {styles.default_font, *(style.font or "" for style in styles.by_id.values())}
    for element in body.iter(f"{W}rFonts"):
        fonts.update(element.attrib.values())
    return any(encoding_of(font) for font in fonts)


def _notes(container: Container, folder: str, reader: BodyReader, runs: RunReader) -> list[Content]:
    """One paragraph for every note, at the place of the paragraph that refers to it."""
    found: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        root = _optional(container, f"{folder}/{kind}s.xml")
        if root is not None:
            for element in root.findall(f"{W}{kind}"):
                if element.get(f"{W}type") not in _SPECIAL_NOTES:
                    found[kind, element.get(f"{W}id", "")] = element
    items: list[Content] = []
    for kind, identity, number in list(reader.notes):
        if (kind, identity) not in found:
            continue
        lines = [line for item in reader.story(found[kind, identity]) for line in _lines(item)]
        text = "\n".join(line for line in lines if line)
        if text:
            mark = runs.numbers[kind, identity]
            items.append(Paragraph(f"[{mark}] {text}", BlockKind.NOTE, number=number))
    return items


def _lines(item: Content) -> list[str]:
    if isinstance(item, TableContent):
        return [line for row in item.rows for cell in row for inner in cell.content for line in _lines(inner)]
    return [f"{item.label} {item.text.strip()}".strip()]


def _properties(container: Container) -> dict[str, str]:
    """Title, author and date as the file states them; a damaged statement is no reason to refuse the text."""
    try:
        root = _optional(container, "docProps/core.xml")
    except ReadingError:
        return {}
    if root is None:
        return {}
    said = {name: (root.findtext(tag) or "").strip() for name, tag in _CORE.items()}
    return {name: value for name, value in said.items() if value}
