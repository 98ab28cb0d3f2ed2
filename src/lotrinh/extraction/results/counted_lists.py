"""Lists of counts: what one count of a list takes from those before it, and gives to them.

Reads: `Reading`, its figures. Writes: figures and names; what was read before is left as it is.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.figures import Figure, counted_noun, opens_with_deed
from lotrinh.extraction.results.result_names import Name
from lotrinh.extraction.results.sentence_state import Reading

_COORDINATED = pattern(r"(?: [^\W\d_]+){1,4} và ")
# What is said of every member of a list; "quản lý" of "cán bộ quản lý" is of the last alone.
_PREDICATE = pattern(
    r"(?:chưa|đã|được|bị|không|gửi|đăng ký|tham gia|tham dự|hoàn thành|báo cáo|đề xuất|thực hiện|triển khai|đạt|có"
    r"|thoát|ban hành|tổ chức|hưởng ứng)(?!\w)"
)
# What a member of a list says of itself: no deed told of the one before is meant.
_OWN_PREDICATE = pattern(r"(?:cơ bản|chưa|không|đã|đang|đạt|vượt|còn lại|còn|bị|được|mới|hoàn thành|tồn|quá hạn)(?!\w)")
_CASES, _IN_CASES = ("vụ", "vụ án", "vụ việc"), ("đối tượng", "bị can", "bị cáo", "người")
_SAID_OF_BOTH = re.compile(r"(?:^|(?<= ))(?:đã|được|chưa|đang|bị) .*")
HERDS = frozenset(folded(["trâu", "bò", "trâu, bò", "trâu bò", "lợn", "heo", "dê", "gia súc", "gia cầm"]))
_FOOTNOTE = re.compile(r"\[[0-9]{1,3}\]")
_LISTED = folded(["và", "&", ","])
_APART_OR_NOT = ("", ",")  # "22 vụ 26 đối tượng", "22 vụ, 26 đối tượng"
_LIST_MARKS = folded([",", "và", "&", "của", ", của"])


def goes_with(reading: Reading, made: Figure) -> bool:
    """ "vận tải hàng hóa đạt 4,66 triệu tấn vận chuyển và 1.541 triệu tấn luân chuyển": both are of the same matter."""
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.level" or before.unit != made.unit:
        return False
    gap = reading.shadow[before.measure.end : made.measure.head]
    return _COORDINATED.fullmatch(gap) is not None


def in_list(reading: Reading, made: Figure, after: Name | None) -> Figure:
    """A further member of a list of counts goes like the one before: "có thêm 11 xã …, 6 xã …, 4 xã …"."""
    if not reading.found or made.deed:
        return made
    before = reading.found[-1]
    gap = reading.shadow[reading.cursor : made.measure.head].strip()
    if before.rule == "result.level" and gap in _LISTED and opens_with_deed(before.indicator):
        return msgspec.structs.replace(made, deed=before.indicator)  # "thu hồi 71 triệu đồng và 4.168 m2 đất"
    cases = gap == "" and counted_noun(before.unit) in _CASES and counted_noun(made.measure.unit) in _IN_CASES
    if before.rule != "result.count" or not (gap in _LIST_MARKS or cases):
        return made
    own = after and _OWN_PREDICATE.match(
        shadow_of(after.text)
    )  # "12 chỉ tiêu hoàn thành, (1 chỉ tiêu) chưa hoàn thành"
    like = msgspec.structs.replace(made, change=before.change, deed="" if own else before.deed)
    if gap == "và" and made.comparator == "eq" and before.comparator in ("ge", "gt"):
        return msgspec.structs.replace(like, comparator=before.comparator, high=None)
    return like


def lent(reading: Reading, measure: Measure, after: str) -> list[tuple[Figure, str]]:
    """The counts before that what follows a count is said of, too, each with its name then.

    "9 xã và 15 thôn … thoát khỏi tình trạng …", "15 bộ, 25 địa phương gửi báo cáo": the bare counts of the list.
    """
    named: list[tuple[Figure, str]] = []
    at = measure.head
    for before in reversed(reading.found):
        gap = _FOOTNOTE.sub("", reading.shadow[before.end : at]).strip()
        if gap in _APART_OR_NOT and _is_case(before, measure):  # "phát hiện 22 vụ, 26 đối tượng mua bán ma túy"
            return [*named, (before, f"{counted_noun(before.unit)} {after} {before.deed}".rstrip())]
        if gap == "và" and not before.bare and (said := _SAID_OF_BOTH.search(after)):
            if before.rule == "result.count" and not before.deed and not _SAID_OF_BOTH.search(before.indicator):
                named.append((before, f"{before.indicator} {said.group()}"))  # "22 bộ và 63 tỉnh đã ban hành kế hoạch"
            return named
        said_of_all = gap != "," or _PREDICATE.match(shadow_of(after))
        if counted_noun(before.unit) in HERDS or not before.bare or gap not in _LISTED or not said_of_all:
            return named
        named.append((before, f"{before.indicator} {after}"))
        at = before.start
    return named


def _is_case(before: Figure, measure: Measure) -> bool:
    """Whether a count of cases, of which nothing more is told, stands before the count of those who are in them."""
    told = f"{counted_noun(before.unit)} {before.deed}".rstrip()
    cases = counted_noun(before.unit) in _CASES and counted_noun(measure.unit) in _IN_CASES
    return cases and before.rule == "result.count" and before.indicator == told


def counted_in_all(reading: Reading, made: Figure) -> str:
    """What a list of places in brackets counts: "124 nhà bị đổ (Hà Giang: 38 nhà; Lai Châu: 55 nhà)"; "" if none."""
    before = _of_same(reading, made)
    if before is None:
        return ""
    if before.scope:
        return before.about
    return before.indicator if "(" in reading.shadow[before.measure.end : made.measure.head] else ""


def befallen(reading: Reading, made: Figure) -> str:
    """What befell a place: "Tỉnh xảy ra 5 vụ cháy: xã Hưng Hà xảy ra (1 vụ)" counts fires there, too; "" if none."""
    before = _of_same(reading, made)
    return (before.about or before.indicator) if before is not None else ""


def _of_same(reading: Reading, made: Figure) -> Figure | None:
    """The figure before, where it has the noun of this count."""
    before = reading.found[-1] if reading.found else None
    return before if before is not None and counted_noun(before.unit) == counted_noun(made.unit) else None
