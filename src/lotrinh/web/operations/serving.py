"""Serving: one process answers requests, one does long work; whichever dies is started again."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


class PortTakenError(Exception):
    """Another program listens on the port."""


@dataclass
class Child:
    """A process that is kept running. `starts`: moments of its starts, so that one that dies at once is given up."""

    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it."""
        self.starts = [moment for moment in self.starts if time.monotonic() - moment < 30] + [time.monotonic()]
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "lotrinh.web.operations.child", *self.arguments],
            stdin=subprocess.PIPE,
            # Ctrl-C in a terminal reaches every process of the group: the children are to be told once, by us.
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    @property
    def hopeless(self) -> bool:
        """Whether it died five times in half a minute."""
        return len(self.starts) >= 5


def free_port(host: str, wanted: int, tries: int = 20) -> int:
    """The first free port from `wanted` on. Raises PortTakenError."""
    for port in range(wanted, wanted + tries):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((host, port))
                return port
    raise PortTakenError(str(wanted))


def serve(host: str, port: int, workers: int, ready: Callable[[str], None]) -> int:
    """Run until interrupted; `ready` is called with the address when the first page can be read. Returns 0, or 1."""
    children = [Child(["server", host, str(port), str(workers)]), Child(["worker"])]
    with _terminated_as_interrupt():
        try:
            address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
            told = False
            while keep_running(children):
                if not told and answers(address, children[0], patience=1.0):
                    told = True
                    ready(address)
                time.sleep(0.5 if told else 0.05)
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            end(children)


def keep_running(children: list[Child]) -> bool:
    """Start whoever does not run; False when one of them dies again and again."""
    for child in children:
        if not child.alive():
            if child.hopeless:
                return False
            child.start()
    return True


def answers(address: str, server: Child, patience: float = 60.0) -> bool:
    """Wait until the server answers; False when it dies or takes too long."""
    until = time.monotonic() + patience
    while time.monotonic() < until and server.alive():
        try:
            with urllib.request.urlopen(f"{address}suc-khoe/", timeout=5):  # noqa: S310
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def end(children: list[Child]) -> None:
    """Let them finish what they are doing, then end them."""
    for child in children:
        if child.process is not None and child.process.stdin is not None:
            with contextlib.suppress(OSError):
                child.process.stdin.close()
    for child in children:
        if child.process is not None:
            try:
                child.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()


@contextlib.contextmanager
def _terminated_as_interrupt() -> Iterator[None]:
    """A service manager ends us by SIGTERM: the same as Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
