"""Lines that belong to a web page or a printed page rather than to the document.

Reads: `Sheet`, `data/furniture.toml`. Writes: line → id of the pattern that marks it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from lotrinh.reading.document import BlockKind, Notice
from lotrinh.reading.sheet import Draft, Sheet

PAGE_NUMBER = "page_number"
FRONT_MATTER = "front_matter"
_KEY = 2  # characters of a line that choose the patterns to try
_LONGEST = 420
_TAIL = 60
_MARKS = "*#•·-–_ >\u00a0"
_MOTTO = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI")
_FRONT_MATTER_LINES = 60
_NOTICE = "law_site_head"
_NOTICE_GAP = 5  # lines


@dataclass(frozen=True, slots=True)
class Pattern:
    """One habit of pages; see the head of `data/furniture.toml` for the fields."""

    id: str
    vi: str
    en: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    regex: re.Pattern[str]
    head: int
    rest: bool
    match: tuple[str, ...]
    keep: tuple[str, ...]

    def marks(self, line: str) -> bool:
        """Whether `line`, without marks of lists and emphasis around it, follows the pattern."""
        begins = line.startswith(self.starts) or ("0" in self.starts and line[:1].isdigit())
        if not begins and not any(word in line[-_TAIL:] for word in self.ends):
            return False
        return self.regex.fullmatch(line) is not None


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file."""
    data = tomllib.loads(files(__package__).joinpath("data", "furniture.toml").read_text(encoding="utf-8"))
    return tuple(
        Pattern(
            entry["id"],
            entry["vi"],
            entry["en"],
            tuple(entry.get("starts", ())),
            tuple(entry.get("ends", ())),
            re.compile(entry["regex"]),
            entry.get("head", 0),
            entry.get("rest", False),
            tuple(entry["match"]),
            tuple(entry["keep"]),
        )
        for entry in data["pattern"]
    )


@cache
def _index() -> tuple[dict[str, tuple[Pattern, ...]], tuple[Pattern, ...]]:
    """Patterns by the first characters of the lines they mark, and those told by the end of a line."""
    keys: dict[str, list[Pattern]] = {}
    for pattern in patterns():
        starts = (
            [digit + other for digit in "0123456789" for other in "0123456789.:/, "] if "0" in pattern.starts else []
        )
        for start in {word[:_KEY] for word in (*pattern.starts, *starts)}:
            keys.setdefault(start, []).append(pattern)
    return {key: tuple(found) for key, found in keys.items()}, tuple(p for p in patterns() if p.ends)


def bare(line: str) -> str:
    """A line without the marks of lists, headings and emphasis around it."""
    return line.lstrip(_MARKS).rstrip("* ")


def pattern_of(line: str) -> Pattern | None:
    """The pattern that marks `line` as furniture, wherever it stands; None for a line of the document."""
    if len(line) > _LONGEST:
        return None
    by_start, by_end = _index()
    plain = bare(line) if line[:1] in _MARKS else line
    for pattern in (*by_start.get(line[:_KEY], ()), *by_start.get(plain[:_KEY], ()), *by_end):
        if pattern.marks(plain) or pattern.marks(line):
            return pattern
    return None


def furniture_of(sheet: Sheet) -> dict[int, str]:
    """Line → pattern id for all lines of the page. One pass, one look-up for most lines."""
    by_start, by_end = _index()
    words = tuple(word for pattern in by_end for word in pattern.ends)
    marked = _front_matter(sheet.lines)
    seen = 0
    for index, line in enumerate(sheet.lines):
        if not line or index in marked:
            continue
        seen += 1
        if line[:_KEY] not in by_start and line[0] not in _MARKS and "nh" not in line[-_TAIL:]:
            continue
        if line[:_KEY] not in by_start and line[0] not in _MARKS and not any(word in line[-_TAIL:] for word in words):
            continue
        pattern = pattern_of(line)
        if pattern is None or (pattern.head and seen > pattern.head):
            continue
        if pattern.rest:
            if _MOTTO.search(sheet.text, sheet.end(index)) is None:
                marked.update((rest, pattern.id) for rest in range(index, len(sheet.lines)) if sheet.lines[rest])
                break
            continue
        marked[index] = pattern.id
    _fill_gaps(sheet.lines, marked)
    _add_page_numbers(sheet.lines, marked)
    return marked


def _front_matter(lines: list[str]) -> dict[int, str]:
    """The YAML block between two ``---`` at the very top."""
    first = next((index for index, line in enumerate(lines) if line), len(lines))
    if first == len(lines) or lines[first] != "---":
        return {}
    for index in range(first + 1, min(first + _FRONT_MATTER_LINES, len(lines))):
        if lines[index] == "---":
            inner = range(first + 1, index)
            keyed = all(not lines[at] or ":" in lines[at] or lines[at][0] in "-#" for at in inner)
            return {at: FRONT_MATTER for at in inner if lines[at]} if keyed else {}
    return {}


def _fill_gaps(lines: list[str], marked: dict[int, str]) -> None:
    """Lines between two lines of one notice of a law database belong to it as well."""
    known = [index for index in marked if marked[index] == _NOTICE]
    for before, after in pairwise(known):
        if 1 < after - before <= _NOTICE_GAP and all(lines[at] not in ("", "|") for at in range(before + 1, after)):
            marked.update((at, _NOTICE) for at in range(before + 1, after))


def _add_page_numbers(lines: list[str], marked: dict[int, str]) -> None:
    """Numbers that stand alone between blank lines and count up through the text."""
    alone = []
    for index, line in enumerate(lines):
        if len(line) <= 3 and line.isdecimal() and index not in marked:
            before = lines[index - 1] if index else ""
            after = lines[index + 1] if index + 1 < len(lines) else ""
            if (not before or index - 1 in marked) and (not after or index + 1 in marked):
                alone.append((index, int(line)))
    for position, (index, number) in enumerate(alone):
        neighbours = [alone[at][1] for at in (position - 1, position + 1) if 0 <= at < len(alone)]
        counted = any(0 < abs(number - other) <= 3 for other in neighbours)
        at_break = any(marked.get(near) == "page_break" for near in range(index - 4, index + 5))
        if counted or at_break:
            marked[index] = PAGE_NUMBER


def put_furniture(draft: Draft, sheet: Sheet, first: int, last: int, marked: dict[int, str]) -> int:
    """Add the line `first` and those below it that the same pattern marks; returns the line behind them."""
    end = first + 1
    while end < last and marked.get(end) == marked[first]:
        end += 1
    start, stop = sheet.starts[first], sheet.end(end - 1)
    draft.put(start, stop, BlockKind.FURNITURE)
    draft.notices.append(Notice("boilerplate", start, stop, marked[first]))
    return end
