"""Sides: whether the indicator of a value stands before it or behind it.

Reads: shadow text around one measure. Writes: yes or no.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.measures.edge_words import edges
from lotrinh.extraction.measures.fronts import Front, front_of
from lotrinh.extraction.measures.measured_line import MeasuredLine
from lotrinh.extraction.measures.noun_phrases import is_blank, start_of_phrase
from lotrinh.extraction.measures.place_phrases import is_place
from lotrinh.extraction.measures.tails import Tail
from lotrinh.extraction.measures.ties import Around
from lotrinh.extraction.measures.wholes import OF_WHOLE

_WITH, _COLON = shadow_of(" với "), re.compile(r"(?<=:) ?$")
_GOT = pattern(r" ?được ?")  # "huy động được 1.200 tỷ đồng vốn …"
# "tuyên truyền cho trên 95% hội viên", "phát triển hội viên với 80% số hộ có hội viên": what follows is counted
_THEREWITH = pattern(r" (?:cho|với)(?: (?:trên|hơn|ít nhất|tối thiểu|khoảng|từ))? ?$")
SAID_OF = pattern(r" (?:đều )?(?:được|đạt|có|trải|sử dụng|tham gia|hoàn thành|cứng hóa|nhựa hóa|bê tông)(?!\w)")
FOR = " cho "
_ONLY_CHANGES = pattern(
    r" ?(?:(?:hằng|hàng|mỗi) năm |(?:(?:đến|trong|vào) )?năm [0-9]{4},? )?"
    r"(?:(?:kéo |cắt )?(?:giảm|tăng)(?: bình quân)?|(?:sẽ )?(?:(?:có|xây dựng|phát triển) )?thêm) ?"
)
_AIMS = ("mục tiêu", "chỉ tiêu")
_GROWTH_ALONE = pattern(
    r"(?: đạt)?(?: mức| tốc độ)? tăng trưởng(?: kinh tế)?(?: trung bình| bình quân)?(?: đạt)?(?: từ)? ?$"
)
_CHANGES, _COUNTING = ("increase", "decrease"), ("share", "count", "physical")
_SHARE_OF = pattern(r"[ \-+]*(?:(?:duy trì|giữ|giữ vững|bảo đảm|đảm bảo|phấn đấu|có|đạt) )*t[ỷỉ] lệ ?")
_AND = " và "
_ASSURES = pattern(
    r"(?<!\w)(?:bảo đảm|đảm bảo|góp phần|từng bước|nhằm)"
    r"(?: (?:cắt |kéo )?(?:giảm|tăng|rút ngắn)(?: [^\W\d_]+){0,2})? ?$"
)
_GOAL_OF = pattern(r"(?<!\w)(?:hoàn thành|thực hiện|đạt|đạt được) (?:mục tiêu|chỉ tiêu) ?$")


def stands_behind(line: MeasuredLine, index: int, tail: Tail, floor: int, furthest: int) -> bool:
    """Whether the words before a value are no name of it: what it measures stands behind."""
    measure, shadow = line.measures[index], line.prose.shadow
    if tail.change and not is_blank(shadow, measure.tail, furthest):
        # "…, bảo đảm cắt giảm 30% thời gian", "mở dữ liệu …, tăng 30% dịch vụ"
        begun = measure.kind == "share" and shadow[floor : tail.at].rstrip().endswith(",")
        if begun or _ASSURES.search(shadow, floor, measure.head):
            return True
    goal = _GOAL_OF.search(shadow, floor, measure.head) is not None  # "hoàn thành mục tiêu 3.000 km đường"
    if measure.kind != "share" or (goal and not is_blank(shadow, measure.tail, furthest)):
        return goal
    listed = shadow.endswith(", ", floor, measure.start) and not tail.verb
    if listed and not is_blank(shadow, measure.tail, furthest) and not SAID_OF.match(shadow, measure.tail):
        return True  # "đủ số lượng giáo viên theo quy định, 90% giáo viên đạt …"
    if _SHARE_OF.fullmatch(shadow, floor, tail.at) and not is_blank(shadow, measure.tail, furthest):
        return True  # "duy trì tỷ lệ 100% rác thải được thu gom trong ngày"
    # "…; vùng trũng và ít nhất 50% hộ ở vùng khác": a list goes on
    return shadow.endswith(_AND, floor, measure.head) and _goes_on(line, index)


def _goes_on(line: MeasuredLine, index: int) -> bool:
    """Whether a share behind "và" is bounded, or follows a number inside a noun phrase."""
    measure = line.measures[index]
    return measure.head < measure.start or line.cuts.get(index - 1) == -1


def only_strives(line: MeasuredLine, index: int, front: Front, furthest: int) -> bool:
    """Whether nothing but "phấn đấu" and a period stand right before a value that counts what follows it."""
    measure, shadow, words = line.measures[index], line.prose.shadow, edges()
    anchors = [*words.anchor.finditer(shadow, line.floor(index), measure.head)] if measure.kind in _COUNTING else []
    if anchors and anchors[-1][0] in _AIMS and _GROWTH_ALONE.match(shadow, anchors[-1].end(), measure.head):
        return True  # "ngành đã đặt mục tiêu tăng trưởng từ 4 đến 5%"
    if not anchors or is_blank(shadow, measure.tail, furthest):
        return False
    since = anchors[-1].end()
    listed = shadow.rfind(":", since, measure.head) + 1  # "… với các chỉ tiêu về giáo dục như: có 100% xã …"
    if words.head.match(shadow, front.at) and not listed:
        return False
    behind = front_of(shadow, max(since, listed), measure.head, anchored=False)
    if behind.at < measure.head:
        return False
    return behind.change is None or _ONLY_CHANGES.fullmatch(shadow, anchors[-1].end(), measure.head) is not None


def reaches(line: MeasuredLine, around: Around) -> bool:
    """Whether the words before the value are its indicator: a verb or bound between, or nothing behind."""
    shadow, words = line.prose.shadow, edges()
    measure, front, tail = around.measure, around.front, around.tail
    acts = words.verb.match(shadow, front.at)
    if measure.kind == "share" and _THEREWITH.search(shadow, front.at, measure.head):
        return is_blank(shadow, *around.rest)
    if tail.verb:
        added = acts is not None and tail.change in _CHANGES and not shadow[acts.end() : tail.at].strip()
        got = _GOT.fullmatch(shadow, tail.at, measure.head) and words.acts.search(shadow, front.at, tail.at)
        return not (added or got) or (is_blank(shadow, *around.rest) and not (got and measure.kind == "count"))
    if tail.possessed and is_place(line.prose.text, front.at, tail.at):
        return False
    if measure.kind != "share" and shadow.startswith(_WITH, measure.tail) and _COLON.search(shadow, 0, measure.head):
        return True  # "Cơ sở lưu trú: 120 cơ sở với 1.500 buồng"
    if is_blank(shadow, *around.rest):
        # "tỉnh Tuyên Quang sẽ đón 3 triệu lượt khách"
        acts = acts or words.acts.search(shadow, front.at, measure.head)
        whose = tail.possessed and not words.head.match(shadow, front.at)  # "mỗi xã có 02 sản phẩm"
        return not ((acts or whose) and measure.kind == "count")
    if tail.possessed or acts:
        return False
    if measure.kind == "share" and OF_WHOLE.match(shadow, measure.tail, around.rest[1]):
        return True
    phrase, _ = start_of_phrase(shadow, front.at, tail.at)
    if words.head.match(shadow, phrase):
        return True
    given = shadow.endswith(FOR, front.at, measure.head)
    acted = measure.kind == "count" and words.acts.search(shadow, front.at, measure.head) is not None
    return measure.head < measure.start and (given or not acted)  # "mỗi chi hội xóa ít nhất 2 hộ nghèo"
