"""A process of the site (server or worker) that ends when its parent does, however that one ended.

`python -m lotrinh.web.operations.child server|worker …`: the parent holds the other end of our standard input; when
it is gone, by an orderly end or by kill -9, the input closes.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

GRACE = 10.0  # seconds between asking this process to end and ending it
FOLLOW = "LOTRINH_FOLLOW_PARENT"


def follow_server() -> None:
    """End this process, one of those that the server starts for requests, when the server is gone.

    Called where the application is loaded. Without it a server that was killed leaves them behind, holding the port.
    """
    if not os.environ.get(FOLLOW):
        return
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, name="server-watch", daemon=True).start()


def follow_parent() -> None:
    """End this process when standard input closes."""

    def watch() -> None:
        while os.read(0, 1024):  # not through sys.stdin, whose lock the interpreter wants when it ends
            pass
        os.kill(os.getpid(), signal.SIGTERM)  # to the process, so that a main thread that sleeps wakes up
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def serve(host: str, port: int, workers: int) -> None:
    """Answer requests until asked to end."""
    from lotrinh.web.operations.setup import OWNER_ONLY

    os.umask(OWNER_ONLY)  # for the processes that Granian starts, too
    os.environ[FOLLOW] = "1"
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "lotrinh.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,  # more only wait for each other: the interpreter runs one at a time
        backlog=1024,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


def work() -> None:
    """Do the long work until asked to end."""
    from lotrinh.web.operations.setup import open_home

    open_home(None)
    from lotrinh.living.jobs.worker import run

    stop = threading.Event()
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), lambda *_: stop.set())
    run(stop)


def main(arguments: list[str]) -> int:
    """Dispatch. Arguments: ["worker"] or ["server", host, port, workers]."""
    follow_parent()
    if arguments[0] == "worker":
        work()
    else:
        serve(arguments[1], int(arguments[2]), int(arguments[3]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
