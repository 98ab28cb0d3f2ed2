"""Where the time goes: seconds per megabyte of every stage that the pipeline calls.

The stages are found by looking at what `pipeline.extract` uses, so this table needs no upkeep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from types import FunctionType
from typing import Any

from lotrinh.extraction import pipeline
from lotrinh.output.json_output import encode
from lotrinh.reading import read_document
from tools.bench.texts import Texts


@contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Time every function of other modules that the pipeline calls by name; calls within calls count once."""
    stages = {
        name: value
        for name, value in vars(pipeline).items()
        if isinstance(value, FunctionType) and value.__module__ != pipeline.__name__
    }

    def clocked(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            started = perf_counter()
            result = stage(*args, **kwargs)
            if isinstance(result, Iterator):
                result = list(result)
            spent[name] += perf_counter() - started
            return result

        return run

    for name, stage in stages.items():
        setattr(pipeline, name, clocked(name, stage))
    try:
        yield
    finally:
        for name, stage in stages.items():
            setattr(pipeline, name, stage)


def stages(read: Texts) -> dict[str, float]:
    """Stage → milliseconds per megabyte, the costliest first, over one pass after a warm one."""
    spent: dict[str, float] = defaultdict(float)
    for _ in range(2):
        spent.clear()
        with timed(spent):
            for file in read.files:
                started = perf_counter()
                document = read_document(file, file.name)
                read_at = perf_counter()
                facts = pipeline.extract(document)
                extracted_at = perf_counter()
                encode(facts)
                spent["read_document"] += read_at - started
                spent["encode"] += perf_counter() - extracted_at
                spent["total"] += perf_counter() - started
    per_megabyte = {name: 1000 * seconds / read.megabytes for name, seconds in spent.items()}
    return dict(sorted(per_megabyte.items(), key=lambda entry: -entry[1]))
