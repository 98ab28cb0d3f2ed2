"""Bare headings: lines under a heading of goals that the outline does not know, for it has no number or a list's.

Reads: `Outline`, `Prose`, what the sections hold. Writes: for each such line the line of its heading.

"PHƯƠNG HƯỚNG, MỤC TIÊU NHIỆM KỲ 2020-2025", "Các chỉ tiêu chủ yếu (2022)"; "2. Chỉ tiêu …" over a list "1. …, 2. …".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.structure.sections import Outline
from lotrinh.extraction.targets.goal_headings import AIMS, KIND, NO_HEADINGS, NOUN, OTHER, REPORTS
from lotrinh.extraction.targets.mood import mood_patterns
from lotrinh.reading.document import BlockKind

_FIELDS = r"(?:về|phát triển|kinh tế|xã hội|văn hóa|môi trường|dân số|quy hoạch|sử dụng đất|xây dựng|quốc phòng)"
# A line that is a heading without a number: "PHƯƠNG HƯỚNG, MỤC TIÊU NHIỆM KỲ 2020-2025", "Các chỉ tiêu chủ yếu (2022)".
_HEADS = pattern(
    r"[ *]*(?:(?:phương hướng|định hướng|quan điểm|nhiệm vụ)(?: chung)?(?:,| và| -)? ){0,2}"
    rf"(?:các |một số |những |hệ thống |[0-9]{{1,2}} )?{NOUN}(?! chung| tổng quát| của| này| là)"
    rf"(?:(?P<kind>{KIND}|(?<=chỉ tiêu) {_FIELDS}(?!\w))|[^\n.;]{{0,80}}(?P<dated>(?:19|20)[0-9]{{2}}))?"
    r"[^\n.;]{0,80}(?=\n)"
)
_HIGH = frozenset({"annex", "part", "chapter", "division", "article", "capital", "roman"})
_STRETCH = 80  # lines that may stand under a heading without a number
_SENTENCES = pattern(r"\w\w\. [^\W\d]")
_AHEAD = pattern(r"phấn đấu|mục tiêu|chỉ tiêu|đến (?:cuối |hết )?năm|quyết tâm|bảo đảm|đảm bảo")


def under_bare_headings(
    outline: Outline, prose: Prose, states: Sequence[str], named: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """(line, its heading): lines under a heading of goals without a number, up to the next heading of its rank.

    `states`: what each section holds. `named`: lines that speak of goals.
    """
    for line in sorted(set(named)):
        if _is_bare_heading(outline, prose, line):
            yield from ((below, line) for below in _stretch_below(outline, prose, states, line))
        elif _is_numbered_heading(outline, prose, line):
            yield from ((below, line) for below in _restarted_below(outline, line))


def _is_bare_heading(outline: Outline, prose: Prose, line: int) -> bool:
    place = prose.lines[line]
    if outline.markers[line] is not None or place.kind in NO_HEADINGS:
        return False
    found = _HEADS.match(prose.shadow, place.start, place.end + 1)
    if found is None or mood_patterns()["report.words"].search(found[0]):
        return False
    return bool(found["kind"] or found["dated"] or _in_capitals(prose, line))


def _is_numbered_heading(outline: Outline, prose: Prose, line: int) -> bool:
    marker, place = outline.markers[line], prose.lines[line]
    found = _HEADS.match(prose.shadow, marker.body, place.end + 1) if marker is not None else None
    return found is not None and bool(found["kind"]) and not mood_patterns()["report.words"].search(found[0])


def _restarted_below(outline: Outline, line: int) -> Iterator[int]:
    """The items of a list numbered as its heading is, from one on: "2. Chỉ tiêu …", "1. …", "2. …"."""
    own, expected = outline.markers[line], 1
    for after in range(line + 1, min(line + _STRETCH, len(outline.markers))):
        marker = outline.markers[after]
        if own is None or (marker is not None and marker.kind in _HIGH):
            return
        if marker is not None and marker.style == own.style:
            if marker.value != expected or own.value == 1:
                return
            expected += 1
        elif expected == 1:
            return
        yield after


def _stretch_below(outline: Outline, prose: Prose, states: Sequence[str], line: int) -> Iterator[int]:
    listed = False
    for after in range(line + 1, min(line + _STRETCH, len(outline.markers))):
        marker, section = outline.markers[after], outline.section_of[after]
        if marker is None and (_in_capitals(prose, after) or prose.lines[after].kind is BlockKind.HEADING):
            return
        if marker is not None and marker.kind in _HIGH:
            return
        if section >= 0 and states[section] in (REPORTS, OTHER, AIMS) and outline.sections[section].line > line:
            return
        listed = listed or marker is not None
        if not listed and after > line + 1 and _is_told(prose, after):
            return
        yield after


def _is_told(prose: Prose, line: int) -> bool:
    """Whether a paragraph tells more than goals: sentences, and no word of goals nor a year to come."""
    place, shadow = prose.lines[line], prose.shadow
    if _SENTENCES.search(shadow, place.start, place.end) is None:
        return False
    return _AHEAD.search(shadow, place.start, place.end) is None


def _in_capitals(prose: Prose, line: int) -> bool:
    place = prose.lines[line]
    return prose.text[place.start : place.end].isupper()
