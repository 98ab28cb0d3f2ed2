"""Styles of an OpenDocument text, as far as text needs them: old fonts and automatic lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lotrinh.reading.legacy_fonts import encoding_of
from lotrinh.reading.numbering import Level, NumberedList, Numbering
from lotrinh.reading.odt.names import FO, STYLE, SVG, TEXT, count

_FORMATS = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter", "": "none"}
_NUMBER, _BULLET = f"{TEXT}list-level-style-number", f"{TEXT}list-level-style-bullet"
_OUTLINE_LEVEL = f"{TEXT}outline-level-style"
OUTLINE = "\0outline"  # no list style can be called that
_MOST_CHAIN = 50


@dataclass(slots=True)
class Styles:
    """Old encodings of styles by name, list styles by name, and the list style a paragraph style carries."""

    encodings: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)  # styles of hidden text

    def encoding(self, name: str, around: str) -> str:
        """The old encoding of text in style `name`, that of the text around where the style names no font."""
        return self.encodings.get(name, around)


def styles_of(roots: Iterable[Element]) -> Styles:
    """Styles of all parts that hold some; later ones replace earlier ones of the same name."""
    styles = Styles()
    faces: dict[str, str] = {}
    own: dict[str, tuple[str, str]] = {}  # style → (its parent, its font or "")
    for root in roots:
        for face in root.iter(f"{STYLE}font-face"):
            faces[face.get(f"{STYLE}name", "")] = face.get(f"{SVG}font-family", "").strip("'\"")
        for element in root.iter(f"{STYLE}style"):
            name = element.get(f"{STYLE}name", "")
            properties = element.find(f"{STYLE}text-properties")
            own[name] = (element.get(f"{STYLE}parent-style-name", ""), _font(properties, faces))
            if properties is not None and properties.get(f"{TEXT}display") == "none":
                styles.struck.add(name)
            if element.get(f"{STYLE}list-style-name"):
                styles.list_of[name] = element.get(f"{STYLE}list-style-name", "")
        for element in root.iter(f"{TEXT}list-style"):
            styles.lists[element.get(f"{STYLE}name", "")] = _levels(element)
        for element in root.iter(f"{TEXT}outline-style"):
            styles.lists[OUTLINE] = _levels(element)
    for name in own:
        font = _inherited(name, own)
        if font:
            styles.encodings[name] = encoding_of(font)
    return styles


def _font(properties: Element | None, faces: dict[str, str]) -> str:
    if properties is None:
        return ""
    named = properties.get(f"{STYLE}font-name")
    if named:
        return faces.get(named) or named
    return properties.get(f"{FO}font-family", "").strip("'\"")


def _inherited(name: str, own: dict[str, tuple[str, str]]) -> str:
    for _ in range(_MOST_CHAIN):
        if name not in own:
            return ""
        name, font = own[name]
        if font:
            return font
    return ""


def _levels(element: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for level in element:
        number = count(level.get(f"{TEXT}level")) - 1
        if level.tag == _BULLET:
            found[number] = Level(style="bullet", text=level.get(f"{TEXT}bullet-char", "•"))
        elif level.tag in (_NUMBER, _OUTLINE_LEVEL):
            style = _FORMATS.get(level.get(f"{STYLE}num-format", ""), "decimal")
            if style == "none":
                continue
            shown = count(level.get(f"{TEXT}display-levels"))
            drawn = ".".join(f"%{at + 1}" for at in range(max(0, number + 1 - shown), number + 1))
            before, after = level.get(f"{STYLE}num-prefix", ""), level.get(f"{STYLE}num-suffix", "")
            found[number] = Level(
                count(level.get(f"{TEXT}start-value"), 0x7FFF), style, f"{before}{drawn}{after}".replace("%0", "")
            )
    return found


class Lists:
    """The lists of a text as they are met; each begins anew unless it says that it continues another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbering = Numbering()
        self._last: dict[str, str] = {}  # list style → its list that was met last
        self._by_identity: dict[str, str] = {}

    def open(self, element: Element, style: str) -> str:
        """The list that a text:list of the outermost level is, for `label`."""
        continued = self._by_identity.get(element.get(f"{TEXT}continue-list", ""))
        if continued is None and element.get(f"{TEXT}continue-numbering") == "true":
            continued = self._last.get(style)
        key = continued or f"{len(self._numbering.lists)}"
        if continued is None:
            levels = self._styles.lists.get(style, {})
            self._numbering.lists[key] = NumberedList(key, levels, {})
        self._last[style] = key
        return key

    def remember(self, identity: str, key: str) -> None:
        """A later list may continue the one of this xml:id."""
        if identity:
            self._by_identity[identity] = key

    def label(self, key: str, depth: int) -> str:
        """The label of the next item `depth` levels deep (from 0)."""
        return self._numbering.label(key, depth)

    def outline_label(self, level: int) -> str:
        """The number of the next heading of an outline level from 0, "" where headings carry none."""
        if OUTLINE not in self._styles.lists:
            return ""
        if OUTLINE not in self._numbering.lists:
            self._numbering.lists[OUTLINE] = NumberedList(OUTLINE, self._styles.lists[OUTLINE], {})
        return self._numbering.label(OUTLINE, level)
