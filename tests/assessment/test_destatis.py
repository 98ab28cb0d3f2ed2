"""The primary rule: its worked cases, and the symbols that Germany published."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from lotrinh.assessment.destatis import Reading, Sky, every_year, in_direction, towards, window_of, worst

OFFICIAL = {
    "Sonne": Sky.SUN,
    "Leicht bewölkt": Sky.SLIGHTLY_CLOUDY,
    "Wolke": Sky.CLOUDED,
    "Blitz": Sky.THUNDERSTORM,
}


def yearly(*values: float, last: int = 2024) -> list[tuple[float, float]]:
    return [(last - len(values) + 1 + i, value) for i, value in enumerate(values)]


@pytest.mark.parametrize(
    ("rate", "sky"),
    [(10.0, Sky.SUN), (9.6, Sky.SUN), (9.0, Sky.SLIGHTLY_CLOUDY), (8.1, Sky.SLIGHTLY_CLOUDY), (7.9, Sky.CLOUDED),
     (0.0, Sky.THUNDERSTORM), (-1.0, Sky.THUNDERSTORM)],
)  # fmt: skip
def test_what_is_missed_decides(rate: float, sky: Sky) -> None:
    """40 now, 100 in six years: ten a year is exact."""
    points = yearly(*(40 - rate * back for back in range(5, -1, -1)))
    assert towards(points, 100, 2030, up=True).sky is sky
    mirrored = [(year, -value) for year, value in points]
    assert towards(mirrored, -100, 2030, up=False).sky is sky


def test_reached_already_is_judged_by_value_and_trend() -> None:
    assert towards(yearly(90, 92, 95, 101), 100, 2030, up=True).sky is Sky.SUN
    assert towards(yearly(110, 108, 105, 101), 100, 2030, up=True).sky is Sky.SLIGHTLY_CLOUDY


def test_kept_every_year() -> None:
    assert every_year(yearly(48, 48, 49, 49), 50, up=True).sky is Sky.CLOUDED
    assert every_year(yearly(49, 49, 49, 49), 50, up=True).sky is Sky.CLOUDED
    assert every_year(yearly(49, 48, 48, 47), 50, up=True).sky is Sky.THUNDERSTORM


@pytest.mark.parametrize(
    ("values", "sky"),
    [((1, 2, 3, 4), Sky.SUN), ((1, 2, 5, 4), Sky.SLIGHTLY_CLOUDY), ((5, 2, 1, 4), Sky.CLOUDED),
     ((5, 4, 3, 2), Sky.THUNDERSTORM)],
)  # fmt: skip
def test_a_direction_only(values: tuple[float, ...], sky: Sky) -> None:
    assert in_direction(yearly(*values), up=True).sky is sky


def test_under_four_points_nothing_is_said() -> None:
    assert towards(yearly(1, 2, 3), 10, 2030, up=True).sky is Sky.NONE
    assert every_year([], 10, up=True).sky is Sky.NONE
    assert len(window_of(yearly(*range(9)))) == 6


def test_of_several_targets_the_worst_decides() -> None:
    fast, slow = towards(yearly(1, 2, 3, 4), 5, 2030, up=True), towards(yearly(1, 2, 3, 4), 50, 2030, up=True)
    assert worst([fast, slow]) is slow
    assert worst([]).sky is Sky.NONE


def test_german_verdicts(shared: Path) -> None:
    """The published symbols on the numeric targets of the mapping: at least 91 % come out."""
    folder = shared / "progress" / "dns"
    replay = _rows(folder / "dns_replay.csv")
    agree: Counter[bool] = Counter()
    for row in replay:
        points = _series(folder / "data" / f"indicator_{row['file']}.csv", FILTERS.get((row["file"], row["ind"]), {}))
        until = [point for point in points if point[0] <= int(row["year"])]
        if not until or until[-1][0] != int(row["year"]) or row["computed"] == "":
            continue
        told = towards(until, float(row["target"]), float(row["target_year"]), up=row["direction"] == "1")
        agree[told.sky is OFFICIAL[row["published"]]] += 1
    assert sum(agree.values()) == 320
    assert agree[True] / 320 >= 0.91, agree


_SERIES, _TIME_SERIES = "Series", "time series"
# Which of a file's series a target is about: (file, indicator number) → column and value.
FILTERS: dict[tuple[str, str], dict[str, str]] = {
    ("12-2", "1"): {_SERIES: "locations of organisation registered with emas"},
    ("2-1-b", "1"): {_SERIES: "data from the federal ministry of food and agriculture"},
    ("2-1-a", "1"): {_SERIES: "moving five-year average shown for each middle year"},
    ("3-1-ab", "1"): {_TIME_SERIES: "premature death (women)"},
    ("3-1-ab", "2"): {_TIME_SERIES: "premature death (men)"},
    ("3-1-cd", "1"): {_TIME_SERIES: "adolescents"},
    ("4-2-ab", "1"): {_SERIES: "all-day care provision for 0 to 2-year-old children"},
    ("4-2-ab", "2"): {_SERIES: "all-day care provision for 3 to 5-year-old children"},
    ("5-1-bc", "2"): {_TIME_SERIES: "in management positions in the federal civil service"},
    ("7-1-ab", "2"): {_SERIES: "primary energy consumption"},
    ("8-5-ab", "1"): {_SERIES: "employment rate, total (20 to 64-year-olds)"},
    ("8-5-ab", "2"): {_SERIES: "employment rate, older people (60 to 64-year-olds)"},
    ("11-2-a", "1"): {_TIME_SERIES: "final energy consumption for the transport of goods"},
}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _series(path: Path, wanted: dict[str, str]) -> list[tuple[float, float]]:
    """One series of a data file: the rows whose other columns are empty, or as wanted."""
    points = {}
    for row in _rows(path):
        others = {key: value for key, value in row.items() if key not in ("Year", "Value", "Units")}
        if row["Value"] and all(value == wanted.get(key, "") for key, value in others.items()):
            points[int(float(row["Year"]))] = float(row["Value"])
    return sorted((float(year), value) for year, value in points.items())


def test_the_worst_of_nothing_is_no_reading() -> None:
    assert worst([]) == Reading(Sky.NONE, "none") == worst([Reading(Sky.NONE, "none")])


def test_too_few_points_are_no_reading_by_any_rule() -> None:
    for reading in (
        in_direction([(2024, 1)], up=True), every_year([(2024, 1)], 1, up=True), towards([(2024, 1)], 1, 2030, up=True),
    ):  # fmt: skip
        assert reading == Reading(Sky.NONE, "none")
