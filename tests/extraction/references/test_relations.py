"""How a document stands to those it cites: every example of data/relations.toml, through the reader."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.references.relations import Relation, relations
from lotrinh.papers import read_paper

TABLE = tomllib.loads((files("lotrinh.extraction") / "data" / "relations.toml").read_text(encoding="utf-8"))
CASES = [example for entry in TABLE.values() for example in entry["examples"]]


def stands(text: str) -> list[str]:
    paper = read_paper(text.encode(), "mau.txt")
    heads = [section.start for section in paper.facts.sections]
    found = relations(
        paper.document.text,
        shadow(paper.document.text),
        [(block.start, block.end) for block in paper.document.blocks],
        [(citation.start, citation.end) for citation in paper.facts.citations],
        min(heads, default=None),
    )
    return [how.relation + (f"<{how.through + 1}" if how.through is not None else "") for how in found]


@pytest.mark.parametrize("example", CASES, ids=lambda example: example["text"])
def test_example(example: dict[str, Any]) -> None:
    assert stands(example["text"]) == example["expect"]


def test_every_relation_has_its_words() -> None:
    assert set(TABLE) == {one.value for one in Relation}
    assert all(entry["examples"] for entry in TABLE.values())


def test_a_text_without_citations_has_no_relations() -> None:
    assert relations("Không viện dẫn.", "không viện dẫn.", [(0, 15)], [], None) == []
