"""Counts: figures whose value stands before what is counted ("ban hành 117 nghị quyết", "1.200 doanh nghiệp mới").

Reads: `Reading`, a `Measure`. Writes: a `Figure` named by the noun, what follows it, and the deed told before it.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.count_signs import BEFALLEN, CLASSIFIERS
from lotrinh.extraction.results.counted_lists import HERDS, befallen, counted_in_all, goes_with, in_list, lent
from lotrinh.extraction.results.counted_names import counted_name, deed_before, noun_list
from lotrinh.extraction.results.figures import GROWTHS, OVER_OTHERS, Figure, counted_noun
from lotrinh.extraction.results.name_clauses import CLAUSE
from lotrinh.extraction.results.name_words import branch
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.results.place_names import is_place
from lotrinh.extraction.results.result_names import Name
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading
from lotrinh.extraction.rules import lexicon

_STARS = pattern(r"[1-5] sao(?!\w)")
_OF_OTHERS = pattern(r" thuộc (?=[0-9]+ (?:tỉnh|huyện|xã|thành phố|quận|địa phương|bộ|đơn vị)(?!\w))")
# "4.554 xã (bằng 51% tổng số xã) đạt chuẩn nông thôn mới": what a bracket parts from its count
_PAST_SHARE = pattern(
    r" \([^()]{1,60}\) (?P<what>(?!tăng|giảm|bằng|so|chiếm|và|với|trong|đạt [0-9]|vượt|của|cùng|tại|từ|do|để|nhằm)"
    r"[^\W\d_]+(?: [^\W\d_]+){1,11}?)(?=[,;.]|$| và | tăng | giảm )"
)
_HEAD = "con"
# Deeds that only say that there are so many: "ghi nhận tổng số 75 ca", "đang điều trị 4 ca".
_NOTED = pattern(
    r"(?:(?:đã |đang )?(?:ghi nhận|phát hiện|xảy ra|xuất hiện|điều trị|theo dõi)"
    r"(?: (?:tổng số|tổng cộng|thêm|mới)){0,2}|(?:đang|đã|mắc|tổng số))?"
)
_VAGUE = folded(["trường hợp", "ca mắc", "ca tử vong", "đối tượng", "vụ việc", "vụ án", "bị can", "lượt người"])
_SAID_SO = pattern(r"(?:được|bị|mới|đã)(?!\w)")
_FOR_WHOM = tuple(f" {word} " for word in folded(["đối với", "cho", "với"]))
_PLACE_NOUNS = tuple(f" {noun}" for noun in folded(["xã", "phường", "thôn", "bản", "huyện", "tỉnh"]))
_IS = spelled("là ")
_POSSESSED = pattern(r"(?<!\w)(?:có|gồm|(?<!cùng )(?<!đối )với)(?: (?:khoảng|trên|hơn|gần))? ?$")
_EVERYWHERE = pattern(r", (?:toàn|cả) [^\W\d_]+(?: [^\W\d_]+)?$")  # "kiểm tra, giám sát, toàn tỉnh có …"
_NOBODY = pattern(r"(?:công tác|việc|phong trào|chương trình|cuộc vận động|ký|tổ chức)(?!\w)")
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
    made = _with_nouns(reading, made, until)
    after = _what_follows(reading, made, until, periods)
    until_deed = measure.start if measure.of is not None else measure.head  # "hoàn thành vượt mức (19/19 chỉ tiêu)"
    deed = deed_before(reading.text, reading.shadow, clause, until_deed, periods)
    if (after is None and deed is None and _EXPECTING.match(reading.shadow, made.end)) or _is_aside(
        reading, measure, after
    ):
        return None  # "3 doanh nghiệp (A, B, C) dự kiến …": who will do it
    made = _plain_count(reading, made, role, deed, after)
    if after and name is None and not made.deed and goes_with(reading, made):
        made.indicator, made.end = f"{reading.found[-1].indicator} {after.text}", after.end
        return made
    made = in_list(reading, made, after) if name is None else made
    made.bare = after is None and not made.deed
    for before, named in lent(reading, measure, after.text) if after else ():
        before.indicator = named
    made.start, made.end = deed.start if deed else made.start, after.end if after else made.end
    owner = ""
    if deed is None:
        owner, (reading.owner, reading.owned) = _owner(reading, made, clause, name)
    return _named(reading, made, after, owner)


def _with_nouns(reading: Reading, made: Figure, until: int) -> Figure:
    """A count with all the nouns of a list that tells its unit: "30 trâu, bò"."""
    over = OVER_OTHERS.fullmatch(made.measure.unit or "") is not None
    stop = _noun_list(reading, made.end, until) if made.measure.kind == "count" and not over else None
    if not stop:
        return made
    return msgspec.structs.replace(made, end=stop, unit=f"{made.unit}{reading.text[made.end : stop]}")


def _plain_count(reading: Reading, made: Figure, role: Role, deed: Name | None, after: Name | None) -> Figure:
    """A count with what was done to the things; a place that something befell is where: "Hoa Lư xảy ra (3 vụ)"."""
    measure, done, scope = made.measure, deed.text if deed else "", made.scope
    if (place := done.removesuffix(BEFALLEN)) != done and is_place(place):
        scope, done = place, BEFALLEN.strip()
    if after and _SAID_SO.match(shadow_of(after.text)) and reading.shadow.endswith(_FOR_WHOM, 0, measure.head):
        done = ""  # "cập nhật, công khai đối với 37 thủ tục được sửa đổi"
    change = GROWTHS.get(role, made.change)
    plain = msgspec.structs.replace(made, rule="result.count", change=change, deed=done, scope=scope)
    if measure.of is None:
        return plain
    # "hoàn thành vượt mức 19/19 chỉ tiêu" bounds nothing
    return msgspec.structs.replace(plain, comparator="eq", low=measure.value, high=measure.value)


def _owner(reading: Reading, made: Figure, clause: int, name: Name | None) -> tuple[str, tuple[str, int]]:
    """Whose things are counted, "" when nobody's; and the owner to keep for counts behind "và", with where it ends."""
    head, kept = made.measure.head, (reading.owner, reading.owned)
    if name is None:
        shared = reading.owner and reading.shadow[reading.owned : head] == _AND
        return (reading.owner, ("", reading.owned)) if shared else ("", kept)  # "có 35 doanh nghiệp … và (120 …)"
    told = shadow_of(name.text)
    noun = counted_noun(made.unit) if made.measure.kind == "count" else ""
    long = len(name.text) >= _LONG_OWNER or _EVERYWHERE.search(told)
    if long or told == shadow_of(noun) or _NOBODY.match(told) or not _POSSESSED.search(reading.shadow, clause, head):
        return "", kept
    lasting = is_place(name.text) or branch().match(told)
    return name.text, ((name.text, made.end) if lasting else kept)


def _named(reading: Reading, made: Figure, after: Name | None, owner: str) -> Figure | None:
    """A count with its name: its noun, what follows, what was done or whose it is, the label; None without any."""
    noun = counted_noun(made.unit) if made.measure.kind == "count" else ""
    told = after.text if after else ""
    told = told if noun else told.removeprefix(_IS)  # "98,5% là tỷ lệ tốt nghiệp …"
    label = reading.label if after is None and not owner and _tells_of(reading, made) else ""
    of = f"của {owner}" if owner else ""
    parts = ("" if (told or label) and noun in CLASSIFIERS else noun, told, made.deed or of, label)
    indicator, scope, about = " ".join(part for part in parts if part), made.scope, made.about
    if label and is_place(label) and (whole := counted_in_all(reading, made)):
        indicator, scope, about = f"{whole} {label}", label, whole
    if scope and not about:
        about = indicator = (befallen(reading, made) if after is None else "") or indicator
    herd = noun in HERDS and reading.found and reading.found[-1].unit == _HEAD
    unit = _HEAD if herd else made.unit  # "giết mổ 450 con heo; 30 trâu, bò và 6.100 gia cầm"
    if not indicator:
        return None
    return msgspec.structs.replace(made, indicator=indicator, scope=scope, about=about, unit=unit)


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
