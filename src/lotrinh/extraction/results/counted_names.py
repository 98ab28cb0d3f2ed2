"""Names of counts: what follows a value and says what it counts, and the deed told before it.

Reads: text and shadow around a value, `data/result_words.toml`. Writes: `Name` (text and span).

"Công an tỉnh đã xử lý (120 vụ) vi phạm, gian lận thương mại": the noun phrase goes on over commas while nouns follow;
the deed is the verb before the count, a known one or any that "đã" or an agency as subject makes known.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.language.patterns import pattern, spelled
from lotrinh.extraction.language.phrases import any_of, folded, words_of
from lotrinh.extraction.results.name_clauses import CLAUSE
from lotrinh.extraction.results.name_edges import peeled_front, without_periods
from lotrinh.extraction.results.name_words import EDGE, branch, head, last_of
from lotrinh.extraction.results.periods import Stated
from lotrinh.extraction.results.result_names import LONGEST_CLAUSE, Name
from lotrinh.extraction.rules import lexicon

_COUNTED_END = pattern(
    rf"[;.:()…=]|(?<=[^\W\d_])/(?= ?[0-9])|(?= (?:{'|'.join(lexicon('result_words')['name']['stop'])})(?!\w))"
    r"|(?= (?:chiếm|tăng|giảm|bằng|gấp|vượt|cao hơn|thấp hơn)"
    r"(?: (?:nhẹ|mạnh|khá|thêm|bình quân|gần|hơn|trên|khoảng)){0,2} ?(?:[0-9]|$))"
    r"|(?= đạt [0-9][0-9.,]{0,6}% (?:so với )?(?:kế hoạch|kh|dự toán|chỉ tiêu)(?!\w))"
    r"|,(?= (?!i{1,3}(?!\w)|iv(?!\w)|v(?!\w))|$)|(?= của (?:[0-9]|$))"
    r"|(?= và (?:[0-9]|$|hàng (?:chục|trăm|nghìn|ngàn|vạn|triệu)(?!\w)"
    r"|(?:tổng|diện tích|sản lượng|giá trị|doanh thu|số tiền|kim ngạch|năng suất) "
    r"[^.;:,()0-9]{0,60}(?<= )(?:là|đạt|ước|khoảng|trên|gần|hơn) ))"
)
_OF_STARS = pattern(r" [1-5] sao(?!\w)")
_LARGE_AND_SMALL = pattern(r"(?<=lớn), nhỏ(?!\w)")
_AND = spelled(" và ")
_JOINT_BEHIND = pattern(r"(?: và| &| với| của| tại| là| cho| gồm| bao gồm|,)+ *$")


def counted_name(text: str, shadow: str, start: int, end: int, periods: list[Stated], *, peek: int = 0) -> Name | None:
    """What follows a value and says what it counts: "(1.200 doanh nghiệp) được thành lập mới". `end` bounds it.

    `peek`: characters beyond `end` that may be looked at, to see that a number follows.
    """
    at = start
    if shadow.startswith(_AND, at) and not _MORE_WHO.match(shadow, at):
        return None
    if stars := _OF_STARS.match(shadow, at):
        return Name(text[at : stars.end()].strip(), at, stars.end())
    if shadow.startswith(" (", at):
        close = shadow.find(")", at, end)
        if close > 0 and shadow.startswith(" ", close + 1) and not shadow[close + 2 : close + 3].isdigit():
            at = close + 1
    stop = _COUNTED_END.search(shadow, at, end + peek)
    while stop and stop.group() == "," and stop.start() > at:
        sizes = _LARGE_AND_SMALL.match(shadow, stop.start(), end)
        listed = (
            sizes.end()
            if sizes
            else noun_list(shadow, stop.start(), end) or _listed_on(shadow, at, stop.start(), end + peek)
        )
        if listed is None:
            break
        stop = _COUNTED_END.search(shadow, listed, end + peek)
    last = min(stop.start(), end) if stop else end
    joint = _JOINT_BEHIND.search(shadow, at, last)
    last = joint.start() if joint else last
    kept = without_periods(text, at, last, periods)
    return Name(kept, at, last) if kept else None


_MORE_WHO = pattern(r" và (?:học sinh|sinh viên|nhân dân|người dân|phụ huynh|du khách|người lao động|nhân viên)(?!\w)")
_NO_ITEM = pattern(
    r"(?:chủ yếu|nhất là|đặc biệt|lần lượt|tương ứng|toàn|cả|trong|hiện|riêng|nâng|đưa|ước|tỷ|thu|khu vực|ngành)(?!\w)"
)
_WORTH = spelled(" với (?:tổng )?(?:kinh phí|số tiền|giá trị|trị giá|số vốn|nguồn vốn|mức đầu tư)")
_ITEM = re.compile(
    r", ((?:[^\W\d_]+ ){0,3}?[^\W\d_]+)"
    rf"(?: {spelled('bị')} [^.;,:()0-9]{{2,40}})?(?=[.;)…]|, | \(| thuộc | và [^\W\d_]|{_WORTH}|$)"
)


# "có hành vi mua bán(, tàng trữ trái phép chất ma túy)": offences are told at length.
_ILLEGAL = pattern(r"(?<!\w)(?:hành vi|tội|vi phạm)(?!\w)")
_OFFENCE = re.compile(r", ((?:[^\W\d_]+ ){0,8}?[^\W\d_]+)(?=[.;)…]|, |$)")
_CASES = tuple(f" {spelled(noun)}" for noun in (
    "vụ", "vụ việc", "vụ án", "đối tượng", "bị can", "trường hợp", "đường dây", "tụ điểm", "băng nhóm", "ổ nhóm",
))  # fmt: skip
_FORBIDDEN = pattern(r"[^.;:()0-9]*?(?<!\w)(?:trái phép|ma túy|hàng giả|hàng cấm|hàng lậu|pháo nổ)(?!\w)")
_LONGEST_OFFENCE = 160  # characters


def _listed_on(shadow: str, start: int, comma: int, end: int) -> int | None:
    """Where the next item of a list of nouns ends: "đơn khiếu nại(, tố cáo), phản ánh"; None for another clause."""
    illegal = _ILLEGAL.search(shadow, start, comma) or (
        shadow.endswith(_CASES, 0, start) and _FORBIDDEN.search(shadow, comma, min(end, comma + _LONGEST_OFFENCE))
    )
    if (deed := _action().match(shadow, comma + 2)) and deed.end() < end and _ends_in_deed(shadow[start:comma].split()):
        return deed.end()  # "100% các xã đã thành lập(, kiện toàn) tổ công tác"
    item = (_OFFENCE if illegal else _ITEM).match(shadow, comma, end)
    if item is None or CLAUSE.search(item[1]) or head().match(item[1]):
        return None
    if _action().match(item[1]) and not _goes_on_as(item[1], shadow[start:comma].split()):
        return None  # "12 vụ, xử phạt …", but "70 cuộc thanh tra, kiểm tra", "37 thủ tục được sửa đổi, bổ sung"
    return None if _NO_ITEM.match(item[1]) or item.end() == end else item.end()


def _goes_on_as(item: str, before: list[str]) -> bool:
    """Whether verbs of doing alone stand before and behind a comma, or both name a kind of work."""
    if _AS_WORK.search(" ".join(before[-_LONGEST_WORK:])) and _action().fullmatch(item):
        return True  # "số thuế tăng thu qua thanh tra(, kiểm tra)"
    said = " ".join(before[1:] if before[:1] == ["được"] or before[:1] == [_SUFFERED] else before)
    return _action().fullmatch(said) is not None and (
        len(said.split()) == len(before) or _action().fullmatch(item) is not None
    )


def _ends_in_deed(words: list[str]) -> bool:
    """Whether a verb of doing that "đã" opens is all that stands last."""
    did = max((at for at, word in enumerate(words) if word == _HAS_DONE), default=-1)
    return 0 <= did < len(words) - 1 and _action().fullmatch(" ".join(words[did + 1 :])) is not None


_HAS_DONE = spelled("đã")
_SUFFERED = spelled("bị")
_LONGEST_WORK = 4  # words
_AS_WORK = pattern(
    r"(?<!\w)(?:qua|về|sau|công tác|hoạt động|đoàn)"
    r" (?:thanh tra|kiểm tra|giám sát|kiểm toán|đào tạo|bồi dưỡng|rà soát)$"
)


@cache
def _noun_list() -> re.Pattern[str]:
    short = lexicon("result_words")["short_nouns"]
    noun = any_of([noun for noun in lexicon("units")["counts"] if " " in noun or noun in short])
    other = spelled("lần lượt|khu vực|hoạt động (?:trong|tại|ở|theo|trên|với|có)")
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
_DEED_ALONE = pattern(r"(?:.*(?<!\w)(?:đã|vừa|cũng) | *)(?P<deed>[^\W\d_]+(?: [^\W\d_]+){0,2}) *")
_LONGEST_WORD, _TITLE_JOINTS = 12, ("và", "&")
_HAPPENED = pattern(r"(?:^|[^\W\d_]) (?P<verb>xảy ra)(?P<where> (?:tại|ở|trên))? *$")
_CITED = pattern(r"(?<!\w)số [0-9]+/[\w/-]+(?: ngày [0-9/.-]+)?")
_COUNT_BEFORE = re.compile(
    r" [0-9]{1,4} (?!năm|tháng|ngày)[^\W\d_]+(?: [^\W\d_]+){0,2}$"
)  # "trình (19 Luật), 3 nghị quyết"
# "huy động mọi nguồn lực làm mới (600 m đường)": with what it was done is not what was done
_MEANS = pattern(
    r"(?<!\w)(?:huy động|tập trung|vận động|dành|lồng ghép)[^,;:()0-9]{1,40}?"
    r"(?:nguồn lực|nguồn vốn|nội lực|sức dân|sức người|kinh phí)(?: để)?(?= \w)"
)
_GOING_ON = pattern(r"(?<!\w)(?P<how>đang|chưa|không) $")  # "đang hòa giải 5 vụ"
_HARMED = (" làm", " khiến")
# "…, (hiện toàn huyện có thêm) 2 xã đạt chuẩn": what somebody has, nobody has done in the clause before
_HAS_ALONE = pattern(
    r"[ ,]*(?:lũy kế )?(?:(?:(?:tính )?đến |tới )?(?:(?:cuối|hết|đầu|giữa) )?(?:năm|tháng|quý|ngày) "
    r"[0-9][0-9/.-]*(?: năm [0-9]{4})? )?"
    r"(?:(?:hiện|hiện nay|đến nay|nay|toàn|cả|trong đó|cũng|đã|nước|tỉnh|huyện|xã|thành phố|ngành|lũy kế) ){0,4}"
    r"(?:hiện )?(?:có|còn)(?: lại)?(?: thêm| tới| đến| trên| hơn| gần| khoảng){0,2} *"
)
_TOWARDS = pattern(r"(?: (?:cho|với|đối với|tại|của|tới|đến|được|khoảng|có|gồm|ở|trên))+ *$")


def _with_deeds_before(shadow: str, start: int, at: int, act: int) -> int:
    """Where a list of deeds begins whose last one is at `act`: "(tiếp nhận, )khởi tố 33 vụ"."""
    while at > start and not shadow[at:act].strip():
        comma = shadow.rfind(",", start, at - 1)
        before = comma + 1 if comma >= 0 else start
        alone = _DEED_ALONE.fullmatch(shadow, before, at - 1)
        if alone is None or _action().match(alone["deed"]) is None:
            break
        act, at = alone.start("deed"), before
    return act


def _done_behind(shadow: str, start: int, end: int) -> int | None:
    """Where the deed behind "đã" begins, whatever it is: "đã (trình Quốc hội) 13 dự án"; None when there is none."""
    did = _DID.search(shadow, start, end)
    if did is None or "," in shadow[did.end() : end] or _NO_DEED.match(shadow, did.end()):
        return None
    return did.end() + 1


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(words_of(lexicon("result_words")["compounds"]))


def _is_verb(text: str, shadow: str, start: int, act: re.Match[str]) -> bool:
    """Whether a verb of the lexicon is one here, and no part of a title or of another word ("đường giao thông")."""
    if _in_title(text, start, act.start()):
        return False
    if shadow.find(")", act.end(), act.end() + _LONGEST_WORD) > shadow.find("(", act.end(), act.end() + _LONGEST_WORD):
        return False  # "Luật Đất đai (sửa đổi) có (12 điểm mới)"
    around = _compound().search(shadow, max(start, act.start() - _LONGEST_WORD), act.end() + _LONGEST_WORD)
    return around is None or not around.start() <= act.start() < act.end() <= around.end()


def _in_title(text: str, start: int, at: int) -> bool:
    """Whether the word at `at` belongs to a title: the "Đào tạo" of "Sở Giáo dục và Đào tạo"."""
    if not text[at].isupper():
        return False
    before = text[max(start, at - _LONGEST_WORD) : at].split()
    return bool(before) and (before[-1] in _TITLE_JOINTS or (before[-1][0].isupper() and before[-1][-1].isalpha()))


_HAS = folded(["có", "hiện có", "đang có", "gồm", "có thêm"])  # what somebody has, nobody has done


def past_agency(text: str, shadow: str, start: int, end: int) -> int | None:
    """Where the words behind the agency at `start` begin, which say what it did; None without agency or words.

    "Bộ Công an đối khớp thành công (1.286 hồ sơ)": of agencies as subjects, what they counted stands behind the deed.
    """
    after = None if branch().match(shadow, start) else agency_at(shadow, start, text)
    if after is None or after >= end or not shadow[after : after + 1].isspace():
        return None
    told = shadow[after:end].strip(EDGE)
    return after + 1 if told and told not in _HAS else None


def deed_before(text: str, shadow: str, start: int, end: int, periods: list[Stated]) -> Name | None:
    """The deed told before a count: "trình HĐND tỉnh ban hành (117 nghị quyết)". None: no verb of doing is there."""
    start = max(start, end - LONGEST_CLAUSE)
    if shadow[start:end].rstrip().endswith(_HARMED):
        return None  # "xảy ra vụ tai nạn làm (34 người chết)"
    at = end
    while at > start:
        comma = shadow.rfind(",", start, at)
        at = comma + 1 if comma >= 0 else start
        done = last_of(_DONE, shadow, at, end)
        if happened := _HAPPENED.search(shadow, at, end):
            begin = peeled_front(text, shadow, at, happened.end(), periods)
            kept = without_periods(text, begin, happened.start("verb"), periods).removesuffix("đã").rstrip()
            verb = text[slice(*happened.span("verb"))]
            told = f"{verb} {kept}" if happened["where"] else f"{kept} {verb}"
            return Name(told.strip(), begin, end)
        begin = done.end() if done and done.end() < end - 3 else at
        if (cited := last_of(_CITED, shadow, begin, end)) and _action().search(shadow, cited.end(), end):
            begin = cited.end()  # "ban hành Quyết định số 12/QĐ-BYT (công nhận) 2 nền tảng"
        if means := _MEANS.search(shadow, begin, end):
            begin = means.end()
        first = next(
            (act for act in _action().finditer(shadow, begin, end) if _is_verb(text, shadow, begin, act)), None
        )
        act_start = first.start() if first else _done_behind(shadow, at, end) if done and begin == done.end() else None
        if act_start is None and _HAS_ALONE.fullmatch(shadow, at, end):
            return None
        if act_start is None and comma < 0:
            act_start = past_agency(text, shadow, peeled_front(text, shadow, at, end, periods), end)
        if first is not None and shadow[first.end() : end].strip() in _HAS:
            return None  # "ngành xây dựng có (7 doanh nghiệp giải thể)"
        if act_start is not None:
            act_start = _with_deeds_before(shadow, start, at, act_start)
            if going := _GOING_ON.search(shadow, at, act_start):
                act_start = going.start("how")
            towards = _TOWARDS.search(shadow, act_start, end)
            stop = towards.start() if towards else end
            kept = without_periods(text, act_start, max(stop, first.end() if first else act_start), periods)
            kept = _COUNT_BEFORE.sub("", kept) if shadow.endswith(", ", 0, end) else kept
            return Name(kept, act_start, end) if kept else None
        at = comma if comma >= 0 else start
    return None
