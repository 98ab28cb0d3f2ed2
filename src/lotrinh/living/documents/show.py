"""A document's text as HTML: paragraphs, headings and tables, every fact marked where it stands.

Reads: a document of the library, marks. Writes: safe HTML; each stretch of text carries its offset (`data-s`), so that
a selection on the page leads back to the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from lotrinh.living.words import Words
from lotrinh.output.highlight import Grid, Mark, Paragraph, Segment, marked
from lotrinh.reading.document import BlockKind, Document

TABLE = Words("Bảng trong văn bản", "Table of the document")
ORDER = ("target", "result", "task", "citation", "warning")

_CLASSES = {BlockKind.FURNITURE: "furniture", BlockKind.LETTERHEAD: "letterhead", BlockKind.NOTE: "footnote"}


def html(document: Document, marks: Iterable[Mark], notes: Mapping[str, str] | None = None) -> SafeString:
    """The text with its marks. `notes`: anchor → what the margin says beside the paragraph where the mark begins.

    A mark's `kind` may have further words ("target accepted"): they become classes.
    """
    shown = marked(document, marks)
    return SafeString("".join(_row(piece, notes) for piece in shown))


def _row(piece: Paragraph | Grid, notes: Mapping[str, str] | None) -> str:
    body = _grid(piece) if isinstance(piece, Grid) else _paragraph(piece)
    if notes is None:
        return body
    opened = [anchor for segment in _segments_of(piece) for anchor in segment.opens if anchor in notes]
    margin = "".join(f"<li>{notes[anchor]}</li>" for anchor in opened)
    aside = f'<ul class="margin">{margin}</ul>' if margin else ""
    return f'<div class="beside"><div class="said">{body}</div>{aside}</div>'


def _segments_of(piece: Paragraph | Grid) -> Iterator[Segment]:
    if isinstance(piece, Paragraph):
        yield from piece.segments
        return
    for row in piece.rows:
        for paragraph, _, _ in row:
            yield from paragraph.segments


def _paragraph(paragraph: Paragraph) -> str:
    inside = _label(paragraph) + _segments(paragraph.segments)
    if paragraph.level:
        return f'<p class="heading level-{min(paragraph.level, 4)}">{inside}</p>'
    kind = _CLASSES.get(paragraph.kind, "")
    return f'<p class="{kind}">{inside}</p>' if kind else f"<p>{inside}</p>"


def _label(paragraph: Paragraph) -> str:
    return f'<span class="label">{escape(paragraph.label)}</span> ' if paragraph.label else ""


def _grid(grid: Grid) -> str:
    rows = "".join(f"<tr>{''.join(_cell(*cell) for cell in row)}</tr>" for row in grid.rows)
    scroll = f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(TABLE)}">'
    return f'{scroll}<table class="asprinted"><tbody>{rows}</tbody></table></div>'


def _cell(paragraph: Paragraph, columns: int, rows: int) -> str:
    spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")
    return f"<td{spans}>{_label(paragraph)}{_segments(paragraph.segments)}</td>"


def _segments(segments: Sequence[Segment]) -> str:
    return "".join(map(_segment, segments))


def _segment(segment: Segment) -> str:
    told = f'<span data-s="{segment.start}">{escape(segment.text)}</span>'
    if not segment.kinds:
        return told
    ids = "".join(f'<span id="{escape(anchor)}"></span>' for anchor in segment.opens)
    words = {word for kind in segment.kinds for word in kind.split()}
    first = next((kind for kind in ORDER if kind in words), "")
    classes = " ".join([first, *sorted(words - set(ORDER))]).strip()
    title = f' title="{escape(segment.title)}"' if segment.title else ""
    if not segment.href:
        return f'{ids}<mark class="{escape(classes)}"{title}>{told}</mark>'
    href, inner = escape(segment.href), escape(segment.inner)
    return f'{ids}<a class="m {escape(classes)}" href="{href}" data-m="{inner}"{title}>{told}</a>'
