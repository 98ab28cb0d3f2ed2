"""Values that go with an open figure: growths, ratios, shares of plan, former values.

Reads: `Reading`, a `Measure`. Writes: `Comparison`s of the figure that is open.

Names: is_former, tells_of_count, is_in_percent, is_in_amount, gives_amount, goes_on, is_respective, ranks_on,
same_growth, told_of, count_of, counted_alike, settle, join, past_area.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from lotrinh.core.period import Kind
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.results.bases import Base, base_at
from lotrinh.extraction.results.bounds import PART
from lotrinh.extraction.results.counted_names import counted_name
from lotrinh.extraction.results.figures import GROWTHS, Figure, counted_noun, over_plan
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import RESPECTIVELY, Reading
from lotrinh.extraction.rules import lexicon

_JOINT = pattern(rf"[ ,;()\[]*(?:(?:{'|'.join(lexicon('result_words')['figure']['joints'])})[ ,]*){{0,3}}")
_PLAIN_JOINTS = frozenset({"", " ", ", ", ",", " (", "(", " [", "[", f" {spelled('và')} "})
_BRACKETED = re.compile(r"\([^()]*\)")
_SUBJECTLESS = pattern(r"(?:[^;:.()]{0,60})(?:,| và|, và| nhưng|, nhưng) *| *")
_RESPECTIVE = spelled("lần lượt")
_AND = folded(["và"])
_NUMBER_OF = folded(["số"])
_LISTED = folded([",", "và", ", và"])
_RANKED_ON = folded(["và thứ", ", thứ", "và đứng thứ", ", đứng thứ", "và xếp thứ", ", xếp thứ"])
_BOUNDED = frozenset({"ge", "gt", "le", "lt"})
_REACHES = folded(["đạt", "có", "từ", "đạt từ"])
_ENDS_OPEN = (" có", " đạt", " từ")
_RATE = pattern(r"(?<!\w)(?:có|đạt) tỷ lệ [^,;]{2,60}$")
_AMOUNTS = frozenset({"money", "physical", "count"})
_EXPECTED = pattern(r"(?<!\w)(?:ước|dự ước|dự kiến|sơ bộ)(?!\w)")
_REACHED, _EQUALS, _FROM = "đạt", spelled("bằng"), spelled("từ ")
_BRACKETS = (" (", "(")
_NEXT_CLAUSE = "; "
_GLOSS_OPENS = " ,([+-="  # "giảm 160 lượt = 44,82%"
_FEW, _TWO = 5, 2
_ROUNDED = 0.2  # points
_MUCH = 90  # per cent: "ước đạt 10.000 tỷ đồng, đạt 101,4%" can only be of plan
_LONGEST_LIST, _NEAR = 24, 12  # values; characters before a share in which its "bằng" stands
# "2,8 triệu tấn, trị giá 1,2 tỷ USD, tăng 6,3% về lượng và 4,9% về trị giá"
_CASES = folded(["hồ sơ", "đơn", "vụ", "vụ việc", "ý kiến", "kiến nghị"])
_KIND_OF = {spelled(words): kind for words, kind in {
    "lượng": "physical", "khối lượng": "physical", "sản lượng": "physical",
    "giá trị": "money", "trị giá": "money", "kim ngạch": "money", "giá trị kim ngạch": "money",
}.items()}  # fmt: skip
_BARE_END = pattern(r"[,;.)\n]| và (?![0-9])| \((?:tăng|giảm)(?!\w)|$")
_AREA = pattern(r" (?:tổng )?(?:diện(?: tích)?|đàn)(?: [^\W\d_]+){1,4}(?=[,;.)\n]|$)")
_FORMER = pattern(
    r" ?\( ?(?:so với )?(?:(?:[0-9]{1,2} tháng đầu|cùng kỳ|tháng|quý|năm|đầu năm|cuối năm)(?!\w)|[tq](?=[0-9]))"
    r"[^()0-9,;:]{0,20}(?:[0-9]{1,2}(?!\w)[/-]?)?(?:[0-9]{4}(?!\w))?[^()0-9,;:]{0,12}?"
    r"(?: ?:| là| đạt| ở mức| chỉ| tăng| giảm| bằng| còn| có| tiếp nhận| xảy ra| kết nạp| thực hiện)+ ?"
)


def is_former(reading: Reading, measure: Measure) -> bool:
    """Whether a bracket behind a figure says what that had been in an earlier period.

    "(quý III ước đạt 20 nghìn tấn)" in a report on nine months tells of now.
    """
    before = reading.found[-1]
    if _FORMER.fullmatch(reading.shadow, reading.cursor, measure.head) is None:
        return False
    units = [before.unit or "", *(comparison.unit for comparison in before.comparisons[-_FEW:])]
    if not any(_alike(measure.unit or "", unit) for unit in units):
        return False
    if _EXPECTED.search(reading.shadow, reading.cursor, measure.head):
        return False
    reported = reading.reporting.period
    inside = [told.period for told in reading.periods(reading.cursor, measure.head) if told.start > reading.cursor]
    if reported is None:
        return True
    return not any(
        period.last >= (reported.first if period.kind is Kind.QUARTER else reported.last) for period in inside
    )


def tells_of_count(reading: Reading, measure: Measure, verb: int) -> bool:
    """Whether the value says which things were counted, and is none of its own; the count then has it in its name.

    "09/10 huyện, thành phố đạt trên 50% dự toán", "34 nhóm hàng đạt kim ngạch từ 1 tỷ USD trở lên".
    """
    bounded = measure.comparator in _BOUNDED or measure.kind == "count"
    if measure.kind != "share" and not measure.of and not bounded:
        return False
    before = reading.found[-1]
    if before.rule != "result.count" or before.end != reading.cursor:
        return False
    gap = reading.shadow[reading.cursor : verb].strip()
    if gap and gap not in _REACHES:
        return False
    plain = measure.kind == "count" and measure.comparator not in _BOUNDED and not measure.of
    if plain and _REACHED not in (reading.shadow[before.end : measure.head].strip()[:3], before.indicator[-3:]):
        return False  # not "6 xã (đạt từ 10 đến 14 tiêu chí)"
    if _is_its_ratio(before, measure):
        return False
    if measure.kind == "share" and measure.comparator == "eq" and not gap and verb == measure.head:
        told = before.indicator.endswith(_ENDS_OPEN) or _RATE.search(shadow_of(before.indicator))
        return bool(told) and _take_in(reading, before, measure)
    return _take_in(reading, before, measure)


def _is_its_ratio(before: Figure, measure: Measure) -> bool:
    """Whether a share is a count over its whole: "96/102 thôn văn hóa, đạt 94,1%"."""
    told = before.measure
    if measure.kind != "share" or not told.of or measure.comparator != "eq":
        return False
    return abs(100 * told.value / told.of - measure.value) < _ROUNDED


def _take_in(reading: Reading, before: Figure, measure: Measure) -> bool:
    """The value, and what it counts, into the name of the count before it."""
    after = counted_name(reading.text, reading.shadow, measure.tail, reading.sentence.end, [])
    end = after.end if after and measure.kind in ("count", "share") else measure.tail
    before.indicator = f"{before.indicator} {reading.text[before.end : end].strip()}"
    before.end = end
    return True


def is_in_percent(reading: Reading, measure: Measure) -> bool:
    """ "giảm 16 vụ (tương đương 42%)": the growth just told, in per cent; the figure then has both."""
    if measure.kind != "share" or reading.shadow[reading.cursor : measure.head].strip(_GLOSS_OPENS) != "":
        return False
    last = reading.found[-1] if reading.found else None
    if last and last.rule == "result.growth_only" and last.measure.kind == "count" and not last.comparisons:
        base = last.base.kind if last.base else reading.usual_base(last)
        last.comparisons.append(Comparison(base=base, change=last.change, value=abs(measure.value), unit="%"))
        return True
    before = reading.compared
    told = before.comparisons[-1] if before else None
    if before is None or told is None or told.change not in GROWTHS.values() or told.unit == "%":
        return False
    before.comparisons.append(Comparison(base=told.base, change=told.change, value=abs(measure.value), unit="%"))
    return True


def is_in_amount(reading: Reading, measure: Measure) -> bool:
    """ "tăng 7,7%, tương đương 1,6 triệu đồng": the growth just told, in the figure's own unit."""
    before = reading.compared
    told = before.comparisons[-1] if before else None
    if before is None or told is None or told.change not in GROWTHS.values() or told.unit != "%":
        return False
    gap = reading.shadow[reading.cursor : measure.head].strip(_GLOSS_OPENS)
    if gap or measure.kind not in _AMOUNTS or not _alike(measure.unit or "", before.unit or ""):
        return False
    added = Comparison(base=told.base, change=told.change, value=abs(measure.value), unit=measure.unit or "")
    before.comparisons.append(added)
    return True


def gives_amount(reading: Reading, measure: Measure) -> bool:
    """ "đạt gần 80% kế hoạch năm, tương đương 5.919 tỷ đồng": the amount is the figure, the share its comparison."""
    before = reading.found[-1] if reading.found else None
    if before is None or before.rule != "result.share_of_plan" or measure.kind not in _AMOUNTS:
        return False
    if reading.shadow[reading.cursor : measure.head].strip(" ,(") != "":
        return False
    before.rule, before.measure, before.unit = "result.level", measure, measure.unit
    before.comparator, before.low, before.high = measure.comparator, measure.low, measure.high
    return True


def goes_on(reading: Reading, verb: int, role: Role, base: Base | None) -> bool:
    """Whether the words up to the verb leave its subject to the statement before: a joint, or a comma.

    "70.102 cuộc thanh tra, kiểm tra, đạt 78,58% kế hoạch (…), bằng 97,33% so với cùng kỳ".
    """
    if reading.shadow[reading.cursor : verb] in _PLAIN_JOINTS or _JOINT.fullmatch(reading.shadow, reading.cursor, verb):
        return True
    if role is Role.NONE or (base is None and role not in GROWTHS):
        return False
    gap = reading.shadow[reading.cursor : verb]
    if base is not None and gap.endswith(_NEXT_CLAUSE):
        return True  # "… 22 vụ mua bán, tàng trữ chất ma túy; tăng 1 vụ so với tháng trước"
    if "(" in gap:
        gap = _BRACKETED.sub("", gap)
    return _SUBJECTLESS.fullmatch(gap) is not None


def is_respective(reading: Reading, measure: Measure, verb: int, following: Measure | None) -> bool:
    """ "lần lượt tăng 11,48% … và 14,16% …", "tương ứng tăng 1,67% và 1,75%"."""
    if len(reading.found) < 2:
        return False
    told = RESPECTIVELY.search(reading.shadow, reading.cursor, measure.head)
    if told is None:
        return False
    if told.group() == _RESPECTIVE and told.end() <= verb:
        return True
    return following is not None and reading.shadow[measure.end : following.head].strip() in _AND


def ranks_on(reading: Reading, measure: Measure) -> bool:
    """ "xếp thứ 43/63 tỉnh, thành phố về tăng trưởng và 17/63 tỉnh, thành phố về quy mô": a second rank."""
    if not reading.found or reading.found[-1].rule != "result.rank":
        return False
    gap = reading.shadow[reading.cursor : measure.head].strip()
    return gap in _LISTED if measure.of else gap in _RANKED_ON


def same_growth(reading: Reading, measure: Measure) -> Role:
    """The growth that a second value leaves out: "tăng 12% về số doanh nghiệp và 20% về vốn"."""
    if not reading.found or reading.shadow[reading.cursor : measure.head].strip() not in _AND:
        return Role.NONE
    compared = reading.compared
    before = compared if compared is not None and compared in reading.found[-_TWO:] else reading.found[-1]
    last = before.comparisons[-1:]
    change = last[0].change if last and last[0].unit == measure.unit else ""
    if not last and before.rule == "result.growth_only" and before.unit == measure.unit:
        change = before.change
    return next((role for role, named in GROWTHS.items() if named == change), Role.NONE)


def told_of(reading: Reading, open_: Figure, aside: str) -> Figure:
    """The figure that a growth "về số doanh nghiệp" is of: the one of the last few whose name shares most words."""
    if (kind := _KIND_OF.get(aside)) is not None:
        alike = [made for made in reading.found[-_FEW:] if made.measure.kind == kind and not made.aside]
        return alike[-1] if alike else open_
    words = set(aside.split())
    best, most = open_, len(words & set(shadow_of(open_.indicator).split()))
    for made in reading.found[-_FEW:]:
        shared = len(words & set(shadow_of(made.indicator).split()))
        if shared > most and not made.aside:
            best, most = made, shared
    return best


def count_of(reading: Reading, counted: str) -> Figure | None:
    """The count that "giảm 6% số người bị thương" is told of: the one of the last few whose words are most like it."""
    words = set(counted.split()) - _NUMBER_OF
    best, most = None, 0
    for made in reading.found[-_FEW:]:
        if made.change != "level" or made.measure.kind != "count" or any(c.unit == "%" for c in made.comparisons):
            continue
        told = {*shadow_of(made.indicator).split(), *shadow_of(made.unit or "").split()}
        if len(words & told) > most:
            best, most = made, len(words & told)
    return best


def counted_alike(reading: Reading, open_: Figure, measure: Measure) -> Figure:
    """The count that "tăng 3 vụ" is told of: the last of a few in the same things ("89 vụ, 179 đối tượng …")."""
    noun = counted_noun(measure.unit)
    if not noun or _alike(noun, counted_noun(open_.unit)):
        return open_
    for made in reversed(reading.found[-_FEW:]):
        if made.change == "level" and not made.aside and _alike(noun, counted_noun(made.unit)):
            return made
    return open_


def settle(reading: Reading, open_: Figure, base: Base | None) -> None:
    """The base at the end of a list of growths ("về A, … và … về B so với tháng 9") is that of the whole list."""
    if base is None:
        reading.owed = [*reading.owed, (open_, len(open_.comparisons) - 1)]
        return
    for figure, index in reading.owed:
        figure.comparisons[index] = msgspec.structs.replace(figure.comparisons[index], base=base.kind)
    reading.owed = []


def join(reading: Reading, open_: Figure, measure: Measure, role: Role, base: Base | None, verb: int) -> bool:
    """Add the value to the open figure when it compares; else False. `verb`: where the words before it begin."""
    value, unit = measure.value, measure.unit or ""
    multiple = role is Role.MULTIPLE or measure.unit == "lần"
    if multiple and (role in GROWTHS or role is Role.MULTIPLE or base):
        added = _comparison(reading, open_, base, "multiple", value, "lần")
    elif role in GROWTHS:
        added = _comparison(reading, open_, base, GROWTHS[role], value, unit)
        if base is None:
            added = _paired(reading, open_, added)
    elif role is Role.EXCEED and measure.kind != "share" and measure.of is None:
        added = _comparison(reading, open_, base or Base("plan", 0), "increase", value, unit)
    elif role is Role.EXCEED and open_.measure.kind == "share":
        added = _comparison(reading, open_, base or Base("plan", 0), "increase", value, unit)  # points
    elif role is Role.EXCEED and measure.kind == "share":
        added = _comparison(reading, open_, base or Base("plan", 0), "ratio", over_plan(value), "%")
    elif role in (Role.LEVEL, Role.NONE) and base is not None and measure.kind == "share":
        added = _comparison(reading, open_, base, "ratio", value, "%")
    elif _is_reached(reading, open_, measure, role, verb):
        added = Comparison(
            base=reading.usual_base(open_), change=open_.change, value=open_.measure.value, unit=open_.unit or ""
        )
        open_.rule, open_.change, open_.measure = "result.level_after_change", "level", measure
        open_.comparator, open_.low, open_.high, open_.unit = (
            measure.comparator,
            measure.low,
            measure.high,
            measure.unit,
        )
    elif (role is Role.LEVEL or _is_bracketed(reading, measure)) and (
        kind := _repeated_base(reading, open_, measure, verb)
    ):
        added = Comparison(base=kind, change="ratio", value=value, unit="%")
        open_.reasons.append("base_from_context")
    elif role is Role.LEVEL and measure.kind == "share" and _is_of_area(reading, open_, measure):
        added = Comparison(base="other", change="ratio", value=value, unit="%")
    else:
        return False
    open_.comparisons.append(added)
    reading.compared = open_
    return True


def _is_reached(reading: Reading, open_: Figure, measure: Measure, role: Role, verb: int) -> bool:
    """Whether the value is the level that the open growth led to: "giảm 2,66%, còn 3,36%", "tăng 8%, đạt 5 tỷ"."""
    if open_.change not in GROWTHS.values() or measure.of:
        return False
    if role is Role.REMAIN:
        return open_.unit == measure.unit
    reached = role is Role.LEVEL and open_.unit == "%" and measure.kind in _AMOUNTS
    words = reading.shadow[verb : measure.head]
    return reached and (_REACHED in words or words.startswith(_FROM))


def _repeated_base(reading: Reading, open_: Figure, measure: Measure, verb: int) -> str | None:
    """The base that a ratio leaves out since a figure before told it; None when it is no such ratio.

    "… đạt 70,7% kế hoạch; doanh thu 2.931 tỷ đồng, đạt 65,1%", "… bằng 99% cùng kỳ, trong đó ngô 57 ha, bằng 73,4%".
    """
    if measure.kind != "share" or open_.measure.kind == "share":
        return None
    if _BARE_END.match(reading.shadow, measure.end) is None:
        return None
    words = reading.shadow[verb : measure.head]
    told = [c.base for made in reading.found for c in made.comparisons if c.change == "ratio" and made is not open_]
    if _EQUALS in words:
        return told[-1] if told else _base_told_later(reading, measure)
    if open_.planned or (open_.measure.of and open_.measure.kind in ("money", "physical")):
        return "plan"
    if any(c.base == "plan" for made in reading.found[-2:-1] for c in made.comparisons):
        return "plan"
    if counted_noun(open_.unit) in _CASES:
        return None  # "giải quyết đúng hạn 8.150 hồ sơ (đạt 99,3%)": of those received
    sure = open_.measure.kind in ("money", "physical") or reading.shadow.startswith(_BRACKETS, reading.cursor)
    much = open_.measure.kind in ("money", "physical") and _REACHED in words and measure.value >= _MUCH
    return "plan" if much or (sure and reading.sentence.planned) else None


def _is_bracketed(reading: Reading, measure: Measure) -> bool:
    """Whether a share stands alone in brackets behind an item whose neighbour told one of plan: "32 tỷ đồng (90%)"."""
    shadow = reading.shadow
    alone = shadow.startswith("(", measure.head - 1) and shadow.startswith(")", measure.tail)
    return alone and any(c.base == "plan" for made in reading.found[-2:-1] for c in made.comparisons)


def _base_told_later(reading: Reading, measure: Measure) -> str | None:
    """The base that the last member of a list tells for all: "ngô bằng 83,6%; lạc bằng 95,1% so với cùng kỳ"."""
    measures, shadow = reading.sentence.measures, reading.shadow
    at = bisect_right(measures, measure.start, key=lambda told: told.start)
    for later in measures[at : at + _LONGEST_LIST]:
        if later.kind == "share" and shadow.rfind(_EQUALS, later.head - _NEAR, later.head) >= 0:
            base = base_at(shadow, later.tail, reading.sentence.end, reading.reporting)
            if base is not None:
                return base.kind if base.kind != "plan" else None
    return reading.sentence.base if PART.match(shadow, reading.sentence.start) else None


def past_area(reading: Reading, measure: Measure) -> int:
    """Behind the whole that a share is told of: "bằng 100% (diện tích gieo cấy), năng suất …"."""
    area = _AREA.match(reading.shadow, measure.end) if measure.kind == "share" else None
    return area.end() if area else 0


def _is_of_area(reading: Reading, open_: Figure, measure: Measure) -> bool:
    """ "lúa 108.827 ha, đạt 97,2% diện tích gieo trồng": the amount as a share of the whole area, or of the herds."""
    return open_.measure.kind in _AMOUNTS and _AREA.match(reading.shadow, measure.end) is not None


def _paired(reading: Reading, open_: Figure, added: Comparison) -> Comparison:
    """Of two growths that leave out their bases, those of the figure before ("giảm 4,1% và tăng 7,3%")."""
    open_.unbased.append(len(open_.comparisons))
    if len(open_.unbased) != _TWO:
        return added
    told = [
        [c.base for c in earlier.comparisons if c.change != "ratio" and c.base != "plan"]
        for earlier in reversed(reading.found)
        if earlier is not open_
    ]
    for bases in [*told, list(reading.sentence.bases)]:
        if len(set(bases)) == len(bases) == _TWO:
            first = open_.unbased[0]
            open_.comparisons[first] = msgspec.structs.replace(open_.comparisons[first], base=bases[0])
            return msgspec.structs.replace(added, base=bases[1])
    return added


def _comparison(reading: Reading, open_: Figure, base: Base | None, change: str, value: float, unit: str) -> Comparison:
    kind = base.kind if base else reading.usual_base(open_)
    return Comparison(base=kind, change=change, value=value, unit=unit, plan_of=base.plan_of if base else None)


def _alike(unit: str, other: str) -> bool:
    """Whether two units are one, perhaps shortened: "ca mắc", "ca"."""
    return unit.startswith(other) or other.startswith(unit) if unit and other else unit == other
