"""Reasons: every code that the sources give to a fact is explained, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import lotrinh.extraction
from lotrinh.core.vietnamese import dates, period_forms, periods
from lotrinh.core.vietnamese.numbers import REASONS as NUMBER_REASONS
from lotrinh.extraction.reasons import reason_words

SOURCES = (
    *Path(lotrinh.extraction.__path__[0]).rglob("*.py"),
    *(Path(module.__file__) for module in (dates, period_forms, periods)),
)
DOUBTS = {"reasons", "reason", "doubt", "why"}


def _words(node: ast.AST) -> set[str]:
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and "_" in part.value
    }


def _given(tree: ast.AST) -> Iterator[str]:
    """The codes that a source puts among the reasons of something: by name, by keyword, by `append`, by `doubts`."""
    for node in ast.walk(tree):
        if (isinstance(node, ast.keyword) and node.arg in DOUBTS) or (
            isinstance(node, ast.Assign)
            and any(
                isinstance(part, ast.Name) and part.id in DOUBTS for target in node.targets for part in ast.walk(target)
            )
        ):
            yield from _words(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("doubts"):
            for part in ast.walk(node):
                if isinstance(part, ast.Yield):
                    yield from _words(part)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
            at = node.func.value
            if (at.attr if isinstance(at, ast.Attribute) else getattr(at, "id", "")) in DOUBTS:
                yield from _words(node)


def test_every_code_given_is_explained() -> None:
    given = {code for path in SOURCES for code in _given(ast.parse(path.read_text(encoding="utf-8")))}
    assert {"period_missing", "lead_inherited", "due_missing", "year_of_context"} <= given
    assert given <= reason_words().keys()


def test_every_code_explained_is_given() -> None:
    literals = {code for path in SOURCES for code in _words(ast.parse(path.read_text(encoding="utf-8")))}
    assert reason_words().keys() - literals - NUMBER_REASONS.keys() == set()


def test_both_languages() -> None:
    assert all(words.vi.endswith(".") and words.en.endswith(".") for words in reason_words().values())
