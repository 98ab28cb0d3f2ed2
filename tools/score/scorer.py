"""Run the shared scorer and keep what it says: the table for people, figures and faults for comparison."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# One line of the scorer's --errors; a line without offset is about a field of the document itself.
_FAULT = re.compile(r"(?P<gold>\S.*?)(?::(?P<start>\d+))?: (?P<what>\S.*)")
_SPURIOUS = re.compile(r"(?P<kind>\w+ SPURIOUS) (?P<fact>\{.*)")
_INDICATOR = re.compile(r'"(?:indicator|number|name)": ("[^"]*"?)')


@dataclass(frozen=True)
class Score:
    """`table` as printed; `figures` by kind; `faults`: one line per missed, spurious or wrong fact."""

    table: str
    figures: dict[str, Any]
    faults: tuple[str, ...]


def fault_line(line: str) -> str | None:
    """A line of the scorer as a fault that is the same in every run, or None when it is none.

    >>> fault_line("gold/a.jsonl:17: target MISSED 'rừng 64%'")
    "a:17: target MISSED 'rừng 64%'"
    >>> fault_line('gold/a.jsonl:17: target SPURIOUS {"rule": "t1", "indicator": "rừng", "low": 1}')
    'a:17: target SPURIOUS "rừng"'
    """
    fault = _FAULT.fullmatch(line)
    if fault is None or not fault["gold"].endswith(".jsonl"):
        return None
    what = fault["what"]
    spurious = _SPURIOUS.fullmatch(what)
    if spurious is not None:
        told = _INDICATOR.search(spurious["fact"])
        what = spurious["kind"] + (f" {told[1]}" if told else "")
    place = Path(fault["gold"]).stem + (f":{fault['start']}" if fault["start"] else "")
    return f"{place}: {what}"


def rounded(figures: Any) -> Any:
    """The figures with four decimals, so that a stored run differs only where the reading does."""
    if isinstance(figures, dict):
        return {key: rounded(value) for key, value in figures.items()}
    return round(figures, 4) if isinstance(figures, float) else figures


def score(scorer: Path, pairs: list[tuple[Path, Path]]) -> Score:
    """Score all pairs of gold and predicted files at once. Raises CalledProcessError when the scorer fails."""
    files = [str(path) for pair in pairs for path in pair]
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder, "figures.json")
        command = [sys.executable, str(scorer), *files, "--errors", "--json", str(figures)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        told = json.loads(figures.read_text(encoding="utf-8"))
    lines = done.stdout.splitlines()
    table = next(at for at, line in enumerate(lines) if line.startswith("kind "))
    faults = sorted(filter(None, map(fault_line, lines[:table])))
    return Score("\n".join(lines[table:]), rounded(told), tuple(faults))
