"""`python3 run.py bench --site`: the pages with a nation loaded, 50 visitors at once, on SQLite or DATABASE_URL."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from tools.bench.site import nation
from tools.bench.site.visitors import Waits, visit

VISITORS, LENGTH = 50, 15.0
PAUSES = (5.0, 1.0)  # seconds: somebody who reads, somebody who leafs through


def pages_of(slugs: list[str]) -> dict[str, list[str]]:
    """Addresses of every kind of page that many people read."""
    from lotrinh.living.plans.models import Indicator, Target

    chance = random.Random(1)
    targets = chance.sample(list(Target.objects.values_list("plan__slug", "pk")), 200)
    indicators = list(Indicator.objects.values_list("pk", flat=True)[:40])
    return {
        "home": ["/"],
        "plans": ["/ke-hoach/"],
        "plan": [f"/ke-hoach/{slug}/" for slug in slugs],
        "target": [f"/ke-hoach/{slug}/muc-tieu/{pk}/" for slug, pk in targets],
        "tasks": [f"/ke-hoach/{slug}/nhiem-vu/" for slug in slugs],
        "indicator": [f"/ke-hoach/chi-tieu/{pk}/" for pk in indicators],
        "agencies": ["/co-quan/"],
        "search": ["/tim/?q=truong", "/tim/?q=h%E1%BB%A3p%20t%C3%A1c%20x%C3%A3", "/tim/?q=thu%2007"],
    }


def lines_of(title: str, table: dict[str, Waits]) -> list[str]:
    """The table for a person."""
    rows = [f"{title}", f"{'page':<12}{'requests':>10}{'failed':>8}{'median ms':>11}{'p95 ms':>9}{'longest':>9}"]
    rows += [
        f"{kind:<12}{w.requests:>10}{w.failures:>8}{w.median:>11.1f}{w.p95:>9.1f}{w.longest:>9.1f}"
        for kind, w in sorted(table.items())
    ]
    return rows


def main() -> int:
    """Load, serve, visit, print. With `--json`, the figures on standard output."""
    home = Path(os.environ.get("LOTRINH_HOME") or tempfile.mkdtemp(prefix="lotrinh-bench-"))
    from lotrinh.web.operations import serving
    from lotrinh.web.operations.setup import open_home, prepare

    open_home(home)
    prepare(lambda _: None)
    began = monotonic()
    slugs = nation.load()
    from django.db import connection, connections

    print(f"{connection.vendor}: {len(slugs)} plans in {monotonic() - began:.0f} s", file=sys.stderr)
    pages = pages_of(slugs)
    connections.close_all()
    port = serving.free_port("127.0.0.1", 8200)
    server = serving.Child(["server", "127.0.0.1", str(port), "2"])
    server.start()
    try:
        if not serving.answers(f"http://127.0.0.1:{port}/", server):
            print("the server did not start", file=sys.stderr)
            return 1
        there = ("127.0.0.1", port)
        asyncio.run(visit(there, pages, 8, 3.0, 0.1))  # warm
        paused = {pause: asyncio.run(visit(there, pages, VISITORS, LENGTH, pause)) for pause in PAUSES}
        full = asyncio.run(visit(there, pages, VISITORS, LENGTH / 2, 0.0))
    finally:
        serving.end([server])
    for pause, table in paused.items():
        print("\n".join(lines_of(f"{VISITORS} visitors, a page each {pause:g} s", table)))
    print("\n".join(lines_of(f"{VISITORS} visitors without a pause", full)))
    rate = sum(w.requests for w in full.values()) / (LENGTH / 2)
    print(f"{rate:.0f} pages a second at most")
    if "--json" in sys.argv:
        told = {f"{pause:g} s": {kind: asdict(w) for kind, w in table.items()} for pause, table in paused.items()}
        print(json.dumps({"pause": told, "pages_per_second": round(rate)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
