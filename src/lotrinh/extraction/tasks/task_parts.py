"""Task parts: the parts of one line that each give work to somebody else.

"Giao Sở X …; Sở Y chủ trì …. Yêu cầu các địa phương …" is three pieces of work in one line.

Reads: `Prose`, the words of the line that may turn to somebody else. Writes: `Part`s in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import words_of
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.rules import lexicon
from lotrinh.extraction.tasks.agency_lists import agency_list
from lotrinh.extraction.tasks.assignments import Assignment, read_assignment
from lotrinh.extraction.tasks.offices import in_partners
from lotrinh.extraction.tasks.orders import in_ordered, ordered_within
from lotrinh.extraction.tasks.task_headings import named_starts
from lotrinh.extraction.tasks.task_lines import Turn, asking_starts, giving_starts, has_parts, past_lead_in


class Part(msgspec.Struct, frozen=True, gc=False):
    """One agency's part ``[start, end)`` of a line; its partners and deadline stand before `first_end`.

    What follows `first_end` are further duties of the same agency.
    """

    start: int
    first_end: int
    end: int


_WORDS = lexicon("task_words")
ORDER = re.compile(rf"{words_of([*_WORDS['hand_over'], *_WORDS['ask']])}(?: ?: ?| )")
_ORDERED = pattern(r" (?:giao|yêu cầu|đề nghị|có trách nhiệm) ")
_MUST = pattern(r" (?:cần|phải) ")
# "Đồng ý chủ trương …. Bộ Y tế thẩm định hồ sơ …": behind what is decided stands who carries it out.
_DECIDES = pattern(r"(?:về nguyên tắc,? )?(?:cơ bản )?(?:đồng ý|thống nhất|nhất trí|chấp thuận|cho phép)(?!\w)")
_SENTENCE = re.compile(r"\.(?<=[^.]{3}\.) (?=\w)")  # no abbreviation of a letter or two
_LONGEST_ORDERED = 1_200  # characters of a part in which its order stands
_LONGEST_ORDER = 90  # from the start of a paragraph to its word of order


def later_starts(
    prose: Prose, span: tuple[int, int], turned: Sequence[tuple[int, Turn]] | None, held: Sequence[str],
    *, told: bool, free: bool, tells: bool,
) -> list[int]:  # fmt: skip
    """Where parts of the line ``span`` begin, after the first, that give work or ask somebody.

    `turned`: its words that may turn to somebody else. `held`: who does the work when the line does not say.
    `told`: whoever is named here gets work. `free`: no line close by says who does the work.
    `tells`: the text tells what authorities order.
    """
    start, end = span
    if not has_parts(prose.shadow, start, end):
        return []
    told = (
        told
        or _DECIDES.match(prose.shadow, start, end) is not None
        or (tells and ordered_within(prose, start, end) is not None)
        or (not held and _ORDERED.search(prose.shadow, start, start + _LONGEST_ORDER) is not None)
    )
    named = named_starts(prose, start, end, held) if told else []
    if tells:
        named = sorted({*named, *_told(prose, start, end)})
    if turned is None:
        return named
    starts = {*named, *giving_starts(prose.shadow, start, turned)}
    return sorted({*starts, *_asking(prose, start, end, turned)} if free else starts)


def parts_of(prose: Prose, start: int, end: int, starts: Sequence[int], *, tells: bool = False) -> list[Part]:
    """The line's text ``[start, end)`` cut where somebody else is named; the other `starts` are further duties."""
    parts = [Part(start, end, end)]
    for cut in starts:
        if "(" in prose.shadow[cut - 1 : cut + 1]:
            continue  # "… . (Sở X chủ trì)" tells whose work it is that stands before
        last = parts[-1]
        _, listed = agency_list(prose, last.start, cut - 2)
        whole = read_assignment(prose, last.start, end)
        within = whole is not None and bool(whole.leads) and whole.leads[0].start < cut <= whole.leads[-1].start
        if within or not prose.shadow[listed : cut - 2].strip(" ;"):
            continue  # inside "Sở X; Sở Y chủ trì …"
        if prose.shadow[cut - 2] == ";" and in_partners(prose, last.start, cut, end):
            continue  # inside "phối hợp với Sở X; Sở Y và …"
        if prose.shadow[cut - 2] == ";" and tells and in_ordered(prose, last.start, cut, end):
            continue  # inside "…, Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở; Chủ tịch UBND các huyện …"
        begin = past_lead_in(prose.shadow, cut, end)
        if _names_another(prose, begin, end) or (
            tells and ordered_within(prose, cut, min(end, cut + _LONGEST_ORDERED))
        ):
            parts[-1:] = [Part(last.start, min(last.first_end, cut), cut), Part(begin, end, end)]
        else:
            parts[-1] = Part(last.start, min(last.first_end, cut), end)
    return parts


def is_bound(shadow: str, assignment: Assignment) -> bool:
    """Whether "phải", "cần" stand between the agencies and what they have to do."""
    leads = assignment.leads
    return bool(leads) and _MUST.search(shadow, leads[-1].end, assignment.action) is not None


def _names_another(prose: Prose, start: int, end: int) -> bool:
    """Whether a later part names somebody: "…; thực hiện … và chủ trì …" goes on with the duties of the first."""
    assignment = read_assignment(prose, start, end)
    return assignment is not None and bool(assignment.leads)


def _told(prose: Prose, start: int, end: int) -> list[int]:
    """Where sentences begin, after the first, that tell whom an authority orders."""
    ends = [*(mark.end() for mark in _SENTENCE.finditer(prose.shadow, start + 3, end)), end]
    return [at for at, after in pairwise(ends) if ordered_within(prose, at, after)]


def _asking(prose: Prose, start: int, end: int, turned: Sequence[tuple[int, Turn]]) -> list[int]:
    """Where later sentences begin that ask somebody named: nothing is cut off that would be lost."""
    found = []
    for at in asking_starts(prose.shadow, start, turned):
        asked = read_assignment(prose, at, end)
        # "Đối với X" may also open a matter; "cần", "phải" say that X has to act.
        told = asked is not None and (asked.ordered or _MUST.search(prose.shadow, at, asked.action))
        if asked is None or not asked.leads or not told:
            continue
        if not prose.shadow.endswith(", ", at, asked.action):  # in the midst of a list it cannot read
            found.append(at)
    return found
