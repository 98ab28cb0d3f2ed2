"""The worked examples of docs/verdicts.md, computed anew: all targets of the plan, and outlooks on public series.

Reads: the bundled samples, whose figures are those of Lạng Sơn's plan of 2023 and of its results of 2024; two series
of the German Sustainable Development Strategy. Writes: Markdown in Vietnamese and English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lotrinh.assessment.direction import Proposal
from lotrinh.assessment.explain import Explanation, explain
from lotrinh.assessment.judge import judge
from lotrinh.assessment.observation import Observation
from lotrinh.assessment.outlook import Refusal, refusal_told
from lotrinh.cli.demo import PLAN, RESULTS
from lotrinh.core.period import Period
from lotrinh.core.quantity import Quantity
from lotrinh.core.target import Direction, Form, Goal
from lotrinh.judging import judge_plan
from lotrinh.output.verdict_rows import VerdictRow, answer, verdict_rows
from lotrinh.papers import read_paper
from tools.places import ROOT

SAMPLES = ROOT / "src" / "lotrinh" / "samples"
LANGUAGES = ("vi", "en")
HEADS = {
    "vi": ("#", "Mục tiêu", "Phải đạt", "Số liệu mới nhất", "Kết luận", "Cách tính", "Triển vọng"),
    "en": ("#", "target", "wanted", "latest figure", "verdict", "worked", "outlook"),
}
WEAK = {"vi": "yếu", "en": "weak"}
FEW = "¹"
LABELS = {
    "vi": ("Số liệu", "Kết luận", "kết luận công bố", "Thực tế sau đó"),
    "en": ("Figures", "Verdict", "the published one", "What came"),
}


@dataclass(frozen=True, slots=True)
class Public:
    """A published yearly series with its official goal; `official`: the published verdict; `came`: what followed."""

    name: dict[str, str]
    source: str
    unit: str
    first_year: int
    values: tuple[float, ...]
    target: float
    due: int
    official: dict[str, str]
    came: dict[str, str]


DNS = "Statistisches Bundesamt, dns-indikatoren.de"
PUBLIC = (
    Public(
        {"vi": "Chi nghiên cứu và phát triển so với GDP, Đức", "en": "Spending on research and development, Germany"},
        f"{DNS}, 9.1.a", "%", 2015, (2.88, 2.88, 2.99, 3.05, 3.11, 3.09), 3.5, 2025,
        {"vi": "Wolke (chậm)", "en": "Wolke (behind)"},
        {"vi": "3,08 năm 2021; 3,07 năm 2022", "en": "3.08 in 2021; 3.07 in 2022"},
    ),
    Public(
        {"vi": "Tỷ lệ năng lượng tái tạo, Đức", "en": "Share of renewable energy, Germany"},
        f"{DNS}, 7.2.a", "%", 2014, (14.4, 15.2, 15.0, 16.1, 16.9, 17.8), 18.0, 2020,
        {"vi": "Sonne (đúng tiến độ)", "en": "Sonne (on track)"},
        {"vi": "19,5 năm 2020", "en": "19.5 in 2020"},
    ),
)  # fmt: skip


def rows(
    language: str, plan: Path = SAMPLES / PLAN, results: Path = SAMPLES / RESULTS
) -> tuple[str, Sequence[VerdictRow]]:
    """The answer in one sentence and the rows of all targets."""
    judgement = judge_plan(read_paper(plan), [read_paper(results)])
    return "".join(part.text for part in answer(judgement, language)), verdict_rows(judgement, language)


def table(language: str) -> str:
    """All targets with verdict, pace and outlook, every formula with its numbers."""
    told, found = rows(language)
    few = refusal_told(Refusal.FEW_POINTS, language)
    lines = [told, "", _line(HEADS[language]), _line(["---"] * len(HEADS[language]))]
    lines += [_line(_cells(row, few, language)) for row in found]
    return "\n".join([*lines, "", f"{FEW} {few}"])


def _cells(row: VerdictRow, few: str, language: str) -> Iterator[str]:
    explanation = row.explanation
    yield str(row.number)
    yield row.indicator
    yield row.target
    yield f"{row.latest} ({row.latest_period})" if row.latest else "–"
    verdict = f"{row.word} ({row.official})" if row.official else row.word
    yield f"{row.shape} {verdict}" + (f" ({WEAK[language]})" if row.weak else "")
    yield "<br>".join(explanation.formulas or (explanation.sentence,))
    yield FEW if explanation.outlook == few else explanation.outlook or "–"


def _line(cells: Sequence[str] | Iterator[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def explained(series: Public, language: str) -> Explanation:
    """A public series judged and explained as any other."""
    goal = Goal(Form.LEVEL, Quantity.at_least(series.target, series.unit), date(series.due, 12, 31), share=True)
    known = [Observation(Period.year(series.first_year + place), value) for place, value in enumerate(series.values)]
    day = known[-1].period.last
    return explain(goal, judge(goal, Proposal(Direction.MORE, "person"), known, day), language)


def public(series: Public, language: str) -> str:
    """One public series: figures, verdict beside the published one, formulas, outlook, and what came of it."""
    told = explained(series, language)
    figures, verdict, published, came = LABELS[language]
    values = "; ".join(f"{point.observation.period}: {point.value}" for point in told.figures)
    lines = [
        f"**{series.name[language]}** ({series.source})",
        f"- {figures}: {values}",
        f"- {verdict} ({told.rule_id}): {told.sentence} ({published}: {series.official[language]})",
        *(f"- {formula}" for formula in told.formulas),
        f"- {told.second_opinion}",
        f"- {told.outlook}",
        f"- {came}: {series.came[language]}",
    ]
    return "\n".join([lines[0], "", *lines[1:]])


def worked(language: str) -> str:
    """The passage of one language."""
    return "\n\n".join([table(language), *(public(series, language) for series in PUBLIC)]) + "\n"
