"""Lines to paragraphs: hard wraps are undone, items and headings stay apart.

Reads: a stretch of `Sheet` without tables. Writes: blocks of kind PARAGRAPH and HEADING.

Plain text knows two habits: one line is one paragraph, or lines are broken at some width and a
paragraph is a run of lines. Which one is decided per stretch from the lengths of its lines.
"""

from __future__ import annotations

import re

from lotrinh.reading.document import BlockKind
from lotrinh.reading.sheet import Draft, Sheet

_STRETCH = 200  # lines judged together
_WIDEST_WRAP = 120  # characters; longer lines are paragraphs of their own
_FEWEST_FULL_LINES = 4  # below this a stretch follows the rest of the document
_TERMINAL = frozenset(".;:!?…")
_CLOSERS = "*_”\"')]»’ "

# An item that opens a paragraph wherever it stands at the beginning of a line.
_ITEM = re.compile(
    r"[-–—+•●○▪■◆►➢✓√·∙◦][ \t\u00a0]*\S"
    r"|\*[ \t]+\S"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[a-zđA-ZĐ]|[ivxIVX]{1,5})[.)/][ \t\u00a0]*\S?"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}[. \t\u00a0]"
    r"|(?:Điều|ĐIỀU|Mục|MỤC|Chương|CHƯƠNG|Phần|PHẦN|Phụ lục|PHỤ LỤC)[ \t\u00a0]+(?:\d{1,3}|[IVX]{1,5})[ \t\u00a0]?[.:]"
    r"|(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện) \S"
    r"|[#>|<]"
)
_BULLETS = frozenset("-–—+•●○▪■◆►➢✓√·∙◦")
_CITING = ("Căn cứ", "Theo đề", "Xét đề", "Thực hi")
_ITEM_FIRST = frozenset("-–—+•●○▪■◆►➢✓√·∙◦*(0123456789IVXivxĐMCPTX#>|<")
_HASH_HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
_RULE = re.compile(r"[-_=*~.\s\u00a0–—]{3,}$")
_ALONE = re.compile(
    r"[*_ ]*(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|KẾ HOẠCH|CHỈ THỊ|CÔNG ĐIỆN|THÔNG BÁO|BÁO CÁO|CHƯƠNG TRÌNH|ĐỀ ÁN|TỜ TRÌNH|QUYẾT NGHỊ"
    r"|PHỤ LỤC(?: (?:SỐ )?[\dIVX.]{1,6})?|CHƯƠNG [\dIVX]{1,5}|PHẦN [\dIVX]{1,5})[ :.]*[*_ ]*$"
)


def wrap_width(lines: list[str]) -> int:
    """Typical length of a full line where lines are broken at some width; 0 where each line is a paragraph.

    >>> wrap_width(["Một đoạn văn."] * 30)
    0
    """
    long = sorted(length for line in lines if (length := len(line)) > 40)
    if len(long) < _FEWEST_FULL_LINES:
        return 0
    wide = sum(1 for length in long if length > _WIDEST_WRAP)
    if wide * 10 > len(long):
        return 0
    width = long[(len(long) - wide) * 3 // 4]
    full = [index for index, line in enumerate(lines) if width * 0.85 <= len(line) <= _WIDEST_WRAP]
    running = sum(1 for index in full if not _ends(lines[index]) and index + 1 < len(lines) and lines[index + 1])
    return width if running * 2 >= len(full) >= _FEWEST_FULL_LINES else 0


def _ends(line: str) -> bool:
    """Whether a sentence or an item may end with this line."""
    last = line[-1]
    if last in _TERMINAL:
        return True
    return last in _CLOSERS and line.rstrip(_CLOSERS)[-1:] in _TERMINAL


def put_paragraphs(draft: Draft, sheet: Sheet, first: int, last: int, *, width: int, markdown: bool) -> None:
    """Add the paragraphs of ``lines[first:last]`` to the draft. `width`: `wrap_width` of the whole document."""
    for begin in range(first, last, _STRETCH):
        end = min(begin + _STRETCH, last)
        own = sheet.lines[begin:end]
        _put_stretch(draft, sheet, begin, end, wrap_width(own) if width and len(own) > 40 else width, markdown)


def _put_stretch(draft: Draft, sheet: Sheet, first: int, last: int, width: int, markdown: bool) -> None:
    lines, starts = sheet.lines, sheet.starts
    joins = _joins_wrapped if width else _joins_unwrapped
    opened = -1  # first line of the open paragraph
    previous = -1  # its last line
    for index in range(first, last):
        line = lines[index]
        if not line or (line[0] in "-_=*~.–—" and _RULE.match(line)):
            continue
        if opened >= 0:
            if joins(lines, opened, previous, index, width):
                previous = index
                continue
            _put(draft, sheet, opened, previous, markdown)
        opened = previous = index
    if opened >= 0:
        _put(draft, sheet, opened, previous, markdown)


def _put(draft: Draft, sheet: Sheet, first: int, last: int, markdown: bool) -> None:
    line = sheet.lines[first]
    kind, level = BlockKind.PARAGRAPH, 0
    if line[0] == "#" and markdown and (marks := _HASH_HEADING.match(line)):
        kind, level = BlockKind.HEADING, marks.end()
    elif line[0] == "*" and line.startswith("**") and sheet.lines[last].endswith("**") and line.count("**") == 2:
        kind = BlockKind.HEADING
    draft.put(sheet.starts[first], sheet.end(last), kind, level)


def _joins_unwrapped(lines: list[str], opened: int, previous: int, index: int, width: int) -> bool:
    """Whether a line goes on with the paragraph before it, where a line is usually a paragraph.

    Scraped pages break a line around bold or raised text: "So với tháng trước,⏎chỉ số … tăng", "m⏎3⏎, tăng".
    """
    if index != previous + 1:
        return False
    line, before = lines[index], lines[previous]
    first = line[0]
    if first in ",;.)%":
        return True
    if first.islower():
        return line[1:2] not in (")", ".") and before[0] not in "#|" and not _ends(before)
    if first.isdigit():
        return (len(line) == 1 and before[-1:] == "m") or before.endswith((" số", " ngày", " tháng", " năm"))
    return False


def _joins_wrapped(lines: list[str], opened: int, previous: int, index: int, width: int) -> bool:
    """Whether a line goes on with the paragraph before it, where lines are broken at `width`."""
    line, before = lines[index], lines[previous]
    full = len(before) + 1 + line.find(" ") % len(line) > width * 0.88
    if index != previous + 1:  # a blank line inside a paragraph: scans and page breaks
        return full and line[0].islower() and line[1:2] not in (")", ".") and not _ends(before)
    if "#" in (line[0], before[0]):
        return False
    if line[0] in _ITEM_FIRST or line[1:2] in (")", "."):
        if (item := _ITEM.match(line)) is not None:
            return _goes_on(line, before, full, item.group())
    if "*" in before and (before.startswith("**") or "**" in "".join(lines[opened:index])):
        marks = sum(part.count("**") for part in lines[opened:index])
        if marks % 2:
            return True
        if opened == previous and before.startswith("**") and before.endswith("**") and marks == 2:
            return False
    capitals = line.isupper() and len(line) > 3
    if before.isupper() and len(before) > 3:
        return capitals and not _ALONE.match(before)
    if capitals and len(line) > 12 and not full:
        return False
    return full or not _ends(before) or not line[0].isupper()


def _goes_on(line: str, before: str, full: bool, item: str) -> bool:
    """Whether what looks like an item at the beginning of a line is the middle of a sentence."""
    if _ends(before) or line[0] in "#>|<":
        return False
    if line[0] in _BULLETS:
        follows = line[1:].lstrip()[:1]
        return full or follows.islower() or (follows.isdigit() and before[-1].isdigit())
    if line.startswith(_CITING):
        return True
    return full and not before.endswith((",", "*", ")"))
