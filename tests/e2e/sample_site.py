"""The sample province (`lotrinh demo`) as a site of its own: plan, results, a quarter of reports, difficulties."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tools.postgres import free_port

PATIENCE = 300  # seconds that loading the sample may take on a busy machine


@dataclass(frozen=True)
class Sample:
    """Where the site is, and the password of its accounts."""

    address: str
    password: str


@contextlib.contextmanager
def sample_site(folder: Path) -> Iterator[Sample]:
    """Load and serve it in a fresh folder; ended and waited for afterwards."""
    folder.mkdir(parents=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    kept = {key: value for key, value in os.environ.items() if key not in ("LOTRINH_HOME", "DATABASE_URL")}
    command = [sys.executable, "-m", "lotrinh", "demo", "-o", str(folder / "home"), "--port", str(port)]
    with (folder / "server.log").open("wb") as log:
        running = subprocess.Popen(command, env=kept, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            _wait(running, address, folder)
            yield Sample(address, (folder / "home" / "demo-password").read_text("ascii").strip())
        finally:
            running.terminate()
            running.wait(timeout=30)


def _wait(running: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        with contextlib.suppress(URLError, OSError), urlopen(f"{address}/cong-khai/", timeout=20):
            return
        time.sleep(1)
    raise RuntimeError(f"the sample did not start: see {folder / 'server.log'}")
