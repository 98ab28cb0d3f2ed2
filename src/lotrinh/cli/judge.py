"""`lotrinh judge`: a plan, its results, the verdicts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table

from lotrinh.assessment.intervals import IntervalTable
from lotrinh.assessment.settings import Setting
from lotrinh.cli import exit_codes
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written
from lotrinh.judging import Judgement, judge_plan
from lotrinh.output.verdict_rows import answer, count_rule, verdict_rows
from lotrinh.papers import Paper, read_paper
from lotrinh.reading import ReadingError
from lotrinh.reading.series import read_series


@dataclass(frozen=True, slots=True)
class Sources:
    """What is judged, as the command line names it. `plan`: a file or "-"; `as_of` None: by the figures themselves."""

    plan: str
    results: tuple[str, ...]
    series: tuple[str, ...]
    as_of: date | None
    intervals: IntervalTable | None
    settings: Sequence[Setting] | None

    @classmethod
    def taken_from(cls, values: dict[str, Any]) -> Sources:
        """The sources among the values of a command; the others are left in `values`."""
        return cls(**{field.name: values.pop(field.name) for field in fields(cls)})


def judge(sources: Sources, html: str | None, xlsx: str | None, format: str, language: str) -> int:
    """Run the command; returns the exit code. A results file that cannot be read is told and left out."""
    failures: list[ReadingError] = []
    judgement = judged(sources, language, failures)
    if judgement is None:
        return exit_codes.of_errors(problem.code for problem in failures)
    unread = [problem.sentence(language) for problem in failures]
    try:
        if format == "json":
            sys.stdout.buffer.write(as_json(judgement, unread) + b"\n")
            sys.stdout.buffer.flush()
        elif judgement.rows:
            print_table(judgement, language, unread)
    except (BrokenPipeError, SystemExit):  # `lotrinh judge … | head` has seen enough of the table, not of the files
        write_outputs(judgement, html, xlsx, language, unread)
        raise
    written = write_outputs(judgement, html, xlsx, language, unread)
    if not judgement.rows:
        click.echo(text("judge.no_targets", language, file=sources.plan), err=True)
        return written or exit_codes.NO_TARGETS
    return written or exit_codes.of_errors(problem.code for problem in failures)


def judged(sources: Sources, language: str, failures: list[ReadingError]) -> Judgement | None:
    """Read everything and judge. Files that could not be read are told and go to `failures`; None without a plan."""
    paper = _paper(sources.plan, language, failures)
    if paper is None:
        return None
    reports = [report for file in sources.results if (report := _paper(file, language, failures)) is not None]
    rows = []
    for file in sources.series:
        try:
            rows += [(Path(file).name, row) for row in read_series(Path(file))]
        except ReadingError as problem:
            failures.append(problem)
            click.echo(problem.sentence(language), err=True)
    judgement = judge_plan(paper, reports, rows, sources.as_of, sources.intervals, sources.settings or ())
    for setting in judgement.unused:
        named = setting.indicator or str(setting.number)
        click.echo(text("judge.unused_setting", language, target=named), err=True)
    return judgement


def _paper(file: str, language: str, failures: list[ReadingError]) -> Paper | None:
    try:
        return read_paper(sys.stdin.buffer, "stdin") if file == "-" else read_paper(Path(file))
    except ReadingError as problem:
        failures.append(problem)
        click.echo(problem.sentence(language), err=True)
        return None


def as_json(judgement: Judgement, unread: Sequence[str] = ()) -> bytes:
    """The judgement as one JSON object: identity, counts, rows with numbers, spans and rule ids."""
    tally = judgement.tally()
    rows = []
    for row, told in zip(judgement.rows, verdict_rows(judgement, "vi"), strict=True):
        verdict = row.verdict
        rows.append(
            {
                "number": told.number,
                "target": row.target,
                "also": [{"start": target.start, "end": target.end} for target in row.also],
                "status": verdict.status,
                "word": verdict.word,
                "rule": verdict.rule,
                "version": verdict.version,
                "reason": {"vi": verdict.sentence("vi"), "en": verdict.sentence("en")},
                "attainment": verdict.attainment,
                "required": verdict.required,
                "observed": verdict.observed,
                "weak": verdict.weak,
                "way": verdict.way,
                "miss": verdict.miss,
                "bounds": verdict.bounds,
                "quality": verdict.quality,
                "person": verdict.person,
                "grounds": [{"vi": ground.sentence("vi"), "en": ground.sentence("en")} for ground in verdict.grounds],
                "plans": [yard for _, yard in row.yardsticks],
                "counted": row.counted and not row.sub and verdict.rule != "ended",
                "mandatory": row.mandatory,
                "direction": verdict.direction,
                "likeness": row.likeness,
                "observations": [_observation(observation) for observation in verdict.inputs],
            }
        )
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "plan": {"file": judgement.plan.facts.file, **msgspec.to_builtins(judgement.plan.facts.document)},
                "results": [paper.facts.file for paper in judgement.results],
                "unread": unread,
                "as_of": judgement.as_of,
                "count": {"official": tally.official, **asdict(tally), "by_status": judgement.counts()},
                "reported_counts": judgement.reported(),
                "targets": rows,
            }
        ),
        indent=2,
    )


def _observation(observation: Any) -> dict[str, Any]:
    return {
        "period": str(observation.period),
        "value": observation.value,
        "vintage": observation.vintage,
        "derived": observation.derived,
        "source": observation.source,
    }


def print_table(judgement: Judgement, language: str, unread: Sequence[str] = ()) -> None:
    """The verdicts on the terminal: the answer, the table, the counting rule, and once more what was left out."""
    console = Console(width=None if sys.stdout.isatty() else 160, legacy_windows=False, highlight=False)
    rows = verdict_rows(judgement, language)
    console.print("".join(part.text for part in answer(judgement, language)), style="bold")
    table = Table(show_lines=False, pad_edge=False)
    for key, options in (
        ("number", {"justify": "right", "no_wrap": True}), ("indicator", {"ratio": 4}), ("target", {"ratio": 2}),
        ("latest", {"ratio": 2}), ("required", {"ratio": 1}), ("verdict", {"ratio": 2}), ("reason", {"ratio": 6}),
    ):  # fmt: skip
        table.add_column(text(f"judge.columns.{key}", language), overflow="fold", **options)
    for row in rows:
        latest = f"{row.latest} ({row.latest_period})" if row.latest else ""
        cells = (str(row.number), row.name, row.target, latest, row.required, row.judged, row.reason)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    console.print(table)
    console.print("\n".join(count_rule(judgement, language)))
    if unread:
        console.print(text("judge.unread", language), *(f"  {sentence}" for sentence in unread), sep="\n")


def write_outputs(
    judgement: Judgement, html: str | None, xlsx: str | None, language: str, unread: Sequence[str] = ()
) -> int:
    """Write the wanted files and say where; returns `OK` or `NOT_WRITTEN`."""
    from lotrinh.output.page import render
    from lotrinh.output.sheets import plan_workbook

    wanted = []
    if html:
        wanted.append((html, "page", render(judgement, language, unread).encode()))
    if xlsx:
        wanted.append((xlsx, "workbook", plan_workbook(judgement, language)))
    for file, what, content in wanted:
        try:
            Path(file).write_bytes(content)
        except OSError as problem:
            return not_written(problem, file, language)
        told = text("judge.written", language, what=text(f"judge.{what}", language), file=file)
        click.echo(told, err=True)
    return exit_codes.OK
