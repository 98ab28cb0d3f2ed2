"""Frames say what the scalar definition says, on every engine, and again after a change."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lotrinh.assessment.frame_drift import sorting_network
from lotrinh.assessment.frames import COLUMNS, RESULT, assess_table, reassess_table
from lotrinh.assessment.yearly import REASONS, RULES
from tests.assessment.long_tables import (
    Table,
    assert_same,
    by_series,
    parquet_table,
    polars_table,
    random_table,
    scalar,
    series,
    tables,
)


def told_by_polars(table: Table, **how: Any) -> Any:
    return by_series(assess_table(polars_table(table)).collect(**how).rows())


@given(tables)
@settings(max_examples=40)
def test_polars_says_what_the_scalar_says(table: Table) -> None:
    assert_same(told_by_polars(table), scalar(table))


@given(tables)
@settings(max_examples=4, phases=[Phase.generate])  # making the plan takes a second; shrinking would take minutes
def test_duckdb_says_what_the_scalar_says(table: Table) -> None:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        found = assess_table(connection.read_parquet(parquet_table(table, Path(folder)))).fetchall()
    assert_same(by_series(found), scalar(table))


def test_all_rules_and_reasons_occur_and_agree(tmp_path: Path) -> None:
    table = random_table(4000, seed=2030)
    wanted = scalar(table)
    reasons = {told.reason for told in wanted.values()}
    assert reasons == {*RULES, *REASONS} - {"goals_differ"}
    assert len({told.status for told in wanted.values()}) == 5
    assert_same(told_by_polars(table), wanted)
    assert_same(told_by_polars(table, engine="streaming"), wanted)
    with duckdb.connect() as connection:
        found = assess_table(connection.read_parquet(parquet_table(table, tmp_path))).fetchall()
    assert_same(by_series(found), wanted)


@pytest.fixture
def spark() -> Iterator[Any]:
    """A session on this machine alone."""
    if shutil.which("java") is None:
        pytest.skip("no Java: PySpark cannot run")
    sql = pytest.importorskip("pyspark.sql", reason="no PySpark: pip install -r requirements/spark.txt")
    builder = sql.SparkSession.builder.master("local[2]").appName("lotrinh")
    quiet = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    for key, value in quiet.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark_says_what_the_scalar_says(spark: Any, tmp_path: Path) -> None:
    table = random_table(1000, seed=45)
    found = assess_table(spark.read.parquet(parquet_table(table, tmp_path))).collect()
    assert_same(by_series(found), scalar(table))
    renewed = scalar(table)
    earlier = spark.createDataFrame([(key, *told) for key, told in islice(renewed.items(), 900)], _spark_schema())
    changed = spark.createDataFrame([(key,) for key in range(880, 1000)], "series_id long")
    again = reassess_table(spark.read.parquet(str(tmp_path / "long.parquet")), earlier, changed).collect()
    assert_same(by_series(again), renewed)


def _spark_schema() -> str:
    kinds = {"status": "string", "reason": "string"} | dict.fromkeys(
        ("series_id", "last_year", "points", "ignored"), "long"
    )
    return ", ".join(f"{name} {kinds.get(name, 'double')}" for name in RESULT)


@given(tables, st.dictionaries(st.integers(0, 8), st.none() | series(), max_size=4))
@settings(max_examples=10)
def test_reassessing_what_changed_equals_doing_all_again(before: Table, changes: dict[int, Any]) -> None:
    """Series are added, altered and (None) taken away."""
    after = {key: rows for key, rows in (before | changes).items() if rows is not None}
    if not after:
        return
    earlier = assess_table(polars_table(before)).collect()
    changed = pl.DataFrame({"series_id": list(changes)}, schema={"series_id": pl.Int64})
    found = reassess_table(polars_table(after), earlier, changed).collect()
    assert found.columns == list(RESULT)
    whole = assess_table(polars_table(after)).collect()
    assert found.schema == whole.schema
    assert found.sort("series_id").equals(whole.sort("series_id"))


def test_reassessing_on_duckdb(tmp_path: Path) -> None:
    table = random_table(60, seed=6)
    with duckdb.connect() as connection:
        rows = connection.read_parquet(parquet_table(table, tmp_path))
        earlier = assess_table(rows.filter("series_id < 50")).order("series_id")
        changed = connection.sql("select range as series_id from range(50, 60)")
        found = reassess_table(rows, earlier, changed).fetchall()
    assert_same(by_series(found), scalar(table))


def test_only_changed_series_are_computed_again() -> None:
    """What is said of the others is taken as it stands."""
    table = polars_table(random_table(10, seed=1))
    earlier = assess_table(table).collect().with_columns(last_value=pl.lit(-1.0))
    found = reassess_table(table, earlier, pl.DataFrame({"series_id": [3, 3]})).collect()
    assert found.height == 10
    assert found.filter(pl.col("last_value") != -1.0)["series_id"].to_list() == [3]


def test_the_order_of_rows_does_not_matter() -> None:
    table = polars_table(random_table(200, seed=8))
    first = assess_table(table).collect().sort("series_id")
    assert first.equals(assess_table(table.sample(fraction=1, shuffle=True, seed=3)).collect().sort("series_id"))


def test_whole_numbers_text_ids_and_no_share() -> None:
    table = pl.DataFrame(
        {
            "series_id": ["a"] * 6 + [None],
            "year": range(2014, 2021),
            "value": [14, 15, 15, 16, 17, 18, 19],
            "target": 19,
            "target_year": 2021,
            "up": True,
        }
    )
    assert assess_table(table).collect().rows() == [
        ("a", "on_track", "project", 2019, 18.0, 6, 0, 0.8, 19.6, -0.6000000000000014, 0.5, 19.152)
    ]


def test_nothing_but_nulls_and_no_rows_at_all() -> None:
    nothing = pl.DataFrame({"series_id": [1, 2], **dict.fromkeys(COLUMNS[1:])})
    assert set(assess_table(nothing).collect()["reason"]) == {"no_figure"}
    assert assess_table(polars_table({})).collect().shape == (0, len(RESULT))


def test_wrong_tables_are_refused() -> None:
    table = polars_table(random_table(1, seed=1))
    with pytest.raises(ValueError, match="no column target, up"):
        assess_table(table.drop("target", "up"))
    with pytest.raises(TypeError, match="value"):
        assess_table(table.cast({"value": pl.String}))
    with pytest.raises(TypeError, match="up"):
        assess_table(table.with_columns(up=pl.lit(1)))


@pytest.mark.parametrize("size", [1, 2, 5, 6])
def test_sorting_networks_sort(size: int) -> None:
    for values in permutations(range(size)):
        places = list(values)
        for layer in sorting_network(size):
            assert len({place for pair in layer for place in pair}) == 2 * len(layer)
            for a, b in layer:
                places[a], places[b] = min(places[a], places[b]), max(places[a], places[b])
        assert places == sorted(values)
