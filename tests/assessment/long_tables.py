"""Random series for the tests of `frames`: ordinary ones, and all the nonsense that tables hold."""

from __future__ import annotations

from math import inf, isclose, nan
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from lotrinh.assessment.frames import RESULT
from lotrinh.assessment.yearly import Assessed, Row, assess

Table = dict[int, list[Row]]
SCHEMA = {
    "series_id": pl.Int64, "year": pl.Float64, "value": pl.Float64, "target": pl.Float64, "target_year": pl.Float64,
    "up": pl.Boolean, "share": pl.Boolean, "tolerance": pl.Float64,
}  # fmt: skip
NO_FIGURES = (None, nan, inf, -inf, 1e15, -1e300)
NO_YEARS = (None, nan, inf, -inf, 2020.5, 0.0, -5.0, 10_000.0)

tidy_figures = st.one_of(
    st.integers(-20, 120).map(float),
    st.integers(-2000, 12_000).map(lambda n: n / 100),
    st.integers(1, 10_000).map(lambda n: n * 1e9),
)
years = st.integers(2015, 2026).map(float)


def odd(usual: st.SearchStrategy[Any], strange: tuple[float | None, ...]) -> st.SearchStrategy[Any]:
    """Mostly `usual`, now and then one of `strange`."""
    return st.integers(0, 14).flatmap(lambda n: st.sampled_from(strange) if n == 14 else usual)


def tenths(count: int) -> float:
    """A figure with one decimal."""
    return count / 10


@st.composite
def series(draw: st.DrawFn) -> list[Row]:
    """One series: a path with its goal, or free figures; rows missing, doubled, contradicted and out of order."""
    goal = (
        draw(st.sampled_from((0.0, 100.0)) | odd(tidy_figures, NO_FIGURES)),
        draw(odd(st.integers(2019, 2034).map(float), NO_YEARS)),
        draw(st.sampled_from((True, False, True, False, None))),
        draw(st.sampled_from((True, False, None))),
        draw(st.sampled_from((*[None] * 5, 0.1, 0.5, 2.0, 0.0, -1.0, nan, inf))),
    )
    length = draw(st.integers(1, 9))
    if draw(st.booleans()):
        start, step = draw(tidy_figures), draw(st.sampled_from((0.0, 0.1, -0.1)) | st.integers(-30, 30).map(tenths))
        figures = [start + step * place for place in range(length)]
        if draw(st.booleans()):  # one step stands far out
            figures[draw(st.integers(0, length - 1))] += draw(st.sampled_from((40.0, -40.0)))
    else:
        figures = draw(st.lists(odd(tidy_figures, NO_FIGURES), min_size=length, max_size=length))
    rows = [Row(2024.0 - length + place, figure, *goal) for place, figure in enumerate(figures)]
    if draw(st.integers(0, 3)) == 3:
        rows = [row._replace(year=draw(odd(years, NO_YEARS))) for row in rows]
    if draw(st.integers(0, 5)) == 5:
        rows.append(draw(st.sampled_from(rows)))
    if draw(st.integers(0, 20)) == 20:
        rows[-1] = rows[-1]._replace(target=7.0)
    return draw(st.permutations(rows))


tables = st.lists(series(), min_size=1, max_size=10).map(lambda told: dict(enumerate(told)))


def random_table(size: int, seed: int) -> Table:
    """`size` series made without hypothesis, for the engines that are too slow to start for it."""
    random = Random(seed)
    return {place: _random_series(random) for place in range(size)}


def _random_series(random: Random) -> list[Row]:
    goal = (
        random.choice([10.0, 5.0, 0.0, -3.0, 60.0, 100.0, *NO_FIGURES[:3]]),
        float(random.choice([2024, 2025, 2026, 2028, 2030, 2031, 2022])),
        random.choice([True, False, True, False, None]),
        random.choice([True, False, None]),
        random.choice([None, None, None, 0.1, 1.0, -1.0]),
    )
    start, step = random.choice([0.0, 1.0, 50.0, 97.0, 99.2, -3.0]), random.choice([0.0, 1.0, -1.0, 0.1, 2.5])
    length = random.randint(1, 10)
    rows = []
    for place in range(length):
        figure: float | None = start + step * place + random.choice([0.0, 0.0, 0.3, -1.0, 20.0])
        figure = random.choice(NO_FIGURES) if random.random() < 0.03 else figure
        year = 2024.0 - length + place - (random.random() < 0.05)
        rows.append(Row(year, figure, *goal))
    if random.random() < 0.1:
        rows.append(random.choice(rows))
    random.shuffle(rows)
    return rows


def polars_table(table: Table) -> pl.DataFrame:
    """The table in the long form."""
    rows = [(place, *row) for place, series_rows in table.items() for row in series_rows]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def parquet_table(table: Table, folder: Path) -> str:
    """The table as a Parquet file, whose name is returned."""
    name = folder / "long.parquet"
    polars_table(table).write_parquet(name)
    return str(name)


def by_series(rows: list[Any]) -> dict[int, Assessed]:
    """Rows of a result, in the order of `RESULT`, by series id. None is missing."""
    told = [tuple(row) for row in rows]
    assert all(len(row) == len(RESULT) for row in told)
    assert len({row[0] for row in told}) == len(told)
    return {row[0]: Assessed(*row[1:]) for row in told}


def scalar(table: Table) -> dict[int, Assessed]:
    """What the scalar definition says."""
    return {place: assess(rows) for place, rows in table.items()}


def assert_same(found: dict[int, Assessed], wanted: dict[int, Assessed]) -> None:
    """Equal to the last bit, but for the outlook: powers and logarithms end differently, 1e-9 of it is allowed."""
    assert found.keys() == wanted.keys()
    for place, want in wanted.items():
        have = found[place]
        assert have._replace(outlook=None) == want._replace(outlook=None)
        assert (have.outlook is None) == (want.outlook is None), (have, want)
        if have.outlook is not None and want.outlook is not None:
            assert isclose(have.outlook, want.outlook, rel_tol=1e-9, abs_tol=1e-9), (have, want)
