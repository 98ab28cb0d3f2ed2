"""Counts: figures whose value stands before what is counted ("ban hành 117 nghị quyết", "1.200 doanh nghiệp mới").

Reads: `Reading`, a `Measure`. Writes: a `Figure` named by the noun, what follows it, and the deed told before it.

Names: FIELD, count.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.count_signs import BEFALLEN, CLASSIFIERS
from lotrinh.extraction.results.counted_names import counted_name, deed_before, noun_list
from lotrinh.extraction.results.figures import GROWTHS, OVER_OTHERS, Figure, counted_noun, opens_with_deed
from lotrinh.extraction.results.name_clauses import CLAUSE
from lotrinh.extraction.results.name_words import branch
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.results.place_names import is_place
from lotrinh.extraction.results.result_names import Name
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading
from lotrinh.extraction.rules import lexicon

_COORDINATED = pattern(r"(?: [^\W\d_]+){1,4} và ")
# What is said of every member of a list; "quản lý" of "cán bộ quản lý" is of the last alone.
_PREDICATE = pattern(
    r"(?:chưa|đã|được|bị|không|gửi|đăng ký|tham gia|tham dự|hoàn thành|báo cáo|đề xuất|thực hiện|triển khai|đạt|có"
    r"|thoát|ban hành|tổ chức|hưởng ứng)(?!\w)"
)
# What a member of a list says of itself: no deed told of the one before is meant.
_OWN_PREDICATE = pattern(r"(?:cơ bản|chưa|không|đã|đang|đạt|vượt|còn lại|còn|bị|được|mới|hoàn thành|tồn|quá hạn)(?!\w)")
_STARS = pattern(r"[1-5] sao(?!\w)")
_OF_OTHERS = pattern(r" thuộc (?=[0-9]+ (?:tỉnh|huyện|xã|thành phố|quận|địa phương|bộ|đơn vị)(?!\w))")
# "4.554 xã (bằng 51% tổng số xã) đạt chuẩn nông thôn mới": what a bracket parts from its count
_PAST_SHARE = pattern(
    r" \([^()]{1,60}\) (?P<what>(?!tăng|giảm|bằng|so|chiếm|và|với|trong|đạt [0-9]|vượt|của|cùng|tại|từ|do|để|nhằm)"
    r"[^\W\d_]+(?: [^\W\d_]+){1,11}?)(?=[,;.]|$| và | tăng | giảm )"
)
_CASES, _IN_CASES = ("vụ", "vụ án", "vụ việc"), ("đối tượng", "bị can", "bị cáo", "người")
_SAID_OF_BOTH = re.compile(r"(?:^|(?<= ))(?:đã|được|chưa|đang|bị) .*")
_HEAD = "con"
_HERDS = frozenset(folded(["trâu", "bò", "trâu, bò", "trâu bò", "lợn", "heo", "dê", "gia súc", "gia cầm"]))
_FOOTNOTE = re.compile(r"\[[0-9]{1,3}\]")
_LISTED = folded(["và", "&", ","])
_APART_OR_NOT = ("", ",")  # "22 vụ 26 đối tượng", "22 vụ, 26 đối tượng"
# Deeds that only say that there are so many: "ghi nhận tổng số 75 ca", "đang điều trị 4 ca".
_NOTED = pattern(
    r"(?:(?:đã |đang )?(?:ghi nhận|phát hiện|xảy ra|xuất hiện|điều trị|theo dõi)"
    r"(?: (?:tổng số|tổng cộng|thêm|mới)){0,2}|(?:đang|đã|mắc|tổng số))?"
)
_VAGUE = folded(["trường hợp", "ca mắc", "ca tử vong", "đối tượng", "vụ việc", "vụ án", "bị can", "lượt người"])
_SAID_SO = pattern(r"(?:được|bị|mới|đã)(?!\w)")
_FOR_WHOM = tuple(f" {word} " for word in folded(["đối với", "cho", "với"]))
_PLACE_NOUNS = tuple(f" {noun}" for noun in folded(["xã", "phường", "thôn", "bản", "huyện", "tỉnh"]))
_LIST_MARKS = folded([",", "và", "&", "của", ", của", ";"])
_IS = spelled("là ")
_POSSESSED = pattern(r"(?<!\w)(?:có|gồm|(?<!cùng )(?<!đối )với)(?: (?:khoảng|trên|hơn|gần))? ?$")
_EVERYWHERE = pattern(r", (?:toàn|cả) [^\W\d_]+(?: [^\W\d_]+)?$")  # "kiểm tra, giám sát, toàn tỉnh có …"
_LONG_OWNER = 40  # characters; a longer subject of "có" is a clause, no owner
_AND = spelled(" và ")
_EXPECTING = pattern(r"(?: \([^()]*\))? (?:dự kiến|sẽ|phấn đấu|cần|phải)(?!\w)")
# A label that names a field of work says nothing of what was counted: "Giáo dục: Toàn huyện có 85 trường học".
FIELD = pattern(rf"{whole_words(lexicon('result_words')['name']['fields'])}")
_KINDS = folded(["ngành", "nhóm", "nhóm hàng", "nhóm ngành", "mặt hàng", "lĩnh vực", "khu vực", "ngành hàng"])
_GROWS = pattern(r" (?:đều |cùng )?(?:tăng|giảm)(?: trưởng)?(?: [^\W\d_]+)? [0-9]")
_PLACED = pattern(r"[^,;:.()]{1,120} (?:tại|ở)(?: cả)? ")
_PAPERS = folded(["nghị quyết", "báo cáo", "tờ trình", "nội dung"])
_PASSED = pattern(
    r"(?:kỳ họp|kì họp|phiên họp|hội nghị|đại hội)[^.;:()0-9]{0,40}"
    r"(?:đã )?(?:thông qua|biểu quyết|nhất trí|thống nhất|xem xét|quyết nghị)[^.;:()0-9]{0,30}$"
)
_NEAR = 200
_LONGEST_LABEL = 5  # words


def count(reading: Reading, made: Figure, role: Role, clause: int, name: Name | None, until: int) -> Figure | None:
    """The figure of a count, or None when nothing says what was counted, or it tells who will act."""
    measure, periods = made.measure, reading.periods(clause, until + _NEAR)
    over = OVER_OTHERS.fullmatch(measure.unit or "") is not None
    stop = _noun_list(reading, made.end, until) if measure.kind == "count" and not over else None
    if stop:
        made.end, made.unit = stop, f"{made.unit}{reading.text[made.end : stop]}"
    after = _what_follows(reading, made, until, periods)
    until_deed = measure.start if measure.of is not None else measure.head  # "hoàn thành vượt mức (19/19 chỉ tiêu)"
    deed = deed_before(reading.text, reading.shadow, clause, until_deed, periods)
    _give_deed(reading, made, deed, after)
    if (after is None and deed is None and _EXPECTING.match(reading.shadow, made.end)) or _is_aside(
        reading, measure, after
    ):
        return None  # "3 doanh nghiệp (A, B, C) dự kiến …": who will do it
    made.rule = "result.count"
    if measure.of is not None:  # "hoàn thành vượt mức 19/19 chỉ tiêu" bounds nothing
        made.comparator, made.low, made.high = "eq", measure.value, measure.value
    if role in GROWTHS:
        made.change = GROWTHS[role]
    if after and name is None and not made.deed and _goes_with(reading, made):
        made.indicator, made.end = f"{reading.found[-1].indicator} {after.text}", after.end
        return made
    _coordinate(reading, made, measure, name, after)
    made.bare = after is None and not made.deed
    if after:
        _lend(reading, measure, after.text)
    told, noun = after.text if after else "", counted_noun(made.unit) if measure.kind == "count" else ""
    told = told if noun else told.removeprefix(_IS)  # "98,5% là tỷ lệ tốt nghiệp …"
    possessed = _POSSESSED.search(reading.shadow, clause, measure.head) is not None
    owned = name is not None and not deed and possessed and len(name.text) < _LONG_OWNER
    owned = owned and not (name and _EVERYWHERE.search(shadow_of(name.text)))
    of = f"của {name.text}" if name and owned and shadow_of(name.text) != shadow_of(noun) else ""
    if of and name and (is_place(name.text) or branch().match(shadow_of(name.text))):
        reading.owner, reading.owned = name.text, after.end if after else made.end
    elif not deed and name is None and reading.owner and reading.shadow[reading.owned : measure.head] == _AND:
        of, reading.owner = f"của {reading.owner}", ""  # "Ngành xây dựng có 35 doanh nghiệp giải thể và (120 …)"
    label = reading.label if after is None and not of and _tells_of(reading, made) else ""
    noun = "" if (told or label) and noun in CLASSIFIERS else noun
    parts = (noun, told, made.deed or of, label)
    made.indicator = " ".join(part for part in parts if part)
    if label and is_place(label) and (whole := _counted_in_all(reading, made)):
        made.scope, made.about, made.indicator = label, whole, f"{whole} {label}"
    if made.scope and not made.about:
        made.about = made.indicator = _befallen(reading, made, after)
    made.start, made.end = deed.start if deed else made.start, after.end if after else made.end
    if noun in _HERDS and reading.found and reading.found[-1].unit == _HEAD:
        made.unit = _HEAD  # "giết mổ 450 con heo; 30 trâu, bò và 6.100 gia cầm"
    return made if made.indicator else None


def _give_deed(reading: Reading, made: Figure, deed: Name | None, after: Name | None) -> None:
    """What was done to the things counted; a place that something befell is where: "Phường Hoa Lư xảy ra (3 vụ)"."""
    made.deed = deed.text if deed else ""
    if (place := made.deed.removesuffix(BEFALLEN)) != made.deed and is_place(place):
        made.scope, made.deed = place, BEFALLEN.strip()
    if after and _SAID_SO.match(shadow_of(after.text)) and reading.shadow.endswith(_FOR_WHOM, 0, made.measure.head):
        made.deed = ""  # "cập nhật, công khai đối với 37 thủ tục được sửa đổi"


def _is_aside(reading: Reading, measure: Measure, after: Name | None) -> bool:
    """Whether a count belongs to a name, says what a meeting passed, or where the things just counted are."""
    shadow, noun = reading.shadow, counted_noun(measure.unit)
    if noun in _KINDS and after and _GROWS.match(shadow, after.end):
        return True  # "4 ngành công nghiệp trọng điểm tăng 11%"
    if noun in _PAPERS and _PASSED.search(shadow, reading.sentence.start, measure.head):
        return True  # "Kỳ họp đã thông qua 5 nghị quyết quan trọng"
    # "treo 10 pano tuyên truyền tại (2 cơ sở)"
    return bool(reading.found) and _PLACED.fullmatch(shadow, reading.found[-1].measure.end, measure.head) is not None


def _what_follows(reading: Reading, made: Figure, until: int, periods: list[Stated]) -> Name | None:
    """What follows a count and says what it counts, over a number inside it, or behind a bracket."""
    if _OF_OTHERS.match(reading.shadow, made.end):
        until = reading.sentence.end  # "173 đơn vị cấp huyện thuộc 50 tỉnh, thành phố đã được công nhận"
    if stars := _STARS.match(reading.shadow, until, reading.sentence.end):
        until = stars.end()  # "10 sản phẩm OCOP được xếp hạng 3 sao"
    after = counted_name(reading.text, reading.shadow, made.end, until, periods, peek=1)
    if after is None and (past := _PAST_SHARE.match(reading.shadow, made.end, reading.sentence.end)):
        return Name(reading.text[past.start("what") : past.end("what")], made.end, made.end)
    return after


def _tells_of(reading: Reading, made: Figure) -> bool:
    """Whether the label of a count names it: none was counted before it, and nothing was done but to note it."""
    if (
        reading.found
        and reading.label == reading.sentence.label
        and not reading.found[-1].indicator.endswith(reading.label)
    ):
        return False
    noun = counted_noun(made.unit)
    if made.bare and " " in noun and noun not in _VAGUE and reading.label == reading.sentence.label:
        led = reading.shadow[reading.sentence.label_end : made.measure.head].strip(" :")
        if led:
            return False  # "Hòa giải: toàn huyện có 186 tổ hòa giải"
    return _NOTED.fullmatch(shadow_of(made.deed)) is not None and _is_about(reading.label, bare=made.bare)


def _is_about(label: str, *, bare: bool) -> bool:
    """Whether a label says what is counted: "Bệnh sởi: ghi nhận (4 ca)"; a field of work or a clause does not."""
    told = shadow_of(label)
    if not bare and FIELD.match(told):
        return False
    return bare or (len(told.split()) <= _LONGEST_LABEL and not CLAUSE.search(told) and told[:1].isalpha())


def _noun_list(reading: Reading, at: int, until: int) -> int | None:
    """Where a list of counted nouns ends, whose last is not of a place's name ("2 vụ, xã Kim Sơn xảy ra …")."""
    end = noun_list(reading.shadow, at, until)
    if end and reading.shadow.endswith(_PLACE_NOUNS, 0, end) and reading.text[end + 1 : end + 2].isupper():
        return None
    return end


def _goes_with(reading: Reading, made: Figure) -> bool:
    """ "vận tải hàng hóa đạt 4,66 triệu tấn vận chuyển và 1.541 triệu tấn luân chuyển": both are of the same matter."""
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.level" or before.unit != made.unit:
        return False
    gap = reading.shadow[before.measure.end : made.measure.head]
    return _COORDINATED.fullmatch(gap) is not None


def _lend(reading: Reading, measure: Measure, after: str) -> None:
    """ "9 xã và 15 thôn … thoát khỏi tình trạng …", "15 bộ, 25 địa phương gửi báo cáo": the bare counts of the list."""
    at = measure.head
    for before in reversed(reading.found):
        gap = _FOOTNOTE.sub("", reading.shadow[before.end : at]).strip()
        if gap in _APART_OR_NOT and _is_case(before, measure):  # "phát hiện 22 vụ, 26 đối tượng mua bán ma túy"
            before.indicator = f"{counted_noun(before.unit)} {after} {before.deed}".rstrip()
            return
        if gap == "và" and not before.bare and (said := _SAID_OF_BOTH.search(after)):
            if before.rule == "result.count" and not before.deed and not _SAID_OF_BOTH.search(before.indicator):
                before.indicator += f" {said.group()}"  # "22 bộ, cơ quan ngang bộ và 63 tỉnh đã ban hành kế hoạch"
            return
        if (
            counted_noun(before.unit) in _HERDS
            or not before.bare
            or gap not in _LISTED
            or (gap == "," and not _PREDICATE.match(shadow_of(after)))
        ):
            return
        before.indicator += f" {after}"
        at = before.start


def _is_case(before: Figure, measure: Measure) -> bool:
    """Whether a count of cases, of which nothing more is told, stands before the count of those who are in them."""
    told = f"{counted_noun(before.unit)} {before.deed}".rstrip()
    cases = counted_noun(before.unit) in _CASES and counted_noun(measure.unit) in _IN_CASES
    return cases and before.rule == "result.count" and before.indicator == told


def _coordinate(reading: Reading, made: Figure, measure: Measure, name: Name | None, after: Name | None) -> None:
    """A further member of a list of counts goes like the one before: "có thêm 11 xã …, 6 xã …, 4 xã …"."""
    if not reading.found or made.deed or name:
        return
    before = reading.found[-1]
    gap = reading.shadow[reading.cursor : measure.head].strip()
    if before.rule == "result.level" and gap in _LISTED and opens_with_deed(before.indicator):
        made.deed = before.indicator  # "thu hồi 71 triệu đồng và 4.168 m2 đất"
        return
    cases = gap == "" and counted_noun(before.unit) in _CASES and counted_noun(measure.unit) in _IN_CASES
    if before.rule != "result.count" or not (gap in _LIST_MARKS or cases):
        return
    if gap == ";":
        return
    made.change = before.change
    if not (after and _OWN_PREDICATE.match(shadow_of(after.text))):
        made.deed = before.deed  # but "12 chỉ tiêu hoàn thành, (1 chỉ tiêu) chưa hoàn thành"
    if gap == "và" and made.comparator == "eq" and before.comparator in ("ge", "gt"):
        made.comparator, made.high = before.comparator, None


def _counted_in_all(reading: Reading, made: Figure) -> str:
    """What a list of places in brackets counts: "124 nhà bị đổ (Hà Giang: 38 nhà; Lai Châu: 55 nhà)"; "" if none."""
    before = reading.found[-1] if reading.found else None
    if before is None or counted_noun(before.unit) != counted_noun(made.unit):
        return ""
    if before.scope:
        return before.about
    return before.indicator if "(" in reading.shadow[before.measure.end : made.measure.head] else ""


def _befallen(reading: Reading, made: Figure, after: Name | None) -> str:
    """What befell a place: "Tỉnh xảy ra 5 vụ cháy: xã Hưng Hà xảy ra (1 vụ)" counts fires there, too."""
    before = reading.found[-1] if reading.found else None
    if after or before is None or counted_noun(before.unit) != counted_noun(made.unit):
        return made.indicator
    return before.about or before.indicator
