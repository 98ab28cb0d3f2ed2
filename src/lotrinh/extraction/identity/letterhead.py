"""The letterhead: what the lines above and below the title say of number, date and issuing body.

Reads: `Prose`, `data/letterhead.toml`. Writes: `Letterhead`.

Also read are the boxes in which law sites repeat a document's identity ("Số hiệu | 23/KH-UBND") and the
line under an annex that names the document it belongs to ("Kèm theo Nghị quyết số … của …"). A number
that was left blank ("Số:      /KH-UBND") is none.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from functools import cache

import msgspec

from lotrinh.core.vietnamese.dates import parse_date
from lotrinh.core.vietnamese.text import shadow, unmark
from lotrinh.extraction.agencies import agency_at
from lotrinh.extraction.identity.head import head_of, is_state_motto
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.references.issuance import ENCLOSED, note_behind
from lotrinh.extraction.references.kinds import kinds_by_words
from lotrinh.extraction.references.signs import Sign, find_signs
from lotrinh.extraction.rules import lexicon
from lotrinh.reading.document import BlockKind

_LONGEST_HEAD_LINE = 160
_LONGEST_OPENING = 60
_OPENING_LINES = 3
_FEWEST_STACKED = 3
_OFFICE_BEHIND = re.compile(r" ?(?: [-–] |, |\().*$")  # "Lê Văn An - Chủ tịch"
_LONGEST_NOTE = 600
_NUMBER_WORD = re.compile(r"(?<!\w)(?:số ?(?:/|,)? ?(?:k[ýí] ?)?hiệu|s[ốôóoéếè6]|k[ýí] hiệu) ?[:.]? ?\|? ?$|\$6 ?: ?$")
_LIST = re.compile(r"[,;]|và ")
_CLOSING = re.compile(r"thông qua(?: vào)? (?=ngày [0-9])")
_THIS_ACT = re.compile(r" *(?:nghị quyết|luật|bộ luật|pháp lệnh)(?: này)? (?:đã )?được ")
_SPOILT = re.compile(
    r"(?:^|, ?)(?P<date>ng[a-z]y ?(?P<day>[0-9]{1,2}) ?th[a-z]{1,3}g ?(?P<month>[0-9]{1,2}) ?n[a-z]m ?"
    r"(?P<year>(?:19|20)[0-9]{2}))(?![0-9])"
)
_MONTHS = 12
_HOUR = re.compile(r"(?<=,) ?(?:hồi |lúc )?[0-9]{1,2} ?(?:giờ|h|g)(?: ?[0-9]{1,2})?(?: ?phút|p)?,?$")
_SIGNED = re.compile(r"(?<!\w)thời gian ký(?: số)? ?: ?")
_SIGNING_LINES = 12


class Field(msgspec.Struct, frozen=True, gc=False):
    """A value and where it was read: prose offsets, and the rule that read it."""

    value: str
    start: int
    end: int
    rule: str


class Letterhead(msgspec.Struct, frozen=True):
    """What was found. `head`: lines up to the body; `box`: field → what a law site says."""

    head: tuple[Line, ...]
    number: Field | None
    date: Field | None
    place: str | None  # of the date line
    motto: bool
    box: dict[str, Field]
    annex: dict[str, Field]


def letterhead_of(prose: Prose) -> Letterhead:
    """The letterhead of a document; it looks at its first lines, and for annexes at their notes."""
    head = head_of(prose)
    box = _box(prose, head)
    date = _date(prose, head) or _spoilt_date(prose, head)
    number = _number(prose, head)
    return Letterhead(
        head=head,
        number=number or box.get("number"),
        date=date[0] if date else _beside(prose, number),
        place=date[1] if date else None,
        motto=any(_is_motto(prose, line) for line in head),
        box=box,
        annex=_annex_note(prose),
    )


@cache
def _labels() -> dict[str, str]:
    return {shadow(word): field for field, words in lexicon("letterhead")["labels"].items() for word in words}


def _box(prose: Prose, head: tuple[Line, ...]) -> dict[str, Field]:
    """Fields of a law site's box: a label, and its value in the next cell or behind the colon."""
    labels = _labels()
    found: dict[str, Field] = {}
    alone = [line for line in head if prose.shadow[line.start : line.end] in labels]
    stacked = len(alone) >= _FEWEST_STACKED  # every value stands below its label
    for place, line in enumerate(head):
        shade = prose.shadow[line.start : line.end]
        if len(shade) > _LONGEST_HEAD_LINE:
            continue
        several = list(_labelled().finditer(shade))
        if len(several) > 1:
            _put_labelled(prose, line, several, found)
            continue
        label, colon, rest = shade.partition(":")
        field = labels.get(label.strip(" |*-•"))
        if field is None or field in found:
            continue
        if rest.strip(" |") and colon:
            start = line.start + len(label) + 1
            start += len(prose.text[start : line.end]) - len(prose.text[start : line.end].lstrip(" |"))
            found[field] = _boxed(prose, field, start, line.end)
        elif place + 1 < len(head) and (line.kind is BlockKind.CELL or (stacked and line in alone)):
            value = head[place + 1]
            found[field] = _boxed(prose, field, value.start, value.end)
    signer = found.get("signer")
    if signer is not None and (office := _OFFICE_BEHIND.search(signer.value)) is not None:
        found["signer"] = msgspec.structs.replace(signer, value=signer.value[: office.start()])
    dates = found.get("date")
    if dates is not None:
        date = parse_date(prose.shadow, dates.start)
        if date is None:
            del found["date"]
        else:
            found["date"] = msgspec.structs.replace(dates, value=date.value.isoformat(), end=date.end)
    return {field: value for field, value in found.items() if value.value and "cập nhật" not in value.value}


@cache
def _labelled() -> re.Pattern[str]:
    """A label and its colon; several stand on one line where a site's table was flattened."""
    others = lexicon("letterhead")["labels_of_others"]["words"]
    return re.compile(rf"({any_of((*_labels(), *others))}) ?: ?")


def _put_labelled(prose: Prose, line: Line, labelled: list[re.Match[str]], found: dict[str, Field]) -> None:
    """Add what stands behind each label of a line up to the next ("Số hiệu: 8/QĐ-UBND Loại văn bản: Quyết định")."""
    ends = [*(label.start() for label in labelled[1:]), line.end - line.start]
    for label, end in zip(labelled, ends, strict=True):
        field = _labels().get(label[1])
        if field is not None and field not in found:
            found[field] = _boxed(prose, field, line.start + label.end(), line.start + end)


def _boxed(prose: Prose, field: str, start: int, end: int) -> Field:
    value = prose.text[start:end].strip(" |")
    return Field(value.replace(" ", "") if field == "number" else value, start, start + len(value), "document.box")


def _number(prose: Prose, head: tuple[Line, ...]) -> Field | None:
    for line in head:
        if line.end - line.start > _LONGEST_HEAD_LINE and not prose.shadow.startswith("của ", line.start):
            continue
        for sign in find_signs(prose, line.start, min(line.end, line.start + _LONGEST_HEAD_LINE)):
            if _is_own(prose, line, sign):
                return Field(sign.number, sign.start, sign.end, "document.letterhead")
    for line in head[:_OPENING_LINES]:
        for sign in find_signs(prose, line.start, line.end):  # "QUYẾT ĐỊNH 12/QĐ-BNV" on a line of its own
            if sign.end == line.end and prose.shadow[line.start : sign.start].strip(" *") in kinds_by_words():
                return Field(sign.number, sign.start, sign.end, "document.letterhead")
    return None


def _is_own(prose: Prose, line: Line, sign: Sign) -> bool:
    left = prose.shadow[line.start : sign.start]
    word = _NUMBER_WORD.search(left)
    if word is None:
        return not left.strip(" |*") and line.kind is BlockKind.LETTERHEAD
    before = left[: word.start()].strip(" |*_-—–=.:")
    if not before:
        return True
    if before in kinds_by_words():  # "Luật số: 31/2024/QH15", but not "Nghị quyết số 57-NQ/TW đã giao …"
        rest = prose.shadow[sign.end : line.end].strip(" |*.")
        return not rest or (":" in word[0] and len(rest) < _LONGEST_OPENING and not _LIST.match(rest))
    if before.startswith(tuple(kinds_by_words())) and " của " in before and len(before) < _LONGEST_OPENING:
        return line.index <= 1 and not any(
            c.isdecimal() or c == ";" for c in before
        )  # "Nghị định của Chính phủ số 94/1998/NĐ-CP …" as the first line
    if before.startswith("của ") and line.index:
        above = prose.lines[line.index - 1]
        return (
            prose.shadow[above.start : above.end].strip(" *:") in kinds_by_words()
        )  # "NGHỊ ĐỊNH ⏎ CỦA CHÍNH PHỦ SỐ …"
    if before.endswith(tuple(kinds_by_words())):
        return False
    # In scans number, motto and issuer run together on one line.
    printed = prose.text[line.start : line.start + word.start()]
    return line.kind is BlockKind.LETTERHEAD or ":" in word[0] or "phúc" in before or printed.isupper()


def _is_motto(prose: Prose, line: Line) -> bool:
    shade = prose.shadow[line.start : line.end]
    return len(shade) <= _LONGEST_HEAD_LINE and (
        "tự do - hạnh phúc" in shade or "chủ nghĩa việt nam" in shade or is_state_motto(shade)
    )


def _date(prose: Prose, head: tuple[Line, ...]) -> tuple[Field, str | None] | None:
    """The date line "Lạng Sơn, ngày 26 tháng 01 năm 2023", and its place."""
    for line in head:
        if line.end - line.start > _LONGEST_HEAD_LINE:
            continue
        at = prose.shadow.find("ngày ", line.start, line.end)
        before = _HOUR.sub("", prose.shadow[line.start : at].rstrip()) if at >= 0 else ""
        if at < 0 or (before and not before.endswith(",")) or (line.kind is BlockKind.CELL and not before):
            continue
        found = parse_date(prose.shadow, at)
        if found is not None and found.end <= line.end:
            if not before and prose.shadow.startswith(", ", found.end):
                continue  # "Ngày 05/01/2024, toàn tỉnh có …": a sentence begins
            signs = find_signs(prose, line.start, at)
            begin = signs[-1].end if signs else line.start
            if prose.shadow[begin : begin + 1] == ",":
                continue  # "Thông tư số 02/2017/TT-BTC, ngày 06/01/2017": the day of another document
            hour = _HOUR.search(prose.shadow[line.start : at].rstrip())
            behind = line.start + hour.start() if hour else at
            place = prose.text[begin:behind].rstrip(" ,").rsplit("|", 1)[-1].strip(" *")
            return Field(found.value.isoformat(), at, found.end, "document.letterhead"), place or None
    return None


def _spoilt_date(prose: Prose, head: tuple[Line, ...]) -> tuple[Field, str | None] | None:
    """The date line as scans spoil it ("Lạng Sơn, ngảy 26 thảng 01 năm 2023"): its words are read by their letters."""
    for line in head:
        if line.end - line.start > _LONGEST_HEAD_LINE or line.kind is BlockKind.CELL:
            continue
        found = _SPOILT.search(unmark(prose.shadow[line.start : line.end]))
        if found is None:
            continue
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
        if not (1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]):
            continue
        start, end = line.start + found.start("date"), line.start + found.end()
        place = prose.text[line.start : line.start + found.start()].rsplit("|", 1)[-1].strip(" *")
        return Field(datetime.date(year, month, day).isoformat(), start, end, "document.letterhead"), place or None
    return None


def _beside(prose: Prose, number: Field | None) -> Field | None:
    """A date right behind the document's own number: "Số 94/1998/NĐ-CP ngày 17 tháng 11 năm 1998"."""
    found = parse_date(prose.shadow, number.end + 1) if number else None
    if number is None or found is None or not prose.shadow.startswith(" ngày ", number.end):
        return None
    return Field(found.value.isoformat(), number.end + 1, found.end, "document.letterhead")


def closing_date(prose: Prose) -> Field | None:
    """The date in "Nghị quyết này được Quốc hội … thông qua ngày 19 tháng 02 năm 2025"."""
    for line in reversed(prose.lines):
        if _THIS_ACT.match(prose.shadow, line.start, line.end):
            passed = _CLOSING.search(prose.shadow, line.start, line.end)
            found = parse_date(prose.shadow, passed.end()) if passed else None
            if passed and found and found.end <= line.end:
                return Field(found.value.isoformat(), passed.end(), found.end, "document.closing")
    return None


def signing_date(prose: Prose) -> Field | None:
    """The date in the note of a digital signature above the head: "Thời gian ký: 01.03.2023 15:52"."""
    for line in prose.lines[:_SIGNING_LINES]:
        signed = _SIGNED.search(prose.shadow, line.start, min(line.end, line.start + _LONGEST_NOTE))
        found = parse_date(prose.shadow, signed.end()) if signed else None
        if signed and found:
            return Field(found.value.isoformat(), signed.end(), found.end, "document.signing")
    return None


def _annex_note(prose: Prose) -> dict[str, Field]:
    """Number, date and issuer of the document an annex says it belongs to."""
    shade = prose.shadow
    at = shade.find("kèm theo ")
    while at >= 0:
        line = prose.line_at(at)
        noted_at = ENCLOSED.match(shade, line.start, line.end) or note_behind(prose, line)
        if noted_at and line.end - line.start < _LONGEST_NOTE:
            noted = _noted(prose, noted_at.start(), line.end)
            if noted:
                return noted
        at = shade.find("kèm theo ", at + 9)
    return {}


def _noted(prose: Prose, start: int, end: int) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for sign in find_signs(prose, start, end):
        found["number"] = Field(sign.number, sign.start, sign.end, "document.annex")
        break
    at = prose.shadow.find("ngày ", start, end)
    date = parse_date(prose.shadow, at) if at >= 0 else None
    if date is None or date.end > end:
        return found
    found["date"] = Field(date.value.isoformat(), at, date.end, "document.annex")
    of = re.compile(r" ?,? ?của ").match(prose.shadow, date.end, end)
    stop = agency_at(prose.shadow, of.end(), prose.text) if of else None
    if of and stop and stop <= end:
        found["issuer"] = Field(prose.text[of.end() : stop], of.end(), stop, "document.annex")
    return found
