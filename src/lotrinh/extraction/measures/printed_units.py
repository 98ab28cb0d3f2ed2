"""Printed units: what the words behind a number count, or that the number only names a thing.

Reads: a match of a number, the words around it. Writes: (end, unit, kind, doubt), or None where the number is a label
("cấp 3"), part of a title ("Điều 5 Luật"), an age, a time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure_words import MeasureWords
from lotrinh.extraction.measures.words_before import is_rank, is_year, last_word

_OF_ALL = tuple(shadow(f"{word} cả ") for word in ("trên", "ở", "tại", "về", "của"))  # "giảm trên cả 3 tiêu chí"
_OF_ALL += tuple(shadow(f"{word} của ") for word in ("bình quân", "trung bình"))  # "doanh thu bình quân của 1 HTX"
_OFTEN_CAPITAL = pattern(
    r"(?:huy chương|đảng viên|bằng khen|giấy khen|nghị quyết|nghị định|quyết định|thông tư|đoàn viên|hội viên"
    r"|kỷ niệm chương)(?!\w)(?! (?:số|[0-9]))"
)
_FEW_DIGITS = 3
_COUNTS_TITLES = folded(
    ["có", "gồm", "thêm", "được", "với", "cả", "lập"]
)  # "toàn tỉnh có 2 Trung tâm", "thành lập 3 Chi bộ"
_LEVELS = shadow("cấp")
_AGE = shadow("tuổi")
_LIFE = pattern(r"tuổi thọ[^,;.]{0,40}$")  # "tuổi thọ bình quân đạt khoảng 75,5 tuổi"
# "số năm sống khỏe đạt tối thiểu 68 năm", "thời gian thông quan không quá 2 giờ"
_LASTS = pattern(
    r"(?<!\w)(?:(?:đạt|là|còn|xuống|lên) |thời gian [^,;.0-9]{3,40})"
    r"(?:tối thiểu|ít nhất|tối đa|không quá|trên|dưới|khoảng|hơn|từ) $"
    r"|thời gian [^,;.0-9]{3,40}(?:bình quân|trung bình)(?: (?:đạt|là))? $"
    r"|(?:bình quân|trung bình)[^,;.0-9]{0,12}: ?$"
)
_SEASON = shadow("vụ")
_CROPS = tuple(shadow(f"{crop} ") for crop in ("lúa", "lúa nước", "lúa màu", "đất lúa"))
_OVER = shadow("trên")
_MEAN = shadow("quân")  # of "bình quân"
_PER = frozenset({_OVER, _MEAN})
_PER_HEAD = pattern(r" (?:dân|diện tích|đất)(?!\w)|(?= ?(?::|đạt|là|khoảng|\())")
_PEOPLE = shadow("dân")
_COUNTED_OVER = pattern(r"(?<!\w)(?:số|t[ỷỉ] (?:lệ|suất)|bình quân|tính) [^;.:0-9]{0,40}?trên $")
_TOLD_OVER = pattern(r" ?(?::|\(|(?:đạt|là|khoảng|còn|lên|tăng|giảm|tối thiểu|trên|dưới|ở mức|duy trì|[0-9])(?!\w))")
_AREAS = frozenset({"ha", "m2", "km2", "m²", "km²"})
_YIELD = pattern(r"(?:giá trị|sản lượng|sản phẩm|thu nhập|năng suất|lợi nhuận|doanh thu|thu được)[^;.0-9]{0,60} trên $")
_DONG = shadow("đồng")  # the currency, and half of many words: "tháng 8 đồng thời …", "15 đồng chí"
_NO_DONG = pattern(r" (?:thời|chí|bộ|bào|ruộng|hành|minh|nghiệp|loạt|tình|đều|hồ|hương|thuận|phục)(?!\w)")
_CASED_UNITS = frozenset("gmđ")  # "5G" is a network, "5g" a weight
_NO_LABELS = tuple(
    shadow(words)
    for words in (" tổng số ", " có số ", "nâng cấp ", "cung cấp ", "nâng hạng ", "dứt điểm ", "trực tuyến ")
)


class _Parted(NamedTuple):
    """The end of a unit that belongs to the indicator, and what follows it then."""

    what: str
    before: re.Pattern[str]


# "22 triệu lượt khách du lịch quốc tế": the visitors are the indicator's, the unit is "triệu lượt".
# "110.000 căn nhà ở xã hội" counts by "căn".
_PARTED = {
    shadow("lượt khách"): _Parted(
        " khách", pattern(r" (?:du lịch|quốc tế|nội địa|trong nước|nước ngoài|tham quan|lưu trú|có lưu trú)\b")
    ),
    shadow("căn nhà"): _Parted(" nhà", pattern(r" ở\b")),
}


def known_unit(
    words: MeasureWords, text: str, match: re.Match[str], first: str, before: str, last: str, base: str | None
) -> tuple[int, str, str, str | None] | None:
    """(end, unit, kind, doubt) of a number followed by a known unit, `base` its noun; None when it is no measure."""
    kind = words.kinds[base] if base else "count"
    begin, end = match.span("unit")
    if kind == "count":
        if parted := _PARTED.get(base or ""):
            end -= len(parted.what) if parted.before.match(match.string, end) else 0
        label = last in words.labels and "," not in first and "." not in first  # "máy tính bảng 0,8 triệu cái"
        label = label and (last != _LEVELS or len(first) == 1)  # "đã cấp 12.350 giấy", but "cấp 3"
        if label and not before.endswith(_NO_LABELS) and not is_rank(before, last):
            return None
        if match.start() != 0 and last not in _COUNTS_TITLES and _is_title(text, match.string, begin, first):
            return None  # "Điều 5 Luật", "Nghị định 40 Bộ …"
        if (last in words.year_labels and is_year(first)) or before.endswith(_OF_ALL):
            return None
        if base == _SEASON and before.endswith(_CROPS):
            return None  # "lúa nước 2 vụ 40 ha"
        if last in _PER and first.strip("0.") == "1" and (last == _MEAN or _PER_HEAD.match(match.string, end)):
            return None  # "số bác sĩ trên 1 vạn dân đạt …", "giá trị trên 1 đơn vị diện tích", "bình quân 1 vạn dân"
    elif kind == "duration":
        if last not in words.attaining and not (base == _AGE and _LIFE.search(before)) and not _LASTS.search(before):
            return None
    elif (base in _CASED_UNITS and text[begin].isupper()) or (base == _DONG and _NO_DONG.match(match.string, end)):
        return None
    elif last == _OVER and first.lstrip("0") == "1" and base in _AREAS and _YIELD.search(before):
        return None  # "giá trị sản lượng trên 1 ha đất …"
    end = _past_power(match.string, end) if base == _METRE else end
    return end, text[begin:end], kind, None


# "205 m 3": a raised figure that lost its height
_METRE, _POWER = "m", pattern(r" [23](?= ?[,;:.)/](?![0-9])| (?:tăng|giảm|so|và|nước|gỗ|đất|sàn|khí)(?!\w)|$)")


def _past_power(shadowed: str, end: int) -> int:
    """Behind the figure of "m 3" whose unit ends at `end`; `end` when there is none."""
    power = _POWER.match(shadowed, end)
    return power.end() if power else end


def _is_title(text: str, shadowed: str, begin: int, number: str) -> bool:
    """Whether the word behind a number begins a title of its own; medals and members are often written so, too."""
    if not (text[begin].isupper() and text[begin + 1 : begin + 3].islower()):
        return False
    return _OFTEN_CAPITAL.match(shadowed, begin) is None or len(number) > _FEW_DIGITS


# "3.204 THT", "12 VĐV"; offices and documents are not counted so: "15 UBND", "57 NQ/TW", "khóa 15 HĐND".
_ABBREVIATED = re.compile(
    r"(?!(?:UBND|HĐND|MTTQ|UBMTTQ|BCĐ|BTV|TW|TTg|CP|BCH|TT|NQ|QĐ|KH|CT|TB|NĐ|CV|GMT|AM|PM|CH|SA|[IVXLC]+|[A-Z])(?!\w))"
    r"[A-ZĐ]{2,6}(?: [A-ZĐ]{2,6})?(?![\w&/-]|\.\w)"
)
_WORD_BEFORE, _LONGEST_COUNTED = 16, 64  # characters
STARS = "sao"  # "sản phẩm OCOP đạt 3 sao": a rank, no count
_TIMES = folded(["năm", "tháng", "ngày", "giờ", "phút", "quý", "tuần", "giây", "giai", "điều", "khoản", "mục"])


def _is_base(shadow: str, start: int, end: int) -> bool:
    """Whether a count is set against these people: "số bác sĩ trên 10.000 dân đạt …"."""
    counted = _COUNTED_OVER.search(shadow, max(0, start - _LONGEST_COUNTED), start)
    return counted is not None and _TOLD_OVER.match(shadow, end) is not None


def guessed_unit(
    words: MeasureWords, text: str, match: re.Match[str], first: str, noun: str | None
) -> tuple[int, str | None, str, str | None] | None:
    """The same for a number without a known unit: a guess at the noun that is counted, or a bare number."""
    if is_year(first):
        return None
    end = match.end("second") if match["second"] else match.end("first")
    if noun is None:
        time = match.string.startswith(":", end) and match.string[end + 1 : end + 2].isdigit()  # "đăng : 08:49"
        return None if time else (end, None, "bare", "unit_missing")
    nouns, at = noun.split(" "), match.start("noun")
    if nouns[0] in words.stop:
        return None if nouns[0] in _TIMES else (end, None, "bare", "unit_missing")
    if nouns[0] == _PEOPLE and first.strip("0.") == "1" and _is_base(match.string, match.start(), at + len(_PEOPLE)):
        return None
    if text[at].isupper():
        short = _ABBREVIATED.match(text, at)
        before = match.string[max(0, match.start() - _WORD_BEFORE) : match.start()]
        last = last_word(before)
        if short is None or (last in words.labels and not before.endswith(_NO_LABELS)):
            return None
        if last == _MEAN and first.strip("0.") == "1":
            return None  # "lãi bình quân 01 THT đạt …"
        return short.end(), short[0], "count", "unit_guessed"
    alone = len(nouns) < 2 or nouns[1] in words.stop or nouns[0] == STARS
    guess = nouns[0] if alone else noun
    return at + len(guess), text[at : at + len(guess)], "count", "unit_guessed"


def counts_shortly(text: str, match: re.Match[str]) -> bool:
    """Whether an abbreviation that no list knows stands behind the number: "3.204 THT", "12 VĐV"."""
    return match["noun"] is not None and _ABBREVIATED.match(text, match.start("noun")) is not None
