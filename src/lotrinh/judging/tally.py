"""The count "15/18": what was counted and what was not; and the count that a report states itself.

Reads: verdicts, texts of reports. Writes: `Tally`, `ReportedCount`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lotrinh.assessment.states import Status, Word
from lotrinh.assessment.verdict import Verdict
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.text import shadow
from lotrinh.extraction.facts import Facts
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
    """ "15/18 chỉ tiêu" as a report states it, with its place in the report's text.

    * `plan`: the document whose targets it counts, where the sentence names one ("Nghị quyết 49-NQ/TU"); else it
      counts those of a yearly plan, of `year`.
    * `own`: it counts the year that the report itself is about. `day`: the last day that the report speaks of.
    """

    file: str
    good: int
    total: int
    start: int
    end: int
    quote: str
    plan: str | None = None
    year: int | None = None
    own: bool = True
    day: date | None = None


# One or two numbers of at most three digits; the word that says what is counted follows at once.
_COUNT = re.compile(r"(?<![\d/.,])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/]) (?:chỉ tiêu|mục tiêu)")
_YEAR = re.compile(r"\bnăm (20\d\d)\b")
_FAR = 600
_SENTENCE_END = re.compile(r"[.;](?=\s)|\n")


def reported_counts(paper: Paper) -> tuple[ReportedCount, ...]:
    """The counts of targets a report states, in its order; those of more than there are, are none."""
    facts, text = paper.facts, paper.document.text
    folded = shadow(text)
    year, day = _own_time(facts)
    found = []
    for match in _COUNT.finditer(folded):
        good, total = int(match[1]), int(match[2])
        if good > total:
            continue
        start, end = _sentence(folded, match.start(), match.end())
        years = _YEAR.findall(folded, start, match.start()) or _YEAR.findall(folded, match.end(), end)
        counted = int(years[-1]) if years else year
        plan = next((c for c in facts.citations if match.end() <= c.start < end and c.number), None)
        found.append(
            ReportedCount(
                file=facts.file,
                good=good,
                total=total,
                start=match.start(),
                end=match.end(),
                quote=text[match.start() : match.end()],
                plan=" ".join(part for part in (plan.kind, plan.number) if part) if plan else None,
                year=counted,
                own=counted == year,
                day=day,
            )
        )
    return tuple(found)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges of the sentence around ``text[start:end]``, at most `_FAR` characters away."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, start - _FAR), start)]
    after = _SENTENCE_END.search(text, end, end + _FAR)
    return (before[-1] if before else max(0, start - _FAR)), (after.start() if after else min(len(text), end + _FAR))


def _own_time(facts: Facts) -> tuple[int | None, date | None]:
    """The year that most of a report's figures are of, and the last day of it that they speak of."""
    periods = [period for result in facts.results if (period := Period.read(result.period)) is not None]
    years = Counter(period.last.year for period in periods)
    if not years:
        printed = facts.document.date
        return (date.fromisoformat(printed).year, date.fromisoformat(printed)) if printed else (None, None)
    [(year, _)] = years.most_common(1)
    return year, max(period.last for period in periods if period.last.year == year)
