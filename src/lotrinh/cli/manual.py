"""Click commands whose help and errors are in the reader's language.

Click takes its headings and error sentences from gettext, which needs compiled catalogues on the
machine. Here they come from the same text table as everything else.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.language import LANGUAGES, text, texts


class Argument(click.Argument):
    """An argument with a sentence of its own in the help; `told` says what it is."""

    def __init__(self, declared: list[str], told: str, **kwargs: Any) -> None:
        super().__init__(declared, **kwargs)
        self.told = told


_DEFAULT = re.compile(r"  \[default: ([^;\]]+)[^\]]*\]$")


class Number(click.IntRange):
    """A whole number between two bounds, which its help tells in the reader's language."""

    def _describe_range(self) -> str:
        return ""  # click would add "1<=x<=64"


class Manual(click.Command):
    """A command with localised headings. `language` and `epilog` are set by the builder."""

    def __init__(self, *args: Any, language: str = "vi", **kwargs: Any) -> None:
        self.language = language
        kwargs["add_help_option"] = False  # click's own speaks English
        super().__init__(*args, **kwargs)
        self.params.append(_help_option(language))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how to call the command."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=text("help.usage", self.language) + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the tables of arguments and of options."""
        params = self.get_params(ctx)
        arguments = [(str(param.metavar).strip("[]"), param.told) for param in params if isinstance(param, Argument)]
        options = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
        told = [(names, self._localised(help)) for names, help in filter(None, options)]
        for key, records in (("arguments", arguments), ("options", told)):
            if records:
                with formatter.section(text(f"help.{key}", self.language)):
                    formatter.write_dl(records)

    def _localised(self, help: str) -> str:
        """Click's "[default: 2; 1<=x<=64]" in the reader's language, without the range."""
        return _DEFAULT.sub(lambda found: " " + text("help.default", self.language, value=found[1]), help)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        pieces = [text("help.options_piece", self.language)]
        for param in self.get_params(ctx):
            pieces.extend(param.get_usage_pieces(ctx))
        return pieces


class ManualGroup(Manual, click.Group):
    """A group of `Manual` commands, listed in the order in which they were added."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the tables of options and of commands."""
        Manual.format_options(self, ctx, formatter)
        with formatter.section(text("help.commands", self.language)):
            formatter.write_dl([(name, self.commands[name].short_help or "") for name in self.commands])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they were added."""
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        return [text("help.options_piece", self.language), text("help.command_piece", self.language)]


def command(name: str, language: str, run: Callable[..., int], *params: click.Parameter) -> Manual:
    """The command `name` with its texts (NAME.short, NAME.help, NAME.epilog where there is one) and `--lang`."""
    return Manual(
        name,
        language=language,
        callback=run,
        short_help=text(f"{name}.short", language),
        help=text(f"{name}.help", language),
        epilog=text(f"{name}.epilog", language) if "epilog" in texts()[name] else None,
        params=[*params, language_option(language)],
    )


if TYPE_CHECKING:
    _ParamType = click.ParamType[Any]
else:  # a class without parameters in older versions
    _ParamType = click.ParamType


class Day(_ParamType):
    """A day of the calendar: 2024-12-31 or 31/12/2024."""

    name = "day"

    def __init__(self, language: str) -> None:
        self.language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that shows how to write one."""
        from lotrinh.core.vietnamese.dates import parse_date

        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            found = parse_date(value)
        if found is None or found.end != len(value):
            self.fail(text("judge.bad_date", self.language, value=value), param, ctx)
        return found.value


class _TermsFile(_ParamType):
    """A TOML file that is read when the command line is; what is wrong with it is a usage error."""

    wrong: str  # key of the text that says so

    def __init__(self, language: str) -> None:
        self.language = language

    def read(self, content: str) -> Any:
        """What the file says. Raises ValueError."""
        raise NotImplementedError

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What the file says, or a usage error."""
        if not isinstance(value, str):
            return value
        try:
            return self.read(Path(value).read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:  # ValueError: also what is no UTF-8 or no TOML
            reason = _reason(problem, self.language)
            self.fail(text(self.wrong, self.language, file=value, reason=reason), param, ctx)


class Intervals(_TermsFile):
    """A file with an interval table, as `lotrinh calibrate` writes it."""

    name = "intervals"
    wrong = "judge.bad_intervals"

    def read(self, content: str) -> Any:
        """The table."""
        from lotrinh.assessment.intervals import read_table

        return read_table(content)


class Settings(_TermsFile):
    """A file with the terms of single targets (see `lotrinh.assessment.settings`)."""

    name = "settings"
    wrong = "judge.bad_settings"

    def read(self, content: str) -> Any:
        """The settings."""
        from lotrinh.assessment.settings import read_settings

        return read_settings(content)


def _help_option(language: str) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return click.Option(
        ["--help", "-h"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help=text("help.help", language),
    )


def reason_of(problem: OSError, language: str) -> str:
    """Why the system refused, in the reader's language; the system's own words where we have none."""
    known = {errno.ENOSPC: "full", errno.EACCES: "forbidden", errno.EPERM: "forbidden", errno.EROFS: "forbidden",
             errno.ENOENT: "no_folder", errno.ENOTDIR: "no_folder", errno.EEXIST: "is_file", errno.EISDIR: "is_folder",
             errno.EIO: "device",
             }.get(problem.errno or 0)  # fmt: skip
    return text(f"system.{known}", language) if known else problem.strerror or str(problem)


def _reason(problem: OSError | ValueError, language: str) -> str:
    """Why a file could not be read."""
    if isinstance(problem, FileNotFoundError):
        return text("system.no_file", language)
    if isinstance(problem, OSError):
        return reason_of(problem, language)
    return text("system.not_text", language) if isinstance(problem, UnicodeDecodeError) else str(problem)


def not_written(problem: OSError, file: str, language: str) -> int:
    """Tell that an output could not be written; returns the exit code."""
    click.echo(text("write.failed", language, file=file, reason=reason_of(problem, language)), err=True)
    return exit_codes.NOT_WRITTEN


def what_is_wrong(problem: click.ClickException, language: str) -> str:
    """What is wrong with the call, in one sentence."""
    if isinstance(problem, click.NoSuchOption):
        return text("usage.no_such_option", language, option=problem.option_name)
    if isinstance(problem, click.NoSuchCommand):
        return text("usage.no_such_command", language, command=problem.command_name)
    if isinstance(problem, click.MissingParameter):
        name = _name(problem.param)
        return text("usage.missing", language, name=name)
    if isinstance(problem, click.BadParameter):
        name = _name(problem.param)
        return text("usage.bad_value", language, name=name, reason=_wanted(problem, language))
    if isinstance(problem, click.BadOptionUsage):
        return text("usage.option_needs_value", language, option=problem.option_name)
    if extra := _EXTRA.search(problem.format_message()):
        return text("usage.too_many", language, names=extra[1])
    return text("usage.other", language, reason=problem.format_message())


_EXTRA = re.compile(r"unexpected extra arguments? \((.+)\)")


def _name(param: click.Parameter | None) -> str:
    """An option as it is typed, an argument as the help calls it."""
    if isinstance(param, click.Option):
        return param.opts[0]
    return str(param.metavar).strip("[].") if param is not None else ""


def _wanted(problem: click.BadParameter, language: str) -> str:
    """What a parameter may be; click's own sentence where it is ours already."""
    kind = problem.param.type if problem.param else None
    if isinstance(kind, click.Choice):
        return text("usage.choose", language, choices=", ".join(str(choice) for choice in kind.choices))
    if isinstance(kind, click.IntRange):
        return text("usage.between", language, low=kind.min, high=kind.max)
    return problem.message


def language_option(language: str) -> click.Option:
    """The option that every command has."""
    # Read before parsing (`wanted_language`); declared so that it is documented and checked.
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), default=language, expose_value=False, help=text("help.lang", language)
    )
