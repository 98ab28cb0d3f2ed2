"""Periods: which stretch of time a statement speaks of.

Reads: shadow text, the document's identity. Writes: `Stated` mentions, each with its `Period`.

A report states its period once and then leaves it out: "tháng Chín" has its year from the title, "trong tháng"
and "đến nay" mean the period the document reports on. That period is found first (reporting.py); every
mention is then read against it. Mentions that belong to something else are no periods of a statement: a base of
comparison ("so với năm 2023"), a plan's name ("kế hoạch năm 2025"), the date of an event ("Ngày 14 tháng 11 năm
2025, Phó Thủ tướng … chủ trì").

Names: Reporting, Stated, FLOWS, stated_periods, in_some_year, told_year, is_slip, is_lead, season_told,
leaves_crops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.dates import find_periods, parse_date, parse_period
from lotrinh.core.vietnamese.number_words import MONTHS
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled


class Reporting(msgspec.Struct, frozen=True):
    """What the document reports on. `inferred`: taken from its date alone, so that any statement may differ."""

    period: Period | None = None
    year: int | None = None
    month: int | None = None  # the last month covered
    inferred: bool = False
    day: date | None = None  # of the document, where nothing but its date is known: what "đến nay" means


class Stated(msgspec.Struct, frozen=True, gc=False):
    """A mention of a period: ``shadow[start:end]``."""

    start: int
    end: int
    period: Period


FLOWS = frozenset({Kind.MONTH, Kind.MONTHS, Kind.QUARTER, Kind.HALF, Kind.YEAR, Kind.YEARS, Kind.AS_OF})
_THIS = (  # "cả năm 690 tỷ đồng" tells of the year spoken of
    r"(?:tháng(?! [0-9])|năm(?! (?:19|20)[0-9]{2}(?![0-9.,])| học))(?: (?:nay|này|qua|báo cáo))?"
)
_YEAR_ENDS = r"(?:hết|cuối) (?:19|20)[0-9]{2}(?![0-9/.-])"
_FROM_NEW_YEAR = r"từ đầu năm(?: (?:19|20)[0-9]{2})?(?: đến (?:nay|thời điểm (?:này|hiện tại|hiện nay)))?"
_RELATIVE = pattern(  # few branches, and each begins with a plain character, so that the engine skips to those
    rf"t(?:ính {_FROM_NEW_YEAR}|{_FROM_NEW_YEAR[1:]}"
    r"|ừ (?:(?:ngày )?[0-3]?[0-9][/.-][01]?[0-9][/.-]|năm )[0-9]{4} đến nay"
    r"|ừ tháng \w+(?:/[0-9]{4}| năm [0-9]{4})? đến nay"
    rf"|ới (?:nay|{_YEAR_ENDS})|rong (?:{_THIS}|quý(?! [0-9ivx])(?: này)?|kỳ(?= ?,| báo cáo))|háng (?:này|qua|báo cáo))"
    rf"|đến (?:nay|{_YEAR_ENDS})|h(?:iện nay|ết {_THIS})|c(?:ho đến nay|ả {_THIS}|uối {_THIS})"
    r"|năm (?:nay|qua|vừa qua)"
    + "".join(rf"|{count} tháng(?= là [0-9])" for count in ("0[3-9]", "1[01]", *"3456789"))
    + "".join(rf"|{count} tháng (?:vừa )?qua" for count in (*MONTHS, *(f"{digit}[0-9]?" for digit in "0123456789")))
)
_IN_QUARTER, _IN_PERIOD = spelled("trong quý"), spelled("trong kỳ")
_RELATIVE_HINTS = (
    "năm",
    "nay",
    "tháng",
    "hết",
    "cuối",
    _IN_QUARTER,
    _IN_PERIOD,
)  # one of these stands in every such phrase
_EXPECTED = pattern(r"(?:dự kiến|ước|dự ước|ước tính|dự báo),? $")
_YEARS_PAST = (spelled("năm qua"), spelled("năm vừa qua"))
_MOST = spelled("nhất ")
_EXPECTED_BEFORE = pattern(r"(?:dự kiến|ước|dự ước|ước tính|dự báo) (?:đến )?(?:hết|cuối) $")
# What the year or month that follows belongs to, instead of telling when the figure was reached.
_PLANS = ("kế hoạch", "mục tiêu", "chỉ tiêu", "quy hoạch", "tầm nhìn", "định hướng")
_NAMED_BEFORE = pattern(
    r"(?:so với|so|cùng kỳ|cùng thời điểm|kế hoạch vốn[^,;.:()]{0,30}|kh|dự toán|giá so sánh"
    r"|(?:mục tiêu|chỉ tiêu|kế hoạch|kịch bản) tăng trưởng"
    r"|(?:cao|thấp|lớn|nhỏ) hơn(?: [^\s,;.:()]+){0,3}|(?<!đánh )giá|cách mạng"
    r"|(?:luật|bộ luật|pháp lệnh) (?!này|đã|được|có)[^,;.:()0-9]{3,50}"
    r"|(?:hội nghị xúc tiến|diễn đàn|lễ hội)(?: [^\s,;:.()]+){0,12}|nghị quyết|chương trình|kịch bản|chủ đề|"
    + "|".join(rf"{plan}(?:[^,;.:()]{{0,40}} đến)?" for plan in _PLANS)
    + r")(?: của| trong| cuối| đầu| cả| thời điểm| (?:ước )?thực hiện| kết quả| mức| tháng"
    r"| năm học| vụ(?: \w+){0,3})* $"
)
# "so với cùng kỳ năm trước (9/2022)"
_GLOSS_OF_BASE = pattern(r"(?:cùng kỳ|(?:năm|tháng|quý) (?:trước|ngoái))[^()0-9]{0,16} \($")
_NEAR = 80  # characters
# "đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021 - 2026": whose term it is
_TERM, _IS_YEAR = spelled("nhiệm kỳ"), spelled(" là năm")
_OF_BODY = pattern(
    r"(?<!\w)(?:hội đồng nhân dân|hđnd|quốc hội|đại biểu|đại hội|đảng bộ|ban chấp hành|cấp ủy|khóa|lần thứ)"
    r"(?: [^\s,;.:()]+){0,5},? $"
)
# What may stand before a period that opens its sentence: "Tính chung", "Theo số liệu tổng hợp, lũy kế …".
_LEADING_WORDS = (
    *(
        "như vậy",
        "năm học",
        "trong năm học",
        "kết thúc năm học",
        "tính ra",
        "cụ thể",
        "trong đó",
        "ước",
        "tính",
        "tính chung",
        "tính riêng",
        "lũy kế",
        "cộng dồn",
        "bình quân",
        "riêng",
    ),
    *("bình quân chung", "dự ước", "ước tính", "ước thực hiện", "sơ bộ", "trong", "qua", "sau", "kết thúc", "cũng"),
    *(
        "theo đó",
        "học kỳ 1",
        "học kỳ 2",
        "học kỳ i",
        "học kỳ ii",
        "qua đó",
        "kết quả",
        "kết quả là",
        "cả",
        "bước vào",
        "theo báo cáo",
        "cụ thể như sau",
        "tại thời điểm",
        "thời điểm",
        "tại",
        "đến",
        "đến hết",
        "hết",
    ),
    *("tính đến", "số liệu", "tổng hợp", "theo số liệu", "trên địa bàn", "toàn tỉnh"),
    *("vụ đông xuân", "vụ đông", "vụ xuân", "vụ hè thu", "vụ thu đông", "vụ mùa"),
)
_LONGEST_LEAD = 140
# Who counted says nothing of when.
_SOURCE = r"(?:(?:theo|qua) (?:tổng hợp|số liệu|báo cáo|thống kê)[^;.:()0-9]{0,110}?|theo [^,;.:()0-9]{3,110}), "
_LEAD = pattern(rf"(?:{_SOURCE})?(?:(?:{'|'.join(_LEADING_WORDS)}),? ?){{0,6}}")
_SEASON = pattern(
    r"(?<!\w)(?:vụ|(?:năng suất|sản lượng) lúa(?: vụ)?)"
    r" (?:đông xuân|đông|xuân|hè thu|thu đông|mùa|chiêm xuân|chiêm)(?!\w)(?! năm trước)"
)
_OTHER_BRANCH = pattern(
    r"[- ]*(?:(?:về|tình hình|công tác|ngành) )?(?:chăn nuôi|(?:tổng )?đàn|diện tích (?:nuôi|sản xuất muối|rừng)"
    r"|diện tích trồng rừng|thủy sản|lâm nghiệp|(?:tổng )?sản lượng (?:thủy sản|thịt|gỗ|muối)"
    r"|công nghiệp|thu ngân sách|diêm nghiệp)(?!\w)"
)
_GATHERED = pattern(r"(?<!\w)(?:thu hoạch|làm đất|chăm sóc)(?!\w)")  # so far: of the time reported on
_SEASON_HINTS = ("vụ ", " lúa ")
_FINER = frozenset({Kind.AS_OF, Kind.MONTH})
_OF_CROP = pattern(r"(?<!\w)vụ(?: lúa)?(?: (?:đông|xuân|hè|thu|mùa|chiêm)){1,2} $")
_OF_THIS_YEAR = pattern(r"(?: của)?(?: năm)? nay(?!\w)")  # "9 tháng (của năm nay)", "bốn tháng đầu năm (nay)"
# What befell on a day: "Ngày 17/5/2012, … đã xảy ra tai nạn làm 34 người chết"
_BEFELL = pattern(r"(?<!\w)(?:xảy ra|làm chết|thiệt mạng|tử vong)(?!\w)")
_EVENT_NEAR = 240  # characters
_ABOUT_MONTH = pattern(
    r"(?:(?<!\w)tính )?(?<!\w)(?:đến|vào|từ) (?:trung tuần|thượng tuần|hạ tuần|giữa|đầu|những ngày (?:đầu|cuối)) $"
)
_OF_DAY = spelled("ngày ")
_TILL = "đến "
_AT_HOUR = pattern(
    r"(?:t(?<!\wt)ính đến|đ(?<!\wđ)ến) (?:thời điểm )?(?=[0-9]{1,2} ?(?:h|giờ)|sáng|trưa|chiều|tối)"
    r"(?:[0-9]{1,2} ?(?:h|giờ) ?(?:[0-9]{2}(?: ?phút)?)?,? ?)?(?:(?:sáng|trưa|chiều|tối)(?: nay| cùng)?,? ?)?"
    r"(?:ngày )?\(?(?:ngày )?(?P<day>[0-3]?[0-9][/.-][01]?[0-9](?:[/.-]20[0-9]{2})?)(?![0-9]|[/.-][0-9])\)?"
)
_UNTIL_NOW = spelled(" đến nay")
_ROW_OPENS = "(20"
_YEAR_OF_ITEM = pattern(r"(?:(?<=\()|(?<=[;,] ))20[0-9]{2}(?=:| (?:tăng|giảm|đạt|là|còn)(?!\w))")
_SINCE_WORDS = (spelled("từ "), spelled("tính từ "))
_SINCE_YEAR = (spelled("từ đầu"), spelled("tính từ"))
_SINCE_NEW_YEAR = pattern(r"từ đầu năm đến (?:hết |cuối )?tháng ")
_PRINTED_YEAR = re.compile(r" ((?:19|20)[0-9]{2})(?![0-9])")
_SINCE = re.compile(r"[0-9][0-9/.-]+")
_IN_BRACKETS = pattern(r" ?\((?:số liệu )?(?:tính )?")
_NO_YEAR = 4  # a leap year in which nothing was reported
_SOME_YEAR = Reporting(Period.year(_NO_YEAR), _NO_YEAR)
_REPORTING_WINDOW_FROM = 11  # a day after which a window is taken for the start of the next reporting month


def stated_periods(shadow: str, start: int, end: int, reporting: Reporting) -> list[Stated]:
    """The periods mentioned in ``shadow[start:end]``, in order, none overlapping."""
    found: list[Stated] = []
    mentions = [*_absolute(shadow, start, end, reporting), *_relative(shadow, start, end, reporting)]
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
        if shadow.startswith(_TERM, mention.start) and _OF_BODY.search(shadow, before, mention.start):
            continue
        if shadow.startswith(")", mention.end) and _GLOSS_OF_BASE.search(shadow, before, mention.start):
            continue
        if found and _IN_BRACKETS.fullmatch(shadow, found[-1].end, mention.start):
            continue  # "tháng Chín năm 2025 (từ ngày 26/8/2025 - 25/9/2025)": the first says it plainer
        if found and found[-1].period.kind in _FINER and _OF_CROP.search(shadow, found[-1].end, mention.start):
            continue  # "đến ngày 15/10/2023, các loại cây trồng vụ thu mùa năm 2023 …"
        found.append(mention)
    return found


def in_some_year(reporting: Reporting) -> Reporting:
    """What an undated text reports on, so that "quý I", "5 tháng" and "năm nay" are still known for periods."""
    return reporting if reporting.year is not None else _SOME_YEAR


def told_year(period: Period | None) -> Period | None:
    """The period, or None when it is one of a year that the text does not tell."""
    return None if period is not None and period.last.year <= _NO_YEAR else period


def is_slip(period: Period, reported: Period | None) -> bool:
    """Whether a month has the year before by mistake: "tháng 1/2021" in a report on January 2022."""
    if reported is None or reported.kind is not Kind.MONTH or period.kind is not Kind.MONTH:
        return False
    return (period.last.year + 1, period.last.month) == (reported.last.year, reported.last.month)


def is_lead(shadow: str, sentence: int, mention: Stated) -> bool:
    """Whether a mention opens its sentence (which starts at `sentence`), so that it governs what follows, too."""
    if mention.start - sentence > _LONGEST_LEAD:
        return False
    return _LEAD.fullmatch(shadow, sentence, mention.start) is not None


def season_told(shadow: str, start: int, end: int, reporting: Reporting) -> Period | None:
    """The year of a season's crop, told without one: "Năng suất vụ đông xuân như sau: …" is the whole year's."""
    if reporting.year is None or not holds_any(shadow[start:end], _SEASON_HINTS):
        return None
    told = _SEASON.search(shadow, start, end)
    return Period.year(reporting.year) if told and not _GATHERED.search(shadow, start, told.start()) else None


def leaves_crops(shadow: str, start: int) -> bool:
    """Whether the sentence at `start` turns to another branch, of which a season told before says nothing."""
    return _OTHER_BRANCH.match(shadow, start) is not None


def _at_hours(shadow: str, start: int, end: int, reporting: Reporting) -> Iterator[Stated]:
    """States told with the hour or the part of the day: "đến 17h00 ngày 10/9/2024", "tính đến sáng nay (28/6)"."""
    for told in _AT_HOUR.finditer(shadow, start, end):
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
            expected = _EXPECTED.search(shadow, max(start, at - 14), at)
            if expected and (period.last.month, period.last.day) == (12, 31):
                period = Period.year(period.last.year)
            elif _is_later(period, reporting):
                continue
        elif period.kind is Kind.DAY and _BEFELL.search(shadow, found.end, min(end, found.end + _EVENT_NEAR)):
            period = Period.month(period.last.year, period.last.month)  # the facts have no single day
        elif period.kind not in FLOWS or shadow.startswith(_UNTIL_NOW, found.end):
            continue
        of_this_year = _OF_THIS_YEAR.match(shadow, found.end, end) if found.reason else None
        if period.kind is Kind.MONTH and (about := _ABOUT_MONTH.search(shadow, max(start, at - _NEAR), at)):
            at = about.start()
        yield Stated(at, of_this_year.end() if of_this_year else found.end, period)


def _is_later(period: Period, reporting: Reporting) -> bool:
    """ "đến năm 2030" in a report of 2024 is somebody's goal."""
    return reporting.year is not None and period.last.year > reporting.year > _NO_YEAR


def _relative(shadow: str, start: int, end: int, reporting: Reporting) -> Iterator[Stated]:
    """Words that mean the period reported on, or its year or last month."""
    if reporting.period is None or reporting.year is None:
        return
    if not holds_any(shadow[start:end], _RELATIVE_HINTS):
        return
    for word in _RELATIVE.finditer(shadow, start, end):
        if word.start() > start and shadow[word.start() - 1].isalnum():
            continue
        before = shadow[max(start, word.start() - 20) : word.start()]
        if _MOST in before and word.group().startswith(_YEARS_PAST):
            continue  # "cao nhất trong 10 năm qua"
        period = _year_end(word.group(), before, reporting) or _meant(word.group(), before, reporting)
        if period:
            yield Stated(word.start(), word.end(), period)


def _year_end(words: str, before: str, reporting: Reporting) -> Period | None:
    """ "đến hết 2024": the state at the year's end; "dự kiến đến hết 2025": what the year is expected to bring."""
    if not words[-4:].isdigit() or words.startswith(_SINCE_YEAR):
        return None
    year = int(words[-4:])
    if _EXPECTED.search(before):
        return Period.year(year)
    return None if reporting.year is not None and year > reporting.year > _NO_YEAR else Period.as_of(date(year, 12, 31))


def _meant(word: str, before: str, reporting: Reporting) -> Period | None:
    year, month = reporting.year, reporting.month
    if year is None or (word[-4:].isdigit() and not word.startswith(_SINCE_YEAR)):
        return None
    if count := _months_told(word):
        return _first_months(count, word, reporting)
    if word.startswith(_SINCE_WORDS):
        return _since(word, year, reporting)
    if word.endswith("nay") and not word.endswith("năm nay"):
        if year <= _NO_YEAR:
            return None  # the words peel off a name by themselves; a time told before holds on
        return Period.as_of(reporting.day) if reporting.day else reporting.period
    if "tháng" in word:
        return Period.month(year, month) if month else None
    if word.startswith(_IN_QUARTER):
        return Period.quarter(year, month // 3) if month and month % 3 == 0 else None
    if word.startswith(_IN_PERIOD):
        return reporting.period
    if word.startswith(("hết", "cuối")) and not _EXPECTED_BEFORE.search(f"{before}hết "):
        return Period.as_of(date(year, 12, 31))
    return Period.year(year)


def _since(word: str, year: int, reporting: Reporting) -> Period | None:
    """ "từ đầu năm", "từ năm 2021 đến nay", "từ 15/3/2024 đến nay": to the end of what is reported on."""
    if word.startswith("từ năm"):
        first_year = int(word[len("từ năm ") : len("từ năm ") + 4])
        return Period.years(first_year, year) if first_year < year else None
    if word.startswith("từ tháng"):
        return _since_month(word, reporting)
    if "từ đầu năm" in word:
        if (printed := _PRINTED_YEAR.search(word)) and int(printed[1]) != year:
            return None
        month = reporting.month or 1
        return Period.months(year, 1, month) if month > 1 else reporting.period
    since = _SINCE.search(word)
    first, last = parse_date(since.group()) if since else None, reporting.period.last if reporting.period else None
    return Period.between(first.value.replace(day=1), last) if first and last and first.value < last else None


def _months_told(word: str) -> int:
    """How many months the words count: "9 tháng qua", "chín tháng qua" → 9; 0 when they count none."""
    told = word.partition(" tháng")[0]
    return int(told) if told.isdigit() else MONTHS.get(told, 0)


def _first_months(count: int, word: str, reporting: Reporting) -> Period | None:
    """The first months of the year; in August or September, "8 tháng qua" are those."""
    year, month = reporting.year, reporting.month
    past = word.endswith("qua")
    if year is None or (past and (count == 1 or (month is not None and not month - 1 <= count <= month))):
        return None
    return Period.months(year, 1, count)


def _since_month(word: str, reporting: Reporting) -> Period | None:
    """ "từ tháng 3/2025 đến nay": to the end of what is reported on."""
    since, last = parse_period(word, len("từ "), year=reporting.year), reporting.period and reporting.period.last
    return Period.between(since.value.first, last) if since and last and since.value.first < last else None


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
