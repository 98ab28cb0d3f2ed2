"""Automatic numbers of a Word file: the lists of numbering.xml."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lotrinh.reading.docx.container import W
from lotrinh.reading.docx.styles import Styles, integer
from lotrinh.reading.numbering import Level, NumberedList, Numbering

__all__ = ["Numbering", "numbering_of"]


def numbering_of(root: Element | None, styles: Styles) -> Numbering:
    """Lists from the root of numbering.xml; none when there is no such part."""
    if root is None:
        return Numbering()
    abstracts = {element.get(f"{W}abstractNumId", ""): element for element in root.findall(f"{W}abstractNum")}
    nums = {element.get(f"{W}numId", ""): element for element in root.findall(f"{W}num")}
    lists: dict[str, NumberedList] = {}
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
        lists[list_id] = NumberedList(abstract, levels, starts)
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


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) == 1 else 0
