"""An annotated Word file: the file as it was, with comments.

Reads: the bytes of a .docx, the document read from them, notes. Writes: a .docx in which only the text part has marks
added, between its own bytes, and the part of comments is new or longer. Everything else is copied.
"""

from __future__ import annotations

import lzma
import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lotrinh.output.annotate.notes import Note
from lotrinh.output.annotate.wordml import Edits, Paragraph, paragraphs_of
from lotrinh.reading.document import Document
from lotrinh.reading.docx.container import Container
from lotrinh.reading.limits import DEFAULT_LIMITS
from lotrinh.reading.provenance import places_between

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_IDS = re.compile(rb'<w:comment\b[^>]*?\bw:id="(\d+)"')
_DOCUMENT, _COMMENTS = "word/document.xml", "word/comments.xml"
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_MOST_BYTES = 512 << 20  # unpacked; pictures included
_NEAR = 40  # paragraphs around the told one in which the words are looked for


def annotated_docx(data: bytes, document: Document, notes: Sequence[Note], author: str) -> bytes | None:
    """`data` with a comment for every note whose words are found; None when the package is laid out otherwise."""
    container = Container(data, DEFAULT_LIMITS)
    container.tree(_DOCUMENT)  # refuses what the reader refuses
    parts = _parts(data)
    if _DOCUMENT not in parts or _TYPES not in parts:
        return None
    paragraphs = paragraphs_of(parts[_DOCUMENT])
    if paragraphs is None:
        return None
    before = parts.get(_COMMENTS, b"")
    number = max((int(found) for found in _IDS.findall(before)), default=-1) + 1
    edits = Edits(parts[_DOCUMENT])
    comments: list[bytes] = []
    for note in notes:
        told, words = _first_stretch(document, note)
        found = _found(paragraphs, told, words)
        if found is not None:
            edits.comment(found[0], found[1], found[2], number)
            comments.append(_comment(number, note, author))
            number += 1
    parts[_DOCUMENT] = edits.done()
    parts[_COMMENTS] = _with_comments(before, b"".join(comments))
    parts[_TYPES] = _with_entry(
        parts[_TYPES], b"</Types>", f'<Override PartName="/{_COMMENTS}" ContentType="{_TYPE}"/>', _COMMENTS
    )
    relations = parts.get(_RELATIONS) or (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    )
    relation = f'<Relationship Id="rIdLoTrinhComments" Type="{_RELATION}" Target="comments.xml"/>'
    parts[_RELATIONS] = _with_entry(relations, b"</Relationships>", relation, "comments.xml")
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)  # dated 1980: the same bytes in, the same bytes out
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    """All parts of the package by name; none when one of them is damaged, or they are too large to be copied."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > _MOST_BYTES:
                return {}
            return {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, RuntimeError, ValueError, OSError):
        return {}


def _first_stretch(document: Document, note: Note) -> tuple[int, str]:
    """(number of the paragraph, words there) of the first paragraph a note stands in; 0 when it is not known."""
    told, end = 0, note.end
    for place, _ in places_between(document, note.start, note.end):
        if not told:
            told = place.paragraph or 0
        elif place.paragraph != told:
            end = place.start
            break
    return told, document.text[note.start : end]


def _found(paragraphs: Sequence[Paragraph], told: int, words: str) -> tuple[Paragraph, int, int] | None:
    """The paragraph that holds the words, the one told or one near it, and where in its text."""
    order = sorted(range(len(paragraphs)), key=lambda at: abs(at + 1 - told)) if told else []
    for at in order[:_NEAR]:
        span = paragraphs[at].span_of(words)
        if span is not None:
            return paragraphs[at], *span
    return None


def _comment(number: int, note: Note, author: str) -> bytes:
    lines = [note.heading, *(f"{what}: {said}" for what, said in note.lines)]
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(_clean(line))}</w:t></w:r></w:p>' for line in lines)
    return f'<w:comment w:id="{number}" w:author={quoteattr(author)} w:initials="LT">{body}</w:comment>'.encode()


def _clean(line: str) -> str:
    return "".join(char for char in line if char >= " ")


def _with_comments(before: bytes, more: bytes) -> bytes:
    end = before.rfind(b"</w:comments>")
    if end >= 0:
        return before[:end] + more + before[end:]
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:comments xmlns:w="{_MAIN}">'
    return head.encode() + more + b"</w:comments>"


def _with_entry(part: bytes, closing: bytes, entry: str, name: str) -> bytes:
    """A list of the package with one more entry, unless it names `name` already."""
    end = part.rfind(closing)
    if name.encode() in part:
        return part
    if end < 0:  # an empty list: <Types …/>
        return re.sub(rb"/>\s*$", b">" + entry.encode() + closing, part)
    return part[:end] + entry.encode() + part[end:]
