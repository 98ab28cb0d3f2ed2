"""Stated periods: which stretches of time a statement speaks of.

Reads: shadow text, `Reporting`. Writes: `Stated` mentions, each with its `Period`.

Mentions that belong to something else are no periods of a statement: a base of comparison ("so với năm 2023"), a
plan's name ("kế hoạch năm 2025"), the date of an event ("Ngày 14 tháng 11 năm 2025, Phó Thủ tướng … chủ trì").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.results.periods import FLOWS, NO_YEAR, Reporting, Stated
from lotrinh.extraction.results.relative_periods import EXPECTED, relative_periods

# What the year or month that follows belongs to, instead of telling when the figure was reached.
_PLANS = ("kế hoạch", "mục tiêu", "chỉ tiêu", "quy hoạch", "tầm nhìn", "định hướng")
_NAMED_BEFORE = pattern(
    r"(?:so với|so|(?:bằng|tương đương)(?: với)?|cùng kỳ|cùng thời điểm"
    r"|(?:gấp|bằng) [0-9][0-9.,]* lần|kế hoạch vốn[^,;.:()]{0,30}|kh|dự toán|giá so sánh"
    r"|kế hoạch (?:đã |được )?(?:đề ra|đặt ra|giao|phê duyệt) cho"
    r"|(?:mục tiêu|chỉ tiêu|kế hoạch|kịch bản) tăng trưởng"
    r"|(?:cao|thấp|lớn|nhỏ) hơn(?: [^\s,;.:()]+){0,3}|(?<!đánh )giá|cách mạng"
    r"|(?:luật|bộ luật|pháp lệnh) (?!này|đã|được|có)[^,;.:()0-9]{3,50}"
    r"|(?:kỳ hạn|thời hạn|quá hạn|dưới|từ [0-9]{1,2} tháng đến)(?: dưới)?"  # "kỳ hạn từ 1 tháng đến dưới 6 tháng"
    r"|(?:,|;) hoàn thành(?: (?:trong|trước|vào))?"  # until when work is due
    r"|(?:hội nghị xúc tiến|diễn đàn|lễ hội)(?: [^\s,;:.()]+){0,12}|nghị quyết|chương trình|kịch bản|chủ đề|"
    + "|".join(rf"{plan}(?:[^,;.:()]{{0,40}} đến)?" for plan in _PLANS)
    + r")(?: của| trong| cuối| đầu| cả| thời điểm| (?:ước )?thực hiện| kết quả| mức| tháng"
    r"| năm học| vụ(?: \w+){0,3})* $"
)
# "so với cùng kỳ năm trước (9/2022)"
_GLOSS_OF_BASE = pattern(r"(?:cùng kỳ|(?:năm|tháng|quý) (?:trước|ngoái))[^()0-9]{0,16} \($")
_NEAR = 80  # characters
_ON_NEW_YEARS_EVE = re.compile(r"31[/.-]12")  # a day: "ước đến 31/12/2022"; "dự kiến hết năm" is all the year
# "đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021 - 2026": whose term it is
_TERM, _IS_YEAR = spelled("nhiệm kỳ"), spelled(" là năm")
# "theo bộ tiêu chí giai đoạn 2021 - 2025", "chuẩn nghèo đa chiều giai đoạn 2022 - 2025": the standard's years
_SPAN = spelled("giai đoạn ")
_OF_STANDARD = pattern(
    r"(?<!\w)(?:theo (?:[^\s,;.:()]+ ){0,4}?(?:tiêu chí|chuẩn)|bộ tiêu chí|chuẩn nghèo)(?: [^\s,;.:()]+){0,6} $"
)
_OF_BODY = pattern(
    r"(?<!\w)(?:hội đồng nhân dân|hđnd|quốc hội|đại biểu|đại hội|đảng bộ|ban chấp hành|cấp ủy|khóa|lần thứ)"
    r"(?: [^\s,;.:()]+){0,5},? $"
)
_FINER = frozenset({Kind.AS_OF, Kind.MONTH})
_OF_CROP = pattern(r"(?<!\w)vụ(?: lúa)?(?: (?:đông|xuân|hè|thu|mùa|chiêm)){1,2} $")
_OF_THIS_YEAR = pattern(r"(?: của)?(?: năm)? nay(?!\w)")  # "9 tháng (của năm nay)", "bốn tháng đầu năm (nay)"
# What befell on a day: "Ngày 17/5/2012, … đã xảy ra tai nạn làm 34 người chết"
_BEFELL = pattern(r"(?<!\w)(?:xảy ra|làm chết|thiệt mạng|tử vong)(?!\w)")
# Figures of one day: "trong ngày 23/1/2024", "Ngày 05/01/2024, toàn tỉnh có …", "Riêng ngày 24/01/2024, …"
_OF_DAY_ALONE = pattern(
    r"trong |ngày [^,]{8,24}, (?:toàn (?:tỉnh|thành phố|quốc|huyện|ngành)|cả (?:nước|tỉnh)|trên địa bàn)"
)
_ALONE = spelled("riêng ")
_EVENT_NEAR = 240  # characters
_ABOUT_MONTH = pattern(
    r"(?:(?<!\w)tính )?(?<!\w)(?:đến|vào|từ) (?:trung tuần|thượng tuần|hạ tuần|giữa|đầu|những ngày (?:đầu|cuối)) $"
)
_OF_DAY = spelled("ngày ")
_TILL = "đến "
_TO_DAY = pattern(r"đ(?<!\wđ)ến (?:hết )?(?P<day>[0-3]?[0-9]/[01]?[0-9])(?=, )")  # "Đến 15/6, toàn tỉnh có …"
_AT_HOUR = pattern(
    r"(?:t(?<!\wt)ính đến|đ(?<!\wđ)ến) (?:thời điểm )?(?=[0-9]{1,2} ?(?:h|giờ)|sáng|trưa|chiều|tối)"
    r"(?:[0-9]{1,2} ?(?:h|giờ) ?(?:[0-9]{2}(?: ?phút)?)?,? ?)?(?:(?:sáng|trưa|chiều|tối)(?: nay| cùng)?,? ?)?"
    r"(?:ngày )?\(?(?:ngày )?(?P<day>[0-3]?[0-9][/.-][01]?[0-9](?:[/.-]20[0-9]{2})?)(?![0-9]|[/.-][0-9])\)?"
)
_UNTIL_NOW = spelled(" đến nay")
_ROW_OPENS = "(20"
_YEAR_OF_ITEM = pattern(r"(?:(?<=\()|(?<=[;,] ))20[0-9]{2}(?=:| (?:tăng|giảm|đạt|là|còn)(?!\w))")
_SINCE_NEW_YEAR = pattern(r"từ đầu năm đến (?:hết |cuối )?tháng ")
_IN_BRACKETS = pattern(r" ?\((?:số liệu )?(?:tính )?")
_REPORTING_WINDOW_FROM = 11  # a day after which a window is taken for the start of the next reporting month


def stated_periods(shadow: str, start: int, end: int, reporting: Reporting) -> list[Stated]:
    """The periods mentioned in ``shadow[start:end]``, in order, none overlapping."""
    found: list[Stated] = []
    mentions = [*_absolute(shadow, start, end, reporting), *relative_periods(shadow, start, end, reporting)]
    if shadow.find(_TILL, start, end) >= 0:
        mentions += _at_hours(shadow, start, end, reporting)
    if shadow.find(_ROW_OPENS, start, end) >= 0:
        mentions += _in_a_row(shadow, start, end)
    if not mentions:
        return found
    for mention in sorted(mentions, key=_order):
        if found and mention.start < found[-1].end:
            continue
        before = max(start, mention.start - _NEAR)
        if _NAMED_BEFORE.search(shadow, before, mention.start):
            continue
        if shadow.startswith(_IS_YEAR, mention.end):
            continue  # "Năm 2021 là năm đầu tiên thực hiện Nghị quyết …"
        if _is_anothers(shadow, before, mention.start):
            continue
        if shadow.startswith(")", mention.end) and _GLOSS_OF_BASE.search(shadow, before, mention.start):
            continue
        if found and _IN_BRACKETS.fullmatch(shadow, found[-1].end, mention.start):
            continue  # "tháng Chín năm 2025 (từ ngày 26/8/2025 - 25/9/2025)": the first says it plainer
        if found and found[-1].period.kind in _FINER and _OF_CROP.search(shadow, found[-1].end, mention.start):
            continue  # "đến ngày 15/10/2023, các loại cây trồng vụ thu mùa năm 2023 …"
        found.append(mention)
    return found


def _is_anothers(shadow: str, before: int, at: int) -> bool:
    """Whether the span of years at `at` is the term of a body, or the time for which a standard was set."""
    if shadow.startswith(_TERM, at):
        return _OF_BODY.search(shadow, before, at) is not None
    return shadow.startswith(_SPAN, at) and _OF_STANDARD.search(shadow, before, at) is not None


def _at_hours(shadow: str, start: int, end: int, reporting: Reporting) -> Iterator[Stated]:
    """States told with the hour or the part of the day: "đến 17h00 ngày 10/9/2024", "tính đến sáng nay (28/6)"."""
    for told in (*_AT_HOUR.finditer(shadow, start, end), *_TO_DAY.finditer(shadow, start, end)):
        day = parse_date(f"{_OF_DAY}{told['day'].replace('.', '/').replace('-', '/')}", year=reporting.year)
        if day is not None:
            yield Stated(told.start(), told.end(), Period.as_of(day.value))


def _in_a_row(shadow: str, start: int, end: int) -> Iterator[Stated]:
    """Years that open the items of a row: "(2001 tăng 7,1%; 2002 tăng 6,5%)"."""
    for year in _YEAR_OF_ITEM.finditer(shadow, start, end):
        yield Stated(year.start(), year.end(), Period.year(int(year.group())))


def _order(mention: Stated) -> tuple[int, int]:
    return mention.start, -mention.end


def _absolute(shadow: str, start: int, end: int, reporting: Reporting) -> Iterator[Stated]:
    for at, found in find_periods(shadow, start, end, year=reporting.year):
        period = found.value
        if period.kind is Kind.HALF:  # the facts print months taken together
            period = Period.months(period.last.year, period.first.month, period.last.month)
        elif period.kind is Kind.DAYS:
            period = _reporting_months(period) or period
        elif period.kind is Kind.AS_OF:
            if period.last.month > 1 and _SINCE_NEW_YEAR.search(shadow, at, found.end):
                yield Stated(at, found.end, Period.months(period.last.year, 1, period.last.month))
                continue
            expected = EXPECTED.search(shadow, max(start, at - 14), at)
            of_day = _ON_NEW_YEARS_EVE.search(shadow, at, found.end)
            if expected and not of_day and (period.last.month, period.last.day) == (12, 31):
                period = Period.year(period.last.year)
            elif _is_later(period, reporting):
                continue
        elif period.kind is Kind.DAY:
            alone = _of_one_day(shadow, start, at, end, period)
            if alone is None and not _BEFELL.search(shadow, found.end, min(end, found.end + _EVENT_NEAR)):
                continue
            at, period = alone or (at, Period.month(period.last.year, period.last.month))
        elif period.kind not in FLOWS or shadow.startswith(_UNTIL_NOW, found.end):
            continue
        of_this_year = _OF_THIS_YEAR.match(shadow, found.end, end) if found.reason else None
        if period.kind is Kind.MONTH and (about := _ABOUT_MONTH.search(shadow, max(start, at - _NEAR), at)):
            at = about.start()
        yield Stated(at, of_this_year.end() if of_this_year else found.end, period)


def _of_one_day(shadow: str, start: int, at: int, end: int, day: Period) -> tuple[int, Period] | None:
    """Where the mention of `day` at `at` begins, when the figures behind it are of that day alone."""
    if _OF_DAY_ALONE.match(shadow, at, end):
        return at, day
    return (at - len(_ALONE), day) if shadow.endswith(_ALONE, start, at) else None


def _is_later(period: Period, reporting: Reporting) -> bool:
    """ "đến năm 2030" in a report of 2024 is somebody's goal."""
    return reporting.year is not None and period.last.year > reporting.year > NO_YEAR


def _reporting_months(days: Period) -> Period | None:
    """The months that a run of days stands for in reports: from the 15th of December to the 14th of September, nine.

    A reporting month runs from a day in the second half of the month before to the eve of that day (Decree
    09/2019, art. 12; provincial rules have other days). None: the days are no reporting months.
    """
    first, last = days.first, days.last
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return Period.between(first, last)
    if first.day == 1 and first.year == last.year and first.month < last.month:
        return Period.months(first.year, first.month, last.month)
    if first.day < _REPORTING_WINDOW_FROM or abs(first.day - last.day - 1) > 1:
        return None
    first = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    if (first.year, first.month) == (last.year, last.month):
        return Period.month(last.year, last.month)
    if first > last or first.year != last.year:
        return None
    return Period.months(first.year, first.month, last.month)
