"""What changed between two runs: figure by figure, and fact by fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any


def flat(figures: dict[str, Any], above: str = "") -> Iterator[tuple[str, float]]:
    """Nested figures as dotted names.

    >>> list(flat({"target": {"f1": 0.9, "slots": {"due": 0.8}}}))
    [('target.f1', 0.9), ('target.slots.due', 0.8)]
    """
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def changed_figures(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """One line per figure that differs, in the order of the later run.

    >>> changed_figures({"target": {"f1": 0.9, "found": 3}}, {"target": {"f1": 0.95, "found": 3}})
    ['target.f1  0.9 -> 0.95  (+0.05)']
    """
    old, new = dict(flat(before)), dict(flat(after))
    lines = []
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name), new.get(name)
        if was != now:
            step = f"  ({now - was:+.4g})" if was is not None and now is not None else ""
            lines.append(f"{name}  {was} -> {now}{step}")
    return lines


def changed_faults(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Faults that are gone ("+", mended) and faults that are new ("-", broken).

    >>> changed_faults(["a:1: target MISSED 'x'"], ["a:9: task MISSED 'y'"])
    ["+ mended  a:1: target MISSED 'x'", "- broken  a:9: task MISSED 'y'"]
    """
    old, new = Counter(before), Counter(after)
    mended = [f"+ mended  {line}" for line in sorted((old - new).elements())]
    broken = [f"- broken  {line}" for line in sorted((new - old).elements())]
    return mended + broken
