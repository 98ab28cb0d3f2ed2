"""The open home behind a server of its own, as long as something is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

WORKERS = 2


@contextmanager
def served(from_port: int) -> Iterator[tuple[str, int]]:
    """Serve on the first free port from `from_port` on; host and port. SystemExit where the server does not start."""
    from django.db import connections

    from lotrinh.web.operations import serving

    connections.close_all()
    port = serving.free_port("127.0.0.1", from_port)
    server = serving.Child(["server", "127.0.0.1", str(port), str(WORKERS)])
    server.start()
    try:
        if not serving.answers(f"http://127.0.0.1:{port}/", server):
            raise SystemExit("the server did not start")
        yield "127.0.0.1", port
    finally:
        serving.end([server])
