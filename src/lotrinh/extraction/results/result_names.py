"""Names of reported figures: the noun phrase that says what was measured.

Reads: text and shadow around a value, `data/result_words.toml`. Writes: `Name` (text and span).

A figure is named before it ("Thu nội địa ước đạt 2.954 tỷ đồng") or after it (counted_names.py). In front of the name
stand openers ("trong đó", "tính chung chín tháng năm 2025,"), clauses of their own and subjects ("toàn tỉnh"); they
are peeled off. A comma may join the parts of one name ("nông, lâm nghiệp và thủy sản") or end a clause: short parts
without a verb are joined.

Names: Name, name_before, is_headed, is_place, subject_of, head, peeled_front, without_periods, last_of.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import any_of, backwards, folded, words_of
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.rules import lexicon


class Name(msgspec.Struct, frozen=True, gc=False):
    """What was measured: `text` as printed (blanks collapsed, periods left out), cut out of ``[start, end)``."""

    text: str
    start: int
    end: int


LONGEST_CLAUSE = 600  # characters; what stands farther before a value does not name it
_MOST_WORDS = 7  # of a comma part that may be a member of a list of nouns
_LONGEST_HOLLOW = 30  # characters
_LONGEST_ITEM = 30  # words of an item of a list
_LONGEST_HEAD = 9  # words between "tỷ lệ" and the comma inside its name
EDGE = " ,;:.)-+*\"'“”•"
_BACK_EDGE = EDGE.replace(")", "")


@cache
def _words(kind: str) -> frozenset[str]:
    return folded(lexicon("result_words")[kind])


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(lexicon('result_words')['openers'])})(?:[,:] ?| (?!{spelled('của')} )|$)")


@cache
def _subject() -> re.Pattern[str]:
    after = spelled("hiện nay|hiện|mới|đã|cũng|ước|ước tính|có|có khoảng|có thêm")
    part = spelled("phía|thuộc|vùng|khu vực|còn lại|trọng điểm|hội")  # "các địa phương phía Bắc" are no mere subject
    return re.compile(
        rf"(?:{any_of(lexicon('result_words')['subjects'])})(?: (?:{after}))*(?=$|[ ,])(?! (?:{part})(?!\\w))[ ,]*"
    )


@cache
def _openings() -> frozenset[str]:
    """The first words of openers and subjects."""
    return frozenset(phrase.partition(" ")[0].rstrip(",") for phrase in _words("openers") | _words("subjects"))


@cache
def _closer() -> re.Pattern[str]:
    return re.compile(rf" *(?:{backwards(lexicon('result_words')['closers'])})(?= |$)")


@cache
def _closer_ends() -> frozenset[str]:
    return frozenset(closer.rpartition(" ")[2] for closer in _words("closers"))


# "tổng hợp", "số liệu" and the like head no name.
_NO_HEADS = spelled("công ty|cục|liên đoàn|hợp|kết|thể|quan|rà soát|điều tra|duyệt|liệu|hóa|hiệu")


@cache
def head() -> re.Pattern[str]:
    """The pattern of a noun of quantity that heads a name: "tỷ lệ", "tổng", "sản lượng"."""
    return re.compile(rf"{words_of(lexicon('result_words')['heads'])}(?! (?:{_NO_HEADS})(?!\w))")


def is_headed(name: str, noun: str = "") -> bool:
    """Whether a name begins with a noun of quantity ("Số …", "Tổng công suất …"), or with the given `noun`."""
    words = shadow_of(name)
    return head().match(words) is not None or (noun != "" and words.startswith(f"{shadow_of(noun)} "))


# A comma part with one of these is a clause, not a member of a list of nouns.
CLAUSE = pattern(whole_words(lexicon("result_words")["name"]["clause"]))
_VERBAL = pattern(
    r"(?:vượt|đạt|bằng|(?:cao|thấp|lớn|nhỏ) hơn|so với|(?:tăng|giảm)(?= (?:so|nhẹ|mạnh|khá|cao|sâu|dần)(?!\w)|$))(?!\w)"
)
_PREDICATE = pattern(
    r" (?:vẫn|tiếp tục|đã|đang|được|phục hồi|ổn định|diễn ra|phát triển|luôn|có|chiếm (?:tỷ lệ|tỷ trọng|phần))(?!\w)"
)
_MANNERS = r"(?:khá|mạnh|cao|nhẹ|nhanh|sâu|đáng kể|thấp|tốt|ổn định|trở lại)"
# "kim ngạch xuất khẩu tăng, đạt 24 tỷ USD", "… tăng khá cao, đạt …"
_TURNED = pattern(rf"(?<!độ)(?<!mức) (?:đều |cũng |tiếp tục )?(?:tăng|giảm)(?: trưởng)?(?: {_MANNERS}){{0,2}}$")
_STATED = pattern(rf" (?:đạt|tăng|giảm)(?: trưởng)?(?: {_MANNERS}){{1,2}}$")
_AT_RATE = pattern(r" với (?:mức|tốc độ)(?!\w)")  # "khu vực dịch vụ duy trì ổn định với mức tăng 7%"
_TURNS = (" tăng ", " giảm ")
# "Kinh tế tiếp tục duy trì (tốc độ tăng trưởng) khá cao"
_KEEPS = pattern(
    r"[^,;:()0-9]{2,60}? (?:duy trì|giữ|giữ vững|có)(?: được)? "
    r"(?=(?:tốc độ|nhịp độ|(?<!có )mức) (?:tăng|phát triển))"
)
_KEPT = pattern(rf"(?: {_MANNERS}| và){{1,4}}$")
# "theo báo cáo của ngành dự kiến (năng suất lúa mùa)"
_SOURCE = pattern(
    r"theo (?!giá|tỷ lệ|số lượng|diện tích|mức)[^,;:()0-9]{5,80}?(?= (?:dự kiến|ước tính|sơ bộ|thì|ước) )"
)
_COMPARED_BEHIND = pattern(r",? (?:tăng|giảm)(?: \w+){0,3} (?:so|hơn)(?: với)? [^,;:]{3,40}$")
_PREPOSITION = pattern(r" ?(?:theo|về|trong|tại|với|do|trên|ở|từ|qua|nhờ|bằng|đối với|bên cạnh|cùng với)(?!\w)")
_IS = pattern(
    r" (?:(?:vẫn|đều|cũng|chính) là|là|nên|như|khiến|do đó|làm cho|trong đó|cho (?:thấy|biết|hay),?"
    r"|so với [^,;.]{3,30} (?:là|gồm)"
    r"|(?:nhất|đặc biệt|đáng chú ý) là"
    r"|(?:nhưng(?: vẫn có| có)?|(?:cũng|đều) có)"
    r"(?= (?:số|tổng|lượng|kim ngạch|tỷ lệ|doanh|lợi nhuận|giá|trị giá)(?!\w))"
    r"|(?<!so )với(?= (?:tốc độ|mức|tăng trưởng|grdp|gdp|tổng (?:doanh|giá|vốn|mức|diện|kinh|trị|số)|doanh số|doanh thu"
    r"|kim ngạch|sản lượng|diện tích|giá trị|số (?:vốn|tiền|lượng))(?!\w)))(?!\w)"
)


# "Tổng vốn đầu tư bao gồm vốn cấp mới, vốn điều chỉnh và vốn góp đạt (14 tỷ USD)"
_OF_PARTS = pattern(
    r"[ ,]*(?:ngoài ra, |bên cạnh đó, )?(?P<whole>(?:tổng|số)(?: [^\s,;:()]+){1,16}?) bao gồm (?=[^;:()]*,)"
)


def name_before(
    text: str, shadow: str, start: int, end: int, periods: list[Stated], *, verb: bool = True, listed: bool = False
) -> Name | None:
    """The name that ends at `end` (where verb or value begins); nothing before `start` belongs to it. None: no name.

    `verb`: whether a verb stands at `end`; without one, a comma right before the value ends the clause before it.
    `listed`: whether it is an item of a list ("…: A tăng 3%; B, C tăng 2%"), whose commas are all its own.
    """
    start = max(start, end - LONGEST_CLAUSE)
    if shadow[start : start + 1] in _LEADS and (part := _PART_LEAD.match(shadow, start, end)):
        start = part.end()
    comma = shadow.rfind(",", start, end)
    end = _peeled_back(shadow, start, end, periods, verb=verb)
    if start >= end or shadow[end - 1] == ",":
        return None
    start, end = _clause(shadow, start, end, listed=listed)
    if shadow.startswith(_ACCORDING, start) and (source := _SOURCE.match(shadow, start, end)):
        start = source.end()
    start = peeled_front(shadow, start, end, periods)
    if _NOTED in shadow[start:end] and (noted := _NOTED_GROWTH.match(shadow, start, end)):
        start = noted.end()
    start, end = _without_keeping(shadow, start, end)
    end = _without_predicate(shadow, start, end, apart=comma >= end)
    if shadow[start : start + 1] in "nđ" and (raised := _RAISED.match(shadow, start, end)):
        start, end = raised.end(), end - len(_UP) if shadow.endswith(_UP, start, end) else end
    if rated := _REACHES_RATE.match(shadow, start, end):
        start = rated.end()  # "…, đạt tỷ lệ bao phủ 86%"
    start = _after_run_in_heading(text, shadow, start, end)
    if start >= end or _VERBAL.match(shadow, start, end):
        return None
    kept = without_periods(text, start, end, periods)
    if len(kept) <= _LONGEST_HOLLOW:
        told = shadow[start:end] if len(kept) == end - start else shadow_of(kept)
        if not _WORD.search(told) or told in _hollow():
            return None
    return Name(kept, start, end)


def _clause(shadow: str, start: int, end: int, *, listed: bool) -> tuple[int, int]:
    """The clause at the end of ``[start, end)`` that names; the commas of a `listed` item are all its own."""
    if listed and shadow.count(" ", start, end) <= _LONGEST_ITEM:
        commas = _commas(shadow, start, end)
        anew = commas and (_names_anew(shadow, start, commas[-1]) or _is_told_of(shadow, start, commas[-1]))
        return (commas[-1] + 1 if anew else start), end
    whole = _OF_PARTS.match(shadow, start, end)
    end = whole.end("whole") if whole else end
    return _last_clause(shadow, start, end), end


def _without_predicate(shadow: str, start: int, end: int, *, apart: bool) -> int:
    """Where the name ends before what is said of it; `apart`: a comma parts it from its value.

    "khu vực công nghiệp (vẫn giữ vai trò chủ đạo), 6 tháng ước đạt …", "xuất khẩu (tăng), đạt …".
    """
    if apart and (turned := _TURNED.search(shadow, start, end)):
        end = turned.start()
    if (apart or _AT_RATE.match(shadow, end)) and (predicate := _PREDICATE.search(shadow, start, end)):
        return predicate.start()
    if holds_any(shadow[start:end], _TURNS) and (compared := _COMPARED_BEHIND.search(shadow, start, end)):
        return compared.start()
    return end


def _without_keeping(shadow: str, start: int, end: int) -> tuple[int, int]:
    """The rate itself of "Kinh tế tiếp tục duy trì (tốc độ tăng trưởng) cao và ổn định"."""
    if kept := _KEEPS.match(shadow, start, end):
        start = kept.end()
        manner = _KEPT.search(shadow, start, end)
        return start, manner.start() if manner else end
    return start, end


def _after_run_in_heading(text: str, shadow: str, start: int, end: int) -> int:
    """Where a name begins with a capital behind a heading that runs on into it: "1. Trồng trọt (Tổng diện tích …)"."""
    if head().match(shadow, start):
        return start
    for opened in head().finditer(shadow, start + 1, end):
        at = opened.start()
        if text[at].isupper() and not text[at + 1].isupper() and text[at - 1] == " " and text[at - 2] not in _JOINS:
            return at
    return start


@cache
def _hollow() -> frozenset[str]:
    """The words that name nothing by themselves: subjects, "bình quân", "lũy kế"."""
    return _words("subjects") | _words("hollow")


_ACCORDING, _JOINS = "theo ", ",(–-"
_NOTED = spelled("ghi nhận")
_NOTED_GROWTH = pattern(  # "TPHCM cũng ghi nhận sự gia tăng mạnh của dòng vốn …"
    r"(?:[^\W\d_]+ ){0,6}?ghi nhận (?:sự |mức )(?:gia tăng|tăng trưởng|tăng|sụt giảm|giảm)"
    r"(?: [^\W\d_]+){0,2}? của (?=\w)"
)
_REACHES_RATE = pattern(r"(?:đạt|chiếm|với) (?=(?:tỷ lệ|tỷ trọng) [^\W\d_])")
_RAISED = pattern(r"(?:nâng|đưa) (?=(?:tổng|số|tỷ lệ|diện tích|giá trị|kim ngạch|thu nhập|mức|sản lượng)(?!\w))")
_PART_LEAD = pattern(r"[ ,;…]*(?:trong đó|cụ thể|bao gồm|duy nhất|riêng)(?: là| chỉ có| có)?,? (?=\w)")
_CARRIED_OUT, _ONLY, _PAPERS = spelled("thực hiện"), spelled("chỉ"), ("chứng ", "tín ", "địa ")
_LEADS, _NUMBERS_WITH = frozenset(" ,;…tcbdr"), frozenset("(0123456789")  # what these patterns begin with
_UP = spelled(" lên")
_NUMBERED = re.compile(r"(?:\(?[0-9]{1,2}\)|(?:19|20)[0-9]{2},) (?=[^\W\d])")
_TO = ("đến ", "tính đến ")
_TO_DAY = pattern(r"(?:tính )?đến (?:hết )?(?:ngày )?[0-9]{1,2}[./-][0-9]{1,2}(?![0-9])")  # a day whose year is unknown


def peeled_front(shadow: str, start: int, end: int, periods: list[Stated]) -> int:
    """Without openers, subjects and periods in front."""
    opener, subject, openings = _opener(), _subject(), _openings()
    if shadow[start : start + 1] in _NUMBERS_WITH and (numbered := _NUMBERED.match(shadow, start, end)):
        start = numbered.end()  # "(1) Tốc độ tăng GRDP"
    while start < end:
        while start < end and shadow[start] in EDGE:
            start += 1
        period = next((p for p in periods if p.start <= start < p.end <= end), None) if periods else None
        if period is not None:
            start = period.end
            continue
        if shadow.startswith(_TO, start) and (day := _TO_DAY.match(shadow, start, end)):
            start = day.end()
            continue
        space = shadow.find(" ", start, end)
        if shadow[start : space if space >= 0 else end].rstrip(",:") not in openings:
            break
        found = opener.match(shadow, start, end) or subject.match(shadow, start, end)
        if found is not None and found.end() > start:
            start = found.end()
        else:
            break
    return start


def _peeled_back(shadow: str, start: int, end: int, periods: list[Stated], *, verb: bool) -> int:
    """Without closers and periods behind."""
    closer, ends_so = _closer(), _closer_ends()
    while start < end:
        while start < end and shadow[end - 1] in " ;:(-":
            end -= 1
        if shadow[end - 1] == ",":
            if not verb:
                break
            end -= 1
            continue
        period = next((p for p in periods if start <= p.start < end <= p.end), None) if periods else None
        if period is not None:
            end = period.start
            continue
        if shadow[max(start, end - 24) : end].rpartition(" ")[2] not in ends_so:
            break
        found = closer.match(shadow[max(start, end - 24) : end][::-1])
        if found is None or found.end() == 0:
            break
        if _belongs(shadow, start, end - found.end(), end):
            break
        end -= found.end()
    return end


def _belongs(shadow: str, start: int, cut: int, end: int) -> bool:
    """Whether the closer ``[cut, end)`` is a part of the name's last word: "Vốn thực hiện", "chứng chỉ"."""
    if shadow.startswith(_CARRIED_OUT, cut, end):
        return " " not in shadow[start:cut].strip()
    return shadow.startswith(_ONLY, cut, end) and shadow.endswith(_PAPERS, start, cut)


def _last_clause(shadow: str, start: int, end: int) -> int:
    """Where the last clause of ``[start, end)`` begins, the members of a list of nouns kept together."""
    commas = [comma for comma in _commas(shadow, start, end) if not _joins_nouns(shadow, start, comma)]
    begin = start
    for index in range(len(commas) - 1, -1, -1):
        comma = commas[index]
        before = shadow[commas[index - 1] + 1 if index else start : comma]
        if len(before.lstrip(" ;:").split()) > _MOST_WORDS or CLAUSE.search(before) or _PREPOSITION.match(before):
            begin = _headed(shadow, commas[index - 1] + 1 if index else start, comma, end)
            break
    if commas and commas[-1] > begin and _names_anew(shadow, begin, commas[-1]):
        begin = commas[-1] + 1
    link = last_of(_IS, shadow, begin, end)
    if link and shadow[link.end() : end].strip() in _hollow():
        return begin
    if link and link.end() < end - 2 and (link.group() != " là" or head().search(shadow, link.end(), end)):
        return link.end()
    return begin


@cache
def _noun_pair() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = any_of(noun for noun in lexicon("units")["counts"] if " " in noun and "," not in noun)
    ends = backwards(noun for noun in lexicon("units")["counts"] if " " in noun and "," not in noun)
    return re.compile(rf"(?:{ends})(?!\w)"), re.compile(rf", (?:{nouns})(?!\w)(?! [0-9])")


def _joins_nouns(shadow: str, start: int, comma: int) -> bool:
    """Whether a comma parts two nouns of one list, and no clauses: "các chương trình, dự án (khác)"."""
    ends, begins = _noun_pair()
    if not begins.match(shadow, comma):
        return False
    return ends.match(shadow[max(start, comma - _LONGEST_NOUN) : comma][::-1]) is not None


_LONGEST_NOUN = 24


def _names_anew(shadow: str, begin: int, comma: int) -> bool:
    """Whether a noun of quantity behind the comma heads a name of its own: "chất lượng và giá trị, giá lúa (tăng)".

    Where the words before it have such a head, the parts belong together: "diện tích, năng suất, sản lượng lúa".
    """
    return head().match(shadow, comma + 2) is not None and head().search(shadow, begin, comma) is None


def _is_told_of(shadow: str, begin: int, comma: int) -> bool:
    """Whether what stands before a comma is a statement of its own: "thu ngân sách đạt khá, thu nội địa (đạt)"."""
    return head().match(shadow, comma + 2) is not None and _STATED.search(shadow, begin, comma) is not None


def _commas(shadow: str, start: int, end: int) -> list[int]:
    """Where the commas outside of brackets stand."""
    commas, at = [], shadow.find(",", start, end)
    while at >= 0:
        if not _in_brackets(shadow, start, at):
            commas.append(at)
        at = shadow.find(",", at + 1, end)
    return commas


def _headed(shadow: str, start: int, comma: int, end: int) -> int:
    """After `comma`, unless the part before it opened the name ("… nên tỷ lệ nhãn ra hoa, đậu quả")."""
    if with_ := _WITH.match(shadow, start, comma):  # "…; với tổng số thuế thu qua thanh tra, kiểm tra là"
        start = with_.end()
    if _PREPOSITION.match(shadow, start) or head().search(shadow, comma, end):
        return comma + 1
    first = _FIRST_WORD.match(shadow, start, comma)
    if first and head().match(shadow, first.end()) and not _FINITE.search(shadow, first.end(), comma):
        return first.end()  # "Giá trị thu nhập ngành nông, lâm, thủy sản": two heads, the first one names
    opened = last_of(head(), shadow, max(start, comma - 80), comma)
    if opened is None or len(shadow[opened.end() : comma].split()) > _LONGEST_HEAD:
        return comma + 1
    if _FINITE.search(shadow, opened.end(), comma):
        return comma + 1
    return opened.start() - len(_ALL) if shadow.endswith(_ALL, start, opened.start()) else opened.start()


_FIRST_WORD = re.compile(r"[ ;,:]*")
_WITH = pattern(r"[ ;,]*với (?=tổng |số |giá trị )")
_ALL = spelled("tổng ")
_FINITE = pattern(r"(?<!\w)(?:được|đã|đang|tiếp tục|là|đạt)(?!\w)")


def last_of(what: re.Pattern[str], shadow: str, start: int, end: int) -> re.Match[str] | None:
    """The last place in ``shadow[start:end]`` that fits."""
    found = list(what.finditer(shadow, start, end))
    return found[-1] if found else None


def _in_brackets(shadow: str, start: int, at: int) -> bool:
    return shadow.count("(", start, at) > shadow.count(")", start, at)


def without_periods(text: str, start: int, end: int, periods: list[Stated]) -> str:
    """``text[start:end]`` without the periods mentioned inside."""
    kept, at = "", start
    for period in periods:
        if at <= period.start and period.end <= end:
            kept += text[at : period.start].rstrip(" (").removesuffix(" trong").removesuffix(" của") + " "
            at = period.end
    kept += text[at:end]
    if at > start or "\u00a0" in kept or "\t" in kept or "  " in kept:
        kept = " ".join(kept.split())
    if "(" in kept or "[" in kept:
        kept = _COUNTED_FROM.sub("", kept.replace("( )", "").replace("()", ""))
    if ")" in kept and kept.count(")") > kept.count("("):
        kept = kept.replace(")", "", 1)
    return kept.lstrip(EDGE).rstrip(_BACK_EDGE)


_COUNTED_FROM = re.compile(r" ?\((?:tính|từ|số liệu)\b[^()]*\)?| ?\[[0-9]{1,3}\]")
_PLACE_WORD = pattern(r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn) ")
_CITY_NAMES = frozenset({"TPHCM", "TP.HCM", "Huế"})
_WORD = re.compile(r"[^\W\d_]{2}")
_TAIL_NUMBER = re.compile(r" [0-9]{1,2}$")  # "Chỉ số sản xuất công nghiệp 5 tháng …"
_ABOUT_END = pattern(rf" (?:{'|'.join(lexicon('result_words')['name']['about'])})(?!\w)|[,;:.(]")


def is_place(name: str) -> bool:
    """Whether a name is that of a place: "Hà Nội", "huyện Bình Gia". Crops and goods are not written in capitals.

    >>> is_place("Ninh Bình"), is_place("Ngô"), is_place("xã Hưng Hà"), is_place("Nông, lâm nghiệp")
    (True, False, True, False)
    """
    if not name[name.rfind(" ") + 1 :][:1].isupper():
        return False
    if name in _CITY_NAMES:
        return True
    kind = _PLACE_WORD.match(name.lower())
    words = name[kind.end() if kind else 0 :].split()
    return 0 < len(words) <= 4 and (kind is not None or len(words) > 1) and all(word[0].isupper() for word in words)


def subject_of(text: str, shadow: str, start: int, end: int, periods: list[Stated]) -> str:
    """What the words at `start` are about: their first noun phrase, "" when there is none before `end`.

    "Tăng trưởng các tỉnh trong vùng như sau:" → "Tăng trưởng"; "Hoạt động du lịch với nhiều …" → "Hoạt động du lịch".
    """
    start = peeled_front(shadow, start, min(end, start + LONGEST_CLAUSE), periods)
    end = min(end, start + 2 * _LONGEST_SUBJECT)
    stop = _ABOUT_END.search(shadow, start, end)
    kept = _TAIL_NUMBER.sub("", text[start : stop.start() if stop else end].strip(EDGE))
    return "" if _VERBAL.match(shadow, start, end) or len(kept) > _LONGEST_SUBJECT else kept


_LONGEST_SUBJECT = 60
