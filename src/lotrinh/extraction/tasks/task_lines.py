"""Task lines: what the first words of a line tell about it, before anybody asks who does the work.

Reads: shadow text of one line; `turns` that of all of them. Writes: plain answers; no state.

A line can go on with the one above, tell instead of assign ("Sở X đã …"), be a closing formula, a topic,
or hold several sentences that each give work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import BEGINNINGS
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.verbs import has_verb

_WORDS = lexicon("task_words")
_LINES = _WORDS["lines"]
_CLOSING = _WORDS["closing"]
_GOES_ON = re.compile(rf"(?:{any_of(_CLOSING['goes_on'])})(?!\w)(?! {shadow_of('với')} )(?! {shadow_of('hóa')}(?!\w))")
# "Căn cứ chức năng, nhiệm vụ được giao, ": the powers of whoever has to act, and no ground of the work.
_POWERS = pattern(
    r"(?:căn cứ|theo|trên cơ sở) (?:vào )?chức năng(?:,| và)? nhiệm vụ(?:,?(?: và)? quyền hạn)?"
    r"(?: được (?:giao|phân công)| của (?:đơn vị|ngành|cơ quan|địa phương|mình)(?: mình)?){0,2}"
    r", (?!quyền hạn)(?=[^\W\d_])"
)
_ORDERING = re.compile(
    rf"(?:(?:đặc biệt|ngoài ra|cùng với đó|trước mắt), )?(?:{any_of(_WORDS['ordering'])}) (?:cũng |tiếp tục )?"
)
# "…. Theo đó, UBND thị xã giao cho …": an authority by its name, up to its word of order.
_AUTHORITY = re.compile(
    rf"(?:(?:{any_of(('theo đó', 'ngoài ra'))}),? )?(?:{any_of(_WORDS['superior'])})(?!\w)"
    rf"(?![^.;:,]* {shadow_of('đã')} $)[^.;:,]{{0,50}} $"
)
_LEAD_IN = re.compile(
    rf"(?:{any_of(_CLOSING['goes_on'])})(?:, | (?=(?:{any_of(_WORDS['hand_over'])})(?!\w)))"
    rf"|{shadow_of('riêng')} (?=(?:{any_of(BEGINNINGS)})(?!\w))"
)
_PUT_OFF = rf"{shadow_of('chưa')} (?:{any_of(_LINES['put_off'])})(?! (?:{any_of(_LINES['how_done'])})(?!\w))(?!\w)"
_NOMINAL = re.compile(rf"(?!{_PUT_OFF})(?:[0-9%]|(?:{any_of(_LINES['nominal'])})(?!\w))")
_TELLING = re.compile(rf"[ ,]*(?!có (?:{any_of(_WORDS['having'])})(?!\w))(?:{any_of(_LINES['telling'])})(?!\w)")
# "Doanh nghiệp có dự án … được hưởng ưu đãi": what somebody may have, not what he has to do.
_RIGHTS = pattern(r"[^.;:,]{0,60}? (?:được hưởng|được quyền|được miễn|có quyền)(?!\w)")
_PAST = re.compile(rf"[ ,]*(?:{any_of(_LINES['telling_always'])})(?!\w)")
_ACTOR = re.compile(rf"(?:{any_of(_LINES['actor'])})(?!\w)")
_TOPIC = re.compile(rf"(?:{any_of(_LINES['topic'])})(?!\w)")
_TITLE = pattern(r"(?:[ivx]{1,5} ?\. ?)?tổ chức thực hiện\W*$")
_REPORTS = pattern(
    r"(?:tổng hợp,? |gửi |lập |định kỳ |có )?(?:[^\W\d_]+ ){0,4}?báo cáo [^;]{0,300}?"
    r"(?:trước|chậm nhất|vào) (?:là )?ngày \d"
)
# "Chính phủ ban hành Nghị định …", "… hướng dẫn, tổ chức thực hiện Nghị quyết này": once, not whenever a case comes up.
_ISSUES = pattern(
    r"(?:xây dựng,? )?(?:và )?ban hành "
    r"(?:nghị định|thông tư|quyết định|chỉ thị|nghị quyết|kế hoạch|hướng dẫn|quy chế|văn bản)(?!\w)"
    r"|(?:hướng dẫn|quy định chi tiết)(?:, | và )(?:hướng dẫn |tổ chức )(?:triển khai )?(?:thực hiện|thi hành)(?!\w)"
)
_DATING = pattern(r"\W*(?:hoàn thành|thời gian|thời hạn|xong)(?!\w)")
# "Chậm nhất ngày 30/6/2026 các đơn vị phải xây dựng xong quy trình …"
_LATEST = pattern(r"chậm nhất[^.;]{0,80}? (?:các|những|mọi) [^.;]{2,90}? phải (?!báo cáo|gửi)")
_LONGEST_DATING = 90
_LONGEST_LATEST = 240
_SOURCE = re.compile(r"(?:\([^()]{2,40}\) ?-|\([^\W\d_]{2,6}\)|\([^()\s]{4,30}\.vn\)|[^\W\d_]{2,6} -) ?|[\"“] ?(?=\w)")
_BESIDES = pattern(r"(?:cùng với đó|bên cạnh đó|song song với đó|song song đó|mặt khác|ngoài ra), ")
_BELOW = pattern(
    r"(?:(?:thực hiện|triển khai|tập trung|làm tốt)[^.;:]{0,60}|tổ chức(?: tốt)? (?:một số|các|những)) "
    r"(?:nhiệm vụ|công việc|nội dung|giải pháp|biện pháp|hoạt động|việc)(?: [^.;:]{0,30})? sau(?: đây)? ?:?$"
)
_AHEAD = pattern(r"(?:(?:trong )?(?:kỳ|thời gian|tháng|quý|tuần) (?:tới|tiếp theo)|trong thời gian tới)(?!\w)")
_LEAD_INS = ("", *map(shadow_of, ("đồng thời ", "đồng thời, ", "ngoài ra, ", "- ")))
_GROUPS = tuple(map(shadow_of, ("tổ ", "ban ", "tiểu ban ", "nhóm ", "đoàn ", "hội đồng ")))
_HEADED_BY = pattern(
    r"[^.:]{4,240}? do (?:các )?(?:đồng chí|đ/c|ông|bà) [^.;:]{3,160}? làm (?:tổ trưởng|trưởng|nhóm trưởng|chủ tịch)"
    r"(?: [^\W\d_]+){0,3}\W*$"
)
_ORDINAL = pattern(r"thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?: là)? ?[,:] ?")


class Turn(Enum):
    """What a word in the midst of a line may do: give work to somebody else."""

    HANDS = "hands over"
    OFFICE = "of office"
    ASKS = "asks"


_TURNS = {
    **dict.fromkeys(("giao ", "phân công "), Turn.HANDS),
    **dict.fromkeys(("chủ trì", "có trách nhiệm", "chịu trách nhiệm"), Turn.OFFICE),
    **dict.fromkeys(map(shadow_of, ("yêu cầu ", "đề nghị ", "đối với ")), Turn.ASKS),
}
_HANDED = "- giao "
_CONDITION = "khi "
_TOPICS = tuple(map(shadow_of, ("đối với ", "về ")))
_CASE = pattern(r"(?:trường hợp|nếu|đối với trường hợp) (?:[^.;]|\.(?! )){4,300}? thì ")
_LONGEST_CASE = 400
# "Trường hợp cần ý kiến chuyên môn thì …", "Trường hợp …, (cơ quan chủ trì có trách nhiệm) …": a case of the work.
_CASES = shadow_of("trường hợp ")
_THEN = pattern(r"trường hợp [^.;:]{4,300}? thì ")
_CASE_COMMA = pattern(r"trường hợp [^.;:,]{4,300}, ")
_WHO_CHAIRS = pattern(
    r"(?:cơ quan|đơn vị) (?:chủ trì|được giao|đầu mối|thẩm định)[^.;:,]{0,40}? (?=có trách nhiệm|phải|cần)"
)
_FIRST_WORDS = 20  # characters at the line's start that are its first sentence anyway
_LONGEST_SUBJECT = 130  # characters from the start of a sentence to its words of office


def goes_on(shadow: str, start: int, end: int) -> bool:
    """Whether the line continues the one above ("Đồng thời, …")."""
    return _GOES_ON.match(shadow, start, end) is not None


def has_parts(shadow: str, start: int, end: int) -> bool:
    """Whether a sentence or clause may end within the line, so that others begin behind it: a quick look at marks."""
    return shadow.find(".", start, end - 1) >= 0 or shadow.find(";", start, end - 1) >= 0


def past_topic(shadow: str, start: int, end: int) -> int:
    """Past the topic of "Đối với nội dung …: “…” - giao Cục X …"; `start` when there is none."""
    handed = shadow.find(_HANDED, start, end) if shadow.startswith(_TOPICS, start) else -1
    return handed + 2 if handed >= 0 else start


def past_lead_in(shadow: str, start: int, end: int) -> int:
    """Past "Đồng thời, ", "Trong đó" before "giao" at the line's start; `start` when there is none."""
    found = _LEAD_IN.match(shadow, start, end)
    return found.end() if found else start


def past_powers(shadow: str, start: int, end: int) -> int:
    """Past "Theo chức năng, nhiệm vụ được giao, " at a line's start; else `start`."""
    found = _POWERS.match(shadow, start, end)
    return found.end() if found else start


def past_source(shadow: str, start: int, end: int) -> int:
    """Past the press's name ("(Dân trí) - ", "BHG - ") or a quotation mark at a line's start; else `start`."""
    source = _SOURCE.match(shadow, start, end)
    return source.end() if source else start


def past_besides(shadow: str, start: int, end: int) -> int:
    """Past "Cùng với đó, " at a paragraph's start; else `start`."""
    found = _BESIDES.match(shadow, start, end)
    return found.end() if found else start


def past_ordinal(shadow: str, start: int, end: int) -> int:
    """Past the words that count a paragraph ("Thứ tư, …"); else `start`."""
    ordinal = _ORDINAL.match(shadow, start, end) if shadow.startswith("thứ ", start) else None
    return ordinal.end() if ordinal else start


def is_nominal(shadow: str, start: int) -> bool:
    """Whether the words tell about work ("Việc …", "Trường hợp …", "85% …") rather than being a piece of it."""
    return _NOMINAL.match(shadow, start) is not None


def is_case_of_work(shadow: str, start: int, end: int) -> bool:
    """Whether a case is told and then what is to be done in it: "Trường hợp thiếu thuốc thì báo cáo Sở Y tế"."""
    if not shadow.startswith(_CASES, start):
        return False
    case = _THEN.match(shadow, start, end) or _CASE_COMMA.match(shadow, start, end)
    if case is None:
        return False
    chairs = _WHO_CHAIRS.match(shadow, case.end(), end)
    return has_verb(shadow, chairs.end() if chairs else case.end(), end, sure=True)


def is_condition(shadow: str, start: int) -> bool:
    """Whether a paragraph begins with a case ("Khi …"): below an item it tells how to do that."""
    return shadow.startswith((_CONDITION, _CASES), start)


def is_step(shadow: str, start: int, end: int) -> bool:
    """Whether a paragraph below a piece of work is another one: it begins with a verb, or with whom it is about."""
    return shadow.startswith(_TOPICS[0], start) or has_verb(shadow, start, end, sure=True)


def is_title(shadow: str, start: int, end: int) -> bool:
    """Whether the line is a heading whose typography was lost."""
    return _TITLE.match(shadow, start, end) is not None


def looks_ahead(shadow: str, start: int, end: int) -> bool:
    """Whether a line tells what comes next: "Kỳ tới, các địa phương tập trung chỉ đạo:"."""
    return _AHEAD.match(shadow, start, end) is not None


def introduces_work(shadow: str, start: int, end: int) -> bool:
    """Whether what an agency does is told below: "… tập trung thực hiện một số công việc sau:"."""
    return _BELOW.search(shadow, start, end) is not None


def is_topic(shadow: str, start: int) -> bool:
    """Whether a heading names a matter rather than somebody."""
    return _TOPIC.match(shadow, start) is not None or is_nominal(shadow, start)


def is_actor(shadow: str, start: int) -> bool:
    """Whether a heading names people or a small unit."""
    return _ACTOR.match(shadow, start) is not None


def is_dating(shadow: str, start: int, end: int, *, again: bool) -> bool:
    """Whether the line begins like one that only says until when; `again`: the work above has its day already."""
    if end - start <= _LONGEST_DATING and _DATING.match(shadow, start):
        return True
    return not again and end - start <= _LONGEST_LATEST and _LATEST.match(shadow, start) is not None


def reports_by_day(shadow: str, action: int, end: int) -> bool:
    """Whether the work is a report that is due: "gửi báo cáo … về Sở Nội vụ trước ngày 15/12"."""
    return _REPORTS.match(shadow, action, end) is not None


def issues_act(shadow: str, action: int, end: int) -> bool:
    """Whether among norms something has to be done once: an act to be issued, the document to be carried out."""
    return _ISSUES.match(shadow, action, end) is not None


def tells(shadow: str, position: int, end: int, *, proven: bool) -> bool:
    """Whether what follows an agency tells what it did or is; `proven`: words of office stood before."""
    if _PAST.match(shadow, position, end):
        return True
    if not proven and _RIGHTS.match(shadow, position, end):
        return True
    return not proven and _TELLING.match(shadow, position, end) is not None


def is_group(shadow: str, start: int, end: int) -> bool:
    """Whether the line names a working group and who heads it: "Tổ công tác …, do đồng chí … làm Tổ trưởng"."""
    return shadow.startswith(_GROUPS, start) and _HEADED_BY.match(shadow, start, end) is not None


def turns(prose: Prose) -> dict[int, list[tuple[int, Turn]]]:
    """Line index → every word of the line that may turn to somebody else ("giao", "chủ trì", "yêu cầu"), in order."""
    found: list[tuple[int, Turn]] = []
    for word, turn in _TURNS.items():
        needle = word.rstrip(" ")  # a rarer last letter than the blank makes for longer steps
        at = prose.shadow.find(needle)
        while at >= 0:
            if prose.shadow.startswith(word, at):
                found.append((at, turn))
            at = prose.shadow.find(needle, at + len(needle))
    by_line: dict[int, list[tuple[int, Turn]]] = {}
    for hit in sorted(found):
        by_line.setdefault(prose.line_at(hit[0]).index, []).append(hit)
    return by_line


def asking_starts(shadow: str, start: int, turned: Iterable[tuple[int, Turn]]) -> list[int]:
    """Where a later sentence of a line may ask others: ". Yêu cầu …", ". Với ý nghĩa đó, yêu cầu …".

    `start`: where the line's text begins. `turned`: its `turns`.
    """
    found: set[int] = set()
    for hit, turn in turned:
        if turn is not Turn.ASKS or hit < start + _FIRST_WORDS:
            continue
        earliest = max(start, hit - _LONGEST_SUBJECT)
        mark = shadow.rfind(". ", earliest, hit)
        by_name = max(mark, shadow.rfind("; ", earliest, hit))
        if by_name >= 0 and _AUTHORITY.match(shadow, by_name + 2, hit):
            found.add(by_name + 2)
        elif mark >= 0 and (
            mark + 2 == hit or shadow.startswith(", ", hit - 2) or _ORDERING.match(shadow, mark + 2, hit)
        ):
            found.add(mark + 2)
    return sorted(found)


def _case_before(shadow: str, start: int, hit: int) -> int:
    """Mark before the longer sentence whose case stands first ("Trường hợp … thì Ủy ban nhân dân xã có …"); else -1."""
    mark = shadow.rfind(". ", max(start, hit - _LONGEST_CASE), hit)
    return mark if mark >= 0 and _CASE.match(shadow, mark + 2, hit) else -1


def giving_starts(shadow: str, start: int, turned: Iterable[tuple[int, Turn]]) -> list[int]:
    """Where, after the first, a part of the line may begin that gives work: "…; giao Sở X", "…. Sở Y chủ trì".

    `start`, `turned`: as for `asking_starts`.
    """
    found: set[int] = set()
    for hit, turn in turned:
        if turn is Turn.ASKS or hit < start + _FIRST_WORDS:
            continue
        hands = turn is Turn.HANDS
        earliest = max(start, hit - _LONGEST_SUBJECT - 2)
        mark = max(shadow.rfind("; ", earliest, hit), shadow.rfind(". ", earliest, hit))
        if mark < 0:
            mark = _case_before(shadow, start, hit)
        before = shadow[mark + 2 : hit]
        if mark >= 0 and (before in _LEAD_INS or _AUTHORITY.match(before) if hands else before):
            found.add(mark + 2)
    return sorted(found)
