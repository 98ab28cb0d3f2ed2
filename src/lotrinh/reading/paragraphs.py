"""Lines to paragraphs: hard wraps are undone, items and headings stay apart.

Reads: a stretch of `Sheet` without tables. Writes: blocks of kind PARAGRAPH and HEADING.

Plain text knows two habits: one line is one paragraph, or lines are broken at some width and a
paragraph is a run of lines. Which one is decided per stretch from the lengths of its lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lotrinh.reading.document import Block, BlockKind
from lotrinh.reading.furniture import put_furniture
from lotrinh.reading.run_on import item_starts
from lotrinh.reading.sheet import Draft, Sheet

_MOSTLY, _SURELY = 0.88, 0.97  # shares of the width that a line fills when it was broken
_LONGEST_FULL_LINE = 1.4  # times the usual width; what is longer is a paragraph of its own
_TORN_LINE = 0.6  # times the usual width; a longer line may go on below a blank one
_LONG_SENTENCE = 60  # characters of an unwrapped line that goes on below a colon or semicolon
_MOST_BOLD_LINES = 30  # of a paragraph in which unclosed bold type is looked for
_STRETCH = 200  # lines judged together
_WIDEST_WRAP = 120  # characters; longer lines are paragraphs of their own
_FEWEST_JUDGED_LINES = 40
_SHARE_RUNNING = 0.35  # of the full lines that end, and go on, in the middle of a sentence
_MOST_FULL_LINES = 60  # so many tell enough
_FEWEST_FULL_LINES = 4  # below this a stretch follows the rest of the document
_SMALL = frozenset("aăâbcdđeêfghijklmnoôơpqrstuưvwxyzáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
_ITEM_ENDS = (")", ".")
_TERMINAL = frozenset(".;:!?…")
_CLOSERS = "*_”\"')]»’ "

# An item that opens a paragraph wherever it stands at the beginning of a line; a wrapped number does not
# ("10.530", "32/2014/TT-BTC").
_ITEM = re.compile(
    r"(?:\*{1,3}(?=[^\s*]))?(?:[-–—+•●○▪■◆►➢✓√·∙◦][ \t\u00a0]*\S"
    r"|\*[ \t]+\S"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[a-zđA-ZĐ]|[ivxIVX]{1,5})[.)/](?!\d)[ \t\u00a0]*\S?"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}[. \t\u00a0]|[IVX]{1,5}-[ \t]?[A-ZĐ]|\d{1,2}-(?:[ \t]+[A-ZĐ]|[A-ZĐ][a-zà-ỹ])"
    r"|(?:Điều|ĐIỀU|Mục|MỤC|Chương|CHƯƠNG|Phần|PHẦN|Phụ lục|PHỤ LỤC)[ \t\u00a0]+(?:\d{1,3}|[IVX]{1,5})[ \t\u00a0]?[.:]"
    r"|(?:Chương|CHƯƠNG|Mục|MỤC|Phụ lục|PHỤ LỤC)[ \t\u00a0]+(?:\d{1,2}|[IVX]{1,5})$"
    r"|(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện) \S|Kính gửi ?:"
    r"|\[\d{1,3}\]"
    r"|[#>|<])"
)
# An article or a part with room behind it: its title ends here.
_TITLED = re.compile(r"\*{0,3}(?:(?:Điều|ĐIỀU) \d{1,3}[.:]|[IVX]{1,4}\.) ?\w")
_LONE_ARTICLE = re.compile(r"\*{0,3}(?:Điều|ĐIỀU) \d{1,3}[.:] ?\*{0,3}$")  # whose title begins below
# A number on a line of its own, whose text begins below: "I .⏎Mục tiêu", "1.⏎Sở Y tế".
_LONE_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-eđ]) ?[.)]$")
_LONGEST_NUMBER = 8
# Numbered headings of plans, which end here though no full stop tells it: "1. Mục⏎đích⏎Quán triệt …".
_HEADED = re.compile(
    r"\*{0,3}(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[a-eđ])[.)] ?\*{0,3}(?:Mục đích|Yêu cầu|Mục đích(?:,| và) yêu cầu"
    r"|Mục tiêu(?: chung| tổng quát| cụ thể)?|Quan điểm(?: chỉ đạo)?|Phạm vi(?:,| và) đối tượng"
    r"|Nhiệm vụ(?:,| và) giải pháp)\*{0,3}"
)
_NOTE = re.compile(r"\[\d{1,3}\]|[¹²³⁴-⁹]")  # a footnote, at the beginning of its paragraph
_NOTE_FIRST = frozenset("[¹²³⁴⁵⁶⁷⁸⁹")
_BULLETS = frozenset("-–—+•●○▪■◆►➢✓√·∙◦")
_CITING = ("Căn cứ", "*Căn cứ", "Theo đề", "*Theo đề", "Xét đề", "*Xét đề", "Thực hiện", "*Thực hiện")
_ITEM_FIRST = frozenset("-–—+•●○▪■◆►➢✓√·∙◦*(0123456789IVXivxĐMCPTXK#>|<[")
# Below a title in capitals the line of its issuer is a paragraph of its own, unless the title goes on with it.
_ISSUERS = (
    "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "CHỦ TỊCH ỦY BAN", "CHỦ TỊCH UỶ BAN", "BỘ TRƯỞNG BỘ",
    "CHÍNH PHỦ", "THỦ TƯỚNG CHÍNH PHỦ", "QUỐC HỘI", "ỦY BAN THƯỜNG VỤ QUỐC HỘI", "THỐNG ĐỐC", "TỔNG CỤC TRƯỞNG",
)  # fmt: skip
_EMPHASIS = "*_"
_MARKS = "*_ "
_HANGING = (" của", " và", " tại", " về", " số", " ngày", " tháng", " năm")  # words that no line of its own ends with
_OF = ("CỦA", "VÀ", "DO", "CHO", "GIỮA", "VỚI", "TRÌNH", "THUỘC", "TẠI", ",", "-")
_AWAITING = (" số", " ngày", " tháng", " năm")  # words that a figure follows
_FIGURE = re.compile(r"\d[\d.,]*(?:%| (?![a-zđ][.)])[a-zđ])")
_HASH_HEADING = re.compile(r"#{1,6}(?=[ \t]|$)")
_DRAWN = frozenset("-_=*~.–—#")
_RULE = re.compile(r"[-_=*~.\s\u00a0–—]{3,}$")
_ALONE = re.compile(
    r"[*_ ]*(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|KẾ HOẠCH|CHỈ THỊ|CÔNG ĐIỆN|THÔNG BÁO|BÁO CÁO|CHƯƠNG TRÌNH|ĐỀ ÁN|TỜ TRÌNH"
    r"|QUYẾT NGHỊ"
    r"|PHỤ LỤC(?: (?:SỐ )?[\dIVX.]{1,6})?|CHƯƠNG [\dIVX]{1,5}|PHẦN [\dIVX]{1,5})[ :.]*[*_ ]*$"
)

# What heads a document or its parts, on a line of its own though not in capitals.
_WORD_ALONE = re.compile(
    r"(?:Quyết định|Nghị quyết|Kế hoạch|Chỉ thị|Thông báo|Báo cáo|Chương trình|Đề án|Tờ trình|Phụ lục"
    r"|Phần thứ (?:nhất|hai|ba|tư|năm)|Phần [IVX]{1,4})[ :]*$"
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
    del full[_MOST_FULL_LINES:]
    running = sum(1 for index in full if not _ends(lines[index]) and _goes_on_small(lines, index + 1))
    return width if running >= len(full) * _SHARE_RUNNING and len(full) >= _FEWEST_FULL_LINES else 0


def _goes_on_small(lines: list[str], index: int) -> bool:
    """Whether the next line with text begins in the middle of a sentence."""
    following = next((line for line in lines[index : index + 3] if line), "")
    return following[:1] in _SMALL or following[:1].isdigit()


def is_rule(line: str) -> bool:
    """Whether a line is only drawn: ``-----``, ``** **``, or blank."""
    if not line or line == "#":
        return True
    return line[0] in _DRAWN and line[-1] in _DRAWN and _RULE.match(line) is not None


def _ends(line: str) -> bool:
    """Whether a sentence or an item may end with this line."""
    last = line[-1]
    if last in _TERMINAL:
        return True
    return last in _CLOSERS and line.rstrip(_CLOSERS)[-1:] in _TERMINAL


@dataclass(frozen=True, slots=True)
class Habit:
    """How a text is written: width of its full lines (0: a line is a paragraph), Markdown or not, furniture lines."""

    width: int
    markdown: bool
    furniture: dict[int, str]


def put_paragraphs(draft: Draft, sheet: Sheet, first: int, last: int, habit: Habit) -> None:
    """Add the paragraphs and the furniture of ``lines[first:last]`` to the draft."""
    lines, furniture = sheet.lines, habit.furniture
    width = judged = 0  # width of the stretch that ends at line `judged`
    opened = -1  # first line of the open paragraph
    previous = -1  # its last line
    done = first  # furniture before this line is written
    for index in range(first, last):
        line = lines[index]
        if not line or (line[0] in _DRAWN and is_rule(line)):
            continue
        if index >= judged:
            judged = min(index + _STRETCH, last)
            width = _own_width(lines[index:judged], habit.width)
        if index in furniture:
            if opened >= 0:
                _put(draft, sheet, opened, previous, habit)
                opened = -1
            done = put_furniture(draft, sheet, index, last, furniture) if index >= done else done
            continue
        if opened >= 0:
            if _joins(lines, opened, previous, index, width):
                previous = index
                continue
            _put(draft, sheet, opened, previous, habit)
        opened = previous = index
    if opened >= 0:
        _put(draft, sheet, opened, previous, habit)


def _own_width(lines: list[str], width: int) -> int:
    """The width of a stretch, which is judged by itself where it does not look like the rest of the text."""
    alike = (max(map(len, lines)) <= _WIDEST_WRAP) == bool(width)
    return width if alike or len(lines) < _FEWEST_JUDGED_LINES else wrap_width(lines)


def _put(draft: Draft, sheet: Sheet, first: int, last: int, habit: Habit) -> None:
    line = sheet.lines[first]
    kind, level = BlockKind.PARAGRAPH, 0
    if line[0] == "#" and habit.markdown and (marks := _HASH_HEADING.match(line)):
        kind, level = BlockKind.HEADING, marks.end()
    elif line[0] == "*" and line.startswith("**") and sheet.lines[last].endswith("**"):
        marks_within = sum(part.count("**") for part in sheet.lines[first : last + 1])
        kind = BlockKind.HEADING if marks_within == 2 else kind
    elif line[0] in _NOTE_FIRST and _NOTE.match(line):
        kind = BlockKind.NOTE
    start, end = sheet.starts[first], sheet.starts[last] + len(sheet.lines[last])
    if first == last and kind is BlockKind.PARAGRAPH and (items := item_starts(line)):
        starts = [start, *(start + item for item in items if item)]
        for begin, stop in pairwise([*starts, end]):
            draft.put(begin, begin + len(line[begin - start : stop - start].rstrip()))
        return
    draft.blocks.append(Block(start, end, kind, "", level))


def _joins(lines: list[str], opened: int, previous: int, index: int, width: int) -> bool:
    """Whether a line goes on with the paragraph ``[opened, previous]``."""
    line, before = lines[index], lines[previous]
    if len(before) <= _LONGEST_NUMBER and opened == previous == index - 1 and _LONE_NUMBER.match(before):
        return not (line[0] in _ITEM_FIRST and _ITEM.match(line))
    if not width:
        return index == previous + 1 and _joins_unwrapped(line, lines[previous])
    small = line[0] in _SMALL and line[1:2] not in _ITEM_ENDS
    if opened == previous == index - 1 and _LONE_ARTICLE.match(lines[previous]) and not _ITEM.match(line):
        return True
    if index != previous + 1:  # a blank line inside a paragraph: scans and page breaks
        before = lines[previous]
        if line[0] in _EMPHASIS and before[0] == line[0] == before[-1] == line[-1]:  # each line in italics
            line, before = line.strip(_MARKS), before.strip(_MARKS)
            small = line[:1] in _SMALL or before.endswith(_HANGING)
        return small and len(lines[previous]) > width * _TORN_LINE and not _ends(before)
    if small and lines[previous][-1] != "*" and lines[opened][0] != "#":
        return True  # most lines: the middle of a wrapped sentence
    if len(lines[previous]) > width * _LONGEST_FULL_LINE:
        return _joins_unwrapped(line, lines[previous])
    return _joins_wrapped(lines, opened, previous, index, width)


def _is_full(before: str, line: str, width: int, share: float = _MOSTLY) -> bool:
    """Whether the first word of `line` had no room behind `before`: it would fill more than a share of the width."""
    return len(before) + 1 + line.find(" ") % len(line) > width * share


def _joins_unwrapped(line: str, before: str) -> bool:
    """Whether a line goes on with the one before it, where a line is usually a paragraph.

    Scraped pages break a line around bold or raised text: "So với tháng trước,⏎chỉ số … tăng", "m⏎3⏎, tăng".
    """
    first = line[0]
    if first in ",;.)%":
        return True
    if first.islower():
        if line[:3].replace(" ", "")[1:2] in _ITEM_ENDS or before[0] in "#|":
            return False
        return not _ends(before) or (before[-1] in ";:," and len(before) > _LONG_SENTENCE)
    if first.isdigit() and before[-1] not in _TERMINAL:
        raised = len(line) == 1 and before[-1] == "m"
        share = line.partition(" ")[0].endswith("%")  # "1. Chính quyền số⏎100% văn bản …" are two paragraphs
        awaited = before.endswith(_AWAITING) and not share
        return (
            raised or awaited or (before[-1].islower() and not _ITEM.match(before) and _FIGURE.match(line) is not None)
        )
    return False


def _joins_wrapped(lines: list[str], opened: int, previous: int, index: int, width: int) -> bool:
    """Whether a line goes on with the one above it, where lines are broken at `width`."""
    line, before = lines[index], lines[previous]
    if "#" in (line[0], before[0]):
        return False
    if (line[0] in _ITEM_FIRST or line[1:2] in _ITEM_ENDS) and _ITEM.match(line):
        return _goes_on(line, before, full=_is_full(before, line, width))
    if "*" in before:
        marks = sum(part.count("**") for part in lines[opened:index]) if index - opened < _MOST_BOLD_LINES else 0
        if marks % 2:
            return True
        if opened == previous and marks == 2 and before.startswith("**") and before.endswith("**"):
            return False
    capitals = line.isupper() and len(line) > 3
    if (opened == previous and _WORD_ALONE.match(before)) or (
        _WORD_ALONE.match(line) and not _is_full(before, line, width)
    ):
        return False
    if before.isupper():
        issues = line.startswith(_ISSUERS) and not before.endswith(_OF) and not _is_full(before, line, width, _SURELY)
        return line.isupper() and not _ALONE.match(before) and not issues
    if capitals and (_ALONE.match(line) or (len(line) > 12 and not _is_full(before, line, width))):
        return False
    if _is_full(before, line, width) or not line[0].isupper():
        return True
    titled = opened == previous and len(before) < width * _TORN_LINE and _TITLED.match(before)
    if titled or _ends(before):
        return False
    return previous - opened > 1 or _HEADED.fullmatch(" ".join(lines[opened : previous + 1])) is None


def _goes_on(line: str, before: str, *, full: bool) -> bool:
    """Whether what looks like an item at the beginning of a line is the middle of a sentence."""
    if _ends(before) or line[0] in "#>|<":
        return False
    if line[0].isdigit() and before.endswith(_AWAITING):  # "Thực hiện Nghị quyết số⏎01/NQ-CP"
        return True
    if line[0] in _BULLETS:
        follows = line[1:].lstrip()[:1]
        return full or follows.islower() or (follows.isdigit() and before[-1].isdigit())
    if line.startswith(_CITING):
        # Below the issuer or the title the first recital begins, and below whom a letter is for its text.
        return not before.isupper() and not before.startswith("Kính gửi")
    return full and not before.endswith((",", "*", ")"))
