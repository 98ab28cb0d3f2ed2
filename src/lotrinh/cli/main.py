"""Entry point: builds the commands in the wanted language and turns every outcome into an exit code.

A command imports what it does when it runs, so that help and a mistyped option are answered at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.figure_commands import check_command, series_command
from lotrinh.cli.language import LANGUAGES, text, wanted_language
from lotrinh.cli.manual import (
    Argument,
    Day,
    Intervals,
    ManualGroup,
    Number,
    Settings,
    command,
    language_option,
    not_written,
    what_is_wrong,
)
from lotrinh.cli.site_commands import SITE_COMMANDS, demo_command

FORMATS = ("json", "jsonl", "csv", "xlsx", "table")  # the keys of `printers.PRINTERS`


def _read(language: str) -> click.Command:
    def run(**values: Any) -> int:
        from lotrinh.cli.read import read

        return read(**values, language=language)

    return command(
        "read", language, run,
        Argument(
            ["sources"], text("read.sources", language), nargs=-1, required=True,
            metavar=text("read.files", language),
        ),
        click.Option(
            ["--format"], type=click.Choice(FORMATS), default="json",
            help=text("read.format", language),
        ),
        click.Option(["--text", "with_text"], is_flag=True, help=text("read.text", language)),
        click.Option(["--output", "-o"], metavar=text("help.file", language), help=text("read.output", language)),
        click.Option(["--annotate"], metavar=text("read.copy", language), help=text("read.annotate", language)),
        click.Option(
            ["--jobs", "-j"], type=Number(1, 64), default=1,
            metavar=text("help.number", language), help=text("read.jobs", language),
        ),
    )  # fmt: skip


def _sources(language: str) -> list[click.Parameter]:
    """What is judged: a plan, its results, series, a day."""
    file = text("help.file", language)
    return [
        Argument(["plan"], text("judge.plan_told", language), metavar=text("judge.plan", language)),
        click.Option(["--results"], multiple=True, metavar=file, help=text("judge.results", language)),
        click.Option(["--series"], multiple=True, metavar=file, help=text("judge.series", language)),
        click.Option(
            ["--as-of", "as_of"], type=Day(language), metavar=text("help.date", language),
            help=text("judge.as_of", language),
        ),
        click.Option(["--intervals"], type=Intervals(language), metavar=file, help=text("judge.intervals", language)),
        click.Option(["--settings"], type=Settings(language), metavar=file, help=text("judge.settings", language)),
    ]  # fmt: skip


def _judge(language: str) -> click.Command:
    def run(**values: Any) -> int:
        from lotrinh.cli.judge import Sources, judge

        return judge(Sources.taken_from(values), **values, language=language)

    file = text("help.file", language)
    return command(
        "judge", language, run,
        *_sources(language),
        click.Option(["--html"], metavar=file, help=text("judge.html", language)),
        click.Option(["--xlsx"], metavar=file, help=text("judge.xlsx", language)),
        click.Option(
            ["--format"], type=click.Choice(("table", "json")), default="table",
            help=text("judge.format", language),
        ),
    )  # fmt: skip


def _explain(language: str) -> click.Command:
    def run(**values: Any) -> int:
        from lotrinh.cli.explain import explain
        from lotrinh.cli.judge import Sources

        return explain(Sources.taken_from(values), **values, language=language)

    return command(
        "explain", language, run,
        *_sources(language),
        click.Option(
            ["--target", "-t"], metavar=text("explain.target_name", language), help=text("explain.target", language)
        ),
    )  # fmt: skip


def _calibrate(language: str) -> click.Command:
    def run(**values: Any) -> int:
        from lotrinh.cli.calibrate import calibrate

        return calibrate(**values, language=language)

    return command(
        "calibrate", language, run,
        Argument(
            ["files"],
            text("calibrate.files", language),
            nargs=-1,
            required=True,
            metavar=text("read.files", language),
        ),
        click.Option(
            ["--output", "-o"], metavar=text("help.file", language), help=text("calibrate.output", language)
        ),
    )  # fmt: skip


def _rules(language: str) -> click.Command:
    from lotrinh.cli.rules import KINDS, list_rules

    def run(**values: Any) -> int:
        return list_rules(**values, language=language)

    return command(
        "rules", language, run,
        Argument(
            ["kind"],
            text("rules.kind_told", language, kinds=", ".join(KINDS)),
            type=click.Choice(KINDS),
            required=False,
            metavar=text("rules.kind", language),
        ),
    )  # fmt: skip


def build(language: str) -> ManualGroup:
    """The command group with every text in `language`."""
    group = ManualGroup(
        "lotrinh",
        language=language,
        help=text("main.help", language),
        epilog=text("main.epilog", language),
        params=[
            click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
                         help=text("help.version", language)),
            language_option(language),
        ],
    )  # fmt: skip
    library = (_read, check_command, series_command, _judge, _explain, _calibrate, _rules)
    for make in (demo_command, *library, *SITE_COMMANDS):
        group.add_command(make(language))
    return group


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from lotrinh import __version__

        click.echo(f"lotrinh {__version__}")
        ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code and never raises."""
    language = wanted_language(arguments)
    if (chosen := os.environ.get("LOTRINH_LANG", "")) and chosen not in LANGUAGES:
        click.echo(text("usage.unknown_language", language, value=chosen), err=True)
    try:
        outcome = build(language).main(args=list(arguments), prog_name="lotrinh", standalone_mode=False)
        sys.stdout.flush()
        return int(outcome or exit_codes.OK)
    except click.exceptions.NoArgsIsHelpError as no_arguments:
        click.echo(no_arguments.ctx.get_help(), err=True)
        return exit_codes.USAGE
    except click.ClickException as problem:
        click.echo(what_is_wrong(problem, language), err=True)
        click.echo(text("usage.see_help", language), err=True)
        return exit_codes.USAGE
    except (BrokenPipeError, SystemExit):  # `lotrinh … | head` has seen enough; click makes an exit of it
        _let_go_of_output()
        return exit_codes.OK
    except OSError as problem:
        _let_go_of_output()
        return not_written(problem, text("write.output", language), language)
    except (KeyboardInterrupt, click.Abort):
        click.echo(text("interrupted", language), err=True)
        return exit_codes.INTERRUPTED


def _let_go_of_output() -> None:
    """Nothing more can be written; the interpreter must not try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """The `lotrinh` command."""
    for stream in (sys.stdout, sys.stderr):  # a Windows console or a C locale must not break Vietnamese
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))
