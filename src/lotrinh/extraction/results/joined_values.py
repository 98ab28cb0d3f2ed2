"""Values that go with an open figure: growths, ratios, shares of plan, former values.

Reads: `Reading`, a `Measure`. Writes: `Comparison`s of the figure that is open.

Names: is_former, tells_of_count, goes_on, is_respective, same_growth, join.
"""

from __future__ import annotations

import re

from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.quantities import Measure
from lotrinh.extraction.results.comparisons import Base, Role
from lotrinh.extraction.results.figures import GROWTHS, Figure, over_plan
from lotrinh.extraction.results.sentence_state import RESPECTIVELY, Reading
from lotrinh.extraction.rules import lexicon

_JOINT = pattern(rf"[ ,;()]*(?:(?:{'|'.join(lexicon('result_words')['figure']['joints'])})[ ,]*){{0,3}}")
_PLAIN_JOINTS = frozenset({"", " ", ", ", ",", " (", "(", f" {spelled('và')} "})
_BRACKETED = re.compile(r"\([^()]*\)")
_SUBJECTLESS = pattern(r"(?:[^;:.()]{0,40})(?:,| và|, và) *| *")
_RESPECTIVE = spelled("lần lượt")
_AND = folded(["và"])
_BARE_END = pattern(r"[,;.)\n]| và (?![0-9])|$")
_FORMER = pattern(
    r" ?\( ?(?:so với )?(?:(?:cùng kỳ|tháng|quý|năm|đầu năm|cuối năm)(?!\w)|[tq](?=[0-9]))"
    r"[^()0-9,;:]{0,20}(?:[0-9]{1,2}(?!\w)[/-]?)?(?:[0-9]{4}(?!\w))?[^()0-9,;:]{0,12}?"
    r"(?: ?:| là| đạt| ở mức| chỉ| tăng| giảm)+ ?"
)


def is_former(reading: Reading, measure: Measure) -> bool:
    """Whether a bracket behind a figure says what that had been in an earlier period."""
    before = reading.found[-1]
    return (
        _alike(measure.unit or "", before.unit or "")
        and _FORMER.fullmatch(reading.shadow, reading.cursor, measure.head) is not None
    )


def tells_of_count(reading: Reading, measure: Measure, verb: int) -> bool:
    """ "09/10 huyện, thành phố đạt trên 50% dự toán": the share says which were counted."""
    if measure.kind != "share" and not measure.of:
        return False
    before = reading.found[-1]
    return (
        before.rule == "result.count"
        and before.end == reading.cursor
        and not reading.shadow[reading.cursor : verb].strip()
    )


def goes_on(reading: Reading, verb: int, role: Role, base: Base | None) -> bool:
    """Whether the words up to the verb leave its subject to the statement before: a joint, or a comma.

    "70.102 cuộc thanh tra, kiểm tra, đạt 78,58% kế hoạch (…), bằng 97,33% so với cùng kỳ".
    """
    if reading.shadow[reading.cursor : verb] in _PLAIN_JOINTS or _JOINT.fullmatch(reading.shadow, reading.cursor, verb):
        return True
    if role is Role.NONE or (base is None and role not in GROWTHS):
        return False
    gap = reading.shadow[reading.cursor : verb]
    if "(" in gap:
        gap = _BRACKETED.sub("", gap)
    return _SUBJECTLESS.fullmatch(gap) is not None


def is_respective(reading: Reading, measure: Measure, verb: int, following: Measure | None) -> bool:
    """ "lần lượt tăng 11,48% … và 14,16% …", "tương ứng tăng 1,67% và 1,75%"."""
    if len(reading.found) < 2:
        return False
    told = RESPECTIVELY.search(reading.shadow, reading.cursor, verb)
    if told is None:
        return False
    if told.group() == _RESPECTIVE:
        return True
    return following is not None and reading.shadow[measure.end : following.head].strip() in _AND


def same_growth(reading: Reading, measure: Measure) -> Role:
    """The growth that a second value leaves out: "tăng 12% về số doanh nghiệp và 20% về vốn"."""
    if not reading.found or reading.shadow[reading.cursor : measure.head].strip() not in _AND:
        return Role.NONE
    last = reading.found[-1].comparisons[-1:]
    change = last[0].change if last and last[0].unit == measure.unit else ""
    return next((role for role, named in GROWTHS.items() if named == change), Role.NONE)


def join(reading: Reading, open_: Figure, measure: Measure, role: Role, base: Base | None) -> bool:
    """Add the value to the open figure when it compares; else False."""
    value, unit = measure.value, measure.unit or ""
    multiple = role is Role.MULTIPLE or measure.unit == "lần"
    if multiple and (role in GROWTHS or role is Role.MULTIPLE or base):
        added = _comparison(reading, open_, base, "multiple", value, "lần")
    elif role in GROWTHS:
        added = _comparison(reading, open_, base, GROWTHS[role], value, unit)
    elif role is Role.EXCEED and measure.kind != "share" and measure.of is None:
        added = _comparison(reading, open_, base or Base("plan", 0), "increase", value, unit)
    elif role is Role.EXCEED and measure.kind == "share":
        added = _comparison(reading, open_, base or Base("plan", 0), "ratio", over_plan(value), "%")
    elif role in (Role.LEVEL, Role.NONE) and base is not None and measure.kind == "share":
        added = _comparison(reading, open_, base, "ratio", value, "%")
    elif role is Role.REMAIN and open_.change in GROWTHS.values() and open_.unit == measure.unit and not measure.of:
        added = Comparison(
            base=reading.usual_base(open_), change=open_.change, value=open_.measure.value, unit=open_.unit or ""
        )
        open_.rule, open_.change, open_.measure = "result.level_after_change", "level", measure
        open_.comparator, open_.low, open_.high = measure.comparator, measure.low, measure.high
    elif role is Role.LEVEL and _repeats_plan(reading, open_, measure):
        added = Comparison(base="plan", change="ratio", value=value, unit="%")
        open_.reasons.append("base_from_context")
    else:
        return False
    open_.comparisons.append(added)
    return True


def _repeats_plan(reading: Reading, open_: Figure, measure: Measure) -> bool:
    """ "… đạt 70,7% kế hoạch; doanh thu 2.931 tỷ đồng, đạt 65,1%": the plan is left out the second time."""
    if measure.kind != "share" or open_.measure.kind == "share" or len(reading.found) < 2:
        return False
    bare = _BARE_END.match(reading.shadow, measure.end) is not None
    return bare and any(c.base == "plan" for c in reading.found[-2].comparisons)


def _comparison(reading: Reading, open_: Figure, base: Base | None, change: str, value: float, unit: str) -> Comparison:
    kind = base.kind if base else reading.usual_base(open_)
    return Comparison(base=kind, change=change, value=value, unit=unit, plan_of=base.plan_of if base else None)


def _alike(unit: str, other: str) -> bool:
    """Whether two units are one, perhaps shortened: "ca mắc", "ca"."""
    return unit.startswith(other) or other.startswith(unit) if unit and other else unit == other
