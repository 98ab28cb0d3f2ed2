"""`lotrinh demo`: the application with a sample province; with `--once`, only the judged plan."""

from __future__ import annotations

import time
from importlib.resources import as_file, files
from pathlib import Path

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.judge import print_table, write_outputs
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written
from lotrinh.cli.site import open_site, run_server, say
from lotrinh.judging import judge_plan
from lotrinh.papers import read_paper

PLAN = "ke-hoach-den-2030.txt"
RESULTS = "ket-qua-2024.txt"


def demo(output: str, once: bool, host: str, port: int, language: str) -> int:
    """Load the sample province; then serve it, or print and write its judged plan."""
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        return not_written(problem, output, language)
    code = open_site(str(folder), language)
    if code:
        return code
    from lotrinh.web.operations.sample import load_sample
    from lotrinh.web.operations.setup import prepare

    began = time.monotonic()
    prepare(say)
    accounts = load_sample(say)
    click.echo(text("demo.loaded", language, seconds=f"{time.monotonic() - began:.1f}"), err=True)
    if once:
        return _print_judged(folder, language)
    from lotrinh.web.operations import serving

    def tell(_: str) -> None:
        click.echo(text("demo.accounts", language, password=accounts.password))
        for name, who in accounts.people:
            click.echo(f"  {name:<12}{who}")

    try:
        return run_server(host, serving.free_port(host, port), 2, language, tell)
    except serving.PortTakenError:
        click.echo(text("site.port_taken", language, port=port), err=True)
        return exit_codes.USAGE


def _print_judged(folder: Path, language: str) -> int:
    """The table of the sample plan, its page and its workbook."""
    papers = []
    for name in (PLAN, RESULTS):
        with as_file(files("lotrinh.samples") / name) as path:
            papers.append(read_paper(path, name))
    judgement = judge_plan(papers[0], papers[1:])
    click.echo(text("demo.samples", language, plan=PLAN, results=RESULTS))
    print_table(judgement, language)
    page = folder / "ke-hoach.html"
    written = write_outputs(judgement, str(page), str(folder / "ke-hoach.xlsx"), language)
    if written == exit_codes.OK:
        click.echo(text("demo.open", language, address=page.resolve().as_uri()))
    return written
