"""Annotated copies: the document with its facts marked, in a form its owner can open.

`copies` says which forms a document has: HTML for all, a PDF with highlights for a PDF, a Word file with comments
for a .docx.
"""

from __future__ import annotations

from pathlib import PurePath

from lotrinh.output.annotate.notes import notes_of, words
from lotrinh.papers import Paper

NATIVE = {"pdf": ".pdf", "docx": ".docx"}  # format → the form beside HTML


def forms_of(paper: Paper, has_source: bool = True) -> tuple[str, ...]:
    """The forms in which `paper` can be annotated, best first: file name ends with the dot."""
    native = NATIVE.get(paper.document.format) if has_source else None
    return (native, ".html") if native else (".html",)


def copy_name(file: str, form: str) -> str:
    """The name of an annotated copy of `file` in a folder.

    >>> copy_name("den/KH 23.pdf", ".html"), copy_name("KH 23.pdf", ".pdf")
    ('KH 23.pdf.html', 'KH 23.pdf')
    """
    name = PurePath(file).name or "stdin"
    return name if PurePath(name).suffix.lower() == form else f"{name}{form}"


def annotated(paper: Paper, source: bytes, form: str, language: str = "vi") -> bytes | None:
    """The copy in a form of `forms_of`; None when the file is laid out so that comments cannot be put in.

    Raises ReadingError (damaged) when the source is no longer what was read.
    """
    notes = notes_of(paper.facts, language)
    author = words(language)["author"]
    if form == ".pdf":
        from lotrinh.output.annotate.paper import annotated_pdf

        return annotated_pdf(source, notes, author)
    if form == ".docx":
        from lotrinh.output.annotate.word import annotated_docx

        return annotated_docx(source, paper.document, notes, author)
    from lotrinh.output.annotate.page import annotated_html

    return annotated_html(paper.document, paper.facts, notes, language).encode()
