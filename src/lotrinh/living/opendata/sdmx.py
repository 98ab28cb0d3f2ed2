"""Figures as SDMX-CSV: version 1.0 (a DATAFLOW column) and 2.0 (STRUCTURE, STRUCTURE_ID, ACTION).

Dimensions: INDICATOR, REF_AREA, FREQ, TIME_PERIOD, VINTAGE, TRANSFORMATION, SCOPE; measure OBS_VALUE; attributes UNIT,
OBS_STATUS, DECIMAL_COMPARATOR, PUBLISHED. Codes of SDMX where it has them (CL_FREQ, CL_OBS_STATUS), ours elsewhere.

Reads: figure records. Writes: bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from lotrinh.core.period import Period
from lotrinh.living.opendata.records import FigureRecord

DATAFLOW = "LOTRINH:FIGURES(1.0)"
DIMENSIONS = ("INDICATOR", "REF_AREA", "FREQ", "TIME_PERIOD", "VINTAGE", "TRANSFORMATION", "SCOPE")
ATTRIBUTES = ("UNIT_MEASURE", "OBS_STATUS", "COMPARATOR", "UPPER_VALUE", "SERIES_NAME", "PUBLISHED")
STATUS = {"estimate": "E", "preliminary": "P", "reported": "A", "official": "A"}  # CL_OBS_STATUS
MEDIA = {
    "1": "application/vnd.sdmx.data+csv;version=1.0.0",
    "2": "application/vnd.sdmx.data+csv;version=2.0.0",
}
_FIRST = {"1": ("DATAFLOW",), "2": ("STRUCTURE", "STRUCTURE_ID", "ACTION")}
_LEAD = {"1": (DATAFLOW,), "2": ("dataflow", DATAFLOW, "I")}


def sdmx_csv(rows: Iterable[FigureRecord], version: str = "2") -> bytes:
    """The rows in a version of SDMX-CSV, without a byte order mark, lines ended as RFC 4180 says."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*_FIRST[version], *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES])
    for row in rows:
        frequency, period = time_of(row)
        value = "" if row.value is None else repr(row.value)
        status = "M" if row.value is None else STATUS.get(row.vintage, "A")  # M: missing; a reported 0 is not
        writer.writerow(
            [
                *_LEAD[version], row.indicator, row.area_code or "_Z", frequency, period, row.vintage.upper(),
                row.change.upper(), row.scope or "_Z", value, row.unit, status, row.comparator,
                "" if row.high is None else repr(row.high), row.name, row.published_at.date().isoformat(),
            ]
        )  # fmt: skip
    return buffer.getvalue().encode()


def time_of(row: FigureRecord) -> tuple[str, str]:
    """FREQ and TIME_PERIOD: years, half-years, quarters, months by name, everything else as a time range.

    A range is told as SDMX does: the first day and how long it is.
    """
    first, last = row.first, row.last
    if Period.read(row.period) is None:
        return "_U", f"{first.isoformat()}/P{(last - first).days + 1}D"
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last.month, last.day) in _ENDS | {(2, 29 if _leap(last.year) else 28)}
    if whole and months == 12 and first.month == 1:
        return "A", f"{first.year}"
    if whole and months == 6 and first.month in (1, 7):
        return "S", f"{first.year}-S{1 + first.month // 7}"
    if whole and months == 3 and first.month % 3 == 1:
        return "Q", f"{first.year}-Q{1 + first.month // 3}"
    if whole and months == 1:
        return "M", f"{first.year}-{first.month:02d}"
    return "_U", f"{first.isoformat()}/P{(last - first).days + 1}D"


_ENDS = {(month, 30 if month in (4, 6, 9, 11) else 31) for month in range(1, 13) if month != 2}


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
