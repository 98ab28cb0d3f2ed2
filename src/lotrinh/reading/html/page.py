"""A web page as a Document.

Reads: the source of a page. Writes: paragraphs and tables, composed into a Document of format "html".
No tree is built, so unclosed or deeply nested elements cost nothing.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import nfc
from lotrinh.reading.compose import compose
from lotrinh.reading.content import Content, Paragraph
from lotrinh.reading.document import BlockKind, Document, Notice
from lotrinh.reading.encodings import decode, decode_as
from lotrinh.reading.errors import ReadingError
from lotrinh.reading.html.grid import TableBuilder
from lotrinh.reading.html.marks import mark_web_page
from lotrinh.reading.html.markup import Token, attributes, tokens
from lotrinh.reading.limits import Limits
from lotrinh.reading.lists import ordinal
from lotrinh.reading.raised import raised

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form header hgroup hr legend li main menu nav ol option p pre search section select summary "
        "tbody tfoot thead title ul h1 h2 h3 h4 h5 h6 table tr td th",
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "select"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DOUBLED = re.compile(r" {2,}")  # where two pieces of text met
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TABLES_DEEP = 12  # tables nested deeper than any page needs are read as plain blocks


def read_page(data: bytes, name: str, limits: Limits) -> Document:
    """Raises ReadingError: not_utf8, binary, empty, too_many_characters, too_many_parts."""
    source, encoding = _decoded(data)
    if len(source) > limits.characters:
        raise ReadingError("too_many_characters", limit=limits.characters)
    page = _Page(limits.parts)
    for token in tokens(source):
        page.take(token)
    page.finish()
    properties = {"encoding": encoding} | ({"title": page.title} if page.title else {})
    notices = [Notice("encoding_guessed", 0, 0, encoding)] if encoding == "windows-1258" else []
    document = compose(page.items, format="html", name=name, notices=notices, properties=properties)
    if not document.text:
        raise ReadingError("empty")
    return mark_web_page(document)


def _decoded(data: bytes) -> tuple[str, str]:
    """The source and its encoding: what the bytes prove, then what the page declares."""
    try:
        source, encoding = decode(data)
    except ReadingError as problem:
        declared = _CHARSET.search(data, 0, _HEAD_BYTES)
        if problem.code != "not_utf8" or not declared:
            raise
        return decode_as(data, declared[1].decode("ascii").lower(), problem)
    return source, encoding


class _Page:
    """What has been read of a page: finished content, open tables, the paragraph under way."""

    def __init__(self, parts_limit: int) -> None:
        self.items: list[Content] = []
        self.parts_limit = self.parts_left = parts_limit
        self.title = ""
        self.tables: list[TableBuilder] = []
        self.tables_ignored = 0
        self.parts: list[str] = []
        self.started = 0
        self.furniture = 0
        self.heading = 0
        self.note = False
        self.preformatted = 0
        self.in_title = False
        self.raised_from: int | None = None  # index into `parts` where an open <sup> began
        self.lists: list[tuple[str, int]] = []
        self.label = ""

    def take(self, token: Token) -> None:
        """Read on by one token."""
        if token.kind == "text":
            self._text(token)
        elif token.name == "br":
            self.parts.append("\n")
        elif token.name == "sup":
            self._raise(token)
        elif token.name in _BLOCKS:
            self._flush()
            if token.kind == "start":
                self._start(token)
            else:
                self._end(token.name)

    def finish(self) -> None:
        """Close what the page left open."""
        self._flush()

    def _text(self, token: Token) -> None:
        text = token.value
        if not self.preformatted:
            text = _BLANKS.sub(" ", text)
        if not self.parts and text.strip():
            self.started = token.at
        self.parts.append(text)

    def _raise(self, token: Token) -> None:
        if token.kind == "start":
            self.raised_from = len(self.parts)
        elif self.raised_from is not None and self.raised_from < len(self.parts):
            before = "".join(self.parts[max(0, self.raised_from - 6) : self.raised_from])
            figure = "".join(self.parts[self.raised_from :])
            self.parts[self.raised_from :] = [raised(figure.strip(), before)]
            self.raised_from = None

    def _start(self, token: Token) -> None:
        name = token.name
        if name in _HEADINGS:
            self.heading = _HEADINGS[name]
        elif name in _FURNITURE:
            self.furniture += 1
        elif name in ("main", "article"):
            self.furniture = 0  # a menu that was never closed must not swallow the text
        elif name == "title":
            self.in_title = True
        elif name == "pre":
            self.preformatted += 1
        elif name in ("p", "div"):
            self.note = "footnote" in token.value.lower() and "text" in token.value.lower()
        elif name in ("ol", "ul", "menu", "dir"):
            self._open_list(token)
        elif name == "li":
            self._item(token)
        elif name in ("table", "tr", "td", "th"):
            self._start_table_part(token)

    def _end(self, name: str) -> None:
        if name in _HEADINGS:
            self.heading = 0
        elif name in _FURNITURE:
            self.furniture = max(0, self.furniture - 1)
        elif name == "title":
            self.in_title = False
        elif name == "pre":
            self.preformatted = max(0, self.preformatted - 1)
        elif name in ("ol", "ul", "menu", "dir"):
            if self.lists:
                self.lists.pop()
        elif name in ("p", "div"):
            self.note = False
        elif name == "table":
            self._end_table()
        elif self.tables and not self.tables_ignored:
            if name in ("td", "th"):
                self.tables[-1].end_cell()
            elif name == "tr":
                self.tables[-1].end_row()

    def _open_list(self, token: Token) -> None:
        if token.name != "ol":
            self.lists.append(("bullet", 0))
            return
        written = attributes(token.value)
        style = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
        self.lists.append((style.get(written.get("type", ""), "decimal"), _number(written.get("start", "1"), 1)))

    def _item(self, token: Token) -> None:
        if not self.lists:
            return
        style, count = self.lists[-1]
        count = _number(attributes(token.value).get("value", ""), count)
        self.lists[-1] = (style, count + 1)
        self.label = "•" if style == "bullet" else f"{ordinal(count, style)}."

    def _start_table_part(self, token: Token) -> None:
        if token.name == "table":
            if len(self.tables) >= _TABLES_DEEP:
                self.tables_ignored += 1
                return
            builder = TableBuilder()
            self._count()
            self._container().append(builder.table)
            self.tables.append(builder)
        elif self.tables and not self.tables_ignored:
            self._count()
            if token.name == "tr":
                self.tables[-1].start_row()
            else:
                written = attributes(token.value)
                self.tables[-1].start_cell(
                    _number(written.get("colspan", "1"), 1), _number(written.get("rowspan", "1"), 1)
                )

    def _end_table(self) -> None:
        if self.tables_ignored:
            self.tables_ignored -= 1
        elif self.tables:
            self.tables.pop()

    def _container(self) -> list[Content]:
        """Where the next item goes: the innermost open cell, else the page."""
        for builder in reversed(self.tables):
            if builder.cell is not None:
                return builder.cell.content
        return self.items

    def _put(self, paragraph: Paragraph) -> None:
        self._count()
        container = self._container()
        if self.tables and self.tables[-1].cell is None and container and container[-1] is self.tables[-1].table:
            container.insert(-1, paragraph)  # a caption, or text between rows, stands before its table
        else:
            container.append(paragraph)

    def _count(self) -> None:
        self.parts_left -= 1
        if self.parts_left < 0:
            raise ReadingError("too_many_parts", limit=self.parts_limit)

    def _flush(self) -> None:
        if not self.parts:
            return
        text = nfc("".join(self.parts))
        self.parts.clear()
        self.raised_from = None
        if self.preformatted:
            text = "\n".join(line.rstrip() for line in text.splitlines())
        else:
            text = "\n".join(line.strip(" ") for line in _DOUBLED.sub(" ", text).split("\n"))
        text = _CONTROLS.sub("", text).strip()
        if not text:
            return
        if self.in_title:
            self.title = self.title or " ".join(text.split())
            return
        kind = BlockKind.PARAGRAPH
        if self.furniture:
            kind = BlockKind.FURNITURE
        elif self.note:
            kind = BlockKind.NOTE
        elif self.heading:
            kind = BlockKind.HEADING
        label, self.label = ("" if self.furniture else self.label), ""
        level = self.heading if kind is BlockKind.HEADING else 0
        self._put(Paragraph(text, kind, label, level, source_offset=self.started))


def _number(written: str, default: int) -> int:
    written = written.strip()[:6]
    return int(written) if written.isascii() and written.isdigit() else default
