"""Plain text and Markdown: the text is the file's, unchanged; only the layout is found.

Reads: decoded text. Writes: Document of format "txt" or "md" with blocks and tables in that text.
"""

from __future__ import annotations

import re

from lotrinh.reading.document import Document, Notice
from lotrinh.reading.encodings import decode, lost_characters
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.layout import lay_out
from lotrinh.reading.legacy_text import converted
from lotrinh.reading.limits import Limits

_MARKDOWN_NAMES = (".md", ".markdown")
_HEADING = re.compile(r"\n {0,3}#{1,6} \S")
_TABLE_RULE = re.compile(r"\n {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-:| \t]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*\*[^*\n]{1,200}\*\*")
_SAMPLE = 20_000


class PlainReader:
    """Takes whatever decodes; stands last in the registry."""

    name = "txt"
    extensions: tuple[str, ...] = (".txt", ".text", *_MARKDOWN_NAMES)

    def recognises(self, data: bytes, name: str) -> bool:
        """Always: what is no text at all is refused while it is decoded."""
        return True

    def read(self, data: bytes, name: str, limits: Limits) -> Document:
        """Raises ReadingError: binary, not_utf8, empty, too_many_characters, too_many_parts."""
        text, encoding = decode(data)
        text, font = converted(text)
        if not text or text.isspace():
            raise ReadingError("empty")
        if len(text) > limits.characters:
            raise ReadingError("too_many_characters", limit=limits.characters)
        if text.count("\n") + text.count("|") > limits.parts:
            raise ReadingError("too_many_parts", limit=limits.parts)
        markdown = name.lower().endswith(_MARKDOWN_NAMES) or is_markdown(text)
        layout = lay_out(text, markdown=markdown)
        guessed = (Notice("encoding_guessed", 0, 0, encoding),) if encoding == "windows-1258" else ()
        fonts = (Notice(font, 0, len(text)),) if font else ()
        return Document(
            text=text,
            format="md" if markdown else "txt",
            name=name,
            blocks=layout.blocks,
            tables=layout.tables,
            notices=(*guessed, *fonts, *lost_characters(text), *layout.notices),
            properties={"encoding": encoding},
        )


def is_markdown(text: str) -> bool:
    r"""Whether the marks of Markdown stand in the beginning of `text`.

    >>> is_markdown("# KẾ HOẠCH\n\n## I. MỤC TIÊU\n"), is_markdown("I. MỤC TIÊU *\n** Ghi chú\n")
    (True, False)
    """
    head = "\n" + text[:_SAMPLE]  # every line behind a line feed, so that the search skips from line to line
    if "|" in head and "---" in head and _TABLE_RULE.search(head):
        return True
    marks = 0
    if "#" in head:
        marks += len(_HEADING.findall(head))
    if "**" in head:
        marks += len(_EMPHASIS.findall(head))
    return marks >= 2
