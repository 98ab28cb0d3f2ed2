"""Due days: what a printed period makes of the work, a `Deadline` with its last day.

Reads: shadow text, periods. Writes: `Deadline`.

"trước năm 2025" ends the day before that year begins, "Quý II/2023" on its last day; of several dates
the latest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

import msgspec

from lotrinh.core.period import Kind, Period
from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.rules import lexicon

_DATA = lexicon("deadlines")
HOUR = (
    "(?:(?:sáng|chiều|tối|trưa) )?(?:[0-9]{1,2} ?(?:giờ|h|g)(?: ?[0-9]{2}(?: phút|['’])?)?,? )?"
    "(?:(?:ngày )?thứ (?:hai|ba|tư|năm|sáu|bảy),? )?"
)
_DAY_NAME = rf"(?:(?:ngày |dịp )?(?:{any_of(_DATA['day_name'])})(?: [^,;:.0-9]{{1,24}})? )?"
BEFORE = re.compile(rf"\b(?:{any_of(_DATA['before'])}) (?:hết )?{HOUR}{_DAY_NAME}$")


class Deadline(msgspec.Struct, frozen=True, gc=False):
    """`due`: ISO date of the last day, None when there is none; `kind` and `recurrence` as in facts.Task.

    `start`, `end`: where it is printed. `reasons`: year_of_context, year_in_name.
    """

    start: int
    end: int
    due: str | None
    kind: str
    recurrence: str | None = None
    reasons: tuple[str, ...] = ()


def stated(period: Period, shadow: str, start: int, begin: int, end: int, reason: str | None) -> Deadline:
    """The deadline that the period printed at ``[begin, end)`` makes, by the words before it from `start` on."""
    left = shadow[max(start, begin - 24) : begin]
    reasons = (reason,) if reason else ()
    if BEFORE.search(left):
        whole_day = period.kind in (Kind.DAY, Kind.AS_OF)
        last = period.last if whole_day else period.first - timedelta(days=1)
        return Deadline(begin, end, last.isoformat(), "before", None, reasons)
    reaches = period.kind in (Kind.YEARS, Kind.DAYS) or shadow.startswith("từ ", begin)
    kind = "period" if reaches else "by"
    return Deadline(begin, end, period.last.isoformat(), kind, None, reasons)


def latest(found: Iterable[Deadline]) -> Deadline | None:
    """The deadline with the latest day, the first of them when several have it; None when there is none."""
    last = None
    for deadline in found:
        if last is None or (deadline.due or "") > (last.due or ""):
            last = deadline
    return last
