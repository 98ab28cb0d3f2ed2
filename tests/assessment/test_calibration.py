"""Interval tables: back-tests worked by hand, and the coverage on public series."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lotrinh.assessment.calibration import (
    Coverage,
    Miss,
    as_toml,
    coverage,
    cross_validated,
    misses_of,
    table_of,
)
from lotrinh.assessment.destatis import Point, window_of
from lotrinh.assessment.intervals import chance_of, interval_table, read_table
from lotrinh.assessment.outlook import Chance, chance_word, project, tidy, travel


def test_misses_of_a_straight_line() -> None:
    """The drift keeps 0,8 of a year's change, so a line misses 0,2, then 0,56 = 2 − 1,44 of it."""
    found = misses_of({"a": [(year, 3.0 * year) for year in range(2020, 2025)]})
    assert [(miss.series, miss.horizon) for miss in found] == [("a", 1), ("a", 2), ("a", 1)]
    assert [miss.size for miss in found] == pytest.approx([0.2, 0.56, 0.2])


def test_origins_without_a_window_or_a_movement_make_no_miss() -> None:
    assert misses_of({"few": [(2020, 1.0), (2021, 2.0), (2022, 3.0)]}) == []
    assert misses_of({"flat": [(2020, 1.0), (2021, 1.0), (2022, 1.0), (2023, 5.0)]}) == []
    assert misses_of({"gap": [(2000, 1.0), (2001, 2.0), (2010, 3.0), (2011, 4.0)]}) == []
    hole = misses_of({"hole": [(2020, 11.0), (2021, 12.0), (2022, 13.0), (2024, 15.0)]})
    assert [(miss.horizon, round(miss.size, 6)) for miss in hole] == [(2, 0.56)]


def test_no_miss_beyond_the_furthest_year() -> None:
    long = {"a": [(2000 + i, float(i * i)) for i in range(20)]}
    assert {miss.horizon for miss in misses_of(long)} == {1, 2, 3, 4, 5, 6}


def test_shares_are_projected_as_shares() -> None:
    points = {"share": [(2020, 10.0), (2021, 50.0), (2022, 90.0), (2023, 95.0)]}
    odds = 9 * 9**0.8
    assert misses_of(points, {"share"})[0].size == pytest.approx(abs(95 - 100 * odds / (1 + odds)) / 40)
    assert misses_of(points)[0].size != misses_of(points, {"share"})[0].size


def of_sizes(horizon: int, *sizes: float, series: int = 5) -> list[Miss]:
    return [Miss(str(i % series), horizon, size) for i, size in enumerate(sizes)]


def test_quantiles_are_order_statistics() -> None:
    table = table_of(of_sizes(1, *range(1, 40)))  # n + 1 = 40
    assert table == {60: {1: 24.0}, 80: {1: 32.0}, 95: {1: 38.0}}
    assert table_of(of_sizes(1, *range(1, 31)))[95] == {1: 30.0}  # ⌈31 · 0,95⌉ = 30


def test_ranks_of_a_hundred_and_one() -> None:
    """n + 1 = 101: ⌈60,6⌉ = 61, ⌈80,8⌉ = 81 and ⌈95,95⌉ = 96; widths far under 1 stay what they are."""
    table = table_of(of_sizes(1, *(rank / 1000 for rank in range(1, 101))))
    assert table == {60: {1: 0.061}, 80: {1: 0.081}, 95: {1: 0.096}}


def test_too_few_misses_or_series_are_not_measured() -> None:
    assert table_of(of_sizes(1, *range(1, 30))) == {}
    assert table_of(of_sizes(1, *range(1, 31), series=4)) == {}
    assert table_of([]) == {}
    near = of_sizes(1, *range(1, 40))
    assert table_of(near + of_sizes(3, *range(1, 40)))[80] == {1: 32.0}  # two years ahead is missing


def test_one_level_alone_is_measured() -> None:
    assert table_of(of_sizes(1, *range(1, 40)), (80,)) == {80: {1: 32.0}}


def test_a_further_interval_is_never_narrower() -> None:
    table = table_of(of_sizes(1, *range(1, 40)) + of_sizes(2, *(size / 2 for size in range(1, 40))))
    assert table[80] == {1: 32.0, 2: 32.0}


def test_coverage_counts_what_lies_inside() -> None:
    found = coverage(of_sizes(1, 1, 2, 3, 4) + of_sizes(2, 9), {80: {1: 3.0}})
    assert found == {80: {1: Coverage(3, 4)}}
    assert found[80][1].share == 0.75
    assert Coverage(0, 0).share is None


def test_no_series_is_held_against_a_table_it_helped_to_make() -> None:
    """Ten calm series and one wild: the wild one is never covered by tables made without it."""
    calm = [Miss(f"calm {i}", 1, 1.0) for i in range(10) for _ in range(10)]
    wild = [Miss("wild", 1, 50.0)] * 10
    found = cross_validated(calm + wild, folds=11)
    assert found[80][1] == Coverage(100, 110)
    together = {f"calm {i}": "one" for i in range(10)} | {"wild": "two"}
    assert cross_validated(calm + wild, together)[80][1] == Coverage(0, 10)  # ten wild misses alone make no table


def test_ten_folds_hold_out_the_first_and_the_eleventh_together() -> None:
    """Eleven series of three misses: without one 30 are left, which make a table; without two 27, which do not."""
    misses = [Miss(f"series {i:02}", 1, 1.0) for i in range(11) for _ in range(3)]
    assert cross_validated(misses)[80][1] == Coverage(27, 27)
    assert cross_validated(misses, folds=11)[80][1] == Coverage(33, 33)


def test_a_table_is_read_back_as_written() -> None:
    table = {60: {1: 1.0}, 80: {1: 1.7251}, 95: {1: 3.4}}
    text = as_toml(table, ["two\nlines", "Series of the province"])
    assert text.startswith("# two lines\n# Series of the province\n")
    assert read_table(text) == {60: {1: 1.0}, 80: {1: 1.725}, 95: {1: 3.4}}


def german_series(shared: Path) -> tuple[dict[str, list[Point]], set[str], dict[str, str]]:
    """Every yearly series of the German strategy: points, names of shares, name → indicator."""
    points: dict[str, list[Point]] = {}
    shares, indicator = set(), {}
    for path in sorted((shared / "progress" / "dns" / "data").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                told = [value for key, value in row.items() if key not in ("Year", "Value", "GeoCode")]
                name = "|".join([path.name, *told])
                if row["Value"] and row["Year"].isdecimal():
                    points.setdefault(name, []).append((int(row["Year"]), float(row["Value"])))
                indicator[name] = path.name
                if row["Units"] == "percentage":
                    shares.add(name)
    return points, shares, indicator


def test_coverage_on_public_series(shared: Path) -> None:
    """80 % intervals hold 80 ± 3 % at every horizon, on indicators that had no part in the table."""
    points, shares, indicator = german_series(shared)
    misses = misses_of(points, shares)
    assert len(misses) > 100_000 and len({miss.series for miss in misses}) > 1_400
    held_out = cross_validated(misses, indicator)
    assert set(held_out[80]) == {1, 2, 3, 4, 5, 6}
    for level, slack in ((80, 0.03), (95, 0.01), (60, 0.03)):
        for horizon, found in held_out[level].items():
            assert found.share == pytest.approx(level / 100, abs=slack), (level, horizon)
    measured = table_of(misses)
    for level, widths in interval_table().items():  # the table told to users is this one
        assert dict(widths) == pytest.approx(measured[level], rel=0.01)


def test_the_published_multipliers_hold_too(shared: Path) -> None:
    """The table of the design, measured elsewhere, on the same series."""
    points, shares, _ = german_series(shared)
    published = {80: {1: 1.8, 3: 3.5, 6: 6.3}, 95: {1: 3.2, 3: 7.7, 6: 13.2}}
    for horizon, found in coverage(misses_of(points, shares), published)[80].items():
        assert found.share == pytest.approx(0.80, abs=0.03), horizon


def test_words_of_chances_come_true(shared: Path) -> None:
    """Targets set at, above and below where the public series stood: "likely" comes true in 8 to 10 of 10 cases."""
    points, shares, _ = german_series(shared)
    counts: dict[Chance, list[int]] = {word: [0, 0] for word in Chance}
    for name in sorted(points)[::4]:
        known = tidy(points[name])
        later = dict(known)
        for last in range(3, len(known)):
            window = window_of(known[:last], 3)
            if not window or travel(window) == 0 or window[-1][0] + 3 not in later:
                continue
            middle, ruler, (year, value) = project(window, 3, share=name in shares), travel(window), window[-1]
            for distance in (-4, -2, 0.5, 2, 4):
                target = value + distance * ruler
                word = chance_word(chance_of((middle - target) / ruler, 3))
                counts[word][0] += 1
                counts[word][1] += later[year + 3] >= target
    true = {word: hits / cases for word, (cases, hits) in counts.items()}
    assert min(cases for cases, _ in counts.values()) > 500
    assert true[Chance.LIKELY] >= 0.8 and 0.5 <= true[Chance.MORE_LIKELY] < 0.8
    assert 0.2 <= true[Chance.AT_RISK] < 0.5 and true[Chance.UNLIKELY] < 0.2
