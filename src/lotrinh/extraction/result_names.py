"""Names of reported figures: the noun phrase that says what was measured.

Reads: text and shadow around a value, `data/result_words.toml`. Writes: `Name` (text and span).

A figure is named before it ("Thu nội địa ước đạt 2.954 tỷ đồng") or after it ("1.200 doanh nghiệp được thành lập
mới"). In front of the name stand openers ("trong đó", "tính chung chín tháng năm 2025,"), clauses of their own and
subjects ("toàn tỉnh"); they are peeled off. A comma may join the parts of one name ("nông, lâm nghiệp và thủy sản")
or end a clause: short parts without a verb are joined.

Names: Name, name_before, counted_name, action_before.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.extraction.patterns import pattern, spelled
from lotrinh.extraction.periods import Stated
from lotrinh.extraction.phrases import any_of, folded
from lotrinh.extraction.rules import lexicon


class Name(msgspec.Struct, frozen=True, gc=False):
    """What was measured: `text` as printed (blanks collapsed), cut out of ``[start, end)``."""

    text: str
    start: int
    end: int


@cache
def _words(kind: str) -> frozenset[str]:
    return folded(lexicon("result_words")[kind])


@cache
def _opener() -> re.Pattern[str]:
    words = [*lexicon("result_words")["openers"]]
    return re.compile(rf"(?:{any_of(words)})(?:(?=[,:])[,:] ?| |$)")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of(lexicon('result_words')['subjects'])})(?: (?:{spelled('hiện nay|hiện|mới|đã|cũng|ước|ước tính')}))*"
        rf"(?: {spelled('có')}(?: {spelled('khoảng|thêm')})?)?(?=$|[ ,])[ ,]*"
    )


@cache
def _closer() -> re.Pattern[str]:
    reverse = (word[::-1] for word in folded(lexicon("result_words")["closers"]))
    return re.compile(rf" *(?:{any_of(reverse)})(?= |$)")


# A comma part with one of these is a clause, not a member of a list of nouns.
_CLAUSE = pattern(
    r"(?<!\w)(?:được|đã|đang|sẽ|là|tiếp tục|nhằm|để|do|nên|như|khi|nếu|tuy|song|nhưng|theo|với|trong|về|đối với|tại|nhờ|từ|so với"
    r"|cùng|đạt|tăng|giảm|không|phát triển|duy trì|diễn ra|góp phần|có|bị|vượt|qua|trên)(?!\w)"
)
_LINKED = pattern(r"(?<!\w)(?:và|các loại|khác)(?!\w)")
_MOST_WORDS = 7
_SPACES = re.compile(r"\s+")


def name_before(
    text: str, shadow: str, start: int, end: int, periods: list[Stated]
) -> Name | None:
    """The name that ends at `end` (where verb or value begins); nothing before `start` belongs to it. None: no name."""
    start, end = _peeled(shadow, start, end, periods)
    start = _last_clause(shadow, start, end)
    start, end = _peeled(shadow, start, end, periods)
    if start >= end:
        return None
    kept = _without(text, start, end, periods)
    return Name(kept, start, end) if kept and not _is_subject(kept) else None


def _is_subject(name: str) -> bool:
    return bool(_words("subjects") & folded((name,)))


def _peeled(shadow: str, start: int, end: int, periods: list[Stated]) -> tuple[int, int]:
    """Without openers, subjects and periods in front, closers and periods behind."""
    opener, subject, closer = _opener(), _subject(), _closer()
    while start < end:
        while start < end and shadow[start] in " ,;:.()-+*\"'":
            start += 1
        period = next((p for p in periods if p.start <= start < p.end and p.end <= end), None)
        if period is not None:
            start = period.end
            continue
        found = opener.match(shadow, start, end) or subject.match(shadow, start, end)
        if found is None or found.end() == start:
            break
        start = found.end()
    while start < end:
        while start < end and shadow[end - 1] in " ,;:(-":
            end -= 1
        period = next((p for p in periods if p.start < end <= p.end and p.start >= start), None)
        if period is not None:
            end = period.start
            continue
        found = closer.match(shadow[max(start, end - 24) : end][::-1])
        if found is None or found.end() == 0:
            break
        end -= found.end()
    return start, end


def _last_clause(shadow: str, start: int, end: int) -> int:
    """Where the last clause of ``[start, end)`` begins, the members of a list of nouns kept together."""
    commas = [i for i in range(start, end) if shadow[i] == "," and not _inside_brackets(shadow, start, i)]
    at = end
    for comma in reversed(commas):
        member = shadow[comma + 1 : at]
        before = shadow[commas[commas.index(comma) - 1] + 1 if comma != commas[0] else start : comma]
        if not _joins(before, shadow[comma + 1 : end], member):
            return comma + 1
        at = comma
    return start


def _inside_brackets(shadow: str, start: int, at: int) -> bool:
    return shadow.count("(", start, at) > shadow.count(")", start, at)


def _joins(before: str, rest: str, member: str) -> bool:
    """Whether `before` and the comma part after it name one thing together."""
    if len(before.split()) > _MOST_WORDS or _CLAUSE.search(before):
        return False
    return _CLAUSE.match(member.strip()) is not None or True


def _without(text: str, start: int, end: int, periods: list[Stated]) -> str:
    """``text[start:end]`` without the periods mentioned inside."""
    parts, at = [], start
    for period in periods:
        if start < period.start and period.end <= end:
            parts.append(text[at : period.start])
            at = period.end
    parts.append(text[at:end])
    kept = _SPACES.sub(" ", " ".join(parts)).replace("( )", "").replace("()", "")
    return kept.strip(" ,;:.-")


_FOLLOWING_END = pattern(
    r"[;.:(]|(?= (?:với|tại|so với|trong đó|nhằm|để|trong (?:năm|tháng|kỳ|quý|đó)|từ ngày|trên địa bàn|nhân dịp|đề ra|theo đúng|góp phần"
    r"|tạo|lần lượt|tương ứng|tương đương|chiếm|tăng|giảm|bằng|đạt (?=[0-9])|gấp|vượt)(?!\w))|(?<=[^0-9]), | và (?=[0-9])|,$| của (?=[0-9])"
)


def counted_name(
    text: str, shadow: str, start: int, end: int, periods: list[Stated]
) -> Name | None:
    """What follows a value and says what it counts: "(1.200 doanh nghiệp) được thành lập mới". `end` bounds it."""
    at = start
    if shadow.startswith(" (", at):
        close = shadow.find(")", at, end)
        if close > 0 and shadow.startswith(" ", close + 1) and not shadow[close + 2 : close + 3].isdigit():
            at = close + 1
    stop = _FOLLOWING_END.search(shadow, at, end)
    last = stop.start() if stop else end
    kept = _without(text, at, last, periods)
    return Name(kept, at, at + len(text[at:last].rstrip())) if kept else None


@cache
def _action() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(lexicon('result_words')['actions'])})(?!\w)")


_DONE = pattern(r"(?<!\w)đã(?!\w)")


def action_before(text: str, shadow: str, start: int, end: int, periods: list[Stated]) -> Name | None:
    """The deed told before a count: "trình HĐND tỉnh ban hành (117 nghị quyết)". None when no verb of doing is there."""
    start, _ = _peeled(shadow, start, end, periods)
    done = None
    for done in _DONE.finditer(shadow, start, end):
        pass
    first = _action().search(shadow, done.end() if done else start, end)
    if first is None:
        return None
    kept = _without(text, first.start(), end, periods)
    return Name(kept, first.start(), end) if kept else None
