"""Lines that belong to a web page or a printed page rather than to the document.

Reads: `Sheet`, `data/furniture.toml`. Writes: line → id of the pattern that marks it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise
from typing import NamedTuple

from lotrinh.reading.document import BlockKind, Notice
from lotrinh.reading.sheet import Draft, Sheet

PAGE_NUMBER = "page_number"
FRONT_MATTER = "front_matter"
_KEY = 2  # characters of a line that choose the patterns to try; no shorter `starts`
_DIGIT = "0"
_LONGEST_PAGE_NUMBER = 4
_MOST_PAGES_BETWEEN = 3
_LONGEST = 420
_TAIL = 60
_MARKS = "*#•·-–_ >\u00a0"
_MOTTOS = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI")
_MOST_HEAD_LINES = 8
_MOST_MARKS = 40  # blanks and marks around a line
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
    before: int
    apart: bool
    match: tuple[str, ...]
    keep: tuple[str, ...]

    def marks(self, line: str) -> bool:
        """Whether `line`, without marks of lists and emphasis around it, follows the pattern."""
        begins = line.startswith(self.starts) or (_DIGIT in self.starts and line[:1].isdigit())
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
            entry.get("before", 0),
            entry.get("apart", False),
            tuple(entry["match"]),
            tuple(entry["keep"]),
        )
        for entry in data["pattern"]
    )


class _Gate(NamedTuple):
    """What few lines of a document have, so that patterns are tried on those only."""

    begins: re.Pattern[str]  # a line that begins like a pattern, up to where it does
    ends: tuple[str, ...]
    by_start: dict[str, tuple[Pattern, ...]]  # by the first characters of a line
    by_digit: tuple[Pattern, ...]
    by_end: tuple[Pattern, ...]


@cache
def _gate() -> _Gate:
    keys: dict[str, list[Pattern]] = {}
    for pattern in patterns():
        for start in dict.fromkeys(word[:_KEY] for word in pattern.starts if word != _DIGIT):
            keys.setdefault(start, []).append(pattern)
    by_digit = tuple(pattern for pattern in patterns() if _DIGIT in pattern.starts)
    by_end = tuple(pattern for pattern in patterns() if pattern.ends)
    words = sorted({word for pattern in patterns() for word in pattern.starts if word != _DIGIT})
    firsts = sorted({word[0] for word in words})
    starts = "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in words if word[0] == first)})"
        for first in firsts
    )
    dates = "|".join(f"(?:{pattern.regex.pattern})" for pattern in by_digit)
    return _Gate(
        # A plain line feed in front lets the search skip from line to line, the look-ahead leaves most of them.
        re.compile(
            rf"\n[ \t{re.escape(_MARKS)}]{{0,{_MOST_MARKS}}}(?=[{re.escape(''.join(firsts))}\d])"
            rf"(?:{starts}|(?:\d{{1,3}}|{dates})(?=[ \t\r]{{0,{_MOST_MARKS}}}(?:\n|\Z)))"
        ),
        tuple(dict.fromkeys(word for pattern in by_end for word in pattern.ends)),
        {key: tuple(found) for key, found in keys.items()},
        by_digit,
        by_end,
    )


def pattern_of(line: str) -> Pattern | None:
    """The pattern that marks `line` as furniture, wherever it stands; None for a line of the document."""
    if not line or len(line) > _LONGEST:
        return None
    gate = _gate()
    plain = line.strip(_MARKS) if line[0] in _MARKS else line
    tried: tuple[Pattern, ...] = gate.by_start.get(plain[:_KEY], ())
    if plain is not line:
        tried += gate.by_start.get(line[:_KEY], ())
    if plain[:1].isdigit():
        tried += gate.by_digit
    if any(word in line[-_TAIL:] for word in gate.ends):
        tried += gate.by_end
    return next((pattern for pattern in tried if pattern.marks(plain) or pattern.marks(line)), None)


def furniture_of(sheet: Sheet) -> dict[int, str]:
    """Line → pattern id for all lines of the page. One pass over the text finds the few lines to look at."""
    gate = _gate()
    marked = _front_matter(sheet.lines)
    numbers: list[int] = []  # lines that may be page numbers
    heads = list(islice((index for index, line in enumerate(sheet.lines) if line), _MOST_HEAD_LINES))
    last_motto = max(sheet.text.rfind(motto) for motto in _MOTTOS)
    for index in _suspicious(sheet, gate):
        line = sheet.lines[index]
        if not line or index in marked:
            continue
        if len(line) < _LONGEST_PAGE_NUMBER and line.isdecimal():
            numbers.append(index)
            continue
        pattern = pattern_of(line)
        if pattern is None or (pattern.head and index not in heads[: pattern.head]):
            continue
        if pattern.apart and index and not _parted(sheet.lines[index - 1], index - 1 in marked):
            continue
        if pattern.rest:
            if last_motto < sheet.starts[index]:
                begin = max(0, index - pattern.before)
                marked.update((rest, pattern.id) for rest in range(begin, len(sheet.lines)) if sheet.lines[rest])
                break
            continue
        marked[index] = pattern.id
    _fill_gaps(sheet.lines, marked)
    _add_page_numbers(sheet.lines, numbers, marked)
    return marked


def _parted(above: str, marked: bool) -> bool:
    """Whether a line below `above` cannot be the end of its sentence."""
    return not above or marked or above[-1] in ".!?|*"


def _suspicious(sheet: Sheet, gate: _Gate) -> list[int]:
    """Lines that begin like a pattern or hold the end of one, and numbers standing alone."""
    text = sheet.text if "\n" in sheet.text else sheet.text.replace("\r", "\n")
    at = [match.end() for match in gate.begins.finditer(text)]
    for word in gate.ends:
        found = text.find(word)
        while found >= 0:
            at.append(found)
            found = text.find(word, found + 1)
    lines = {0, *(bisect_right(sheet.starts, offset) - 1 for offset in at)}
    return sorted(line for line in lines if line >= 0)


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


def _add_page_numbers(lines: list[str], numbers: list[int], marked: dict[int, str]) -> None:
    """Mark the numbers that stand alone between blank lines and count up through the text."""

    def parted(index: int) -> bool:
        return not 0 <= index < len(lines) or not lines[index] or index in marked

    alone = [(index, int(lines[index])) for index in numbers if parted(index - 1) and parted(index + 1)]
    for position, (index, number) in enumerate(alone):
        neighbours = [alone[at][1] for at in (position - 1, position + 1) if 0 <= at < len(alone)]
        counted = any(0 < abs(number - other) <= _MOST_PAGES_BETWEEN for other in neighbours)
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
