"""The simplest layout: one paragraph a line. Stands in until `layout.py` does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lotrinh.reading.document import Block, Notice, Table

_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """What `lay_out` finds in a text."""

    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()


def lay_out(text: str, *, markdown: bool) -> Layout:
    """One block for every line that is not empty."""
    return Layout(tuple(Block(match.start(), match.end()) for match in _LINE.finditer(text)))
