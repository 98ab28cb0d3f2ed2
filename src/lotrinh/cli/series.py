"""`lotrinh series`: the series that several reports tell."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lotrinh.checking import Sheet
from lotrinh.cli import exit_codes
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written
from lotrinh.cli.read import outcomes_of, with_progress
from lotrinh.output.series_files import FORMATS, as_bytes
from lotrinh.reading import ReadingError
from lotrinh.series import Series, series_of

_BINARY = ("xlsx", "parquet")


def series(
    sources: tuple[str, ...], format: str | None, output: str | None, linked: bool, jobs: int, language: str
) -> int:
    """Run the command; returns the exit code. A bad file is told and does not stop the others."""
    wanted = format or _format_of(output)
    if wanted in _BINARY and output is None:
        raise click.UsageError(text("series.needs_file", language, format=wanted))
    failures: list[str] = []
    sheets = []
    try:
        for outcome in with_progress(outcomes_of(sources, jobs), sources, language):
            if isinstance(outcome, ReadingError):
                failures.append(outcome.code)
                click.echo(outcome.sentence(language), err=True)
                continue
            document = outcome.document
            sheets.append(Sheet(outcome.facts, document.text, document.tables, document.blocks))
    except KeyboardInterrupt:
        click.echo(text("interrupted", language), err=True)
        return exit_codes.INTERRUPTED
    found = series_of(sheets)
    if sheets:
        written = _write(found.linked() if linked else found, wanted, output, language)
        if written:
            return written
        click.echo(_count(found, len(sheets), language), err=True)
    return exit_codes.of_errors(failures)


def _format_of(output: str | None) -> str:
    """The form that the name of the output file asks for; csv otherwise."""
    named = Path(output or "").suffix.lstrip(".").lower()
    return named if named in FORMATS else "csv"


def _write(found: Series, format: str, output: str | None, language: str) -> int:
    try:
        content = as_bytes(found, format)
    except ImportError:
        click.echo(text("series.needs_extra", language), err=True)
        return exit_codes.NOT_SUPPORTED
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return exit_codes.OK
    try:
        Path(output).write_bytes(content)
    except OSError as problem:
        return not_written(problem, output, language)
    return exit_codes.OK


def _count(found: Series, files: int, language: str) -> str:
    return text(
        "series.count", language, rows=len(found.points), series=len(found.names),
        linked=len(found.linked().names), revised=len(found.revised), files=files,
    )  # fmt: skip
