"""`lotrinh read`: facts of documents, printed."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.annotate import Copies
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written
from lotrinh.cli.printers import PRINTERS
from lotrinh.papers import Paper, read_papers
from lotrinh.reading import ReadingError
from lotrinh.reading.limits import MEGABYTE
from lotrinh.reading.watch import Progress, watched

Outcome = Paper | ReadingError
_SCANS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


def read_all(source: str) -> Iterator[Outcome]:
    """Every document of one file ("-": standard input), or the reason why one is not read.

    A fault of the program costs this file alone; where it happened goes to the error stream, for a report of it.
    """
    try:
        yield from read_papers(sys.stdin.buffer, "stdin") if source == "-" else read_papers(Path(source), source)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        yield ReadingError("fault", source)


def _listed(source: str) -> list[Outcome]:
    return list(read_all(source))  # another process can only hand over what is complete


def outcomes_of(sources: tuple[str, ...], jobs: int) -> Iterator[Iterable[Outcome]]:
    """For every source what it holds."""
    if jobs <= 1 or len(sources) < 2:
        yield from map(read_all, sources)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(_listed, sources, chunksize=max(1, min(16, len(sources) // (4 * jobs))))


def _is_long(source: str) -> bool:
    """Whether reading one file may take seconds: a large one, or one that may be a scan."""
    if Path(source).suffix.lower() in _SCANS:
        return True
    with suppress(OSError):
        return source != "-" and Path(source).stat().st_size > MEGABYTE
    return False


def with_progress(outcomes: Iterable[Iterable[Outcome]], sources: tuple[str, ...], language: str) -> Iterator[Outcome]:
    """All outcomes in turn, with a bar on the error stream when somebody watches; a moving one for one long file."""
    total = len(sources)
    if not sys.stderr.isatty() or (total < 2 and not _is_long(sources[0])):
        for found in outcomes:
            yield from found
        return
    if total < 2:
        from rich.console import Console

        told = f"{text('read.progress', language)} {sources[0]}"
        status = Console(stderr=True).status(told)
        with status, watched(lambda page: status.update(f"{told} · {_page_told(page, language)}")):
            first = [outcome for found in outcomes for outcome in found]
        yield from first
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console, transient=True) as progress:
        task = progress.add_task(text("read.progress", language), total=total)
        told = text("read.progress", language)
        for found in outcomes:
            # A context that is open while a generator waits would be left in another: what is found is listed first.
            with watched(lambda page: progress.update(task, description=f"{told} · {_page_told(page, language)}")):
                listed = list(found)
            progress.update(task, description=told)
            yield from listed
            progress.advance(task)


def _page_told(page: Progress, language: str) -> str:
    return text("read.recognising", language, done=page.done, total=page.total)


def _copied(copies: Copies, paper: Paper, annotate: str, language: str) -> int:
    """Write the marked copies of one document; the exit code when they cannot be written."""
    try:
        copies.add(paper)
    except ReadingError as problem:  # the file has changed since it was read
        click.echo(problem.called(paper.facts.file).sentence(language), err=True)
    except OSError as problem:
        return not_written(problem, annotate, language)
    return exit_codes.OK


def read(
    sources: tuple[str, ...],
    format: str,
    with_text: bool,
    output: str | None,
    annotate: str | None,
    jobs: int,
    language: str,
) -> int:
    """Run the command; returns the exit code. A bad file is told and does not stop the others."""
    if format == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(text("read.xlsx_needs_file", language))
    failures: list[str] = []
    done = 0
    outcomes = with_progress(outcomes_of(sources, jobs), sources, language)
    begun = list(islice(outcomes, 2))  # one file may hold several documents, and how they are printed depends on it
    total = max(len(sources), len(begun))
    printer = PRINTERS[format](total, with_text, language)
    copies = Copies(annotate, total > 1, language) if annotate else None
    try:
        target = Path(output).open("wb") if output else sys.stdout.buffer  # noqa: SIM115 (closed below)
    except OSError as problem:
        return not_written(problem, output or "", language)
    try:
        target.write(printer.begin())
        for outcome in chain(begun, outcomes):
            if isinstance(outcome, ReadingError):
                failures.append(outcome.code)
                click.echo(outcome.sentence(language), err=True)
                continue
            if copies is not None and (code := _copied(copies, outcome, annotate or "", language)):
                return code
            target.write(printer.document(outcome.document, outcome.facts))
            done += 1
        target.write(printer.end())
        target.flush()
    except KeyboardInterrupt:
        click.echo(text("read.interrupted", language, done=done, total=len(sources)), err=True)
        return exit_codes.INTERRUPTED
    except OSError as problem:  # reading raises none: this is the output
        if not output:
            raise
        return not_written(problem, output, language)
    finally:
        if output:
            with suppress(OSError):  # a full disk has been told already, by what failed first
                target.close()
    if failures and done + len(failures) > 1:
        click.echo(text("read.some_failed", language, failed=len(failures), total=done + len(failures)), err=True)
    return exit_codes.of_errors(failures)
