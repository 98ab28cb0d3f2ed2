"""Context: where in a document lines can be tasks, and how far a line's word reaches.

Reads: `Source` (outline, identity). Writes: `Context`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum

import msgspec

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.facts import Citation
from lotrinh.extraction.identity.signatures import signature_lines
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded, words_of
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.source import Source
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.tasks.addressees import addressee_lines
from lotrinh.extraction.tasks.relays import relay_line
from lotrinh.reading.document import BlockKind


class Standing(Enum):
    """What a line may be, from where it stands."""

    OPEN = 0
    SELDOM = 1  # only with words of office
    REPORT = 2  # a document that gives no work: only in a section of tasks
    ARTICLE = 3  # an article that sets norms: only words of office
    NEVER = 4  # aims, requirements, results: only "giao …"
    OUTSIDE = 5  # letterhead, addressees, signatures, tables, furniture
    RELAYED = 6  # an article, from where it passes an authority's orders on: who is named, and bullets below


class Context(msgspec.Struct, frozen=True):
    """Per line: its standing, and whether its section's title speaks of tasks. `issuers`: names of the issuer."""

    outline: Outline
    standing: list[Standing]
    titled: list[bool]
    issuers: frozenset[str]
    last_line: int
    first_item: int  # the first numbered line: above it stand letterhead, title and grounds
    place: str | None  # whom a meeting's conclusions are meant for, when only the title says it
    relay: int | None  # the line from which an article passes an authority's orders on
    tells: bool  # an article, or a text of no known kind: it may tell what an authority orders
    letter: bool  # a letter: whoever writes it, or those it writes for, may ask in any sentence of it
    concludes: bool  # the document tells a meeting's conclusions: whoever is named there has to act

    @property
    def may_order(self) -> bool:
        """Whether any sentence may tell an order: in an article, in a letter."""
        return self.tells or self.letter

    def relays_below(self, line: int) -> bool:
        """Whether orders are passed on only further below: what stands above sums them up."""
        return self.relay is not None and line < self.relay

    def section_id(self, line: int) -> str | None:
        """The section a line stands under (not the one it opens)."""
        index = self.outline.section_of[line]
        if index >= 0 and self.outline.sections[index].line == line:
            index = self.outline.sections[index].parent
        return self.outline.sections[index].id if index >= 0 else None

    def scope_end(self, line: int, *, far: bool) -> int:
        """The last line that what `line` says can hold; `far`: it introduces the numbered parts that follow."""
        index = self.outline.section_of[line]
        if index >= 0:
            return self.outline.sections[index].last_line
        following = next((s for s in self.outline.sections if s.line > line), None)
        if following is None:
            return self.last_line
        if not far and following.line > line + 1:
            return following.line - 1
        marker = self.outline.markers[following.line]
        last = following.last_line
        for section in self.outline.sections[following.index + 1 :]:
            if section.parent == following.parent:
                other = self.outline.markers[section.line]
                if (other.style if other else "") != (marker.style if marker else ""):
                    break
                last = section.last_line
        return last


_WORDS = lexicon("task_words")
_LEAD_IN = rf"(?:{any_of(_WORDS['titles']['lead_in'])}) "
_NEVER = re.compile(rf"(?:{_LEAD_IN})?(?:{any_of(_WORDS['titles']['never'])})(?!\w)")
_SELDOM = re.compile(rf"(?:{_LEAD_IN})?(?:{any_of(_WORDS['titles']['seldom'])})(?!\w)")
_TASKS = re.compile(words_of(_WORDS["titles"]["tasks"]))
_DIRECTIVE = folded(_WORDS["kinds"]["directive"])
_OUTSIDE_KINDS = frozenset({BlockKind.FURNITURE, BlockKind.LETTERHEAD, BlockKind.NOTE, BlockKind.CELL})
_LONGEST_TITLE = 130
_LONGEST_LONE_TITLE = 50  # a longer line with nothing below it is no title
_YEAR_OF_PLAN = pattern(r"(?<!đến )(?<!hết )(?<!từ )(?<!ngày )năm (20\d\d)(?! ?[-–])(?!,? (?:tầm nhìn|định hướng))")
_LAST_QUARTER = 10  # its first month
_DEMAND = pattern(r"yêu cầu (?:đồng chí )?")
# "Điều 2. Giao:", "Điều 3. Hội đồng nhân dân tỉnh giao :" hand what follows to whom it names.
_HANDS = pattern(r"(?:hội đồng nhân dân[^.;:,]{0,40} )?(?:giao|phân công)\W*$")
# "Điều 3. Các cơ quan sau đây chịu trách nhiệm tổ chức thực hiện Chương trình …:"
_CHARGES = pattern(r"(?:sau đây|dưới đây) (?:có|chịu) trách nhiệm[^.;:]*:$")
# "Điều 3. Thông qua các giải pháp … và nhấn mạnh một số vấn đề sau đây:"
_STRESSES = pattern(
    r"(?:nhấn mạnh|lưu ý) (?:một số|các|những)"
    r" (?:vấn đề|nội dung|giải pháp|nhiệm vụ|biện pháp)[^.;:]*:$"
)
# "Điều 2. Hội đồng nhân dân tỉnh giao Thường trực Hội đồng nhân dân tỉnh tổ chức thực hiện …"
_GIVES = pattern(r"hội đồng nhân dân[^.;:,]{0,40} giao (?:cho )?[^.;:,]{5,90} (?:tổ chức|triển khai)(?!\w)")
_COUNCIL = shadow("hội đồng nhân dân")
_CONCLUSION = shadow("kết luận")
_ARTICLE = shadow("Bài viết")
_LETTER = "Công văn"
_ASKS = pattern(r"(?:một số|các|những) yêu cầu\W*$")  # of a conclusion: what it asks of others
_MEETING = pattern(
    r"làm việc (?:với|tại)[^,;.]{0,80}?(?<!\w)(tỉnh|thành phố) "
    r"((?!ủy)[^\W\d_]+(?: (?!về |và |ngày |tại )[^\W\d_]+){0,3})"
)


def context_of(source: Source) -> Context:
    """The standing of every line. Linear."""
    outline, info = source.outline, source.info
    report = info.kind is not None and shadow(info.kind) not in _DIRECTIVE
    base = Standing.REPORT if report else Standing.OPEN
    concludes = _CONCLUSION in shadow(info.title or "")
    sections = _standings(source, base, concludes=concludes)
    relay = relay_line(source)
    return Context(
        outline=outline,
        standing=_of_lines(source, sections, relay),
        titled=[sections[section][1] for section in outline.section_of],
        issuers=_issuers(info.issuer or ""),
        last_line=len(outline.markers) - 1,
        first_item=next((at for at, marker in enumerate(outline.markers) if marker is not None), len(outline.markers)),
        place=_place(source),
        relay=relay,
        tells=info.kind is None or shadow(info.kind) == _ARTICLE,
        letter=info.kind == _LETTER,
        concludes=concludes,
    )


def _standings(source: Source, base: Standing, *, concludes: bool) -> list[tuple[Standing, bool]]:
    """Standing and "speaks of tasks" of every section, and last of what stands in none, whose index is -1."""
    prose, outline = source.prose, source.outline
    own: list[tuple[Standing, bool]] = []
    numbered: dict[int, int] = {}
    restarted: set[int] = set()  # sections whose numbers begin anew: a title between is lost
    for section in outline.sections:
        above = own[section.parent] if section.parent >= 0 else (base, False)
        marker = outline.markers[section.line]
        if above[0] is Standing.NEVER and marker is not None and marker.label.isdecimal():
            number = int(marker.label)
            if number <= numbered.get(section.parent, 0):
                restarted.add(section.parent)
            numbered[section.parent] = number
        if section.parent in restarted:
            above = (base, False)
        article = marker is not None and marker.kind == "article"
        if article and above[0].value < Standing.ARTICLE.value:
            above = (Standing.ARTICLE, False)
        start = marker.body if marker else section.start
        longest = _LONGEST_TITLE if section.last_line > section.line else _LONGEST_LONE_TITLE
        title = prose.shadow[start : section.end]
        if article and _charges(prose.shadow, start, section.end):
            own.append((base, True))
        elif section.rule == "section.inferred" or section.end - start > longest:
            own.append(above)
        elif concludes and _ASKS.match(title):
            own.append((base, True))
        else:
            own.append(_section_standing(title, prose.text[start : section.end], above, base))
    return [*own, (base, False)]


def _of_lines(source: Source, sections: list[tuple[Standing, bool]], relay: int | None) -> list[Standing]:
    """The standing of every line: of its section, unless it is no running text; behind `relay` orders are passed on."""
    prose, outline = source.prose, source.outline
    outside = {cell.block for table in prose.document.tables for row in table.rows for cell in row}
    outside |= addressee_lines(prose, outline) | signature_lines(prose)
    standing = [
        Standing.OUTSIDE if line.kind in _OUTSIDE_KINDS or line.index in outside else sections[section][0]
        for line, section in zip(prose.lines, outline.section_of, strict=True)
    ]
    if relay is not None:
        standing[relay:] = [Standing.RELAYED if here is Standing.REPORT else here for here in standing[relay:]]
    return standing


def _issuers(issuer: str) -> frozenset[str]:
    """The names that a document may give its issuer: in full, its chairman, in short, without its place."""
    full = issuer.casefold()
    names = {full, f"chủ tịch {full}", full.replace("ủy ban nhân dân", "ubnd")}
    names |= {" ".join(name.split(" ")[:5]) for name in names if "ủy ban nhân dân" in name}
    return frozenset(names - {""})


def _charges(shadow: str, start: int, end: int) -> bool:
    """Whether an article charges whoever is named below it, gives work itself, or stresses what is to be done.

    A council that stresses something in its own name would seem to be who has to do it.
    """
    if any(words.search(shadow, start, end) is not None for words in (_CHARGES, _GIVES)):
        return True
    return _STRESSES.search(shadow, start, end) is not None and not shadow.startswith(_COUNCIL, start)


def year_of(source: Source) -> int | None:
    """The year that dates without one belong to: a plan for one year is often signed at the end of the year before."""
    printed = source.info.date
    named = {int(year) for year in _YEAR_OF_PLAN.findall(shadow(source.info.title or ""))}
    year = named.pop() if len(named) == 1 else None
    if printed is None:
        return year
    signed = int(printed[:4])
    return year if year == signed + 1 and int(printed[5:7]) >= _LAST_QUARTER else signed


def cited(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the documents cited in ``[start, end)``: their dates are no deadlines."""
    citations = source.citations
    first = bisect_left(citations, start, key=_begin)
    return [(c.start, c.end) for c in citations[first : bisect_left(citations, end, lo=first, key=_begin)]]


def _begin(citation: Citation) -> int:
    return citation.start


def _place(source: Source) -> str | None:
    """The province whose leaders a meeting with them concludes for: "… làm việc với lãnh đạo tỉnh Phú Thọ"."""
    title = source.info.title or ""
    folded_title = shadow(title)
    met = _MEETING.search(folded_title) if "kết luận" in folded_title else None
    if met is None:
        return None
    name = title[met.start(2) : met.end(2)]
    return f"{met[1]} {name.title() if name.isupper() else name}"


def _section_standing(title: str, printed: str, above: tuple[Standing, bool], base: Standing) -> tuple[Standing, bool]:
    """Standing and "speaks of tasks" of a section from its title (folded, printed) and the section above it."""
    if title.endswith((".", ";")):
        return above
    if (demand := _DEMAND.match(title)) and agency_at(title, demand.end(), printed):
        return above[0], True  # "Yêu cầu Giám đốc các sở:"
    if _NEVER.match(title):
        return Standing.NEVER, False
    if _TASKS.search(title) or _HANDS.match(title):
        return (base if above[0] in (Standing.SELDOM, Standing.ARTICLE) else above[0]), True
    if _SELDOM.match(title):
        return max(above[0], Standing.SELDOM, key=lambda standing: standing.value), above[1]
    return above
