"""Rows of the targets table, in words: the same for the page, the workbook and the terminal."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.resources import files

from lotrinh.assessment.explain import Explanation, explain
from lotrinh.assessment.matching import SURE
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.assessment.verdict import Status, rulebook, word_for
from lotrinh.assessment.wording import figure_told, goal_told, number, pace_told, period_told, value_told
from lotrinh.assessment.yardsticks import Yardstick
from lotrinh.judging import Judgement, Row


@cache
def page_texts() -> dict[str, dict[str, str]]:
    """Words of the page: key → language → text."""
    return tomllib.loads((files("lotrinh.output") / "templates" / "texts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One target in words. Numbers are written in the language's style, units with a no-break space."""

    number: int
    section: str
    indicator: str
    agency: str
    target: str
    latest: str
    latest_period: str
    required: str
    observed: str
    status: str
    word: str
    shape: str
    official: str
    reason: str
    explanation: Explanation
    plans: tuple[str, ...]
    sub: bool
    weak: bool


def target_told(row: Row, language: str) -> str:
    """The target as a reader says it: "trên 95% (năm 2030)", "tăng 9 - 10%/năm"."""
    t = page_texts()
    target = row.target
    value = goal_told(row.goal)[language] or t["event"][language]
    if target.change in ("increase", "decrease"):
        value = t[target.change][language].format(value=value)
    if target.per == "year":
        value = t["a_year"][language].format(value=value)
    return value if target.due is None else t["by_year"][language].format(value=value, due=target.due)


def latest_told(row: Row, observation: Observation, language: str) -> tuple[str, str]:
    """Value with unit, and period with vintage."""
    estimate = page_texts()["estimate"][language]
    printed = str(observation.period)
    if printed.startswith("as-of "):
        printed = f"{observation.period.last:%d/%m/%Y}" if language == "vi" else str(observation.period.last)
    told = f"{printed}, {estimate}" if observation.vintage is Vintage.ESTIMATE else printed
    return figure_told(row.goal, observation.value)[language], told


def verdict_rows(judgement: Judgement, language: str) -> tuple[VerdictRow, ...]:
    """All rows in the plan's order."""
    sections = {section.id: section for section in judgement.plan.facts.sections}

    def heading(row: Row) -> str:
        section = sections.get(row.target.section or "")
        return " ".join(f"{section.label} {section.title}".split())[:120] if section else ""

    return tuple(_row(place, row, heading(row), language) for place, row in enumerate(judgement.rows, start=1))


def _row(place: int, row: Row, section: str, language: str) -> VerdictRow:
    verdict = row.verdict
    latest, period = latest_told(row, verdict.latest, language) if verdict.latest else ("", "")
    explanation = explain(row.goal, verdict, language)
    if verdict.latest is not None and row.likeness < SURE:
        doubt = page_texts()["likeness"][language]
        explanation = replace(explanation, cautions=(*explanation.cautions, doubt))
    return VerdictRow(
        number=place,
        section=section,
        indicator=row.target.indicator,
        agency=row.target.agency or "",
        target=target_told(row, language),
        latest=latest,
        latest_period=period,
        required=pace_told(verdict.required, row.target.unit)[language] if verdict.required else "",
        observed=pace_told(verdict.observed, row.target.unit)[language] if verdict.observed else "",
        status=verdict.status.value,
        word=word_for(verdict.status, language),
        shape=rulebook()["word"][verdict.status]["shape"],
        official=word_for(verdict.word, language) if verdict.word else "",
        reason=explanation.sentence,
        explanation=explanation,
        plans=plans_told(row, language),
        sub=row.sub,
        weak=verdict.weak,
    )


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A piece of the answer; `status` is set where the piece counts targets, `first` the first such row's number."""

    text: str
    status: str = ""
    first: int = 0


def answer(judgement: Judgement, language: str) -> tuple[AnswerPart, ...]:
    """The page's answer in one sentence: how many targets stand where."""
    t = page_texts()
    day = f"{judgement.as_of:%d/%m/%Y}" if language == "vi" else str(judgement.as_of)
    counts = {status: count for status, count in judgement.counts().items() if count}
    if not counts.keys() - {Status.NOT_ASSESSABLE}:
        return (AnswerPart(t["answer_none"][language].format(date=day)),)
    head, tail = t["answer"][language].format(date=day, parts="\0").split("\0")
    parts = [AnswerPart(head)]
    for status, count in counts.items():
        first = next(i for i, row in enumerate(judgement.rows, start=1) if row.verdict.status is status)
        if len(parts) > 1:
            parts.append(AnswerPart(", "))
        parts.append(AnswerPart(f"{count} {word_for(status, language).lower()}", status.value, first))
    return (*parts, AnswerPart(tail))


def count_rule(judgement: Judgement, language: str) -> str:
    """How the count "n/m" was made, and the counts that the reports state themselves."""
    t, tally = page_texts(), judgement.tally()
    told = [t["count_rule"][language].format(**asdict(tally))]
    if tally.met + tally.exceeded + tally.not_met:
        told.append(t["count_official"][language].format(official=tally.official, **asdict(tally)))
    if tally.ended:
        told.append(t["count_ended"][language].format(ended=tally.ended))
    for count in judgement.reported():
        said = t["count_reported"][language].format(file=count.file, good=count.good, total=count.total)
        told.append(
            said if tally.official != f"{count.good}/{count.total}" else t["count_same"][language].format(said=said)
        )
    if judgement.reported() and all(tally.official != f"{c.good}/{c.total}" for c in judgement.reported()):
        told.append(t["count_differs"][language])
    return " ".join(told)


def plans_told(row: Row, language: str) -> tuple[str, ...]:
    """The row's figures against yearly plans: one official word for each plan."""
    return tuple(
        rulebook()["explain"]["yardstick"][language].format(
            period=period_told(figure)[language], plan=plan_told(yard, language)
        )
        for figure, yard in row.yardsticks
    )


def plan_told(yard: Yardstick, language: str) -> str:
    """A share of a plan with its word: 105% kế hoạch Trung ương (vượt)."""
    told: str = rulebook()["explain"]["plan"][language].format(
        share=number(yard.share, language),
        plan_of=f" {yard.plan_of}" if yard.plan_of else "",
        word=f" ({word_for(yard.word, language)})" if yard.word else "",
    )
    return told


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A reported figure against yearly plans, in words."""

    indicator: str
    value: str
    period: str
    plans: tuple[str, ...]
    file: str
    start: int


def measured_rows(judgement: Judgement, language: str) -> tuple[MeasuredRow, ...]:
    """Every figure that a report sets against a plan, in its order."""
    return tuple(
        MeasuredRow(
            name[:1].upper() + name[1:],
            value_told(figure.value, unit)[language],
            period_told(figure)[language],
            tuple(plan_told(yard, language) for yard in plans),
            figure.source.file,
            figure.source.start,
        )
        for name, figure, unit, plans in judgement.measured
    )
