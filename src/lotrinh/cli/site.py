"""The commands that run the site: thin; the work is in `lotrinh.web.operations`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written, reason_of


def open_site(home: str | None, language: str) -> int:
    """Start Django on the home, in the language of the terminal. An exit code; messages are printed."""
    if find_spec("django") is None:
        click.echo(text("site.no_web", language), err=True)
        return exit_codes.NOT_SUPPORTED
    from lotrinh.web.env import WrongSettingError
    from lotrinh.web.operations.setup import open_home

    try:
        open_home(Path(home) if home else None)
    except WrongSettingError as problem:
        click.echo(text("site.wrong_setting", language, reason=problem), err=True)
        return exit_codes.USAGE
    except OSError as problem:
        return not_written(problem, home or "lotrinh-data", language)
    from django.utils import translation

    translation.activate(language)
    return exit_codes.OK


def with_site(run: Callable[..., int]) -> Callable[..., int]:
    """A command on an open home; a database that cannot be reached is told in a sentence."""

    def opened(*, home: str | None, language: str, **values: Any) -> int:
        code = open_site(home, language)
        if code:
            return code
        from django.db import OperationalError

        try:
            return run(language=language, **values)
        except OperationalError as problem:
            click.echo(text("site.no_database", language, reason=str(problem).strip().splitlines()[0]), err=True)
            return exit_codes.NOT_FOUND

    return opened


def say(words: object) -> None:
    """One sentence of the site's own on standard error."""
    click.echo(str(words), err=True)


@with_site
def serve(host: str, port: int, workers: int, language: str) -> int:
    """`lotrinh serve`."""
    from lotrinh.web.operations import serving
    from lotrinh.web.operations.setup import collect_static, pending_migrations

    if pending_migrations():
        click.echo(text("site.not_ready", language), err=True)
        return exit_codes.USAGE
    collect_static(say)
    try:
        serving.free_port(host, port, tries=1)
    except serving.PortTakenError:
        click.echo(text("site.port_taken", language, port=port), err=True)
        return exit_codes.USAGE
    return run_server(host, port, workers, language)


def run_server(host: str, port: int, workers: int, language: str, ready: Callable[[str], None] | None = None) -> int:
    """Serve until stopped; tell when it runs and when it ended."""
    from lotrinh.web.operations import serving

    def tell(address: str) -> None:
        if ready:
            ready(address)
        click.echo(text("site.ready", language, address=address))
        sys.stdout.flush()

    failed = serving.serve(host, port, workers, tell)
    click.echo(text("site.failed" if failed else "site.stopped", language), err=True)
    return exit_codes.INTERNAL if failed else exit_codes.OK


@with_site
def work(language: str) -> int:  # noqa: ARG001
    """`lotrinh work`."""
    from lotrinh.web.operations.child import work as run_worker

    run_worker()
    return exit_codes.OK


@with_site
def init(admin: str | None, language: str) -> int:
    """`lotrinh init`."""
    from lotrinh.web.operations.setup import load_vietnam, prepare

    prepare(say)
    load_vietnam(say)
    if admin is not None:
        code = _make_admin(admin.strip(), language)
        if code:
            return code
    click.echo(text("init.done", language))
    return exit_codes.OK


@with_site
def agencies(file: str, language: str) -> int:
    """`lotrinh agencies`."""
    from lotrinh.living.people.table_loading import WrongTable, load_table

    try:
        content = Path(file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        click.echo(text("agencies.missing", language, file=file), err=True)
        return exit_codes.NOT_FOUND
    except OSError as problem:
        click.echo(text("agencies.unreadable", language, file=file, reason=reason_of(problem, language)), err=True)
        return exit_codes.NOT_FOUND
    except UnicodeDecodeError:
        reason = text("system.not_text", language)
        click.echo(text("agencies.unreadable", language, file=file, reason=reason), err=True)
        return exit_codes.NOT_SUPPORTED
    try:
        added = load_table(content)
    except WrongTable as wrong:
        for fault in wrong.faults[:50]:
            say(fault)
        click.echo(text("agencies.nothing", language, count=len(wrong.faults)), err=True)
        return exit_codes.USAGE
    click.echo(text("agencies.done", language, count=added))
    return exit_codes.OK


def _make_admin(name: str, language: str) -> int:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from lotrinh.living.people.models import User
    from lotrinh.web.env import env_text
    from lotrinh.web.operations.setup import make_administrator

    if not name:
        click.echo(text("init.no_name", language), err=True)
        return exit_codes.USAGE
    if User.objects.filter(username=name).exists():
        click.echo(text("init.exists", language, name=name))
        return exit_codes.OK
    password = env_text("LOTRINH_ADMIN_PASSWORD") or click.prompt(
        text("init.password", language, name=name), hide_input=True, confirmation_prompt=text("init.again", language)
    )
    try:
        validate_password(password, User(username=name))
    except ValidationError as problem:
        click.echo(text("init.weak", language, reason=" ".join(problem.messages)), err=True)
        return exit_codes.USAGE
    make_administrator(name, password)
    click.echo(text("init.made", language, name=name))
    return exit_codes.OK


def doctor(home: str | None, language: str) -> int:
    """`lotrinh doctor`: the parts that may be installed, then the site where there is one."""
    from lotrinh.cli.components import components

    for part in components():
        told = (
            text("doctor.installed", language) if part.installed else text("doctor.install", language, how=part.install)
        )
        _tell("ok" if part.installed else "missing", part.told[language], told, language)
    if not find_spec("django"):
        return exit_codes.OK
    asked = home or os.environ.get("LOTRINH_HOME")
    where = Path(asked or "lotrinh-data").resolve()
    if not where.exists():  # looking shall not leave a home behind
        told = text("doctor.no_site", language, home=where)
        _tell("wrong" if asked else "missing", text("doctor.site", language), told, language)
        return exit_codes.INTERNAL if asked else exit_codes.OK
    return _examine(home=home, language=language)


@with_site
def _examine(language: str) -> int:
    """The findings about the site."""
    from lotrinh.web.operations.doctor import examine

    wrong = False
    for finding in examine():
        wrong |= finding.state == "wrong"
        _tell(finding.state, str(finding.name), str(finding.told), language)
    return exit_codes.INTERNAL if wrong else exit_codes.OK


def _tell(state: str, name: str, told: str, language: str) -> None:
    click.echo(f"{text(f'doctor.state.{state}', language):>8}  {name}: {told}")


@with_site
def backup(file: str, force: bool, language: str) -> int:
    """`lotrinh backup FILE`."""
    from lotrinh.web.operations.backup import BackupError
    from lotrinh.web.operations.backup import backup as write

    try:
        counts = write(Path(file), replace=force)
    except BackupError as problem:
        click.echo(str(problem.words), err=True)
        return exit_codes.NOT_WRITTEN
    except OSError as problem:
        return not_written(problem, file, language)
    click.echo(text("backup.done", language, records=sum(counts.values()), file=file))
    return exit_codes.OK


@with_site
def restore(file: str, language: str) -> int:
    """`lotrinh restore FILE`."""
    from lotrinh.web.operations.backup import BackupError
    from lotrinh.web.operations.backup import restore as read
    from lotrinh.web.operations.setup import prepare

    if not os.path.isfile(file):  # noqa: PTH113
        click.echo(text("restore.missing", language, file=file), err=True)
        return exit_codes.NOT_FOUND
    prepare(say)
    try:
        counts = read(Path(file))
    except BackupError as problem:
        click.echo(str(problem.words), err=True)
        return exit_codes.DAMAGED
    except PermissionError as problem:
        told = text("restore.unreadable", language, file=file, reason=reason_of(problem, language))
        click.echo(told, err=True)
        return exit_codes.NOT_FOUND
    click.echo(text("restore.done", language, records=sum(counts.values())))
    return exit_codes.OK


@with_site
def reindex(language: str) -> int:
    """`lotrinh reindex`."""
    from lotrinh.web.operations.setup import prepare
    from lotrinh.web.search_index import rebuild_index

    prepare(say)
    click.echo(text("reindex.done", language, count=rebuild_index()))
    return exit_codes.OK


@with_site
def verify(known: str | None, language: str) -> int:
    """`lotrinh verify`; `known`: "NUMBER:DIGEST" that an earlier verification told."""
    from lotrinh.living.journal.verification import verify as chain

    number, _, digest = (known or "").partition(":")
    if known and not (number.isdecimal() and len(digest) == 64):
        click.echo(text("verify.bad_known", language), err=True)
        return exit_codes.USAGE
    outcome = chain((int(number), digest) if known else None)
    click.echo(str(outcome))
    return exit_codes.OK if outcome.whole else exit_codes.INTERNAL
