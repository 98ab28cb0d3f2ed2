"""Renew the locks of `requirements/` from `pyproject.toml`: `python -m tools.lock` (needs `uv` on the path).

Versions already locked stay unless `--upgrade` or `--upgrade-package NAME` is given. The files hold names,
versions and hashes for every system; where packages are fetched from is each machine's own business.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-emit-build-options", "--no-header", "--quiet"),
)
EXTRAS = ("--extra", "charts", "--extra", "ocr", "--extra", "web")  # those that every environment of `run.py` has
DEV = (
    *(*EXTRAS, "--extra", "frames", "--extra", "duckdb", "--extra", "postgres"),
    *("--group", "build", "--group", "dev"),
)
# lock: (what it is made of, locks whose versions it keeps)
LOCKS = {
    "base": (["pyproject.toml", *EXTRAS, "--group", "build"], []),
    "dev": (["pyproject.toml", *DEV], ["-c", "requirements/base.txt"]),
    "postgres": (["pyproject.toml", *DEV, "--group", "postgres-server"], ["-c", "requirements/dev.txt"]),
    "e2e": (
        ["pyproject.toml", *DEV, "--group", "postgres-server", "--group", "e2e"],
        ["-c", "requirements/postgres.txt"],
    ),
    "bench": (["--group", "bench"], ["-c", "requirements/dev.txt"]),
    "peers": (["--group", "peers"], ["-c", "requirements/dev.txt"]),
    # PySpark comes as source alone, which is Python and Java archives: nothing is compiled.
    "spark": (
        ["pyproject.toml", *EXTRAS, "--extra", "spark", "--no-binary", "pyspark"],
        ["-c", "requirements/dev.txt"],
    ),
}


def main(arguments: list[str]) -> int:
    """Compile every lock in turn; the first failure ends it with uv's exit code."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is needed to renew the locks: pip install uv", file=sys.stderr)
        return 3
    for name, (content, kept) in LOCKS.items():
        command = [uv, "pip", "compile", *content, *kept, *OPTIONS, "-o", f"requirements/{name}.txt"]
        code = subprocess.call([*command, *arguments], cwd=ROOT)
        if code != 0:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
