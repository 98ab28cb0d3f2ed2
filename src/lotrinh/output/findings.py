"""Findings of checking as their readers see them: both sides with the sentences they stand in.

Reads: `Finding`s and the texts of their documents. Writes: `FindingRow`s, JSON objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lotrinh.checking import Figure, Finding

_BEFORE, _BEHIND = 90, 60  # characters quoted around a figure
_STOPS = (". ", ".\n", "; ", "\n")


@dataclass(frozen=True, slots=True)
class Side:
    """A passage: `before` and `behind` around the figure, as printed."""

    document: str
    start: int
    end: int
    before: str
    figure: str
    behind: str

    @property
    def quote(self) -> str:
        """The whole passage."""
        return f"{self.before}{self.figure}{self.behind}"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the passage of the figure that is held to account, and those of the others."""

    finding: Finding
    left: tuple[Side, ...]
    right: tuple[Side, ...]


def rows(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[FindingRow]:
    """The findings with their passages; `texts`: document → its text."""
    return [_row(finding, texts) for finding in findings]


def _row(finding: Finding, texts: Mapping[str, str]) -> FindingRow:
    figures = [figure for at, figure in enumerate(finding.figures) if at not in finding.given]
    sides = [_side(figure, texts.get(figure.document, "")) for figure in figures]
    return FindingRow(finding, tuple(sides[-1:]), tuple(_apart(sides[:-1], sides[-1] if sides else None)))


def _apart(sides: Iterable[Side], told: Side | None) -> Iterable[Side]:
    """Passages that are quoted neither by the one before nor on the other side."""
    shown: Side | None = None
    for side in sides:
        if not _quotes(shown, side) and not _quotes(told, side):
            yield side
            shown = side


def _quotes(one: Side | None, other: Side) -> bool:
    """Whether the passage of `one` shows the figure of `other` too."""
    if one is None or one.document != other.document:
        return False
    return one.start - len(one.before) <= other.start and other.end <= one.end + len(one.behind)


def _side(figure: Figure, text: str) -> Side:
    """The passage of a figure, from the start of its clause."""
    head = text[max(0, figure.start - _BEFORE) : figure.start]
    cut = max((head.rfind(stop) + len(stop) for stop in _STOPS if stop in head), default=0)
    tail = text[figure.end : figure.end + _BEHIND]
    stop = min((found for mark in _STOPS if (found := tail.find(mark)) >= 0), default=len(tail))
    before, behind = (" ".join(piece.split()) for piece in (head[cut:], tail[:stop]))
    if not cut and figure.start > _BEFORE:
        before = "… " + before.partition(" ")[2]
    if stop == _BEHIND:
        behind = behind.rpartition(" ")[0] + " …"
    glue = " " if tail[:1].isspace() and behind else ""
    printed = " ".join(text[figure.start : figure.end].split()) or figure.told()
    return Side(figure.document, figure.start, figure.end, f"{before} ".lstrip(), printed, glue + behind)


def as_json(row: FindingRow) -> dict[str, Any]:
    """A finding as a JSON object: verdict, sentences, gap, the edits that mend it, figures with their sources."""
    finding = row.finding
    quotes = {(side.document, side.start): side.quote for side in (*row.left, *row.right)}
    return {
        "rule": finding.rule,
        "verdict": str(finding.verdict),
        "sentence": {language: finding.sentence(language) for language in ("vi", "en")},
        "gap": float(finding.gap),
        "cut_off": finding.cut_off,
        "mends": [
            {"figure": mend.figure, "value": float(mend.value), "printed": mend.printed()} for mend in finding.mends
        ],
        "suspects": list(finding.suspects),
        "figures": [
            {
                "document": figure.document,
                "start": figure.start,
                "end": figure.end,
                "name": figure.name,
                "value": float(figure.value),
                "decimals": figure.decimals,
                "slack": float(figure.slack),
                "unit": figure.unit,
                "period": figure.period,
                "quote": quotes.get((figure.document, figure.start)),
            }
            for at, figure in enumerate(finding.figures)
            if at not in finding.given
        ],
    }
