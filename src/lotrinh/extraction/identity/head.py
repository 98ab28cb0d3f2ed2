"""The head of a document: its lines before the first recital or numbered paragraph.

Reads: `Prose`. Writes: lines, and the parts of lines that a converter ran together.

Letterheads stand in two columns, so that a converter may print both on one line ("TỈNH HẬU GIANG Độc lập - Tự do -
Hạnh phúc"), number, place and subject on the next ("Số: 12/UBND-TH Vị Thanh, ngày 6/4/2011 V/v …"), or all the
document on one. Motto, number, date, kind and subject are regular enough to cut such a line where they begin; every
part is a `Line` with the index of the whole.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import msgspec

from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.kinds import LONGEST_KIND, kinds, kinds_by_words
from lotrinh.extraction.references.signs import find_signs
from lotrinh.reading.document import BlockKind

HEAD_LINES = 60  # the letterhead, and what sites put above it, ends here at the latest
RECITAL = re.compile(
    r" *[-*+]? ?(?:c[aă]n c[ưứ]|xét |theo (?:đề nghị|tờ trình)|tr[êé]n c[oơ] s[oơởò]|thực hiện |"
    r"sau khi xem xét|thi hành |để (?:triển khai|thực hiện)|nhằm |kính gửi|điều 1)"
)
_NUMBERED = re.compile(r" *(?:[ivx]{1,4}|[0-9]{1,2}) ?[.)] ?[^\W\d]")
_MARK = re.compile(r" *(?:\(?[0-9]{1,2}[.)]|[-•>]) ?(?=[^\W\d])")
_LONGEST = 1_200  # characters of a line that a head may take
_MOTTOES = (
    r"c[ộo]ng h[òo]a x[ãa] h[ộo]i ch[ủu] ngh[ĩi]a vi[ệe]t nam",
    r"độc lập ?-? ?tự do ?-? ?hạnh phúc",
    r"đảng cộng sản việt nam",
)
MOTTO = re.compile("|".join(_MOTTOES))
_OF_STATE = re.compile("|".join(_MOTTOES[:2]))
_ANCHOR = re.compile(
    rf"(?P<motto>{MOTTO.pattern})|(?P<number>s(?<!\ws)[ốô] ?: ?)|(?P<date>, ?ngày )"
    r"|(?P<about>v(?<!\wv)/ ?v(?!\w))|(?P<addressed>kính gửi)"
)
_LONGEST_PLACE = 5  # words: "Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"
_LONGEST_DATE = 70
_PLAIN = " *_-–—|.=~"  # what stands between the parts


def head_of(prose: Prose) -> tuple[Line, ...]:
    """The lines before the body, cut where several ran together."""
    head: list[Line] = []
    for line in prose.lines[:HEAD_LINES]:
        if line.kind is BlockKind.FURNITURE or line.end == line.start:
            continue
        for part in parts_of_line(prose, line):
            if _is_body(prose, part):
                return tuple(head)
            head.append(part)
    return tuple(head)


def is_motto(shade: str) -> bool:
    """Whether the motto of the state or the Party's name stands in `shade`."""
    return MOTTO.search(shade) is not None


def is_state_motto(shade: str) -> bool:
    """Whether the motto of the state stands in `shade`; the Party's name alone may stand in any heading."""
    return _OF_STATE.search(shade) is not None


def is_recital(prose: Prose, line: Line) -> bool:
    """Whether the body begins here ("Căn cứ …", "Thực hiện …"); a title in capitals may begin alike."""
    if RECITAL.match(prose.shadow, line.start, line.end) is None:
        return False
    return not prose.text[line.start : min(line.start + 30, line.end)].isupper()


def _is_body(prose: Prose, line: Line) -> bool:
    return line.kind is not BlockKind.CELL and (
        is_recital(prose, line) or _NUMBERED.match(prose.shadow, line.start, line.end) is not None
    )


def parts_of_line(prose: Prose, line: Line) -> tuple[Line, ...]:
    """The line itself, or what a converter ran together on it: issuer, motto, number, date, kind, the rest."""
    if line.kind is BlockKind.CELL:
        return (line,)
    limit = min(line.end, line.start + _LONGEST)
    cuts = _cuts(prose, line.start, limit)
    if not cuts:
        return (line,)
    mark = _MARK.match(prose.shadow, line.start, limit)
    edges = [mark.end() if mark else line.start, *cuts, line.end]
    parts = (_trimmed(prose, line, *edge) for edge in pairwise(edges))
    return tuple(part for part in parts if part.end > part.start)


def _trimmed(prose: Prose, line: Line, start: int, end: int) -> Line:
    while start < end and (prose.text[start] in _PLAIN or prose.text[start] == ","):
        start += 1
    while end > start and prose.text[end - 1] in _PLAIN:
        end -= 1
    return msgspec.structs.replace(line, start=start, end=end)


def _cuts(prose: Prose, start: int, limit: int) -> list[int]:
    """Where the parts of a line begin behind its start, in order. Each part lets only certain others follow it."""
    cuts: list[int] = []
    told = ""  # the last part that was recognised
    behind = start  # where it ended
    for anchor in _ANCHOR.finditer(prose.shadow, start, limit):
        at = anchor.start()
        if at < behind:
            continue
        between = prose.text[behind:at].strip(_PLAIN)
        if anchor.lastgroup == "motto":
            if told not in ("", "motto") or (between and not between.isupper()):
                continue
            cuts += [at, anchor.end()]
            behind = anchor.end()
        elif anchor.lastgroup == "number":
            if told not in ("", "motto") or (between and not between.isupper()):
                continue
            sign = next(iter(find_signs(prose, at, min(limit, anchor.end() + 40))), None)
            cuts.append(at)
            behind = sign.end if sign else anchor.end()
        elif anchor.lastgroup == "date":
            place = _place_before(prose, behind, at)
            date = parse_date(prose.shadow, anchor.end() - len("ngày "))
            if told not in ("motto", "number") or place is None or date is None or date.end > limit:
                continue
            cuts += [place, date.end, *_kind_behind(prose, date.end, limit)]
            behind = date.end
        elif told in ("number", "date") and (not between or _is_unread_date(between)):
            cuts.append(at)
            behind = anchor.end()
        else:
            continue
        told = anchor.lastgroup or ""
    return sorted({cut for cut in cuts if start < cut < limit})


def _is_unread_date(printed: str) -> bool:
    """Whether a scan spoilt the date that stands here: "Hà Nội, ngày C4 tháng 3 năm 2023"."""
    return len(printed) <= _LONGEST_DATE and "ngày" in printed and "năm" in printed


def _place_before(prose: Prose, start: int, end: int) -> int | None:
    """Where the capitalised words before a date begin; None when there are none."""
    begin = end
    for _ in range(_LONGEST_PLACE):
        at = max(prose.text.rfind(" ", start, begin), start - 1) + 1
        word = prose.text[at:begin].strip(" ")
        if not (word[:1].isupper() or word in ("-", "–")) or word.endswith(":"):
            break
        begin = at - 1
        if begin <= start:
            break
    begin = max(begin, start)
    return begin if prose.text[begin:end].strip(" ") else None


def _kind_behind(prose: Prose, start: int, limit: int) -> list[int]:
    """Where a kind in capitals right behind the date ends."""
    begin = start + len(prose.text[start:limit]) - len(prose.text[start:limit].lstrip(_PLAIN))
    words = prose.text[begin : begin + 60].split(" ")
    for size in range(min(LONGEST_KIND, len(words)), 0, -1):
        name = " ".join(words[:size])
        if name.isupper() and prose.shadow[begin : begin + len(name)] in _titled_kinds():
            return [begin, begin + len(name)]
    return []


@cache
def _titled_kinds() -> frozenset[str]:
    bodies = {kind.name for kind in kinds() if kind.body}
    return frozenset(word for word, kind in kinds_by_words().items() if kind.name in bodies and len(word) > 4)
