"""`lotrinh demo`: the main job on the bundled samples."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.judge import print_table, write_outputs
from lotrinh.cli.language import text
from lotrinh.cli.manual import not_written
from lotrinh.judging import judge_plan
from lotrinh.papers import read_paper

PLAN = "ke-hoach-den-2030.txt"
RESULTS = "ket-qua-2024.txt"


def demo(output: str, language: str) -> int:
    """Judge the sample plan, print the table, write page and workbook, say where."""
    papers = []
    for name in (PLAN, RESULTS):
        with as_file(files("lotrinh.samples") / name) as path:
            papers.append(read_paper(path, name))
    judgement = judge_plan(papers[0], papers[1:])
    click.echo(text("demo.samples", language, plan=PLAN, results=RESULTS))
    print_table(judgement, language)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        return not_written(problem, output, language)
    page = folder / "ke-hoach.html"
    written = write_outputs(judgement, str(page), str(folder / "ke-hoach.xlsx"), language)
    if written == exit_codes.OK:
        click.echo(text("demo.open", language, address=page.resolve().as_uri()))
    return written
