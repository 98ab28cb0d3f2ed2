"""Periods that govern what follows: the one that opens a sentence, and the year of the season whose crop is told of.

Reads: shadow text, `Stated` mentions, `Reporting`. Writes: whether a mention leads, the `Period` of a season.
"""

from __future__ import annotations

from lotrinh.core.period import Kind, Period
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled
from lotrinh.extraction.results.periods import Reporting, Stated

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

_MOMENT = spelled("thời điểm")
_SAME_MOMENT = pattern(
    r"(?<!\w)(?:(?:tính )?đến |tại |vào )?(?:cùng )?thời điểm (?:(?:nêu|nói|kể) )?(?:trên|này|đó|ấy)(?!\w)"
)
_UP_TO = pattern(r"(?:tính )?đến (?:trung tuần|thượng tuần|hạ tuần|giữa|đầu|cuối) ")
_YEARS = frozenset({Kind.YEAR, Kind.YEARS})


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


def is_moment(shadow: str, told: Stated) -> bool:
    """Whether a mention tells up to when things are counted: a day, "đến trung tuần tháng 7"."""
    if told.period.kind is Kind.AS_OF:
        return True
    return told.period.kind is Kind.MONTH and _UP_TO.match(shadow, told.start) is not None


def told_again(shadow: str, sentence: tuple[int, int], stated: list[Stated], day: Period | None) -> list[Stated]:
    """The periods of a sentence, with the `day` of one before it told again: "đến cùng thời điểm nêu trên".

    The years of a crop that stand beside it ("vụ đông 2023 - 2024") only name the crop.
    """
    again = _SAME_MOMENT.search(shadow, *sentence) if shadow.find(_MOMENT, *sentence) >= 0 else None
    if again is None:
        return stated
    days = (told.period for told in reversed(stated) if is_moment(shadow, told) and told.end <= again.start())
    if (day := next(days, day)) is None:
        return stated
    kept = [told for told in stated if told.period.kind not in _YEARS]
    return sorted([*kept, Stated(*again.span(), day)], key=lambda told: told.start)
