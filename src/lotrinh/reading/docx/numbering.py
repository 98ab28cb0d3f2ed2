"""Automatic numbers of Word: what is drawn before a paragraph, though no text holds it.

Lists that share an abstract definition share its counters; a list with a start of its own sets them
when it first appears. A level starts again after any higher level, unless it says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lotrinh.reading.docx.container import W
from lotrinh.reading.docx.styles import Styles, integer
from lotrinh.reading.lists import ordinal

_PLACEHOLDER = re.compile(r"%([1-9])")
_DRAWN_BULLETS = frozenset("-–—−+*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: the level (from 1) whose use restarts this one, 0 never, None any higher."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]  # starts of its own, set when the list first appears


@dataclass(slots=True)
class Numbering:
    """Counters of all lists; `label` counts on and must be called once for every numbered paragraph, in order."""

    lists: dict[str, _List] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level that a list ties to a paragraph style; 0 when none."""
        found = self.lists.get(list_id)
        levels = found.levels.items() if found else ()
        return next((number for number, level in levels if level.paragraph_style == style_id), 0)

    def label(self, list_id: str, number: int) -> str:
        """The label of the next paragraph on level `number` (from 0) of a list, "" when the list draws none.

        A bullet is "-", "+" … as drawn, any other sign "•".
        """
        found = self.lists.get(list_id)
        level = found.levels.get(number) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        if number in found.starts and (list_id, number) not in self._begun:
            counters[number] = found.starts[number] - 1
        self._begun.add((list_id, number))
        counters[number] = counters.get(number, level.start - 1) + 1
        for lower in [lower for lower in counters if lower > number]:
            restart = found.levels[lower].restart if lower in found.levels else None
            if restart is None or number < restart:
                del counters[lower]
        return _draw(level, found.levels, counters)


def numbering_of(root: Element | None, styles: Styles) -> Numbering:
    """Lists from the root of numbering.xml; none when there is no such part."""
    if root is None:
        return Numbering()
    abstracts = {element.get(f"{W}abstractNumId", ""): element for element in root.findall(f"{W}abstractNum")}
    nums = {element.get(f"{W}numId", ""): element for element in root.findall(f"{W}num")}
    lists: dict[str, _List] = {}
    for list_id, element in nums.items():
        abstract = _abstract_of(element, abstracts, nums, styles)
        if abstract not in abstracts:
            continue
        levels = dict(_level(level) for level in abstracts[abstract].findall(f"{W}lvl"))
        starts: dict[int, int] = {}
        for override in element.findall(f"{W}lvlOverride"):
            number = _number(override.get(f"{W}ilvl"))
            start = integer(override.find(f"{W}startOverride"))
            if start is not None:
                starts[number] = start
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[number] = _level(own)[1]
        lists[list_id] = _List(abstract, levels, starts)
    return Numbering(lists)


def _abstract_of(num: Element, abstracts: dict[str, Element], nums: dict[str, Element], styles: Styles) -> str:
    """The abstract list of a list, through at most one list style (w:numStyleLink)."""
    named = num.find(f"{W}abstractNumId")
    abstract = named.get(f"{W}val", "") if named is not None else ""
    link = abstracts[abstract].find(f"{W}numStyleLink") if abstract in abstracts else None
    if link is None:
        return abstract
    list_id = styles.numbering(link.get(f"{W}val", ""))[0]
    target = nums[list_id].find(f"{W}abstractNumId") if list_id in nums else None
    return target.get(f"{W}val", "") if target is not None else abstract


def _level(element: Element) -> tuple[int, Level]:
    style = element.find(f"{W}numFmt")
    text = element.find(f"{W}lvlText")
    owner = element.find(f"{W}pStyle")
    return _number(element.get(f"{W}ilvl")), Level(
        start=integer(element.find(f"{W}start"), 0) or 0,
        style=style.get(f"{W}val", "decimal") if style is not None else "decimal",
        text=text.get(f"{W}val", "") if text is not None else "",
        restart=integer(element.find(f"{W}lvlRestart")),
        legal=element.find(f"{W}isLgl") is not None,
        paragraph_style=owner.get(f"{W}val", "") if owner is not None else "",
    )


def _draw(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    if level.style == "bullet":
        sign = level.text.strip()
        return sign if sign in _DRAWN_BULLETS else "•" if sign else ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, Level())
        return ordinal(counters.get(at, other.start), "decimal" if level.legal else other.style)

    return _PLACEHOLDER.sub(number, level.text).strip()


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) == 1 else 0
