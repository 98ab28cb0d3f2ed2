"""Series from reports: the same indicator through the months, with its revisions.

`series_of(sheets)` links the figures of several reports; `Point` is one row of the outcome.
"""

from lotrinh.series.points import Point
from lotrinh.series.table import Series, series_of

__all__ = ["Point", "Series", "series_of"]
