"""How many of the wrong records carry reasons: `python -m tools.doubts FOLDER [FOLDER …]`.

Reads: folders of annotated documents (see sample.py). Prints: by folder, the share of records that carry reasons, the
share of the wrong ones among them, and how many of the others are right; the same for a folder that is left out when
the points are set; for each doubt how often the records that carry it, or it alone, are wrong, and the points that
follow. `--toml` prints these as `data/doubt_points.toml` wants them.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from lotrinh.extraction.weighing import COMPANY, ENOUGH, Points, doubt_points
from tools.doubts.sample import Record, records_of, scorer_of, sheets_of
from tools.places import shared

TELLS = 0.15  # share of wrong records from which a doubt is told alone
HINTS = 0.05  # share from which it is told beside another that hints
_FEW = 5  # records that carry a doubt alone: of fewer, all that carry it are asked
_PRIOR = 4  # records of the usual share of errors that are thought to each doubt's own


class Seen(NamedTuple):
    """How often a doubt was carried and how often the record was wrong; the same where it was the only one."""

    carried: int = 0
    wrong: int = 0
    alone: int = 0
    wrong_alone: int = 0

    def with_record(self, record: Record) -> Seen:
        """The counts with one more record that carries the doubt."""
        alone = len(record.reasons) == 1
        return Seen(
            self.carried + 1, self.wrong + record.wrong, self.alone + alone, self.wrong_alone + (alone and record.wrong)
        )

    def points(self, usual: float) -> int:
        """How much the doubt should count. `usual`: the share of wrong records of its kind.

        >>> Seen(30, 12, 20, 8).points(0.1), Seen(30, 3, 20, 2).points(0.1), Seen(40, 0, 40, 0).points(0.1)
        (2, 1, 0)
        """
        of, wrong = (self.alone, self.wrong_alone) if self.alone >= _FEW else (self.carried, self.wrong)
        share = (wrong + usual * _PRIOR) / (of + _PRIOR)
        return ENOUGH if share >= TELLS else 1 if share >= HINTS else 0


def seen_in(records: Iterable[Record]) -> dict[str, dict[str, Seen]]:
    """Kind → doubt → counts, of records that tell all their doubts."""
    found: dict[str, dict[str, Seen]] = defaultdict(dict)
    for record in records:
        for code in record.reasons:
            found[record.kind][code] = found[record.kind].get(code, Seen()).with_record(record)
    return found


def points_from(records: Sequence[Record]) -> Points:
    """The points that follow from records that tell all their doubts; a text's company counts as it does now."""
    told = {}
    for kind, codes in seen_in(records).items():
        own = [record.wrong for record in records if record.kind == kind]
        usual = sum(own) / len(own)
        told[kind] = {code: seen.points(usual) for code, seen in codes.items()}
        told[kind][COMPANY] = doubt_points().get(kind, {}).get(COMPANY, 0)
    return told


def caught(records: Sequence[Record]) -> str:
    """One line: how many records carry reasons, how many of the wrong ones do, how many of the others are right."""
    doubted = [record for record in records if record.reasons]
    wrong = sum(record.wrong for record in records)
    held = sum(record.wrong for record in doubted)
    rest = len(records) - len(doubted)
    return (
        f"{len(records):6d} records, {len(doubted) / max(1, len(records)):5.1%} with reasons, "
        f"{held / max(1, wrong):5.1%} of {wrong} wrong ones caught, "
        f"{1 - (wrong - held) / max(1, rest):.3f} of the rest right"
    )


def main(arguments: list[str]) -> int:
    """Print all figures. Returns 2 when the shared scorer is not there."""
    parser = argparse.ArgumentParser(prog="tools.doubts", description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--toml", action="store_true", help="print the points that follow, as data")
    options = parser.parse_args(arguments)
    place = shared()
    if place is None or not place.joinpath("tools", "score.py").is_file():
        print("No annotations to score against: set LOTRINH_SHARED, or put the folder at ../shared.")
        return 2
    scorer = scorer_of(place)
    sheets = list(sheets_of(options.folders, place))
    every = [record for sheet in sheets for record in records_of(sheet, scorer, {})]  # each doubt is enough
    now = [record for sheet in sheets for record in records_of(sheet, scorer)]
    apart = []
    for name in dict.fromkeys(sheet.folder for sheet in sheets):
        points = points_from([record for record in every if record.folder != name])
        left_out = [r for sheet in sheets if sheet.folder == name for r in records_of(sheet, scorer, points)]
        apart += left_out
        if not options.toml:
            print(f"{name:14} {caught([record for record in now if record.folder == name])}")
            print(f"{'':14} {caught(left_out)}; points from the other folders")
    follows, seen = points_from(every), seen_in(every)
    for kind, counts in doubt_points().items():
        codes = seen.get(kind, {})
        if options.toml:
            print(f"\n[{kind}]")
        for code, counted in sorted(codes.items()):
            new, old = follows[kind][code], counts.get(code, ENOUGH)
            if options.toml:
                printed = ", ".join(f"{name} = {value}" for name, value in counted._asdict().items())
                print(f"{code} = {{ points = {new}, {printed} }}")
            else:
                change = f" -> {new}" if new != old else ""
                print(
                    f"{kind:9} {code:26} carried {counted.carried:4d} wrong {counted.wrong:3d}; "
                    f"alone {counted.alone:4d} wrong {counted.wrong_alone:3d}; points {old}{change}"
                )
    if not options.toml:
        print(f"{'all':14} {caught(now)}\n{'':14} {caught(apart)}; points from the other folders")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
