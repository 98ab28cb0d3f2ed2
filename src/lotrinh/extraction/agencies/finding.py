"""Agencies: where the name of an agency stands in a text, and where it ends.

Names hold commas and "và" ("Sở Văn hóa, Thể thao và Du lịch"), so a list of agencies cannot be split
at its commas. A name is read from its head word on: a ministry's or department's head is completed by
a field of work, a local agency's by a place, any other by capitalised words. Groups with no name of
their own ("các sở, ban, ngành", "UBND các huyện, thành phố") are one agency, as they are printed.

Reads: text and shadow (`Prose`), `data/agencies.toml`. Writes: spans and names in the printed order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from lotrinh.extraction.agencies.beginnings import ANCHORS, kinds_at
from lotrinh.extraction.agencies.groups import GROUP, OF, OFFICE, read_name
from lotrinh.extraction.agencies.own_names import place_end
from lotrinh.extraction.agencies.words import COMPLETE, FIELD, FIELDS, HEADS, STOP
from lotrinh.extraction.prose import Prose

_DEPARTMENTS = re.compile(rf"\b(?:các |những )?({HEADS})(?: ?: ?| )(?=(?:{FIELDS})(?!\w))")
_COLON_LIST = re.compile(rf"\b(?:các |những )({HEADS}) ?: ?(?=[^\W\d_])")  # whose members need not be known
_LIST = re.compile(r" ?[,;] ?| và ")
_MEMBER_ENDS = re.compile(r" ?[,;:.(]| và ")
_LONGEST_MEMBER = 60


class Agency(msgspec.Struct, frozen=True, gc=False):
    """One agency at ``[start, end)`` of the prose; `name` as printed, or completed from its list's head."""

    start: int
    end: int
    name: str
    group: bool = False  # a group with no name of its own: "các sở, ban, ngành"


def agency_at(shadow: str, position: int, text: str | None = None) -> int | None:
    """Where the agency that begins at `position` ends; None when none begins there.

    `text`: the printed text, equally long; without it only names that the lexicon knows are found.
    """
    kinds = kinds_at(shadow, position, len(shadow))
    if not kinds:
        return None
    found = read_name(text if text is not None else shadow, shadow, position, len(shadow), kinds)
    return found[0] if found else None


def agencies_in(prose: Prose, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the agencies named in ``[start, end)``: lists split, groups whole, in text order."""
    return [(agency.start, agency.end) for agency in find_agencies(prose, start, end)]


def find_agencies(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies named in ``[start, end)``, in text order. Linear in its length."""
    found: list[Agency] = []
    done = start
    for anchor in ANCHORS.finditer(prose.shadow, start, end):
        if anchor.start() < done:
            continue
        for agency in agencies_at(prose, anchor.start(), end):
            found.append(agency)
            done = agency.end
    return found


def agencies_at(prose: Prose, position: int, end: int) -> list[Agency]:
    """The agency that begins at `position`; several when one head serves a list ("các sở: Tài chính, Y tế")."""
    text, shadow = prose.text, prose.shadow
    kinds = kinds_at(shadow, position, end)
    if not kinds:
        return []
    if ("department" in kinds or "office" in kinds) and (listed := _listed(text, shadow, position, end)):
        return listed
    ended = read_name(text, shadow, position, end, kinds)
    if ended is None:
        return []
    stop, group = ended
    owners = OF.match(shadow, stop, end) if group else None
    if owners and shadow.startswith("các ", owners.end()) and (listed := _listed(text, shadow, owners.end(), end)):
        first = listed[0]  # "các đơn vị liên quan của các Bộ: Tài chính, Y tế"
        return [Agency(position, first.end, text[position : owners.end()] + first.name, True), *listed[1:]]
    return [Agency(position, stop, text[position:stop], group)]


def _listed(text: str, shadow: str, position: int, end: int) -> list[Agency]:
    """Agencies that share one head: "các Bộ: Công an, Quốc phòng", "Sở Tài chính, Nội vụ"."""
    office = OFFICE.match(shadow, position, end)
    begin = office.end() if office else position
    colon = _COLON_LIST.match(shadow, begin, end)
    head = colon or _DEPARTMENTS.match(shadow, begin, end)
    if head is None:
        return []
    if (whole := COMPLETE.match(shadow, position, end)) and whole.end() > head.end():
        return []  # "Phòng Thương mại và Công nghiệp Việt Nam"
    group = GROUP.match(shadow, position, end)
    first = FIELD.match(shadow, head.end(), end)
    if group and first and group.end() > first.end():
        return []  # "các Ban Xây dựng Đảng" is a group of its own
    plural = head.start(1) > head.start() or ":" in head[0] or bool(office and office[0].endswith(" các "))
    if not plural and not text[head.start(1)].isupper():
        return []
    kind = text[head.start(1) : head.end(1)]
    kind = kind[0].upper() + kind[1:]
    agencies: list[Agency] = []
    at = head.end()
    while field := _field_at(text, shadow, at, end, named=colon is not None):
        known = FIELD.match(shadow, at, end)
        sure = plural and known is not None and known.end() == field
        other = read_name(text, shadow, at, end, kinds_at(shadow, at, end)) if agencies else None
        if other and (not sure or other[0] > field):
            break  # "các sở: Y tế, Xây dựng; Công an tỉnh"
        begin = position if not agencies else at
        agencies.append(Agency(begin, field, f"{kind} {text[at:field]}"))
        separator = _LIST.match(shadow, field, end)
        if separator is None:
            break
        at = separator.end()
    if plural and colon is None and len(agencies) == 1 and office is None:
        only = agencies[0]
        following = _LIST.match(shadow, only.end, end)
        if following is None or not shadow.startswith(head[1], following.end()):  # "các Sở Y tế" of the land
            over = place_end(text, shadow, only.end, end)  # "các phòng Y tế các huyện, thị xã"
            return [Agency(position, over, text[position:over], True)]
    if not plural and len(agencies) == 2 and shadow[agencies[0].end : agencies[1].start] == " và ":
        return [Agency(position, agencies[1].end, text[position : agencies[1].end])]  # "Sở Du lịch và Thương mại"
    return agencies if len(agencies) > 1 or plural else []


def _field_at(text: str, shadow: str, position: int, end: int, *, named: bool) -> int | None:
    """End of the field of work at `position`; `named`: the list's colon says that any capitalised words are one."""
    if position >= end or not text[position].isupper():
        return None
    field = FIELD.match(shadow, position, end)
    known = field.end() if field else position
    if not named:
        return known if field else None
    stop = _MEMBER_ENDS.search(shadow, known, min(end, position + _LONGEST_MEMBER))
    verb = STOP.search(shadow, known, stop.start() if stop else min(end, position + _LONGEST_MEMBER))
    if verb is not None:
        return verb.start()
    return stop.start() if stop else known if field else None


def names(agencies: Iterable[Agency]) -> tuple[str, ...]:
    """The names in order, each once."""
    return tuple(dict.fromkeys(agency.name for agency in agencies))
