"""Markers: the number, letter or bullet a line begins with.

Reads: `Prose`. Writes: one `Marker` or None per line.

Vietnamese documents number parts, chapters and articles in words ("Phần thứ nhất", "Chương II",
"Điều 5."), then I., 1., 1.1., a), and list with -, + and *. Tokenised texts put a blank before the
mark ("1 ."), Word draws some numbers without storing them (`Line.label`).
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.extraction.prose import Line, Prose
from lotrinh.reading.document import BlockKind


class Marker(msgspec.Struct, frozen=True, gc=False):
    """How a line begins. `label` as printed without its punctuation ("II", "2.1", "a", "-", "Điều 5").

    `kind`: annex part chapter division article capital roman number dotted letter item bullet.
    `style`: kind and typography together; two markers of one list share it.
    `value`: its place in the list (bullets: 0). `level_hint`: the usual depth of its kind, small is high.
    `body`: prose offset of what follows.
    """

    label: str
    kind: str
    style: str
    value: int
    level_hint: int
    body: int


_RANKS = {
    "annex": 0,
    "part": 1,
    "chapter": 2,
    "division": 3,
    "article": 4,
    "capital": 5,
    "roman": 6,
    "number": 8,
    "dotted": 9,
    "letter": 14,
    "item": 15,
}
_BULLET_RANKS = {"-": 16, "+": 17}
_OTHER_BULLET = 18
_LONGEST_HEADING = 300
_BULLETS = frozenset("-+*•●○▪■□❖➢✓·→◦")
_RULES = frozenset("-+*_=.")  # no bullet stands before one of these: "---", "-.", "*_"

_MARK = re.compile(
    r" *(?:"
    r"(?P<bullet>[-+*•●○▪■□❖➢✓·→◦])(?![-+*_=.])"
    r"|(?P<number>[0-9]{1,3}(?: ?\. ?[0-9]{1,2}){0,5})(?P<tail> ?[.)/:]| ?-(?=[ ]?[^\W\d])|)(?![0-9])"
    r"(?=[ “\"(]|[^\W\d]|$)"
    r"|\((?P<item>[0-9]{1,2}|[ivx]{1,5}|[a-zđ])\)"
    r"|(?!v/ ?v)(?P<roman>[ivxl]{1,7})(?P<mark>(?: ?[.)/:]|-|(?= - ))(?= |[^\W\d]|[“\"(]|$))"
    r"|(?!v/ ?v)(?P<letter>[a-zđ][0-9]?)(?P<close> ?[.)/](?= |[^\W\d]|[“\"(]|$)|-(?= ))"
    r")[ ]*"
)
# A scanner's speck before a number ("_2.3. Giao Vụ Chính sách"). Quotation marks are none.
_SPECKS = frozenset("_'`~|¬")
_SPECKED = re.compile(r"(?= ?[0-9]{1,2}(?:\.[0-9]{1,2})*\. ?[^\W\d])" + _MARK.pattern)
_NAMED = re.compile(
    r" *(?:"
    r"(?P<part>phần(?: thứ)? (?P<part_no>nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|[ivx]{1,5}|[0-9]{1,2}|[a-e]))"
    r"|(?P<chapter>chương (?P<chapter_no>[ivxlc]{1,7}|[0-9]{1,2}))"
    r"|(?P<division>(?:tiểu )?mục (?P<division_no>[ivx]{1,5}|[0-9]{1,2}|[a-e]))"
    r"|(?P<annex>(?:phụ lục|biểu|biểu mẫu|mẫu)(?: số)?"
    r"(?::? ?(?P<annex_no>[ivx]{1,5}|[0-9]{1,2}(?:[.-]?[a-z0-9])?|[a-e]))?)"
    r"|(?P<article>điều ?(?P<article_no>[0-9]{1,3})[a-zđ]?)"
    r")(?P<rest>(?: ?[.:](?: ?- )?|(?= ?$)|(?=[ (/-]))[ ]*)"
)
_BARE_ROMAN = re.compile(r"([ivx]{1,4}) (?=[^\W\d_]{2,} [^\W\d_]{2,})")
_LONGEST_BARE = 120
_NAMED_FIRST = frozenset("pcmtđb ")
_NAMES = ("phần ", "chương ", "mục ", "tiểu mục ", "phụ lục", "biểu", "mẫu", "điều", " ")
_SECONDS = frozenset(" .)/:-ivxl0123456789")
_ORDINALS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def roman_value(text: str) -> int:
    """Value of a Roman number in lower case (0 when it is none).

    >>> roman_value("iv"), roman_value("xii"), roman_value("iiv"), roman_value("a")
    (4, 12, 0, 0)
    """
    digits = [_ROMAN_DIGITS.get(letter, 0) for letter in text]
    if 0 in digits:
        return 0
    value = sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))
    return value if 0 < value < 90 and roman(value).lower() == text else 0


def roman(value: int) -> str:
    """`value` (1–89) as a Roman number.

    >>> roman(4), roman(14)
    ('IV', 'XIV')
    """
    tens, ones = divmod(value, 10)
    return ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens] + (
        "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    )[ones]  # fmt: skip


def find_markers(prose: Prose) -> list[Marker | None]:
    """The marker of every line, None where there is none. Linear."""
    shade = prose.shadow
    markers: list[Marker | None] = []
    letter_before = ""
    for line in prose.lines:
        marker = None
        if line.label:
            marker = marker_of_label(line.label, line.start)
        elif line.end - line.start > 1 and line.kind is not BlockKind.FURNITURE:
            first = shade[line.start]
            # Most lines begin with a word: they are told apart here, before any pattern is tried.
            if not first.isalpha() or shade[line.start + 1] in _SECONDS or first in _NAMED_FIRST:
                marker = _printed_marker(prose, line, letter_before)
        if marker is not None:
            if marker.kind == "letter":
                letter_before = marker.label
            elif marker.kind not in ("bullet", "item"):
                letter_before = ""
        markers.append(marker)
    return markers


def marker_of_label(label: str, body: int) -> Marker | None:
    """The marker that an automatic number stands for ("Điều 3.", "II.", "1.2", "-")."""
    text = label.strip()
    shade = text.lower()
    named = _NAMED.match(shade)
    if named is not None:
        return _named(text, shade, named, body)
    mark = _MARK.match(shade + " ")
    marker = _marked(text + " ", mark, "") if mark else None
    return None if marker is None else msgspec.structs.replace(marker, body=body)


def _printed_marker(prose: Prose, line: Line, letter_before: str) -> Marker | None:
    shade = prose.shadow
    first = shade[line.start]
    if first in _NAMED_FIRST and shade.startswith(_NAMES, line.start):
        named = _NAMED.match(shade, line.start, line.end)
        if named is not None and _is_heading(prose, line, named):
            return _named(prose.text, shade, named, named.end())
    if first.isalpha() and shade[line.start + 1] not in _SECONDS:
        return None
    if first in _BULLETS:
        return _bullet(shade, line)
    if (bare := _BARE_ROMAN.match(shade, line.start, line.end)) and _is_bare_roman(prose, line, bare):
        return Marker(bare[1].upper(), "roman", "I", roman_value(bare[1]), _RANKS["roman"], bare.end())
    mark = _MARK.match(shade, line.start, line.end)
    if mark is None and first in _SPECKS:
        mark = _SPECKED.match(shade, line.start + 1, line.end)
    if mark is None:
        return None
    if line.kind is BlockKind.CELL and (mark.end() >= line.end or shade[mark.end()].isdecimal()):
        return None  # a cell that holds only a number or a sign is a value
    return _marked(prose.text, mark, letter_before)


def _is_bare_roman(prose: Prose, line: Line, bare: re.Match[str]) -> bool:
    """Whether a Roman number that lost its point heads a title in capitals: "II MỤC TIÊU"."""
    quiet = line.kind in (BlockKind.CELL, BlockKind.LETTERHEAD)
    title = prose.text[line.start : line.end]
    return not quiet and roman_value(bare[1]) > 0 and len(title) <= _LONGEST_BARE and title.isupper()


def _bullet(shade: str, line: Line) -> Marker | None:
    """As `_MARK` tells bullets, but quicker: they are the commonest markers."""
    sign, body = shade[line.start], line.start + 1
    if shade[body] in _RULES:
        return None
    while body < line.end and shade[body] == " ":
        body += 1
    if line.kind is BlockKind.CELL and (body >= line.end or shade[body].isdecimal()):
        return None
    return Marker(sign, "bullet", sign, 0, _BULLET_RANKS.get(sign, _OTHER_BULLET), body)


def _marked(text: str, mark: re.Match[str], letter_before: str) -> Marker | None:
    body = mark.end()
    if bullet := mark["bullet"]:
        return Marker(bullet, "bullet", bullet, 0, _BULLET_RANKS.get(bullet, _OTHER_BULLET), body)
    if number := mark["number"]:
        return _numbered(text, number.replace(" ", ""), mark["tail"].strip(), body)
    if item := mark["item"]:
        style = "(1)" if item.isdecimal() else "(i)" if roman_value(item) and item != letter_before else "(a)"
        value = int(item) if item.isdecimal() else _letter_value(item, style)
        return Marker(f"({item})", "item", style, value, _RANKS["item"], body)
    if letters := mark["roman"]:
        printed = text[mark.start("roman") : mark.end("roman")]
        close = mark["mark"].strip()
        value = roman_value(letters)
        if value and (printed.isupper() or (len(printed) > 1 and printed[0].isupper())):
            return Marker(printed.upper(), "roman", "I", value, _RANKS["roman"], body)
        if value and printed.islower() and not (letters in _LETTERS and _follows(letter_before, letters)):
            return Marker(printed, "item", "i" + close, value, _RANKS["item"], body) if close in (".", ")") else None
        if len(letters) > 1:
            return None
        return _lettered(printed, close, body)
    start, end = mark.span("letter")
    return _lettered(text[start:end], mark["close"].strip(), body)


def _letter_value(letters: str, style: str) -> int:
    return roman_value(letters) if style == "(i)" else _LETTERS.find(letters) + 1


def _follows(before: str, letter: str) -> bool:
    return bool(before) and _LETTERS.find(letter) == _LETTERS.find(before[0].lower()) + 1


def _lettered(printed: str, close: str, body: int) -> Marker:
    kind = "capital" if printed[0].isupper() else "letter"
    style = "A" if kind == "capital" else "a" + ("1" if len(printed) > 1 else "") + close
    value = _LETTERS.find(printed[0].lower()) + 1
    rank = _RANKS[kind] + (1 if len(printed) > 1 else 0)
    return Marker(printed, kind, style, value, rank, body)


def _numbered(text: str, label: str, tail: str, body: int) -> Marker | None:
    depth = label.count(".")
    if not tail and depth and text[body : body + 1].isupper():
        tail = "."  # "2.1 Phát triển …"; but "3.5 triệu đồng" is a figure
    if not tail or (depth and len(label.split(".", 1)[0]) > 2):
        return None
    if tail == "/" and text[body - 1 : body] != " ":
        return None  # "15/CP" is a document's number
    last = int(label.rsplit(".", 1)[-1])
    if depth:
        return Marker(label, "dotted", f"1.{depth}", last, _RANKS["dotted"] + depth - 1, body)
    return Marker(label, "number", "1" + tail, last, _RANKS["number"], body)


def _named(text: str, shade: str, named: re.Match[str], body: int) -> Marker:
    kind = next(k for k in ("part", "chapter", "division", "annex", "article") if named[k])
    number = named[f"{kind}_no"] or ""
    label = text[slice(*named.span(kind))]
    if kind == "article" and label[4:5].isdecimal():
        label = f"{label[:4]} {label[4:]}"  # "Điều1.- …"
    style = "tiểu mục" if shade.startswith("tiểu", named.start(kind)) else kind
    value = _ORDINALS.get(number) or (int(number) if number.isdecimal() else 0)
    if not value and number:
        value = roman_value(number) if set(number) <= _ROMAN_DIGITS.keys() else _LETTERS.find(number[0]) + 1
    return Marker(label, kind, style, value, _RANKS[kind], body)


def _is_heading(prose: Prose, line: Line, named: re.Match[str]) -> bool:
    """Whether "Phụ lục 2 …", "Chương I …" begins a heading rather than a sentence about one."""
    text = prose.text
    start = named.start() + len(named[0]) - len(named[0].lstrip(" "))
    if not text[start].isupper():
        return False
    if named["article"]:
        return named["rest"].strip() != "" or named.end() >= line.end
    if line.end - line.start > _LONGEST_HEADING:
        return False
    rest = text[named.end() : line.end]
    if not rest.strip() or named["rest"].strip():
        return True
    first = rest.lstrip(" -(")
    if named["annex"] and not named["annex_no"]:
        return text[start : line.end].isupper()
    return first.isupper() or rest.startswith(("-", "("))
