"""Kind and title: what a document calls itself.

Reads: `Prose`, head lines. Writes: `Title`.

The kind stands alone in capitals above the title ("KẾ HOẠCH"), or opens it ("Quyết định về việc …"); a
letter has neither and begins "V/v …". The title (trích yếu) runs over several lines, up to the issuer
or the first recital. Pages of law sites may have lost both and keep them in their own heading.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.identity.head import is_recital
from lotrinh.extraction.identity.issuers import is_session, parts_of, session_end
from lotrinh.extraction.identity.kinds import LONGEST_KIND, Kind, kinds, kinds_by_words
from lotrinh.extraction.identity.letterhead import ENCLOSED, Field
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import BEGINS_TITLE, end_in_capitals, issuance_at
from lotrinh.extraction.references.signs import NUMBER_WORD, find_signs
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.structure.markers import Marker
from lotrinh.reading.document import BlockKind

_FULL_LINE = 40  # characters from which a line was broken because it was full
_PLACES = tuple(map(shadow, ("tỉnh ", "thành phố ", "huyện ", "quận ", "thị xã ")))
_LONGEST_TITLE = 700
# The body behind is a part of the title.
_GOVERNING = (" của", " và", " do", " cho", " giữa", " với", " trình", " thuộc", ",")
# Words that no title ends with.
_UNFINISHED = (
    " của", " và", " do", " cho", " giữa", " với", " thuộc", ",", " trong", " về", " tại", " theo", " các", " những",
    " trên", " một số", " đối với", " đến", " từ", " bởi", " để",
)  # fmt: skip
_QUOTES = frozenset('“"„')
_LONGEST_PLAIN = 400
_ISSUER_WORDS = 12
_FEWEST_WORDS = 4
_OPENING_LINES = 3
_SUBJECT = ("về việc ", "v/v ")
_LETTER_LINES = 4
_LONGEST_SUBJECT_LINE = 120
_ABOUT = re.compile(r" *\(?(?:v/ ?v|v\.v|vw|v/v:)(?!\w)")
_SITE_HEADING = re.compile(
    r"(?P<kind>[^\W\d]+(?: [^\W\d]+){0,3}) (?P<number>[0-9]\S*)(?: năm [0-9]{4}| ngày [0-9/]{6,10})?"
    r"(?: của [^,;]{4,80}(?= (?:về|quy định|ban hành|phê duyệt|hướng dẫn) ))? (?P<title>.+?)"
    r"(?: do .{3,60} ban hành)?$"
)
_OF = re.compile(r" của ")
_BY = re.compile(r",? (?:được )?(?:ban hành )?(?:bởi|do) ")
_OF_FIRST = re.compile(r" ?của ")
_NUMBER_BEHIND = re.compile(r" *(?:SỐ|Số|số)? ?:? *$")
_NUMBERED = re.compile(r",? s[ốô] ?:?")
_ABOUT_LATER = re.compile(r"(?<!\w)(?:về|v/v)(?!\w)")
_REPORTS = pattern(r" (?:đạt|tăng|giảm|có|còn|là|ước|bằng)(?: (?:khoảng|trên|hơn|gần))? [0-9]|\([0-9][0-9,.]* ?%")
_TELLS = pattern(r"(?<!\w)(?:cho thấy|cho biết|cho hay|nêu rõ|khẳng định)(?!\w)")
_ADDRESSED = re.compile(r" *\W{0,3}(?:kính )?gửi ?:|.*[, ]điện ?:$")


class Title(msgspec.Struct, frozen=True):
    """Kind and title as fields; `kind_line`, `title_line`: where they stand (-1: nowhere).

    `issuer`: the body named between them ("Nghị quyết của Quốc hội …").
    """

    kind: Field | None
    title: Field | None
    kind_line: int = -1
    title_line: int = -1
    issuer: Field | None = None


@cache
def _kinds_folded() -> dict[str, Kind]:
    return {
        fold(name): kind
        for kind in kinds()
        if kind.body
        for name in (kind.name, *kind.aliases)
        if len(name) > 3 and not name.isupper()
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in _kinds_folded())


def title_of(prose: Prose, head: tuple[Line, ...], markers: list[Marker | None], symbol: Kind | None = None) -> Title:
    """Kind and title from the head of a document; both None when it bears no kind.

    `symbol`: the kind its number speaks of. A sentence that happens to open with another is no title.
    """
    for line in head:
        found = _kind_line(prose, line)
        if found is not None:
            kind, rest = found
            return _titled(prose, line, kind, rest, markers, _behind(head, line))
    for place, line in enumerate(head):
        opening = _opening_kind(prose, line)
        if opening is None or (symbol is not None and set(symbol.symbols).isdisjoint(opening[0].symbols)):
            continue
        sure = symbol is not None or opening[1] == line.end or prose.text[line.start : opening[1]].isupper()
        if sure or place < _OPENING_LINES:
            return _opened(prose, line, *opening, markers)
    return _letter(prose, head)


def _kind_line(prose: Prose, line: Line) -> tuple[Kind, int] | None:
    """The kind a line consists of, or ends with where a scan ran lines together; and where it ends."""
    printed = prose.text[line.start : line.end]
    if line.kind is BlockKind.CELL or len(printed) > 160:
        return None
    if len(printed) < 60 and (printed.isupper() or line.kind is BlockKind.HEADING):
        alone = _kinds_folded().get(fold(printed))
        if alone is not None:
            return alone, line.end
    if (again := _kind_and_number(prose, line)) is not None:
        return again, line.end
    words = printed.rstrip(" .:*").split(" ")
    if not " ".join(words[-2:]).isupper():
        return None
    shade = prose.shadow[line.start : line.end]
    cut = line.start > prose.lines[line.index].start
    if not (cut or "hạnh phúc" in shade or "ngày" in shade or "việt nam" in shade or len(printed) < 40):
        return None
    for size in range(min(LONGEST_KIND, len(words) - 1), 1, -1):
        tail = " ".join(words[-size:])
        if tail.isupper() and fold(tail) in _kinds_folded():
            return _kinds_folded()[fold(tail)], line.end
    return None


def _kind_and_number(prose: Prose, line: Line) -> Kind | None:
    """The kind of a line that tells the document's number once more: "QUYẾT ĐỊNH 16/QĐ-TTg" below "Số: 16/QĐ-TTg"."""
    sign = next(iter(find_signs(prose, line.start, line.end)), None)
    if sign is None or sign.end != line.end or sign.number not in prose.text[: line.start]:
        return None
    before = _NUMBER_BEHIND.sub("", prose.text[line.start : sign.start])
    return _kinds_folded().get(fold(before)) if before.isupper() else None


def _opening_kind(prose: Prose, line: Line) -> tuple[Kind, int] | None:
    """The kind that opens a title: "Quyết định về việc …", "KẾ HOẠCH Kiểm tra …"."""
    if line.kind is BlockKind.CELL or line.end - line.start > _LONGEST_TITLE:
        return None
    words = prose.text[line.start : min(line.end, line.start + 60)].split(" ")
    if fold(words[0]) not in _first_words():
        return None
    if prose.text[line.end - 1] == "." and _TELLS.search(prose.shadow, line.start, line.end):
        return None  # "Báo cáo của Bộ Tài chính cho thấy, …": a sentence about one
    for size in range(min(LONGEST_KIND, len(words)), 0, -1):
        kind = _kinds_folded().get(fold(" ".join(words[:size])))
        if kind is None or len(kind.name.split()) != size or not words[0][:1].isalpha():
            continue
        after = line.start + len(" ".join(words[:size]))
        numbered = prose.text[after + 1 : after + 2].isdecimal() or prose.shadow.startswith(" số", after)
        return None if numbered else (kind, after)
    return None


def _opened(prose: Prose, line: Line, kind: Kind, rest: int, markers: list[Marker | None]) -> Title:
    """The title behind the kind on its line; below it where the line goes on with the issuer ("… của Chính phủ")."""
    of = _OF.match(prose.shadow, rest, line.end)
    issuer = _body_end(prose, of.end(), line.end) if of else None
    by: Field | None = None
    if of is not None and issuer is not None:
        by = Field(prose.text[of.end() : issuer], of.end(), issuer, "document.opening")
        issuer = session_end(prose, issuer, line.end)
        about = _ABOUT_LATER.search(prose.shadow, issuer, line.end)
        rest = about.start() if about else issuer
        few = prose.text.count(" ", issuer, line.end) < _FEWEST_WORDS  # nothing, or the rest of the issuer's name
        if about is None and (few or _NUMBERED.match(prose.shadow, issuer, line.end)):
            return msgspec.structs.replace(_titled(prose, line, kind, issuer, markers), issuer=by)
    end = _capitals_end(prose, line)
    title = prose.text[rest:end].strip(" .*:")
    if not title:
        return _titled(prose, line, kind, rest, markers)
    start = rest + len(prose.text[rest:end]) - len(prose.text[rest:end].lstrip(" .*:"))
    field = Field(title, start, end, "document.opening")
    return Title(Field(kind.name, line.start, rest, "document.opening"), field, line.index, line.index, by)


def _letters(prose: Prose, start: int, end: int) -> str:
    return fold(prose.text[start:end]).replace(" ", "")


def _body_end(prose: Prose, position: int, limit: int) -> int | None:
    """Where the body named at `position` ends, in capitals or not."""
    capitals = prose.text[position : position + 20].isupper()
    if capitals:
        end = end_in_capitals(prose.shadow, position)
    else:
        end = agency_at(prose.shadow, position, prose.text) or agency_at(prose.shadow, position)
    return end if end is not None and end <= limit else None


def _behind_own_name(prose: Prose, start: int, end: int) -> int:
    """Where a title begins below its kind, behind issuer, number and date: "CỦA CHÍNH PHỦ SỐ 94/CP NGÀY 17/11 …"."""
    of = _OF_FIRST.match(prose.shadow, start, end)
    body = _body_end(prose, of.end(), end) if of else None
    if body is None:
        return start
    sign = next(iter(find_signs(prose, body, end)), None) if _NUMBERED.match(prose.shadow, body, end) else None
    if sign is not None:
        return issuance_at(prose, sign.end, end).end
    told = BEGINS_TITLE.match(prose.shadow, body, end) or _ABOUT.match(prose.shadow, body, end)
    return body if told or not prose.text[body:end].strip(" .:") else start


def _behind(head: tuple[Line, ...], line: Line) -> tuple[Line, ...]:
    """What ran together with a part of the head behind it."""
    return tuple(part for part in head if part.index == line.index and part.start >= line.end)


def _titled(
    prose: Prose, line: Line, kind: Kind, end: int, markers: list[Marker | None], beside: tuple[Line, ...] = ()
) -> Title:
    """What stands beside the kind and the lines below it, as far as they are one title."""
    field = Field(kind.name, line.start, end, "document.kind")
    parts: list[tuple[Line, int, int]] = []
    size = 0
    for after in (*beside, *prose.lines[line.index + 1 : line.index + 9]):
        if after.end == after.start or after.kind is BlockKind.FURNITURE:
            continue
        if not parts and _letters(prose, after.start, after.end) == fold(kind.name).replace(" ", ""):
            continue  # the kind once more
        if not _goes_on(prose, parts, after, markers[after.index] if after.index > line.index else None):
            break
        stop = _capitals_end(prose, after)
        start = after.start if parts else _behind_own_name(prose, after.start, stop)
        if not prose.text[start:stop].strip(" .:"):
            continue
        size += stop - start
        if size > _LONGEST_TITLE:
            break
        parts.append((after, start, stop))
        if stop < after.end:
            break
    if not parts:
        return Title(field, None, line.index, line.index)
    title = " ".join(prose.text[start:stop].strip(" *") for _, start, stop in parts).strip(" .:*")
    _, start, stop = parts[0]
    return Title(field, Field(title, start, stop, "document.title"), line.index, parts[-1][0].index)


def _capitals_end(prose: Prose, line: Line) -> int:
    """Where a title in capitals ends that body and issuer run on behind: "… NĂM 2045 THỦ TƯỚNG CHÍNH PHỦ Căn cứ …"."""
    printed = prose.text[line.start : line.end]
    below = prose.lines[line.index + 1] if line.index + 1 < len(prose.lines) else line
    if not printed[:30].isupper() or (printed.isupper() and not is_recital(prose, below)):
        return line.end
    at = 0
    while at < len(printed):
        blank = printed.find(" ", at)
        word = printed[at : blank if blank >= 0 else len(printed)]
        if any(c.islower() for c in word):
            break
        at = blank + 1 if blank >= 0 else len(printed)
    end = begun = line.start + len(printed[:at].rstrip())
    at = prose.text.rfind(" ", line.start, end)
    for _ in range(_ISSUER_WORDS):
        if at <= line.start:
            break
        if end_in_capitals(prose.shadow, at + 1) == end:  # "CHÍNH PHỦ" is one too, "THỦ TƯỚNG CHÍNH PHỦ" the whole
            begun = at
        at = prose.text.rfind(" ", line.start, at)
    ahead = prose.shadow[line.start : begun].rstrip()
    if ahead.endswith((*_GOVERNING, *_companies())):
        return end
    office = next((word for word in _offices() if ahead.endswith(f" {word}")), "")
    return begun if not office else _before_office(ahead, office, line.start, end)


def _before_office(ahead: str, office: str, start: int, end: int) -> int:
    """Where the office begins that an issuer in capitals is told with; it stays where the words ahead govern it."""
    title = ahead[: len(ahead) - len(office)].rstrip()
    return end if title.endswith(_GOVERNING) else start + len(title)


@cache
def _companies() -> tuple[str, ...]:
    """What a name goes on behind: "TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM"."""
    return tuple(shadow(word) for word in (" tập đoàn", " công ty", " tổng công ty"))


@cache
def _offices() -> tuple[str, ...]:
    """What may stand before an issuer ("CHỦ TỊCH ỦY BAN …", "ĐOÀN CHỦ TỊCH …"), the longest first."""
    offices = ("đoàn", *lexicon("agencies")["office"])
    return tuple(sorted((shadow(office) for office in offices), key=len, reverse=True))


def _goes_on(prose: Prose, parts: list[tuple[Line, int, int]], line: Line, marker: Marker | None) -> bool:
    """Whether `line` belongs to the title begun by `parts`."""
    if line.kind in (BlockKind.CELL, BlockKind.NOTE) or (marker is not None and marker.kind != "letter"):
        return False
    shade = prose.shadow[line.start : line.end]
    if ENCLOSED.match(shade) or _ADDRESSED.match(shade) or not any(c.isalpha() for c in shade):
        return False
    printed = prose.text[line.start : line.end]
    if not parts:
        reports = printed.endswith(".") and _REPORTS.search(shade) is not None  # the text itself: a title was left out
        return not reports and (not is_recital(prose, line) or len(printed) < 300)
    last = parts[-1][0]
    before = prose.text[last.start : last.end]
    if before.isupper() and len(before) >= _FULL_LINE and printed.isupper() and shade.startswith(_PLACES):
        return True  # "… TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG | TỈNH KIÊN GIANG"
    if is_recital(prose, line) or parts_of(prose, line):
        return False
    if prose.shadow.endswith(_UNFINISHED, last.start, last.end):
        return True
    if before.isupper():
        return printed[:20].isupper()
    if last.kind is BlockKind.HEADING and line.kind is BlockKind.HEADING:
        return not printed.isupper()
    return len(before) < 12 or printed[0].islower() or printed[0] in _QUOTES


def _letter(prose: Prose, head: tuple[Line, ...]) -> Title:
    """What stands behind "V/v" in a letter (công văn), with the lines that go on with it."""
    for place, line in enumerate(head):
        about = _ABOUT.match(prose.shadow, line.start, line.end)
        if about is None:
            continue
        parts = [line]
        for after in head[place + 1 : place + 1 + _LETTER_LINES]:
            if not _continues_subject(prose, parts[-1], after):
                break
            parts.append(after)
        starts = [about.end(), *(part.start for part in parts[1:])]
        ends = [part.end for part in parts]
        title = " ".join(prose.text[start:end].strip(" .:()*") for start, end in zip(starts, ends, strict=True))
        field = Field(title, line.start, parts[-1].end, "document.letter")
        return Title(Field("Công văn", line.start, about.end(), "document.letter"), field, line.index, parts[-1].index)
    return Title(None, None)


def _continues_subject(prose: Prose, above: Line, line: Line) -> bool:
    """Whether a line goes on with the subject of a letter: in small letters, or behind a word that asks for more."""
    if line.end - line.start > _LONGEST_SUBJECT_LINE or not prose.text[above.end - 1].isalnum():
        return False
    first = prose.text[line.start]
    return first.islower() or (first.isdecimal() and prose.shadow.endswith(_UNFINISHED, above.start, above.end))


def plain_title(prose: Prose, head: tuple[Line, ...], after: int) -> Field | None:
    """The first line of words below the date line of a document that bears no kind."""
    for line in head:
        printed = prose.text[line.start : line.end]
        if line.index > after and is_recital(prose, line):
            return None
        if line.index <= after or line.kind is BlockKind.CELL or not 8 < len(printed) <= _LONGEST_PLAIN:
            continue
        named = parts_of(prose, line) or is_session(prose, line)
        if not named and not _ADDRESSED.match(prose.shadow, line.start, line.end):
            start = _behind_own_name(prose, line.start, line.end)
            return Field(prose.text[start : line.end].strip(" .:*"), start, line.end, "document.title")
    return None


def named_in_heading(prose: Prose, head: tuple[Line, ...]) -> dict[str, Field]:
    """Kind, number, date, issuer and title in one heading: "Kế hoạch số 88/KH-UBND ngày 12/3/2025 về chuyển đổi số"."""
    line = head[0] if head else None
    if line is None or line.end - line.start > _LONGEST_TITLE:
        return {}
    sign = next(iter(find_signs(prose, line.start, line.end)), None)
    if sign is None:
        return {}
    word = NUMBER_WORD.search(prose.shadow, max(line.start, sign.start - 6), sign.start)
    before = prose.shadow[line.start : word.start() if word else sign.start].strip()
    kind = kinds_by_words().get(before)
    if kind is None or not kind.body:
        return {}
    issued = issuance_at(prose, sign.end, line.end)
    by = _BY.match(prose.shadow, issued.end, line.end)
    body = _body_end(prose, by.end(), line.end) if by else None
    issuer = prose.text[by.end() : body] if by and body else issued.issuer
    end = body or issued.end
    fields = {"kind": kind.name, "number": sign.number, "date": issued.date, "issuer": issuer}
    found = {name: Field(value, line.start, end, "document.heading") for name, value in fields.items() if value}
    title = prose.text[end : line.end].strip(" .:*-–")
    if title:
        found["title"] = Field(title, end, line.end, "document.heading")
    return found


def noted_letter(prose: Prose, head: tuple[Line, ...]) -> dict[str, Field]:
    """A letter that a page tells by subject, number and day: "Về việc trồng rừng (35/VP-KTN, ngày 23/10/2017)"."""
    line = head[0] if head else None
    if line is None or not prose.shadow.startswith(_SUBJECT, line.start):
        return {}
    sign = next(iter(find_signs(prose, line.start, line.end)), None)
    if sign is None or sign.kind or prose.text[sign.start - 1] != "(":
        return {}
    issued = issuance_at(prose, sign.end, line.end)
    if issued.date is None or prose.text[issued.end : line.end].strip(" .") != ")":
        return {}
    start = line.start + next(len(word) for word in _SUBJECT if prose.shadow.startswith(word, line.start))
    title = prose.text[start : sign.start - 1].strip()
    fields = {"kind": "Công văn", "number": sign.number, "date": issued.date, "title": title}
    return {name: Field(value, line.start, line.end, "document.heading") for name, value in fields.items()}


def site_title(prose: Prose, head: tuple[Line, ...], number: str | None) -> Field | None:
    """The title in a law site's heading: "Kế hoạch 23/KH-UBND năm 2023 thực hiện … do tỉnh Lạng Sơn ban hành"."""
    for line in head[:2]:
        found = _SITE_HEADING.match(prose.text, line.start, line.end)
        if found is not None and number is not None and found["number"].lower() == number.lower():
            return Field(found["title"].strip(" ."), found.start("title"), found.end("title"), "document.box")
    return None
