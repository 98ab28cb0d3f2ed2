"""The letterhead: the lines above the title that hold number, issuer, place and date.

Reads: `Prose`. Writes: the document's own number.
"""

from __future__ import annotations

import re

from lotrinh.extraction.prose import Line, Prose

HEAD_LINES = 60  # the letterhead, and what sites put above it, ends here at the latest
_OWN_NUMBER = re.compile(
    r" *(?:(?:luật|nghị quyết|nghị định|pháp lệnh|thông tư|quyết định) )?s[ốôóo] ?(?:hiệu|ký hiệu|/ký hiệu)? ?"
    r"(?P<colon>[:.|]?) ?\|? ?(?P<number>[0-9#]*[^|;]{0,40})\|? *$"
)
_NUMBER = re.compile(r"[0-9#]{1,6}[a-z]{0,2} ?[/-][^;,|]{2,30}|[0-9]{1,5}")
_LABEL = re.compile(r" *(?:số hiệu|số, ký hiệu|số ký hiệu|số/ký hiệu|số) ?:?\|? *$")


def own_number_line(prose: Prose) -> tuple[Line, int, int] | None:
    """Line and span of the document's own number; the span is empty where the number was left blank."""
    labelled = False
    for line in prose.lines[:HEAD_LINES]:
        shade = prose.shadow[line.start : line.end]
        if labelled:
            labelled = False
            if _NUMBER.fullmatch(shade):
                return line, line.start, line.end
        if len(shade) > 80 or "s" not in shade:
            continue
        if _LABEL.match(shade):
            labelled = True
            continue
        found = _OWN_NUMBER.match(shade)
        if found is None or not (found["colon"] or "/" in found["number"]):
            continue
        printed = found["number"].strip(" .")
        start = line.start + found.start("number")
        if _NUMBER.fullmatch(printed):
            return line, start, start + len(printed)
        if found["colon"] and (not printed or not printed[0].isdecimal()) and "/" in shade + "/":
            return line, start, start
    return None


def own_number(prose: Prose) -> str | None:
    """The document's own number without blanks, None when it has none or it was left blank."""
    found = own_number_line(prose)
    if found is None or found[1] == found[2]:
        return None
    return prose.text[found[1] : found[2]].replace(" ", "")
