"""Ruled lines drawn on a page.

Reads: path objects of a page. Writes: rules in upright coordinates. A rule is a thin filled rectangle, a
stroked line or a side of a stroked rectangle.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int
from typing import Any

import pypdfium2.raw as pdfium

from lotrinh.reading.pdf.grids import Grid, Rule, grids_from
from lotrinh.reading.turn import Turn

_MOST_OBJECTS = 20_000
_MOST_RULES = 20_000
_FORMS_DEEP = 3
_THIN = 3.0  # points: what is thinner is a line
_SHORT = 4.0  # points: what is shorter is an ornament


def grids_of(page: Any, turn: Turn) -> list[Grid]:
    """Tables of two cells or more, from top to bottom."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for left, bottom, right, top in _thin_boxes(page):
        x0, y0, x1, y1 = turn.box(left, bottom, right, top)
        if y1 - y0 <= _THIN and x1 - x0 > _SHORT:
            horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 > _SHORT:
            vertical.append(Rule((x0 + x1) / 2, y0, y1))
        if len(horizontal) + len(vertical) >= _MOST_RULES:
            break
    return grids_from(horizontal, vertical)


def _thin_boxes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Boxes of all straight lines, in page coordinates."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for item, matrix in _paths(page):
        if not pdfium.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top)):
            continue
        box = (left.value, bottom.value, right.value, top.value)
        if box[2] - box[0] > _THIN and box[3] - box[1] > _THIN:
            if _is_stroked(item):
                yield from (_moved(line, matrix) for line in _sides(item))
        else:
            yield _moved(box, matrix)


_Matrix = tuple[float, float, float, float, float, float]


def _paths(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """Path objects of a page and of the forms on it, with the matrix of their form."""
    same: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    waiting: list[tuple[Any, _Matrix, int]] = [(page, same, 0)]
    seen = 0
    while waiting:
        holder, matrix, depth = waiting.pop()
        if depth:
            count, get = pdfium.FPDFFormObj_CountObjects(holder), pdfium.FPDFFormObj_GetObject
        else:
            count, get = pdfium.FPDFPage_CountObjects(holder), pdfium.FPDFPage_GetObject
        for index in range(max(0, count)):
            seen += 1
            if seen > _MOST_OBJECTS:
                return
            item = get(holder, index)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield item, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORMS_DEEP:
                waiting.append((item, _times(_matrix_of(item), matrix), depth + 1))


def _matrix_of(item: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(matrix)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(box: tuple[float, float, float, float], matrix: _Matrix) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    x0, y0 = a * box[0] + c * box[1] + e, b * box[0] + d * box[1] + f
    x1, y1 = a * box[2] + c * box[3] + e, b * box[2] + d * box[3] + f
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _is_stroked(item: Any) -> bool:
    mode, stroke = c_int(), c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(item, byref(mode), byref(stroke)) and stroke.value)


def _sides(item: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight sides of a stroked path, as boxes without width."""
    matrix = _matrix_of(item)
    x, y = c_float(), c_float()
    start = before = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield _moved((*before, *point), matrix)
        if pdfium.FPDFPathSegment_GetClose(segment) and point != start:
            yield _moved((*point, *start), matrix)
        before = point
