"""Founded bodies: committees that the document itself sets up, by their full names ("thành lập Ban Chỉ đạo …").

Their names end in lower case, where no lexicon tells the last word of the name from the first of the work.

Reads: `Prose`. Writes: names, and `Assignment`s whose lead has its full name.
"""

from __future__ import annotations

import re

import msgspec

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.agencies import Agency
from lotrinh.extraction.agencies.words import DATA
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.tasks.assignments import Assignment
from lotrinh.extraction.tasks.offices import read_office

_FOUNDS = tuple(map(shadow_of, ("thành lập ", "kiện toàn ")))
_BODY = re.compile(rf"(?:{any_of(DATA['committee'])})(?!\w)")
_NAME_ENDS = pattern(
    r"[,.;:()\n]"
    r"| (?:gồm|bao gồm|để|do|nhằm|trước|trong|theo|có (?:trách nhiệm|nhiệm vụ|sự)|và (?:phân công|ban hành|xây dựng))"
    r"(?!\w)"
)
_LONGEST = 140


def founded_bodies(prose: Prose) -> frozenset[str]:
    """Folded names of the committees that the document says to set up. Linear."""
    names: set[str] = set()
    for word in _FOUNDS:
        at = prose.shadow.find(word)
        while at >= 0:
            start = at + len(word)
            body = _BODY.match(prose.shadow, start)
            if body is not None:
                stop = _NAME_ENDS.search(prose.shadow, body.end(), min(len(prose.shadow), start + _LONGEST))
                if stop is not None and stop.start() > body.end():
                    names.add(prose.shadow[start : stop.start()].rstrip())
            at = prose.shadow.find(word, start)
    return frozenset(names)


def by_full_name(prose: Prose, assignment: Assignment, end: int, names: frozenset[str]) -> Assignment:
    """The assignment with the whole name of its only lead, when the document introduced it; else as it is."""
    if not names or len(assignment.leads) != 1 or assignment.partners:
        return assignment
    lead = assignment.leads[0]
    stop = max((lead.start + len(name) for name in names if prose.shadow.startswith(name, lead.start)), default=0)
    if not lead.end < stop < end or prose.shadow[stop].isalnum():
        return assignment
    partners, action, proven = read_office(prose, stop, end, named=True, single=True)
    whole = Agency(lead.start, stop, prose.text[lead.start : stop])
    return msgspec.structs.replace(assignment, leads=(whole,), partners=tuple(partners), action=action, proven=proven)
