"""Reporting: what a document reports on.

Reads: `Prose`, `DocumentInfo`. Writes: `Reporting`, against which mentions of periods are read (stated_periods.py).

The title says it best ("Tình hình … 9 tháng năm 2025"); else the sentence that opens with a period. News and other
texts without a letterhead may tell neither: their year is then the one they print beside a month, or the one after
that of "cùng kỳ năm 2023", and what they report on is the first period they name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import fold
from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import DocumentInfo
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.results.labels import introduced_periods
from lotrinh.extraction.results.leading_periods import is_lead
from lotrinh.extraction.results.periods import FLOWS, Reporting, is_slip
from lotrinh.extraction.results.stated_periods import stated_periods

_OUTLOOK = pattern(r"(?:phương hướng|nhiệm vụ|giải pháp|kế hoạch|mục tiêu|định hướng)(?!\w)")
_ACCOUNT = pattern(r"(?:kết quả|tình hình|thực hiện|đánh giá|sơ kết|tổng kết|báo cáo)(?!\w)")
_SAME_PERIOD = pattern(r"cùng kỳ(?: của)? năm ((?:19|20)[0-9]{2})(?![0-9])")
_PLAN_OF = pattern(r"[0-9] ?% (?:kế hoạch|dự toán|chỉ tiêu)[^,;.:()0-9]{0,40} năm (20[0-9]{2})(?![0-9])")
_SUMMED_UP = pattern(r"(?:tổng kết|đánh giá|kết quả)(?: -)?(?: [^\W\d_]+(?: -)?){1,16} năm (20[0-9]{2})(?![0-9-])")
# "(tăng 6,4%) so với năm 2018", and the same against the end of that year
_A_YEAR = r"((?:19|20)[0-9]{2})(?![0-9]|[/.-][0-9])"
_YEAR_BEFORE = pattern(rf"[0-9](?: ?%| [\w/]{{1,12}}){{1,3}} so (?:với )?(?:thực hiện )?năm {_A_YEAR}")
_ANY_YEAR_BEFORE = pattern(
    rf"so (?:với )?(?:(?:thực hiện|thời điểm|cuối|đầu|hết) ){{0,2}}(?:năm|31/12/|31-12-) ?{_A_YEAR}"
)
_AND = " và "
_YEAR_WORD = "năm "
_OF_YEAR = pattern(r"(?<!đến )(?<!tới )(?<!hết )(?<!cuối )(?<!\w)năm (20[0-9]{2})(?![0-9]|[.,][0-9]| ?[-/])")
_ANY_YEAR = pattern(r"(?<![0-9.,])(20[0-9]{2})(?![0-9.,]*[0-9])")
_MET_ON = pattern(
    r"(?<!\w)(?:sáng|chiều|tối)(?: ngày| nay,?(?: ngày)?)? \(?[0-9]{1,2}[/.-][0-9]{1,2}[/.-](20[0-9]{2})(?![0-9])"
)
# Of the paper that prints a text, or of the machine that stored it.
_DATELINE = re.compile(
    r" ?(?:date:? 20[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?: |$))?(?:\([^()0-9]{2,20}\) ?[-–—:|]+ |[A-ZĐ]{1,4}O ?[-–—] )?"
)
_STORED_ON = re.compile(r"(?<!\w)date:? ?(20[0-9]{2})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?(?![0-9])")
_ACCOUNTS = frozenset(map(fold, ("", "Bài viết", "Báo cáo", "Thông cáo", "Thông cáo báo chí", "Bản tin")))
_SHORT = frozenset({Kind.DAY, Kind.MONTH, Kind.MONTHS, Kind.QUARTER, Kind.HALF, Kind.AS_OF})
_TAKEN_TOGETHER = frozenset({Kind.MONTHS, Kind.QUARTER, Kind.HALF})
_MONTHLY = frozenset({Kind.MONTH, Kind.MONTHS, Kind.QUARTER})
_REPORTS_ON = pattern(
    r"(?:báo cáo )?(?:tình hình|kết quả|tổng kết|sơ kết) [^.;:]+$"
    r"|(?:những|các|một số) (?:mặt|kết quả|thành tựu|thành tích|nét)(?!\w)[^.;:]{3,90} như sau ?:$"
)
# "Một số thành tựu nổi bật trong nhiệm kỳ 2015-2020"
_OF_TERM = pattern(
    r"(?:thành tựu|thành tích|kết quả)[^.;:()0-9]{1,60} (?:nhiệm kỳ|giai đoạn)"
    r" (20[0-9]{2}) ?[-–] ?(20[0-9]{2})(?![0-9])"
)
_CONGRESS = pattern(r"(?<!\w)đại hội (?:đại biểu |đảng |đảng bộ )[^.;]{0,90}?(?:nhiệm kỳ|lần thứ)(?!\w)")
_OPENING = 400  # characters in which it stands
_TOP, _LONGEST_HEADLINE = 12, 200  # lines; characters
_STALE = 92  # days; a period that ended longer before the date is told as history
_ISO_LENGTH = 10
_HEAD = 6000  # characters of the body in which a document says what it reports on


def past_dateline(text: str, start: int, end: int) -> int:
    """Past what a page has before its first sentence: "(QNO) - ", "(Baonghean.vn) – ", "date 2023-11-05"."""
    opened = _DATELINE.match(text, start, end)
    return opened.end() if opened else start


def reporting_on(prose: Prose, info: DocumentInfo) -> Reporting:
    """The period a document reports on: by its title, by the first sentence that opens with one, by its date.

    Of a text that gives an account and has none of these, by the first period that it names.
    """
    day = date.fromisoformat(info.date) if info.date and len(info.date) == _ISO_LENGTH else None
    stored = None if day else _stored_on(prose)
    dated = Reporting(None, day.year, day.month) if day else Reporting()
    title, account = shadow_of(info.title) if info.title else _headline(prose), fold(info.kind or "") in _ACCOUNTS
    named = _title_period(title, dated, day)
    if named is None and day is None and account:
        dated = Reporting(None, stored.year, stored.month) if stored else Reporting(None, _told_year(prose))
        named = _title_period(title, dated, stored) if dated.year is not None else None
    if named is not None:
        named = _with_months_before(prose, named, dated, info.spans.get("title", (0, 0))[1])
        return Reporting(named, named.last.year, named.last.month)
    if (named := _opening_period(prose, dated, day or stored)) is not None:
        first = _first_period(prose, dated, day or stored) if account else None
        if first is not None and first.last == named.last and first.days > named.days:
            named = first  # "báo cáo 9 tháng đầu năm 2010 … Riêng tháng 9-2010, …"
        elif first is not None and (is_slip(named, first) or first.last.year > named.last.year):
            named = first  # "…, trong ngày 23/1/2024 …" above "Năm 2023, tỉnh đã khôi phục …"
        return Reporting(named, named.last.year, named.last.month)
    undated = stored is not None or dated.year is None
    if undated and account and (term := _OF_TERM.search(prose.shadow, 0, _OPENING)):
        first_year, last_year = int(term[1]), int(term[2])
        if first_year < last_year:
            return Reporting(Period.years(first_year, last_year), last_year)
    day = day or stored
    if dated.year is None:
        return Reporting()
    if account and (first := (_introduced(prose) if day is None else None) or _first_period(prose, dated, day)):
        now = day if day and first == Period.month(day.year, day.month) else None
        return Reporting(first, first.last.year, first.last.month, inferred=True, day=now)
    if account and day and (year := _compared_year(prose)) is not None and year < day.year:
        return Reporting(Period.year(year), year, inferred=True)
    looks_back = account and _CONGRESS.search(title) is not None  # on the years of a term, not on that of its day
    if not looks_back and (day or _tells_of_a_year(prose, dated.year)):
        return Reporting(Period.year(dated.year), dated.year, dated.month, inferred=True, day=day if account else None)
    return dated


def _with_months_before(prose: Prose, period: Period, dated: Reporting, title_end: int) -> Period:
    """The months to the end of a title's month where the text tells of both ("tháng 5 và 5 tháng") or of them first."""
    month = period.last.month
    if period.kind is not Kind.MONTH or month == 1:
        return period
    months = Period.months(period.last.year, 1, month)
    if prose.shadow.find(f"tháng {month} và {month} tháng", 0, _HEAD) >= 0:
        return months
    first = _first_period(prose, dated, None, title_end)
    return months if first is not None and (first.first, first.last) == (months.first, months.last) else period


def _compared_year(prose: Prose) -> int | None:
    """The year after the one that figures are set against, where the text names it: "năm 2017 … so với năm 2016"."""
    end = min(len(prose.shadow), _HEAD)
    bases = [int(base[1]) for what in (_YEAR_BEFORE, _SAME_PERIOD) for base in what.finditer(prose.shadow, 0, end)]
    year = max(bases, default=0) + 1
    return year if bases and prose.shadow.find(f"{_YEAR_WORD}{year}", 0, end) >= 0 else None


def _stored_on(prose: Prose) -> date | None:
    """The day, or the last day of the month, that a page without a date of its own opens with.

    None, too, when the text tells of a later month, or sets its figures against a year long past: it was stored again.
    """
    if (stored := _STORED_ON.search(prose.text, 0, _OPENING)) is None:
        return None
    year, month = int(stored[1]), int(stored[2])
    last = monthrange(year, month)[1]
    day = date(year, month, min(int(stored[3] or last), last))
    end = min(len(prose.shadow), _HEAD)
    if any(int(base[1]) + 2 < year for base in _SAME_PERIOD.finditer(prose.shadow, 0, end)):
        return None
    first = next(iter(stated_periods(prose.shadow, 0, end, Reporting(None, year, month))), None)
    if first is not None and first.period.kind in _TAKEN_TOGETHER and (day - first.period.last).days > _STALE:
        return None  # "thu chi ngân sách bốn tháng năm 2016" on a page of March 2017
    return None if first is not None and first.period.kind in _MONTHLY and first.period.last > day else day


def _tells_of_a_year(prose: Prose, year: int) -> bool:
    """Whether an undated text sums up a year, or sets its figures against the whole year before."""
    end = min(len(prose.shadow), _HEAD)
    if _SUMMED_UP.search(prose.shadow, 0, end):
        return True
    return any(int(before[1]) == year - 1 for before in _YEAR_BEFORE.finditer(prose.shadow, 0, end))


def _headline(prose: Prose) -> str:
    """The line at the top that says what a text without a title tells of: "TÌNH HÌNH KINH TẾ QUÝ I NĂM 2023"."""
    for line in prose.lines[:_TOP]:
        if _REPORTS_ON.match(prose.shadow, line.start, line.end) and line.end - line.start < _LONGEST_HEADLINE:
            return prose.shadow[line.start : line.end]
    return ""


def _told_year(prose: Prose) -> int | None:
    """The year of a text that is not dated: that of the first month, quarter or day told, else of its comparisons."""
    end = min(len(prose.shadow), _HEAD)
    for mention in stated_periods(prose.shadow, 0, end, Reporting()):
        if _is_told(mention.period):
            return mention.period.last.year
    if compared := _SAME_PERIOD.search(prose.shadow, 0, end):
        return int(compared[1]) + 1
    if summed := _SUMMED_UP.search(prose.shadow, 0, end):
        return int(summed[1])
    if planned := _PLAN_OF.search(prose.shadow, 0, end):
        return int(planned[1])
    if met := _MET_ON.search(prose.shadow, 0, end):
        return int(met[1])
    before = [int(year[1]) for year in _ANY_YEAR_BEFORE.finditer(prose.shadow, 0, end)]
    if not before and not _OF_TERM.search(prose.shadow, 0, _OPENING):
        only = {int(year[1]) for year in _OF_YEAR.finditer(prose.shadow, 0, end)}
        return only.pop() if len(only) == 1 else None  # "… đạt các chỉ tiêu của năm 2024"
    if not before:
        return None
    year, named = max(before) + 1, {int(told[1]) for told in _ANY_YEAR.finditer(prose.shadow, 0, end)}
    if max(named) > year + (year in named):
        return None  # set against 2015, a figure of 2020 may be a goal; what is told of the next year is
    return year


def _introduced(prose: Prose) -> Period | None:
    """The period of the first line that introduces what was reached: "Kết quả đạt được (đến hết năm 2015):"."""
    return next((period for _, period in introduced_periods(prose, Reporting())), None)


def _first_period(prose: Prose, dated: Reporting, day: date | None, since: int = 0) -> Period | None:
    """The first period shorter than a year that a text of an account names, unless the date contradicts it."""
    for line in prose.lines:
        if line.start > _HEAD:
            return None
        for mention in stated_periods(prose.shadow, max(line.start, min(since, line.end)), line.end, dated):
            period = mention.period
            near = day is None or (day - period.last).days < _STALE
            if _is_told(period) and _is_past(period, day) and near:
                return period
    return None


def _is_told(period: Period) -> bool:
    """Whether a text may be about the period: one shorter than a year, or a day; "cuối năm" is an outlook mostly."""
    return period.kind in _SHORT and not _ends_year(period)


def _ends_year(period: Period) -> bool:
    """Whether the period is the state at the end of a year: "đến năm 2030", "cuối năm 2024"."""
    return period.kind is Kind.AS_OF and (period.last.month, period.last.day) == (12, 31)


_IS_BASE = pattern(
    r"(?<!\w)so (?:với )?(?:cùng (?:kỳ|thời điểm)|thực hiện)?(?: của)? ?$"
)  # "giảm 1,6% so với cùng kỳ năm 2022"
_ROUND = ("kỳ ", "kỳ ngày ")


def _title_period(title: str, dated: Reporting, day: date | None) -> Period | None:
    """The widest period in the title that is no outlook ("… năm 2024, nhiệm vụ năm 2025")."""
    years = [found.value.last.year for at, found in find_periods(title) if not _IS_BASE.search(title, 0, at)]
    context = Reporting(None, years[-1] if years else dated.year, dated.month)
    candidates = [
        period
        for at, period in ((at, found.value) for at, found in find_periods(title, year=context.year))
        if period.kind in FLOWS
        and _is_past(period, day)
        and not _is_outlook(title, at, context.year)
        and not _IS_BASE.search(title, 0, at)
    ]
    rounds = (  # "Báo cáo tiến độ sản xuất kỳ 15/12/2016": how things stood on that day
        Period.as_of(found.value.last)
        for at, found in find_periods(title, year=context.year)
        if found.value.kind is Kind.DAY and title.endswith(_ROUND, 0, at)
    )
    return max(candidates, key=lambda period: (period.days, period.last), default=next(rounds, None))


def _is_outlook(title: str, at: int, year: int | None) -> bool:
    """Whether the part of a title that ends at `at` speaks of plans, and not of how they were carried out."""
    begin = max(title.rfind(mark, 0, at) for mark in ",;.") + 1
    told = [found.end for _, found in find_periods(title, 0, begin, year=year)]
    if told and _OUTLOOK.search(title, told[-1], begin) and _ACCOUNT.search(title, told[-1], at) is None:
        return True  # "Tổng kết năm 2022, triển khai nhiệm vụ và giao dự toán thu, chi ngân sách năm 2023"
    joint = title.rfind(_AND, begin, at)
    if joint >= 0 and any(True for _ in find_periods(title, begin, joint, year=year)):
        begin = joint  # "Tình hình … tháng 2 và kế hoạch tháng 3 năm 2023"
    outlook = _OUTLOOK.search(title, begin, at)
    return outlook is not None and _ACCOUNT.search(title, begin, outlook.start()) is None


def _opening_period(prose: Prose, dated: Reporting, day: date | None) -> Period | None:
    for line in prose.lines:
        if line.start > _HEAD:
            return None
        for mention in stated_periods(prose.shadow, line.start, min(line.end, line.start + 200), dated):
            if day is None and _ends_year(mention.period):
                continue  # "Đến năm 2030, …" tells what is to come as often as what has been reached
            if is_lead(prose.shadow, line.start, mention) and _is_past(mention.period, day):
                return mention.period
    return None


def _is_past(period: Period, day: date | None) -> bool:
    school_year = period.last.year == period.first.year + 1
    return (period.kind is not Kind.YEARS or school_year) and (day is None or period.first <= day)
