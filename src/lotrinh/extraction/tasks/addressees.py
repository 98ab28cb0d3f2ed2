"""Addressees: the lines that say whom a letter goes to, or who is sent a copy; they give no work.

Reads: `Prose`, `Outline`. Writes: the numbers of the lines.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.tasks.relays import opens_orders

# OCR loses marks. The addressees of a letter stand above its text, those of other documents below it.
_ADDRESSES = pattern(r"\W*(?:(?P<below>n[ơo]i nh[ậaâ]n)|k[íi]nh g[ửưu]i)\W")
_ORDERS = pattern(r"(?<!\w)(?:cần|phải|yêu cầu|đề nghị|có trách nhiệm)(?!\w)")
_WIRES = tuple(map(shadow_of, (" điện:", " điện :")))
_ADDRESS_OPENINGS = frozenset('nk*-"( ')
_ENDS_ADDRESSEES = frozenset({"annex", "part", "chapter", "roman", "article", "division"})
_LONGEST_ADDRESS = 60
_LONGEST_OPENING = 120


def addressee_lines(prose: Prose, outline: Outline) -> set[int]:
    """The lines among the addressees, above the text of a letter or below any other text."""
    shadow = prose.shadow
    opening = {
        line.index: below
        for line in prose.lines
        if (shadow[line.end - 1 : line.end] == ":" or shadow[line.start : line.start + 1] in _ADDRESS_OPENINGS)
        and (below := _opens_addressees(prose, line)) is not None
    }
    addressed: set[int] = set()
    below = above = False
    for line in prose.lines[min(opening) :] if opening else ():
        marker, opens = outline.markers[line.index], opening.get(line.index)
        below = opens is True or (below and not (marker is not None and marker.kind in _ENDS_ADDRESSEES))
        if opens is False:
            above = True
        elif above:
            above = marker.kind == "bullet" if marker else line.end - line.start <= _LONGEST_ADDRESS
            above = above and not _begins_text(prose, line)
        if below or above:
            addressed.add(line.index)
    return addressed


def _opens_addressees(prose: Prose, line: Line) -> bool | None:
    """Whether addressees begin in the line, below the text (True) or above it (False); None when none do."""
    shadow = prose.shadow
    if shadow.endswith(_WIRES, line.start, line.end) and line.end - line.start <= _LONGEST_OPENING:
        return False
    if shadow[line.start : line.start + 1] not in _ADDRESS_OPENINGS or _begins_text(prose, line):
        return None
    found = _ADDRESSES.match(shadow, line.start, line.end)
    return None if found is None else found["below"] is not None


def _begins_text(prose: Prose, line: Line) -> bool:
    """Whether the letter's text begins in the line: a long one, or one that orders or says that orders follow."""
    if prose.shadow[line.end - 1] == "." and _ORDERS.search(prose.shadow, line.start, line.end):
        return True
    if prose.shadow[line.end - 1] != ":":
        return False
    return line.end - line.start > _LONGEST_OPENING or opens_orders(prose.shadow, line.start, line.end)
