"""Values that go with an open figure: growths, ratios, shares of plan, levels reached.

Reads: `Reading`, a `Measure`. Writes: `Comparison`s of the figure that is open.
"""

from __future__ import annotations

from lotrinh.extraction.facts import Comparison
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.bases import Base
from lotrinh.extraction.results.figures import GROWTHS, Figure, over_plan
from lotrinh.extraction.results.glosses import AMOUNTS
from lotrinh.extraction.results.repeated_bases import is_bracketed, paired, repeated_base
from lotrinh.extraction.results.roles import Role
from lotrinh.extraction.results.sentence_state import Reading

_REACHED, _FROM = "đạt", spelled("từ ")
_AREA = pattern(r" (?:tổng )?(?:diện(?: tích)?|đàn)(?: [^\W\d_]+){1,4}(?=[,;.)\n]|$)")


def join(reading: Reading, open_: Figure, measure: Measure, role: Role, base: Base | None, verb: int) -> bool:
    """Add the value to the open figure when it compares; else False. `verb`: where the words before it begin."""
    value, unit = measure.value, measure.unit or ""
    multiple = role is Role.MULTIPLE or measure.unit == "lần"
    if multiple and (role in GROWTHS or role is Role.MULTIPLE or base):
        added = _comparison(reading, open_, base, "multiple", value, "lần")
    elif role in GROWTHS:
        added = _comparison(reading, open_, base, GROWTHS[role], value, unit)
        if base is None:
            added = paired(reading, open_, added)
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
    elif (role is Role.LEVEL or is_bracketed(reading, measure)) and (
        kind := repeated_base(reading, open_, measure, verb)
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
    if role is Role.REMAIN and open_.unit == measure.unit:
        return True
    if role not in (Role.LEVEL, Role.REMAIN) or open_.unit != "%" or measure.kind not in AMOUNTS:
        return False
    words = reading.shadow[verb : measure.head]
    return role is Role.REMAIN or _REACHED in words or words.startswith(_FROM)


def past_area(reading: Reading, measure: Measure) -> int:
    """Behind the whole that a share is told of: "bằng 100% (diện tích gieo cấy), năng suất …"."""
    area = _AREA.match(reading.shadow, measure.end) if measure.kind == "share" else None
    return area.end() if area else 0


def _is_of_area(reading: Reading, open_: Figure, measure: Measure) -> bool:
    """ "lúa 108.827 ha, đạt 97,2% diện tích gieo trồng": the amount as a share of the whole area, or of the herds."""
    return open_.measure.kind in AMOUNTS and _AREA.match(reading.shadow, measure.end) is not None


def _comparison(reading: Reading, open_: Figure, base: Base | None, change: str, value: float, unit: str) -> Comparison:
    kind = base.kind if base else reading.usual_base(open_)
    return Comparison(base=kind, change=change, value=value, unit=unit, plan_of=base.plan_of if base else None)
