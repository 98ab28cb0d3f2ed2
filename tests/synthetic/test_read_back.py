"""What is planted is read: for every layout, read(render(facts)) == facts.

Few examples in the normal run; `LOTRINH_EXAMPLES=500` looks further.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotrinh.extraction.facts import Facts
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document
from tests.synthetic import layouts, planted

few = settings(
    max_examples=int(os.environ.get("LOTRINH_EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
DUE = 2030
prints = pytest.mark.parametrize("table", layouts.PRINTS.values(), ids=layouts.PRINTS.keys())


def read(text: str, folder: Path) -> Facts:
    path = folder / "synthetic.md"
    path.write_text(text, encoding="utf-8")
    return extract(read_document(path))


def _targets(facts: Facts) -> set[tuple[object, ...]]:
    return {
        (one.indicator.casefold(), one.low if one.low is not None else one.high, one.unit, one.comparator, one.due)
        for one in facts.targets
    }


def _planted_targets(targets: list[planted.Target]) -> set[tuple[object, ...]]:
    return {(one.indicator.casefold(), one.value, one.unit, one.comparator, one.due) for one in targets}


def _tasks(facts: Facts) -> set[tuple[object, ...]]:
    return {(one.lead, frozenset(one.partners), one.due) for one in facts.tasks}


def _planted_tasks(tasks: list[planted.Task]) -> set[tuple[object, ...]]:
    return {((one.lead,), frozenset(one.partners), one.due.isoformat() if one.due else None) for one in tasks}


def _results(facts: Facts) -> set[tuple[object, ...]]:
    return {(one.indicator, one.low, one.unit, one.period, *_growth(one.comparisons)) for one in facts.results}


def _growth(comparisons: object) -> tuple[object, ...]:
    told = [c for c in comparisons if c.base != "plan"]  # type: ignore[attr-defined]
    if not told:
        return (None,)
    sign = {"increase": 1, "decrease": -1}.get(told[0].change)
    return (round(told[0].value * sign, 1) if sign else round(told[0].value - 100, 1),)


def _planted_results(results: list[planted.Result]) -> set[tuple[object, ...]]:
    return {(one.indicator, one.value, one.unit, "2025", one.growth) for one in results}


@few
@given(targets=planted.several(planted.targets(DUE), "indicator"))
@pytest.mark.parametrize("layout", [layouts.target_bullets, layouts.target_prose])
def test_targets_of_running_text(layout: object, targets: list[planted.Target], tmp_path: Path) -> None:
    assert _targets(read(layout(targets), tmp_path)) == _planted_targets(targets)  # type: ignore[operator]


@few
@given(targets=planted.several(planted.targets(DUE), "indicator"))
@pytest.mark.parametrize("layout", [layouts.target_table_1, layouts.target_table_2])
@prints
def test_targets_of_tables(layout: object, table: layouts.Print, targets: list[planted.Target], tmp_path: Path) -> None:
    assert _targets(read(layout(targets, table), tmp_path)) == _planted_targets(targets)  # type: ignore[operator]


@few
@given(tasks=planted.several(planted.tasks(), "lead"))
@pytest.mark.parametrize("layout", [layouts.task_sections, layouts.task_sentences])
def test_tasks_of_running_text(layout: object, tasks: list[planted.Task], tmp_path: Path) -> None:
    assert _tasks(read(layout(tasks), tmp_path)) == _planted_tasks(tasks)  # type: ignore[operator]


@few
@given(tasks=planted.several(planted.tasks(), "action"))
@pytest.mark.parametrize("head", layouts.TASK_HEADS.values(), ids=layouts.TASK_HEADS.keys())
@prints
def test_tasks_of_tables(
    head: tuple[str, ...], table: layouts.Print, tasks: list[planted.Task], tmp_path: Path
) -> None:
    assert _tasks(read(layouts.task_table(tasks, head, table), tmp_path)) == _planted_tasks(tasks)


@few
@given(results=planted.several(planted.results(), "indicator"))
def test_results_of_running_text(results: list[planted.Result], tmp_path: Path) -> None:
    assert _results(read(layouts.result_prose(results), tmp_path)) == _planted_results(results)


@few
@given(results=planted.several(planted.results(), "indicator"))
@prints
def test_results_beside_their_plan(table: layouts.Print, results: list[planted.Result], tmp_path: Path) -> None:
    found = _results(read(layouts.result_table_8(results, table), tmp_path))
    assert {fact[:4] for fact in found} == {fact[:4] for fact in _planted_results(results)}


@few
@given(results=planted.several(planted.results(), "indicator"))
@prints
def test_results_with_their_growth(table: layouts.Print, results: list[planted.Result], tmp_path: Path) -> None:
    assert _results(read(layouts.result_table_10(results, table), tmp_path)) == _planted_results(results)


@few
@given(letters=st.lists(st.sampled_from(planted.ACTIONS), min_size=1, max_size=3))
@prints
def test_a_register_states_nothing(table: layouts.Print, letters: list[str], tmp_path: Path) -> None:
    facts = read(layouts.register(letters, table), tmp_path)
    assert (facts.targets, facts.tasks, facts.results) == ((), (), ())
