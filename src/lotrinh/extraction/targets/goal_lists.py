"""Goal lists: the lines of a list or a paragraph that a line of goals opens.

Reads: `Outline`, `Prose`. Writes: line numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.goal_headings import KIND, NOUN
from lotrinh.extraction.targets.mood import YARDSTICK, blanks, mood_patterns

# "… đạt các chỉ tiêu sau:", "Phấn đấu đến năm 2030:" at the end of a paragraph.
_INTRODUCES = pattern(
    rf"(?:{NOUN}{KIND}?(?: (?:được )?(?:đặt|đề) ra)?(?:[;,]? (?:trong đó|cụ thể|gồm|như|là))?(?: sau(?: đây)?)?"
    rf"|(?:[0-9] |các |một số |những |nhóm ){NOUN}(?:[^\n.:;,0-9]|(?<= )(?:19|20)[0-9]{{2}}){{0,60}}"
    r"(?:, (?:bao gồm|gồm|như sau|cụ thể))?"
    rf"|{NOUN}{KIND}? (?:đến|giai đoạn|trong|năm|của)[^\n.:;]{{2,60}}(?:như sau|sau đây|gồm)"
    r"|phấn đấu(?: đến(?: hết| cuối)? năm [0-9]{4})?(?: đạt(?: được)?)?[^\n.:0-9]{0,60}) ?:\n"
)
_TAIL = 130  # characters before the colon of an introduction that are looked at
_NEAR = 200  # characters back in which a word of reports undoes an introduction
_PARAGRAPH = 6  # lines that may go on with a paragraph
# What a paragraph of goals begins with, in a list whose items have no marks.
_LIKE_GOALS = pattern(
    r"(?:(?:ít nhất|tối thiểu|trên|hơn|khoảng|từ|có|đạt|phấn đấu) )*(?:[0-9]|t[ỷỉ] (?:lệ|trọng|suất) |tốc độ tăng |số )"
)
_ENDS = ".;"  # an item that ends so has no more lines
_LIST = 60  # lines that a list may have


def introduced_goals(outline: Outline, prose: Prose) -> Iterator[int]:
    """Lists that "phấn đấu …:" introduces."""
    shadow = prose.shadow
    for at in occurrences(shadow, ":\n"):
        line = prose.line_at(at)
        told = YARDSTICK.sub(blanks, shadow[max(line.start, at - _TAIL) : at + 2])
        found = _INTRODUCES.search(told)  # "04/12 chỉ tiêu chưa đạt, gồm:" opens a list of results
        if found and not mood_patterns()["report.words"].search(shadow, max(line.start, at - _NEAR), at):
            yield from listed_below(outline, prose, line.index)


def going_on(outline: Outline, line: int) -> Iterator[int]:
    """Unmarked lines of the same section right behind a line."""
    section = outline.section_of[line]
    for after in range(line + 1, min(line + _PARAGRAPH, len(outline.markers))):
        if outline.markers[after] is not None or outline.section_of[after] != section:
            return
        yield after


def listed_below(outline: Outline, prose: Prose, line: int) -> Iterator[int]:
    """The items of the list that a line introduces, and what stands under them."""
    own = outline.markers[line]
    style, level = "", 0
    for after in range(line + 1, min(line + _LIST, len(outline.markers))):
        marker = outline.markers[after]
        if marker is None and not style:
            place = prose.lines[after]
            if _LIKE_GOALS.match(prose.shadow, place.start, place.end) is None:
                return
        elif marker is None:
            if prose.shadow[prose.lines[after - 1].end - 1] in _ENDS:
                return
        elif own is not None and marker.level_hint <= own.level_hint:
            return
        elif not style:
            style, level = marker.style, marker.level_hint
        elif marker.style != style and marker.level_hint <= level:
            return
        yield after


def occurrences(shadow: str, phrase: str) -> Iterator[int]:
    """Where a phrase stands in the text, in order."""
    at = shadow.find(phrase)
    while at >= 0:
        yield at
        at = shadow.find(phrase, at + 1)
