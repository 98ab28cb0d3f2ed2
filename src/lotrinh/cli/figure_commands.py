"""The commands that hold figures together: `check` and `series`."""

from __future__ import annotations

from typing import Any

import click

from lotrinh.cli.language import text
from lotrinh.cli.manual import Argument, Number, command


def check_command(language: str) -> click.Command:
    """`lotrinh check FILE...`."""

    def run(**values: Any) -> int:
        from lotrinh.cli.check import check

        return check(**values, language=language)

    return command(
        "check", language, run,
        _files(language),
        click.Option(
            ["--format"], type=click.Choice(("table", "json")), default="table",
            help=text("check.format", language),
        ),
        click.Option(["--all", "everything"], is_flag=True, help=text("check.all", language)),
        _jobs(language),
    )  # fmt: skip


def series_command(language: str) -> click.Command:
    """`lotrinh series FILE...`."""

    def run(**values: Any) -> int:
        from lotrinh.cli.series import series

        return series(**values, language=language)

    return command(
        "series", language, run,
        _files(language),
        click.Option(
            ["--format"], type=click.Choice(("csv", "xlsx", "parquet", "json")), default=None,
            help=text("series.format", language),
        ),
        click.Option(["--output", "-o"], metavar=text("help.file", language), help=text("series.output", language)),
        click.Option(["--linked", "linked"], is_flag=True, help=text("series.linked", language)),
        _jobs(language),
    )  # fmt: skip


def _files(language: str) -> Argument:
    return Argument(
        ["sources"], text("check.files", language), nargs=-1, required=True, metavar=text("read.files", language)
    )


def _jobs(language: str) -> click.Option:
    return click.Option(
        ["--jobs", "-j"], type=Number(1, 64), default=1,
        metavar=text("help.number", language), help=text("read.jobs", language),
    )  # fmt: skip
