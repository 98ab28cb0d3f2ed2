"""Paragraph and run styles of a Word file, as far as text needs them: outline level, numbering, font."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lotrinh.reading.docx.container import W

_HEADING_NAME = re.compile(r"heading ([1-9])", re.ASCII)
BODY_LEVEL = 9  # w:outlineLvl of text that is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it says nothing. `based_on` is a style id or ""."""

    based_on: str = ""
    outline: int | None = None
    number_id: str | None = None
    number_level: int | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id, with the id of the default paragraph style and the font of the defaults."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    default_font: str = ""

    def chain(self, style_id: str) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        chain: list[tuple[str, Style]] = []
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            chain.append((style_id, self.by_id[style_id]))
            style_id = self.by_id[style_id].based_on
        return chain

    def outline(self, style_id: str) -> int:
        """Outline level from 0, or `BODY_LEVEL`."""
        said = (style.outline for _, style in self.chain(style_id))
        return next((level for level in said if level is not None), BODY_LEVEL)

    def numbering(self, style_id: str) -> tuple[str, int | None, str]:
        """(list id or "", level or None, id of the style that says so)."""
        for owner, style in self.chain(style_id):
            if style.number_id is not None:
                return style.number_id, style.number_level, owner
        return "", None, ""

    def font(self, style_id: str) -> str:
        """The font of text in this style, or ""."""
        said = (style.font for _, style in self.chain(style_id))
        return next((font for font in said if font), self.default_font)


def styles_of(root: Element | None) -> Styles:
    """Styles from the root of styles.xml; none when there is no such part."""
    if root is None:
        return Styles()
    by_id: dict[str, Style] = {}
    default = ""
    for element in root.iter(f"{W}style"):
        style_id = element.get(f"{W}styleId", "")
        by_id[style_id] = _style(element)
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            default = style_id
    fonts = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    return Styles(by_id, default, font_of(fonts))


def font_of(fonts: Element | None) -> str:
    """The font named by a w:rFonts, or ""."""
    if fonts is None:
        return ""
    return fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or fonts.get(f"{W}cs") or ""


def integer(element: Element | None, default: int | None = None) -> int | None:
    """The w:val of an element as a number, `default` when it is missing or none."""
    if element is None:
        return default
    try:
        return int(element.get(f"{W}val", "")[:9])
    except ValueError:
        return default


def _style(element: Element) -> Style:
    based = element.find(f"{W}basedOn")
    properties = element.find(f"{W}pPr")
    outline = number_id = number_level = None
    if properties is not None:
        outline = integer(properties.find(f"{W}outlineLvl"))
        number = properties.find(f"{W}numPr")
        if number is not None:
            number_level = integer(number.find(f"{W}ilvl"))
            identity = number.find(f"{W}numId")
            number_id = identity.get(f"{W}val") if identity is not None else None
    name = element.find(f"{W}name")
    heading = _HEADING_NAME.fullmatch(name.get(f"{W}val", "").lower()) if name is not None else None
    if outline is None and heading:
        outline = int(heading[1]) - 1
    return Style(
        based_on=based.get(f"{W}val", "") if based is not None else "",
        outline=outline,
        number_id=number_id,
        number_level=number_level,
        font=font_of(element.find(f"{W}rPr/{W}rFonts")) or None,
    )
