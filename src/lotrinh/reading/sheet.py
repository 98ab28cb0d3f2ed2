"""A text as lines, and the draft that layout readers write into.

Reads: text. Writes: `Sheet` (lines without their surrounding blanks, with their offsets).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lotrinh.reading.document import Block, BlockKind, Notice, Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of a text: ``text[starts[i] : starts[i] + len(lines[i])] == lines[i]``; "" is a blank line.

    `begins` are the offsets of the lines with the blanks in front of them.
    """

    text: str
    lines: list[str]
    starts: list[int]
    begins: list[int]

    def end(self, line: int) -> int:
        """Offset behind the last character of a line."""
        return self.starts[line] + len(self.lines[line])

    def raw(self, line: int) -> str:
        """A line with the blanks around it, and its line feed."""
        return self.text[self.begins[line] : self.begins[line + 1] if line + 1 < len(self.begins) else len(self.text)]


def sheet_of(text: str) -> Sheet:
    """The lines of `text`. A form feed or another separator inside a line counts as a blank."""
    lines: list[str] = []
    starts: list[int] = []
    begins: list[int] = []
    at = 0
    for raw in text.split("\n" if "\n" in text else "\r"):
        line = raw.strip()
        lines.append(line)
        begins.append(at)
        starts.append(at if line == raw else at + len(raw) - len(raw.lstrip()))
        at += len(raw) + 1
    return Sheet(text, lines, starts, begins)


@dataclass(slots=True)
class Draft:
    """Blocks, tables and notices found so far, in the order of the text."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def put(self, start: int, end: int, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> int:
        """Add a block and return its index."""
        self.blocks.append(Block(start, end, kind, "", level))
        return len(self.blocks) - 1
