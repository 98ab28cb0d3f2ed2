"""Figures whose name stands before the value, in its brackets, or in the sentence: levels, growths, shares, ranks.

Reads: `Reading`, a `Measure` and the role the words before it give. Writes: a `Figure`, or None: no result.

Names: new_reported.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.results.bases import Base, base_at
from lotrinh.extraction.results.bounds import PART, clause_start
from lotrinh.extraction.results.counted_figures import count, followed, is_count
from lotrinh.extraction.results.counted_names import counted_name
from lotrinh.extraction.results.figures import (
    GROWTHS,
    SCALES,
    Figure,
    counted_noun,
    new_figure,
    new_unit,
    opens_with_deed,
    over_plan,
)
from lotrinh.extraction.results.growth_asides import counted_at
from lotrinh.extraction.results.name_words import is_headed
from lotrinh.extraction.results.place_names import is_place
from lotrinh.extraction.results.result_names import Name, name_before, subject_of
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading

_BEYOND = pattern(r"(?:cao|thấp|lớn|nhỏ|nhiều|ít|nhanh|chậm) hơn(?: so)?(?: với)? (?:mức )?")
_COMPARED = pattern(r" ?(so với [^,;:]{3,80}?)(?: thì|,) ([^,;:]{2,40}?) (?:đứng|xếp)")
_HAS = tuple(folded([" có", " gồm"]))  # "(đến tháng 9, toàn tỉnh có (12 xã …": a count, not the value of a name
_CONCEDES = pattern(r"(?<!\w)(?:mặc dù|dù|tuy|nhưng|song)(?!\w)")  # "…, nhưng khả quan (quý I tăng 3%)"
# "tăng 8,01% (1) so với cùng kỳ (quý I/2015 tăng 7,9%)": no name of what stands in the bracket
_FOOTNOTE_AND_BASE = pattern(r" \([0-9]{1,2}\) so với [^();:0-9]{3,40}")
_PER_KM = ".km"  # "triệu lượt người.km", the unit of traffic
_AND = folded(["và"])
_REGIONS = folded(["vùng", "khu vực", "cả nước", "toàn quốc", "tỉnh", "thế giới", "châu á"])
_EQUALS, _ORDINAL = spelled("bằng "), "thứ"
# "Tổng kế hoạch vốn năm 2023 là 425 tỷ đồng": what may be spent, and nothing done
_ALLOTTED = pattern(
    r"(?:tổng (?:số )?)?(?:kế hoạch vốn|dự toán (?:thu|chi|được giao)|vốn kế hoạch|kế hoạch giao)(?!\w)"
)
_IS_SHARE = pattern(r"(?:tỷ trọng|tỷ lệ|tỉ trọng|tỉ lệ|cơ cấu|thị phần)(?!\w)")
_SHARE_TOLD = pattern(
    r"(?<!\w)(?P<what>(?:tỷ lệ|tỉ lệ|tỷ trọng|thị phần) [^,;:()0-9]{3,80}?)"
    r" (?:còn |khá |rất |quá )?(?:thấp|cao|tốt|như|gồm|là)(?!\w)[^;()0-9]{0,60}?(?::| là | gồm )"
)
_IS_GROWTH = pattern(r"(?:tốc độ |mức )?(?:tăng trưởng|tăng|phát triển)(?!\w)")
_OF = " về"
_ENDS = pattern(r"[,;.)]| và |$")
_ENTRIES = folded(["chỉ tiêu", "tiêu chí", "nội dung", "nhiệm vụ", "nhóm chỉ tiêu"])
_NAMED_SO = pattern(r"^.{3,90} (?:là|như) (?=[^ ])")
_ITEM_APART, _ITEM_ENDS = 5, (",", ";", ".", "")  # characters between the items of a list; what ends one
# "dịch vụ lữ hành có mức tăng cao nhất (71,2%)"
_GROWN = pattern(
    r"(?P<what>.{2,80}?)(?: có| đạt)?(?: (?:mức|tốc độ|tỷ lệ))? (?P<verb>tăng|giảm)(?: trưởng)?"
    r"(?: (?:cao|mạnh|nhanh|thấp|sâu|nhiều|ít|lớn)(?: (?:nhất|thứ \w+|hơn cả))?)?"
)
_PLAN = pattern(r"(?:kế hoạch|kh|dự toán|mục tiêu|chỉ tiêu|kịch bản)(?!\w)")
_OF_TOTAL = pattern(r" (?:tổng|số|của|trên|trong)(?!\w)[^()]{1,80}\)")  # "8.000 trạm (7,72% số trạm 4G)"
_INTRODUCES = pattern(r"(?:như|sau|là|gồm|đó|cụ thể|thể)[ ,]*$")
_STATUS = pattern(
    r"(?:(?:giải quyết |xử lý |trả )?(?:trước|đúng|quá|trễ|sớm|trong|chậm|còn|đến)(?: và (?:trước|đúng))? (?:thời )?hạn"
    r"(?: và \w+ hạn)?(?: giải quyết)?|(?:đã và )?đang (?:giải quyết|xử lý)|(?:đã|chưa) (?:giải quyết|xử lý)"
    r"|tồn(?: đọng)?|còn tồn)"
)
_ASPECT = pattern(r" về (?:việc|tiền|giá trị|số lượng|diện tích|số vụ|lượng|số người)(?!\w)")
_DID = pattern(r"(?<!\w)(?:cũng |hiện )?đã ")
_SCALE_WORD = "án cân "  # of "cán cân", however it is capitalised
_BALANCE = pattern(r"(?P<what>cán cân [^,;:]{2,60}) (?:thặng dư|thâm hụt|xuất siêu|nhập siêu)$")


def new_reported(
    reading: Reading, measure: Measure, role: Role, verb: int, clause: int, base: Base | None, until: int
) -> Figure | None:
    """A new figure, or None when the number is no result."""
    shadow, end = reading.shadow, measure.tail
    reading.label = reading.sentence.label
    listed, named = reading.is_listed(clause), role is not Role.NONE
    name = name_before(reading.text, shadow, clause, verb, reading.periods(clause, end), verb=named, listed=listed)
    if name is None:
        opening = shadow[clause - 1 : clause]
        told = shadow[clause : measure.head].rstrip().endswith(_HAS)
        if opening == "(" and role is Role.NONE and not told:
            return _in_brackets(reading, measure, clause, end, until)
        if opening == "(" and not (
            told or _CONCEDES.search(shadow, reading.cursor, clause) or _is_counts(reading, role)
        ):
            based = _FOOTNOTE_AND_BASE.match(shadow, reading.cursor, clause - 1)
            begin = based.end() if based else reading.cursor
            begin = max(begin, shadow.rfind(":", begin, clause - 1) + 1)
            name = name_before(reading.text, shadow, begin, clause - 1, reading.periods(clause, end))
        elif opening == ":" and not shadow[clause:verb].strip():
            name = _before_colon(reading, measure, clause - 1, until)
    if (measure.comparator == "top" and role is not Role.RANK) or (name and _ALLOTTED.match(shadow_of(name.text))):
        return None
    return _by_role(reading, _plain_level(reading, measure, clause, end), role, verb, name, base, until)


def _is_counts(reading: Reading, role: Role) -> bool:
    """Whether a share in brackets is of the count before them: "8 vụ cháy tại nhà ở (chiếm 31,4%)"."""
    return role is Role.SHARE and bool(reading.found) and reading.found[-1].rule == "result.count"


def _plain_level(reading: Reading, measure: Measure, clause: int, end: int) -> Figure:
    """The figure as a level, its unit as the text goes on with it ("nghìn shop", "lượt người.km")."""
    made = new_figure(measure, clause, end)
    if measure.unit in SCALES and (stop := new_unit(reading.shadow, measure)):
        made.unit, made.end = reading.text[measure.end - len(measure.unit or "") : stop], stop
    if reading.shadow[end : end + len(_PER_KM)] == _PER_KM:
        made.end, made.unit = end + len(_PER_KM), f"{made.unit}{_PER_KM}"
    return made


def _by_role(
    reading: Reading, made: Figure, role: Role, verb: int, name: Name | None, base: Base | None, until: int
) -> Figure | None:
    """The figure that the words before the value, and the base behind it, make of a plain level."""
    measure, end = made.measure, made.measure.tail
    if role is Role.RANK:
        return _rank(reading, made, name, until)
    if role is Role.CONTRIBUTION and measure.kind in ("count", "physical"):
        role = Role.NONE  # "đóng góp được 10.000 ngày công": given, and no part of a growth
    if role is Role.SHARE or role is Role.CONTRIBUTION:
        return _share(reading, made, role, name, until)
    if measure.kind == "share":
        if _shares_too(reading, measure, role, name, end, until):
            return _share(reading, made, role, name, until)
        if role is Role.EXCEED:
            made.low = made.high = over_plan(measure.value)
            return _share_of_plan(reading, made, name, base or Base("plan", end))
        role = _listed_growth(reading, made, name) if role is Role.NONE and base is None else role
        base = base or _plan_of_whole(reading, made, role, name)
        planned = base is not None and base.kind == "plan" and role is Role.NONE and name is not None
        if base is not None and (role is Role.LEVEL or planned):
            return _share_of_base(reading, made, name, base)
    if role is Role.MULTIPLE:
        made.change, made.base, made.rule = "multiple", base, "result.growth_only"
        made.end = base.end if base else end
        return _named(reading, made, name)
    if role in GROWTHS and name is None and (of := _object(reading, made, until)):
        made.change, made.rule, made.indicator, made.end = GROWTHS[role], "result.growth_only", of.text, of.end
        return made
    if is_count(reading, measure, role, made.clause, verb, name, until):
        return count(reading, made, role, made.clause, name, until)
    return _growth(reading, made, role, name, base, until) if role in GROWTHS else _named(reading, made, name, until)


def _plan_of_whole(reading: Reading, made: Figure, role: Role, name: Name | None) -> Base | None:
    """The plan that a part leaves out: "thu ngân sách đạt 53,8% dự toán, trong đó thu nội địa đạt (52,1%)"."""
    led = reading.leading
    if led is not None and role is Role.LEVEL and _ENDS.match(reading.shadow, made.end):
        equals = reading.shadow.find(_EQUALS, made.clause, made.measure.head) >= 0
        if led.kind == "plan" or equals:
            return Base(led.kind, made.end, led.plan_of)  # "So với dự toán Trung ương giao, thu nội địa đạt (72%)"
    before = reading.found[-1] if reading.found and reading.has_parts and role is Role.LEVEL else None
    if before is None or before.rule != "result.share_of_plan" or before.comparisons[0].base != "plan":
        return None
    if name is None or _IS_SHARE.match(shadow_of(name.text)) or not _ENDS.match(reading.shadow, made.end):
        return None
    told = before.part or PART.search(reading.shadow, before.end, made.measure.head) is not None
    return Base("plan", made.end, before.comparisons[0].plan_of) if told else None


def _object(reading: Reading, made: Figure, until: int) -> Name | None:
    """What a growth says behind itself that it is of: "giảm 5% số hộ nghèo"."""
    if made.measure.kind != "share":
        return None
    start = made.end + len(_OF) if reading.shadow.startswith(_OF, made.end) else made.end
    told = counted_name(reading.text, reading.shadow, start, until, [])
    return told if told and is_headed(told.text) else None


def _listed_growth(reading: Reading, made: Figure, name: Name | None) -> Role:
    """The growth that an item of a list leaves out: "công nghiệp tăng 19,2%; xây dựng 15,3%; dịch vụ 11,9%"."""
    before = reading.found[-1] if reading.found else None
    if name is None or before is None or before.rule != "result.growth_only" or before.unit != "%":
        return Role.NONE
    measure = made.measure
    if measure.comparator != "eq" or name.start - before.end > _ITEM_APART or is_headed(name.text):
        return Role.NONE
    if reading.shadow[measure.tail : measure.tail + 1] not in _ITEM_ENDS:
        return Role.NONE
    return next((role for role, change in GROWTHS.items() if change == before.change), Role.NONE)


def _before_colon(reading: Reading, measure: Measure, colon: int, until: int) -> Name | None:
    """The name that a colon parts from its value: "…; Tỷ lệ hộ dùng cáp quang: 83,4%".

    A count is named so by a noun of quantity or its own noun ("Số doanh nghiệp: 12 doanh nghiệp") only: "Bệnh
    sởi: 3 ca mắc" counts cases, and measles are what the clause is about.
    """
    begin, _ = clause_start(reading.shadow, reading.cursor, colon, joined=bool(reading.found))
    if _INTRODUCES.search(reading.shadow, begin, colon):
        return None
    name = name_before(reading.text, reading.shadow, begin, colon, reading.periods(begin, colon))
    counts = measure.kind == "count" or followed(reading, measure, until)
    if name is None or not counts or is_headed(name.text, counted_noun(measure.unit)):
        return name
    reading.label = name.text
    return None


def _in_brackets(reading: Reading, measure: Measure, clause: int, end: int, until: int) -> Figure | None:
    """A value that its brackets open with: that of the name before them, or a count of parts."""
    shadow, periods = reading.shadow, reading.periods(reading.cursor, end)
    begin = max(reading.cursor, *(shadow.rfind(mark, reading.cursor, clause - 1) + 1 for mark in ";:"))
    if beyond := _BEYOND.search(shadow, begin, clause - 1):
        begin = beyond.end()
    name = name_before(reading.text, shadow, begin, clause - 1, periods)
    made = new_figure(measure, clause, end)
    if _is_part_of_count(reading, measure, until):
        return count(reading, made, Role.NONE, clause, None, until)
    share_of = measure.kind == "share" and name is not None and name.text[-1].isdigit()
    if name is not None and (share_of or _PLAN.match(shadow_of(name.text))):
        return None  # "thấp hơn so với dự toán (3,6%)", "tiểu học 206 (75,2%)"
    if name is None:
        if measure.kind == "share" and (shadow[end : end + 1] == ")" or _OF_TOTAL.match(shadow, end)):
            return None  # "8.000 trạm (10,5%)": the same figure again
        return (
            count(reading, made, Role.NONE, clause, name, until)
            if is_count(reading, measure, Role.NONE, clause, measure.head, name, until)
            else None
        )
    if counted_noun(measure.unit) in _ENTRIES:
        return None  # "I. Về kinh tế (11 chỉ tiêu)": how long the list is
    named = name.text
    if listed := _NAMED_SO.match(shadow_of(named)):
        named = named[listed.end() :]  # "khoản thu đạt tỷ lệ cao là lệ phí môn bài"
    made.rule, made.indicator, made.start = "result.in_brackets", named, name.start
    if measure.kind == "share" and (grown := _grown(reading, name, named)):
        made.rule, (made.indicator, made.change) = "result.growth_only", grown
        return made
    share = _SHARE_TOLD.search(shadow, reading.sentence.start, clause) if measure.kind == "share" else None
    listing = reading.sentence.label or 0 <= reading.colon < clause or share
    if measure.kind == "share" and listing and not is_headed(named):
        told = reading.sentence.label or reading.about(clause)  # "Thị phần: Shopee (66,7%), TikTok Shop (26,9%)"
        if share:
            told = reading.text[share.start("what") : share.end("what")]  # "có tỷ lệ giải ngân thấp như: A (49%)"
        made.indicator = f"{told} {named}" if _IS_SHARE.match(shadow_of(told)) else named
    before = reading.found[-1] if reading.found else None
    if beyond and before and before.rule == "result.share_of_plan" and measure.unit == before.unit:
        made.comparisons = [msgspec.structs.replace(before.comparisons[0], value=measure.value, plan_of=None)]
    return made


def _grown(reading: Reading, name: Name, named: str) -> tuple[str, str] | None:
    """What a share in brackets is the growth of, and how: "dịch vụ tăng cao nhất (7%)"; None when it is no growth.

    An item that a comma alone parts from such a one grows alike: "công nghiệp (tăng 4,7%), thủy sản (5%)".
    """
    if grown := _GROWN.fullmatch(shadow_of(named)):
        return named[: grown.end("what")], "increase" if grown["verb"] == "tăng" else "decrease"
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.growth_only" or before.unit != "%" or is_headed(name.text):
        return None
    told = reading.shadow.startswith(")", before.end) and name.start - before.end <= _ITEM_APART
    return (named, before.change) if told else None


def _is_part_of_count(reading: Reading, measure: Measure, until: int) -> bool:
    """ "64 đơn khiếu nại, tố cáo (48 đơn khiếu nại và 16 đơn tố cáo)": the bracket counts the same things, by kind."""
    if measure.kind != "count" or not reading.found or reading.found[-1].rule != "result.count":
        return False
    same = counted_noun(reading.found[-1].unit) == counted_noun(measure.unit)
    return same and followed(reading, measure, until)


def _named(reading: Reading, made: Figure, name: Name | None, until: int = 0) -> Figure | None:
    """Name the figure by the words before it, or by what the sentence is about."""
    if name is None:
        topic = _opening_subject(reading, made) or reading.topic()
        if not topic:
            return None
        counted = bool(reading.found) and reading.found[-1].measure.kind == "count" and made.measure.kind == "share"
        counted = counted and made.change == "level"
        made.indicator = f"tỷ lệ {topic}" if counted else topic
        made.reasons.append("indicator_from_context")
        return made
    name = _deed_alone(reading, name) if made.measure.kind == "money" else name
    made.indicator, made.start = name.text, name.start
    if made.measure.kind == "money" and opens_with_deed(name.text) and (what := _purpose(reading, made, until)):
        made.indicator, made.end = f"{name.text} {what.text}", what.end
    if made.measure.kind == "count" and reading.found and _STATUS.fullmatch(shadow_of(name.text)):
        same = counted_noun(made.unit) == counted_noun(reading.found[-1].unit)
        # "giải quyết 120 hồ sơ, trong đó trước hạn 85 hồ sơ"
        made.indicator = f"{counted_noun(made.unit)} {name.text}" if same else name.text
    if made.measure.kind == "share" and (aspect := _ASPECT.match(reading.shadow, made.end)):
        made.indicator, made.end = f"{made.indicator}{reading.text[slice(*aspect.span())]}", aspect.end()
    if _SCALE_WORD in name.text and (balance := _BALANCE.match(shadow_of(name.text))):
        made.indicator = name.text[: balance.end("what")]
    if is_place(name.text):
        made.scope, made.about = name.text, reading.about(made.clause) or reading.broken_down(made)
        made.indicator = f"{made.about} {name.text}".strip()
    return made


def _deed_alone(reading: Reading, name: Name) -> Name:
    """What was done with money, without who did it: "Sở đã (bố trí) 50 tỷ đồng"."""
    did = None if is_headed(name.text) else _DID.search(reading.shadow, name.start, name.end)
    if did is None or not opens_with_deed(reading.text[did.end() : name.end]):
        return name
    return Name(" ".join(reading.text[did.end() : name.end].split()), did.end(), name.end)


def _purpose(reading: Reading, made: Figure, until: int) -> Name | None:
    """What money was spent on, told as a deed right behind it: "huy động 85 tỷ đồng (xây dựng hạ tầng)"."""
    what = counted_name(reading.text, reading.shadow, made.end, until, [])
    return what if what and opens_with_deed(what.text) else None


def _opening_subject(reading: Reading, made: Figure) -> str:
    """What a sentence's first clause is about, when its last one names nothing: "CPI …, khi chỉ tăng (0,2%)"."""
    if reading.found or reading.subject or reading.sentence.label:
        return ""
    comma = reading.shadow.rfind(",", made.clause, made.measure.head)
    if comma < 0:
        return ""
    return subject_of(reading.text, reading.shadow, made.clause, comma, reading.periods(made.clause, comma))


def _growth(
    reading: Reading, made: Figure, role: Role, name: Name | None, base: Base | None, until: int
) -> Figure | None:
    """A growth alone; what it is of may stand behind it, too: "tai nạn giao thông giảm 6% số vụ"."""
    counted = ""
    if made.measure.kind == "share" and name is not None and (told := counted_at(reading.shadow, made.end, until)):
        counted = f"{reading.text[made.end + 1 : made.end + 1 + len(told)]} "
        made.end += len(counted)
        base = base or base_at(reading.shadow, made.end, until, reading.reporting)
    made.change, made.rule = GROWTHS[role], "result.growth_only"
    made.base = base or reading.leading
    if base:
        made.end = base.end
    named = _named(reading, made, name)
    if named is not None:
        named.indicator = f"{counted}{named.indicator}"
    return named


def _share_of_base(reading: Reading, made: Figure, name: Name | None, base: Base) -> Figure | None:
    if base.kind == "plan" or name is None or not _IS_GROWTH.match(shadow_of(name.text)):
        return _share_of_plan(reading, made, name, base)
    made.end = base.end  # "tăng trưởng kinh tế đạt 8,1% so với cùng kỳ" tells no ratio to the year before
    return _named(reading, made, name)


def _share_of_plan(reading: Reading, made: Figure, name: Name | None, base: Base) -> Figure | None:
    made.rule, made.end = "result.share_of_plan", base.end
    made.comparisons = [Comparison(base=base.kind, change="ratio", value=made.low or 0, unit="%", plan_of=base.plan_of)]
    return _named(reading, made, name)


def _share(reading: Reading, made: Figure, role: Role, name: Name | None, until: int) -> Figure | None:
    respective = reading.respective() if name is None else None
    whole = name.text.rpartition(" là ")[2] if name else respective.indicator if respective else reading.topic()
    if not whole:
        return None
    made.rule, made.aside, made.about = "result.share", name is None and bool(reading.found), whole
    after = counted_name(reading.text, reading.shadow, made.end, until, reading.periods(made.end, until))
    if role is Role.CONTRIBUTION:
        made.indicator = f"đóng góp của {whole} {after.text if after else ''}".rstrip()
    else:
        total = after.text.removeprefix("trong ").removeprefix("của ") if after else ""
        prefix = "" if _IS_SHARE.match(shadow_of(whole)) else "tỷ trọng "
        made.indicator = f"{prefix}{whole}" + (f" trong {total}" if total else "")
    if name:
        made.start = name.start
    if after:
        made.end = after.end
    return made


def _shares_too(reading: Reading, measure: Measure, role: Role, name: Name | None, end: int, until: int) -> bool:
    """Shares without their verb: "chiếm 34,44% và 36,22%", "7.880 tỷ đồng, đạt 61,37% số thuế tăng thu"."""
    if name is not None or not reading.found:
        return False
    if role is Role.NONE and reading.found[-1].rule == "result.share":
        return reading.shadow[reading.cursor : measure.head].strip() in _AND
    amount = role is Role.LEVEL and reading.found[-1].measure.kind == "money"
    return amount and counted_name(reading.text, reading.shadow, end, until, []) is not None


def _rank(reading: Reading, made: Figure, name: Name | None, until: int) -> Figure | None:
    after = counted_name(reading.text, reading.shadow, made.end, until, reading.periods(made.end, until))
    name = None if name and name.text.endswith(_ORDINAL) else name  # "…, đứng thứ 2 vùng và thứ (10 toàn quốc)"
    told = name.text if name else reading.topic().removeprefix("xếp hạng ")
    if compared := _COMPARED.match(reading.shadow, made.clause, made.measure.head):
        told = f"của {reading.text[slice(*compared.span(2))]} {reading.text[slice(*compared.span(1))]}"
        reading.ranked = f"của {reading.text[slice(*compared.span(2))]}"
    elif name is None and reading.ranked:
        told = reading.ranked
    if not told:
        return None
    made.rule, made.comparator, made.about = "result.rank", "top", told
    made.indicator = " ".join(part for part in ("xếp hạng", told, after.text if after else "") if part)
    made.low = made.high = made.measure.value
    guessed = "unit_guessed" in made.reasons
    if guessed or (made.unit and not made.measure.of and shadow_of(made.unit) in _REGIONS):
        made.indicator, made.unit = f"{made.indicator} {made.unit}", None  # "xếp thứ 7 toàn tỉnh"
    if guessed:
        made.reasons.remove("unit_guessed")
    if name:
        made.start = name.start
    if after:
        made.end = after.end
    return made
