"""`run.py e2e`: the story of the living plan in a real browser, every page looked at in two sizes and by axe.

A server and a worker run on a fresh home; then `tests/e2e` is run against them. Pictures, and a page that shows them
side by side, stand in build/e2e/. `--postgres` runs on a PostgreSQL started for it; DATABASE_URL is used when set.
Further words go to pytest.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.places import ROOT
from tools.postgres import free_port, server

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PASSWORD = "mat khau quan tri 2026"  # noqa: S105  (of a site that lives as long as the tests)


def browser() -> str:
    """The Chromium of this machine ($LOTRINH_CHROMIUM, or on the path); "" where there is none."""
    told = os.environ.get("LOTRINH_CHROMIUM", "")
    return told or next((found for name in BROWSERS if (found := shutil.which(name))), "")


def lotrinh(*arguments: str) -> list[str]:
    """The command line of this environment."""
    return [sys.executable, "-m", "lotrinh", *arguments]


@contextlib.contextmanager
def site(home: Path, environment: dict[str, str]) -> Iterator[str]:
    """A fresh site with one administrator; its address. Ended and waited for afterwards."""
    subprocess.run(lotrinh("init", "--admin", "quantri"), env=environment, check=True)
    port = str(free_port())
    with (home.parent / "server.log").open("w", encoding="utf-8") as log:
        running = subprocess.Popen(
            lotrinh("serve", "--port", port), env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            assert running.stdout is not None
            if not running.stdout.readline():
                raise SystemExit(f"the site did not start: see {log.name}")
            yield f"http://localhost:{port}"
        finally:
            running.terminate()
            running.wait(timeout=30)


def run(name: str, database: str, words: list[str]) -> int:
    """Run the story on one database. Returns pytest's exit code."""
    folder = ROOT / "build" / "e2e" / name
    shutil.rmtree(folder, ignore_errors=True)
    home = folder / "home"
    home.mkdir(parents=True)
    environment = dict(
        os.environ,
        LOTRINH_HOME=str(home),
        LOTRINH_ADMIN_PASSWORD=PASSWORD,
        LOTRINH_CHROMIUM=browser(),
        DATABASE_URL=database,
        PYTHONUTF8="1",
    )
    with site(home, environment) as address:
        told = environment | {"LOTRINH_E2E": address, "LOTRINH_E2E_FOLDER": str(folder)}
        command = [sys.executable, "-m", "pytest", "tests/e2e", "-x", "-q", "-p", "no:cacheprovider", *words]
        return subprocess.call(command, cwd=ROOT, env=told)


def main(words: list[str]) -> int:
    """Run the story on SQLite, or on the database that was asked for."""
    if not browser():
        print(
            "Cần trình duyệt Chromium. Trên Debian/Ubuntu: sudo apt install chromium; hoặc đặt LOTRINH_CHROMIUM.\n"
            "A Chromium is needed. On Debian/Ubuntu: sudo apt install chromium; or set LOTRINH_CHROMIUM to one.",
            file=sys.stderr,
        )
        return 3
    if "--postgres" in words:
        with server() as database:
            return run("postgres", database, [word for word in words if word != "--postgres"])
    database = os.environ.get("DATABASE_URL", "")
    return run("sqlite" if not database or database.startswith("sqlite") else "postgres", database, words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
