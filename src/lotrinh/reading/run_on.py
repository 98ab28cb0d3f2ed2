"""Run-on lines: a page whose line breaks were lost prints its whole list in one line.

Reads: one line of plain text. Writes: the offsets at which its items begin.

"CÁC CHỈ TIÊU I. Về kinh tế 1. Tốc độ tăng … 16%. 2. Thu nhập …" is told by its numbers: they stand before a capital,
behind the end of a sentence, and count up from 1. A number that a word names ("Điều 1.", "khoản 2.") begins no item.
"""

from __future__ import annotations

import re

_SHORTEST = 300  # characters; shorter lines hold no list of items that are worth parting
_FEWEST = 3  # items in a row
_MARK = re.compile(r"(?<=\s)(?:(?P<number>\d{1,2})|(?P<part>[IVX]{1,4}))[.)] +(?=[^\W\d_])")
_BULLET = re.compile(r"[-–+•](?<=[.;:…] .) (?=[^\W\d_])")
_NAMED = re.compile(r"(?:điều|khoản|mục|số|chương|phần|bước|lần|nhóm|quý|tháng|hạng|cấp|loại|bảng|biểu)\s$")
_ENDS = frozenset('.;:!?…)”"')
_PARTS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


def item_starts(line: str) -> list[int]:
    """Where the items of a line begin whose breaks were lost; [] for a line that holds no such list.

    >>> item_starts("Chỉ tiêu 1. Sản lượng đạt 5 tấn. 2. Diện tích đạt 7 ha. 3. Thu nhập tăng." + " " * 300)
    [9, 33, 56]
    """
    if len(line) < _SHORTEST:
        return []
    numbered = _numbered(line) if (" 2. " in line and " 3. " in line) or (" 2) " in line and " 3) " in line) else []
    bullets = [mark.start() for mark in _BULLET.finditer(line) if line[mark.end()].isupper()]
    starts = numbered + (bullets if len(bullets) >= _FEWEST else [])
    return sorted(starts)


def _numbered(line: str) -> list[int]:
    """Where numbers begin items, counting up from 1, perhaps anew under each Roman part."""
    found: list[int] = []
    parts: list[int] = []
    awaited = awaited_part = 1
    for mark in _MARK.finditer(line):
        start = mark.start()
        if not line[mark.end()].isupper() or _NAMED.search(line[max(0, start - 8) : start].lower()):
            continue
        ended = line[:start].rstrip()[-1:] in _ENDS
        if mark["part"]:
            if _PARTS.get(mark["part"]) == awaited_part and (ended or awaited_part == 1):
                parts.append(start)
                awaited, awaited_part = 1, awaited_part + 1
            continue
        number = int(mark["number"])
        if number == awaited and (ended or number == 1):
            found.append(start)
            awaited += 1
        elif number == 1 and ended:
            found.append(start)
            awaited = 2
    if len(found) < _FEWEST:
        return []
    return [*parts, *found] if parts else found
