"""Titles of pages: what stands for a title where the form of the document is lost, as on law sites.

Reads: `Prose`, head lines. Writes: `Field`s.
"""

from __future__ import annotations

import re

from lotrinh.extraction.identity.head import is_recital
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.identity.named_bodies import is_session, parts_of
from lotrinh.extraction.identity.title_edges import ADDRESSED, LONGEST_TITLE, behind_own_name, body_end
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import issuance_at
from lotrinh.extraction.references.kinds import kinds_by_words
from lotrinh.extraction.references.signs import NUMBER_WORD, find_signs
from lotrinh.reading.document import BlockKind

_LONGEST_PLAIN = 400
_SUBJECT = ("về việc ", "v/v ")
_SITE_HEADING = re.compile(
    r"(?P<kind>[^\W\d]+(?: [^\W\d]+){0,3}) (?P<number>[0-9]\S*)(?: năm [0-9]{4}| ngày [0-9/]{6,10})?"
    r"(?: của [^,;]{4,80}(?= (?:về|quy định|ban hành|phê duyệt|hướng dẫn) ))? (?P<title>.+?)"
    r"(?: do .{3,60} ban hành)?$"
)
_BY = re.compile(r",? (?:được )?(?:ban hành )?(?:bởi|do) ")


def plain_title(prose: Prose, head: tuple[Line, ...], after: int) -> Field | None:
    """The first line of words below the date line of a document that bears no kind."""
    for line in head:
        printed = prose.text[line.start : line.end]
        if line.index > after and is_recital(prose, line):
            return None
        if line.index <= after or line.kind is BlockKind.CELL or not 8 < len(printed) <= _LONGEST_PLAIN:
            continue
        named = parts_of(prose, line) or is_session(prose, line)
        if not named and not ADDRESSED.match(prose.shadow, line.start, line.end):
            start = behind_own_name(prose, line.start, line.end)
            return Field(prose.text[start : line.end].strip(" .:*"), start, line.end, "document.title")
    return None


def named_in_heading(prose: Prose, head: tuple[Line, ...]) -> dict[str, Field]:
    """Kind, number, date, issuer and title in one heading: "Kế hoạch số 88/KH-UBND ngày 12/3/2025 về chuyển đổi số"."""
    line = head[0] if head else None
    if line is None or line.end - line.start > LONGEST_TITLE:
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
    body = body_end(prose, by.end(), line.end) if by else None
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
