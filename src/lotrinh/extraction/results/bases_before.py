"""Bases that stand before the value, or open the sentence: "So với tháng trước, …", "tăng so với đầu năm là 106 tỷ".

Reads: shadow text before a printed value. Writes: `Base`s, and where their words begin.
"""

from __future__ import annotations

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.results.bases import YEAR, Base, last_one_at, period_base, plan_base, year_base
from lotrinh.extraction.results.periods import Reporting
from lotrinh.extraction.results.roles import Role

_GROWTH_AGAINST = pattern(
    r"(?:^|[\s,;:(])(?P<verb>(?:tăng|giảm|cao hơn|thấp hơn)(?: (?!so)\w+){0,2}?)"
    r"(?: so (?:với )?[^,;:()]{3,60}| cùng kỳ(?: năm (?:trước|[0-9]{4}))? "
    r"|(?<=hơn) (?:năm|tháng|quý|kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết)(?!\w)"
    r"[^,;:()0-9]{0,40}(?:20[0-9]{2} )?(?:là )?)$"
)
# "so với cùng kỳ phát hiện (nhiều hơn 3 vụ)", "so với chỉ tiêu giao (8.700 người) (đạt 107%)"
_FOUND_THEN = pattern(
    r"(?: ?\([^();]{1,30}\))?[ ,;]*"
    r"(?:(?:số (?:vụ |án )?|án |đã )?(?:phát hiện|xảy ra|khởi tố|bắt giữ|xử lý|tiếp nhận|giải quyết|là)[ ,]*)?"
)
_AGAINST_SO, _AND_THEN = spelled(" so với "), pattern(r",? và(?= (?:so với |cùng |tháng |quý |năm ))")
_COMPARED, _COMPARE_WITH = "so ", "so sánh "
_THAN = "hơn "
_SAME = spelled(" cùng kỳ ")
_FALLS = ("giảm", "thấp")
_LEADS_TO = folded(["", "là", "ở mức", "khoảng", "được", "thêm", "tới"])
_LONGEST_GROWTH = 90  # characters
_OF_YEAR = pattern(rf" năm {YEAR}")
SOME_GREW = pattern(
    r"(?:một số|các|những|nhiều) (?:sản phẩm|mặt hàng|nhóm hàng|ngành|thị trường|loại)(?: [^\s:;,.]+){0,6}?"
    r" (?P<verb>tăng|giảm)(?: [^\s:;,.]+){0,4}? (?P<base>so (?:với )?cùng kỳ)"
)
"""Opens a list of products that grew or shrank: "Một số sản phẩm giảm so với cùng kỳ có …"."""


def leading_base(shadow: str, start: int, end: int, reporting: Reporting) -> Base | None:
    """The base that opens a sentence and holds for all of it: "So với tháng trước, …".

    Or what its list of products is held against: "Một số sản phẩm giảm so với cùng kỳ có: …".
    """
    if listed := SOME_GREW.match(shadow, start, end):
        start = listed.start("base")
    elif shadow.startswith(_COMPARE_WITH, start):
        start += len(_COMPARE_WITH)
    elif not shadow.startswith(_COMPARED, start):
        return None
    return period_base(shadow, start, end, reporting) or plan_base(shadow, start, end)


def growth_against(
    shadow: str, start: int, head: int, tail: int, reporting: Reporting
) -> tuple[Role, int, Base] | None:
    """The growth told with its base before its value ``[head, tail)``: "tăng so với đầu năm là (106 tỷ đồng)".

    The role, where its words begin, and the base; None when the words before the value are no such growth.
    """
    begin = max(start, head - _LONGEST_GROWTH)
    if not any(shadow.find(word, begin, head) >= 0 for word in (_COMPARED, _SAME, _THAN)):
        return None
    found = _GROWTH_AGAINST.search(shadow, begin, head)
    if found is None:
        return None
    at = found.end("verb")
    base = period_base(shadow, at, head, reporting) or plan_base(shadow, at, head) or last_one_at(shadow, at, head)
    if base is None and (year := _OF_YEAR.match(shadow, at, head)):
        base = Base(year_base(year[1], reporting), year.end())  # "cao hơn năm 2022 (là 85 tỷ đồng)"
    if base is None or shadow[base.end : head].strip() not in _LEADS_TO:
        return None
    role = Role.DECREASE if found["verb"].startswith(_FALLS) else Role.INCREASE
    return role, found.start("verb"), Base(base.kind, tail)


def base_before(shadow: str, start: int, verb: int, reporting: Reporting) -> tuple[Base, int] | None:
    """The base right before the verb of a growth or ratio, and where it begins: "…, so với cùng kỳ (tăng 131 đơn)".

    What the base had been may stand in brackets behind it: "so với chỉ tiêu giao (8.700 người) đạt 107%".
    """
    at = shadow.rfind(_COMPARED, max(start, verb - _LONGEST_GROWTH), verb)
    if at < start or (at > start and shadow[at - 1] not in " ("):
        return None
    base = period_base(shadow, at, verb, reporting) or plan_base(shadow, at, verb)
    return (base, at) if base and _FOUND_THEN.fullmatch(shadow, base.end, verb) else None


def bases_in_turn(shadow: str, start: int, verb: int, reporting: Reporting) -> tuple[int, Base, Base] | None:
    """The two bases that growths told in turn have before their verb, and where the first begins.

    "so với tháng trước và cùng kỳ (tăng lần lượt 5,4% và 17,2%)".
    """
    at = shadow.rfind(_AGAINST_SO, max(start, verb - _LONGEST_GROWTH), verb)
    for begin in (at, shadow.rfind(_AGAINST_SO, max(start, verb - _LONGEST_GROWTH), at)):
        if begin < 0 or (first := period_base(shadow, begin, verb, reporting)) is None:
            continue
        joint = _AND_THEN.match(shadow, first.end, verb)
        second = period_base(shadow, joint.end(), verb, reporting) if joint else None
        if second is not None and not shadow[second.end : verb].strip(" ,"):
            return begin, first, second
    return None


def base_behind(shadow: str, base: Base, end: int, reporting: Reporting) -> Base | None:
    """A second base right behind one: "(so với tháng trước) và so với cùng kỳ"; None when there is none."""
    joint = _AND_THEN.match(shadow, base.end, end)
    return period_base(shadow, joint.end(), end, reporting) if joint else None
