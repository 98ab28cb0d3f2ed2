"""Where the time goes: milliseconds of processor time per megabyte, of every stage of reading.

The stages are whatever `papers` and the pipeline call by name, so this table needs no upkeep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from types import FunctionType, ModuleType
from typing import Any

from lotrinh import papers
from lotrinh.extraction import pipeline
from lotrinh.output import json_output
from tools.bench.texts import Texts
from tools.bench.timing import PASSES

WHERE = (papers, pipeline)


def called_by(module: ModuleType) -> dict[str, FunctionType]:
    """The functions of other modules that `module` calls by name."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__ != module.__name__
        and value.__module__.startswith("lotrinh")
    }


def clocked(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    """`stage`, adding the time of every call to `spent[name]`."""

    def run(*args: Any, **kwargs: Any) -> Any:
        started = process_time()
        result = stage(*args, **kwargs)
        spent[name] += process_time() - started
        return result

    return run


@contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Time the stages while the block runs. The time of `extract` holds that of the stages below it."""
    stages = {module: called_by(module) for module in WHERE}
    for module, functions in stages.items():
        for name, stage in functions.items():
            setattr(module, name, clocked(name, stage, spent))
    try:
        yield
    finally:
        for module, functions in stages.items():
            vars(module).update(functions)


def stages(read: Texts) -> dict[str, float]:
    """Stage → milliseconds per megabyte, the costliest first: each its best of `PASSES` passes after a warm one."""
    best: dict[str, float] = {}
    for number in range(PASSES + 1):
        spent = one_pass(read)
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in spent.items()} if number else {}
    per_megabyte = {name: 1000 * seconds / read.megabytes for name, seconds in best.items()}
    return dict(sorted(per_megabyte.items(), key=lambda entry: -entry[1]))


def one_pass(read: Texts) -> dict[str, float]:
    """Stage → seconds of processor time for all texts, read one after the other."""
    spent: dict[str, float] = defaultdict(float)
    with timed(spent):
        for file in read.files:
            started = process_time()
            facts = papers.read_paper(file, file.name).facts
            read_at = process_time()
            json_output.encode(facts)
            spent["encode"] += process_time() - read_at
            spent["total"] += process_time() - started
    return spent
