"""Sent to: whom a letter is for, and the words by which it turns to them.

"Kính gửi: Ủy ban nhân dân các tỉnh …" above, "… đề nghị quý Ủy ban rà soát …" below: the second is for the first.

Reads: `Prose`. Writes: `Agency`s and `Assignment`s.
"""

from __future__ import annotations

from itertools import pairwise

from lotrinh.extraction.agencies import Agency, find_agencies
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.tasks.assignments import Assignment

_SENT_TO = pattern(r"\W*kính gửi ?:?")
_BULLET = pattern(r" *[-–+•*]")
_MOST_LINES = 12  # of addressees
_SHORTEST, _JOINT = 3, 4  # characters of a name, and of " và " between two
_HEAD = 60  # lines among which they stand
_ASKS = pattern(
    r"(?:(?:[^.;:()]{2,90} )?(?:trân trọng )?(?:kính )?(?:đề nghị|yêu cầu|rất mong|kính mong|mong))"
    r" (?:các )?(?:quý (?:cơ quan|đơn vị|sở|bộ|ủy ban|ngành|ban|hội|cục|công ty|doanh nghiệp|đồng chí|ông|bà)"
    r"(?:,? (?:cơ quan|đơn vị|ngành|địa phương))?|quý vị|đồng chí|ông \(bà\)|ông/bà|ông, bà)"
    r"(?: ?:| (?=[^\W\d_]))"
)
_NOT_ASKED = pattern(r" ?(?:nguyễn|trần|lê|phạm|hoàng|bí thư|chủ tịch|phó|giám đốc|trưởng|bộ trưởng)(?!\w)")


def addressees_of(prose: Prose) -> tuple[Agency, ...]:
    """Whoever stands behind "Kính gửi", on its line and in the list below it; nobody in a text that is no letter."""
    opening = next((line for line in prose.lines[:_HEAD] if _SENT_TO.match(prose.shadow, line.start, line.end)), None)
    if opening is None:
        return ()
    sent = _SENT_TO.match(prose.shadow, opening.start, opening.end)
    items = [(sent.end() if sent else opening.start, opening.end)]
    for line in prose.lines[opening.index + 1 : opening.index + 1 + _MOST_LINES]:
        bullet = _BULLET.match(prose.shadow, line.start, line.end)
        if bullet is None:
            break
        items.append((bullet.end(), line.end))
    return tuple(agency for start, end in items for agency in _named(prose, start, end))


def _named(prose: Prose, start: int, end: int) -> list[Agency]:
    """The agencies of one item of the list, or all its words as one name where they are no list of agencies."""
    printed = prose.text[start:end]
    begin = start + len(printed) - len(printed.lstrip(" :*"))
    stop = start + len(printed.rstrip(" ;.,*"))
    if stop - begin < _SHORTEST:
        return []
    found = find_agencies(prose, begin, stop)
    if found and found[0].start == begin and _covers(prose.shadow, found, stop):
        return found
    return [Agency(begin, stop, prose.text[begin:stop], True)]


def _covers(shadow: str, found: list[Agency], end: int) -> bool:
    """Whether nothing but joints stands between the agencies and behind the last one."""
    between = [shadow[first.end : second.start] for first, second in pairwise(found)]
    return all(len(words) <= _JOINT for words in between) and found[-1].end == end


def turned_to(prose: Prose, start: int, end: int, addressees: tuple[Agency, ...]) -> Assignment | None:
    """The work that a sentence asks of whoever the letter is sent to: "Bộ X đề nghị quý Ủy ban …"."""
    asks = _ASKS.match(prose.shadow, start, end) if addressees else None
    if asks is None or _NOT_ASKED.match(prose.shadow, asks.end(), end):
        return None
    at = asks.end() + (prose.shadow[asks.end() : asks.end() + 1] == " ")
    return Assignment(start, at, addressees, (), ordered=True)
