"""Series as files: CSV, XLSX, Parquet, JSON; a row a figure, the columns always in the same order.

Reads: `Series`. Writes: bytes. Parquet is written by polars, an optional part: ImportError without it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import msgspec

from lotrinh.output.formulas import harmless
from lotrinh.output.workbook import workbook
from lotrinh.series import Point, Series

COLUMNS = (
    "series", "indicator", "place", "scope", "measure", "base", "period", "kind", "vintage", "value", "unit",
    "comparator", "estimate", "revises", "printed", "file", "start", "end", "quote",
)  # fmt: skip
_WIDE = ("series", "indicator", "quote")


def as_bytes(series: Series, format: str) -> bytes:
    """The file in one of `FORMATS`."""
    return FORMATS[format](series)


def _row(point: Point) -> dict[str, Any]:
    return {column: getattr(point, column) for column in COLUMNS}


def _csv(series: Series) -> bytes:
    """UTF-8 with the mark that Excel needs; numbers with a dot, so that every program reads them alike."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for point in series.points:
        writer.writerow([_cell(value) for value in _row(point).values()])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else "" if value is None else value


def _xlsx(series: Series) -> bytes:
    return workbook({"series": [_row(point) for point in series.points]}, {"series": COLUMNS}, _WIDE)


def _parquet(series: Series) -> bytes:
    import polars

    kinds = {"value": polars.Float64, "revises": polars.Float64, "estimate": polars.Boolean, "start": polars.Int64,
             "end": polars.Int64}  # fmt: skip
    schema = {column: kinds.get(column, polars.String) for column in COLUMNS}
    target = io.BytesIO()
    polars.DataFrame([_row(point) for point in series.points], schema=schema).write_parquet(target)
    return target.getvalue()


def _json(series: Series) -> bytes:
    return msgspec.json.format(msgspec.json.encode([_row(point) for point in series.points]), indent=2) + b"\n"


FORMATS: dict[str, Callable[[Series], bytes]] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "json": _json}
