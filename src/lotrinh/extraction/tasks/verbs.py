"""Verbs: whether the work, or words of office, begin at a place.

Reads: shadow text. Writes: plain answers.
"""

from __future__ import annotations

import re

from lotrinh.extraction.language.phrases import any_of
from lotrinh.extraction.rules import lexicon

_WORDS = lexicon("task_words")
_VERB = re.compile(rf"[ ,:;\-]*(?:{any_of([*_WORDS['verb'], *_WORDS['verb_too']])})(?!\w)")
_SURE_VERB = re.compile(rf"[ ,:;\-]*(?:{any_of(_WORDS['verb'])})(?!\w)")
# "các hội đoàn khu dân cư vận động …": what stands between a group that gets an order and its verb, names it.
TO_VERB = re.compile(rf"(?P<tail>(?: [^\W\d_]+){{1,6}}?)(?= (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)})(?!\w))")

_PREDICATE = re.compile(rf" (?!(?:{any_of(_WORDS['function'])})(?!\w))[^\W\d_]")


_VERB_OR_END = re.compile(rf"[;:.()]| biết(?=,)| (?:{any_of(v for v in _WORDS['verb'] if ' ' in v)})(?!\w)")
_IN_NAMES = (" các", " những", " chủ", " nhà", " nhà thầu", " từng", " ban")  # "các tổ chức", "các chủ đầu tư"
_JOINS = (" và", ",")  # a verb stood before that no lexicon knows
_LONGEST_NAME = 110
_SHORTEST_NAME = 2  # words


def first_words(*keys: str) -> str:
    """Pattern source for the first words of the lexicon's lists `keys`."""
    return any_of({phrase.split()[0].rstrip(",") for key in keys for phrase in _WORDS[key]})


OFFICE_STARTS = re.compile(
    rf"(?:{first_words('role', 'together')}|là|làm|được|cũng|căn|theo|trong|trên|tùy|bám|với)(?!\w)"
)


def has_verb(shadow: str, position: int, end: int, *, sure: bool = False) -> bool:
    """Whether an action may begin at `position`; `sure`: by a verb that no name holds ("phụ trách lĩnh vực …")."""
    return (_SURE_VERB if sure else _VERB).match(shadow, position, end) is not None


def has_predicate(text: str, shadow: str, position: int, end: int) -> bool:
    """Whether, behind a subject, a word in lower case goes on that may be the verb of a predicate."""
    begin = position if shadow[position : position + 1] == " " else position - 1
    if has_verb(shadow, begin + 1, end):
        return True
    return _PREDICATE.match(shadow, begin, end) is not None and text[begin + 1].islower()


def first_verb(shadow: str, start: int, end: int) -> int | None:
    """Where the first verb of two syllables begins behind plain words; None when a mark comes before it."""
    found = TO_VERB.match(shadow, start - 1, end)
    return found.end() + 1 if found else None


def verb_ahead(text: str, shadow: str, start: int, end: int) -> int | None:
    """Where the first verb of two syllables begins, in lower case, behind names; None when the clause ends before."""
    for stop in _VERB_OR_END.finditer(shadow, start, end):
        if stop[0][0] != " ":
            return None
        if text[stop.start() : stop.end()].islower() and not shadow.endswith(_IN_NAMES, start, stop.start()):
            return None if shadow.endswith(_JOINS, start, stop.start()) else stop.start()
    return None


def unknown_name(text: str, shadow: str, start: int, end: int) -> int | None:
    """Where a capitalised name that no lexicon knows ends, before its verb: "Giao Tổ liên ngành theo dõi …"."""
    if not text[start : start + 1].isupper():
        return None
    stop = verb_ahead(text, shadow, start, min(end, start + _LONGEST_NAME))
    if stop is None or "," in shadow[start:stop] or shadow.count(" ", start, stop) + 1 < _SHORTEST_NAME:
        return None
    return stop


def goes_on(shadow: str, position: int, end: int) -> bool:
    """Whether the work or words of office follow the agencies at once."""
    return has_verb(shadow, position, end) or OFFICE_STARTS.match(shadow, position + 1, end) is not None
