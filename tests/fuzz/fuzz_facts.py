"""Fuzz extraction, checking and goals: no sentence, however odd, may raise anything.

    python tests/fuzz/fuzz_facts.py [--seconds 60] [--seed 0]

The words of all rules' examples are cut into pieces and put together anew, with numbers and marks no example has, so
that one rule meets what another was written for. What raises is printed with its text.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import traceback
from collections.abc import Sequence

from lotrinh.extraction.rules import all_rules
from lotrinh.judging.goals import goal_of
from lotrinh.papers import read_paper

_HEADS = (
    "",
    "BÁO CÁO\nKết quả công tác năm 2024\n",
    "BÁO CÁO\nTình hình tháng 5 và 5 tháng đầu năm 2025\nI. KẾT QUẢ\n",
    "KẾ HOẠCH\nPhát triển giai đoạn 2026 - 2030\nII. MỤC TIÊU\n",
    "KẾ HOẠCH\nNăm 2026\nIII. TỔ CHỨC THỰC HIỆN\n",
    "THÔNG BÁO\nKết luận của Chủ tịch Ủy ban nhân dân tỉnh\n",
    "date 2024-13-00\n",
)
_MARKS = (". ", "; ", ": ", ", ", " (", ") ", "\n", "\n- ", "\n| ", " | ", "\n1. ", "\na) ", " và ", " - ", "/", "%")
_WORDS = ("số", "tăng", "giảm", "so với cùng kỳ", "lần lượt", "trong đó", "có trách nhiệm:", "đến nay", "tháng qua")
_NUMBERS = (
    *("0", "00", "000", "1", "13", "31", "32", "99", "100", "0,0", "1.2.3", "1,2,3", "0,000", "2024", "0000", "9999"),
    *("1.000.000.000.000.000.000", "9" * 30, "5%", "-5", "–5", "1/0", "0/0", "5/4", "31/02/2024", "00/13/0000"),
    *("tháng 13", "quý 7", "ngày 32 tháng 14 năm 2024", "20 tháng qua", "năm 99999", "½", "²", "IIII", "X", "1e5"),
)
_LONGEST_PIECE, _FEWEST_PIECES, _MOST_PIECES = 7, 6, 24  # words, pieces, pieces


def pieces() -> list[list[str]]:
    """The words and line ends of every example."""
    texts = (example.text for rule in all_rules() for example in rule.examples)
    return [re.findall(r"\S+|\n", text) for text in texts]


def recombined(chance: random.Random, examples: Sequence[Sequence[str]]) -> str:
    """A text of pieces of examples, numbers and marks."""
    told = [chance.choice(_HEADS)]
    for _ in range(chance.randint(_FEWEST_PIECES, _MOST_PIECES)):
        words = chance.choice(examples)
        start = chance.randrange(len(words))
        told += words[start : start + chance.randint(1, _LONGEST_PIECE)]
        told.append(chance.choice((chance.choice(_NUMBERS), chance.choice(_MARKS), chance.choice(_WORDS), "")))
    return " ".join(told)


def raised(text: str) -> str | None:
    """What reading, checking and judging of `text` raise and where, None when nothing."""
    try:
        facts = read_paper(text.encode(), "recombined.txt", thorough=True).facts
        for target in facts.targets:
            goal_of(target)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return f"{frame.filename}:{frame.lineno} {type(error).__name__}: {error}"
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    """Try until the time is over; 1 where something was raised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    chance, examples = random.Random(options.seed), pieces()
    until, trials, found = time.monotonic() + options.seconds, 0, set[str]()
    while time.monotonic() < until:
        text = recombined(chance, examples)
        trials += 1
        if (told := raised(text)) and (place := told.partition(" ")[0]) not in found:
            found.add(place)
            print(f"{told}\n    {text!r}", flush=True)
    print(f"{trials} texts, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
