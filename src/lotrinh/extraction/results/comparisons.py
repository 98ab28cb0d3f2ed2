"""Comparisons: what a reported value is set against, and how.

Reads: shadow text around a printed value. Writes: `Base` (plan, year before, month before, …) and `Role` (what the
words before a value make of it: a level, a growth, a share of plan).

"đạt 105% kế hoạch Trung ương giao, đạt 93,2% kế hoạch địa phương triển khai" holds two plan comparisons with
different yardsticks; "tăng 1,56% so với tháng trước và tăng 0,89% so với cùng kỳ" two growths with different bases;
"vượt 8,2% kế hoạch" is a share of 108,2 %. A growth whose base is left out is against the year before, unless its
sentence opened with another base ("So với tháng trước, …").

Names: Base, Role, base_at, last_one_at, counted_at, leading_base, role_before, compare.
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.results.periods import Reporting


class Role(StrEnum):
    """What the words before a value make of it."""

    LEVEL = "level"  # đạt, là, còn, ở mức
    REMAIN = "remain"  # còn: the level that a growth has led to
    INCREASE = "increase"
    DECREASE = "decrease"
    MULTIPLE = "multiple"  # gấp … lần
    EXCEED = "exceed"  # vượt … kế hoạch
    SHARE = "share"  # chiếm …
    CONTRIBUTION = "contribution"  # đóng góp … vào
    RANK = "rank"  # đứng thứ
    NONE = "none"  # no verb: the name stands right before the value, or the value opens the clause


class Base(msgspec.Struct, frozen=True, gc=False):
    """What a value is compared with: `kind` as in the facts, or "other"; the phrase ends at `end`."""

    kind: str
    end: int
    plan_of: str | None = None


PREVIOUS_YEAR = "previous_year"
_YEAR = "((?:19|20)[0-9]{2})(?![0-9])"
_STOP = (
    r"(?= (?:và )?(?:tăng|giảm|bằng|đạt|vượt) (?:[0-9]|$)"
    r"| và (?:tăng|giảm|bằng|đạt|vượt|chiếm|ước|(?:tổng|kim ngạch|sản lượng|giá trị|diện tích|doanh thu)(?!\w))"
    r"|[,;.:()]|$)"
)
_AGAINST = r" ?(?:so với|so|với)"
_PLAN = pattern(
    r"(?: ?(?:so với|so|của|trong|với|trên|theo|các)){0,3} ?(?:tổng )?"
    r"(?:kế hoạch|kh|dự toán|dự đoán|chỉ tiêu|mục tiêu|nghị quyết|kịch bản|nhiệm vụ"
    r"|số (?:được )?(?:[^\W\d_]+ ){0,3}giao"
    r"|(?:tỉnh|trung ương|tw|huyện|thành phố|thị xã|quận|xã|phường|bộ|hđnd \w+|ubnd \w+) giao)(?!\w)"
    rf"[^,;.:()]{{0,90}}?{_STOP}"
)
_SAME_PERIOD = pattern(
    r"(?: ?(?:so với|so|với|của|về))? ?(?:(?:tháng|quý|số|mức|thời điểm|vụ) )?"
    r"(?:cùng (?:k[ỳì]|thời điểm|giai đoạn|tháng|quý|vụ|thời gian)|ck(?!\w)|q[1-4]/)"
    r"(?: (?:các )?(?:của )?(?:năm|tháng|vụ|quý)(?: (?:học|trước|ngoái|liền kề)){0,2})?"
    rf"(?: (?:năm )?{_YEAR})?"
)
# What may stand between "so với" and the year: "so với thực hiện năm 2023", "so với vụ đông năm trước".
_KIND_OF_FIGURE = (
    r"(?: (?:cả|bình quân|trung bình|mức|vụ(?: (?!năm)\w+){0,2}|(?:lúa )?(?:đông xuân|hè thu|thu đông|vụ mùa)"
    r"|kết quả|số liệu|thực hiện|ước thực hiện|kỳ thi"
    r"|thời điểm|giai đoạn|của)){0,3}"
)
_YEAR_BEFORE = pattern(rf"{_AGAINST}{_KIND_OF_FIGURE} (?:năm|niên vụ)(?: học)? (?:trước|ngoái|liền trước|liền kề)")
# "so với vụ đông xuân trước", "so với vụ hè thu 2022-2023": the season's own crop a year before
_SEASON_BEFORE = pattern(
    rf"{_AGAINST} (?:cùng )?(?:niên )?vụ(?: (?!năm|trước|ngoái)[^\W\d_]+){{0,3}}"
    r"(?: (?:trước|ngoái)(?! (?:tết|khi))|(?: năm)? 20[0-9]{2} ?[-/] ?(?:20)?(?P<year>[0-9]{2})(?![0-9]))"
)
_NAMED_YEAR = pattern(
    rf"{_AGAINST}{_KIND_OF_FIGURE}( cuối| đầu| thời điểm cuối| tháng 12)?(?: ngày)?"
    rf"( 31[/.-]12[/.-]| 31 tháng 12)?(?: ?năm)? ?{_YEAR}"
)
_SCHOOL_YEAR = pattern(rf"{_AGAINST} năm học ((?:19|20)[0-9]{{2}}) ?- ?(?:20)?[0-9]{{2}}(?![0-9])")
_MONTH_BEFORE = pattern(
    r"(?: ?(?:so với|so|với))? (?:tháng trước(?: đó)?|tháng liền (?:trước|kề)|tháng trước liền kề"
    r"|(?:cùng kỳ )?tháng trước)"
)
_NAMED_MONTH = pattern(
    rf" ?(?:so với|so|với) (?:tháng (?P<month>\w+)|t[0-9]{{1,2}}(?=/))"
    rf"(?:(?: năm |[/-]){_YEAR}|(?P<last> (?:cùng kỳ )?năm (?:trước|ngoái)))?"
)
# "so với 5 tháng đầu năm 2021", "so với quý I/2023"
_NAMED_PART = pattern(
    rf"{_AGAINST} (?:[0-9]{{1,2}} tháng|quý (?:[ivx]+|[1-4]))(?: đầu| cuối)?(?: ?(?:của )?(?:năm |/)){_YEAR}"
)
_QUARTER_BEFORE = pattern(
    r" ?(?:so với|so|với) quý (?:trước|liền trước|liền kề|[ivx]+)(?! cùng)(?:(?: năm |/)[0-9]{4})?"
)
_YEAR_END = pattern(r" ?(?:so với|so|với)(?: thời điểm)? (?:cuối năm(?: trước| ngoái)?|đầu năm(?! [0-9]))")
_OTHER = pattern(rf" ?(?:so với|so)(?= )[^,;.:()]{{1,120}}?{_STOP}")
_MAY_FOLLOW = frozenset("sckdmnvtđ")
_SETTERS = frozenset("xpqubh")  # "135,7% (xã giao)"
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
_DAYS_IN_YEAR = 365
_SAME_OF_MONTH = spelled("cùng kỳ tháng trước")
_LAST_ONE = pattern(r" (?:vụ(?: (?!năm)\w+){1,2} |mức )?(?P<of>năm|tháng|quý) (?:trước|ngoái)(?!\w)")
_LAST_KINDS = {"năm": PREVIOUS_YEAR, "tháng": "previous_month", spelled("quý"): "previous_quarter"}
_OF_YEAR = pattern(rf" năm {_YEAR}")
_BEGINNING = spelled("đầu")
_CENTRAL = pattern(r"trung ương|(?<!\w)tw(?!\w)|thủ tướng|chính phủ|quốc hội|bộ (?:tài chính|\w+ giao)")
_LOCAL = pattern(r"địa phương|hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd|tỉnh|thành phố|huyện")
_ABOUT = " về "
_COUNTED = pattern(r" (?:số|vụ|lượt) [^,;.:()0-9]{1,40}?(?= so với| so cùng| cùng kỳ| và |[,;.()]|$)")
_COUNTED_FIRST = (" số ", " vụ ", " lượt ")
_ASIDE = pattern(r" về [^,;.:()0-9]{1,40}?(?= so với| so cùng| cùng kỳ| và |[,;.()]|$)")


def base_at(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    """The base named right after a value that ends at `at`; `end` bounds the sentence."""
    at = past_aside(shadow, at, end)
    first = shadow[at : at + 2].lstrip(" ")[:1]
    if first in _SETTERS:
        return _plan_base(shadow, at, end)
    if first not in _MAY_FOLLOW:
        return None
    return _period_base(shadow, at, end, reporting) or _plan_base(shadow, at, end) or _other_base(shadow, at, end)


def last_one_at(shadow: str, at: int, end: int) -> Base | None:
    """The base of a ratio told without "so với": "bằng 98,4% (vụ mùa năm trước)", "bằng 103% (tháng trước)"."""
    found = _LAST_ONE.match(shadow, at, end)
    return Base(_LAST_KINDS[found["of"]], found.end()) if found else None


def past_aside(shadow: str, at: int, end: int) -> int:
    """Past "về lượt người vận chuyển" after a growth: it says of what, where several were told."""
    aside = _ASIDE.match(shadow, at, end) if shadow.startswith(_ABOUT, at) else None
    return aside.end() if aside else at


def aside_at(shadow: str, at: int, end: int) -> str:
    """What a growth says it is of: "tăng 3,4% về số doanh nghiệp" → "số doanh nghiệp"; "" when it does not say."""
    aside = _ASIDE.match(shadow, at, end) if shadow.startswith(_ABOUT, at) else None
    return aside.group().strip().partition(" ")[2] if aside else ""


def counted_at(shadow: str, at: int, end: int) -> str:
    """The counted things that a growth in per cent is of: "giảm 6% số vụ so với cùng kỳ" → "số vụ"; "" when none."""
    found = _COUNTED.match(shadow, at, end) if shadow.startswith(_COUNTED_FIRST, at) else None
    return found.group().strip() if found else ""


def leading_base(shadow: str, start: int, end: int, reporting: Reporting) -> Base | None:
    """The base that opens a sentence ("So với tháng trước, …") and holds for all of it."""
    if shadow.startswith(_COMPARE_WITH, start):
        start += len(_COMPARE_WITH)
    elif not shadow.startswith(_COMPARED, start):
        return None
    return _period_base(shadow, start, end, reporting) or _plan_base(shadow, start, end)


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
    base = _period_base(shadow, at, head, reporting) or _plan_base(shadow, at, head) or last_one_at(shadow, at, head)
    if base is None and (year := _OF_YEAR.match(shadow, at, head)):
        base = Base(_year_base(year[1], reporting), year.end())  # "cao hơn năm 2022 (là 85 tỷ đồng)"
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
    base = _period_base(shadow, at, verb, reporting) or _plan_base(shadow, at, verb)
    return (base, at) if base and _FOUND_THEN.fullmatch(shadow, base.end, verb) else None


def bases_in_turn(shadow: str, start: int, verb: int, reporting: Reporting) -> tuple[int, Base, Base] | None:
    """The two bases that growths told in turn have before their verb, and where the first begins.

    "so với tháng trước và cùng kỳ (tăng lần lượt 5,4% và 17,2%)".
    """
    at = shadow.rfind(_AGAINST_SO, max(start, verb - _LONGEST_GROWTH), verb)
    for begin in (at, shadow.rfind(_AGAINST_SO, max(start, verb - _LONGEST_GROWTH), at)):
        if begin < 0 or (first := _period_base(shadow, begin, verb, reporting)) is None:
            continue
        joint = _AND_THEN.match(shadow, first.end, verb)
        second = _period_base(shadow, joint.end(), verb, reporting) if joint else None
        if second is not None and not shadow[second.end : verb].strip(" ,"):
            return begin, first, second
    return None


def base_behind(shadow: str, base: Base, end: int, reporting: Reporting) -> Base | None:
    """A second base right behind one: "(so với tháng trước) và so với cùng kỳ"; None when there is none."""
    joint = _AND_THEN.match(shadow, base.end, end)
    return _period_base(shadow, joint.end(), end, reporting) if joint else None


def _plan_base(shadow: str, at: int, end: int) -> Base | None:
    found = _PLAN.match(shadow, at, end)
    if found is None:
        return None
    words = found.group()
    setter = "Trung ương" if _CENTRAL.search(words) else "địa phương" if _LOCAL.search(words) else None
    return Base("plan", found.end(), setter)


def _period_base(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    if (found := _SAME_PERIOD.match(shadow, at, end)) and found.group().endswith(_SAME_OF_MONTH):
        return Base("previous_month", found.end())  # "so với cùng kỳ tháng trước"
    if found is not None:
        slip = found[1] is not None and int(found[1]) == reporting.year and _tells_of_months(reporting)
        return Base(PREVIOUS_YEAR if slip else _year_base(found[1], reporting), found.end())
    return _named_base(shadow, at, end, reporting)


def _named_base(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    """The base told by its name: "so với năm trước", "so với tháng 9", "so với cuối năm 2020"."""
    if found := _YEAR_BEFORE.match(shadow, at, end):
        return Base(PREVIOUS_YEAR, found.end())
    if found := _MONTH_BEFORE.match(shadow, at, end):
        return Base("previous_month", found.end())
    if found := _SEASON_BEFORE.match(shadow, at, end):
        return Base(_year_base(f"20{found['year']}" if found["year"] else None, reporting), found.end())
    if (found := _SCHOOL_YEAR.match(shadow, at, end)) and reporting.year in (
        None,
        int(found[1]) + 1,
        int(found[1]) + 2,
    ):
        return Base(PREVIOUS_YEAR, found.end())
    if (found := _NAMED_PART.match(shadow, at, end)) and _year_base(found[1], reporting) == PREVIOUS_YEAR:
        return Base(PREVIOUS_YEAR, found.end())
    if found := _QUARTER_BEFORE.match(shadow, at, end):
        return Base("previous_quarter", found.end())
    if found := _NAMED_YEAR.match(shadow, at, end):
        if found[1] and found[1].strip() == _BEGINNING:  # the beginning of a year is the end of the one before
            return Base(f"year:{int(found[3]) - 1}", found.end())
        ended = found[1] or found[2]
        apart = ended or reporting.year is None  # who knows of which year such a text tells
        return Base(f"year:{found[3]}" if apart else _year_base(found[3], reporting), found.end())
    if found := _YEAR_END.match(shadow, at, end):
        return Base(f"year:{reporting.year - 1}" if reporting.year else "other", found.end())
    if found := _NAMED_MONTH.match(shadow, at, end):
        kind = PREVIOUS_YEAR if found["last"] else _month_base(found["month"], found[2], reporting)
        return Base(kind, found.end())
    return None


def _tells_of_months(reporting: Reporting) -> bool:
    """Whether the report is on a part of a year: its "cùng kỳ năm 2021" printed in 2021 is a slip for 2020."""
    return not reporting.inferred and reporting.period is not None and reporting.period.days < _DAYS_IN_YEAR


def _month_base(month: str | None, year: str | None, reporting: Reporting) -> str:
    """ "so với tháng 10/2018" in a report on October 2019 is the year before, "so với tháng 12/2018" its end."""
    if year is None or reporting.year is None or int(year) >= reporting.year:
        return "previous_month"
    if month == "12":
        return "previous_month" if reporting.month == 1 else f"year:{year}"
    return _year_base(year, reporting)


def _year_base(year: str | None, reporting: Reporting) -> str:
    """ "so với năm 2023" in a report of 2024 is the year before."""
    if year is None or reporting.year is None or int(year) == reporting.year - 1:
        return PREVIOUS_YEAR
    return f"year:{year}"


def _other_base(shadow: str, at: int, end: int) -> Base | None:
    found = _OTHER.match(shadow, at, end)
    return Base("other", found.end()) if found else None


# Words before a value, by the role they give it. Matched backwards from the number, the first that fits wins.
_ROLES = {
    Role.MULTIPLE: r"(?:(?:cao hơn|tăng|cao|nhiều|lớn|bằng|đạt)(?: \w+)? )?gấp",
    Role.REMAIN: (
        r"(?:hiện )?(?:(?:được )?(?:(?:kéo )?giảm|tăng|hạ|rút|kéo)(?: xuống| lên)? )?(?:chỉ )?còn(?: lại)?(?: ở mức)?"
        r"|(?:giảm|hạ) xuống|xuống còn"
    ),
    Role.INCREASE: (
        r"(?:(?:(?:duy trì|giữ|tiếp tục) )?đà )?(?:gia )?tăng"
        r"(?: thêm| nhẹ| mạnh nhất| mạnh| khá| cao nhất| cao| nhiều nhất| nhanh nhất| lên| tới| đến| trưởng| đột biến"
        r"| vọt| nhanh| trở lại| đáng kể| bình quân| tương ứng| ở mức| đạt| với mức tăng| là){0,3}"
        r"|(?:cao|nhiều|lớn|nhanh) hơn|có thêm|thêm|bổ sung thêm"
    ),
    Role.DECREASE: (
        r"giảm(?: nhẹ| mạnh nhất| mạnh| sâu nhất| sâu| nhiều nhất| nhanh| đáng kể| thêm| bớt| bình quân| tương ứng| tới"
        r"| đến| được| là){0,3}"
        r"|(?:thấp|ít|chậm|nhỏ) hơn"
    ),
    Role.EXCEED: r"vượt(?: mức)?(?: (?:kế hoạch|dự toán|chỉ tiêu|mục tiêu)(?: \w+){0,4})?",
    Role.SHARE: r"chiếm(?: tỷ (?:trọng|lệ))?(?: đến| tới)?",
    Role.CONTRIBUTION: r"(?:đóng góp|làm tăng|kéo giảm|làm giảm)(?: vào| tới| đến)?",
    Role.RANK: r"(?:đứng|xếp|xếp hạng|xếp vị trí|vị trí|hạng)(?: ở)?(?: vị trí| hạng)?(?: thứ)?",
    Role.LEVEL: (
        r"(?:(?:đã|hiện|ước|ước tính|dự ước|chỉ|mới|sơ bộ|dự kiến|tính|thực hiện|cũng|đều|đạt|ở|giữ|duy trì"
        r"|tương đương|tương ứng) ){0,3}"
        r"(?:đạt(?: được| mức| tỷ lệ| tới| đến)?|là|bằng|ở mức|đạt mức|tương đương|tương ứng|ước|hoàn thành|mức)"
    ),
}
_VERB = pattern(
    r"(?<![^\s,;:()])(?:"
    + "|".join(f"(?P<{role.value}>{source})" for role, source in _ROLES.items())
    + r")(?: với)? ?$"
)


def role_before(shadow: str, start: int, head: int) -> tuple[Role, int]:
    """The role that the words before a value give it, and where those words begin.

    `head` is where the value and its comparator begin; nothing before `start` is looked at.
    """
    role, verb = _verb_before(shadow, start, head)
    if shadow.startswith(_NEW, verb) and _MADE.search(shadow, max(start, verb - _LONGEST_VERB), verb):
        verb += len(_NEW)  # "diện tích trồng rừng mới | đạt": of the name; "mới đạt" alone means "only"
    elif role is Role.INCREASE and shadow.startswith(_ADDED, verb) and _REGISTERED.search(shadow, start, verb):
        return Role.NONE, head  # "vốn đăng ký tăng thêm (đạt) 1,5 tỷ USD" is capital, and no growth
    elif role is Role.INCREASE and shadow.endswith(_SPEED, start, verb) and _OPENS_SO.search(shadow[start:verb]):
        level = _REACHES.search(shadow, verb, head)  # "Tốc độ tăng trưởng | đạt bình quân 12,4%"
        return (Role.LEVEL, level.start() + 1) if level else (Role.NONE, head)
    return role, verb


def _verb_before(shadow: str, start: int, head: int) -> tuple[Role, int]:
    begin = max(start, head - _LONGEST_VERB)
    words = shadow[begin:head].split()
    if not words or words[-1].lstrip(_MARKS) not in _LAST_WORDS or words[-2:] == _CITY:
        return Role.NONE, head
    first = len(words) - 1
    while first and words[first] in _VERB_WORDS:
        first -= 1
    words[first] = words[first].lstrip(_MARKS)
    told = " ".join(words[first if words[first] in _VERB_WORDS else first + 1 :])
    if told.startswith(_ONLY) and words[first] in _PAPERS:
        told = told[len(_ONLY) :]  # "chứng chỉ | đạt"
    elif told.startswith(_AS_MUCH) and words[first] in _ENDS_OF_NOUNS:
        told = told[len(_AS_MUCH) + 1 :]  # "bàn giao mặt bằng | đạt"
    at = head - len(told) - 1
    if not told and words[first] in _ENDS_OF_NOUNS:
        return Role.NONE, head
    if not told or not shadow.startswith(told, at) or not _OPEN_VERBS.isdisjoint(words):
        return _searched_role(shadow, begin, head)
    if told not in _KNOWN_VERBS:  # by itself: what stands before it here ("0,5%giảm 1,7%") must not colour the rest
        role, verb = _searched_role(f"{told} ", 0, len(told) + 1)
        _KNOWN_VERBS[told] = role, verb - len(told) - 1
    role, offset = _KNOWN_VERBS[told]
    return role, head + offset


def _searched_role(shadow: str, begin: int, head: int) -> tuple[Role, int]:
    found = _VERB.match(shadow, begin, head)
    if found is None and (found := _VERB_BEHIND.search(shadow, begin, head)) is None:
        return Role.NONE, head
    role = found.lastgroup or "none"
    return _NAMED[role], found.start(role)


_NEW, _SPEED, _ADDED = spelled("mới "), spelled("tốc độ "), spelled("tăng thêm ")
_REGISTERED = pattern(r"(?<!\w)(?:đăng ký|cấp mới(?: và)?|điều chỉnh|bổ sung) $")
_OPENS_SO = pattern(r"(?:^|[,;:.(])[ ]?(?:và |với |[^,;:.()]{0,24}, )?tốc độ $")
_REACHES = pattern(r" (?:đạt|là|ở mức|ước)(?!\w)")
_MADE = pattern(
    r"(?<!\w)(?:thành lập|trồng(?: [^\W\d_]+){0,2}|xây dựng|xây|đăng ký|cấp|mắc|phát sinh|tuyển|kết nạp|đầu tư|tăng"
    r"|việc làm|nông thôn) $"
)
_VERB_BEHIND = pattern(
    r"[\s,;:()](?:" + "|".join(f"(?P<{role.value}>{source})" for role, source in _ROLES.items()) + r")(?: với)? ?$"
)
_NAMED = {role.value: role for role in Role}
_ONLY, _PAPERS = spelled("chỉ "), folded(["chứng", "tín", "địa"])
_CITY = spelled("cao bằng").split()  # the province, not "as high as"
_AS_MUCH, _ENDS_OF_NOUNS = spelled("bằng"), folded(["mặt", "đồng", "văn"])
_LONGEST_VERB = 48
_MARKS = "(),;:"
# Of these words alone such phrases are made, but for those that hold one of the open verbs ("vượt kế hoạch tỉnh giao").
_VERB_WORDS = frozenset(re.findall(r"[^\W\d_]+", spelled("|".join(_ROLES.values())))) | {spelled("với")}
_OPEN_VERBS = folded(["gấp", "vượt"])
_KNOWN_VERBS: dict[str, tuple[Role, int]] = {}  # role and offset of the runs of such words met so far
# The words such a phrase may end with: most numbers have none of them before, and are done with at once.
_LAST_WORDS = folded(
    (
        *("gấp", "gần", "còn", "lại", "mức", "giảm", "hạ", "xuống", "tăng", "thêm", "nhẹ", "mạnh", "khá", "cao", "lên"),
        *("tới", "đến", "trưởng", "quân", "ứng", "đạt", "là", "hơn", "bớt", "sâu", "được", "vượt", "hoạch", "toán"),
        *("tiêu", "chiếm", "trọng", "lệ", "góp", "vào", "đứng", "xếp", "hạng", "trí", "thứ", "bằng", "đương", "ước"),
        *("thành", "với", "kéo", "độ", "ở", "giao", "năm", "quyết", "ra", "biến", "vọt", "nhanh", "kể", "nhất"),
    )
)
