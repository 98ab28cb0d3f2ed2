"""Articles: headline, date of publication and author of a text without the form of an official document.

Reads: `Prose`, what the head says of a date. Writes: `Field` by name.

A headline is a line of its own and no full sentence. Stored pages often lack it and begin with the running text:
such a text is an article all the same, one without a title. Lists, tables and the middle of a document are none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise

from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.identity.signatures import author_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.signs import find_signs
from lotrinh.extraction.rules import lexicon
from lotrinh.reading.document import BlockKind

# "25.01.2025", "30 - 10 - 2023", "28/06/2016-14:36:00 PM"
_PUBLISHED = re.compile(
    r"(?<![0-9/.-])(?P<day>[0-9]{1,2})(?P<mark>[./-]| - )(?P<month>[0-9]{1,2})(?P=mark)(?P<year>(?:19|20)[0-9]{2})"
    r"(?![0-9./]|-(?![0-9]{1,2}:))"
)
# A line of its own below the headline, as machines write days: "2024-10-28".
_ISO_LINE = re.compile(r" *(?P<date>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?:[ t][0-9:.+z]+)? *$")
# What stores of pages put before their texts: "date 2026-01-06", "date: 2024-03".
_STORED = re.compile(r" *(?:date|published) ?:? (?P<date>(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9-]) *")
_CLOCK = re.compile(r"(?<![0-9])[0-9]{1,2}:[0-9]{2}(?![0-9])")
_POSTED = pattern(r" *(?:ngày đăng|đăng ngày|đăng lúc|ngày xuất bản) ?:? ")
_DIGIT = re.compile(r"[0-9]")
_WHOLE_DATE = 10  # characters
_LONGEST_HEADLINE = 400
_LONGEST_KICKER = 60  # "Chủ tịch UBND tỉnh chỉ đạo:" above the headline itself
_LONGEST_BYLINE = 90
_BYLINE_LINES = 8
_PARTS_OF_SITE = 3
_SHORT_PART = 3  # blanks
_FEWEST_BARS = 3
_DATE_LINE = re.compile(r"\(?[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}|(?:cập nhật|ngày đăng|đăng lúc|thứ )")
_HEADLINE_LINES = 12
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4
_LEAD = 700  # characters of running text that take up the words of its headline
_ENOUGH, _MOST = 0.5, 0.7  # of its words
_RECITAL_LINES = 30
_SENTENCE = 40  # characters, of a line that ends like one
_PARAGRAPH = 160
# Lines that news sites print above a headline: hot lines, days and hours, "Cập nhật, 11:16".
_SITE_LINE = pattern(
    r"(?:đường dây nóng|hotline|điện thoại|email|lượt xem|cập nhật|ngày đăng|đăng ngày|đăng lúc|skip "
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])[, -]|chủ nhật[, -]|(?:cn|t[2-7])[.,] |[0-9]{1,2}[:h][0-9]{2}"
    r"|(?:ngày )?[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|\([0-9]{1,2}/[0-9]{1,2}/[0-9]{4}\)).{0,60}$"
    r"|[^@]{0,60}[\w.-]@[\w.-]+$"
    r"|(?:[^\W\d]{1,15}[ ,-]{1,3}){0,6}ngày [0-9]{1,2}(?: tháng |[/-])[0-9]{1,2}(?: năm |[/-])[0-9]{4}[ .]*$"
)
_PAGE_BUTTON = pattern(r"(?:(?:xem )?cỡ chữ|trang chủ)(?: .{0,40})?$")
_PART = re.compile(r"[0-9IVX]{1,4} ?[.)]\s|[-+•] |[a-zđ] ?\)\s|(?:Mục|Chương|Phần) [0-9IVX]{1,4}(?!\w)")
_ITEM = re.compile(r" *\(?[0-9]{1,2}\)")
_MID_TITLE = pattern(r"(?:đến|giai đoạn|của|và|tại|trong|theo|cho|tầm nhìn|thuộc|[0-9]+)(?!\w)")
_QUOTES = "\"“”‘'("


def article(prose: Prose) -> dict[str, Field | None]:
    """Kind, headline, date and author of an article; no kind for lists and tables and a document that lost its head."""
    opening = _opening(prose)
    title = _headline(prose, _taken_up(prose, opening) or _above_date(prose, opening)) if opening else None
    kind = Field("Bài viết", title.start, title.end, "document.article") if title and _reports(prose) else None
    return {
        "kind": kind,
        "title": title,
        "date": _stored_date(prose) or published(prose),
        "signer": author_of(prose),
    }


def headless_article(prose: Prose) -> Field | None:
    """The kind of a text that has no headline and yet tells in sentences what happened; None for all others."""
    opening = _opening(prose)
    if opening is None or not _reports(prose):
        return None
    start = _begin(prose, opening)
    begun = prose.text[start]
    if not (begun.isupper() or begun.isdecimal() or begun in _QUOTES):
        return None  # the middle of a sentence
    return Field("Bài viết", start, opening.end, "document.article")


def _reports(prose: Prose) -> bool:
    return _tells(prose) and not _recites(prose)


def _opening(prose: Prose) -> Line | None:
    """The first line that is not the site's own; None when a table or the middle of a document begins there."""
    for line in prose.lines[:_HEADLINE_LINES]:
        if line.kind is BlockKind.FURNITURE or line.end - _begin(prose, line) < 8:
            continue
        if _SITE_LINE.match(prose.shadow, line.start, line.end) or _is_ticker(prose, line):
            continue
        if prose.shadow[line.start : line.end] in _page_sections() or _is_kicker(prose, line):
            continue
        if _PAGE_BUTTON.match(prose.shadow, line.start, line.end):
            continue
        part = line.kind is BlockKind.CELL or _PART.match(prose.text, line.start, line.end)
        return None if part else line
    return None


def _is_ticker(prose: Prose, line: Line) -> bool:
    """Whether headlines of other pages run in the line, parted by bars."""
    return line.kind is not BlockKind.CELL and prose.text.count(" | ", line.start, line.end) >= _FEWEST_BARS


@cache
def _page_sections() -> frozenset[str]:
    """What a page prints above its headline: the part of the site, and its buttons."""
    return frozenset(map(shadow, lexicon("letterhead")["pages"]["sections"]))


def _begin(prose: Prose, line: Line) -> int:
    """Where a line begins behind the date that a store of pages put before it."""
    stored = _STORED.match(prose.shadow, line.start, line.end) if line.index == 0 else None
    return min(stored.end(), line.end - 1) if stored else line.start


def _taken_up(prose: Prose, opening: Line) -> Line | None:
    """The line above the running text whose words the text takes up, when `opening` is not such a line.

    Portals print their own names and notices above a headline ("Trang thông tin xã …", "Cho thuê nhà"); what the
    text goes on to speak of is its headline, whatever stands around it. None when no line tells.
    """
    candidates: list[Line] = []
    for line in prose.lines[opening.index : opening.index + _HEADLINE_LINES]:
        part = _PART.match(prose.text, line.start, line.end)
        if _is_running(prose, line) or (part and part[0][0].isalnum()):
            break
        if line.kind is not BlockKind.CELL and part is None:
            candidates.append(line)
    else:
        return None
    told = set(_WORD.findall(prose.shadow, line.start, line.start + _LEAD))
    if len(candidates) < 2 or _share(prose, candidates[0], told) >= _ENOUGH:
        return None
    best = max(candidates[1:], key=lambda candidate: _share(prose, candidate, told))
    return best if _share(prose, best, told) >= _MOST else None


def _is_running(prose: Prose, line: Line) -> bool:
    ends = prose.text[line.end - 1] in '.…:;"”'
    return line.end - line.start >= (_SENTENCE if ends else _PARAGRAPH)


def _share(prose: Prose, line: Line, told: set[str]) -> float:
    """Which part of a line's words is among `told`; 0 for a line of few words."""
    words = _WORD.findall(prose.shadow, line.start, line.end)
    return sum(word in told for word in words) / len(words) if len(words) >= _FEWEST_WORDS else 0.0


def _above_date(prose: Prose, opening: Line) -> Line:
    """The line right above the date of publication, when parts of the site stand above it; else `opening`."""
    if prose.text.count(" ", opening.start, opening.end) >= _SHORT_PART:
        return opening
    for line in prose.lines[opening.index + 1 : opening.index + 1 + _PARTS_OF_SITE]:
        if not prose.text[line.end - 1].isalnum() or line.end - line.start > _LONGEST_BYLINE:
            return opening
        below = prose.lines[line.index + 1] if line.index + 1 < len(prose.lines) else line
        dated = _DATE_LINE.match(prose.shadow, below.start, below.end) is not None
        if (
            dated
            and prose.text.count(" ", opening.start, opening.end) < _SHORT_PART
            and " " in prose.text[line.start : line.end]
        ):
            return line
    return opening


def _is_kicker(prose: Prose, line: Line) -> bool:
    """Whether the line only announces the headline below it ("Chủ tịch UBND tỉnh chỉ đạo:")."""
    if prose.text[line.end - 1] != ":" or line.end - line.start > _LONGEST_KICKER or line.index + 1 >= len(prose.lines):
        return False
    below = prose.lines[line.index + 1]
    return (
        below.kind is BlockKind.PARAGRAPH
        and 8 < below.end - below.start <= _LONGEST_HEADLINE
        and _PART.match(prose.text, below.start, below.end) is None
        and prose.text[below.end - 1].isalnum()
    )


def _headline(prose: Prose, line: Line) -> Field | None:
    """The headline that fills the line; None when the text itself begins there."""
    start = _begin(prose, line)
    # A headline is no full sentence: a text that begins with one has no headline.
    if line.end - start > _LONGEST_HEADLINE or prose.text[line.end - 1] in ".;…,":
        return None
    lists = prose.text[line.end - 1] == ":" and _DIGIT.search(prose.text, start, line.end) is None
    if lists or prose.shadow.endswith("sau:", start, line.end):
        return None  # "… đề nghị các Cục Thuế thực hiện như sau:", "Dự báo dân số:": the middle of a text
    printed = prose.text[start : line.end]
    if printed.isupper() and _MID_TITLE.match(prose.shadow, start):
        return None  # "ĐẾN NĂM 2020, TẦM NHÌN NĂM 2030": a fragment that begins within a title
    if sum(one.islower() and following.isupper() for one, following in pairwise(printed)) > 1:
        return None  # a bad scan
    return _span(prose, line)


def _span(prose: Prose, line: Line) -> Field:
    start = _begin(prose, line)
    return Field(prose.text[start : line.end].strip(" *"), start, line.end, "document.article")


def _recites(prose: Prose) -> bool:
    """Whether recitals ("Căn cứ Luật …;") stand in it: then it is a document that lost its head."""
    lines = prose.lines[:_RECITAL_LINES]
    return any(prose.shadow.startswith("căn cứ ", line.start) and prose.text[line.end - 1] == ";" for line in lines)


def _tells(prose: Prose) -> bool:
    """Whether a sentence of running text stands in it: lists and tables are no articles."""
    return any(
        line.kind is not BlockKind.CELL
        and _ITEM.match(prose.text, line.start) is None
        and line.end - line.start >= (_SENTENCE if prose.text[line.end - 1] in '.…"”' else _PARAGRAPH)
        and prose.text[line.end - 1] in '.…"”:'
        for line in prose.lines
    )


def _is_day(printed: str) -> bool:
    """Whether "2024-10-28" is a day of the calendar; "2024-13-10" and a month alone are none."""
    try:
        return len(printed) == _WHOLE_DATE and bool(date.fromisoformat(printed))
    except ValueError:
        return False


def _stored_date(prose: Prose) -> Field | None:
    stored = _STORED.match(prose.shadow) if prose.lines else None
    if stored is None or not _is_day(stored["date"]):
        return None
    return Field(stored["date"], *stored.span("date"), "document.article")


def published(prose: Prose, title: int = -1) -> Field | None:
    """The date of publication under the headline: "25.01.2025 | 14:53:59". `title`: a line to pass over.

    Above the headline a page may show the day on which it was stored; the earlier of two days with a clock is meant.
    """
    days = [day for line in prose.lines[:_BYLINE_LINES] if line.index != title and (day := _day_of(prose, line))]
    told = [day for day in days if _POSTED.match(prose.shadow, *_line_span(prose, day))]
    if told:
        return told[0]
    timed = [day for day in days if _CLOCK.search(prose.shadow, *_line_span(prose, day))]
    if timed and days[0] is timed[0]:
        return min(timed, key=lambda day: day.value)
    return days[0] if days else None


def _day_of(prose: Prose, line: Line) -> Field | None:
    """The day that a short line prints outside a sentence."""
    if line.end - line.start > _LONGEST_BYLINE or find_signs(prose, line.start, line.end):
        return None
    if prose.text[line.end - 1 : line.end] == ";":
        return None
    iso = _ISO_LINE.match(prose.shadow, line.start, line.end) if line.index else None
    if iso and _is_day(iso["date"]):
        return Field(iso["date"], *iso.span("date"), "document.article")
    printed = _PUBLISHED.search(prose.shadow, line.start, line.end)
    day = parse_date("/".join(printed.group("day", "month", "year"))) if printed else None
    if printed and day and not _is_told(prose, line, printed.end()):
        return Field(day.value.isoformat(), *printed.span(), "document.article")
    return None


def _line_span(prose: Prose, field: Field) -> tuple[int, int]:
    """The line in which a field is printed."""
    line = prose.line_at(field.start)
    return line.start, line.end


def _is_told(prose: Prose, line: Line, date_end: int) -> bool:
    """Whether the date in front of `date_end` stands in a sentence: "Riêng ngày 24/01/2024, toàn tỉnh có 450 xe."."""
    return prose.text.endswith(".", line.start, line.end) and len(_WORD.findall(prose.text, date_end, line.end)) >= (
        _FEWEST_WORDS
    )
