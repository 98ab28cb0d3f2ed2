"""Every worked example of the rules, and further cases, told in full: told_in_full.txt is what comes out, line by line.

After a change that is meant: `python -m tests.assessment.test_told_in_full` writes the file anew; read its difference.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lotrinh.assessment.explain import explain
from lotrinh.assessment.verdict import Verdict, rulebook
from lotrinh.core.target import Goal
from tests.assessment.test_rules import RULES, cases_of

STORED = Path(__file__).with_name("told_in_full.txt")
FURTHER = Path(__file__).with_name("further_cases.toml")


def test_every_example_is_told_as_stored() -> None:
    stored = STORED.read_text(encoding="utf-8").split("\n\n")
    for found, wanted in zip_longest(whole().split("\n\n"), stored):  # one by one: a difference of all is slow to make
        assert found == wanted


def whole() -> str:
    """All cases, one paragraph each."""
    told = [(rule, example) for rule, entry in RULES.items() for example in entry["examples"]]
    told += [("", example) for example in tomllib.loads(FURTHER.read_text(encoding="utf-8"))["case"]]
    return "\n".join("\n".join(paragraph(rule, example)) + "\n" for rule, example in told)


def paragraph(rule: str, example: dict[str, Any]) -> Iterator[str]:
    """The example as written, and what is said of each of its goals."""
    yield f"# {rule} {example}"
    for goal, verdict in cases_of(example):
        yield from numbers(verdict)
        yield from words(goal, verdict)


def numbers(verdict: Verdict) -> Iterator[str]:
    shares = (verdict.attainment, verdict.way, verdict.miss, verdict.compared)
    told = " ".join("-" if share is None else f"{share:.6g}" for share in shares)
    direction = verdict.direction.ground if verdict.direction else "-"
    yield f"{verdict.status} {verdict.word or '-'} {verdict.rule}@{verdict.version} {told} {direction} {verdict.weak}"
    latest = "-" if verdict.latest is None else f"{verdict.latest.period} {verdict.latest.value}"
    inputs = "; ".join(f"{o.period} {o.value} {o.derived}".rstrip() for o in verdict.inputs)
    yield f"{latest} | {inputs} | {' '.join(f'{bound.value} {bound.status} {bound.word}' for bound in verdict.bounds)}"


def words(goal: Goal, verdict: Verdict) -> Iterator[str]:
    told = explain(goal, verdict, "vi")
    yield told.sentence
    yield verdict.sentence("en")
    beside = (told.second_opinion, told.outlook, told.person)
    yield from (f"    {line}" for line in (*told.formulas, *(line for line in beside if line), *told.cautions))


def test_further_cases_reach_every_sentence() -> None:
    """No sentence, caution or ground of the rulebook is without a case, but those that plans alone can give."""
    stored = STORED.read_text(encoding="utf-8")
    book = rulebook()
    silent = []
    for table in ("sentence", "caution", "ground"):
        for key, entry in book[table].items():
            fixed = max((part.split("}")[-1] for part in entry["vi"].split("{")), key=len)
            if fixed.strip() not in stored:
                silent.append(key)
    assert set(silent) <= {"unit_differs", "derived", "ahead_of_all"}, silent


if __name__ == "__main__":
    STORED.write_text(whole(), encoding="utf-8")
