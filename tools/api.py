"""`run.py api`: thousands of requests made from the API's own description, against a site with the sample province.

A site is set up in build/api/ and served; schemathesis reads its OpenAPI description and sends what fits it and what
does not: no request may break the server, every answer must be as described. Its report stands in build/api/report.txt.
Further words go to schemathesis ("--max-examples 1000"); LOTRINH_API=ADDRESS takes a site that runs already.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec

from tools.e2e import PASSWORD, site
from tools.places import ROOT

CASES = 10_000
EXAMPLES = 600
"""Generated requests of each operation and phase; with 17 operations that comes to more than `CASES`."""


def main(words: list[str]) -> int:
    """Run it. 0: nothing found, and so many cases were sent."""
    if find_spec("schemathesis") is None:
        print("schemathesis is not installed: run it by `python3 run.py api`.", file=sys.stderr)
        return 3
    told = os.environ.get("LOTRINH_API", "")
    if told:
        return against(told.rstrip("/"), words)
    folder = ROOT / "build" / "api"
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "home"
    home.mkdir(parents=True)
    environment = dict(os.environ, LOTRINH_HOME=str(home), LOTRINH_ADMIN_PASSWORD=PASSWORD, PYTHONUTF8="1")
    sample = "import django; django.setup(); from lotrinh.web.operations.sample import load_sample; load_sample(print)"
    with site(home, environment) as address:
        subprocess.run(
            [sys.executable, "-c", sample],
            env=environment | {"DJANGO_SETTINGS_MODULE": "lotrinh.web.settings"},
            check=True,
        )
        return against(address, words)


def against(address: str, words: list[str]) -> int:
    """Send the requests to a site; its report is printed and kept."""
    report = ROOT / "build" / "api" / "report.txt"
    report.parent.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/v1/openapi.json"),
        *("--url", address, "--checks", "all", "--mode", "all", "--max-examples", str(EXAMPLES)),
        *("--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-color", "--seed", "1", *words),
    ]
    with report.open("w", encoding="utf-8") as kept:
        code = subprocess.call(command, cwd=report.parent, stdout=kept, stderr=subprocess.STDOUT)
    said = report.read_text(encoding="utf-8")
    print(said[-6_000:])
    return code or (0 if cases_of(said) >= CASES or words else 1)


def cases_of(said: str) -> int:
    r"""The number of cases that a report tells.

    >>> cases_of("  Test cases:\\n    12345 generated, 12345 passed")
    12345
    """
    found = re.search(r"(\d+) generated", said)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
