"""Headings: which lines head a section, and by what title.

Reads: `Prose`, markers. Writes: one `Heading` per heading line.

Numbered paragraphs are headings even when they run on for a page ("2.1. Các sở, ban, ngành tiếp tục
rà soát …"): their title is the lead clause. Bullets are headings only when they introduce a list of
another kind. Lines in capitals or bold, and what the source marks as a heading, need no number.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.persons import is_person
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.kinds import kinds_by_words
from lotrinh.extraction.structure.markers import Marker
from lotrinh.reading.document import BlockKind


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading line. `style` and `value` say which list it continues and where it stands in it.

    `rank`: small is high. `resets`: it ends whatever was open (a new letterhead, an attached document);
    with an empty `style` it only resets and heads nothing. `opens`: it only introduces the list below it.
    """

    line: int
    start: int
    end: int
    label: str
    title: str
    kind: str
    style: str
    value: int
    rank: float
    rule: str
    resets: bool = False
    reasons: tuple[str, ...] = ()
    opens: bool = False


_LONGEST_TITLE = 250
_TITLE_LINES = 4
_TITLED_BELOW = frozenset({"part", "chapter", "division"})
_LONGEST_UNNUMBERED = 200
_CAPITALS_RANK = 5.5  # above I., below chapters
_CAPITALS_WITHIN_RANK = 7  # where chapters are numbered I., II., other capitals head parts of them
_BOLD_RANK = 15.5  # below everything numbered
_ATTACHED_RANK = 0.5
_FEWEST_WORDS = 3
_HEAD_LINES = 60
_SHORTEST_PARAGRAPH = 150
_RECITES = ("căn cứ", "xét ", "theo đề nghị", "theo tờ trình", "kính gửi")
_LONGEST_OPENING = 100
_OPENS = pattern(r"(?:một số |các |những |về )*(?:chỉ tiêu|mục tiêu cụ thể|nhiệm vụ cụ thể|nội dung cụ thể)(?!\w)")
_CLAUSE_END = re.compile(r"[:;.](?:(?<!\.)|(?= |$))")
_ATTACHED_KINDS = (
    "kế hoạch", "đề án", "chương trình", "quy chế", "quy định", "phương án", "danh mục", "đề cương", "báo cáo",
    "điều lệ", "dự toán", "quy hoạch", "nội quy", "hướng dẫn", "bảng phân công", "chiến lược",
)  # fmt: skip
_ATTACHED = re.compile(rf"(?:{any_of(_ATTACHED_KINDS)})(?!\w)(?! (?:chung|cụ thể|khác)$)")
_NOT_HEADINGS = re.compile(
    r"(?:kính gửi|quyết định|quyết nghị|chỉ thị|nghị quyết|thông báo|công điện|t/?m|k/?t|t\.? ?l|tuq|q)\b ?[.:]?|"
    r"nơi nhận|cộng hòa|độc lập|đảng cộng sản|"
    r"(?:phó )?(?:chủ tịch|chủ nhiệm|bí thư|giám đốc|thủ tướng|bộ trưởng|thứ trưởng|trưởng ban|"
    r"chánh văn phòng|viện trưởng|tổng cục trưởng|trưởng (?:tiểu ban|phòng)|phó trưởng|hiệu trưởng|chánh thanh tra)|"
    r"ủy ban nhân dân|hội đồng nhân dân|chính phủ|quốc hội|số ?:"
)
_LETTERHEAD = re.compile(
    r" *(?:cộng hòa xã hội chủ|độc lập ?- ?tự do ?- ?hạnh phúc|đảng cộng sản việt nam|"
    r"(?:ủy ban|hội đồng) nhân dân ?\|?$)"
)
_QUIET = (BlockKind.CELL, BlockKind.FURNITURE, BlockKind.NOTE)


def headings_of(prose: Prose, markers: list[Marker | None]) -> dict[int, Heading]:
    """Line index → heading, in text order."""
    headings: dict[int, Heading] = {}
    begun = False  # a numbered heading was seen: titles and letterheads are behind us
    romans = False
    capital = 0  # value of the last heading "A.", "B.": a capital out of turn is an initial or a formula
    last = -1  # last line that an earlier heading took as its title
    head = _last_of_head(prose)
    told = False  # running text was seen: the title is behind us
    titling = False  # the document's kind was seen, and below it stand the lines of its title
    for line in prose.lines:
        if line.kind in _QUIET or line.end == line.start or line.index <= last:
            continue
        marker = markers[line.index]
        if not begun and marker is None and (titling := _is_of_title(prose, line, begun=titling)):
            continue
        if line.kind is BlockKind.LETTERHEAD or (begun and marker is None and _is_letterhead(prose, line)):
            if begun:
                headings[line.index] = _reset(line)
                begun = romans = False
            continue
        if marker is not None and marker.kind == "capital" and marker.value not in (1, capital + 1):
            # A text cut out of a document may begin with its part C, an initial stands before a name.
            marker = marker if not begun and _is_part(prose, line, marker) else None
        if marker is not None:
            heading = _numbered(prose, line, marker, markers)
        else:
            told = told or (line.index > head and _is_running_text(prose, line))
            few = not begun and len(prose.text[line.start : line.end].split()) < _FEWEST_WORDS  # a journalist's name
            heading = _unnumbered(prose, line, begun=begun or (told and not few), romans=romans)
        if heading is None:
            continue
        if marker is not None and marker.kind == "capital":
            capital = marker.value
        if heading.resets:
            romans, capital = False, 0
        if heading.resets or (marker is not None and heading.kind in _TITLED_BELOW and marker.body >= line.end):
            heading, last = _with_title(prose, heading, markers)
        headings[line.index] = heading
        begun = begun or marker is not None
        romans = romans or heading.kind == "roman"
    return headings


def _last_of_head(prose: Prose) -> int:
    """The last line among the first ones that bears a motto or a kind: sites put running text above the head, too."""
    last = -1
    for line in prose.lines[:_HEAD_LINES]:
        if line.end - line.start <= _LONGEST_UNNUMBERED:
            kind = prose.shadow[line.start : line.end].strip(" :*") in kinds_by_words()
            if kind or line.kind is BlockKind.LETTERHEAD or _LETTERHEAD.match(prose.shadow, line.start, line.end):
                last = line.index
    return last


def _is_running_text(prose: Prose, line: Line) -> bool:
    """Whether a line is a whole sentence of the body: an introduction, not a title nor a recital."""
    if line.end - line.start < _SHORTEST_PARAGRAPH or prose.text[line.end - 1] not in ".:":
        return False
    return not prose.text[line.start : line.start + 20].isupper() and not prose.shadow.startswith(_RECITES, line.start)


def _is_part(prose: Prose, line: Line, marker: Marker) -> bool:
    """Whether a capital out of turn heads a part: alone above its title, or before several words in capitals."""
    title = prose.text[marker.body : line.end]
    if not title:
        return line.index + 1 < len(prose.lines)
    return title.isupper() and len(title.split()) >= _FEWEST_WORDS


def _is_of_title(prose: Prose, line: Line, *, begun: bool) -> bool:
    """Whether a line is the document's kind, or goes on with the title `begun` by it."""
    if line.end - line.start > _LONGEST_TITLE:
        return False
    goes_on = begun and (line.kind is BlockKind.HEADING or _is_bold(prose, line))
    return goes_on or prose.shadow[line.start : line.end].strip(" :*") in kinds_by_words()


def _with_title(prose: Prose, heading: Heading, markers: list[Marker | None]) -> tuple[Heading, int]:
    """ "PHỤ LỤC I" or "KẾ HOẠCH" with the lines in capitals below it, which are its title."""
    titles = [heading.title] if heading.label == "" else []  # "KẾ HOẠCH" is part of its title, "PHỤ LỤC I" is not
    last = heading.line
    for line in prose.lines[heading.line + 1 : heading.line + 1 + _TITLE_LINES]:
        printed = prose.text[line.start : line.end]
        marker = markers[line.index]
        named = marker is not None and marker.kind == heading.kind == "annex" and not marker.value  # "BIỂU PHÂN CÔNG"
        if line.kind in _QUIET or (marker is not None and not named) or not printed.isupper():
            break
        titles.append(printed.strip(" .:;"))
        last = line.index
    title = " ".join(titles)[:_LONGEST_TITLE] if titles else heading.title
    return msgspec.structs.replace(heading, title=title), last


def _is_letterhead(prose: Prose, line: Line) -> bool:
    return line.end - line.start < 80 and _LETTERHEAD.match(prose.shadow, line.start, line.end) is not None


def _reset(line: Line) -> Heading:
    return Heading(line.index, line.start, line.end, "", "", "letterhead", "", 0, 0, "section.letterhead", resets=True)


def _numbered(prose: Prose, line: Line, marker: Marker, markers: list[Marker | None]) -> Heading | None:
    bullet = marker.kind == "bullet"
    if bullet and not _introduces(prose, line, marker, markers):
        return None
    start, end, title = _title(prose, line, marker, markers)
    return Heading(
        line=line.index,
        start=start,
        end=end,
        label=marker.label,
        title=title,
        kind=marker.kind,
        style=marker.style,
        value=marker.value,
        rank=marker.level_hint,
        rule="section.bullet" if bullet else "section.named" if marker.level_hint < 5 else "section.numbered",
        resets=marker.kind == "annex",
        opens=_opens(prose, line, marker),
    )


def _opens(prose: Prose, line: Line, marker: Marker) -> bool:
    """Whether a numbered line only introduces what follows: "2. Các chỉ tiêu chủ yếu đến năm 2025", "3. Cụ thể:"."""
    if prose.text[line.end - 1] == ":":
        return True
    short = line.end - marker.body <= _LONGEST_OPENING and prose.text[line.end - 1] not in ".;"
    return short and _OPENS.match(prose.shadow, marker.body, line.end) is not None


def _introduces(prose: Prose, line: Line, marker: Marker, markers: list[Marker | None]) -> bool:
    """Whether a bullet ends in a colon and a list of another kind follows it, at most one line later."""
    if prose.text[line.end - 1] != ":" or line.end - line.start > _LONGEST_UNNUMBERED * 2:
        return False
    for after in markers[line.index + 1 : line.index + 3]:
        if after is not None:
            return after.level_hint > marker.level_hint or after.kind in ("number", "dotted", "letter", "item")
    return False


def _title(prose: Prose, line: Line, marker: Marker, markers: list[Marker | None]) -> tuple[int, int, str]:
    """Span of the heading and its title: the whole line when short, else its lead clause."""
    text = prose.text
    end = line.end
    if line.end - marker.body > _LONGEST_TITLE:
        clause = _CLAUSE_END.search(text, marker.body + 3, marker.body + _LONGEST_TITLE)
        if clause is not None:
            end = clause.start()
        else:
            blank = text.rfind(" ", marker.body, marker.body + _LONGEST_TITLE)
            end = blank if blank > marker.body else marker.body + _LONGEST_TITLE
    title = text[marker.body : end].strip(" .:;/")
    if not title and line.index + 1 < len(prose.lines):
        below = prose.lines[line.index + 1]
        if 0 < marker.level_hint < 5:
            title = _following_title(prose, below)
        elif marker.level_hint > 0 and markers[below.index] is None:
            title = _following_clause(prose, below)
    return line.start, max(end, line.start + 1), title


def _following_clause(prose: Prose, line: Line) -> str:
    """The lead clause of the line below a number that stands alone ("1 . ⏎ Sở Tài chính tổng hợp …")."""
    if line.kind is not BlockKind.PARAGRAPH:
        return ""
    clause = _CLAUSE_END.search(prose.text, line.start, min(line.end, line.start + _LONGEST_TITLE))
    end = clause.start() if clause else min(line.end, line.start + _LONGEST_TITLE)
    return prose.text[line.start : end].strip(" .:;/")


def _following_title(prose: Prose, line: Line) -> str:
    """ "CHƯƠNG I" and "QUY ĐỊNH CHUNG" stand on two lines."""
    title = prose.text[line.start : line.end]
    fits = line.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and len(title) <= _LONGEST_TITLE
    return title.strip(" .:;") if fits and (title.isupper() or _is_bold(prose, line)) else ""


def _unnumbered(prose: Prose, line: Line, *, begun: bool, romans: bool) -> Heading | None:
    size = line.end - line.start
    if size > _LONGEST_UNNUMBERED or size < 3:
        return None
    title = prose.text[line.start : line.end]
    capitals = title.isupper()
    marked = line.kind is BlockKind.HEADING and line.level > 0
    if not (capitals or marked or _is_bold(prose, line)):
        return None
    shade = prose.shadow[line.start : line.end].lstrip(" (")
    if not _is_wording(title) or _NOT_HEADINGS.match(shade) or title.endswith(("./.", ",")):
        return None
    if not capitals and is_person(title):
        return None
    attached = capitals and _ATTACHED.match(shade) is not None
    if not begun and not marked:
        return None  # the document's own title
    if attached:
        style, rank = "attached", _ATTACHED_RANK
    elif marked:
        style, rank = f"#{line.level}", 2 + min(line.level, 9) * 0.5
    elif capitals:
        style, rank = "CAPITALS", _CAPITALS_WITHIN_RANK if romans else _CAPITALS_RANK
    else:
        style, rank = "bold", _BOLD_RANK
    return Heading(
        line=line.index,
        start=line.start,
        end=line.end,
        label="",
        title=title.strip(" .:;"),
        kind="title",
        style=style,
        value=0,
        rank=rank,
        rule="section.unnumbered",
        resets=attached,
    )


def _is_wording(title: str) -> bool:
    """Whether a line is made of words: formulas ("N-NO3-, P-PO43-") and rows of codes are in capitals too."""
    letters = sum(c.isalpha() for c in title)
    printed = len(title) - title.count(" ")
    return title[0].isalpha() and letters * 10 >= printed * 6 and printed < len(title)


def _is_bold(prose: Prose, line: Line) -> bool:
    block, raw = prose.document.blocks[line.index], prose.document.text
    return raw.startswith("**", block.start) and raw.endswith("**", block.start, block.end)
