"""`lotrinh read`: facts of documents, printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from lotrinh.cli import exit_codes
from lotrinh.cli.language import text
from lotrinh.extraction.facts import Facts
from lotrinh.output.json_output import encode
from lotrinh.output.tables import COLUMNS, DOCUMENT_COLUMNS, SOURCE_COLUMNS, WARNING_COLUMNS, CsvTable, tables_of
from lotrinh.output.workbook import workbook
from lotrinh.papers import Paper, read_paper
from lotrinh.reading import Document, ReadingError

FORMATS = ("json", "jsonl", "csv", "xlsx", "table")

Outcome = Paper | ReadingError


def read_one(source: str) -> Outcome:
    """One file read ("-": standard input), or the reason why not."""
    try:
        return read_paper(sys.stdin.buffer, "stdin") if source == "-" else read_paper(Path(source), source)
    except ReadingError as problem:
        return problem


def _outcomes(sources: tuple[str, ...], jobs: int) -> Iterator[Outcome]:
    if jobs <= 1 or len(sources) < 2:
        yield from map(read_one, sources)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(read_one, sources, chunksize=max(1, min(16, len(sources) // (4 * jobs))))


def _with_progress(outcomes: Iterable[Outcome], total: int, language: str) -> Iterator[Outcome]:
    """The same outcomes, with a bar on the error stream when somebody is watching."""
    console = Console(stderr=True)
    if total < 2 or not console.is_terminal:
        yield from outcomes
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(text("read.progress", language), total=total)
        for outcome in outcomes:
            yield outcome
            progress.advance(task)


def read(sources: tuple[str, ...], format: str, with_text: bool, output: str | None, jobs: int, language: str) -> int:
    """Run the command; returns the exit code. A bad file is told and does not stop the others."""
    if format == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(text("read.xlsx_needs_file", language))
    failures: list[str] = []
    done = 0
    printer = _PRINTERS[format](len(sources), with_text, language)
    try:
        target = open(output, "wb") if output else sys.stdout.buffer  # noqa: SIM115 (closed below)
    except OSError as problem:
        click.echo(text("write.failed", language, file=output, reason=problem.strerror), err=True)
        return exit_codes.NOT_WRITTEN
    try:
        target.write(printer.begin())
        for outcome in _with_progress(_outcomes(sources, jobs), len(sources), language):
            if isinstance(outcome, ReadingError):
                failures.append(outcome.code)
                click.echo(outcome.sentence(language), err=True)
                continue
            target.write(printer.document(outcome.document, outcome.facts))
            done += 1
        target.write(printer.end())
        target.flush()
    except KeyboardInterrupt:
        click.echo(text("read.interrupted", language, done=done, total=len(sources)), err=True)
        return exit_codes.INTERRUPTED
    except BrokenPipeError:  # `lotrinh read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.OK
    finally:
        if output:
            target.close()
    if failures and len(sources) > 1:
        click.echo(text("read.some_failed", language, failed=len(failures), total=len(sources)), err=True)
    return exit_codes.of_errors(failures)


class _Json:
    """One object for one document; one object a line for several, so that nothing must be kept in memory."""

    def __init__(self, total: int, with_text: bool, _language: str) -> None:
        self.pretty = total == 1
        self.with_text = with_text

    def begin(self) -> bytes:
        return b""

    def document(self, document: Document, facts: Facts) -> bytes:
        if self.with_text:
            facts = msgspec.structs.replace(facts, text=document.text)
        return encode(facts, pretty=self.pretty) + b"\n"

    def end(self) -> bytes:
        return b""


class _JsonLines(_Json):
    def __init__(self, total: int, with_text: bool, language: str) -> None:
        super().__init__(total, with_text, language)
        self.pretty = False


class _Csv:
    def __init__(self, _total: int, _with_text: bool, _language: str) -> None:
        self.table = CsvTable()

    def begin(self) -> bytes:
        return b"\xef\xbb\xbf" + self.table.header().encode()  # Excel takes UTF-8 only with the mark

    def document(self, document: Document, facts: Facts) -> bytes:
        return self.table.rows(facts, document).encode()

    def end(self) -> bytes:
        return b""


class _Workbook:
    """One sheet per kind of fact. An .xlsx file can only be written whole, so rows wait until the end."""

    def __init__(self, _total: int, _with_text: bool, _language: str) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {"documents": [], **{kind: [] for kind in COLUMNS}, "warnings": []}

    def begin(self) -> bytes:
        return b""

    def document(self, document: Document, facts: Facts) -> bytes:
        identity = {column: getattr(facts.document, column) for column in DOCUMENT_COLUMNS}
        self.tables["documents"].append({"file": facts.file, **identity})
        for kind, rows in tables_of(facts, document).items():
            self.tables[kind].extend({"file": facts.file, **row} for row in rows)
        return b""

    def end(self) -> bytes:
        columns = {kind: ("file", *columns, *SOURCE_COLUMNS) for kind, columns in COLUMNS.items()}
        columns["documents"] = ("file", *DOCUMENT_COLUMNS)
        columns["warnings"] = ("file", *WARNING_COLUMNS)
        return workbook(self.tables, columns)


class _Terminal:
    """Tables for the eye."""

    _shown = {
        "targets": ("indicator", "change", "comparator", "low", "high", "unit", "due"),
        "results": ("indicator", "low", "unit", "period", "comparisons"),
        "tasks": ("lead", "partners", "quote", "due"),
        "citations": ("kind", "number", "date", "issuer", "name"),
        "warnings": ("code", "message"),
    }

    def __init__(self, _total: int, _with_text: bool, language: str) -> None:
        self.language = language

    def begin(self) -> bytes:
        return b""

    def document(self, document: Document, facts: Facts) -> bytes:
        terminal = Console().is_terminal
        console = Console(width=None if terminal else 140, force_terminal=terminal, legacy_windows=False)
        with console.capture() as capture:
            info = facts.document
            console.rule(f"{facts.file}: {info.kind or '—'} {info.number or ''} {info.date or ''}", align="left")
            tables = tables_of(facts, document)
            for row in tables["warnings"]:
                row["message"] = row[f"message_{self.language}"]
            for kind, columns in self._shown.items():
                if not tables[kind]:
                    continue
                title = f"{text(f'kind.{kind}', self.language)}: {len(tables[kind])}"
                table = Table(title=title, title_justify="left", show_edge=False)
                for column in columns:
                    table.add_column(text(f"column.{column}", self.language), overflow="fold", max_width=60)
                for row in tables[kind]:
                    table.add_row(*(_cell(row.get(column)) for column in columns))
                console.print(table)
                console.print()
        return capture.get().encode()

    def end(self) -> bytes:
        return b""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    shown = shown if len(shown) <= 160 else shown[:159] + "…"
    return shown.replace("[", "\\[")


_PRINTERS = {"json": _Json, "jsonl": _JsonLines, "csv": _Csv, "xlsx": _Workbook, "table": _Terminal}
