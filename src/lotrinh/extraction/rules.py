r"""Rules and lexicons as data.

Every rule that finds a fact is listed in `data/rules/<kind>.toml`: its id, what it does in words a
reader of the result understands, and examples, which are its tests (tests/extraction/test_rules.py):

    [[rule]]
    id = "target.level"
    vi = "…"
    en = "…"

    [[rule.example]]
    text = "…"                       # lines of a document, "\n" between paragraphs
    expect = [{ low = 40, unit = "%" }]   # slots of facts this rule must find; [] = it must find none

Lexicons are `data/<name>.toml`. Both are read once, when first asked for.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

KINDS = ("document", "section", "citation", "target", "task", "result")


class Example(msgspec.Struct, frozen=True):
    """A text and the slots of the facts that the rule must find in it."""

    text: str
    expect: tuple[dict[str, Any], ...]
    format: str = "txt"


class Rule(msgspec.Struct, frozen=True):
    """One extraction rule: `id` ("target.level"), an explanation in Vietnamese and English, examples."""

    id: str
    kind: str
    vi: str
    en: str
    examples: tuple[Example, ...]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The lexicon `data/<name>.toml` as plain data."""
    source = files("lotrinh.extraction") / "data" / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def rules(kind: str) -> tuple[Rule, ...]:
    """All rules that find facts of one kind (see `KINDS`)."""
    return tuple(
        Rule(
            entry["id"],
            kind,
            entry["vi"],
            entry["en"],
            tuple(Example(e["text"], tuple(e["expect"]), e.get("format", "txt")) for e in entry.get("example", ())),
        )
        for entry in lexicon(f"rules/{kind}").get("rule", ())
    )


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every kind, in the order of `KINDS`."""
    return tuple(rule for kind in KINDS for rule in rules(kind))
