"""Metadata: what the document is, from its letterhead, title, signature or a law site's box.

Reads: `Prose`, `Outline`. Writes: `DocumentInfo` (spans in prose offsets).

Each field takes the first source that has it, the document's own print before what a site says of it.
A text with no letterhead, no recital and no numbered parts is an article: headline, date of
publication, and its author when an official signs it.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.identity.articles import article, headless_article, published
from lotrinh.extraction.identity.enacting import enacted
from lotrinh.extraction.identity.head import is_recital
from lotrinh.extraction.identity.issuers import issuer_of, told
from lotrinh.extraction.identity.letterhead import (
    Field,
    Letterhead,
    closing_date,
    letterhead_of,
    signing_date,
)
from lotrinh.extraction.identity.page_titles import named_in_heading, noted_letter, plain_title, site_title
from lotrinh.extraction.identity.signatures import signer_of
from lotrinh.extraction.identity.speakers import speaker_of
from lotrinh.extraction.identity.titles import Title, title_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.references.issuance import ENCLOSED
from lotrinh.extraction.references.kinds import Kind, kinds, kinds_by_symbol
from lotrinh.extraction.structure.sections import Outline
from lotrinh.reading.document import BlockKind

_ASSEMBLY = re.compile(r"/(?:UBTV)?QH[0-9]{1,2}$")  # of a law the line says so: "Luật số: 31/2024/QH15"
_FEWEST_PARTS = 2
_HEADING_LINES = 2
_FIRST = ("I", "1", "A")
_RECITAL_LINES = 30
_ANNEX_LINES = 6


def identify(prose: Prose, outline: Outline) -> DocumentInfo:
    """Kind, number, issuer, date, signer and title of a document; unknown ones are None."""
    letterhead = letterhead_of(prose)
    annex = _annex(prose, outline)
    title = annex or title_of(prose, letterhead.head, outline.markers, _symbol(letterhead.number))
    if title.kind is None and letterhead.number is None:
        title = enacted(prose, letterhead.head) or title
    if annex is None and not _is_document(prose, outline, letterhead, title):
        parts = _has_parts(outline) or _begins_with_part(outline)
        named = named_in_heading(prose, letterhead.head) if parts else {}
        return _info({**article(prose), **named, **noted_letter(prose, letterhead.head)})
    fields: dict[str, Field | None] = {
        "kind": title.kind or _kind(letterhead),
        "number": letterhead.number or (None if annex else _annex_number(prose, outline, letterhead, title)),
        "title": title.title or letterhead.box.get("title"),
        "date": letterhead.date or letterhead.box.get("date") or _date(prose, letterhead, title),
        "signer": letterhead.box.get("signer") or (None if annex else signer_of(prose, title.title_line)),
        "issuer": issuer_of(prose, letterhead, title.title_line, _kind_line(title, letterhead), title.issuer),
    }
    if annex is not None:
        fields["number"] = letterhead.annex.get("number")
    elif fields["issuer"] is None and title.kind is not None:
        first = outline.sections[0].line if outline.sections else len(prose.lines)
        speaker = speaker_of(prose, title.kind.value, title.title_line, first)
        fields["issuer"] = told(prose, letterhead, speaker) if speaker else None
    if fields["title"] is None and fields["number"] is not None:
        fields["title"] = site_title(prose, letterhead.head, fields["number"].value)
    if fields["title"] is None and letterhead.number is not None:
        below = max(prose.line_at(field.start).index for field in (letterhead.number, letterhead.date) if field)
        if title.kind is None or prose.text.endswith(":", 0, prose.lines[title.kind_line].end):
            fields["title"] = plain_title(prose, letterhead.head, below)  # what "QUYẾT ĐỊNH:" orders is no title
    if not any(fields[name] for name in ("kind", "number", "title")):
        # Of an act that only an annex's note names, day and issuer would be those of another document.
        fields = {name: None if field in letterhead.annex.values() else field for name, field in fields.items()}
    return _info(fields)


def as_printed(prose: Prose, outline: Outline, info: DocumentInfo) -> DocumentInfo:
    """`info` for the reader of the facts: running text without headline is an article.

    It may also be cut out of a plan or a report; the guess is too weak to decide what its sentences are.
    """
    if any((info.kind, info.number, info.issuer, info.title)) or _has_parts(outline):
        return info
    if outline.sections and outline.sections[0].line <= _HEADING_LINES:
        return info  # cut out of a plan or a report
    kind = headless_article(prose)
    if kind is None:
        return info
    spans = {**info.spans, "kind": (kind.start, kind.end)}
    return replace(info, kind=kind.value, spans=spans, rules={**info.rules, "kind": kind.rule})


def _info(fields: dict[str, Field | None]) -> DocumentInfo:
    found = {name: field for name, field in fields.items() if field is not None}
    values = {name: field.value if field else None for name, field in fields.items()}
    return DocumentInfo(
        kind=values.get("kind"),
        number=values.get("number"),
        issuer=values.get("issuer"),
        date=values.get("date"),
        signer=values.get("signer"),
        title=values.get("title"),
        spans={name: (field.start, field.end) for name, field in found.items()},
        rules={name: field.rule for name, field in found.items()},
    )


def _date(prose: Prose, letterhead: Letterhead, title: Title) -> Field | None:
    """The date of a document whose head tells none: of its passing, its signing, or of the page that shows it."""
    told = closing_date(prose) or letterhead.annex.get("date") or signing_date(prose)
    return told or (None if letterhead.number or letterhead.motto else published(prose, title.title_line))


def _kind_line(title: Title, letterhead: Letterhead) -> int:
    """Issuers above this line belong to the letterhead."""
    if title.kind_line >= 0:
        return title.kind_line
    return letterhead.head[-1].index + 1 if letterhead.head else 0


def _is_document(prose: Prose, outline: Outline, letterhead: Letterhead, title: Title) -> bool:
    """Whether the text is an official document itself and not an article about one."""
    if letterhead.number or letterhead.motto or letterhead.box or letterhead.annex:
        return True
    if title.kind is None:
        return False
    if title.kind.rule in ("document.kind", "document.enacting"):
        return True
    if any(is_recital(prose, line) for line in prose.lines[1:_RECITAL_LINES]):
        return True
    return _has_parts(outline)


def _has_parts(outline: Outline) -> bool:
    """Whether numbered parts of equal rank make up the text, as they do in documents and hardly in articles."""
    levels = [section.level for section in outline.sections if section.rule != "section.unnumbered"]
    return levels.count(min(levels, default=0)) >= _FEWEST_PARTS


def _begins_with_part(outline: Outline) -> bool:
    """Whether the first part of a document stands right below its heading."""
    return bool(outline.sections) and outline.sections[0].line <= _HEADING_LINES and outline.sections[0].label in _FIRST


def _kind(letterhead: Letterhead) -> Field | None:
    """The kind a site's box names, else the one the symbol in the number stands for; a letter has none."""
    boxed = letterhead.box.get("kind")
    if boxed is not None:
        name = next((kind.name for kind in kinds() if fold(kind.name) == fold(boxed.value)), boxed.value)
        return Field(name, boxed.start, boxed.end, boxed.rule)
    number = letterhead.number
    if number is None:
        return None
    kind = _symbol(number)
    name = kind.name if kind else "Nghị quyết" if _ASSEMBLY.search(number.value) else "Công văn"
    return Field(name, number.start, number.end, "document.symbol")


def _symbol(number: Field | None) -> Kind | None:
    """The kind that the symbol in a number stands for; None for letters, laws and unknown symbols."""
    parts = re.split(r"[/-]", number.value.lower()) if number else []
    return next((kinds_by_symbol()[part] for part in parts[1:3] if part in kinds_by_symbol()), None)


def _annex_number(prose: Prose, outline: Outline, letterhead: Letterhead, title: Title) -> Field | None:
    """The number of the act that the head says the document belongs to; an annex's note must speak of its kind."""
    number = letterhead.annex.get("number")
    if number is None or title.kind is None:
        return None
    begun = outline.sections[0].line if outline.sections else _ANNEX_LINES
    if prose.line_at(number.start).index < min(begun, _ANNEX_LINES):
        return number
    symbols = next((kind.symbols for kind in kinds() if kind.name == title.kind.value), ())
    parts = re.split(r"[/-]", number.value.lower())
    return number if any(symbol.lower() in parts for symbol in symbols) else None


def _annex(prose: Prose, outline: Outline) -> Title | None:
    """Kind and title of a file that holds only an annex ("PHỤ LỤC I")."""
    lines = [line for line in prose.lines[:_ANNEX_LINES] if line.end > line.start and line.kind != BlockKind.FURNITURE]
    if not lines:
        return None
    first = lines[0]
    marker = outline.markers[first.index]
    if marker is None or marker.kind != "annex" or not prose.shadow.startswith("phụ lục", first.start):
        return None
    kind = Field("Phụ lục", first.start, first.start + len("phụ lục"), "document.annex")
    below = [line for line in lines[1:] if not ENCLOSED.match(prose.shadow, line.start, line.end)]
    for start, line in [(marker.body, first), *((line.start, line) for line in below[:1])]:
        title = prose.text[start : line.end].strip(" .:*")
        if title:
            return Title(kind, Field(title, start, line.end, "document.annex"), line.index, line.index)
    return Title(kind, None, first.index, first.index)
