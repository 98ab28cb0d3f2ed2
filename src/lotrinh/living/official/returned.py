"""A report that was edited in Word and came back: its figures held against the data that it was printed from.

Reads: the text of the edited file, the report's draft. Writes: `Returned` findings, in the order of the text. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

import msgspec

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.official.draft import Draft, Paragraph, placed

NUMBER = re.compile(r"\d+(?:[.,/]\d+)*%?")
ALIKE = 0.55
"""Share of words that two paragraphs must have in common to be one edited into the other."""


class Returned(msgspec.Struct, frozen=True):
    """One paragraph with figures: `kind` changed | gone | added; `was`, `now`: texts; the figures that differ."""

    kind: str
    where: str
    was: str
    now: str
    missing: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def compare(draft: Draft, edited: Iterable[str], printed: Iterable[str] | None = None) -> list[Returned]:
    """What became of every sourced figure, and which figures are new and rest on nothing.

    A paragraph is found by its words: figures may differ, wording may be edited. `printed`: the paragraphs of the file
    as it was made; whatever figure stands in none of them alike was added by hand, wherever it was put. Without them
    a figure that stands anywhere in the draft is known.
    """
    lines = [line.strip() for line in edited if line.strip()]
    left = set(range(len(lines)))
    found = []
    for where, paragraph in placed(draft):
        if not any(piece.sources for piece in paragraph.pieces):
            continue
        place = _best(paragraph, lines, left)
        if place is None:
            found.append(Returned("gone", where, paragraph.text, "", _figures(paragraph)))
            continue
        left.discard(place)
        change = _change(paragraph, lines[place], where)
        if change is not None:
            found.append(change)
    if printed is not None:
        return found + _added(draft, lines, left, printed)
    known = {number for _, paragraph in placed(draft) for number in NUMBER.findall(paragraph.text)}
    known |= {
        number for annex in draft.annexes for row in annex.rows for cell in row for number in NUMBER.findall(cell)
    }
    for place in sorted(left):
        new = tuple(number for number in _new_numbers(lines[place]) if number not in known)
        if new and len(lines[place].split()) > 4:
            found.append(Returned("added", "", "", lines[place], (), new))
    return found


def _added(draft: Draft, lines: list[str], left: set[int], printed: Iterable[str]) -> list[Returned]:
    """Paragraphs with figures that the printed file does not have: beside an edited one only its new figures."""
    figures = [one for _, one in placed(draft) if any(piece.sources for piece in one.pieces)]
    sourced = Counter(f"- {one.text}" if one.item else one.text for one in figures)
    own = Counter(line.strip() for line in printed if line.strip()) - sourced
    found = []
    for place in sorted(left):
        line = lines[place]
        if own[line]:
            own[line] -= 1
            continue
        told = _words(line)
        near = [one for one, count in own.items() if count and SequenceMatcher(None, _words(one), told).ratio() > ALIKE]
        known = {number for one in near for number in NUMBER.findall(one)}
        new = tuple(number for number in _new_numbers(line) if number not in known)
        if new:
            found.append(Returned("added", "", "", line, (), new))
    return found


def _figures(paragraph: Paragraph) -> tuple[str, ...]:
    return tuple(piece.text.strip() for piece in paragraph.pieces if piece.sources)


def _words(text: str) -> list[str]:
    return [word for word in fold(NUMBER.sub(" ", text)).split() if len(word) > 1]


def _best(paragraph: Paragraph, lines: list[str], left: set[int]) -> int | None:
    wanted = _words(paragraph.text)
    best, score = None, ALIKE
    for place in left:
        told = _words(lines[place])
        if not told or min(len(wanted), len(told)) / max(len(wanted), len(told), 1) < ALIKE / 2:
            continue
        common = len(set(wanted) & set(told)) / max(1, len(set(wanted) | set(told)))
        if common < ALIKE / 2:
            continue
        ratio = SequenceMatcher(None, wanted, told, autojunk=False).ratio()
        if ratio > score:
            best, score = place, ratio
    return best


def _change(paragraph: Paragraph, now: str, where: str) -> Returned | None:
    was = NUMBER.findall(paragraph.text)
    told = NUMBER.findall(now)
    missing = tuple(number for number in dict.fromkeys(was) if number not in told)
    new = tuple(number for number in dict.fromkeys(told) if number not in was)
    return Returned("changed", where, paragraph.text, now, missing, new) if missing or new else None


# Dates, years and document numbers are no figures.
_NAMES = re.compile(
    r"(?:số )?\d+/\d{4}/\S+|(?:số )?\d+/[A-ZĐ]\S*|\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}"
    r"|ngày \d{1,2}(?: tháng \d{1,2})?(?: năm \d{4})?|tháng \d{1,2}|năm \d{4}"
)


def _new_numbers(line: str) -> list[str]:
    """The figures of a line that are more than one digit."""
    return [number for number in NUMBER.findall(_NAMES.sub(" ", line)) if len(number) > 1]
