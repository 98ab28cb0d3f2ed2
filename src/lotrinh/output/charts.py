"""Charts of targets: figures, the path to the target, the projection with its fan, as Vega-Lite and as SVG.

The specification is plain data; vl-convert draws it without a browser. Where vl-convert is not
installed (extra "charts") there is no picture, and the table of figures under it tells the same.
"""

from __future__ import annotations

import re
from typing import Any

from lotrinh.assessment.explain import outlook_of
from lotrinh.assessment.outlook import LEVELS, outlook
from lotrinh.assessment.pace import PaceKind, pace_kind
from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.verdict import Verdict, rulebook
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import CHANGES, Goal

INK, SOFT, ACCENT, TARGET = "#16211f", "#55625f", "#0b5a57", "#7c6a1b"
WIDTH, HEIGHT = 440, 170
YEARS: dict[str, Any] = {
    "field": "year", "type": "quantitative", "scale": {"nice": False, "zero": False},
    "axis": {"format": "d", "title": None, "tickMinStep": 1, "grid": False},
}  # fmt: skip
"""The axis of all layers."""
NUMBER_STYLE = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]},
}


def chart_spec(goal: Goal, verdict: Verdict, language: str) -> dict[str, Any] | None:
    """Vega-Lite of one target; None for goals without a level, a due year or a figure."""
    if goal.quantity is None or goal.due is None or verdict.direction is None or not verdict.inputs:
        return None
    if goal.form in CHANGES:
        return None
    points = [
        {"year": point.year, "value": point.value, "kind": "derived" if point.derived else str(point.vintage)}
        for point in verdict.inputs
    ]
    bound, due = deciding_bound(goal.quantity, up=verdict.direction.up), goal.due.year
    said = f"{rulebook()['chart']['target'][language]} {due}"
    y = _scale(str(goal.quantity.unit))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": HEIGHT,
        "background": "white",
        "config": {
            "font": "Be Vietnam Pro, Segoe UI, Noto Sans, Arial, sans-serif",
            "view": {"stroke": None},
            "axis": {"labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 11, "titleFontSize": 11},
            "locale": {"number": NUMBER_STYLE[language]},
        },
        "layer": [
            *_fan(goal, verdict),
            *_band(goal.quantity, bound, due, y),
            _path(points[-1], bound, due, y),
            *_figures(points, y),
            {
                "data": {"values": [{"year": due, "value": bound, "told": said}]},
                "mark": {"type": "text", "align": "right", "dy": -8, "color": TARGET, "fontWeight": 600},
                "encoding": {"x": YEARS, "y": y, "text": {"field": "told"}},
            },
        ],
    }


def _scale(unit: str) -> dict[str, Any]:
    return {
        "field": "value", "type": "quantitative", "scale": {"zero": False, "nice": True},
        "axis": {"title": unit, "gridColor": "#e6ebea", "tickCount": 5},
    }  # fmt: skip


def _band(quantity: Quantity, bound: float, due: int, y: dict[str, Any]) -> list[dict[str, Any]]:
    """What a target asks for that is a range: a bar beside its year."""
    low = bound if quantity.low is None else quantity.low or bound
    high = bound if quantity.low is None else quantity.high or bound
    if low == high:
        return []
    return [
        {
            "data": {"values": [{"from": due - 0.25, "to": due, "low": low, "high": high}]},
            "mark": {"type": "rect", "color": TARGET, "opacity": 0.35},
            "encoding": {
                "x": {**YEARS, "field": "from"},
                "x2": {"field": "to"},
                "y": {**y, "field": "low"},
                "y2": {"field": "high"},
            },
        }
    ]


def _path(last: dict[str, Any], bound: float, due: int, y: dict[str, Any]) -> dict[str, Any]:
    """The straight way from the last figure to the target."""
    path = [{"year": last["year"], "value": last["value"]}, {"year": due, "value": bound}]
    return {
        "data": {"values": path},
        "mark": {"type": "line", "strokeDash": [2, 3], "color": TARGET},
        "encoding": {"x": YEARS, "y": y},
    }


def _figures(points: list[dict[str, Any]], y: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures and the line through them. Estimates are hollow, so that nobody takes them for final."""
    final = {"test": "datum.kind !== 'estimate' && datum.kind !== 'derived'", "value": INK}
    return [
        {
            "data": {"values": points},
            "mark": {"type": "line", "color": INK},
            "encoding": {"x": YEARS, "y": y},
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "size": 45, "color": INK, "strokeWidth": 1.5, "opacity": 1},
            "encoding": {"x": YEARS, "y": y, "fill": {"condition": final, "value": "white"}},
        },
    ]


def _fan(goal: Goal, verdict: Verdict) -> list[dict[str, Any]]:
    """The projection and its intervals, year by year to the due year."""
    whole = outlook_of(goal, verdict)
    if whole is None or goal.quantity is None:
        return []
    share = pace_kind(str(goal.quantity.unit)) is PaceKind.POINTS
    series = [(point.year, point.value) for point in verdict.inputs]
    year, value = series[-1]
    rows = [{"year": year, "value": value, **{f"{edge}{level}": value for level in LEVELS for edge in ("low", "high")}}]
    for horizon in range(1, whole.horizon + 1):
        told = outlook(series, horizon, share=share, table=verdict.intervals)
        if told is None:
            return []
        row = {"year": year + horizon, "value": told.value}
        for level in LEVELS:
            row[f"low{level}"], row[f"high{level}"] = told.intervals[level]
        rows.append(row)
    y = {"type": "quantitative", "scale": {"zero": False}, "title": None}
    areas: list[dict[str, Any]] = [
        {
            "data": {"values": rows},
            "mark": {"type": "area", "color": ACCENT, "opacity": 0.13},
            "encoding": {"x": YEARS, "y": {**y, "field": f"low{level}"}, "y2": {"field": f"high{level}"}},
        }
        for level in reversed(LEVELS)
    ]
    middle = {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeDash": [6, 4], "color": ACCENT},
        "encoding": {"x": YEARS, "y": {**y, "field": "value"}},
    }
    return [*areas, middle]


def chart_svg(goal: Goal, verdict: Verdict, language: str, title: str) -> str | None:
    """The chart as SVG to stand in a page, `title` as its spoken name; None without chart or without vl-convert."""
    spec = chart_spec(goal, verdict, language)
    if spec is None:
        return None
    try:
        import vl_convert
    except ImportError:
        return None
    svg: str = vl_convert.vegalite_to_svg(spec)
    label = title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return re.sub(r"^<svg ", f'<svg role="img" aria-label="{label}" ', svg, count=1)
