"""The tidy table of series: linked points in one unit, with what they revise.

Reads: `Sheet`s of reports. Writes: `Series`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from msgspec.structs import replace

from lotrinh.checking import Sheet
from lotrinh.core.unit import convert, parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.series.linking import link
from lotrinh.series.points import Point, Told, told_of

_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST = 60  # characters of a slug


@dataclass(frozen=True, slots=True)
class Series:
    """All points, series by series in the order in which they are first told, each in order of time and vintage."""

    points: tuple[Point, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The series, in order."""
        return tuple(dict.fromkeys(point.series for point in self.points))

    def linked(self) -> Series:
        """Only the series with two periods or more."""
        periods: dict[str, set[str]] = defaultdict(set)
        for point in self.points:
            periods[point.series].add(point.period)
        return Series(tuple(point for point in self.points if len(periods[point.series]) > 1))

    @property
    def revised(self) -> tuple[Point, ...]:
        """The points that another report had told otherwise before."""
        return tuple(point for point in self.points if point.revises is not None)


def series_of(sheets: Sequence[Sheet]) -> Series:
    """The series of several reports. Linear in their figures but for names that share rare words."""
    told = [point for number, sheet in enumerate(sheets) for point in told_of(sheet, number)]
    groups: dict[int, list[Told]] = defaultdict(list)
    for point, group in zip(told, link(told), strict=True):
        groups[group].append(point)
    slugs: Counter[str] = Counter()
    points: list[Point] = []
    for members in groups.values():
        points.extend(_series(members, slugs))
    return Series(tuple(points))


def _series(members: Sequence[Told], slugs: Counter[str]) -> list[Point]:
    """One series: named as it is named most, in the unit it is told in most, revisions beside what they revise."""
    name = Counter(told.point.indicator for told in members).most_common(1)[0][0]
    whole = Counter(told.whole for told in members).most_common(1)[0][0]
    unit = Counter(told.point.unit for told in members).most_common(1)[0][0]
    slug = _unique(_slug(members[0].point, name, whole), slugs)
    ordered = sorted(members, key=lambda told: (told.point.period, told.point.vintage, told.sheet))
    latest: dict[str, Fraction] = {}
    points = []
    for told in ordered:
        converted = convert(told.value, told.unit, parse_unit(unit))
        value, printed = (converted, unit) if converted is not None else (told.value, told.point.unit)
        before = latest.get(told.point.period)
        latest[told.point.period] = value
        revises = float(before) if before is not None and before != value else None
        full = f"{whole}: {name}" if whole else name
        points.append(
            replace(told.point, series=slug, indicator=full, value=float(value), unit=printed, revises=revises)
        )
    return points


def _slug(point: Point, name: str, whole: str) -> str:
    """place/indicator/measure/kind, in letters that any file or database takes."""
    measure = "-".join(filter(None, (point.measure, point.base)))
    pieces = (point.place, f"{whole} {name} {point.scope}", measure, point.kind)
    return "/".join(_SLUG.sub("-", fold(piece))[:_LONGEST].strip("-") for piece in pieces if piece)


def _unique(slug: str, slugs: Counter[str]) -> str:
    slugs[slug] += 1
    return slug if slugs[slug] == 1 else f"{slug}-{slugs[slug]}"
