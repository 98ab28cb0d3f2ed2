"""The tables at the head of a Rich Text file: fonts and styles."""

from __future__ import annotations

import re

from lotrinh.reading.rtf.fonts import Font, font_of

_HEADING = re.compile(r"heading ([1-9])")
_NO_LEVEL = -1
_MOST = 10_000


class FontTable:
    """Fonts by number, read word by word; a font ends at its semicolon."""

    def __init__(self) -> None:
        self._named: dict[int, tuple[str, int]] = {}
        self._made: dict[tuple[int, str], Font] = {}
        self._number = 0
        self._name = ""
        self._charset = 0

    def begin(self, number: int) -> None:
        """The font `number` is described from here on."""
        self._number, self._name, self._charset = number, "", 0

    def charset(self, number: int) -> None:
        """The character set of the font under description."""
        self._charset = number

    def text(self, text: str) -> None:
        """A part of the name."""
        name, end, _ = text.partition(";")
        self._name = (self._name + name)[:100]
        if end and len(self._named) < _MOST:
            self._named[self._number] = (self._name.strip(), self._charset)
            self._made.clear()

    def font(self, number: int, default: str) -> Font:
        """The font `number`, whose bytes are of `default` unless it says otherwise."""
        key = (number, default)
        if key not in self._made:
            if len(self._made) > _MOST:
                self._made.clear()
            self._made[key] = font_of(*self._named.get(number, ("", 0)), default)
        return self._made[key]


class StyleTable:
    """Outline levels of paragraph styles by number; a style ends at its semicolon."""

    def __init__(self) -> None:
        self._levels: dict[int, int] = {}
        self._number = 0
        self._level = _NO_LEVEL
        self._name = ""

    def begin(self, number: int) -> None:
        """The style `number` is described from here on."""
        self._number, self._name, self._level = number, "", _NO_LEVEL

    def outline(self, level: int) -> None:
        """The outline level, from 0, of the style under description."""
        self._level = level

    def text(self, text: str) -> None:
        """A part of the name."""
        name, end, _ = text.partition(";")
        self._name = (self._name + name)[:100]
        if end and len(self._levels) < _MOST:
            heading = _HEADING.fullmatch(self._name.strip().lower())
            level = int(heading[1]) - 1 if heading and self._level == _NO_LEVEL else self._level
            if level != _NO_LEVEL:
                self._levels[self._number] = level
            self.begin(0)

    def level(self, number: int) -> int:
        """The outline level of a style from 0, -1 for text."""
        return self._levels.get(number, _NO_LEVEL)
