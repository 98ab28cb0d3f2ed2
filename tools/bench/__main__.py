"""The speed of reading and judging: `python3 run.py bench [--save] [--no-peer]`, or one part by its option."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from tools.bench import baseline, peer, series
from tools.bench.growth import Step, growth
from tools.bench.ours import read_all, read_with
from tools.bench.stages import stages
from tools.bench.texts import Texts, texts
from tools.bench.timing import seconds
from tools.places import ROOT

STORED = ROOT / "benchmarks" / "bench.json"
PEER_MEGABYTES = 0.5  # the peer is an order of magnitude slower; a part of the texts is enough to time it


def part(whole: Texts, megabytes: float) -> Texts:
    """The first texts, up to about `megabytes`."""
    size, count = 0.0, 0
    while count < len(whole.texts) and size < megabytes:
        size += len(whole.texts[count].encode()) / 1e6
        count += 1
    return Texts(whole.name, whole.files[:count], whole.texts[:count])


def speed(spent: float, read: Texts) -> dict[str, float]:
    """Figures of one way of reading: documents and megabytes (10^6 bytes of UTF-8) a second."""
    return {
        "documents_per_second": round(len(read.texts) / spent, 1),
        "megabytes_per_second": round(read.megabytes / spent, 2),
        "seconds": round(spent, 3),
    }


def speeds(read: Texts, *, with_peer: bool) -> dict[str, dict[str, float]]:
    """The figures of every way of reading, by name."""
    table = {"lotrinh, 1 process": speed(seconds(lambda: read_all(read.files)), read)}
    with ProcessPoolExecutor(max_workers=2) as pool:
        table["lotrinh, 2 processes"] = speed(seconds(lambda: read_with(pool, read.files)), read)
    table["7 plain re patterns"] = speed(seconds(lambda: sum(map(baseline.count, read.texts))), read)
    citations = peer.counter() if with_peer else None
    if citations is not None:
        few = part(read, PEER_MEGABYTES)
        table[f"{peer.NAME} (citations only)"] = speed(seconds(lambda: sum(map(citations, few.texts)), 1), few)
    elif with_peer:
        print(f"{peer.NAME} cannot be installed for this Python or system: no peer in this run", file=sys.stderr)
    return table


def report(read: Texts, table: dict[str, dict[str, float]], grown: dict[str, list[Step]]) -> Iterable[str]:
    """The lines that a person reads."""
    yield f"{read.name}: {len(read.texts)} texts, {read.megabytes:.2f} MB"
    yield f"\n{'':<30}{'documents/s':>12}{'MB/s':>9}"
    for name, row in table.items():
        yield f"{name:<30}{row['documents_per_second']:>12.1f}{row['megabytes_per_second']:>9.2f}"
    for name, steps in grown.items():
        yield f"\none document, {name}\n{'kB':>8}{'ms':>10}{'ms/kB':>9}{'× half':>9}"
        for step in steps:
            ratio = f"{step.ratio:.2f}" if step.ratio else ""
            spent = step.seconds * 1000
            yield f"{step.size / 1000:>8.0f}{spent:>10.1f}{spent / step.size * 1000:>9.3f}{ratio:>9}"


def stored(read: Texts, table: dict[str, dict[str, float]], grown: dict[str, list[Step]]) -> dict[str, Any]:
    """The same figures for benchmarks/bench.json, with what they depend on."""
    machine = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
    }
    steps = {
        name: [
            {"bytes": s.size, "milliseconds": round(s.seconds * 1000, 1), "ratio": s.ratio and round(s.ratio, 2)}
            for s in steps
        ]
        for name, steps in grown.items()
    }
    about = {"name": read.name, "documents": len(read.texts), "megabytes": round(read.megabytes, 3)}
    return {"machine": machine, "texts": about, "speed": table, "growth": steps}


def judging(*, with_peers: bool) -> dict[str, dict[str, float]]:
    """The figures of judging many series, ours first."""
    ours = series.million()
    return {series.OURS: ours} | series.peers(ours["series_per_second"], install=with_peers)


def judging_report(judged: dict[str, dict[str, float]]) -> Iterable[str]:
    """The lines of judging that a person reads."""
    ours = judged[series.OURS]
    yield f"\n{ours['series']:,.0f} series of {series.POINTS} points judged and projected in {ours['seconds']:.2f} s"
    yield f"{'':<30}{'series/s':>12}{'× slower':>10}"
    for name, row in judged.items():
        yield f"{name:<30}{row['series_per_second']:>12,.0f}{row.get('times_slower', 1):>10,.1f}"


def big_report(told: dict[str, float] | None) -> Iterable[str]:
    """The lines of the big run."""
    if told is not None:
        yield f"{told['rows']:,.0f} rows, {told['series']:,.0f} series judged by DuckDB in {told['seconds']:.1f} s"
        yield f"largest memory of the process: {told['megabytes']:,.0f} MB"


def main(arguments: list[str]) -> int:
    """Measure, print, and with --save store. Returns 0, or what `--site` returned."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--save", action="store_true", help="store the figures in benchmarks/bench.json")
    parser.add_argument("--no-peer", action="store_true", help="leave the peer out (nothing is installed)")
    parser.add_argument("--stages", action="store_true", help="only show where the time goes")
    parser.add_argument("--series", action="store_true", help="only measure the judging of a million series")
    parser.add_argument("--big", action="store_true", help="only judge 10^8 rows by DuckDB within 2 GB (needs disk)")
    parser.add_argument("--site", action="store_true", help="only measure the pages with a nation loaded")
    parser.add_argument("--postgres", action="store_true", help="with --site: on a PostgreSQL started for it")
    parser.add_argument("--evening", action="store_true", help="only send 500 workbooks, twenty at a time")
    options = parser.parse_args(arguments)
    if options.evening:
        return subprocess.call([sys.executable, "-m", "tools.bench.evening", *(["--save"] if options.save else [])])
    if options.site:  # in a process of its own: the framework is started once, on a home of its own
        told = [name for name, wanted in (("--postgres", options.postgres), ("--save", options.save)) if wanted]
        return subprocess.call([sys.executable, "-m", "tools.bench.site", *told])
    if options.big:
        print(*big_report(series.big()), sep="\n")
        return 0
    if options.series:
        print(*judging_report(judging(with_peers=not options.no_peer)), sep="\n")
        return 0
    read = texts()
    if options.stages:
        print(*(f"{name:<24}{spent:>8.1f} ms/MB" for name, spent in stages(read).items()), sep="\n")
        return 0
    judged = judging(with_peers=not options.no_peer)
    table = speeds(read, with_peer=not options.no_peer)
    longest = max(read.texts, key=len)
    grown = {"different texts in turn": growth(read.texts), "one text again and again": growth([longest])}
    print(*report(read, table, grown), *judging_report(judged), sep="\n")
    if options.save:
        STORED.parent.mkdir(exist_ok=True)
        figures = stored(read, table, grown) | {"judging": judged}
        STORED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
