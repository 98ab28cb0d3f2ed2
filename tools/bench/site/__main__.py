"""`run.py bench --site`: the pages with a nation loaded, 50 people at once, on SQLite, DATABASE_URL or `--postgres`.

Three groups of people: visitors without an account, people with accounts, and forty of these with ten of those while
somebody does an act every five seconds, after which no kept page holds. Each with a page every five seconds, as one
reads, and every second, as one leafs. Server and people share the processors. `--save` keeps the figures.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import random
import sys
import tempfile
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from tools.bench.served import served
from tools.bench.site import accounts, nation
from tools.bench.site.visitors import Waits, visit
from tools.places import ROOT

PEOPLE, WITH_ACCOUNT = 50, 10
PAUSES = {5.0: 30.0, 1.0: 20.0}  # seconds between pages (one who reads, one who leafs through) → seconds measured
FULL = 8.0  # seconds without any pause
SELDOM = {"comparison", "figures", "series"}  # asked for a quarter as often as each of the other kinds
ACT_EVERY = 5.0  # seconds
BAR = 150.0  # milliseconds within which 95 of 100 pages are to come
STORED = ROOT / "benchmarks" / "site.json"


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
        "comparison": [f"/ke-hoach/{slug}/so-sanh/" for slug in slugs],
        "indicator": [f"/ke-hoach/chi-tieu/{pk}/" for pk in indicators],
        "series": [f"/so-lieu/chi-tieu/{pk}/" for pk in indicators],
        "figures": ["/so-lieu/"],
        "agencies": ["/co-quan/"],
        "search": ["/tim/?q=truong", "/tim/?q=h%E1%BB%A3p%20t%C3%A1c%20x%C3%A3", "/tim/?q=thu%2007"],
    }


def lines_of(title: str, table: dict[str, Waits]) -> list[str]:
    """The table for a person."""
    rows = [f"\n{title}", f"{'page':<12}{'requests':>10}{'failed':>8}{'median ms':>11}{'p95 ms':>9}{'longest':>9}"]
    rows += [
        f"{kind:<12}{w.requests:>10}{w.failures:>8}{w.median:>11.1f}{w.p95:>9.1f}{w.longest:>9.1f}"
        for kind, w in sorted(table.items())
    ]
    return rows


def measured(there: tuple[str, int], pages: dict[str, list[str]], signed_in: list[str]) -> dict[str, Any]:
    """Run all groups; group → pause → kind → waits, and the most pages a second."""
    groups = {
        "visitors": ([""] * PEOPLE, False),
        "accounts": (signed_in, False),
        "mixed": ([""] * (PEOPLE - WITH_ACCOUNT) + signed_in[:WITH_ACCOUNT], True),
    }
    told: dict[str, Any] = {}
    asyncio.run(visit(there, pages, signed_in[:2] + [""] * 6, 4.0, 0.1))  # warm
    for name, (cookies, busy) in groups.items():
        for pause, length in PAUSES.items():
            told_to = told.setdefault(name, {}).setdefault(f"{pause:g} s", {})
            with accounts.acting(ACT_EVERY) if busy else nullcontext():
                found = asyncio.run(visit(there, pages, cookies, length, pause, SELDOM))
            for group, table in found.items():
                print("\n".join(lines_of(f"{name}: {group}, a page each {pause:g} s", table)), flush=True)
                own = {kind: asdict(waits) for kind, waits in sorted(table.items())}
                told_to[group] = own
    for name in ("visitors", "accounts"):
        full = asyncio.run(visit(there, pages, groups[name][0], FULL, 0.0, SELDOM))
        rate = round(full[name]["all"].requests / FULL)
        print(f"\n{name}: {rate} pages a second at most")
        told[name]["pages a second"] = rate
    return told


def worst(told: dict[str, Any]) -> list[str]:
    """The pages above the bar, in words."""
    return [
        f"{name}, {pause}, {group}: {kind} {waits['p95']} ms"
        for name, pauses in told.items()
        for pause, found in pauses.items()
        if isinstance(found, dict)
        for group, table in found.items()
        for kind, waits in table.items()
        if waits["p95"] > BAR
    ]


def run() -> int:
    """Load, serve, visit, print; with `--save` keep the figures."""
    home = Path(os.environ.get("LOTRINH_HOME") or tempfile.mkdtemp(prefix="lotrinh-bench-"))
    from lotrinh.web.operations.setup import open_home, prepare

    open_home(home)
    prepare(lambda _: None)
    began = monotonic()
    slugs = nation.load()
    from django.db import connection

    print(f"{connection.vendor}: {len(slugs)} plans in {monotonic() - began:.0f} s", file=sys.stderr)
    pages, signed_in = pages_of(slugs), accounts.cookies(PEOPLE)
    vendor = connection.vendor
    with served(8200) as address:
        told = measured(address, pages, signed_in)
    above = worst(told)
    print(f"\nabove {BAR:g} ms: {'; '.join(above) or 'none'}")
    if "--save" in sys.argv:
        kept = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
        machine: dict[str, Any] = {"python": platform.python_version(), "processors": os.cpu_count()}
        if hasattr(os, "getloadavg"):  # above the processors: other programs took part of them
            machine["load average at the end"] = round(os.getloadavg()[0], 1)
        kept[vendor] = {"machine": machine, "people": PEOPLE, "above the bar": above} | told
        STORED.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


def main() -> int:
    """Here, or with `--postgres` on a PostgreSQL of our own."""
    if "--postgres" not in sys.argv:
        return run()
    from tools.postgres import server

    with server() as address:
        os.environ["DATABASE_URL"] = address
        return run()


if __name__ == "__main__":
    sys.exit(main())
