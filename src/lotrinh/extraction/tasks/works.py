"""Works: whether a line under a holder is a piece of work, by where it stands and its first words.

Reads: `Prose`, `Context`, `Holder`, what the words of the line say (`Assignment`). Writes: plain answers.
"""

from __future__ import annotations

from lotrinh.extraction.prose import Line, Prose
from lotrinh.extraction.tasks.assignments import Assignment
from lotrinh.extraction.tasks.cited_grounds import past_cited_ground, works_on_ground
from lotrinh.extraction.tasks.holders import Holder
from lotrinh.extraction.tasks.task_context import Context, Standing
from lotrinh.extraction.tasks.task_lines import is_case_of_work, is_condition, is_nominal, is_step, is_title


def is_work(
    prose: Prose, context: Context, line: Line, assignment: Assignment | None, start: int, standing: Standing,
    holder: Holder,
) -> bool:  # fmt: skip
    """Whether the line, whose text begins at `start`, is work of its holder."""
    marker = context.outline.markers[line.index]
    if not _may_be(context.titled[line.index], standing, holder, marked=marker is not None):
        return False
    if standing is Standing.SELDOM:
        return assignment is not None and assignment.proven
    shadow = prose.shadow
    if prose.text[start : line.end].isupper() or is_title(shadow, start, line.end):
        return False
    if assignment is not None and assignment.proven:
        return True
    told = is_nominal(shadow, start) and not (
        is_case_of_work(shadow, start, line.end) or works_on_ground(shadow, start, line.end)
    )
    if told and past_cited_ground(prose, start, line.end) == start:
        return False
    tells_how = is_condition(shadow, start) or (holder.works and not is_step(shadow, start, line.end))
    return marker is not None or not tells_how


def _may_be(titled: bool, standing: Standing, holder: Holder, *, marked: bool) -> bool:
    """Whether lines that stand so can be work of this holder at all."""
    if standing is Standing.NEVER:
        return holder.ahead
    if standing is Standing.ARTICLE:
        return titled or holder.given
    if standing is Standing.REPORT:
        return titled or holder.ahead
    return standing is not Standing.RELAYED or marked or holder.ahead  # else it is what the article adds
