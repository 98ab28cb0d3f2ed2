"""Deadlines: until when, or how often, a piece of work has to be done.

Reads: shadow text. Writes: `Deadline`.

A sentence and a table's cell are asked in the same order: work without an end, regular work, dates
(sentence_dates.py, cell_dates.py; the latest counts), an event, then what only says "thường xuyên".
"""

from __future__ import annotations

from collections.abc import Sequence

from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.tasks.cell_dates import CELL_YEAR, dates_in_cell
from lotrinh.extraction.tasks.due_days import Deadline, latest
from lotrinh.extraction.tasks.events import event_in, event_in_cell
from lotrinh.extraction.tasks.recurrences import DAY_OF_YEAR, open_ended, regular
from lotrinh.extraction.tasks.sentence_dates import MENTION, dates_in_sentence

_ONCE = " một lần"
_AND_ON = pattern(r"20[0-9]{2},? và $")


def find_deadline(
    shadow: str, start: int, end: int, *, action: int | None = None, year: int | None = None,
    skip: Sequence[tuple[int, int]] = (),
) -> Deadline | None:  # fmt: skip
    """The deadline stated in the sentence(s) ``shadow[start:end]``; None when there is none.

    `action`: where the work begins behind whom it is given to. `year`: of the document, for dates without a year.
    `skip`: spans of cited documents, in order.
    """
    recurring = regular(shadow, start, end, action=action)
    if not (recurring and recurring.recurrence) and (endless := open_ended(shadow, start, end)):
        return endless
    if recurring and recurring.recurrence and DAY_OF_YEAR.search(shadow, max(start, recurring.start - 60), end):
        return recurring  # "trước ngày 15/12 hằng năm"
    dated = latest(dates_in_sentence(shadow, start, end, year, skip))
    often = recurring is not None and recurring.recurrence and shadow.endswith(_ONCE, 0, recurring.end)
    if dated is not None and recurring is not None and often and recurring.end < dated.start:
        return recurring  # "… 3 tháng một lần; báo cáo kết quả trong năm 2014 …": the first of two duties
    if dated is not None:
        return dated
    event = event_in(shadow, start, end)
    return event if event is not None and (recurring is None or event.start < recurring.start) else recurring


def cell_deadline(shadow: str, start: int, end: int, *, year: int | None = None) -> Deadline | None:
    """The deadline that a table's cell states; every date in it counts. None when it states none."""
    text = shadow[start:end]
    if not text.strip(" -./"):
        return None
    if endless := open_ended(shadow, start, end):
        return endless
    recurring = regular(shadow, start, end, anywhere=True)
    if recurring is not None and recurring.recurrence and _AND_ON.search(shadow, start, recurring.start):
        return recurring  # "Năm 2022 và hằng năm"
    if recurring is not None and (recurring.recurrence or not CELL_YEAR.search(text)) and not MENTION.search(text):
        return recurring
    if recurring is not None and recurring.recurrence and not CELL_YEAR.search(text):
        return recurring
    dated = latest(dates_in_cell(shadow, start, end, year))
    if dated is not None:
        return dated
    return event_in_cell(shadow, start, end) or recurring
