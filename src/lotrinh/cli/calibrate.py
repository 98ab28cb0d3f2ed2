"""`lotrinh calibrate`: intervals of the outlook measured on one's own series."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from lotrinh.assessment.calibration import (
    LEAST_MISSES,
    LEAST_SERIES,
    Coverage,
    Miss,
    as_toml,
    coverage,
    cross_validated,
    misses_of,
    table_of,
)
from lotrinh.assessment.destatis import Point
from lotrinh.assessment.intervals import LEVELS, interval_table
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.observation import series as in_order
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.cli import exit_codes
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written
from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.core.vietnamese.text import fold
from lotrinh.judging import figure_of_row
from lotrinh.reading import ReadingError
from lotrinh.reading.series import SeriesRow, read_series


def calibrate(files: tuple[str, ...], output: str | None, language: str) -> int:
    """Run the command; returns the exit code. A file that cannot be read is told and left out."""
    failures: list[str] = []
    rows: list[tuple[str, SeriesRow]] = []
    for file in files:
        try:
            rows += [(Path(file).name, row) for row in read_series(Path(file))]
        except ReadingError as problem:
            failures.append(problem.code)
            click.echo(problem.sentence(language), err=True)
    if failures and not rows:
        return exit_codes.of_errors(failures)
    points, shares = yearly_series(rows)
    misses = misses_of(points, shares)
    table = table_of(misses)
    if not table:
        told = text(
            "calibrate.too_few", language,
            series=len({miss.series for miss in misses}), misses=len(misses), least=LEAST_MISSES, of=LEAST_SERIES,
        )  # fmt: skip
        click.echo(told, err=True)
        return exit_codes.of_errors(failures) or exit_codes.TOO_FEW
    print_coverage(misses, language)
    if output:
        provenance = provenance_of([Path(file).name for file in files], misses)
        try:
            Path(output).write_text(as_toml(table, provenance), encoding="utf-8")
        except OSError as problem:
            return not_written(problem, output, language)
        click.echo(text("calibrate.written", language, file=output), err=True)
    return exit_codes.of_errors(failures)


def yearly_series(rows: Sequence[tuple[str, SeriesRow]]) -> tuple[dict[str, list[Point]], set[str]]:
    """Name → yearly points, and the names of those in per cent. Of several vintages the most final counts.

    One series per indicator, unit and scope; months and quarters are left out, missing values stay missing.
    """
    told: dict[str, list[Observation]] = defaultdict(list)
    shares = set()
    for file, row in rows:
        figure = figure_of_row(file, row)
        if figure is None or figure.level is None or not _tells_a_year(row.period):
            continue
        name = " | ".join(fold(part or "") for part in (row.indicator, row.unit, row.scope))
        told[name].append(figure.level)
        if pace_kind(row.unit) is PaceKind.POINTS:
            shares.add(name)
    points = {
        name: [(float(observation.period.last.year), observation.value) for observation in in_order(observations)]
        for name, observations in told.items()
    }
    return points, shares


def _tells_a_year(period: Period) -> bool:
    return period.kind is Kind.YEAR or (period.kind is Kind.AS_OF and (period.last.month, period.last.day) == (12, 31))


def provenance_of(names: Sequence[str], misses: Sequence[Miss]) -> list[str]:
    """Where a table comes from, as its comment lines."""
    series = len({miss.series for miss in misses})
    return [
        "Half widths of the pooled intervals, in mean absolute yearly changes of the series, by years ahead.",
        f"Measured by lotrinh calibrate on {date.today().isoformat()}: {', '.join(names)}",
        f"{series} series, {len(misses)} back-tests.",
    ]


def print_coverage(misses: Sequence[Miss], language: str) -> None:
    """Per year ahead: cases, what the built-in intervals cover, what one's own cover on series left out, widths."""
    before, after, own = coverage(misses, interval_table()), cross_validated(misses), table_of(misses)
    table = Table(pad_edge=False)
    table.add_column(text("calibrate.columns.years", language), justify="right")
    table.add_column(text("calibrate.columns.cases", language), justify="right")
    for level in LEVELS:
        for column in ("before", "after", "width"):
            table.add_column(text(f"calibrate.columns.{column}", language, level=level), justify="right")
    for horizon in own[LEVELS[0]]:
        cells = [str(horizon), str(sum(miss.horizon == horizon for miss in misses))]
        for level in LEVELS:
            cells += [_share(before[level], horizon, language), _share(after.get(level, {}), horizon, language)]
            cells.append(format_number(round(own[level][horizon], 2), 2, lang=language))
        table.add_row(*cells)
    console = Console(width=None if sys.stdout.isatty() else 120, legacy_windows=False, highlight=False)
    console.print(text("calibrate.measured", language, series=len({m.series for m in misses}), misses=len(misses)))
    console.print(table)
    console.print(text("calibrate.note", language))


def _share(by_horizon: Mapping[int, Coverage], horizon: int, language: str) -> str:
    found = by_horizon.get(horizon)
    if found is None or found.share is None:
        return ""
    return f"{format_number(round(100 * found.share, 1), 1, lang=language)}%"
