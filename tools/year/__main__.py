"""`python -m tools.year [--home DIR] [--quick]`: play the year, print its acts and a table of checks."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Exit code 1 when a check fails."""
    parser = argparse.ArgumentParser(prog="python -m tools.year", description=__doc__)
    parser.add_argument("--home", type=Path, help="an empty folder for the database (default: a temporary one)")
    parser.add_argument("--quick", action="store_true", help="four agencies, three communes, a month and a quarter")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home = told.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        if any(home.iterdir()):
            print(f"{home}: thư mục phải trống / the folder must be empty", file=sys.stderr)
            return 2
        from lotrinh.web.operations.setup import open_home

        open_home(home)
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        from tools.year.telling import Telling
        from tools.year.whole import play_year

        began = time.monotonic()
        telling = Telling(lambda line: print(line, flush=True))
        play_year(telling, quick=told.quick)
        telling.table()
        print(f"{time.monotonic() - began:.0f} giây; " + ", ".join(f"{n} {what}" for what, n in telling.acts.most_common()))
    return 1 if telling.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
