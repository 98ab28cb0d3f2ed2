"""Shares of a whole, shares of plan, and ranks.

Reads: `Reading`, a `Figure` as a level. Writes: the `Figure`, or None: no result.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.bounds import PART
from lotrinh.extraction.results.counted_names import counted_name
from lotrinh.extraction.results.figure_names import give_name
from lotrinh.extraction.results.figures import Figure
from lotrinh.extraction.results.result_names import Name
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading

_IN_WHAT = pattern(r"(?:^|[^,;]{0,40} )về [^\W\d_]")
_COMPARED = pattern(r" ?(so với [^,;:]{3,80}?)(?: thì|,) ([^,;:]{2,40}?) (?:đứng|xếp)")
_AND = folded(["và"])
_REGIONS = folded(["vùng", "khu vực", "cả nước", "toàn quốc", "tỉnh", "thế giới", "châu á"])
_EQUALS, _ORDINAL = spelled("bằng "), "thứ"
IS_SHARE = pattern(r"(?:tỷ trọng|tỷ lệ|tỉ trọng|tỉ lệ|cơ cấu|thị phần)(?!\w)")
_IS_GROWTH = pattern(r"(?:tốc độ |mức )?(?:tăng trưởng|tăng|phát triển)(?!\w)")
_AS_RATE = pattern(r"chiếm t[ỷỉ] lệ(?!\w)")
_AGAINST_WHOLE = pattern(
    r" so với(?= (?:tổng|toàn bộ|cả) )|/ ?(?=tổng(?: số)? )"
)  # "chiếm 0,8% so với (tổng diện tích của tỉnh)"
_CONTRAST = pattern(r" (?:nhưng|song|và (?:có xu hướng|đang|tiếp tục))(?!\w)")
_ALL_OF = pattern(r"^(?:của |trong )?(?:tổng )?(?:số )?")
_AND_ANOTHER = pattern(r" và [0-9]{1,3}(?:,[0-9]+)? ?%(?= ?[,;.]| *$)")
_NEXT_RANK = pattern(r"(?:,|,? và)?(?: đứng| xếp)? thứ$")
_FEW = 4  # figures back
_ENDS = pattern(r"[,;.)]| và |$")


def plan_of_whole(reading: Reading, made: Figure, role: Role, name: Name | None) -> Base | None:
    """The plan that a part leaves out: "thu ngân sách đạt 53,8% dự toán, trong đó thu nội địa đạt (52,1%)"."""
    led = reading.leading
    if led is not None and role is Role.LEVEL and _ENDS.match(reading.shadow, made.end):
        equals = reading.shadow.find(_EQUALS, made.clause, made.measure.head) >= 0
        reaches = not reading.shadow.startswith("so ", reading.sentence.start)  # "… sản phẩm giảm so với cùng kỳ có …"
        if led.kind == "plan" or equals or reaches:
            return Base(led.kind, made.end, led.plan_of)  # "So với dự toán Trung ương giao, thu nội địa đạt (72%)"
    before = reading.found[-1] if reading.found and reading.has_parts and role is Role.LEVEL else None
    if before is None or before.rule != "result.share_of_plan" or before.comparisons[0].base != "plan":
        return None
    if name is None or IS_SHARE.match(shadow_of(name.text)) or not _ENDS.match(reading.shadow, made.end):
        return None
    told = before.part or PART.search(reading.shadow, before.end, made.measure.head) is not None
    return Base("plan", made.end, before.comparisons[0].plan_of) if told else None


def share_of_base(reading: Reading, made: Figure, name: Name | None, base: Base) -> Figure | None:
    """A share of what the text compares with; a rate of growth is told as itself."""
    if base.kind == "plan" or name is None or not _IS_GROWTH.match(shadow_of(name.text)):
        return share_of_plan(reading, made, name, base)
    made.end = base.end  # "tăng trưởng kinh tế đạt 8,1% so với cùng kỳ" tells no ratio to the year before
    return give_name(reading, made, name)


def share_of_plan(reading: Reading, made: Figure, name: Name | None, base: Base) -> Figure | None:
    """A share of a plan, or of an earlier period."""
    made.rule, made.end = "result.share_of_plan", base.end
    made.comparisons = [Comparison(base=base.kind, change="ratio", value=made.low or 0, unit="%", plan_of=base.plan_of)]
    return give_name(reading, made, name)


def new_share(reading: Reading, made: Figure, role: Role, name: Name | None, until: int) -> Figure | None:
    """A share of a whole, or a contribution to it."""
    respective = reading.respective() if name is None else None
    against = _AGAINST_WHOLE.match(reading.shadow, made.end, until) if role is Role.SHARE else None
    begin = against.end() if against else made.end
    after = _without_contrast(counted_name(reading.text, reading.shadow, begin, until, reading.periods(begin, until)))
    counted = _of_counts(reading, made, after) if name is None and role is Role.SHARE else ""
    whole = name.text.rpartition(" là ")[2] if name else respective.indicator if respective else ""
    whole = whole or counted or reading.topic()
    if not whole:
        return None
    made.rule, made.aside, made.about = "result.share", name is None and bool(reading.found), whole
    if role is Role.CONTRIBUTION:
        made.indicator = f"đóng góp của {whole} {after.text if after else ''}".rstrip()
    else:
        total = after.text.removeprefix("trong ").removeprefix("của ").removeprefix("trên ") if after else ""
        rate = _AS_RATE.search(reading.shadow, made.clause, made.measure.head) is not None
        prefix = "" if IS_SHARE.match(shadow_of(whole)) else "tỷ lệ " if rate else "tỷ trọng "
        made.indicator = f"{prefix}{whole}" + (f" trong {total}" if total else "")
    if name:
        made.start = name.start
    if after:
        made.end = after.end
    return made


def _without_contrast(after: Name | None) -> Name | None:
    """The whole without what is said of the part in contrast: "88% tổng doanh thu (nhưng lại) giảm 4%"."""
    contrast = _CONTRAST.search(shadow_of(after.text)) if after else None
    if after is None or contrast is None:
        return after
    kept = after.text[: contrast.start()]
    return Name(kept, after.start, after.end - len(after.text) + len(kept))


def _of_counts(reading: Reading, made: Figure, after: Name | None) -> str:
    """Which of the counts before it a share is of; "" when nothing tells.

    Of the one that its whole names again ("chiếm 19% tổng số hộ nghèo"); of two shares the first is of the first.
    """
    counts = [before for before in reading.found[-_FEW:] if before.rule == "result.count"]
    if after is not None:
        noun = _ALL_OF.sub("", shadow_of(after.text))
        return next((count.indicator for count in reversed(counts) if shadow_of(count.indicator).startswith(noun)), "")
    two = len(counts) > 1 and counts[-1] is reading.found[-1] and counts[-2] is reading.found[-2]
    return counts[-2].indicator if two and _AND_ANOTHER.match(reading.shadow, made.end) else ""


def is_bare_share(reading: Reading, measure: Measure, role: Role, name: Name | None, end: int, until: int) -> bool:
    """Shares without their verb: "chiếm 34,44% và 36,22%", "7.880 tỷ đồng, đạt 61,37% số thuế tăng thu"."""
    if name is not None or not reading.found:
        return False
    if role is Role.NONE and reading.found[-1].rule == "result.share":
        return reading.shadow[reading.cursor : measure.head].strip() in _AND
    amount = role is Role.LEVEL and reading.found[-1].measure.kind == "money"
    return amount and counted_name(reading.text, reading.shadow, end, until, []) is not None


def _without_next_rank(after: Name | None) -> Name | None:
    """Whom a rank is among, without the words of the next: "20/63 (tỉnh trong cả nước) và thứ 4/14 tỉnh của vùng"."""
    following = _NEXT_RANK.search(shadow_of(after.text)) if after else None
    if after is None or following is None:
        return after
    kept = after.text[: following.start()]
    return Name(kept, after.start, after.end - len(after.text) + len(kept)) if kept else None


def new_rank(reading: Reading, made: Figure, name: Name | None, until: int) -> Figure | None:
    """A rank: "đứng thứ 2 vùng"."""
    after = _without_next_rank(
        counted_name(reading.text, reading.shadow, made.end, until, reading.periods(made.end, until))
    )
    name = None if name and name.text.endswith(_ORDINAL) else name  # "…, đứng thứ 2 vùng và thứ (10 toàn quốc)"
    told = name.text if name else reading.topic().removeprefix("xếp hạng ")
    if compared := _COMPARED.match(reading.shadow, made.clause, made.measure.head):
        told = f"của {reading.text[slice(*compared.span(2))]} {reading.text[slice(*compared.span(1))]}"
        reading.ranked = f"của {reading.text[slice(*compared.span(2))]}"
    elif name is None and reading.ranked:
        told = reading.ranked
    if not told and not (after and _IN_WHAT.search(shadow_of(after.text))):
        return None  # "Tỉnh đứng thứ 8/63 (về số dự án)" tells what the rank is in, if not whose it is
    made.rule, made.comparator, made.about = "result.rank", "top", told
    made.indicator = " ".join(part for part in ("xếp hạng", told, after.text if after else "") if part)
    made.low = made.high = made.measure.value
    guessed = "unit_guessed" in made.reasons
    if guessed or (made.unit and not made.measure.of and shadow_of(made.unit) in _REGIONS):
        if after and after.text[:1].isupper():
            made.indicator = f"xếp hạng {told} {made.unit} {after.text}"  # "thứ 6 vùng ĐBSCL"
        else:
            made.indicator = f"{made.indicator} {made.unit}"  # "xếp thứ 7 toàn tỉnh"
        made.unit = None
    if guessed:
        made.reasons.remove("unit_guessed")
    if name:
        made.start = name.start
    if after:
        made.end = after.end
    return made
