"""`python -m tools.year [--home DIR] [--quick]`: play the year, print its acts and a table of checks.

The annual report of 2024 is made in a world of its own, in a process of its own. Exit code 1 when a check fails.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.places import ROOT

ARTICLE = "corpus/seeds/002_0bae13773003c0ff.txt"


def main(arguments: list[str]) -> int:
    """2 for a home that is not empty."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.year", description="Một năm của tỉnh. / A year of a province."
    )
    parser.add_argument("--home", type=Path, help="an empty folder for the databases (default: a temporary one)")
    parser.add_argument("--quick", action="store_true", help="four agencies, three communes, a month and a quarter")
    parser.add_argument("--annual", action="store_true", help="only the annual report of 2024")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home = told.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        if any(home.iterdir()):
            print(f"{home}: thư mục phải trống / the folder must be empty", file=sys.stderr)
            return 2
        if told.annual:
            return _played(home, "annual")
        code = _played(home / "nam-2025", "quick" if told.quick else "full")
        annual = [sys.executable, "-m", "tools.year", "--annual", "--home", str(home / "nam-2024")]
        return max(code, subprocess.call(annual, cwd=ROOT))


def _played(home: Path, what: str) -> int:
    from lotrinh.web.operations.setup import open_home

    open_home(home)
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    from tools.year.telling import Telling
    from tools.year.whole import play_annual, play_year

    began = time.monotonic()
    telling = Telling(lambda line: print(line, flush=True))
    try:
        if what == "annual":
            article = Path(os.environ.get("LOTRINH_SHARED") or ROOT.parent / "shared") / ARTICLE
            play_annual(telling, article if article.exists() else None)
        else:
            play_year(telling, quick=what == "quick")
    finally:
        telling.table()
        print(
            f"{time.monotonic() - began:.0f} giây; "
            + ", ".join(f"{n} {kind}" for kind, n in telling.acts.most_common())
        )
    return 1 if telling.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
