"""Task doubts: why a reader should look at a task once more.

Reads: what the reading of the line has settled. Writes: codes of `data/reasons.toml`.

Each code stands for a way in which tasks of documents never seen before came out wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.tasks.assignments import opens_with_ground
from lotrinh.extraction.tasks.verbs import has_verb

_MANY = 4  # leads: a list so long is the most likely to be parted in the wrong place
_LONGEST_NAME = 200
_TOGETHER = tuple(map(shadow_of, ("phối hợp với ", "phối hợp cùng ", "phối hợp chặt chẽ với ")))
_ANSWERS = shadow_of("chịu trách nhiệm ")


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
