"""Task doubts: why a reader should look at a task once more.

Reads: what the reading of the line has settled. Writes: codes of `data/reasons.toml`.

Each code stands for a way in which tasks of documents never seen before came out wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from lotrinh.core.vietnamese.text import shadow as shadow_of

_MANY = 4  # leads: a list so long is the most likely to be parted in the wrong place
_ANSWERS = shadow_of("chịu trách nhiệm ")


def doubts(
    shadow: str,
    action: int,
    leads: tuple[str, ...],
    *,
    first_part: bool,
    concludes: bool,
    inferred: bool,
    remote: bool,
) -> Iterator[str]:
    """The codes that hold for the task whose work begins at `action`.

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
    if remote and not inferred:
        yield "lead_inherited"
