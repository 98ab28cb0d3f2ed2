"""The clause that names: where it begins among the commas before a value.

Reads: shadow text before a value. Writes: the span of the clause.

A comma may join the parts of one name ("nông, lâm nghiệp và thủy sản") or end a clause: short parts without a verb
are joined.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.extraction.language.patterns import pattern, spelled, whole_words
from lotrinh.extraction.language.phrases import any_of, backwards, folded
from lotrinh.extraction.results.name_words import head, hollow, last_of
from lotrinh.extraction.rules import lexicon

_MOST_WORDS = 7  # of a comma part that may be a member of a list of nouns
_OUTCOME = folded(["kết quả", "trung bình", "bình quân", "tổng cộng", "ước", "hiện", "toàn tỉnh", "cả nước"])
_LONGEST_NOUNS = 18  # words of a name that holds no verb
_LONGEST_ITEM = 30  # words of an item of a list
_LONGEST_HEAD = 9  # words between "tỷ lệ" and the comma inside its name
# A comma part with one of these is a clause, not a member of a list of nouns.
CLAUSE = pattern(whole_words(lexicon("result_words")["name"]["clause"]))
MANNERS = r"(?:khá|mạnh|cao|nhẹ|nhanh|sâu|đáng kể|thấp|tốt|ổn định|trở lại)"
_STATED = pattern(rf" (?:đạt|tăng|giảm)(?: trưởng)?(?: {MANNERS}){{1,2}}$")
_PREPOSITION = pattern(
    r" ?(?:theo|về|xét (?:về|theo|trên)|trong|tại|với|do|trên|ở|từ|qua|nhờ|bằng|đối với|bên cạnh|cùng với"
    r"|song song với)(?!\w)"
)
_IS = pattern(
    r" (?:(?:vẫn|đều|cũng|chính) là|là|nên|như|khiến|do đó|làm cho|trong đó|cho (?:thấy|biết|hay),?"
    r"|so với [^,;.]{3,30} (?:là|gồm)"
    r"|(?:nhất|đặc biệt|đáng chú ý) là|(?:chủ yếu|phần lớn|chính) (?:là )?(?:do|từ)(?! đó)"
    r"|thì(?= (?:tổng|số|tỷ lệ|sản lượng|giá trị|diện tích|kim ngạch|doanh thu|thu|chi)(?!\w))"
    r"|(?:nhưng(?: vẫn có| có)?|(?:cũng|đều) có)"
    r"(?= (?:số|tổng|lượng|kim ngạch|tỷ lệ|doanh|lợi nhuận|giá|trị giá)(?!\w))"
    r"|(?<!so )với(?= (?:tốc độ|mức|tăng trưởng|grdp|gdp|tổng (?:doanh|giá|vốn|mức|diện|kinh|trị|số)|doanh số|doanh thu"
    r"|kim ngạch|sản lượng|diện tích|giá trị|số (?:vốn|tiền|lượng))(?!\w)))(?!\w)"
)
# "Tổng vốn đầu tư bao gồm vốn cấp mới, vốn điều chỉnh và vốn góp đạt (14 tỷ USD)"
_CONCEDED = pattern(
    r"[ ,]*(?:mặc dù|dù|tuy)(?!\w)[^;:()]{1,200}? (?:nhưng|song)(?: vẫn)? "
)  # "Dù …, nhưng (thu ngân sách)"
_OF_PARTS = pattern(
    r"[ ,]*(?:ngoài ra, |bên cạnh đó, )?(?P<whole>(?:tổng|số)(?: [^\s,;:()]+){1,16}?) bao gồm (?=[^;:()]*,)"
)


def naming_clause(shadow: str, start: int, end: int, *, listed: bool) -> tuple[int, int]:
    """The clause at the end of ``[start, end)`` that names; the commas of a `listed` item are all its own."""
    if conceded := _CONCEDED.match(shadow, start, end):
        start = conceded.end()
    listed = listed and _PREPOSITION.match(shadow, start) is None
    if listed and shadow.count(" ", start, end) <= _LONGEST_ITEM:
        commas = _commas(shadow, start, end)
        anew = commas and (_names_anew(shadow, start, commas[-1]) or _is_told_of(shadow, start, commas[-1]))
        return (commas[-1] + 1 if anew else start), end
    if shadow.endswith(";", 0, start) and _is_all_nouns(shadow, start, end):
        return start, end
    whole = _OF_PARTS.match(shadow, start, end)
    end = whole.end("whole") if whole else end
    return _last_clause(shadow, start, end), end


def _is_all_nouns(shadow: str, start: int, end: int) -> bool:
    """Whether an item behind a semicolon is one name with commas: "; cung cấp nước, quản lý và xử lý rác thải"."""
    commas = _commas(shadow, start, end)
    if not commas or shadow.count(" ", start, end) > _LONGEST_NOUNS or CLAUSE.search(shadow, start, end):
        return False
    if shadow[commas[-1] + 1 : end].strip() in _OUTCOME:
        return False  # "; tham gia hội thi cấp tỉnh, kết quả đạt 2 giải"
    return not (_names_anew(shadow, start, commas[-1]) or _PREPOSITION.match(shadow, start))


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
    if link and shadow[link.end() : end].strip() in hollow():
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
    if shadow.startswith(_SECOND_TWINS, comma + 2):
        twins = _TWINS.search(shadow, max(start, comma - _LONGEST_NOUN), comma + _LONGEST_NOUN)
        if twins is not None and twins.start() < comma < twins.end():
            return True
    ends, begins = _noun_pair()
    if not begins.match(shadow, comma):
        return False
    return ends.match(shadow[max(start, comma - _LONGEST_NOUN) : comma][::-1]) is not None


_LONGEST_NOUN = 24
# Names of branches that are printed with a comma wherever they stand.
_SECOND_TWINS = tuple(folded([
    "lâm", "thủy", "ngư", "diêm", "chế tạo", "nước", "hơi", "nhiên", "vật", "thuốc", "ăn uống", "kho", "bò", "gia cầm",
    "dụng cụ", "thể thao", "giải trí", "thiết bị", "sản phẩm", "máy", "dịch vụ", "xây dựng",
]))  # fmt: skip
_TWINS = pattern(
    r"(?<!\w)(?:nông(?: nghiệp)?, lâm|lâm(?: nghiệp)?, (?:thủy|ngư|diêm)|chế biến, chế tạo|khí đốt, (?:nước|hơi)"
    r"|nước nóng, hơi nước|nguyên liệu, nhiên liệu|nhiên liệu, vật liệu|rác thải, nước thải|đồ uống, thuốc lá"
    r"|lưu trú, ăn uống|vận tải, kho bãi|trâu, bò|gia súc, gia cầm|đồ dùng, dụng cụ|văn hóa, (?:thể thao|giải trí)"
    r"|thương mại, dịch vụ|du lịch, dịch vụ|công nghiệp, (?:xây dựng|dịch vụ)"
    r"|máy móc, thiết bị|máy vi tính, sản phẩm|gỗ, sản phẩm|điện tử, máy)(?!\w)"
)


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


def _in_brackets(shadow: str, start: int, at: int) -> bool:
    return shadow.count("(", start, at) > shadow.count(")", start, at)
