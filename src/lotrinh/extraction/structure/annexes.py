"""Annexes: those a document says it carries ("Phụ lục 1, 2 kèm theo Kế hoạch này") and does not.

Reads: `Prose`, headings. Writes: notices "annex_missing" in document offsets.
"""

from __future__ import annotations

import re

from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.headings import Heading
from lotrinh.extraction.structure.markers import roman_value
from lotrinh.reading.document import Notice

_NUMBER = r"(?:[ivx]{1,5}|[0-9]{1,2})"
_CITED = re.compile(rf"phụ lục(?: số)? ?({_NUMBER}(?:(?: ?, ?| và | ?; ?){_NUMBER}){{0,9}})?(?![\w.])")
_ENCLOSED = re.compile(
    r"[ ,()]*(?:được )?(?:ban hành )?(?:đính kèm|kèm theo|gửi kèm)"
    r"(?! (?:nghị định|thông tư|luật|quyết định số|nghị quyết số))"
)
_EACH = re.compile(_NUMBER)


def missing_annexes(prose: Prose, headings: dict[int, Heading]) -> tuple[Notice, ...]:
    """One notice per mention of annexes that are nowhere in the text; every annex is told once."""
    shade = prose.shadow
    if "phụ lục" not in shade:
        return ()
    present = {heading.value for heading in headings.values() if heading.kind == "annex"}
    told: set[int] = set()
    notices: list[Notice] = []
    for cited in _CITED.finditer(shade):
        if not _ENCLOSED.match(shade, cited.end()):
            continue
        numbers = [_value(n) for n in _EACH.findall(cited[1] or "")]
        missing = [n for n in numbers or [0] if n not in present and n not in told and not (n == 0 and present)]
        if missing:
            told.update(missing)
            span = prose.to_document(cited.start(), cited.end())
            notices.append(Notice("annex_missing", span.start, span.end, ", ".join(str(n) for n in missing if n)))
    return tuple(notices)


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else roman_value(number)
