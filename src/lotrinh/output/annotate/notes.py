"""What an annotated copy says of each fact: its kind and content in a few lines.

Reads: Facts. Writes: notes in the order of the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from lotrinh.assessment.wording import number
from lotrinh.extraction.facts import Citation, Fact, Facts, Result, Target, Task
from lotrinh.extraction.reasons import reason_words
from lotrinh.reading.provenance import Spot

KINDS = ("targets", "results", "tasks", "citations")


@dataclass(frozen=True, slots=True)
class Note:
    """A note on ``text[start:end]``. `heading` names its kind, `lines` are (what, words)."""

    start: int
    end: int
    kind: str  # of KINDS
    heading: str
    lines: tuple[tuple[str, str], ...]
    places: tuple[Spot, ...]
    anchor: str

    @property
    def body(self) -> str:
        """The lines as text."""
        return "\n".join(f"{what}: {words}" for what, words in self.lines)


@cache
def words(language: str) -> dict[str, str]:
    """Key of annotate.toml → words."""
    table = tomllib.loads((files(__package__) / "annotate.toml").read_text(encoding="utf-8"))
    return {key: told[language] for key, told in table.items()}


def notes_of(facts: Facts, language: str = "vi") -> tuple[Note, ...]:
    """A note for every fact that is no repetition."""
    told = words(language)
    notes = []
    for kind in KINDS:
        found: tuple[Fact, ...] = getattr(facts, kind)
        for index, fact in enumerate(found):
            if fact.duplicate:
                continue
            lines = tuple((told[what], said) for what, said in _lines(fact, language) if said)
            places = () if isinstance(fact.places, msgspec.UnsetType) else fact.places
            notes.append(Note(fact.start, fact.end, kind, told[kind], lines, places, f"{kind[:-1]}-{index}"))
    return tuple(sorted(notes, key=lambda note: (note.start, note.end, note.anchor)))


def _lines(fact: Fact, language: str) -> Iterator[tuple[str, str]]:
    match fact:
        case Target():
            yield "indicator", fact.indicator
            yield "value", _value(fact, language)
            yield "due", str(fact.due or "")
            yield "scope", fact.scope or ""
            yield "agency", fact.agency or ""
        case Result():
            yield "indicator", fact.indicator
            yield "value", _value(fact, language)
            yield "period", fact.period or ""
            yield "scope", fact.scope or ""
        case Task():
            yield "lead", "; ".join(fact.lead)
            yield "partners", "; ".join(fact.partners)
            yield "due", fact.due_text or fact.due or ""
            yield "deliverable", fact.deliverable or ""
        case Citation():
            yield "document", " ".join(part for part in (fact.kind, fact.number or fact.name) if part)
            yield "date", fact.date or str(fact.year or "")
            yield "issuer", fact.issuer or ""
    told = reason_words()
    reasons = (getattr(told[code], language) if code in told else code for code in fact.reasons)
    yield "reasons", " ".join(reasons)
    if not isinstance(fact.places, msgspec.UnsetType):
        yield "place", place_told(fact.places, language)


def _value(fact: Target | Result, language: str) -> str:
    told = words(language)
    low, high = (None if value is None else number(value, language) for value in (fact.low, fact.high))
    amount = f"{low} – {high}" if low and high and low != high else low or high or ""
    if not amount:
        return ""
    amount = f"{amount} {fact.unit}" if fact.unit else amount
    if fact.comparator == "ge":
        amount = told["ge"].format(amount)
    elif fact.comparator in ("lt", "le", "gt", "about"):
        amount = f"{told[fact.comparator]} {amount}"
    if fact.change in ("increase", "decrease", "multiple"):
        amount = f"{told[fact.change]} {amount}"
    per_year = isinstance(fact, Target) and fact.per == "year"
    return f"{amount} {told['year_rate']}" if per_year else amount


def place_told(places: tuple[Spot, ...], language: str) -> str:
    """A place in words: "trang 3", "đoạn 12", "ô Biểu 1!C7".

    >>> place_told((Spot(page=2), Spot(page=3)), "vi"), place_told((Spot(sheet="Biểu 1", cell="C7"),), "en")
    ('trang 2, trang 3', 'cell Biểu 1!C7')
    """
    told = words(language)
    parts = []
    for spot in places:
        if spot.cell:
            parts.append(told["cell"].format(f"{spot.sheet}!{spot.cell}" if spot.sheet else spot.cell))
        elif spot.page:
            parts.append(told["page"].format(spot.page))
        elif spot.paragraph:
            parts.append(told["paragraph"].format(spot.paragraph))
        if spot.part and parts:
            parts[-1] = f"{spot.part}: {parts[-1]}"
    return ", ".join(dict.fromkeys(parts))
