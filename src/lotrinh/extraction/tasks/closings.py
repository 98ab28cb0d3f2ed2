"""Closings: formulas that end a document or a section, and duties that are no more than to answer for something.

Reads: shadow text of one line. Writes: plain answers and offsets; no state.
"""

from __future__ import annotations

import re

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, folded
from lotrinh.extraction.rules import lexicon

_WORDS = lexicon("task_words")
_CLOSING = _WORDS["closing"]
_POOR = pattern("(?<!hoàn cảnh )(?<!đặc biệt )").pattern  # of people and places, not of what one meets on the way
_FORMULA = re.compile(
    rf"(?:{any_of(_CLOSING['formula'])})(?!\w)[^.;]{{0,160}}?{_POOR}(?:{any_of(_CLOSING['trouble'])})"
)
_CARRYING_OUT = re.compile(
    rf"(?:(?:{any_of(_CLOSING['carrying_out'])})(?!\w),? ?){{1,8}}"
    rf"(?:(?:{any_of(_WORDS['kinds']['directive'])})(?: [^\W\d_]+){{0,2}} (?:này|trên))?\W*$"
)
_REPORTING = re.compile(rf"(?:{any_of(_CLOSING['reporting'])})(?!\w)")
_ANSWERING = re.compile(rf"(?:{any_of(_CLOSING['answering'])})(?!\w)")
_ANSWERS = re.compile(rf"{shadow_of('chịu trách nhiệm')} (?:(?:{any_of(_CLOSING['wholly'])}),? )?$")
_ANSWERS_TOO = re.compile(
    rf"(?:{any_of(('không', 'và', 'đồng thời'))} )?{shadow_of('chịu trách nhiệm')} "
    rf"(?:(?:{any_of(_CLOSING['wholly'])}),? )?(?:{any_of(_CLOSING['answering'])})(?!\w)"
)
_ANSWER_WORDS = 40  # characters before what one answers for
_EFFECT = re.compile(
    rf"(?:{any_of(_CLOSING['act'])}|(?:{any_of(_CLOSING['own'])}) {shadow_of('này')})(?!\w)"
    rf"[^;:]{{0,160}}? {shadow_of('có hiệu lực')}"
)
_NEVER = folded(_CLOSING["never"])
_ISSUED_WITH = tuple(folded(_CLOSING["issued_with"]))
_VAGUE = folded(_CLOSING["vague"])
_CLAUSE_ENDS = pattern(r"[;.] (?:đồng thời,? )?")


def is_closing(shadow: str, start: int, action: int, end: int, leads: tuple[str, ...], *, named: bool) -> bool:
    """Whether the line is a closing formula; `named`: a numbered line that says itself who has to act."""
    sentence = shadow[start:end]
    if sentence.startswith(_ISSUED_WITH) or _EFFECT.match(sentence):
        return True
    for formula in _NEVER:
        if formula in sentence and f"({formula}" not in sentence:
            return True
    if not _FORMULA.match(shadow, start, end):
        return False
    if not named or _REPORTING.match(shadow, action, end):
        return True
    return all(shadow_of(name) in _VAGUE for name in leads)


def is_empty(shadow: str, action: int, end: int) -> bool:
    """Whether the work is no more than "triển khai thực hiện nghiêm túc Kế hoạch này", or answering for something."""
    stop = shadow.find(". ", action, end)
    before_formula = stop >= 0 and _FORMULA.match(shadow, stop + 2, end) is not None
    if _CARRYING_OUT.match(shadow, action, stop if before_formula else end):
        return True
    return _answers(shadow, action, end) and _after_answer(shadow, action, end) is None


def past_answering(shadow: str, action: int, end: int) -> int:
    """Where the work begins after "chịu trách nhiệm về nội dung Kế hoạch này; …"; else `action`."""
    if not _answers(shadow, action, end):
        return action
    after = _after_answer(shadow, action, end)
    return action if after is None else after


def _answers(shadow: str, action: int, end: int) -> bool:
    """Whether the words before `action` and at it only say what somebody answers for."""
    before = shadow[max(0, action - _ANSWER_WORDS) : action]
    return _ANSWERING.match(shadow, action, end) is not None and _ANSWERS.search(before) is not None


def _after_answer(shadow: str, action: int, end: int) -> int | None:
    """Where the first clause behind `action` begins that does not say what somebody answers for; None without one."""
    for mark in _CLAUSE_ENDS.finditer(shadow, action, end):
        if mark.end() < end and _ANSWERS_TOO.match(shadow, mark.end(), end) is None:
            return mark.end()
    return None
