"""Citations: references to other identified documents.

Reads: `Prose`. Writes: `Citation` facts in text order (prose offsets).

Anchors are the numbers of documents (signs.py) and the words for laws (cited_laws.py). From a number
the cursor goes left to the word for the kind ("Nghị quyết số"), right to date and issuer
(issuance.py). The next number of a list takes the kind from the one before it, and the one before may
take the issuer from the end of the list. The document's own number is no citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Citation
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.cited_laws import SERIES, find_laws, is_draft, occurrences
from lotrinh.extraction.references.issuance import ENCLOSED, issuance_at, note_behind
from lotrinh.extraction.references.kinds import LONGEST_KIND, Kind, kinds_by_symbol, kinds_by_words
from lotrinh.extraction.references.laws import law_name_end
from lotrinh.extraction.references.signs import NUMBER_WORD, Sign, find_signs
from lotrinh.reading.document import BlockKind

_FARTHEST_OWN = 600  # characters from the line's start
_OWN_LINE = re.compile(r" *(?:(?:luật|nghị quyết|nghị định|pháp lệnh) )?s[ốôóo] ?:[^;,]{0,30}$")
_CLAUSE_BREAK = re.compile(r"[;:()\"0-9.](?:(?<!\.)|(?= ))")
_BARE = re.compile(
    r" (?P<word>s[ốó] ?:? ?)?(?P<number>[0-9]{1,4}(?P<year>/(?:19|20)[0-9]{2})?)(?![\w/%]|[.,-][0-9]| ?[-/] ?[0-9a-zđ])"
)
_GLUED = re.compile(r"[a-zà-ỹ0-9](?=[A-ZĐ][a-zà-ỹ]+(?: [a-zà-ỹ]+){0,3}$)")
_NEXT_BARE = re.compile(r"(?:, ?| và )(?:số )?(?P<number>[0-9]{1,3})(?=,? và (?:số )?[0-9]|, [0-9]| của |[;).]|$)")
_GLUED_WORD = re.compile(r"(?<=[a-zà-ỹ])số ?[:.]? ?$")
_COUNTED = (" năm", " tháng", " ngày", " đồng chí", " phần", " điểm", " nội dung", " nhiệm vụ", " tỷ", " người")
_BARE_KINDS = ("nghị quyết", "nghị định", "quyết định", "chỉ thị", "thông tư", "kết luận", "công điện")
# These words have so many other uses that only "số … ngày …" makes a citation of them.
_DATED_KINDS = tuple(
    map(shadow, ("kế hoạch", "thông báo", "công văn", "hướng dẫn", "chương trình", "tờ trình", "báo cáo", "quy định"))
)
_OF_YEAR = re.compile(r" năm ((?:19|20)[0-9]{2})(?![0-9/]| ?-)")
_LETTER = re.compile(r"/[^/-]{2,}-")  # "976/BXD-QLN": a letter's number names who wrote it and its department
_NUMBERED_THINGS = ("mẫu", "biểu", "phiếu", "đường", "lô", "nhà", "tờ", "thửa", "mã", "lớp", "kênh", "tiêu chuẩn")
_LOWEST_BARE = 5  # "Nghị quyết 3" is more often a wrap or a count than a resolution
_FIRST_DIGITS = re.compile(r"(?<=[0-9])[^0-9].*|^[^0-9].*")  # "01-KH/BCĐTW" → "01"
_JOINT = re.compile(r"liên (?:tịch|bộ)|phối hợp|lt(?!\w)|ph(?!\w)")  # kinds that several bodies issue together
_FARTHEST = 160  # characters looked back from a number for its kind
_SEVERAL = ("các ", "những ")
_WIDEST_GAP = 80  # characters between the kind and its number: "Báo cáo thẩm tra … số"
_LONGEST_CAPTION = 500  # site furniture longer than this is no caption: it speaks of the site
_MENTIONS_COMPARED = 8


class _Lead(msgspec.Struct, frozen=True, gc=False):
    """What stands left of a number: where the citation begins, and its kind."""

    start: int
    kind: str
    rule: str
    name: str | None = None
    reasons: tuple[str, ...] = ()
    gap: int = 0  # characters between kind and "số": "Nghị định | của Chính phủ | số 43/2006/NĐ-CP"


def find_citations(prose: Prose, own: str | None = None) -> tuple[Citation, ...]:
    """All citations of other documents, in text order; repeats refer to the first full mention. Linear.

    `own`: the document's own number (without blanks), which is no citation.
    """
    found = list(_numbered(prose, own))
    found.extend(_bare(prose, found))
    found.sort(key=lambda c: c.start)
    found.extend(find_laws(prose, found))
    found.sort(key=lambda c: c.start)
    citations = [c for c in found if not _is_site_talk(prose.line_at(c.start))]
    return _linked(_series_shared(prose, citations))


def _is_site_talk(line: Line) -> bool:
    return line.kind is BlockKind.FURNITURE and line.end - line.start > _LONGEST_CAPTION


def _numbered(prose: Prose, own: str | None) -> Iterator[Citation]:
    """Citations by number and symbol."""
    before: Citation | None = None
    group: Citation | None = (
        None  # first of a list whose body is told once: "các nghị định của Chính phủ: Số A …; số B …"
    )
    for sign in find_signs(prose):
        line = prose.line_at(sign.start)
        lead = _lead(prose, sign, line, before)
        if lead is None or _is_own(prose, sign, line, lead, own):
            continue
        joint = _JOINT.search(shadow(f"{lead.kind} {sign.kind}")) is not None
        issued = issuance_at(prose, sign.end, line.end, joint=joint)
        issuer = issued.issuer or _issuer_between(prose, lead)
        if issuer is None and group is not None and _is_of_group(prose, group, lead, line):
            issuer = group.issuer
        before = Citation(
            start=lead.start,
            end=issued.end,
            rule=lead.rule,
            reasons=lead.reasons,
            kind=lead.kind,
            number=sign.number,
            date=issued.date,
            issuer=issuer,
            name=lead.name,
            year=sign.year,
            draft=is_draft(prose, lead.start, line),
        )
        if lead.gap and prose.shadow.endswith(_SEVERAL, 0, lead.start):
            group = before
        yield before


def _is_of_group(prose: Prose, group: Citation, lead: _Lead, line: Line) -> bool:
    """Whether a number without a kind of its own goes on with a list of its line."""
    goes_on = group.start >= line.start and group.kind == lead.kind and lead.rule != "citation.number"
    return goes_on and prose.shadow[max(line.start, lead.start - 6) : lead.start].rstrip(" ").endswith(
        (";", ",", " và")
    )


def _lead(prose: Prose, sign: Sign, line: Line, before: Citation | None) -> _Lead | None:
    """The kind of the document with this number, and where its citation begins."""
    base = max(line.start, sign.start - _FARTHEST)
    left = prose.shadow[base : sign.start]
    word = NUMBER_WORD.search(left, max(0, len(left) - 6)) or _glued_word(left)
    at = base + word.start() if word else sign.start
    left = (left[: word.start()] if word else left).rstrip(" ")
    if direct := _kind_before(left) or _glued_kind(left, prose.text[base : base + len(left)]):
        return _Lead(base + direct[1], direct[0].name, "citation.number")
    if before is not None and before.end <= at and SERIES.fullmatch(prose.shadow, before.end, at):
        return _Lead(at, _kind_in_series(sign, before.kind), "citation.list")
    if far := _law_before(prose, left, base) or (_far_kind(left, base, sign) if word else None):
        return far
    if sign.kind and sign.known:
        return _Lead(at, kinds_by_symbol()[sign.kind].name, "citation.symbol", reasons=("kind_from_symbol",))
    if word and not sign.kind and not sign.year and _LETTER.search(sign.number) and not left.endswith(_NUMBERED_THINGS):
        return _Lead(at, "Công văn", "citation.symbol", reasons=("kind_from_symbol",))
    return None


def _glued_word(left: str) -> re.Match[str] | None:
    """ "số" behind a lost blank, where a kind stands before it: "công vănsố 708/CV-…"."""
    word = _GLUED_WORD.search(left, max(0, len(left) - 6))
    return word if word and _kind_before(left[: word.start()]) else None


def _kind_before(left: str) -> tuple[Kind, int] | None:
    """The kind that `left` ends with, the longest word for it, and where that begins."""
    words = left.rsplit(" ", LONGEST_KIND)[-LONGEST_KIND:]
    words[-1] = words[-1].rstrip(":,")
    known = kinds_by_words()
    for first in range(len(words)):
        name = " ".join(words[first:]).lstrip("\"'([,;./-")
        if name in known and not (name == "luật" and words[first - 1 : first] in (["pháp"], ["kỷ"])):
            return known[name], left.rindex(name)
    glued = words[-1].lstrip("\"'([,;./-")
    if glued in _kinds_glued():
        return _kinds_glued()[glued], left.rindex(glued)
    for first in range(len(words) - 1):  # scans lose marks: "Nghi quyết", "Quyêt định"
        name = " ".join(words[first:]).lstrip("\"'([,;./-")
        if (marked := _kinds_marked().get(fold(name))) is not None:
            return marked, left.rindex(name)
    return None


@cache
def _kinds_marked() -> dict[str, Kind]:
    """Kinds of several words by their letters alone."""
    return {fold(name): kind for name, kind in kinds_by_words().items() if " " in name}


@cache
def _kinds_glued() -> dict[str, Kind]:
    """Kinds of two words by their name without its blank: converters lose some."""
    return {name.replace(" ", ""): kind for name, kind in kinds_by_words().items() if name.count(" ") == 1}


def _glued_kind(left: str, printed: str) -> tuple[Kind, int] | None:
    """The kind that `left` ends with behind a lost blank, told by its capital: "Thực hiệnQuyết định số …"."""
    glued = _GLUED.search(printed)
    found = _kind_before(left[glued.end() :]) if glued else None
    return (found[0], glued.end() + found[1]) if glued and found else None


def _kind_in_series(sign: Sign, kind: str) -> str:
    """The kind of the list, unless the symbol speaks of another."""
    symbol = kinds_by_symbol().get(sign.kind)
    same = symbol is None or sign.kind in {s.lower() for s in kinds_by_words()[shadow(kind)].symbols}
    return kind if symbol is None or same else symbol.name


def _law_before(prose: Prose, left: str, base: int) -> _Lead | None:
    """ "Luật Tổ chức Quốc hội số 57/2014/QH13": the name, the longest that fits, stands between kind and number."""
    for kind in ("luật", "pháp lệnh"):
        at = left.find(kind + " ")
        while at >= 0:
            start = at - 3 if kind == "luật" and left.startswith("bộ ", at - 3) else at
            word = left[start : at + len(kind)]
            end = law_name_end(prose.text, prose.shadow, word, base + at + len(kind), base + len(left))
            if end is not None and not prose.shadow[end : base + len(left)].strip(" (,"):
                printed = prose.text[base + start : end]
                return _Lead(base + start, kinds_by_words()[word].name, "citation.law", name=printed)
            at = left.find(kind + " ", at + 1)
    return None


def _far_kind(left: str, base: int, sign: Sign) -> _Lead | None:
    """ "Báo cáo tiếp thu, giải trình số 12/BC-…", "Nghị quyết của Quốc hội số …": words in between."""
    symbol = kinds_by_symbol().get(sign.kind)
    if symbol is not None:
        names = [shadow(symbol.name)]
    else:
        names = ["nghị quyết", "luật"] if "/qh" in sign.number.lower() else ["công văn", "văn bản"]
    for name in names:
        at = left.rfind(name + " ")
        gap = left[at + len(name) :].rstrip(" :")  # "các nghị định của Chính phủ: Số 92/2006/NĐ-CP"
        if at >= 0 and len(gap) <= _WIDEST_GAP and not _CLAUSE_BREAK.search(gap):
            return _Lead(base + at, kinds_by_words()[name].name, "citation.number", gap=len(gap))
    return None


def _issuer_between(prose: Prose, lead: _Lead) -> str | None:
    """The body named between kind and number, when nothing else stands there."""
    if not lead.gap:
        return None
    start = lead.start + len(lead.kind)
    named = issuance_at(prose, start, start + lead.gap)
    return named.issuer if named.end == start + lead.gap else None


def _is_own(prose: Prose, sign: Sign, line: Line, lead: _Lead, own: str | None) -> bool:
    """The document's own number, in its letterhead or repeated ("Kèm theo Kế hoạch số …")."""
    if own is not None and sign.number.lower().replace("-", "/") == own.lower().replace("-", "/"):
        return True
    if lead.start - line.start > _FARTHEST_OWN:
        return False
    before = prose.shadow[line.start : lead.start].strip(" |*")
    if not before and (line.kind is BlockKind.LETTERHEAD or _OWN_LINE.match(prose.shadow, line.start, line.end)):
        return True
    enclosed = ENCLOSED.match(prose.shadow, line.start, lead.start) or note_behind(prose, line)
    return enclosed is not None and own is None and not SERIES.search(prose.shadow, enclosed.end(), lead.start)


def _bare(prose: Prose, numbered: Sequence[Citation]) -> Iterator[Citation]:
    """Short mentions by number alone: "Nghị quyết 57", "Chỉ thị số 32 của Ban Bí thư", "Kế hoạch số 01" again."""
    taken = {citation.start for citation in numbered}
    told_before = {(citation.kind, _FIRST_DIGITS.sub("", citation.number or "")) for citation in numbered}
    for kind in (*_BARE_KINDS, *_DATED_KINDS):
        # Frequent words are looked for together with the beginning of the "số" that they need.
        for at in occurrences(prose.shadow, f"{kind} s" if kind in _DATED_KINDS else kind):
            found = _BARE.match(prose.shadow, at + len(kind))
            if found is None or at in taken:
                continue
            line = prose.line_at(at)
            issued = issuance_at(prose, found.end(), line.end)
            number, year = found["number"], found["year"]
            dated = found["word"] and issued.date
            again = found["word"] and (kinds_by_words()[kind].name, number) in told_before
            if not dated and ((kind in _DATED_KINDS and not again) or not prose.text[at].isupper()):
                continue
            told = _OF_YEAR.match(prose.shadow, found.end()) if len(number) > 1 else None
            sure = found["word"] or year or issued.issuer or issued.date or told
            if not sure and _may_be_a_count(prose, number, found.end()):
                continue
            first = Citation(
                start=at,
                end=max(issued.end, told.end() if told else 0),
                rule="citation.bare",
                reasons=("number_without_symbol",),
                kind=kinds_by_words()[kind].name,
                number=number,
                date=issued.date,
                issuer=issued.issuer,
                year=int(year[1:]) if year else int(told[1]) if told else None,
                draft=is_draft(prose, at, line),
            )
            yield from _bare_list(prose, first, line)


def _bare_list(prose: Prose, first: Citation, line: Line) -> list[Citation]:
    """`first` and the bare numbers that go on with it; what the last one tells of the issuer holds for all."""
    listed = [first]
    while first.year is None and (more := _NEXT_BARE.match(prose.shadow, listed[-1].end, line.end)) is not None:
        issued = issuance_at(prose, more.end(), line.end)
        start, number = more.start("number"), more["number"]
        listed.append(
            msgspec.structs.replace(
                first, start=start, end=issued.end, number=number, date=issued.date, issuer=issued.issuer
            )
        )
    issuer = listed[-1].issuer
    return [one if one.issuer else msgspec.structs.replace(one, issuer=issuer) for one in listed]


def _may_be_a_count(prose: Prose, number: str, end: int) -> bool:
    """ "Nghị quyết 2025", "Nghị quyết 5 năm": a year, or the number of what follows."""
    return len(number) == 4 or int(number) < _LOWEST_BARE or prose.shadow.startswith(_COUNTED, end)


def _series_shared(prose: Prose, citations: list[Citation]) -> list[Citation]:
    """Lists share what is said once: the issuer at the end goes back to numbers with the same symbol.

    "Tờ trình số 53/TTr-CP ngày …, Báo cáo số 54/BC-CP ngày … của Chính phủ". A draft law's list is of drafts.
    """
    shared = citations[:]
    for place in range(len(shared) - 1, 0, -1):
        one, after = shared[place - 1], shared[place]
        if one.issuer is None and after.issuer and _same_body(one, after) and _adjacent(prose, one, after):
            shared[place - 1] = msgspec.structs.replace(one, issuer=after.issuer)
    for place in range(1, len(shared)):
        before, one = shared[place - 1], shared[place]
        if before.draft and before.name and one.name and not (one.draft or one.year) and _adjacent(prose, before, one):
            shared[place] = msgspec.structs.replace(one, draft=True)
    return shared


def _same_body(one: Citation, other: Citation) -> bool:
    tails = [re.split(r"[/-]", citation.number or "")[-1] for citation in (one, other)]
    return tails[0] == tails[1] != ""


def _adjacent(prose: Prose, one: Citation, other: Citation) -> bool:
    return one.end <= other.start <= one.end + 12 and SERIES.fullmatch(prose.shadow, one.end, other.start) is not None


def _linked(citations: list[Citation]) -> tuple[Citation, ...]:
    """Every repeat with the index of the first full mention of the same document."""
    full: dict[str, list[int]] = {}
    first: dict[str, int] = {}
    keys = [(citation.number or citation.name or "").lower().replace(",", "") for citation in citations]
    for index, (key, citation) in enumerate(zip(keys, citations, strict=True)):
        first.setdefault(key, index)
        if citation.date or citation.issuer:
            full.setdefault(key, []).append(index)
    linked: list[Citation] = []
    for index, (key, citation) in enumerate(zip(keys, citations, strict=True)):
        mentions = full.get(key, [first[key]])[:_MENTIONS_COMPARED]
        other = next((m for m in mentions if m == index or _agree(citation, citations[m])), index)
        linked.append(citation if other == index else msgspec.structs.replace(citation, refers_to=other))
    return tuple(linked)


def _agree(one: Citation, other: Citation) -> bool:
    """Whether two mentions of one number may be of one document: neither date nor issuer differ."""
    dates = one.date is None or other.date is None or one.date == other.date
    if not dates or one.issuer is None or other.issuer is None or one.issuer == other.issuer:
        return dates
    return fold(one.issuer) == fold(other.issuer)
