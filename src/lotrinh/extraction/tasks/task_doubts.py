"""Task doubts: why a reader should look at a task once more.

Reads: what the reading of the line has settled; `Source` and the tasks. Writes: codes of `data/reasons.toml`.

Each code stands for a way in which tasks of documents never seen before came out wrong. How much each counts is in
`data/doubt_points.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.facts import Task
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.source import Source
from lotrinh.extraction.tasks.assignments import opens_with_ground
from lotrinh.extraction.tasks.verbs import has_verb
from lotrinh.extraction.weighing import Points, weighed

_MANY = 4  # leads: a list so long is the most likely to be parted in the wrong place
_LONGEST_NAME = 200
_TOGETHER = tuple(map(shadow_of, ("phối hợp với ", "phối hợp cùng ", "phối hợp chặt chẽ với ")))
_ANSWERS = shadow_of("chịu trách nhiệm ")
_ARTICLE = "Bài viết"
_ALL_OF_A_KIND = pattern(r"(?:các|những)(?!\w)")
_ORDERS = pattern(r"chỉ đạo|yêu cầu|đề nghị")
_MANY_FIGURES = 2  # values in one piece of work: it may tell what was done, or what is to be reached


def doubted(source: Source, tasks: tuple[Task, ...], points: Points) -> tuple[Task, ...]:
    """The tasks with the doubts that are told of them."""
    return weighed("task", tasks, lambda task: (*task.reasons, *doubts_of_record(source, task)), points)


def doubts_of_record(source: Source, task: Task) -> Iterator[str]:
    """The codes that the finished record gives."""
    kind = task.rule.removeprefix("task.")
    if kind == "table_row":
        return
    collective = bool(task.lead) and _ALL_OF_A_KIND.match(shadow_of(task.lead[0])) is not None
    begin, _ = source.prose.sentence_around(task.start, task.end)
    undated = source.info.date is None
    if collective and _ORDERS.search(source.prose.shadow, begin, task.start):
        yield "order_to_all"
    elif collective and kind == "lead_named":
        yield "lead_collective"
    if kind == "assigned" and source.info.kind == _ARTICLE:
        yield "order_in_news"
    line = source.prose.line_at(task.start).index
    figures = sum(task.start <= measure.start < task.end for measure in source.measures_by_line.get(line, ()))
    if figures >= _MANY_FIGURES:
        yield "figures_in_task"
    if undated and (collective or task.inherited.get("lead")):
        yield "document_undated"


def doubts(
    shadow: str,
    action: int,
    end: int,
    leads: tuple[str, ...],
    partners: tuple[str, ...],
    *,
    first_part: bool,
    concludes: bool,
    inferred: bool,
    remote: bool,
) -> Iterator[str]:
    """The codes that hold for the task whose work is ``[action, end)``.

    `first_part`: of several parts only the first was read. `concludes`: the document tells a meeting's conclusions.
    `inferred`: no lead is printed. `remote`: the leads stand in a sentence that introduces a whole part.
    """
    if first_part:
        yield "first_part_read"
    if len(leads) >= _MANY:
        yield "many_leads"
    if shadow.endswith(_ANSWERS, 0, action):
        yield "duty_formula"
    if inferred:
        yield "lead_inferred"
    elif concludes:
        yield "from_conclusion"
    if remote and not inferred and len(leads) >= _MANY:  # few of them were found to be right
        yield "lead_inherited"
    if _ends_at_comma(shadow, action, (*leads, *partners)):
        yield "list_cut"
    if not partners and any(shadow.find(words, action, end) >= 0 for words in _TOGETHER):
        yield "partners_unread"
    if not (partners or has_verb(shadow, action, end) or opens_with_ground(shadow, action, end)):
        yield "action_unclear"


def _ends_at_comma(shadow: str, action: int, names: tuple[str, ...]) -> bool:
    """Whether a comma stands between the last agency that was read and the work."""
    if not names or not shadow.endswith((",", ", "), 0, action):
        return False
    before = shadow[max(0, action - _LONGEST_NAME) : action].rstrip(" ,")
    return before.endswith(tuple(map(shadow_of, names)))
