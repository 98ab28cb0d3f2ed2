"""The day of a document: what lies behind it, and what is still to come.

Reads: `Source` (identity, citations). Writes: `DocumentDay`.
"""

from __future__ import annotations

from datetime import date

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.periods import find_periods
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.source import Source

_WANTED_BY = pattern(r"(?<!\w)(?:mục tiêu|chỉ tiêu|nhiệm vụ|tầm nhìn|phấn đấu)[^.;:\n]{0,90}? đến năm (20[0-9]{2})")
_ISO_LENGTH = 10
_DAYS_IN_YEAR = 365
_UNDATED_YEARS = 3  # an undated document may report on so many years after the newest one it cites
_NEAR = 45  # days; a report of mid-December may tell the state at the year's end


class DocumentDay(msgspec.Struct, frozen=True, gc=False):
    """The day that dates a document; of one without, what its words tell of time.

    `latest`: the newest year that it cites something of; `wanted`: the years by which its goals are to be reached.
    """

    day: date | None
    latest: int | None
    wanted: frozenset[int] = frozenset()

    def is_ahead(self, period: Period) -> bool:
        """Whether a period begins, or a state or a span of years ends, after that day: what is told is expected."""
        if self.day is None:
            wanted = period.kind is Kind.AS_OF and period.last.year in self.wanted
            return wanted or (self.latest is not None and period.last.year > self.latest + _UNDATED_YEARS)
        if period.kind is Kind.YEARS:
            return period.last.year > self.day.year + 1
        return (period.first - self.day).days > (_NEAR if period.kind is Kind.AS_OF else 0)

    def is_past(self, period: Period) -> bool:
        """Whether a period has ended by that day."""
        if self.day is not None:
            return period.last <= self.day
        newest = self.latest or period.last.year
        return period.last.year < newest or (period.last.year == newest and period.kind is not Kind.YEAR)


def day_of(source: Source) -> DocumentDay:
    """The day of a document, as far as it tells one."""
    printed = source.info.date
    cited = [int(citation.date[:4]) for citation in source.citations if citation.date]
    told = (found.value for _, found in find_periods(shadow(source.info.title or "")))
    titled = [period.last.year for period in told if period.days < _DAYS_IN_YEAR]
    if printed and len(printed) == _ISO_LENGTH:
        return DocumentDay(date.fromisoformat(printed), None)
    wanted = frozenset(int(year) for year in _WANTED_BY.findall(source.prose.shadow))
    return DocumentDay(None, max((*cited, *titled), default=None) if cited else None, wanted)
