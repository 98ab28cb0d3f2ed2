"""`lotrinh read --annotate OUT`: marked copies of what is read, one file or a folder of them."""

from __future__ import annotations

from pathlib import Path

import click

from lotrinh.cli.language import text
from lotrinh.output.annotate import annotated, copy_name, forms_of
from lotrinh.papers import Paper
from lotrinh.reading import DEFAULT_LIMITS
from lotrinh.reading.intake import take_in

_FORMS = (".html", ".htm", ".pdf", ".docx")


class Copies:
    """Where copies go: into the file `target`, or into the folder of that name when there are `several` documents."""

    def __init__(self, target: str, several: bool, language: str) -> None:
        self._target = Path(target)
        self._language = language
        self._folder = several or self._target.is_dir() or self._target.suffix.lower() not in _FORMS
        self._taken: set[str] = set()

    def add(self, paper: Paper) -> None:
        """Write the copies of one document. Raises click.UsageError, OSError, ReadingError."""
        source = Path(paper.facts.file)
        has_source = source.is_file()
        forms = forms_of(paper, has_source)
        data = take_in(source, source.name, DEFAULT_LIMITS) if has_source and len(forms) > 1 else b""
        if not self._folder:
            form = ".html" if self._target.suffix.lower() == ".htm" else self._target.suffix.lower()
            if form not in forms:
                told = ", ".join(forms)
                raise click.UsageError(text("read.annotate_form", self._language, forms=told, file=paper.facts.file))
            self._write(self._target, annotated(paper, data, form, self._language), source, told_alone=True)
            return
        self._target.mkdir(parents=True, exist_ok=True)
        for form in forms:
            path = self._target / self._free(copy_name(paper.facts.file, form))
            self._write(path, annotated(paper, data, form, self._language), source)

    def _write(self, path: Path, copy: bytes | None, source: Path, *, told_alone: bool = False) -> None:
        if copy is None:  # no comments can be put in
            if told_alone:
                raise click.UsageError(text("read.annotate_form", self._language, forms=".html", file=str(source)))
            return
        if path.exists() and source.exists() and path.samefile(source):
            raise click.UsageError(text("read.annotate_itself", self._language, file=str(source)))
        path.write_bytes(copy)

    def _free(self, name: str) -> str:
        """`name`, or the first "name (2)" that no other document of this call has."""
        path = Path(name)
        number = 1
        free = name
        while free.lower() in self._taken:
            number += 1
            free = f"{path.stem} ({number}){path.suffix}"
        self._taken.add(free.lower())
        return free
