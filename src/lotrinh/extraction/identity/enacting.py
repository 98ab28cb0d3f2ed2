"""Enacting words: the kind of an act whose head was lost, told by the line that enacts it ("QUYẾT NGHỊ:").

Reads: `Prose`, the head. Writes: a `Title`. Copies of acts often begin with the title in capitals, with the body that
passed the act and its term below it; number, day and the line of the kind stood in a table that the copy left out.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.identity.head import is_recital
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.identity.titles import Title
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import end_in_capitals

_KINDS = {shadow("quyết nghị"): "Nghị quyết", shadow("quyết định"): "Quyết định"}
_TERM = shadow("khóa")
_WITHIN = 60  # lines: recitals may be many
_LONGEST_TITLE = 600  # characters


def enacted(prose: Prose, head: tuple[Line, ...]) -> Title | None:
    """Kind and title of an act without a line for its kind; None where nothing enacts, or no title stands above."""
    recited = False
    for line in prose.lines[:_WITHIN]:
        recited = recited or is_recital(prose, line)
        kind = _KINDS.get(prose.shadow[line.start : line.end].strip(" *:."))
        if kind is not None and prose.text[line.start : line.end].isupper():
            break
    else:
        return None
    title = _title(prose, head)
    if not recited or title is None:
        return None
    named = Field(kind, line.start, line.end, "document.enacting")
    return Title(named, title, line.index, prose.line_at(title.end - 1).index)


def _title(prose: Prose, head: tuple[Line, ...]) -> Field | None:
    """The lines in capitals above the body that passed the act; None when there is no such body."""
    parts: list[Line] = []
    for line in head:
        if not prose.text[line.start : line.end].isupper():
            break
        body = end_in_capitals(prose.shadow, line.start) if parts else None
        rest = prose.shadow[body : line.end].lstrip(" ,-") if body is not None else None
        if rest == "" or (rest is not None and rest.startswith(_TERM)):
            title = " ".join(prose.text[part.start : part.end].strip(" *") for part in parts)
            short = len(title) <= _LONGEST_TITLE
            return Field(title, parts[0].start, parts[0].end, "document.enacting") if short else None
        parts.append(line)
    return None
