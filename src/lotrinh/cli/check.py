"""`lotrinh check`: contradictions inside documents and between them, both sides side by side."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lotrinh.checking import Finding, Sheet, Verdict, findings_of, together
from lotrinh.cli import exit_codes
from lotrinh.cli.language import text
from lotrinh.cli.read import outcomes_of, with_progress
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.output.findings import FindingRow, Side, as_json, rows
from lotrinh.papers import Paper
from lotrinh.reading import ReadingError

_SHOWN = (Verdict.CONTRADICTION, Verdict.FLAG)
_ORDER = {Verdict.CONTRADICTION: 0, Verdict.FLAG: 1, Verdict.CONSISTENT: 2, Verdict.NOT_CHECKABLE: 3}
_STYLE = {
    Verdict.CONTRADICTION: "bold red",
    Verdict.FLAG: "yellow",
    Verdict.CONSISTENT: "",
    Verdict.NOT_CHECKABLE: "dim",
}


@dataclass
class Checked:
    """What was found, by document in the order given, and between documents under ""."""

    findings: dict[str, Sequence[Finding]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unread: list[ReadingError] = field(default_factory=list)

    def counts(self) -> Counter[Verdict]:
        """How many findings of each verdict."""
        return Counter(finding.verdict for found in self.findings.values() for finding in found)


def check(sources: tuple[str, ...], format: str, everything: bool, jobs: int, language: str) -> int:
    """Run the command; returns the exit code. A bad file is told and does not stop the others."""
    try:
        checked = checked_files(sources, jobs, language)
    except KeyboardInterrupt:
        click.echo(text("interrupted", language), err=True)
        return exit_codes.INTERRUPTED
    if format == "json":
        sys.stdout.buffer.write(_json(checked, everything) + b"\n")
        sys.stdout.buffer.flush()
    elif checked.texts:  # of files that were not read it is told already
        print_tables(checked, everything, language)
    failed = exit_codes.of_errors(problem.code for problem in checked.unread)
    return failed or (exit_codes.CONTRADICTION if checked.counts()[Verdict.CONTRADICTION] else exit_codes.OK)


def checked_files(sources: tuple[str, ...], jobs: int, language: str) -> Checked:
    """Read and check the files, each by itself and all together; errors are told at once."""
    checked = Checked()
    sheets = []
    for outcome in with_progress(outcomes_of(sources, jobs), sources, language):
        if isinstance(outcome, ReadingError):
            checked.unread.append(outcome)
            click.echo(outcome.sentence(language), err=True)
            continue
        sheet = _sheet(outcome)
        sheets.append(sheet)
        checked.texts[sheet.facts.file] = sheet.text
        checked.findings[sheet.facts.file] = findings_of(sheet)
    if len(sheets) > 1:
        checked.findings[""] = together(sheets)
    return checked


def _sheet(paper: Paper) -> Sheet:
    document = paper.document
    return Sheet(paper.facts, document.text, document.tables, document.blocks)


def _rows(checked: Checked, name: str, everything: bool) -> list[FindingRow]:
    """The findings of one document that are shown, the gravest first."""
    wanted = [one for one in checked.findings[name] if everything or one.verdict in _SHOWN]
    return rows(sorted(wanted, key=lambda one: _ORDER[one.verdict]), checked.texts)


def _json(checked: Checked, everything: bool) -> bytes:
    """One object: counts, findings by document and between them, files that were not read."""
    counts = checked.counts()
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "counts": {str(verdict): counts[verdict] for verdict in Verdict},
                "documents": [
                    {"file": name, "findings": [as_json(row) for row in _rows(checked, name, everything)]}
                    for name in checked.findings
                    if name
                ],
                "together": [as_json(row) for row in _rows(checked, "", everything)] if "" in checked.findings else [],
                "unread": [
                    {language: problem.sentence(language) for language in ("vi", "en")} for problem in checked.unread
                ],
            }
        ),
        indent=2,
    )


def print_tables(checked: Checked, everything: bool, language: str) -> None:
    """A table a document: verdict, sentence, the two sides."""
    console = Console(width=None if sys.stdout.isatty() else 160, legacy_windows=False, highlight=False)
    for name in checked.findings:
        shown = _rows(checked, name, everything)
        if shown:
            console.print(escape(name) if name else text("check.together", language), style="bold")
            console.print(_table(shown, bool(name), language))
    counts = checked.counts()
    told = {str(verdict): counts[verdict] for verdict in Verdict}
    console.print(text("check.count", language, **told, files=len(checked.texts)))
    if checked.unread:
        console.print(
            text("check.unread", language), *(f"  {one.sentence(language)}" for one in checked.unread), sep="\n"
        )


def _table(shown: Sequence[FindingRow], alone: bool, language: str) -> Table:
    table = Table(show_lines=True, pad_edge=False)
    for key, ratio in (("verdict", 2), ("sentence", 6), ("left", 4), ("right", 4)):
        table.add_column(text(f"check.columns.{key}", language), overflow="fold", ratio=ratio)
    for row in shown:
        verdict = row.finding.verdict
        word = text(f"check.verdict.{verdict}", language)
        table.add_row(
            f"[{_STYLE[verdict]}]{word}[/]" if _STYLE[verdict] else word,
            escape("\n".join(_said(row.finding, language))),
            "\n".join(_quoted(side, alone) for side in row.left),
            "\n".join(_quoted(side, alone) for side in row.right) or text("check.same", language),
        )
    return table


def _said(finding: Finding, language: str) -> list[str]:
    """The sentences of a finding: what, by how much, which edit mends it, which figures may be wrong."""
    told = [finding.sentence(language)]
    if finding.verdict is Verdict.CONTRADICTION and finding.gap:
        unit = finding.figures[-1].unit if finding.figures else ""
        gap = format_number(round(finding.gap, 3), lang=language)
        told.append(text("check.gap", language, gap=f"{gap} {unit}".strip()))
    if mended := finding.mend_sentence(language):
        told.append(mended)
    if 0 < len(finding.suspects) < len(finding.figures):
        figures = ", ".join(finding.figures[at].told(language) for at in finding.suspects)
        told.append(text("check.suspect", language, figures=figures))
    if finding.cut_off:
        told.append(text("check.cut_off", language))
    return told


def _quoted(side: Side, alone: bool) -> str:
    place = "" if alone else f"{Path(side.document).name}: "
    return f"{escape(place + side.before)}[bold]{escape(side.figure)}[/]{escape(side.behind)}"
