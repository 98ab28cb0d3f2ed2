"""Names of reported figures: the noun phrase that says what was measured.

Reads: text and shadow around a value, `data/result_words.toml`. Writes: `Name` (text and span).

A figure is named before it ("Thu nội địa ước đạt 2.954 tỷ đồng") or after it ("1.200 doanh nghiệp được thành lập
mới"). In front of the name stand openers ("trong đó", "tính chung chín tháng năm 2025,"), clauses of their own and
subjects ("toàn tỉnh"); they are peeled off. A comma may join the parts of one name ("nông, lâm nghiệp và thủy sản")
or end a clause: short parts without a verb are joined.

Names: Name, name_before, counted_name, noun_list, deed_before, past_agency.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.language.patterns import holds_any, pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import any_of, folded, words_of
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.rules import lexicon


class Name(msgspec.Struct, frozen=True, gc=False):
    """What was measured: `text` as printed (blanks collapsed, periods left out), cut out of ``[start, end)``."""

    text: str
    start: int
    end: int


_LONGEST_CLAUSE = 600  # characters; what stands farther before a value does not name it
_MOST_WORDS = 7  # of a comma part that may be a member of a list of nouns
_LONGEST_HOLLOW = 30  # characters
_LONGEST_ITEM = 30  # words of an item of a list
_LONGEST_HEAD = 9  # words between "tỷ lệ" and the comma inside its name
_EDGE = " ,;:.)-+*\"'“”•"
_BACK_EDGE = _EDGE.replace(")", "")


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
    reverse = (word[::-1] for word in folded(lexicon("result_words")["closers"]))
    return re.compile(rf" *(?:{any_of(reverse)})(?= |$)")


@cache
def _closer_ends() -> frozenset[str]:
    return frozenset(closer.rpartition(" ")[2] for closer in _words("closers"))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"{words_of(lexicon('result_words')['heads'])}(?! (?:{spelled('công ty|cục|liên đoàn')})(?!\w))")


def is_headed(name: str, noun: str = "") -> bool:
    """Whether a name begins with a noun of quantity ("Số …", "Tổng công suất …"), or with the given `noun`."""
    words = shadow_of(name)
    return _head().match(words) is not None or (noun != "" and words.startswith(f"{shadow_of(noun)} "))


# A comma part with one of these is a clause, not a member of a list of nouns.
_CLAUSE = pattern(whole_words(lexicon("result_words")["name"]["clause"]))
_VERBAL = pattern(
    r"(?:vượt|đạt|bằng|(?:cao|thấp|lớn|nhỏ) hơn|so với|(?:tăng|giảm)(?= (?:so|nhẹ|mạnh|khá|cao|sâu|dần)(?!\w)|$))(?!\w)"
)
_PREDICATE = pattern(r" (?:vẫn|tiếp tục|đã|đang|được|phục hồi|ổn định|diễn ra|phát triển|luôn|có)(?!\w)")
_TURNS = (" tăng ", " giảm ")
_COMPARED_BEHIND = pattern(r",? (?:tăng|giảm)(?: \w+){0,3} (?:so|hơn)(?: với)? [^,;:]{3,40}$")
_PREPOSITION = pattern(r" ?(?:theo|về|trong|tại|với|do|trên|ở|từ|qua|nhờ|đối với|bên cạnh|cùng với)(?!\w)")
_IS = pattern(
    r" (?:là|nên|như|khiến|do đó|làm cho|trong đó|cho (?:thấy|biết|hay),?|so với [^,;.]{3,30} (?:là|gồm)"
    r"|với(?= (?:tốc độ|mức|tăng trưởng|grdp|gdp|tổng (?:doanh|giá|vốn|mức|diện|kinh)|doanh số)(?!\w)))(?!\w)"
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
    start = max(start, end - _LONGEST_CLAUSE)
    if shadow[start : start + 1] in _LEADS and (part := _PART_LEAD.match(shadow, start, end)):
        start = part.end()
    comma = shadow.rfind(",", start, end)
    end = _peeled_back(shadow, start, end, periods, verb=verb)
    if start >= end or shadow[end - 1] == ",":
        return None
    if not listed or shadow.count(" ", start, end) > _LONGEST_ITEM:
        whole = _OF_PARTS.match(shadow, start, end)
        end = whole.end("whole") if whole else end
        start = _last_clause(shadow, start, end)
    start = _peeled_front(shadow, start, end, periods)
    if comma >= end and (predicate := _PREDICATE.search(shadow, start, end)):
        end = predicate.start()  # "khu vực công nghiệp vẫn giữ vai trò chủ đạo, 6 tháng ước đạt …"
    elif holds_any(shadow[start:end], _TURNS):
        compared = _COMPARED_BEHIND.search(shadow, start, end)
        end = compared.start() if compared else end
    if shadow[start : start + 1] in "nđ" and (raised := _RAISED.match(shadow, start, end)):
        start, end = raised.end(), end - len(_UP) if shadow.endswith(_UP, start, end) else end
    if start >= end or _VERBAL.match(shadow, start, end):
        return None
    kept = _without(text, start, end, periods)
    if len(kept) <= _LONGEST_HOLLOW:
        told = shadow[start:end] if len(kept) == end - start else shadow_of(kept)
        if not told.strip("/|+ ") or told in _hollow():
            return None
    return Name(kept, start, end)


@cache
def _hollow() -> frozenset[str]:
    """The words that name nothing by themselves: subjects, "bình quân", "lũy kế"."""
    return _words("subjects") | _words("hollow")


_RAISED = pattern(r"(?:nâng|đưa) (?=(?:tổng|số|tỷ lệ|diện tích|giá trị|kim ngạch|thu nhập|mức|sản lượng)(?!\w))")
_PART_LEAD = pattern(r"[ ,;]*(?:trong đó|cụ thể|bao gồm)(?: là)?,? (?=\w)")
_CARRIED_OUT, _ONLY, _PAPERS = spelled("thực hiện"), spelled("chỉ"), ("chứng ", "tín ", "địa ")
_LEADS, _NUMBERS_WITH = frozenset(" ,;tcb"), frozenset("(0123456789")  # what these patterns begin with
_UP = spelled(" lên")
_NUMBERED = re.compile(r"\(?[0-9]{1,2}\) (?=[^\W\d])")
_TO = ("đến ", "tính đến ")
_TO_DAY = pattern(r"(?:tính )?đến (?:hết )?(?:ngày )?[0-9]{1,2}[./-][0-9]{1,2}(?![0-9])")  # a day whose year is unknown


def _peeled_front(shadow: str, start: int, end: int, periods: list[Stated]) -> int:
    """Without openers, subjects and periods in front."""
    opener, subject, openings = _opener(), _subject(), _openings()
    if shadow[start : start + 1] in _NUMBERS_WITH and (numbered := _NUMBERED.match(shadow, start, end)):
        start = numbered.end()  # "(1) Tốc độ tăng GRDP"
    while start < end:
        while start < end and shadow[start] in _EDGE:
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
    commas = _commas(shadow, start, end)
    begin = start
    for index in range(len(commas) - 1, -1, -1):
        comma = commas[index]
        before = shadow[commas[index - 1] + 1 if index else start : comma]
        if len(before.split()) > _MOST_WORDS or _CLAUSE.search(before):
            begin = _headed(shadow, commas[index - 1] + 1 if index else start, comma, end)
            break
    link = _last(_IS, shadow, begin, end)
    if link and link.end() < end - 2 and (link.group() != " là" or _head().search(shadow, link.end(), end)):
        return link.end()
    return begin


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
    if _PREPOSITION.match(shadow, start) or _head().search(shadow, comma, end):
        return comma + 1
    opened = _last(_head(), shadow, max(start, comma - 80), comma)
    if opened is None or len(shadow[opened.end() : comma].split()) > _LONGEST_HEAD:
        return comma + 1
    if _FINITE.search(shadow, opened.end(), comma):
        return comma + 1
    return opened.start() - len(_ALL) if shadow.endswith(_ALL, start, opened.start()) else opened.start()


_WITH = pattern(r"[ ;,]*với (?=tổng |số |giá trị )")
_ALL = spelled("tổng ")
_FINITE = pattern(r"(?<!\w)(?:được|đã|đang|tiếp tục|là|đạt)(?!\w)")


def _last(what: re.Pattern[str], shadow: str, start: int, end: int) -> re.Match[str] | None:
    found = list(what.finditer(shadow, start, end))
    return found[-1] if found else None


def _in_brackets(shadow: str, start: int, at: int) -> bool:
    return shadow.count("(", start, at) > shadow.count(")", start, at)


def _without(text: str, start: int, end: int, periods: list[Stated]) -> str:
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
    return kept.lstrip(_EDGE).rstrip(_BACK_EDGE)


_PLACE_WORD = pattern(r"(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn) ")
_CITY_NAMES = frozenset({"TPHCM", "TP.HCM", "Huế"})
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
    start = _peeled_front(shadow, start, min(end, start + _LONGEST_CLAUSE), periods)
    end = min(end, start + 2 * _LONGEST_SUBJECT)
    stop = _ABOUT_END.search(shadow, start, end)
    kept = _TAIL_NUMBER.sub("", text[start : stop.start() if stop else end].strip(_EDGE))
    return "" if _VERBAL.match(shadow, start, end) or len(kept) > _LONGEST_SUBJECT else kept


_LONGEST_SUBJECT = 60
_COUNTED_END = pattern(
    rf"[;.:()]|(?= (?:{'|'.join(lexicon('result_words')['name']['stop'])})(?!\w))"
    r"|(?= (?:chiếm|tăng|giảm|bằng|gấp|vượt|cao hơn|thấp hơn)"
    r"(?: (?:nhẹ|mạnh|khá|thêm|bình quân|gần|hơn|trên|khoảng)){0,2} ?(?:[0-9]|$))"
    r"|,(?= (?!i{1,3}(?!\w)|iv(?!\w)|v(?!\w))|$)|(?= và (?:[0-9]|$))|(?= của (?:[0-9]|$))"
)
_COUNTED_FROM = re.compile(r" ?\((?:tính|từ|số liệu)\b[^()]*\)?| ?\[[0-9]{1,3}\]")
_OF_STARS = pattern(r" [1-5] sao(?!\w)")
_AND = spelled(" và ")
_JOINT_BEHIND = pattern(r"(?: và| với| của| tại| là| cho|,)+ *$")


def counted_name(text: str, shadow: str, start: int, end: int, periods: list[Stated], *, peek: int = 0) -> Name | None:
    """What follows a value and says what it counts: "(1.200 doanh nghiệp) được thành lập mới". `end` bounds it.

    `peek`: characters beyond `end` that may be looked at, to see that a number follows.
    """
    at = start
    if shadow.startswith(_AND, at):
        return None
    if stars := _OF_STARS.match(shadow, at):
        return Name(text[at : stars.end()].strip(), at, stars.end())
    if shadow.startswith(" (", at):
        close = shadow.find(")", at, end)
        if close > 0 and shadow.startswith(" ", close + 1) and not shadow[close + 2 : close + 3].isdigit():
            at = close + 1
    stop = _COUNTED_END.search(shadow, at, end + peek)
    while stop and stop.group() == "," and stop.start() > at and (listed := noun_list(shadow, stop.start(), end)):
        stop = _COUNTED_END.search(shadow, listed, end + peek)
    last = min(stop.start(), end) if stop else end
    joint = _JOINT_BEHIND.search(shadow, at, last)
    last = joint.start() if joint else last
    kept = _without(text, at, last, periods)
    return Name(kept, at, last) if kept else None


@cache
def _noun_list() -> re.Pattern[str]:
    short = lexicon("result_words")["short_nouns"]
    noun = any_of([noun for noun in lexicon("units")["counts"] if " " in noun or noun in short])
    other = spelled("lần lượt|khu vực")
    return re.compile(rf"(?:, ?(?!{other})(?:{noun})(?!\w))+(?: {spelled('và')} (?:{noun})(?!\w))?")


_NEXT_NUMBER = re.compile(r"[ ,]*[0-9]")


def noun_list(shadow: str, at: int, end: int) -> int | None:
    """Where a list of counted nouns that goes on at `at` ends: "21 nghị quyết(, chỉ thị, kế hoạch)"; None: it does not.

    What follows the last noun up to the next mark belongs to it ("xã, phường, thị trấn đạt chuẩn").
    """
    if not shadow.startswith(",", at):
        return None
    found = _noun_list().match(shadow, at, end)
    if found is None or _NEXT_NUMBER.match(shadow, found.end(), end):
        return None
    first = found.group().split(",", 2)[1].lstrip()
    return None if shadow.endswith(first, 0, at) else found.end()  # "19.630 hồ sơ, hồ sơ trả đúng hạn …"


@cache
def _action() -> re.Pattern[str]:
    return re.compile(words_of(lexicon("result_words")["actions"]))


_DONE = pattern(r"(?<!\w)(?:đã|vừa|được)(?!\w)")
_DID = pattern(r"(?<!\w)(?:đã|vừa)(?= \w)")
_NO_DEED = pattern(r" (?:có|làm|khiến|gây|là|bị|qua|rồi|lên|xuống|đạt|thành|ở|tại|trên|hơn|gần|khoảng)(?!\w)")
_LONGEST_WORD, _TITLE_JOINTS = 12, ("và", "-", "&")
_HAPPENED = pattern(r"(?:^|[^\W\d_]) (?P<verb>xảy ra)(?: (?:tại|ở|trên))? *$")
# "huy động mọi nguồn lực làm mới (600 m đường)": with what it was done is not what was done
_MEANS = pattern(
    r"(?<!\w)(?:huy động|tập trung|vận động|dành|lồng ghép)[^,;:()0-9]{1,40}?"
    r"(?:nguồn lực|nguồn vốn|nội lực|sức dân|sức người|kinh phí)(?: để)?(?= \w)"
)
_TOWARDS = pattern(r"(?: (?:cho|với|đối với|tại|của|tới|đến|được|khoảng|có|gồm|ở|trên))+ *$")


def _done_behind(shadow: str, start: int, end: int) -> int | None:
    """Where the deed behind "đã" begins, whatever it is: "đã (trình Quốc hội) 13 dự án"; None when there is none."""
    did = _DID.search(shadow, start, end)
    if did is None or "," in shadow[did.end() : end] or _NO_DEED.match(shadow, did.end()):
        return None
    return did.end() + 1


def _in_title(text: str, at: int) -> bool:
    """Whether the word at `at` belongs to a title: the "Đào tạo" of "Sở Giáo dục và Đào tạo"."""
    if not text[at].isupper():
        return False
    before = text[max(0, at - _LONGEST_WORD) : at].split()
    return bool(before) and (before[-1] in _TITLE_JOINTS or (before[-1][0].isupper() and before[-1][-1].isalpha()))


def past_agency(text: str, shadow: str, start: int, end: int) -> int | None:
    """Where the words behind the agency at `start` begin, which say what it did; None without agency or words.

    "Bộ Công an đối khớp thành công (1.286 hồ sơ)": of agencies as subjects, what they counted stands behind the deed.
    """
    after = agency_at(shadow, start, text)
    if after is None or after >= end or not shadow[after : after + 1].isspace():
        return None
    return after + 1 if shadow[after:end].strip(_EDGE) else None


def deed_before(text: str, shadow: str, start: int, end: int, periods: list[Stated]) -> Name | None:
    """The deed told before a count: "trình HĐND tỉnh ban hành (117 nghị quyết)". None: no verb of doing is there."""
    start = max(start, end - _LONGEST_CLAUSE)
    at = end
    while at > start:
        comma = shadow.rfind(",", start, at)
        at = comma + 1 if comma >= 0 else start
        done = _last(_DONE, shadow, at, end)
        if happened := _HAPPENED.search(shadow, at, end):
            begin = _peeled_front(shadow, at, happened.end(), periods)
            kept = _without(text, begin, happened.start("verb"), periods).removesuffix("đã").rstrip()
            return Name(f"{kept} {text[slice(*happened.span('verb'))]}".lstrip(), begin, end)
        begin = done.end() if done and done.end() < end - 3 else at
        if means := _MEANS.search(shadow, begin, end):
            begin = means.end()
        first = next((act for act in _action().finditer(shadow, begin, end) if not _in_title(text, act.start())), None)
        act_start = first.start() if first else _done_behind(shadow, at, end) if done and begin == done.end() else None
        if act_start is None and comma < 0:
            act_start = past_agency(text, shadow, _peeled_front(shadow, at, end, periods), end)
        if act_start is not None:
            towards = _TOWARDS.search(shadow, act_start, end)
            stop = towards.start() if towards else end
            kept = _without(text, act_start, max(stop, first.end() if first else act_start), periods)
            return Name(kept, act_start, end) if kept else None
        at = comma if comma >= 0 else start
    return None
