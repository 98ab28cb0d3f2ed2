"""Outlines of areas from GeoJSON or TopoJSON, made simple and light enough for a page.

Reads: bytes of a file. Writes: `Outline`s with an SVG path in thousandths of a degree, north upward. No I/O.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Point]

MOST_AREAS = 5_000
MOST_POINTS = 2_000_000
SCALE = 1_000
"""Units of a path in a degree."""


class NoOutlines(Exception):  # noqa: N818  (what the caller is told, not a fault)
    """The file holds no outlines that can be used; the message says why, in English for the log."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area: its official code, its path, and the box around it (west, north, east, south, as drawn)."""

    code: str
    path: str
    box: tuple[int, int, int, int]


def outlines(content: bytes, tolerance: float = 0.004) -> list[Outline]:
    """The outlines of a file, simplified to `tolerance` degrees. Raises NoOutlines."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoOutlines("not JSON") from error
    if not isinstance(told, dict):
        raise NoOutlines("neither GeoJSON nor TopoJSON")
    try:
        shapes = list(_topology(told) if told.get("type") == "Topology" else _features(told))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise NoOutlines("malformed geometry") from error
    if not shapes:
        raise NoOutlines("no polygon with a code")
    return [_outline(code, rings, tolerance) for code, rings in shapes]


def _features(told: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    points = 0
    for feature in _bounded(told["features"]):
        code = _code(feature.get("properties") or {}, feature.get("id"))
        rings: list[Ring] = [
            [(float(point[0]), float(point[1])) for point in ring]
            for polygon in _polygons(feature["geometry"], "coordinates")
            for ring in polygon
        ]
        points += sum(map(len, rings))
        if points > MOST_POINTS:
            raise NoOutlines("too many points")
        if code and rings:
            yield code, rings


def _topology(told: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Arcs are shared between neighbours and told as steps; a negative number is the arc backwards."""
    arcs = _arcs(told)
    for shape in told["objects"].values():
        for geometry in _bounded(shape.get("geometries", ())):
            code = _code(geometry.get("properties") or {}, geometry.get("id"))
            rings = [_joined(ring, arcs) for polygon in _polygons(geometry, "arcs") for ring in polygon]
            if code and rings:
                yield code, rings


def _arcs(told: dict[str, Any]) -> list[Ring]:
    transform = told.get("transform")
    (sx, sy), (tx, ty) = (transform["scale"], transform["translate"]) if transform else ((1, 1), (0, 0))
    if sum(len(arc) for arc in told["arcs"]) > MOST_POINTS:
        raise NoOutlines("too many points")
    arcs: list[Ring] = []
    for arc in told["arcs"]:
        x = y = 0.0
        points: list[Point] = []
        for step in arc:
            x, y = (x + step[0], y + step[1]) if transform else (step[0], step[1])
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _joined(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _polygons(geometry: dict[str, Any] | None, key: str) -> list[Any]:
    if geometry is None:
        return []
    if geometry["type"] == "Polygon":
        return [geometry[key]]
    return list(geometry[key]) if geometry["type"] == "MultiPolygon" else []


def _bounded(features: Sequence[Any]) -> Sequence[Any]:
    if len(features) > MOST_AREAS:
        raise NoOutlines("too many areas")
    return features


def _code(properties: dict[str, Any], number: Any) -> str:
    told = properties.get("code", properties.get("gso_code", number))
    return str(told)[:12] if told is not None else ""


def _outline(code: str, rings: Iterable[Ring], tolerance: float) -> Outline:
    drawn = sorted((simplified(ring, tolerance) for ring in rings), key=_size, reverse=True)
    kept = [ring for ring in drawn if _size(ring) > tolerance * tolerance] or drawn[:1]
    pixels = [[(round(x * SCALE), round(-y * SCALE)) for x, y in ring] for ring in kept]
    xs, ys = [x for ring in pixels for x, _ in ring], [y for ring in pixels for _, y in ring]
    return Outline(code, "".join(map(_path, pixels)), (min(xs), min(ys), max(xs), max(ys)))


def _path(ring: Sequence[tuple[int, int]]) -> str:
    """Steps, not places: half as long."""
    (x, y), *rest = ring
    told = [f"M{x} {y}l"]
    for one, other in rest[:-1]:
        told.append(f"{one - x} {other - y} ")
        x, y = one, other
    return "".join(told).rstrip() + "z"


def _size(ring: Ring) -> float:
    """The area of a ring, in square degrees."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def simplified(ring: Ring, tolerance: float) -> Ring:
    """The ring without the points that lie within `tolerance` of the line between others (Douglas and Peucker, 1973).

    >>> simplified([(0, 0), (1, 0.001), (2, 0), (2, 2), (0, 2), (0, 0)], 0.01)
    [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    """
    if len(ring) < 5:
        return list(ring)
    keep = [False] * len(ring)
    far = max(range(len(ring)), key=lambda at: hypot(ring[at][0] - ring[0][0], ring[at][1] - ring[0][1]))
    keep[0] = keep[far] = keep[-1] = True
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        best, at = tolerance, 0
        for place in range(first + 1, last):
            away = _distance(ring[place], ring[first], ring[last])
            if away > best:
                best, at = away, place
        if at:
            keep[at] = True
            spans += [(first, at), (at, last)]
    kept = [point for point, wanted in zip(ring, keep, strict=True) if wanted]
    return kept if len(kept) >= 4 else list(ring)


def _distance(point: Point, one: Point, other: Point) -> float:
    """Of a point from the line between two others."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = hypot(dx, dy)
    if length == 0:
        return hypot(point[0] - one[0], point[1] - one[1])
    return abs(dx * (one[1] - point[1]) - (one[0] - point[0]) * dy) / length
