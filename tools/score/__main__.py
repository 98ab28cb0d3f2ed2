"""Score the reading of all annotated documents: `python3 run.py score [--save] [--errors]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tools.places import ROOT, shared
from tools.score.differences import changed_faults, changed_figures
from tools.score.predict import predict
from tools.score.scorer import Score, score

STORED = ROOT / "benchmarks" / "score.json"
# Faults quote the annotated documents, so they stay on this machine.
LOCAL = ROOT / "benchmarks" / "local"
FAULTS = LOCAL / "score-faults.txt"


def difference(now: Score) -> list[str]:
    """Every difference from the stored run; fact by fact where this machine still knows that run's faults."""
    if not STORED.exists():
        return ["no stored run to compare with (--save stores this one)"]
    lines = changed_figures(json.loads(STORED.read_text(encoding="utf-8")), now.figures)
    if FAULTS.exists():
        lines += changed_faults(FAULTS.read_text(encoding="utf-8").splitlines(), now.faults)
    return lines or ["nothing changed since the stored run"]


def save(now: Score) -> None:
    """Make this run the one that later runs are compared with."""
    STORED.parent.mkdir(exist_ok=True)
    STORED.write_text(json.dumps(now.figures, indent=1) + "\n", encoding="utf-8")
    FAULTS.write_text("".join(f"{fault}\n" for fault in now.faults), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Print the scorer's table and the differences. Returns 2 when there are no annotations to score against."""
    parser = argparse.ArgumentParser(prog="run.py score", description=__doc__)
    parser.add_argument("--save", action="store_true", help="store this run in benchmarks/score.json")
    parser.add_argument("--errors", action="store_true", help="list every missed, spurious and wrong fact")
    options = parser.parse_args(arguments)
    folder = shared()
    if folder is None or not folder.joinpath("tools", "score.py").is_file():
        print("Không có bộ chú giải: đặt biến LOTRINH_SHARED hoặc để thư mục shared cạnh kho mã.")
        print("No annotations to score against: set LOTRINH_SHARED, or put the folder at ../shared.")
        return 2
    now = score(folder / "tools" / "score.py", predict(folder, LOCAL / "predicted"))
    if options.errors:
        print(*now.faults, sep="\n", end="\n\n")
    print(now.table)
    print(f"\nsince the stored run ({Path('benchmarks', STORED.name)}):")
    print(*difference(now), sep="\n")
    if options.save:
        save(now)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
