"""The stages of extraction, in order: a document goes in, its facts come out.

Reads: `Document`. Writes: `Facts`, every span in offsets of `Document.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from math import inf

from msgspec.structs import replace

from lotrinh.extraction.facts import Facts, Result, SectionFact, Target, Task, Warning
from lotrinh.extraction.grounding import Grounding
from lotrinh.extraction.identity.metadata import as_printed, identify
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.measures.quantities import find_measures
from lotrinh.extraction.prose import prose_of
from lotrinh.extraction.references.citations import find_citations
from lotrinh.extraction.references.standing import standing
from lotrinh.extraction.results import result_doubts
from lotrinh.extraction.results.results import find_results
from lotrinh.extraction.source import Source
from lotrinh.extraction.structure.sections import Outline, outline_of
from lotrinh.extraction.targets import target_doubts
from lotrinh.extraction.targets.targets import find_targets
from lotrinh.extraction.tasks import task_doubts
from lotrinh.extraction.tasks.tasks import find_tasks
from lotrinh.extraction.weighing import Points, doubt_points
from lotrinh.reading.document import Document
from lotrinh.reading.duplicates import Copies
from lotrinh.reading.notices import message


def extract(document: Document, points: Points | None = None) -> Facts:
    """Everything that can be read from `document`. Deterministic; linear in the length of its text.

    `points`: how much each doubt counts, when not what `data/doubt_points.toml` says.
    """
    points = doubt_points() if points is None else points
    prose = prose_of(document)
    outline = outline_of(prose)
    info = identify(prose, outline)
    opening = outline.sections[0].start if outline.sections else None
    citations = standing(prose, find_citations(prose, info.number), opening)
    measures = find_measures(prose)
    source = Source(prose, outline, info, citations, measures, _by_line(measures))
    targets = find_targets(source)
    tasks = find_tasks(source)
    results = _without_goals(find_results(source), targets, tasks, prose.shadow)
    copies = Copies(document.notices)
    grounding = Grounding(document, prose, copies)
    printed = as_printed(prose, outline, info)
    spans = {field: prose.raw_offsets(*span) for field, span in printed.spans.items()}
    return Facts(
        file=document.name,
        document=replace(printed, spans=spans),
        sections=tuple(_section_facts(outline, grounding)),
        citations=grounding.of(citations),
        targets=grounding.of(target_doubts.doubted(source, targets, points)),
        tasks=grounding.of(task_doubts.doubted(source, tasks, points)),
        results=grounding.of(result_doubts.doubted(source, results, points)),
        warnings=_warnings(document, outline),
    )


def _by_line(measures: tuple[Measure, ...]) -> dict[int, tuple[Measure, ...]]:
    lines: dict[int, list[Measure]] = {}
    for measure in measures:
        lines.setdefault(measure.line, []).append(measure)
    return {line: tuple(found) for line, found in lines.items()}


_CELLS = frozenset({"result.table_row", "result.grid"})  # "8,5 | 8,5": planned and reached stand in cells of their own


def _without_goals(
    results: tuple[Result, ...], targets: tuple[Target, ...], tasks: tuple[Task, ...], shadow: str
) -> tuple[Result, ...]:
    """The results whose value is no goal in the same place, no number in a goal's name or bracket, nor in a task."""
    goals: dict[tuple[float | None, float | None, str | None], list[Target]] = {}
    for target in targets:
        goals.setdefault((target.low, target.high, _without_year(target.unit)), []).append(target)
    ends = {target.start: target.end for target in targets if not target.rule.startswith("target.table")}
    works = sorted((task.start, task.end) for task in tasks)
    brackets = [bracket.span() for target in targets if (bracket := _TOLD_AGAIN.match(shadow, target.end))]
    kept = [
        at
        for at, result in enumerate(results)
        if result.end >= ends.get(result.start, 0)
        and not _is_inside(result, works)
        and not any(start < result.start and result.end <= end for start, end in brackets)
        and not any(
            goal.start < result.end
            and result.start < goal.end
            and (goal.end == result.end or result.rule not in _CELLS)
            for goal in goals.get((result.low, result.high, _without_year(result.unit)), ())
        )
    ]
    if len(kept) == len(results):
        return results
    place: dict[int | None, int] = {at: number for number, at in enumerate(kept)}
    return tuple(replace(results[at], parent=place.get(results[at].parent)) for at in kept)


def _is_inside(result: Result, works: list[tuple[int, int]]) -> bool:
    """Whether a figure only says how much work there is to do: "ưu tiên cung cấp 7 triệu m3 cho dự án …"."""
    at = bisect_right(works, (result.start, inf)) - 1
    return at >= 0 and result.end <= works[at][1]


# "đạt 50% (8 xã)", but not "đạt 50% (năm 2020: 38%)", "(hiện nay 38%)"
_TOLD_AGAIN = re.compile(r" \((?![^()]*(?:(?:19|20)[0-9]{2}|hiện|đã |nay))[^()]*\)")


def _without_year(unit: str | None) -> str | None:
    """The unit of a goal has its "/năm" in `per`: "triệu đồng/người/năm" is "triệu đồng/người" there."""
    return unit.removesuffix("/năm") if unit else unit


def _section_facts(outline: Outline, grounding: Grounding) -> Iterable[SectionFact]:
    """The sections as facts, with document offsets."""
    for section in outline.sections:
        parent = outline.sections[section.parent].id if section.parent >= 0 else None
        fact = SectionFact(
            start=section.start,
            end=section.end,
            rule=section.rule,
            reasons=section.reasons,
            id=section.id,
            label=section.label,
            title=section.title,
            level=section.level,
            parent=parent,
        )
        yield grounding.one(fact)


def _warnings(document: Document, outline: Outline) -> tuple[Warning, ...]:
    notices = sorted((*document.notices, *outline.notices), key=lambda n: (n.start, n.end, n.code))
    return tuple(Warning(code=n.code, message=message(n.code, n.detail), start=n.start, end=n.end) for n in notices)
