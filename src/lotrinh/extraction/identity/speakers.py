"""Who speaks in a document that lost its letterhead: "Bộ trưởng Bộ Công Thương chỉ thị:".

Reads: `Prose`, outline. Writes: a `Field`.

Before its first part such a document says who orders what: the agency stands right before the verb, and a colon or
"như sau" ends the sentence. An agency without a name of its own ("Ủy ban nhân dân tỉnh") is completed elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.agencies import agencies_in
from lotrinh.extraction.agencies.groups import OFFICE
from lotrinh.extraction.identity.letterhead import Field
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose

_LINES = 15  # behind the title
_LONGEST = 1_500  # characters of a paragraph
_ENDS = pattern(r"(?:như sau|cụ thể|sau đây|chỉ thị|quyết nghị)[ :.]*$|: *$")
_ORDERS = ("Chỉ thị", "Công điện")
_ALWAYS = ("thủ tướng", "phó thủ tướng")  # offices that are issuers themselves


def speaker_of(prose: Prose, kind: str, after: int, until: int) -> Field | None:
    """The agency that speaks between line `after` and line `until`; None when no sentence names one.

    `kind`: of the document, which the sentence names again ("… ban hành Kế hoạch như sau:"), or orders by.
    """
    speaks = _speaks(kind)
    for line in prose.lines[after + 1 : min(until, after + 1 + _LINES)]:
        if line.end - line.start > _LONGEST or not _ENDS.search(prose.shadow, line.start, line.end):
            continue
        for start, end in agencies_in(prose, line.start, line.end):
            if speaks.match(prose.shadow, end, line.end) and prose.text[start].isupper():
                office = None if prose.shadow.startswith(_ALWAYS, start) else OFFICE.match(prose.shadow, start, end)
                begin = office.end() if office and prose.text[office.end()].isupper() else start
                return Field(prose.text[begin:end], begin, end, "document.speaker")
    return None


@cache
def _speaks(kind: str) -> re.Pattern[str]:
    named = re.escape(shadow(kind))
    orders = "chỉ thị|yêu cầu|" if kind in _ORDERS else ""
    return re.compile(rf" (?:{orders}{named}|(?:ban hành|xây dựng|thông qua) (?:bản )?{named})(?!\w)")
