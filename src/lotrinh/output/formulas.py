"""Texts that a spreadsheet would run: what begins like a formula, and the sign that makes it a text again."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")
_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def looks_like_formula(value: object) -> bool:
    """Whether a program that opens a table would run the value.

    >>> looks_like_formula("=1+1"), looks_like_formula("Thu nội địa"), looks_like_formula(-2.5)
    (True, False, False)
    """
    return isinstance(value, str) and value.startswith(_SIGNS)


def harmless(value: T) -> T | str:
    """`value` so that no program runs it, for files whose cells have no types (CSV).

    >>> harmless("=HYPERLINK(1)"), harmless("Thu nội địa"), harmless(-2.5)
    ("'=HYPERLINK(1)", 'Thu nội địa', -2.5)
    """
    return f"'{value}" if looks_like_formula(value) else value
