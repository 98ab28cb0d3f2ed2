"""What is passed over: values that say what was planned, or what a figure had been, and wholes behind a slash.

Reads: `Reading`, a `Measure` or a `Figure`. Writes: where they end.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.figures import OVER_OTHERS, SCALES, Figure
from lotrinh.extraction.results.glosses import is_former
from lotrinh.extraction.results.sentence_state import Reading

_BEYOND, _AGAINST = spelled("vượt"), spelled("so với")
_PLANNED = pattern(
    r"(?:\( ?(?:kế hoạch|kh|nghị quyết|nq|mục tiêu|dự toán|chỉ tiêu|số(?: liệu)?(?: đã)? (?:báo cáo|công bố|ước))(?!\w)"
    r"[^()]{0,30}"
    r"|\( ?(?:gần bằng|bằng|cao hơn|thấp hơn|tương đương|so)(?: với)? mức(?: tăng| giảm)?(?: trưởng)? "
    r"|(?:đạt|vượt|hoàn thành|so với|cao hơn) (?:và vượt )?(?:kế hoạch|nghị quyết|mục tiêu|dự toán|chỉ tiêu)(?!\w)"
    r"[^;:()0-9]{0,80}(?:giao|đề ra|đặt ra|chương trình|nghị quyết|kế hoạch)(?: năm [0-9]{4})? \((?:từ |tăng |giảm )?"
    r"|/ ?(?:kế hoạch|kh)(?: là)? ?"
    r"|so với (?:kế hoạch|mục tiêu|chỉ tiêu)(?: là)? |vượt (?:kế hoạch|mục tiêu|chỉ tiêu)(?: là)? "
    r"|(?:so với|xa) (?:kế hoạch|mục tiêu|chỉ tiêu)(?!\w)[^,;:()%]{0,80} là )$"
)
# "so với cùng kỳ năm 2019 (55.317 người)", "so với chỉ tiêu giao của tỉnh (70.544 người)": the base itself
_BASE_ITSELF = pattern(
    r"(?:so với|(?:cao|thấp) hơn(?: so với)?)"
    r" (?:cùng kỳ|(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|năm|tháng|quý)(?!\w))[^,;:()]{0,40} \($"
)
_MORE_PLANNED = re.compile(r"(?:; ?[0-9][0-9.,]{0,12}%)+\)")  # "(NQ là: 49,1%; 17,1%; 33,8%)"
_DONG = spelled(" đồng")
_LONGEST_PLANNED = 110  # characters
_PLAN_NAMED = pattern(r" (?:kế hoạch|kh|dự toán|chỉ tiêu|mục tiêu)(?: (?:năm|vốn|giao|được giao)){0,2}(?!\w)")
# "6.481 ha/8.313 ha (diện tích gieo trồng), năng suất …"
_WHOLE_NAMED = pattern(
    r" (?!đạt|bằng|tăng|giảm|so|và|trong|chiếm|với|vượt|tương|năng|sản)[^\W\d_]+(?: [^\W\d_]+){0,6}(?=[,;.)]|$)"
)
_WHOLE = re.compile(r"/ ?[0-9][0-9.,]{0,16}(?<=[0-9]) ?")
# "2.758 triệu đồng/98.081 hộ vay/2.592 tổ"
_OVER_COUNTS = pattern(
    r"(?:/ ?[0-9][0-9.]{0,12} "
    r"(?:hộ|khách hàng|đối tượng|bị can|bị cáo|lượt|tổ|người|dự án|đơn vị|xã|huyện|thôn)(?: [^\W\d_&/,;]{1,8}){0,3}"
    r"(?:, (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|bản|tổ dân phố)(?!\w)(?: thuộc tỉnh)?){0,3}){1,3}"
)


def past_told_aside(reading: Reading, measure: Measure, *, bracketed: bool) -> int | None:
    """Past a value that says what was planned, or a bracket on the figure before it; None when it is no such value.

    Such a bracket says what the figure had been, or tells it again out of its whole: "(70.102 DN/89.212 DN)".
    """
    begin = max(reading.cursor, measure.head - _LONGEST_PLANNED)
    if (planned := _PLANNED.search(reading.shadow, begin, measure.head)) and not _exceeds(reading, measure, planned):
        listed = _MORE_PLANNED.match(reading.shadow, measure.tail)
        return listed.end() if listed else measure.tail
    if reading.found and _BASE_ITSELF.search(reading.shadow, begin, measure.head):
        return measure.tail
    if not bracketed:
        return None
    close = reading.shadow.find(")", measure.tail, reading.sentence.end)
    if is_former(reading, measure):
        return close + 1 if close >= 0 else measure.tail
    again = measure.value == reading.found[-1].measure.value and measure.kind != "share"
    again = again or (measure.of is not None and _of_two_times(reading, measure))
    return close + 1 if again and close >= 0 else None


def _of_two_times(reading: Reading, measure: Measure) -> bool:
    """ "so với cùng kỳ tăng 93 vụ (206/113 vụ)": what there was this time and the time before, told again."""
    opens = reading.shadow.startswith("(", measure.head - 1)
    return opens and reading.shadow.find(_AGAINST, reading.sentence.start, measure.head) >= 0


def past_whole(shadow: str, made: Figure) -> int:
    """Past what a figure is set over: "36 tỷ đồng/33 tỷ đồng" has what was planned behind it, in the same unit."""
    if "/" in (made.measure.unit or "") and made.unit and OVER_OTHERS.fullmatch(made.measure.unit or ""):
        made.planned = (made.measure.unit or "").rpartition(" ")[2] == made.unit  # "128 ha/203 ha"
        named = _WHOLE_NAMED.match(shadow, made.end)
        return named.end() if named else made.end
    if not made.unit or not shadow.startswith("/", made.end):
        return made.end
    if over := _OVER_COUNTS.match(shadow, made.end):
        return over.end()
    whole, unit = _WHOLE.match(shadow, made.end), shadow_of(made.unit)
    if whole is None or not shadow.startswith(unit, whole.end()):
        return made.end
    made.planned = True
    end = whole.end() + len(unit)
    if made.unit in SCALES and shadow.startswith(_DONG, end):
        made.unit, end = f"{made.unit}{_DONG}", end + len(_DONG)  # "210 tỷ/395 tỷ đồng"
    named = _PLAN_NAMED.match(shadow, end) or _WHOLE_NAMED.match(shadow, end)
    return named.end() if named else end


def _exceeds(reading: Reading, measure: Measure, planned: re.Match[str]) -> bool:
    """Whether "(đạt 92,1%), vượt chỉ tiêu 2,1%" tells how far beyond, for no goal would be so low."""
    if measure.kind != "share" or not planned.group().startswith(_BEYOND) or not reading.found:
        return False
    return measure.value < reading.found[-1].measure.value / 2
