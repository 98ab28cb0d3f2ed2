"""The speed of judging many series: one million by Polars, peers on a sample, 10^8 rows by DuckDB in 2 GB.

`million()` and `peers()` are part of `run.py bench`; `run.py bench --big` runs `big()` alone.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from tools.bench.timing import seconds
from tools.places import ROOT

SERIES, POINTS = 1_000_000, 10
SAMPLE = 1_000
"""Series on which peers are timed: they need from half a second to many for these."""

BIG_ROWS = 100_000_000
MEMORY = "1500MB"
"""What DuckDB may use of 2 GB: Python, the engine's code and its buffers need the rest."""

FREE_DISK = 12e9
"""Bytes of disk asked for before the big run: the table, the result, and what may spill."""

OURS = "lotrinh frames (Polars)"
LOOP = "lotrinh, one after another"

GENERATE = """
copy (
  select id as series_id, (2015 + k)::integer as year, 50 + drift * k + random() - 0.5 as value,
         target, 2030 as target_year, up
  from (select range as id, 4 * random() - 2 as drift, 30 + 40 * random() as target, random() < 0.8 as up
        from range({series})), (select range as k from range({points}))
) to '{file}' (format parquet)
"""


def generate(file: Path, series: int) -> None:
    """Write `series` random series of ten points as Parquet, within half a gigabyte of memory."""
    duckdb = importlib.import_module("duckdb")
    with duckdb.connect(
        config={"memory_limit": "500MB", "threads": 2, "preserve_insertion_order": False}
    ) as connection:
        connection.execute("select setseed(0.5)")
        connection.execute(GENERATE.format(series=series, points=POINTS, file=file))


def million(series: int = SERIES) -> dict[str, float]:
    """Seconds to judge and project `series` series held in memory, and series a second."""
    polars, frames = (importlib.import_module(name) for name in ("polars", "lotrinh.assessment.frames"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "series.parquet"
        generate(file, series)
        table = polars.read_parquet(file)
    spent = seconds(lambda: frames.assess_table(table).collect(engine="streaming"))
    return {"series": series, "seconds": round(spent, 2), "series_per_second": round(series / spent)}


def peers(ours: float, *, install: bool) -> dict[str, dict[str, float]]:
    """Series a second of other ways on a sample, and how many times slower than `ours` (series a second) they are."""
    polars = importlib.import_module("polars")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "series.parquet"
        generate(file, SAMPLE)
        rows = polars.read_parquet(file).sort("series_id", "year").rows()
    groups = [rows[start : start + POINTS] for start in range(0, len(rows), POINTS)]
    ways = {LOOP: _loop(groups)}
    if install and _installed():
        ways |= {"pandas, group after group": _pandas(rows), "pymannkendall": _mann_kendall(groups)}
        ways["statsforecast Theta"] = _theta(rows)
    table = {}
    for name, work in ways.items():
        spent = seconds(work, 1)
        table[name] = {"series_per_second": round(SAMPLE / spent), "times_slower": round(ours * spent / SAMPLE, 1)}
    return table


def _installed() -> bool:
    """Whether the peers are there; they are installed, by hash, when first needed."""
    wanted = ("pandas", "pymannkendall", "statsforecast")
    if all(importlib.util.find_spec(name) for name in wanted):
        return True
    command = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    lock = ["--require-hashes", "-r", "requirements/peers.txt"]
    found = subprocess.call([sys.executable, *command, *lock], cwd=ROOT) == 0
    importlib.invalidate_caches()
    if not found:
        print("the peers of judging cannot be installed for this Python or system", file=sys.stderr)
    return found


def _loop(groups: list[list[Any]]) -> Callable[[], object]:
    from lotrinh.assessment.yearly import Row, assess

    return lambda: [assess([Row(*row[1:]) for row in group]) for group in groups]


def _pandas(rows: list[Any]) -> Callable[[], object]:
    """The usual way: a function applied to every group; here the mean change and the projection alone."""
    pandas: Any = importlib.import_module("pandas")
    frame = pandas.DataFrame(rows, columns=["series_id", "year", "value", "target", "target_year", "up"])

    def one(group: Any) -> Any:
        group = group.sort_values("year").tail(6)
        rate = (group.value.iloc[-1] - group.value.iloc[0]) / (group.year.iloc[-1] - group.year.iloc[0])
        projected = group.value.iloc[-1] + rate * (group.target_year.iloc[-1] - group.year.iloc[-1])
        return pandas.Series({"rate": rate, "projected": projected})

    columns = ["year", "value", "target_year"]
    return lambda: frame.groupby("series_id")[columns].apply(one)


def _mann_kendall(groups: list[list[Any]]) -> Callable[[], object]:
    test = importlib.import_module("pymannkendall").original_test
    values = [[row[2] for row in group] for group in groups]
    return lambda: [test(figures) for figures in values]


def _theta(rows: list[Any]) -> Callable[[], object]:
    pandas: Any = importlib.import_module("pandas")
    forecast: Any = importlib.import_module("statsforecast")
    theta = importlib.import_module("statsforecast.models").Theta
    frame = pandas.DataFrame([row[:3] for row in rows], columns=["unique_id", "ds", "y"])
    return lambda: forecast.StatsForecast(models=[theta(season_length=1)], freq=1).forecast(df=frame, h=6)


def big(rows: int = BIG_ROWS) -> dict[str, float] | None:
    """Judge `rows` rows of a Parquet file by DuckDB in a process of its own; None when the disk is too full.

    Returns the seconds and the largest resident memory of that process in megabytes.
    """
    with tempfile.TemporaryDirectory() as folder:
        if shutil.disk_usage(folder).free < FREE_DISK * rows / BIG_ROWS:
            print(f"under {FREE_DISK / 1e9:.0f} GB of disk free in {folder}: left out", file=sys.stderr)
            return None
        generate(Path(folder) / "series.parquet", rows // POINTS)
        told = subprocess.run(
            [sys.executable, "-m", "tools.bench.series", folder], capture_output=True, text=True, check=True, cwd=ROOT
        )
    figures: dict[str, float] = json.loads(told.stdout)
    return {"rows": rows, **figures}


def judge_in(folder: Path) -> dict[str, float]:
    """Judge `series.parquet` of `folder` into `verdicts.parquet`: seconds, megabytes, series."""
    duckdb, frames = (importlib.import_module(name) for name in ("duckdb", "lotrinh.assessment.frames"))
    spill = str(folder / "spill")
    limits = {"memory_limit": MEMORY, "threads": 2, "preserve_insertion_order": False, "temp_directory": spill}
    started = perf_counter()
    with duckdb.connect(config=limits) as connection:
        verdicts = str(folder / "verdicts.parquet")
        frames.assess_table(connection.read_parquet(str(folder / "series.parquet"))).write_parquet(verdicts)
        spent = perf_counter() - started
        series = connection.read_parquet(verdicts).count("*").fetchall()[0][0]
    return {"series": series, "seconds": round(spent, 1), "megabytes": round(_peak())}


def _peak() -> float:
    """Largest resident memory of this process so far in megabytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    print(json.dumps(judge_in(Path(sys.argv[1]))))
