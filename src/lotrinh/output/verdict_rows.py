"""Rows of the targets table, in words: the same for the page, the workbook and the terminal."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from lotrinh.assessment.explain import Explanation, explain
from lotrinh.assessment.matching import SURE
from lotrinh.assessment.observation import Observation, Vintage
from lotrinh.assessment.verdict import Status, rulebook, word_for
from lotrinh.assessment.wording import figure_told, goal_told, number, pace_told, period_told, value_told
from lotrinh.assessment.yardsticks import Yardstick
from lotrinh.core.counting import filled
from lotrinh.core.period import Kind
from lotrinh.core.target import CHANGES
from lotrinh.core.vietnamese.text import shadow
from lotrinh.judging import Judgement, Row
from lotrinh.output.naming import Name, capital, document_name, outcome, target_name


@cache
def page_texts() -> dict[str, dict[str, str]]:
    """Words of the page: key → language → text."""
    return tomllib.loads((files("lotrinh.output") / "templates" / "texts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One target in words. Numbers are written in the language's style, units with a no-break space.

    `context`: what the target is part of ("" for most), `official`: the official word on the last period, with it.
    """

    number: int
    section: str
    context: str
    indicator: str
    scope: str
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

    @property
    def name(self) -> str:
        """The indicator with what it is part of and where it is measured."""
        name = str(Name(self.context, self.indicator))
        return f"{name} ({self.scope})" if self.scope else name

    @property
    def judged(self) -> str:
        """Shape, class, and the official word: "▼ Chậm · năm 2024: không đạt"."""
        return " · ".join(part for part in (f"{self.shape} {self.word}", self.official) if part)


def day_told(iso: str | None) -> str | None:
    """A day as both languages print it: 31/12/2024."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else iso


def target_told(row: Row, language: str, brought: str = "") -> str:
    """The target as a reader says it: "trên 95% (năm 2030)", "tăng 9 - 10%/năm"; of an event, `brought`."""
    t = page_texts()
    target = row.target
    value = goal_told(row.goal)[language] or brought or t["event"][language]
    if target.change in ("increase", "decrease"):
        value = t[target.change][language].format(value=value)
    if target.per == "year":
        value = t["a_year"][language].format(value=value)
    if target.due is None:
        return value
    start = row.goal.from_year if target.per == "year" else None
    key = "by_year" if start is None or str(start) == str(target.due) else "over_years"
    return t[key][language].format(value=value, start=start, due=target.due)


def latest_told(row: Row, observation: Observation, language: str) -> tuple[str, str]:
    """Value with unit, and period with vintage."""
    estimate = page_texts()["estimate"][language]
    printed = str(observation.period)
    if printed.startswith("as-of "):
        printed = f"{observation.period.last:%d/%m/%Y}"
    elif observation.period.kind is not Kind.YEAR:  # "quý III/2026", never "2026-Q3"
        printed = period_told(observation)[language]
    told = f"{printed}, {estimate}" if observation.vintage is Vintage.ESTIMATE else printed
    return figure_told(row.goal, observation.value)[language], told


def verdict_rows(judgement: Judgement, language: str) -> tuple[VerdictRow, ...]:
    """All rows in the plan's order."""
    text = judgement.plan.document.text
    sections = {section.id: section for section in judgement.plan.facts.sections}

    def heading(row: Row) -> str:
        section = sections.get(row.target.section or "")
        return " ".join(f"{section.label} {section.title}".split())[:120] if section else ""

    return tuple(
        verdict_row(place, row, target_name(row, judgement), heading(row), language, outcome(row.target, text))
        for place, row in enumerate(judgement.rows, start=1)
    )


def verdict_row(place: int, row: Row, name: Name, section: str, language: str, brought: str = "") -> VerdictRow:
    """One target in words; `place` counts from 1, `section` is the heading it stands under, `brought` see `outcome`."""
    verdict = row.verdict
    latest, period = latest_told(row, verdict.latest, language) if verdict.latest else ("", "")
    explanation = explain(row.goal, verdict, language)
    if verdict.latest is not None and row.likeness < SURE:
        doubt = page_texts()["likeness"][language]
        explanation = replace(explanation, cautions=(*explanation.cautions, doubt))
    return VerdictRow(
        number=place,
        section=section,
        context=name.context,
        indicator=name.own,
        scope=scope if (scope := row.target.scope or "") and shadow(scope) not in shadow(name.own) else "",
        agency=row.target.agency or "",
        target=target_told(row, language, brought),
        latest=latest,
        latest_period=period,
        required=required_told(row, language),
        observed=_unbroken(pace_told(verdict.observed, row.target.unit)[language]) if verdict.observed else "",
        status=verdict.status.value,
        word=word_for(verdict.status, language),
        shape=rulebook()["word"][verdict.status]["shape"],
        official=official_told(row, language),
        reason=explanation.sentence,
        explanation=explanation,
        plans=plans_told(row, language),
        sub=row.sub,
        weak=verdict.weak,
    )


def required_told(row: Row, language: str) -> str:
    """The pace required from here; of a yearly rate, what the years left must average."""
    required = row.verdict.required
    if required is None:
        return ""
    told = _unbroken(pace_told(required, row.target.unit)[language])
    if row.goal.form in CHANGES:
        return page_texts()["required_mean"][language].format(value=told)
    return told


def _unbroken(pace: str) -> str:
    """ "+2,17 điểm %" is cut over no line."""
    return pace.replace("điểm %", "điểm\u00a0%")


def official_told(row: Row, language: str) -> str:
    """The official word, with the period it is about: "năm 2024: không đạt"."""
    verdict = row.verdict
    if verdict.word is None:
        return ""
    word = word_for(verdict.word, language).lower()
    return f"{period_told(verdict.latest)[language]}: {word}" if verdict.latest else word


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """A piece of the answer; `status` is set where the piece counts targets."""

    text: str
    status: str = ""


def answer(judgement: Judgement, language: str) -> tuple[AnswerPart, ...]:
    """The page's answer in one sentence: how many targets stand where."""
    t = page_texts()
    if judgement.as_of is None or not any(row.verdict.inputs for row in judgement.rows):
        return (AnswerPart(t["answer_no_figures"][language]),)
    day = f"{judgement.as_of:%d/%m/%Y}" if language == "vi" else str(judgement.as_of)
    counts = {status: count for status, count in judgement.counts().items() if count}
    if not counts.keys() - {Status.NOT_ASSESSABLE}:
        return (AnswerPart(t["answer_none"][language].format(date=day)),)
    head, tail = t["answer"][language].format(date=day, parts="\0").split("\0")
    parts = [AnswerPart(head)]
    for status, count in counts.items():
        if len(parts) > 1:
            parts.append(AnswerPart(", "))
        parts.append(AnswerPart(f"{count} {word_for(status, language).lower()}", status.value))
    return (*parts, AnswerPart(tail))


def count_rule(judgement: Judgement, language: str) -> tuple[str, ...]:
    """How the count "n/m" was made, and the counts that the reports state themselves: a sentence each."""
    t, tally = page_texts(), judgement.tally()
    told = [filled(t["count_rule"][language], **asdict(tally))]
    if tally.met + tally.exceeded + tally.not_met:
        told.append(filled(t["count_official"][language], official=tally.official, **asdict(tally)))
    if tally.ended:
        told.append(filled(t["count_ended"][language], ended=tally.ended))
    names = {paper.facts.file: document_name(paper.facts) for paper in judgement.results}
    for count in judgement.reported():
        yearly = t["plan_of_year"][language].format(year=count.year) if count.year else t["plan"][language]
        plan = count.plan or yearly
        report = names.get(count.file, count.file)
        told.append(filled(t["count_reported"][language], report=report, good=count.good, total=count.total, plan=plan))
        if count.plan is None:
            told.append(t["count_differs"][language].format(plan=plan))
    return tuple(dict.fromkeys(told))


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
            capital(name),
            value_told(figure.value, unit)[language],
            period_told(figure)[language],
            tuple(plan_told(yard, language) for yard in plans),
            figure.source.file,
            figure.source.start,
        )
        for name, figure, unit, plans in judgement.measured
    )
