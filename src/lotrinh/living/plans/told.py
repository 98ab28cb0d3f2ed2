"""Verdicts as pages show them, in both languages, made once when something changed.

Reads: `assess.AssessedRow`. Writes: JSON: the row of the table with its sparkline, and the detail of the target's page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lotrinh.assessment.explain import Figure as ToldFigure
from lotrinh.assessment.verdict import rulebook
from lotrinh.assessment.wording import goal_told
from lotrinh.living.plans.sparkline import sparkline
from lotrinh.output.charts import chart_spec
from lotrinh.output.naming import Name
from lotrinh.output.verdict_rows import VerdictRow, verdict_row

if TYPE_CHECKING:
    from lotrinh.living.plans.assess import AssessedRow

LANGUAGES = ("vi", "en")


def told_of(assessed: AssessedRow, rows: Sequence[AssessedRow]) -> dict[str, Any]:
    """What the table shows. `under`: id of the target that this one is counted with."""
    verdict, row = assessed.row.verdict, assessed.row
    under = None if row.under is None else rows[row.under].target.pk
    return {
        **{language: _row(_words(assessed, language)) for language in LANGUAGES},
        "spark": sparkline(row.goal, verdict),
        "shape": rulebook()["word"][verdict.status]["shape"],
        "sub": assessed.target.parent_id is not None,
        "under": under,
        "ended": assessed.ended,
        "low": assessed.revision.low,
        "high": assessed.revision.high,
        "due": assessed.revision.due.isoformat() if assessed.revision.due else None,
        "unit": row.target.unit or "",
        "required": verdict.required.value if verdict.required else None,
        "observed": verdict.observed.value if verdict.observed else None,
        "latest_on": verdict.latest.period.last.isoformat() if verdict.latest else None,
        "vintage": verdict.latest.vintage.value if verdict.latest else None,
        "figure": verdict.latest.source.row if verdict.latest else None,
    }


def detail_of(assessed: AssessedRow) -> dict[str, Any]:
    """What the target's page shows besides."""
    return {language: _detail(assessed, language) for language in LANGUAGES}


def _words(assessed: AssessedRow, language: str) -> VerdictRow:
    name = Name("", assessed.target.indicator.name)
    return verdict_row(assessed.target.order, assessed.row, name, assessed.target.section, language)


def _row(told: VerdictRow) -> dict[str, Any]:
    return {
        "target": told.target,
        "latest": told.latest,
        "period": told.latest_period,
        "required": told.required,
        "observed": told.observed,
        "word": told.word,
        "official": told.official,
        "reason": told.reason,
    }


def _detail(assessed: AssessedRow, language: str) -> dict[str, Any]:
    told = _words(assessed, language)
    why = told.explanation
    return {
        "rule": why.rule,
        "rule_id": why.rule_id,
        "formulas": list(why.formulas),
        "figures": [_figure(figure) for figure in why.figures],
        "cautions": list(why.cautions),
        "quality": list(why.quality),
        "second_opinion": why.second_opinion,
        "outlook": why.outlook,
        "person": why.person,
        "plans": list(dict.fromkeys(told.plans)),
        "chart": chart_spec(assessed.row.goal, assessed.row.verdict, language),
        "alt": _alt(assessed, told, language),
    }


def _figure(figure: ToldFigure) -> dict[str, Any]:
    return {
        "period": figure.period,
        "value": figure.value,
        "vintage": figure.vintage,
        "row": figure.observation.source.row,
        "derived": bool(figure.observation.derived),
    }


def _alt(assessed: AssessedRow, told: VerdictRow, language: str) -> str:
    """What the chart shows, for those who do not see it."""
    due = assessed.revision.due
    figures = "; ".join(f"{figure.period}: {figure.value}" for figure in told.explanation.figures)
    return str(
        rulebook()["chart"]["spoken"][language].format(
            indicator=told.name,
            figures=figures,
            goal=goal_told(assessed.row.goal)[language],
            due=due.year if due else "",
        )
    )
