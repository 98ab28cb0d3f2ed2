"""Bases: what a reported value is set against, told right behind it.

Reads: shadow text behind a printed value. Writes: `Base` (plan, year before, month before, …).

"đạt 105% kế hoạch Trung ương giao, đạt 93,2% kế hoạch địa phương triển khai" holds two plan comparisons with
different yardsticks; "tăng 1,56% so với tháng trước và tăng 0,89% so với cùng kỳ" two growths with different bases;
"vượt 8,2% kế hoạch" is a share of 108,2 %. A growth whose base is left out is against the year before, unless its
sentence opened with another base ("So với tháng trước, …"; bases_before.py).
"""

from __future__ import annotations

import msgspec

from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.results.growth_asides import past_aside
from lotrinh.extraction.results.periods import Reporting


class Base(msgspec.Struct, frozen=True, gc=False):
    """What a value is compared with: `kind` as in the facts, or "other"; the phrase ends at `end`."""

    kind: str
    end: int
    plan_of: str | None = None


PREVIOUS_YEAR = "previous_year"
YEAR = "((?:19|20)[0-9]{2})(?![0-9])"
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
    rf"(?: ?(?:năm )?{YEAR})?"
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
    rf"( 31[/.-]12[/.-]| 31 tháng 12)?(?: ?năm)? ?{YEAR}"
)
_SCHOOL_YEAR = pattern(rf"{_AGAINST} năm học ((?:19|20)[0-9]{{2}}) ?- ?(?:20)?[0-9]{{2}}(?![0-9])")
_LAST_MONTH = "12"
_MONTH_BEFORE = pattern(
    r"(?: ?(?:so với|so|với))? (?:tháng trước(?: đó)?|tháng liền (?:trước|kề)|tháng trước liền kề"
    r"|(?:cùng kỳ )?tháng trước)"
)
_NAMED_MONTH = pattern(
    rf" ?(?:so với|so|với) (?:tháng (?P<month>\w+)|t[0-9]{{1,2}}(?=/))"
    rf"(?:(?: năm |[/-]){YEAR}|(?P<last> (?:cùng kỳ )?năm (?:trước|ngoái)))?"
)
# "so với 5 tháng đầu năm 2021", "so với quý I/2023"
_NAMED_PART = pattern(
    rf"{_AGAINST} (?:[0-9]{{1,2}} tháng|quý (?:[ivx]+|[1-4]))(?: đầu| cuối)?(?: ?(?:của )?(?:năm |/)){YEAR}"
)
_QUARTER_BEFORE = pattern(
    r" ?(?:so với|so|với) quý (?:trước|liền trước|liền kề|[ivx]+)(?! cùng)(?:(?: năm |/)[0-9]{4})?"
)
_YEAR_END = pattern(r" ?(?:so với|so|với)(?: thời điểm)? (?:cuối năm(?: trước| ngoái)?|đầu năm(?! [0-9]))")
_OTHER = pattern(rf" ?(?:so với|so)(?= )[^,;.:()]{{1,120}}?{_STOP}")
_MAY_FOLLOW = frozenset("sckdmnvtđ")
_SETTERS = frozenset("xpqubh")  # "135,7% (xã giao)"
_DAYS_IN_YEAR = 365
_SAME_OF_MONTH = spelled("cùng kỳ tháng trước")
_LAST_ONE = pattern(r" (?:vụ(?: (?!năm)\w+){1,2} |mức )?(?P<of>năm|tháng|quý) (?:trước|ngoái)(?!\w)")
_YEAR_MULTIPLIED = pattern(r" (?:(?:cuối|của|mức)(?: của)? )?năm (?P<year>(?:19|20)[0-9]{2})(?![0-9])")
_LAST_KINDS = {"năm": PREVIOUS_YEAR, "tháng": "previous_month", spelled("quý"): "previous_quarter"}
_BEGINNING = spelled("đầu")
_CENTRAL = pattern(r"trung ương|(?<!\w)tw(?!\w)|thủ tướng|chính phủ|quốc hội|bộ (?:tài chính|\w+ giao)")
_LOCAL = pattern(r"địa phương|hội đồng nhân dân|hđnd|ủy ban nhân dân|ubnd|tỉnh|thành phố|huyện")


def base_at(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    """The base named right after a value that ends at `at`; `end` bounds the sentence."""
    at = past_aside(shadow, at, end)
    first = shadow[at : at + 2].lstrip(" ")[:1]
    if first in _SETTERS:
        return plan_base(shadow, at, end)
    if first not in _MAY_FOLLOW:
        return None
    return period_base(shadow, at, end, reporting) or plan_base(shadow, at, end) or _other_base(shadow, at, end)


def last_one_at(shadow: str, at: int, end: int) -> Base | None:
    """The base of a ratio told without "so với": "bằng 98,4% (vụ mùa năm trước)", "bằng 103% (tháng trước)"."""
    found = _LAST_ONE.match(shadow, at, end)
    return Base(_LAST_KINDS[found["of"]], found.end()) if found else None


def multiplied_base(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    """The base of a multiple told without "so với": "gấp 1,6 lần (năm 2015)", "gấp 2 lần (năm trước)"."""
    if (last := last_one_at(shadow, at, end)) is not None:
        return last
    found = _YEAR_MULTIPLIED.match(shadow, at, end)
    if found is None:
        return None
    before = reporting.year is not None and int(found["year"]) == reporting.year - 1
    return Base(PREVIOUS_YEAR if before else f"year:{found['year']}", found.end())


def plan_base(shadow: str, at: int, end: int) -> Base | None:
    """The plan named at `at`, and who set it when that is told: "kế hoạch Trung ương giao"."""
    found = _PLAN.match(shadow, at, end)
    if found is None:
        return None
    words = found.group()
    setter = "Trung ương" if _CENTRAL.search(words) else "địa phương" if _LOCAL.search(words) else None
    return Base("plan", found.end(), setter)


def period_base(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    """The earlier period named at `at`: "so với cùng kỳ", "so với tháng 9"."""
    if (found := _SAME_PERIOD.match(shadow, at, end)) and found.group().endswith(_SAME_OF_MONTH):
        return Base("previous_month", found.end())  # "so với cùng kỳ tháng trước"
    if found is not None:
        slip = found[1] is not None and int(found[1]) == reporting.year and _tells_of_months(reporting)
        return Base(PREVIOUS_YEAR if slip else year_base(found[1], reporting), found.end())
    return _named_base(shadow, at, end, reporting)


def _named_base(shadow: str, at: int, end: int, reporting: Reporting) -> Base | None:
    """The base told by its name: "so với năm trước", "so với tháng 9", "so với cuối năm 2020"."""
    if found := _YEAR_BEFORE.match(shadow, at, end):
        return Base(PREVIOUS_YEAR, found.end())
    if found := _MONTH_BEFORE.match(shadow, at, end):
        return Base("previous_month", found.end())
    if found := _SEASON_BEFORE.match(shadow, at, end):
        return Base(year_base(f"20{found['year']}" if found["year"] else None, reporting), found.end())
    if (found := _SCHOOL_YEAR.match(shadow, at, end)) and reporting.year in (
        None,
        int(found[1]) + 1,
        int(found[1]) + 2,
    ):
        return Base(PREVIOUS_YEAR, found.end())
    if (found := _NAMED_PART.match(shadow, at, end)) and year_base(found[1], reporting) == PREVIOUS_YEAR:
        return Base(PREVIOUS_YEAR, found.end())
    if found := _QUARTER_BEFORE.match(shadow, at, end):
        return Base("previous_quarter", found.end())
    if found := _NAMED_YEAR.match(shadow, at, end):
        if found[1] and found[1].strip() == _BEGINNING:  # the beginning of a year is the end of the one before
            return Base(f"year:{int(found[3]) - 1}", found.end())
        ended = found[1] or found[2]
        apart = ended or reporting.year is None  # who knows of which year such a text tells
        return Base(f"year:{found[3]}" if apart else year_base(found[3], reporting), found.end())
    if found := _YEAR_END.match(shadow, at, end):
        return Base(f"year:{reporting.year - 1}" if reporting.year else "other", found.end())
    if found := _NAMED_MONTH.match(shadow, at, end):
        return Base(_month_base(found["month"], found[2], reporting, last=found["last"] is not None), found.end())
    return None


def _tells_of_months(reporting: Reporting) -> bool:
    """Whether the report is on a part of a year: its "cùng kỳ năm 2021" printed in 2021 is a slip for 2020."""
    return not reporting.inferred and reporting.period is not None and reporting.period.days < _DAYS_IN_YEAR


def _month_base(month: str | None, year: str | None, reporting: Reporting, *, last: bool) -> str:
    """ "so với tháng 10/2018" in a report on October 2019 is the year before, "so với tháng 12/2018" its end.

    `last`: the month is told as one of last year.
    """
    if last:
        if month != _LAST_MONTH or reporting.year is None or reporting.month in (None, int(_LAST_MONTH)):
            return PREVIOUS_YEAR
        year = str(reporting.year - 1)
    if year is None or reporting.year is None or int(year) >= reporting.year:
        return "previous_month"
    if month == _LAST_MONTH:
        return "previous_month" if reporting.month == 1 else f"year:{year}"
    return year_base(year, reporting)


def year_base(year: str | None, reporting: Reporting) -> str:
    """ "so với năm 2023" in a report of 2024 is the year before."""
    if year is None or reporting.year is None or int(year) == reporting.year - 1:
        return PREVIOUS_YEAR
    return f"year:{year}"


def _other_base(shadow: str, at: int, end: int) -> Base | None:
    found = _OTHER.match(shadow, at, end)
    return Base("other", found.end()) if found else None
