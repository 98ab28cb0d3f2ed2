"""A Rich Text file as a Document.

Reads: the bytes of an .rtf. Writes: Document of format "rtf": the body with its tables, then the notes in the
order in which the text refers to them. Headers, footers, comments, deleted and hidden text are left out.
"""

from __future__ import annotations

from lotrinh.reading.compose import compose
from lotrinh.reading.content import Content, Paragraph
from lotrinh.reading.document import BlockKind, Document
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.limits import Limits
from lotrinh.reading.rtf.story import Story
from lotrinh.reading.rtf.tokens import tokens

_WORDS_A_PART = 8  # control words and groups there may be, for every part allowed


def read_rtf(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: too_deep, too_many_characters, too_many_parts, empty."""
    if data.count(b"\\") + data.count(b"{") + data.count(b"}") > _WORDS_A_PART * limits.parts:
        raise ReadingError("too_many_parts", limit=limits.parts)
    story = Story(limits)
    for token in tokens(data.decode("latin-1")):
        story.take(token)
    story.finish()
    items: list[Content] = story.paragraphs.finish()
    for number, (text, paragraph) in enumerate(story.paragraphs.notes, 1):
        if text:
            items.append(Paragraph(f"[{number}] {text}", BlockKind.NOTE, number=paragraph))
    properties = {key: value.strip() for key, value in story.information.items() if value.strip()}
    document = compose(items, format="rtf", name=name, properties=properties)
    if not document.text:
        raise ReadingError("empty")
    return document
