"""Citations: references to other identified documents.

Reads: `Prose`. Writes: `Citation` facts in text order (prose offsets).

Anchors are the numbers of documents (signs.py) and the words "Luật", "Pháp lệnh", "Hiến pháp". From a
number the cursor goes left to the word for the kind ("Nghị quyết số"), right to date and issuer
("ngày 01/8/2022 của Chính phủ"). The next number of a list takes the kind from the one before it. A
law needs no number: its name identifies it (laws.py). The document's own number is no citation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.facts import Citation
from lotrinh.extraction.kinds import LONGEST_KIND, Kind, kinds_by_symbol, kinds_by_words
from lotrinh.extraction.laws import law_name_end, listed_law_end
from lotrinh.extraction.letterhead import own_number
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.signs import Sign, find_signs
from lotrinh.reading.document import BlockKind

_NUMBER_WORD = re.compile(r"(?<!\w)[s$][ốôóoéếè6] ?[:.]? ?$")
_ENCLOSED = re.compile(r" *\(? ?(?:(?:được )?(?:ban hành )?kèm theo|đính kèm)")
_SERIES = re.compile(r" ?(?:, ?(?:và )?|; ?(?:và )?|và |hoặc |& |- )(?:các )?")
_CLAUSE_BREAK = re.compile(r"[;:()\"0-9]|\. ")
_OF = re.compile(r" ?,? ?của ")
_DATE_WORD = re.compile(r" ?,? ?(?:ban hành |ký |ra |lập )?(?=ngày [0-9]|[0-9]{1,2}[/.-][0-9])")
_YEAR = re.compile(r" ?(?:,? năm ((?:1[89]|20)[0-9]{2})(?![0-9])|\( ?(?:năm )?((?:1[89]|20)[0-9]{2}) ?\))")
_PLENUM = re.compile(r"hội nghị(?: lần thứ \w+| trung ương \w+)? (?:của )?(?:ban chấp hành )?trung ương(?: đảng)?(?: khóa \w+)?")
# A title may follow the issuer directly: "của Ủy ban nhân dân thành phố Quy định …".
_TITLE_WORD = re.compile(
    r" (?:quy (?:định|chế)|thực hiện|ban hành|phê duyệt|hướng dẫn|sửa đổi|kết luận|về|triển khai|giao|công bố|phát động|"
    r"thành lập|điều chỉnh|bãi bỏ|phân (?:công|cấp)|tổ chức|tăng cường|đẩy mạnh|bổ sung|thông báo|kế hoạch|chương trình)(?!\w)"
)
_TERM = re.compile(
    r"(?: trung ương(?!\w))?(?: đảng(?: cộng sản việt nam)?(?! (?:ủy|bộ|viên)|\w))?(?: khóa [ivx]{1,5}(?!\w))?"
)
_GROUPS = ("các ", "cấp ", "mỗi ", "từng ", "cơ quan ", "đơn vị ")
_BARE = re.compile(r" (?P<word>s[ốó] ?:? ?)?(?P<number>[0-9]{1,4})(?![\w/%]|[.,-][0-9]| ?[-/] ?[0-9a-zđ])")
_BARE_KINDS = ("nghị quyết", "nghị định", "quyết định", "chỉ thị", "thông tư", "kết luận", "công điện")
_LAW_KINDS = ("luật", "pháp lệnh", "hiến pháp")
_NOT_A_LAW = re.compile(r"(?:pháp|kỷ|quy|định|trường|khoa|học|hội|viện|ngành|môn|cử nhân|thạc sĩ|tiến sĩ|phạm|trái) $")
_DRAFT = re.compile(r"(?:dự thảo|dự án|xây dựng|soạn thảo|dự)(?: các)?(?: luật)?:? $")
_OWN_LINE = re.compile(r" *(?:(?:luật|nghị quyết|nghị định|pháp lệnh) )?s[ốôóo] ?:[^;,]{0,30}$")
_FARTHEST = 110  # characters looked back from a number for its kind
_WIDEST_GAP = 80  # characters between the kind and its number: "Báo cáo thẩm tra … số"


class _Lead(msgspec.Struct, frozen=True, gc=False):
    """What stands left of a number: where the citation begins, and its kind."""

    start: int
    kind: str
    rule: str
    name: str | None = None
    reasons: tuple[str, ...] = ()


def find_citations(prose: Prose) -> tuple[Citation, ...]:
    """All citations of other documents, in text order; repeats refer to the first full mention. Linear."""
    found = list(_numbered(prose))
    found.extend(_bare(prose, {c.start for c in found}))
    found.sort(key=lambda c: c.start)
    found.extend(_laws(prose, found))
    found.sort(key=lambda c: c.start)
    return _linked(found)


def _numbered(prose: Prose) -> Iterator[Citation]:
    """Citations by number and symbol."""
    own = own_number(prose)
    before: Citation | None = None
    for sign in find_signs(prose):
        line = prose.line_at(sign.start)
        lead = _lead(prose, sign, line, before)
        if lead is None or sign.end > line.end:
            continue
        end, date, issuer = _right(prose, sign.end, line.end)
        if _is_own(prose, sign, line, lead, own, date):
            continue
        before = Citation(
            start=lead.start,
            end=end,
            rule=lead.rule,
            reasons=lead.reasons,
            kind=lead.kind,
            number=sign.number,
            date=date,
            issuer=issuer,
            name=lead.name,
            year=sign.year,
            draft=_is_draft(prose, lead.start, line),
        )
        yield before


def _lead(prose: Prose, sign: Sign, line: Line, before: Citation | None) -> _Lead | None:
    """The kind of the document with this number, and where its citation begins."""
    base = max(line.start, sign.start - _FARTHEST)
    left = prose.shadow[base : sign.start]
    word = _NUMBER_WORD.search(left, max(0, len(left) - 6))
    at = base + word.start() if word else sign.start
    left = left[: word.start()].rstrip(" ") if word else left.rstrip(" ")
    direct = _kind_before(left)
    if direct is not None:
        return _Lead(base + direct[1], direct[0].name, "citation.number")
    if before is not None and before.end <= at and _SERIES.fullmatch(prose.shadow, before.end, at):
        symbol = kinds_by_symbol().get(sign.kind)
        same = symbol is None or sign.kind in {s.lower() for s in kinds_by_words()[shadow(before.kind)].symbols}
        return _Lead(at, before.kind if same or symbol is None else symbol.name, "citation.list")
    far = _law_before(prose, left, base) or (word and _far_kind(prose, left, base, sign))
    if far:
        return far
    if sign.kind and sign.known:
        return _Lead(at, kinds_by_symbol()[sign.kind].name, "citation.symbol", reasons=("kind_from_symbol",))
    if word and not sign.kind and "/" in sign.number and not sign.year:
        return _Lead(at, "Công văn", "citation.symbol", reasons=("kind_from_symbol",))
    return None


def _kind_before(left: str) -> tuple[Kind, int] | None:
    """The kind that `left` ends with, the longest word for it, and where that begins."""
    words = left.rsplit(" ", LONGEST_KIND)[-LONGEST_KIND:]
    words[-1] = words[-1].rstrip(":,")
    known = kinds_by_words()
    for first in range(len(words)):
        name = " ".join(words[first:]).lstrip("\"'([,;./-")
        if name in known and not (name == "luật" and words[first - 1 : first] in (["pháp"], ["kỷ"])):
            return known[name], left.rindex(name)
    return None


def _law_before(prose: Prose, left: str, base: int) -> _Lead | None:
    """"Luật Tổ chức Quốc hội số 57/2014/QH13": the name stands between kind and number."""
    for kind in ("luật", "pháp lệnh"):
        at = left.rfind(kind + " ")
        if at < 0:
            continue
        start = at - 3 if kind == "luật" and left.startswith("bộ ", at - 3) else at
        word = left[start : at + len(kind)]
        end = law_name_end(prose.text, prose.shadow, word, base + at + len(kind), base + len(left))
        if end is not None and not prose.shadow[end : base + len(left)].strip(" (,"):
            printed = prose.text[base + start : end]
            return _Lead(base + start, kinds_by_words()[word].name, "citation.law", name=printed)
    return None


def _far_kind(prose: Prose, left: str, base: int, sign: Sign) -> _Lead | None:
    """"Báo cáo tiếp thu, giải trình số 12/BC-…", "Nghị quyết của Quốc hội số …": words in between."""
    symbol = kinds_by_symbol().get(sign.kind)
    names = [shadow(symbol.name)] if symbol else ["nghị quyết", "luật"] if "/qh" in sign.number.lower() else []
    for name in names:
        at = left.rfind(name + " ")
        gap = left[at + len(name) :]
        if 0 <= at and len(gap) <= _WIDEST_GAP and not _CLAUSE_BREAK.search(gap):
            return _Lead(base + at, kinds_by_words()[name].name, "citation.number")
    return None


def _right(prose: Prose, end: int, limit: int) -> tuple[int, str | None, str | None]:
    """End of the citation, date and issuer: what follows the number directly, in either order."""
    date: str | None = None
    issuer: str | None = None
    while True:
        if date is None and (found := _date(prose, end, limit)):
            end, date = found
        elif issuer is None and (named := _issuer(prose, end, limit)):
            end, issuer = named
        else:
            return end, date, issuer


def _date(prose: Prose, position: int, limit: int) -> tuple[int, str] | None:
    word = _DATE_WORD.match(prose.shadow, position, limit)
    found = parse_date(prose.shadow, word.end()) if word else None
    return (found.end, found.value.isoformat()) if found and found.end <= limit else None


def _issuer(prose: Prose, position: int, limit: int) -> tuple[int, str] | None:
    of = _OF.match(prose.shadow, position, limit)
    if of is None or prose.shadow.startswith(_GROUPS, of.end()):
        return None
    plenum = _PLENUM.match(prose.shadow, of.end(), limit)
    end = plenum.end() if plenum else agency_at(prose.shadow, of.end(), prose.text)
    if end is None or end > limit:
        return None
    end = _without_title(prose.shadow, of.end(), end)
    term = _TERM.match(prose.shadow, end, limit)
    end = term.end() if term else end
    return end, prose.text[of.end() : end]


def _without_title(shade: str, start: int, end: int) -> int:
    """An issuer's end, where the place name took the first word of the document's title along."""
    blank = shade.rfind(" ", start, end)
    title = _TITLE_WORD.match(shade, blank) if blank > start else None
    return blank if title and title.end() > end else end


def _is_own(prose: Prose, sign: Sign, line: Line, lead: _Lead, own: str | None, date: str | None) -> bool:
    """The document's own number, in its letterhead or repeated ("Kèm theo Kế hoạch số …")."""
    if own is not None and sign.number.lower() == own.lower():
        return True
    before = prose.shadow[line.start : lead.start].strip(" |*")
    if not before and (line.kind is BlockKind.LETTERHEAD or _OWN_LINE.match(prose.shadow, line.start, line.end)):
        return True
    enclosed = _ENCLOSED.match(prose.shadow, line.start, lead.start)
    return enclosed is not None and own is None and not _SERIES.search(prose.shadow, enclosed.end(), lead.start)


def _is_draft(prose: Prose, start: int, line: Line) -> bool:
    return _DRAFT.search(prose.shadow, max(line.start, start - 30), start) is not None


def _occurrences(shadow_text: str, needle: str) -> Iterator[int]:
    at = shadow_text.find(needle)
    while at >= 0:
        if not shadow_text[at - 1 : at].isalnum():
            yield at
        at = shadow_text.find(needle, at + len(needle))


def _bare(prose: Prose, taken: set[int]) -> Iterator[Citation]:
    """Short mentions by number alone: "Nghị quyết 57", "Chỉ thị số 32 của Ban Bí thư"."""
    for kind in _BARE_KINDS:
        for at in _occurrences(prose.shadow, kind + " "):
            found = _BARE.match(prose.shadow, at + len(kind))
            if found is None or at in taken or not prose.text[at].isupper():
                continue
            line = prose.line_at(at)
            end, date, issuer = _right(prose, found.end(), line.end)
            number = found["number"]
            if not found["word"] and not issuer and not date and (len(number) == 4 or int(number) < 5):
                continue
            yield Citation(
                start=at,
                end=end,
                rule="citation.bare",
                reasons=("number_without_symbol",),
                kind=kinds_by_words()[kind].name,
                number=number,
                date=date,
                issuer=issuer,
                draft=_is_draft(prose, at, line),
            )


def _laws(prose: Prose, numbered: list[Citation]) -> Iterator[Citation]:
    """Laws, codes, ordinances by name, and the Constitution; not those that a number identifies."""
    starts = [c.start for c in numbered]
    for kind in _LAW_KINDS:
        done = 0
        for at in _occurrences(prose.shadow, kind):
            start = at - 3 if kind == "luật" and prose.shadow.startswith("bộ ", at - 3) else at
            place = bisect_right(starts, start) - 1
            if start < done or (place >= 0 and start < numbered[place].end):
                continue
            for law in _law(prose, prose.shadow[start : at + len(kind)], start, at + len(kind)):
                yield law
                done = law.end


def _law(prose: Prose, kind: str, start: int, after: int) -> Iterator[Citation]:
    """The law whose kind word is ``[start, after)``; several after "các Luật"."""
    text, shade = prose.text, prose.shadow
    if kind != "hiến pháp" and shade[after : after + 1] not in (" ", ":"):
        return
    line = prose.line_at(start)
    left = shade[max(line.start, start - 12) : start]
    if _NOT_A_LAW.search(left):
        return
    several = left.endswith("các ")
    position = after + 1 if several and shade.startswith(":", after) else after
    printed_as_name = text[start].isupper()
    end = law_name_end(text, shade, kind, position, line.end)
    if end is None or not (printed_as_name or listed_law_end(shade, kind, position + 1, line.end)):
        return
    if kind == "hiến pháp" and (not printed_as_name or shade[end : end + 1].isalnum()):
        return
    yield _named_law(prose, kind, start, end, line)
    while several and (series := _SERIES.match(shade, end, line.end)):
        listed = listed_law_end(shade, kind, series.end(), line.end)
        if listed is None or not text[series.end()].isupper():
            return
        yield _named_law(prose, kind, series.end(), listed, line)
        end = listed


def _named_law(prose: Prose, kind: str, start: int, end: int, line: Line) -> Citation:
    name = prose.text[start:end].rstrip(" :")
    year = _YEAR.match(prose.shadow, end, line.end)
    stop, date, issuer = _right(prose, year.end() if year else end, line.end)
    printed_year = int(year[1] or year[2]) if year else int(date[:4]) if date else None
    revised = prose.shadow[start:end].endswith("đổi)") or prose.shadow.startswith(" sửa đổi", end)
    return Citation(
        start=start,
        end=stop,
        rule="citation.constitution" if kind == "hiến pháp" else "citation.law",
        kind=kinds_by_words()[kind].name,
        date=date,
        issuer=issuer,
        name=name,
        year=printed_year,
        draft=not printed_year and (revised or _is_draft(prose, start, line)),
    )


def _linked(citations: list[Citation]) -> tuple[Citation, ...]:
    """Every repeat with the index of the first full mention of the same document."""
    full: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    for index, citation in enumerate(citations):
        key = _key(citation)
        first.setdefault(key, index)
        if citation.date or citation.issuer:
            full.setdefault(key, []).append(index)
    return tuple(
        msgspec.structs.replace(citation, refers_to=_first_full(citations, index, full, first))
        for index, citation in enumerate(citations)
    )


def _key(citation: Citation) -> str:
    return (citation.number or fold(citation.name or "")).lower()


def _first_full(
    citations: list[Citation], index: int, full: dict[str, list[int]], first: dict[str, int]
) -> int | None:
    citation = citations[index]
    key = _key(citation)
    for other in full.get(key, [])[:8]:
        if other == index:
            return None
        if _agree(citation.date, citations[other].date) and _agree(citation.issuer, citations[other].issuer):
            return other
    return first[key] if key not in full and first[key] != index else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or fold(one) == fold(other)
