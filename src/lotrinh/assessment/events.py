"""Rules for goals without a number: an event that happened or not, a goal in words.

The program never concludes them by itself: a day on which it was done, or the verdict of a person, is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from lotrinh.assessment.case import both
from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.terms import Terms
from lotrinh.assessment.verdict import Status, Verdict, Word, word_for
from lotrinh.core.target import Form, Goal

DONE = 1.0
"""The value of a confirming figure; 0 says not done yet."""


def judge_event(
    goal: Goal, direction: Proposal, observations: Sequence[Observation], as_of: date, terms: Terms
) -> Verdict:
    """The verdict on an event or a goal in words. Of several confirmations the first day counts."""
    known = sorted((o for o in observations if o.period.last <= as_of), key=lambda o: o.period.last)
    if goal.form is Form.WORD:
        return _word(direction, terms)
    done = next((o for o in known if o.value == DONE), None)
    day = terms.done or (done.period.last if done else None)
    figures: dict[str, Any] = {"latest": known[-1], "inputs": tuple(known)} if known else {}
    due = goal.due.year if goal.due else ""
    if day is not None and day <= as_of:
        word = _word_of_day(day, goal.due)
        status = Status.BEHIND if word is Word.NOT_MET else Status.ACHIEVED
        values = {"day": {"vi": f"{day:%d/%m/%Y}", "en": str(day)}, "due": due, "word": both(word)}
        reason = "event_done" if goal.due else "event_done_open"
        return Verdict(status, "event", reason, values, word=word, direction=direction, **figures)
    if known and goal.due is not None and as_of > goal.due and known[-1].period.last >= goal.due:
        values = {"due": due, "word": both(Word.NOT_MET)}
        return Verdict(
            Status.BEHIND, "event", "event_not_done", values, word=Word.NOT_MET, direction=direction, **figures
        )
    return Verdict(Status.NOT_ASSESSABLE, "event", "event", direction=direction, **figures)


def _word_of_day(day: date, due: date | None) -> Word:
    """Done by the date is met, after it not; early is before the stated year, or before the month of a stated day.

    >>> _word_of_day(date(2025, 6, 1), date(2025, 12, 31)), _word_of_day(date(2024, 12, 31), date(2025, 12, 31))
    (<Word.MET: 'met'>, <Word.EXCEEDED: 'exceeded'>)
    """
    if due is None:
        return Word.MET
    if day > due:
        return Word.NOT_MET
    by_year = (due.month, due.day) == (12, 31)
    early = day.year < due.year if by_year else (day.year, day.month) < (due.year, due.month)
    return Word.EXCEEDED if early else Word.MET


def _word(direction: Proposal, terms: Terms) -> Verdict:
    if terms.said is None:
        return Verdict(Status.NOT_ASSESSABLE, "word", "word", direction=direction)
    values = {"by": terms.said_by, "word": {lang: word_for(terms.said, lang).lower() for lang in ("vi", "en")}}
    return Verdict(terms.said, "word", "word_said", values, word=terms.said_word, direction=direction)
