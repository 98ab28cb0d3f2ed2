"""An annotated copy of any document as one HTML page that needs nothing but itself.

Reads: the document, notes. Writes: HTML. Every marked passage leads to its note, every note back to its passage.
"""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.extraction.facts import Facts
from lotrinh.output.annotate.notes import KINDS, Note, words
from lotrinh.output.highlight import Mark, marked
from lotrinh.output.naming import document_name
from lotrinh.output.pages import template
from lotrinh.reading.document import Document


def annotated_html(document: Document, facts: Facts, notes: Sequence[Note], language: str) -> str:
    """The page. The same document and notes give the same bytes."""
    marks = [
        Mark(note.start, note.end, note.kind, note.anchor, f"#note-{note.anchor}", f"{note.heading}. {note.body}")
        for note in notes
    ]
    return template("annotate.html.j2").render(
        lang=language,
        t=words(language),
        name=document_name(facts, 400) or facts.file,
        file=facts.file,
        kinds=KINDS,
        warnings=list(dict.fromkeys(warning.message[language] for warning in facts.warnings)),
        blocks=marked(document, marks),
        notes=notes,
    )
