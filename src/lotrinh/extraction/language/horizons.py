"""Horizons: the years a goal is to be reached by.

Reads: shadow text. Writes: `Horizon`s: "đến năm 2030" → due 2030, "giai đoạn 2026 - 2030" → from 2026, due 2030,
"trước ngày 31/12/2026" → due "2026-12-31". Years of comparison ("so với năm 2020"), of dates of documents and in
names of plans ("Chương trình … giai đoạn 2021 - 2025") are no horizons.
"""

from __future__ import annotations

import re
from calendar import monthrange

import msgspec

from lotrinh.extraction.language.patterns import pattern


class Horizon(msgspec.Struct, frozen=True, gc=False):
    """``shadow[start:end]`` names when: `due` is a year, or an ISO date when finer; `first` the first year of a span.

    `vision`: an outlook beyond the plan ("tầm nhìn đến năm 2045").
    """

    start: int
    end: int
    due: int | str
    first: int | None = None
    vision: bool = False


_YEAR = r"(?:19[89]|20[0-9])[0-9](?![0-9])"
ANY_YEAR = re.compile(_YEAR)
_LONGEST_LEAD = 90  # characters of words before the first year of a horizon, and more
_MARKS = frozenset(" ,:(-")
_SPAN_WORDS = r"giai đoạn|thời kỳ|nhiệm kỳ|các năm|[0-9]{1,2} năm|năm học|niên độ"
_HORIZON = pattern(
    r"(?<!\w)(?! )(?:(?P<vision>tầm nhìn|định hướng)(?: tới| đến)? (?:đến )?)?(?:"
    # giai đoạn 2021 - 2025, 5 năm 2021-2025
    rf"(?:(?:trong )?(?:các )?(?:{_SPAN_WORDS})[ :,(]{{0,2}}(?:từ )?(?:năm )?)"
    rf"(?P<first>{_YEAR}) ?(?:-|đến|tới|÷)(?: năm)? ?(?P<last>{_YEAR})"
    # từ năm 2025 trở đi, từ năm 2026 đến năm 2030
    rf"|(?P<open>từ|kể từ|bắt đầu từ)(?: đầu)? năm (?P<since>{_YEAR})"
    rf"(?P<on>(?: đến(?: hết| cuối)? năm| - năm| -| đến) (?P<until>{_YEAR})| trở đi)?"
    # đến hết năm 2030, trước ngày 31/12/2026, trong tháng 6/2026, quý II/2026, năm 2025
    r"|(?:giai đoạn |hướng )?(?P<how>trước|trong|đến|tới|vào|chậm nhất|cho đến)?(?: khoảng)?"
    r"(?P<when> ?(?:hết|cuối|đầu|giữa)(?!\w))?(?: là)?[ (]{0,2}(?:"
    rf"(?:ngày |(?<=đến )|(?<=trước ))(?P<d>[0-9]{{1,2}})(?: ?[/.-] ?| tháng )(?P<m>[0-9]{{1,2}})"
    rf"(?: ?[/.-] ?| năm )(?P<y>{_YEAR})"
    rf"|tháng (?P<month>[0-9]{{1,2}})(?: ?[/-] ?|(?: năm)? )(?P<my>{_YEAR})"
    rf"|quý (?P<quarter>iv|iii|ii|i|[1-4])(?: ?[/-] ?|(?: năm)? )(?P<qy>{_YEAR})"
    rf"|năm (?P<year>{_YEAR})(?: ?(?:-|đến|và) ?(?:năm )?(?P<second>{_YEAR}))?)"
    # đến 2030
    rf"|(?P<bare>đến|giai đoạn|trước) (?P<bareyear>{_YEAR})(?![/.,][0-9]))"
)
_BARE_SPAN = re.compile(rf"(?<![0-9/.])(?P<first>{_YEAR}) ?- ?(?P<last>{_YEAR})(?=[ )*:]*$|[ )*:]*\n)")
# The year that follows one of these belongs to something else.
_OTHER = pattern(
    r"(?:so với|so|cùng kỳ|mức|của|dự toán|quyết toán|giá|theo|số liệu|tháng [0-9]{1,2}"
    r"|ngày [0-9]{1,2} tháng [0-9]{1,2}|thực hiện|khóa|nghị quyết|quyết định|luật|ước thực hiện|kể từ|niên giám"
    r"|hiện trạng|thời điểm|sau|bằng|tổng kết|vượt|kết quả|như|so sánh|cố định|hiện hành)"
    r"(?: (?:trung bình|bình quân|hàng năm|hằng năm|cả|năm|cuối|của|tại|vào|thời điểm|với)){0,3} $"
)
_GOALS_OF = pattern(r"(?:mục tiêu|chỉ tiêu)(?: [^\W\d_]+){0,3} của $")  # "đạt mục tiêu của giai đoạn 2026 - 2028: …"
_TO_DO = pattern(r"(?<!kết quả )(?<!tình hình )(?<!đã )(?<!được )thực hiện $")  # "nhiệm vụ thực hiện trong năm 2026"
# "Chương trình … giai đoạn 2021 - 2025", "Kế hoạch … năm 2025": the years are the plan's.
_NAMED = pattern(
    r"(?:chương trình|đề án|kế hoạch|quy hoạch|chiến lược|dự án|nghị quyết|kết luận|đề tài|phong trào"
    r"|tiêu chí|bộ tiêu chí|chuẩn)(?! đến| năm)(?: [^;:.()]{3,160})?[ ,]$"
)
_GOAL = pattern(r"phấn đấu|mục tiêu|, trong đó|đạt|năm [0-9]{4}")
_TIMES = (" lần ", "gấp đôi ", "gấp ba ")  # "gấp 1,7 lần năm 2025"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def horizons_in(shadow: str, start: int, end: int, *, named: bool = False) -> list[Horizon]:
    """The horizons in ``shadow[start:end]``, in text order; `named`: those in names of plans, too."""
    found: list[Horizon] = []
    year = ANY_YEAR.search(shadow, start, end)
    if year is None:
        return found
    for match in _HORIZON.finditer(shadow, max(start, year.start() - _LONGEST_LEAD), end):
        before = shadow[max(start, match.start() - 40) : match.start()]
        other = _OTHER.search(before) and not (match["how"] == "trong" and _TO_DO.search(before))
        other = other and not _GOALS_OF.search(before)
        if other or (match["how"] is None and shadow.endswith(_TIMES, 0, match.start())):
            continue
        horizon = _read(match)
        if horizon is not None and (named or not _belongs_to_a_name(shadow, start, match)):
            found.append(horizon)
    return found


def bare_span(shadow: str, start: int, end: int) -> Horizon | None:
    """The span of years a heading ends with or brackets, without a word for it: "Chỉ tiêu chủ yếu 2006 - 2010"."""
    found = _BARE_SPAN.search(shadow, start, end)
    if found is None or int(found["last"]) < int(found["first"]):
        return None
    return Horizon(found.start(), found.end(), int(found["last"]), int(found["first"]))


def horizon_at(shadow: str, start: int, end: int) -> Horizon | None:
    """The horizon that ``shadow[start:end]`` begins with; marks and blanks may stand before it."""
    while start < end:
        if match := _HORIZON.match(shadow, start, end):
            return _read(match)
        if shadow[start] not in _MARKS:
            return None
        start += 1
    return None


def _belongs_to_a_name(shadow: str, start: int, match: re.Match[str]) -> bool:
    if match["how"] or match["bare"] == "trước" or match["open"]:
        return False
    name = _NAMED.search(shadow[max(start, match.start() - 180) : match.start()])
    return name is not None and _GOAL.search(name[0]) is None


def _read(match: re.Match[str]) -> Horizon | None:
    vision, first = match["vision"] is not None, None
    due: int | str
    if match["last"]:
        first, due = int(match["first"]), int(match["last"])
    elif match["since"]:
        first = int(match["since"])
        if match["on"] is None:
            return None
        due = int(match["until"]) if match["until"] else first
    elif (match["d"] or match["month"]) and not match["how"]:
        return None  # the date of a document, the month of a report
    elif match["d"]:
        due = _iso(int(match["y"]), int(match["m"]), int(match["d"]))
    elif match["month"]:
        due = _iso(int(match["my"]), int(match["month"]), 31)
    elif match["quarter"]:
        due = _iso(int(match["qy"]), _QUARTERS[match["quarter"]] * 3, 31)
    elif match["year"]:
        due = int(match["second"] or match["year"])
        if match["second"]:
            first = int(match["year"])
        elif match["how"] == "trước" and not match["when"]:
            due -= 1
    else:
        due = int(match["bareyear"]) - (match["bare"] == "trước")
    if due == "" or (first is not None and isinstance(due, int) and due < first):
        return None
    return Horizon(match.start(), match.end(), due, first, vision)


def _iso(year: int, month: int, day: int) -> str:
    """The date, its day cut to the month's last; "" when it is none."""
    if not 1 <= month <= 12 or day < 1:
        return ""
    return f"{year:04d}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}"
