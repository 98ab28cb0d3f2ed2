"""The commands that run the site: `demo`, `serve`, `init`, `backup` and their kin; what they do is in site.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from lotrinh.cli.language import text
from lotrinh.cli.manual import Number, command


def demo_command(language: str) -> click.Command:
    """`lotrinh demo`: a site of its own with the sample province."""

    def run(**values: Any) -> int:
        from lotrinh.cli.demo import demo

        return demo(**values, language=language)

    return command(
        "demo", language, run,
        click.Option(
            ["--output", "-o"], default="lo-trinh-demo",
            metavar=text("help.folder", language), help=text("demo.output", language),
        ),
        click.Option(["--once"], is_flag=True, help=text("demo.once", language)),
        _host(language),
        _port(language),
    )  # fmt: skip


def _site_command(name: str, *params: Callable[[str], click.Parameter]) -> Callable[[str], click.Command]:
    """A command of `lotrinh.cli.site`: all of them work on a home."""

    def make(language: str) -> click.Command:
        def run(**values: Any) -> int:
            from lotrinh.cli import site

            return int(getattr(site, name)(**values, language=language))

        return command(name, language, run, *(param(language) for param in params), _home(language))

    return make


def _home(language: str) -> click.Option:
    return click.Option(["--home"], metavar=text("help.folder", language), help=text("site.home", language))


def _host(language: str) -> click.Option:
    return click.Option(
        ["--host"], default="127.0.0.1", metavar=text("site.address", language),
        help=text("site.host", language),
    )  # fmt: skip


def _port(language: str) -> click.Option:
    return click.Option(
        ["--port"], type=Number(1, 65535), default=8000,
        metavar=text("help.number", language), help=text("site.port", language),
    )  # fmt: skip


def _workers(language: str) -> click.Option:
    return click.Option(
        ["--workers"], type=Number(1, 64), default=2,
        metavar=text("help.number", language), help=text("site.workers", language),
    )  # fmt: skip


def _admin(language: str) -> click.Option:
    return click.Option(["--admin"], metavar=text("site.name", language), help=text("init.admin", language))


def _known(language: str) -> click.Option:
    return click.Option(["--known"], metavar=text("verify.row", language), help=text("verify.known", language))


def _file(language: str) -> click.Argument:
    return click.Argument(["file"], metavar=text("help.file", language))


def _force(language: str) -> click.Option:
    return click.Option(["--force"], is_flag=True, help=text("backup.force", language))


SITE_COMMANDS = (
    _site_command("serve", _host, _port, _workers),
    _site_command("init", _admin),
    _site_command("agencies", _file),
    _site_command("doctor"),
    _site_command("backup", _file, _force),
    _site_command("restore", _file),
    _site_command("reindex"),
    _site_command("verify", _known),
    _site_command("work"),
)
