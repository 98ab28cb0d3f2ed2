"""What a value leaves to the statement before it: the subject, a growth's verb, the rank.

Reads: `Reading`, a `Measure`. Writes: nothing.
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.figures import GROWTHS
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import RESPECTIVELY, Reading
from lotrinh.extraction.rules import lexicon

_TWO = 2
_JOINT = pattern(rf"(?: - )?[ ,;()\[]*(?:(?:{'|'.join(lexicon('result_words')['figure']['joints'])})[ ,]*){{0,3}}")
_PLAIN_JOINTS = frozenset({"", " ", ", ", ",", " (", "(", " [", "[", f" {spelled('và')} ", " - "})
_BRACKETED = re.compile(r"\([^()]*\)")
_SUBJECTLESS = pattern(r"(?:[^;:.()]{0,60})(?:,| và|, và| nhưng|, nhưng) *| *")
_RESPECTIVE = spelled("lần lượt")
_AND = folded(["và"])
_LISTED = folded([",", "và", ", và"])
_RANKED_ON = folded(["và thứ", ", thứ", "và đứng thứ", ", đứng thứ", "và xếp thứ", ", xếp thứ"])
_NEXT_CLAUSE = "; "


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
    return gap in _RANKED_ON or (measure.of is not None and gap in _LISTED)


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
