"""How little a command loads before it has something to do."""

from __future__ import annotations

import os
import subprocess
import sys

from lotrinh.cli.main import FORMATS
from lotrinh.cli.printers import PRINTERS

HEAVY = ("lotrinh.papers", "lotrinh.extraction.pipeline", "lotrinh.output.workbook", "rich", "xlsxwriter", "jinja2")


def loaded(code: str) -> set[str]:
    """Which of `HEAVY` a fresh interpreter has loaded after `code`."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    script = f"import sys\n{code}\nprint(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_and_version_load_no_reader() -> None:
    assert loaded("from lotrinh.cli.main import run; run(['--version']); run(['read', '--help'])") == set()


def test_reading_to_json_loads_no_tables_for_the_eye_and_no_workbooks() -> None:
    assert loaded("import lotrinh.cli.read") == {"lotrinh.papers", "lotrinh.extraction.pipeline"}


def test_the_declared_formats_are_those_that_can_be_printed() -> None:
    assert tuple(PRINTERS) == FORMATS
