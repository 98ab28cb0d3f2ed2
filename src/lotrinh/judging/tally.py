"""The count "15/18": what was counted and what was not; and the count that a report states itself.

Reads: verdicts, texts of reports. Writes: `Tally`, `ReportedCount`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.verdict import Verdict
from lotrinh.core.vietnamese.text import shadow
from lotrinh.papers import Paper


@dataclass(frozen=True, slots=True)
class Tally:
    """Targets counted once each; structures and paths are one, parts ("trong đó") and ended targets are none.

    * `met`, `exceeded`, `not_met`: by official words, on periods that are over. `without_word`: no such word yet.
    * `good`, `assessable`: achieved or on track, among those with enough figures.
    * `total`: all that were counted. `parts`, `ended`: rows that were not.
    """

    met: int
    exceeded: int
    not_met: int
    without_word: int
    good: int
    assessable: int
    total: int
    parts: int
    ended: int

    @property
    def official(self) -> str:
        """Met and exceeded among those with an official word, as officials print it.

        >>> Tally(12, 3, 3, 10, 17, 20, 28, 3, 0).official
        '15/18'
        """
        return f"{self.met + self.exceeded}/{self.met + self.exceeded + self.not_met}"


def tally_of(counted: Iterable[Verdict], parts: int) -> Tally:
    """The count over verdicts of rows that count; `parts`: rows left out because they are parts of others."""
    verdicts = list(counted)
    standing = [verdict for verdict in verdicts if verdict.rule != "ended"]
    words = [verdict.word for verdict in standing]
    statuses = [verdict.status for verdict in standing]
    return Tally(
        met=words.count(Word.MET),
        exceeded=words.count(Word.EXCEEDED),
        not_met=words.count(Word.NOT_MET),
        without_word=words.count(None),
        good=statuses.count(Status.ACHIEVED) + statuses.count(Status.ON_TRACK),
        assessable=len(statuses) - statuses.count(Status.NOT_ASSESSABLE),
        total=len(standing),
        parts=parts,
        ended=len(verdicts) - len(standing),
    )


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """ "15/18 chỉ tiêu" as a report states it, with its place in the report's text."""

    file: str
    good: int
    total: int
    start: int
    end: int
    quote: str


# One or two numbers of at most three digits; the word that says what is counted follows at once.
_COUNT = re.compile(r"(?<![\d/.,])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/]) (?:chỉ tiêu|mục tiêu)")


def reported_counts(paper: Paper) -> tuple[ReportedCount, ...]:
    """The counts of targets a report states, in its order; those of more than there are, are none."""
    text = paper.document.text
    found = []
    for match in _COUNT.finditer(shadow(text)):
        good, total = int(match[1]), int(match[2])
        if good <= total:
            quote = text[match.start() : match.end()]
            found.append(ReportedCount(paper.facts.file, good, total, match.start(), match.end(), quote))
    return tuple(found)
