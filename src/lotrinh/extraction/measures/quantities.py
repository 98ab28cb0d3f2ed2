"""Measures: every printed value of the running text, with its unit and the words that bound it.

Reads: `Prose.shadow`. Writes: `Measure`s in text order.

One pass anchored on digits finds number, range, unit and "trở lên"; what stands before the number
("khoảng trên", "ít nhất") is read backwards. Dates, years, times, numbers of documents, roads, articles
and lists are not measures. The words are data, compiled by measure_words.py.

Names: Measure, find_measures, find_measures_in, measure_of (one table cell), is_unit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

import msgspec

from lotrinh.core.vietnamese.numbers import parse_number
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.joints import append
from lotrinh.extraction.measures.measure_words import NUMBER, MeasureWords, measure_words, unit_pattern
from lotrinh.extraction.prose import Prose


class Measure(msgspec.Struct, frozen=True, gc=False):
    """A value as printed. Offsets are prose offsets; ``start <= end <= tail``, ``head <= start``.

    * `start`, `end`: number(s) and unit. `head`: from the first bounding word ("khoảng", "từ", "ít nhất"; the
      "đạt" of "tối thiểu đạt 80%" is inside). `tail`: to the end of "trở lên", "mỗi năm".
    * `low`, `high`: as the contract wants them (ge/gt → high None; le/lt → low None; else both).
      `value`: the first printed number, whatever the comparator.
    * `comparator`: eq | ge | gt | le | lt | range | about | top. `approx`: "khoảng" beside another comparator.
    * `unit`: as printed, without "/năm" (then `per` is "year"); None when none is printed.
    * `kind`: share | money | physical | count | duration | bare (no unit).
    * `of`: the 18 of "15/18 chỉ tiêu", else None.
    * `role`: value | base ("tăng TỪ 60% lên 70%": where it starts) | equivalent ("tương đương 5.400 USD").
    * `reasons`: one_dot_group, three_comma_decimals… (see core numbers), unit_guessed, unit_missing, number_in_words.
    """

    start: int
    end: int
    head: int
    tail: int
    line: int
    value: float
    low: float | None
    high: float | None
    comparator: str
    approx: bool
    unit: str | None
    kind: str
    decimals: int
    per: str | None = None
    of: float | None = None
    role: str = "value"
    reasons: tuple[str, ...] = ()


def find_measures(prose: Prose) -> tuple[Measure, ...]:
    """All measures of the document, in text order. Linear in its length."""
    text, low_text, starts = prose.text, prose.shadow, prose.starts
    found: list[Measure] = []
    words = measure_words()
    line, floor, following = -1, 0, 0
    for match in words.value.finditer(low_text):
        at = match.start()
        if at >= following:
            line = bisect_right(starts, at, line + 1) - 1
            floor, following = starts[line], (starts[line + 1] if line + 1 < len(starts) else len(text) + 1)
        if at == floor and match["unit"] is None:
            continue  # the marker of a line
        measure = _measure(words, text, low_text, match, floor, line)
        if measure is not None:
            append(found, measure, low_text)
    if worded := _worded(prose):
        found = sorted((*found, *worded), key=lambda measure: measure.start)
    return tuple(found)


def find_measures_in(prose: Prose, start: int, end: int, line: int) -> list[Measure]:
    """The measures of ``[start, end)``, a stretch of the line with index `line` (a part of a table cell)."""
    found: list[Measure] = []
    words = measure_words()
    for match in words.value.finditer(prose.shadow, start, end):
        measure = _measure(words, prose.text, prose.shadow, match, start, line)
        if measure is not None:
            append(found, measure, prose.shadow)
    return found


def measure_of(prose: Prose, start: int, end: int, line: int) -> Measure | None:
    """The measure that a whole table cell prints, a bare number ("375", "≥ 30", "8 - 10") included; else None."""
    cell = _CELL.fullmatch(prose.shadow, start, end)
    if cell is None:
        return None
    number, top = parse_number(cell["first"]), parse_number(cell["second"] or cell["first"])
    if number is None or top is None or top.value < number.value:
        return None
    head, comparator, approx, starts, _ = _bound(cell["before"], cell.start("before") + len(cell["before"]))
    rest = prose.shadow[cell.start("before") : head].strip()
    if rest and rest not in _CELL_VERBS and rest not in _CELL_RANKS:
        return None
    if rest in _CELL_RANKS:
        comparator = "top"
    elif cell["second"]:
        comparator = "range"
    elif cell["after"]:
        comparator = measure_words().after[" " + cell["after"]]
    elif comparator is None and starts:
        comparator = "ge"
    value = -number.value if cell["minus"] else number.value
    low, high = _open(comparator, value, top.value if cell["second"] else value)
    return Measure(
        cell.start("first"), cell.end(), start, end, line, value, low, high,
        comparator or ("about" if approx else "eq"), approx and comparator is not None, None, "bare",
        max(number.decimals, top.decimals), reasons=(number.reason,) if number.reason else (),
    )  # fmt: skip


def is_unit(text: str) -> bool:
    """Whether `text` is a unit and nothing else ("%", "triệu đồng/ha").

    >>> is_unit("triệu USD"), is_unit("GRDP")
    (True, False)
    """
    return unit_pattern().fullmatch(shadow(text.strip())) is not None


_CELL_RANKS = folded(["nhóm", "thuộc nhóm", "trong nhóm", "top", "tốp", "thứ", "hạng", "xếp thứ", "xếp hạng"])
_CELL_VERBS = folded(["đạt", "là", "có", "tăng", "giảm", "còn", "phấn đấu", "phấn đấu đạt", "giảm còn", "tăng thêm"])
_CELL = pattern(
    rf"\s*(?P<before>[^0-9]{{0,24}}?)(?P<minus>-(?=[0-9]))?(?P<first>[0-9]{NUMBER})"
    rf"(?: ?(?:[-÷~]|đến|tới) ?(?P<second>[0-9]{NUMBER}))?(?: ?(?P<after>trở lên|trở xuống))?\s*"
)


_HEAD, _FIGURES = "con", shadow(" số")
# "giảm xuống tương đương 16% GDP" tells the value itself.
_LED_TO = pattern(r"(?<!\w)(?:xuống|còn|lên) ?$")


def _measure(
    words: MeasureWords, text: str, low_text: str, match: re.Match[str], floor: int, line: int
) -> Measure | None:
    """The measure that a match prints; None when its number is a date, a label, an age."""
    at = match.start()
    rest, second, of, unit, base, plain, noun, after, yearly = match.groups()
    before = low_text[at - 48 if at - 48 > floor else floor : at]
    last = _last_word(before)
    counted = unit is not None or _reaches(words, match, before, last) or _counts_shortly(text, match)
    if not counted or (last == _ORDINAL and before.endswith(_ORDINALS)):
        return None
    first = low_text[at] + rest
    named = (
        _unnamed(words, text, match, first, noun)
        if unit is None
        else _named(words, text, match, first, before, last, base or plain)
    )
    if named is None:
        return None
    end, printed, kind, doubt = named
    if printed == _HEAD and low_text.startswith(_FIGURES, end):
        return None  # "tăng trưởng 2 con số"
    number = parse_number(first)
    top = number if second is None else parse_number(second)
    if number is None or top is None or (second is not None and top.value < number.value):
        return None
    value, start = number.value, at
    if before[-1:] == "-" and before[-2:-1] in (" ", "("):
        value, start, before = -value, at - 1, before[:-1]
        last = _last_word(before)
    head, comparator, approx, starts, equivalent = _bounds(words, low_text, before, last, (start, end))
    role = "equivalent" if equivalent and not _LED_TO.search(low_text, max(floor, head - 8), head) else "value"
    if after is not None:
        comparator = words.after[after]
    elif second is not None:
        comparator, role = "range", ("base" if starts and _LEADS_UP.match(low_text, end, end + 20) else role)
    elif _is_rank(before, last) or (last in _AMONG and _LEADERS.match(low_text, end, end + 60)):
        comparator = "top"
    elif starts and _LEADS_ON.match(low_text, end, end + 40):
        comparator, role = None, "base"
    elif comparator is None and starts:
        comparator = "ge"
    per = "year" if yearly else None
    if printed is not None and printed[-3:] == "năm" and (bare := _PER_YEAR.sub("", printed)) != printed:
        printed, per = bare, "year"
    low, high = _open(comparator, value, value if second is None else top.value)
    reasons = () if doubt is None and number.reason is None else tuple(why for why in (number.reason, doubt) if why)
    return Measure(
        start, end, head, match.end() if after or yearly else end, line, value, low, high,
        comparator or ("about" if approx else "eq"), approx and comparator is not None, printed, kind,
        number.decimals if number.decimals > top.decimals else top.decimals, per, _whole(of),
        role, reasons,
    )  # fmt: skip


def _counts_shortly(text: str, match: re.Match[str]) -> bool:
    """Whether an abbreviation that no list knows stands behind the number: "3.204 THT", "12 VĐV"."""
    return match["noun"] is not None and _ABBREVIATED.match(text, match.start("noun")) is not None


def _last_word(before: str) -> str:
    """The word before a number, without a bracket; ":" of "Số trang trại vào năm 2020: 70"."""
    last = before.rstrip(" ").rpartition(" ")[2]
    if last[:1] in _OPENING:
        return last[1:]
    return ":" if last[-1:] == ":" and _year_like(last[:-1]) else last


def _reaches(words: MeasureWords, match: re.Match[str], before: str, last: str) -> bool:
    """Whether a bare number behind `before`, whose last word is `last`, is a value."""
    if last == _AND:
        return _BY_YEAR.match(match.string, match.end()) is not None
    if last in words.reaching or (last == _LEVEL and before.endswith(_AT_LEVEL)):
        return True
    if last == _FROM:
        return before.endswith(_REACHING_FROM)  # "chỉ số … đạt từ 0,8 trở lên"
    if match["noun"] is None:
        return last[-1:] == ":" and _NUMBER_OF.search(before) is not None
    return last in words.counting and words.counted.search(before) is not None


# "Tổng số liều tiêm trong tuần: 22.938"; not the number of a telephone or a document
_NUMBER_OF = pattern(
    r"(?<!\w)(?:tổng )?số (?!điện thoại|đt|tài khoản|fax|hiệu|đăng ký|công văn|văn bản|quyết định|cmnd|cccd|lượt truy)"
    r"[^\W\d_][^;.,:()0-9]{2,46}: ?$"
)
_THAN = shadow("hơn")
_THAN_BACKWARDS = _THAN[::-1]
_HIGHER = pattern(r"(?<!\w)(?:cao|lớn|nhiều|(?P<low>thấp|nhỏ|ít)) hơn $")
_COMPARED = pattern(
    r"[^;.\n]{0,40}?(?:so với|so|cùng kỳ|mức|bình quân|trung bình|kế hoạch|năm (?:trước|ngoái|19|20))(?!\w)"
)
_AND = "và"
_BY_YEAR = pattern(r" (?:vào|đến|trong)(?: cuối| hết)? năm (?:19|20)[0-9]{2}")  # "… và 22.000 vào năm 2030"
_FROM = shadow("từ")
_REACHING_FROM = tuple(shadow(words) for words in ("đạt từ ", "là từ ", "còn từ ", "ở mức từ "))
_LEVEL = "mức"
_AT_LEVEL = tuple(shadow(words) for words in ("ở mức ", "đạt mức "))
_OPENING = frozenset("(\"'[")
_RANKS = frozenset({"thứ", "hạng", "top", "tốp"})
_GROUP = "nhóm"
_ORDINAL = shadow("thứ")
# "sinh con thứ 3 trở lên", "lần thứ 2": which one, not how many
_ORDINALS = tuple(
    shadow(f" {word} thứ ")
    for word in ("con", "lần", "người", "kỳ", "khóa", "năm", "ngày", "cuộc", "tuần", "đợt", "họp")
)
_RANKED = tuple(shadow(words) for words in ("trong nhóm ", "thuộc nhóm ", "vào nhóm ", "ở nhóm "))
# "nằm trong 10 tỉnh dẫn đầu"
_AMONG = frozenset({"trong", "thuộc", "vào"})
_LEADERS = pattern(
    r"[^,;.()\n]{0,40}? (?:dẫn đầu|đứng đầu|hàng đầu|tốt nhất|cao nhất|tiên tiến nhất|phát triển nhất)(?!\w)"
)
_LEADS_ON = pattern(
    r"(?:(?: vào| trong| của)? năm (?:19|20)[0-9]{2},?)?[^;,\n]{0,30}?(?<! trở) (?:lên|xuống|còn)(?!\w)"
)
_LEADS_UP = re.compile(r"(?: hiện nay)? (?:lên|xuống)\b")  # "mở rộng từ 50 - 60% hiện nay lên 70 - 80%"
_PER_YEAR = pattern(r" ?/ ?(?:1 )?năm$|(?<=người) năm$")


def _is_rank(before: str, last: str) -> bool:
    """ "đứng thứ 4/34 tỉnh", "nằm trong nhóm 15 tỉnh dẫn đầu"."""
    return last in _RANKS or (last == _GROUP and before.endswith(_RANKED))


def _open(comparator: str | None, value: float, top: float) -> tuple[float | None, float | None]:
    """Low and high, the open side of a one-sided bound empty."""
    if comparator in ("ge", "gt"):
        return value, None
    if comparator in ("le", "lt"):
        return None, top
    return value, top


def _named(
    words: MeasureWords, text: str, match: re.Match[str], first: str, before: str, last: str, base: str | None
) -> tuple[int, str, str, str | None] | None:
    """(end, unit, kind, doubt) of a number followed by a known unit, `base` its noun; None when it is no measure."""
    kind = words.kinds[base] if base else "count"
    begin, end = match.span("unit")
    if kind == "count":
        if parted := _PARTED.get(base or ""):
            end -= len(parted.what) if parted.before.match(match.string, end) else 0
        label = last in words.labels and "," not in first  # "máy tính bảng 0,8 triệu cái"
        label = label and (last != _LEVELS or len(first) == 1)  # "đã cấp 12.350 giấy", but "cấp 3"
        if label and not before.endswith(_NO_LABELS) and not _is_rank(before, last):
            return None
        if match.start() != 0 and last not in _COUNTS_TITLES and _is_title(text, match.string, begin, first):
            return None  # "Điều 5 Luật", "Nghị định 40 Bộ …"
        if (last in words.year_labels and _year_like(first)) or before.endswith(_OF_ALL):
            return None
        if base == _SEASON and before.endswith(_CROPS):
            return None  # "lúa nước 2 vụ 40 ha"
        if last in _PER and first.strip("0.") == "1" and (last == _MEAN or _PER_HEAD.match(match.string, end)):
            return None  # "số bác sĩ trên 1 vạn dân đạt …", "giường bệnh bình quân 1 vạn dân là …"
    elif kind == "duration":
        if last not in words.attaining and not (base == _AGE and _LIFE.search(before)) and not _LASTS.search(before):
            return None
    elif (base in _CASED_UNITS and text[begin].isupper()) or (base == _DONG and _NO_DONG.match(match.string, end)):
        return None
    elif last == _OVER and first.lstrip("0") == "1" and base in _AREAS and _YIELD.search(before):
        return None  # "giá trị sản lượng trên 1 ha đất …"
    return end, text[begin:end], kind, None


_OF_ALL = tuple(shadow(f"{word} cả ") for word in ("trên", "ở", "tại", "về", "của"))  # "giảm trên cả 3 tiêu chí"
_OF_ALL += tuple(shadow(f"{word} của ") for word in ("bình quân", "trung bình"))  # "doanh thu bình quân của 1 HTX"


def _is_title(text: str, shadowed: str, begin: int, number: str) -> bool:
    """Whether the word behind a number begins a title of its own; medals and members are often written so, too."""
    if not (text[begin].isupper() and text[begin + 1 : begin + 3].islower()):
        return False
    return _OFTEN_CAPITAL.match(shadowed, begin) is None or len(number) > _FEW_DIGITS


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
    r"|(?:bình quân|trung bình)[^,;.0-9]{0,12}: ?$"
)
_SEASON = shadow("vụ")
_CROPS = tuple(shadow(f"{crop} ") for crop in ("lúa", "lúa nước", "lúa màu", "đất lúa"))
_OVER = shadow("trên")
_MEAN = shadow("quân")  # of "bình quân"
_PER = frozenset({_OVER, _MEAN})
_PER_HEAD = pattern(r" dân(?!\w)|(?= ?(?::|đạt|là|khoảng|\())")
_AREAS = frozenset({"ha", "m2", "km2", "m²", "km²"})
_YIELD = pattern(
    r"(?:giá trị|sản lượng|sản phẩm|thu nhập|năng suất|lợi nhuận|doanh thu|thu được)[^,;.0-9]{0,30} trên $"
)
_DONG = shadow("đồng")  # the currency, and half of many words: "tháng 8 đồng thời …", "15 đồng chí"
_NO_DONG = pattern(r" (?:thời|chí|bộ|bào|ruộng|hành|minh|nghiệp|loạt|tình|đều|hồ|hương|thuận|phục)(?!\w)")
_CASED_UNITS = frozenset("gmđ")  # "5G" is a network, "5g" a weight
_NO_LABELS = tuple(
    shadow(words) for words in (" tổng số ", " có số ", "nâng cấp ", "cung cấp ", "nâng hạng ", "dứt điểm ")
)
# "22 triệu lượt khách du lịch quốc tế": the visitors are the indicator's, the unit is "triệu lượt".
# "110.000 căn nhà ở xã hội" counts by "căn".


class _Parted(NamedTuple):
    """The end of a unit that belongs to the indicator, and what follows it then."""

    what: str
    before: re.Pattern[str]


_PARTED = {
    shadow("lượt khách"): _Parted(
        " khách", pattern(r" (?:du lịch|quốc tế|nội địa|trong nước|nước ngoài|tham quan|lưu trú|có lưu trú)\b")
    ),
    shadow("căn nhà"): _Parted(" nhà", pattern(r" ở\b")),
}


def _unnamed(
    words: MeasureWords, text: str, match: re.Match[str], first: str, noun: str | None
) -> tuple[int, str | None, str, str | None] | None:
    """The same for a number without a known unit: a guess at the noun that is counted, or a bare number."""
    if _year_like(first):
        return None
    end = match.end("second") if match["second"] else match.end("first")
    if noun is None:
        time = match.string.startswith(":", end) and match.string[end + 1 : end + 2].isdigit()  # "đăng : 08:49"
        return None if time else (end, None, "bare", "unit_missing")
    nouns, at = noun.split(" "), match.start("noun")
    if nouns[0] in words.stop:
        return None if nouns[0] in _TIMES else (end, None, "bare", "unit_missing")
    if text[at].isupper():
        short = _ABBREVIATED.match(text, at)
        before = match.string[max(0, match.start() - _WORD_BEFORE) : match.start()]
        last = _last_word(before)
        if short is None or (last in words.labels and not before.endswith(_NO_LABELS)):
            return None
        if last == _MEAN and first.strip("0.") == "1":
            return None  # "lãi bình quân 01 THT đạt …"
        return short.end(), short[0], "count", "unit_guessed"
    alone = len(nouns) < 2 or nouns[1] in words.stop or nouns[0] == STARS
    guess = nouns[0] if alone else noun
    return at + len(guess), text[at : at + len(guess)], "count", "unit_guessed"


# "3.204 THT", "12 VĐV"; offices and documents are not counted so: "15 UBND", "57 NQ/TW", "khóa 15 HĐND".
_ABBREVIATED = re.compile(
    r"(?!(?:UBND|HĐND|MTTQ|UBMTTQ|BCĐ|BTV|TW|TTg|CP|BCH|TT|NQ|QĐ|KH|CT|TB|NĐ|CV|GMT|AM|PM|CH|SA|[IVXLC]+|[A-Z])(?!\w))"
    r"[A-ZĐ]{2,6}(?: [A-ZĐ]{2,6})?(?![\w&/-]|\.\w)"
)
_WORD_BEFORE = 16  # characters
STARS = "sao"  # "sản phẩm OCOP đạt 3 sao": a rank, no count
_TIMES = folded(["năm", "tháng", "ngày", "giờ", "phút", "quý", "tuần", "giây", "giai", "điều", "khoản", "mục"])


def _year_like(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def _bounds(
    words: MeasureWords, low_text: str, before: str, last: str, value: tuple[int, int]
) -> tuple[int, str | None, bool, bool, bool]:
    """What `_bound` reads, and "cao hơn 5,5%" where nothing behind the value says than what."""
    start, end = value
    if last == _THAN and (higher := _HIGHER.search(before)) and not _COMPARED.match(low_text, end, end + 60):
        return start - len(higher[0]), "lt" if higher["low"] else "gt", False, False, False
    return _bound(before, start) if last in words.last else (start, None, False, False, False)


def _bound(before: str, start: int) -> tuple[int, str | None, bool, bool, bool]:
    """Read `before`, which ends where the number begins at `start`, backwards: "phấn đấu đạt khoảng trên ".

    → (where the bounding words begin, comparator, "khoảng", "từ", "tương đương").
    """
    words = measure_words()
    head, comparator, approx, starts, equivalent = start, None, False, False, False
    reverse, position = before[::-1], 0
    for _ in range(5):
        found = words.before.match(reverse, position)
        if found is None:
            break
        meaning = words.meanings[found[1][::-1]]
        position = found.end()
        if meaning == "skip":
            continue
        if meaning == "gt" and found[1] == _THAN_BACKWARDS and words.difference.match(reverse, position):
            break  # "cao hơn 5%", but "băng rộng trên 85%"
        if meaning == "about":
            approx = True
        elif meaning == "from":
            starts = True
        elif meaning == "equivalent":
            equivalent = True
        elif comparator is None:
            comparator = meaning
        head = start - position
    return head, comparator, approx, starts, equivalent


def _whole(of: str | None) -> float | None:
    """The whole that a count is out of: the 8.267 of "5.343/8.267 xã"."""
    return float(of.replace(".", "").replace(",", ".")) if of else None


def _worded(prose: Prose) -> list[Measure]:
    """ "tăng trưởng hai con số": at least 10 %; "ít nhất một cơ sở y tế": at least 1."""
    words, low_text = measure_words(), prose.shadow
    found = [
        _at_least(prose, low_text.rindex(" ", 0, match.start() - 1) + 1, match.end(), 10, "%", "share")
        for match in words.two_digits.finditer(low_text, 4)
    ]
    if _DOUBLING in low_text:
        found += [_doubled(prose, match.start(), match.end()) for match in _DOUBLE.finditer(low_text)]
    for worded in words.worded:
        for match in worded.finditer(low_text):
            unit = prose.quote(match.start("unit"), match.end())
            found.append(_at_least(prose, match.start(), match.end(), words.digits[match["word"]], unit, "count"))
    return found


_DOUBLING = shadow("tăng gấp đôi")
_DOUBLE = re.compile(rf"(?<={shadow('tăng gấp')} ){shadow('đôi')}(?!\w)")


def _doubled(prose: Prose, start: int, end: int) -> Measure:
    """ "tăng gấp đôi so với năm 2025": 2 times."""
    line = prose.line_at(start).index
    return Measure(start, end, start, end, line, 2, 2, 2, "eq", False, "lần", "count", 0, reasons=("number_in_words",))


def _at_least(prose: Prose, start: int, end: int, value: float, unit: str, kind: str) -> Measure:
    line = prose.line_at(start).index
    return Measure(
        start, end, start, end, line, value, value, None, "ge", False, unit, kind, 0, reasons=("number_in_words",)
    )
