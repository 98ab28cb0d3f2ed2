"""Probe extraction with lines repeated a thousand times: nothing may be raised, and time may grow with the text only.

    python tests/fuzz/fuzz_growth.py [--seconds 60] [--first 0]

Each line of a rule's examples is repeated within one line and as a line of its own, in a small and a large text. Told
is where the large one takes out of proportion longer; `--first` goes on from a line that an earlier run has reached.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.rules import all_rules
from lotrinh.reading import read_document

SMALL, LARGE = 30_000, 120_000  # characters
MOST = 6.5  # times as long, where the text is four times as long
NOTHING = 0.03  # seconds: what is quicker is too quick to be compared
_SHORTEST = 30  # characters


def example_lines() -> list[str]:
    """The lines of all rules' examples, longer than a heading, each once."""
    texts = (example.text for rule in all_rules() for example in rule.examples)
    return list(dict.fromkeys(line.strip() for text in texts for line in text.split("\n") if len(line) > _SHORTEST))


def repeated(line: str, size: int, between: str = " ") -> bytes:
    """A text of about `size` characters that says `line` again and again below a heading."""
    return ("Kế hoạch năm 2026\n\n" + (line + between) * max(1, size // len(line))).encode()


def seconds(text: bytes) -> float:
    """CPU seconds that extraction takes."""
    document = read_document(text, "repeated.txt")
    begun = time.process_time()
    extract(document)
    return time.process_time() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Probe until the time is over; 1 where something grew or was raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args(arguments)
    lines, until, found = example_lines(), time.monotonic() + options.seconds, 0
    reached = options.first
    for reached in range(options.first, len(lines)):
        if time.monotonic() > until:
            break
        for between in (" ", "\n"):
            try:
                short, long = (seconds(repeated(lines[reached], size, between)) for size in (SMALL, LARGE))
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
            else:
                told = f"{short:.2f} s, then {long:.2f} s" if long > MOST * max(short, NOTHING) else ""
            if told:
                found += 1
                print(f"{reached} {between!r}: {told}: {lines[reached][:160]}", flush=True)
    print(f"{reached + 1} of {len(lines)} lines, {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
