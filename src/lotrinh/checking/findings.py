"""Findings: what a check found out, with the figures of both sides and its sentence in two languages."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from lotrinh.checking.mending import Mend, mends
from lotrinh.checking.printed import Figure
from lotrinh.core.vietnamese.numbers import format_number


class Verdict(StrEnum):
    """What the arithmetic says."""

    CONSISTENT = "consistent"
    CONTRADICTION = "contradiction"
    NOT_CHECKABLE = "not_checkable"
    FLAG = "flag"  # possible, but hardly so: no matter of arithmetic


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and the verdicts of the rule on it in text order."""

    text: str
    expect: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of data/checks.toml. `why`: what it compares; `told`: its sentence, both by language."""

    id: str
    why: Mapping[str, str]
    told: Mapping[str, str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures set against each other. `values` fill the rule's sentence: texts, or numbers printed by language.

    `start`, `end`: the passage in the first document. `gap`: by how much the last figure misses what the others
    say, in its unit. `cut_off`: agrees only when the last digit was cut off instead of rounded. `suspects`: the figures
    that alone can be the wrong one of all sums they stand in. `agrees`: whether figures in these places would agree;
    `given`: those that nobody printed (the 100 % of a structure).
    """

    rule: str
    verdict: Verdict
    start: int
    end: int
    figures: tuple[Figure, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    gap: Fraction = Fraction(0)
    cut_off: bool = False
    suspects: tuple[int, ...] = ()
    agrees: Callable[[Sequence[Figure]], bool] | None = field(default=None, repr=False, compare=False)
    given: frozenset[int] = frozenset()

    @property
    def mends(self) -> tuple[Mend, ...]:
        """The edits of one digit that mend a contradiction, looked for when asked: it takes some milliseconds."""
        if self.agrees is None or self.verdict is not Verdict.CONTRADICTION:
            return ()
        return mends(self.figures, self.agrees, self.given)

    def uncertain(self) -> Finding:
        """The same figures, with nothing claimed of them."""
        return replace(self, verdict=Verdict.NOT_CHECKABLE, gap=Fraction(0))

    def sentence(self, language: str = "vi") -> str:
        """What contradicts what, in "vi" or "en"."""
        return (
            rules()[self.rule]
            .told[language]
            .format_map({key: _told(value, language) for key, value in self.values.items()})
        )

    def mend_sentence(self, language: str = "vi") -> str:
        """Which edit of one digit would mend it; empty when none does."""
        found = self.mends
        if not found:
            return ""
        words, joined = {"vi": ("Sẽ khớp nếu ", " hoặc "), "en": ("It would agree were ", " or ")}[language]
        linked = {"vi": "«{}» là {}", "en": '"{}" {}'}[language]
        edits = [
            linked.format(self.figures[mend.figure].told(language).lstrip("+-"), mend.printed(language))
            for mend in found
        ]
        return words + joined.join(edits) + "."


def _told(value: object, language: str) -> str:
    if isinstance(value, Figure):
        return value.told(language)
    if isinstance(value, Mapping):
        return str(value[language])
    if isinstance(value, (Fraction, float)):
        rounded = round(Fraction(value), 2)
        return format_number(rounded, next((d for d in (0, 1) if round(rounded, d) == rounded), 2), lang=language)
    return str(value)


@cache
def rules() -> dict[str, Rule]:
    """All rules by id, in the order of the file."""
    data = tomllib.loads((files("lotrinh.checking") / "data" / "checks.toml").read_text(encoding="utf-8"))
    return {
        key: Rule(
            key,
            entry["why"],
            entry["told"],
            tuple(Example(one["text"], tuple(one["expect"])) for one in entry.get("examples", ())),
        )
        for key, entry in data.items()
    }
