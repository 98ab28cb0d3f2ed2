"""The context of a line: what the sentences read so far have settled, for those that leave it out.

Reads: nothing. Writes: `Context`.
"""

from __future__ import annotations

import msgspec

from lotrinh.core.period import Period
from lotrinh.extraction.results.bases import PREVIOUS_YEAR


class Context(msgspec.Struct):
    """What the sentences read so far have settled, for the ones that leave it out."""

    default: Period | None
    origin: str = "document"  # id of the section whose heading names the default period
    inferred: bool = False
    aside: bool = False  # the document's business is another: it reports in passing
    commas: bool = False  # the document writes decimals with commas, so that its dots part thousands
    lead: Period | None = None  # opened a sentence of this paragraph
    day: Period | None = None  # told last in this paragraph
    season: bool = False  # that is the year of a crop
    main_stated: bool = False
    main: Period | None = None  # of the last statement that is no part of another
    main_index: int | None = None
    topic: str = ""
    heading: str = ""  # a label on a line of its own above
    base: str = PREVIOUS_YEAR
    bases: tuple[str, ...] = ()  # of the growths of the last statement, when it tells two
    estimate: bool = False
    planned: bool = False  # shares of plan were told
    printed: tuple[Period | None, str | None] = (None, None)

    def printed_period(self, period: Period | None) -> str | None:
        """The period as the facts print it; most figures share it with the one before."""
        if self.printed[0] is not period:
            self.printed = (period, str(period) if period is not None else None)
        return self.printed[1]
