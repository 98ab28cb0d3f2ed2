"""The judged plan as one HTML page that needs nothing but itself: no outside host, no server.

Reads: `Judgement`. Writes: HTML. Every figure leads to its sentence in the source text below, every
marked sentence back to its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from lotrinh.assessment.observation import Source
from lotrinh.assessment.verdict import Status, rulebook, word_for
from lotrinh.core.vietnamese.text import fold, sort_key
from lotrinh.extraction.facts import Citation, Facts, Task
from lotrinh.judging import Judgement, Row
from lotrinh.output.charts import chart_svg
from lotrinh.output.highlight import Grid, Mark, Paragraph, marked
from lotrinh.output.verdict_rows import VerdictRow, answer, count_rule, measured_rows, page_texts, verdict_rows
from lotrinh.papers import Paper


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document's text ready to be written."""

    anchor: str
    short: str
    name: str
    blocks: tuple[Paragraph | Grid, ...]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("lotrinh.output", "templates"),
        autoescape=True,  # document text is data: it can never become markup
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def _asset(name: str) -> Markup:
    return Markup((files("lotrinh.output") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704 (our file)


def render(judgement: Judgement, language: str = "vi") -> str:
    """The page. The same judgement gives the same bytes."""
    t = {key: told[language] for key, told in page_texts().items()}
    return _template().render(
        lang=language, t=t, page=_page(judgement, language), css=_asset("page.css"), js=_asset("page.js")
    )


def _page(judgement: Judgement, language: str) -> dict[str, Any]:
    facts = judgement.plan.facts
    rows = verdict_rows(judgement, language)
    counts = judgement.counts()
    tasks = [(index, task) for index, task in enumerate(facts.tasks) if not task.duplicate]
    warnings = [warning.message[language] for warning in facts.warnings]
    for paper in judgement.results:
        warnings += [f"{paper.facts.file}: {warning.message[language]}" for warning in paper.facts.warnings]
    return {
        "heading": _heading(facts),
        "identity": _identity(facts, language),
        "answer": [
            {"text": part.text, "status": part.status, "href": f"#target-{part.first}" if part.first else ""}
            for part in answer(judgement, language)
        ],
        "count_rule": count_rule(judgement, language),
        "rows": [_table_row(judgement, row, told, language) for row, told in zip(judgement.rows, rows, strict=True)],
        "statuses": [
            {"key": status.value, "word": word_for(status, language), "count": count}
            for status, count in counts.items()
            if count
        ],
        "plans": [
            {
                "indicator": told.indicator,
                "value": told.value,
                "period": told.period,
                "plans": told.plans,
                "anchor": _figure_anchor(judgement, told.file, told.start),
            }
            for told in measured_rows(judgement, language)
        ],
        "task_count": len(tasks),
        "agencies": list(_by_agency(tasks, judgement.plan, language)),
        "chain": list(_chain(facts, language)),
        "warnings": list(dict.fromkeys(warnings)),
        "sources": list(_sources(judgement, rows, language)),
    }


def _heading(facts: Facts) -> str:
    info = facts.document
    name = " ".join(part for part in (info.kind, info.number) if part)
    title = info.title or facts.file
    title = title.capitalize() if title.isupper() else title
    return f"{name}: {title}" if name else title


def _identity(facts: Facts, language: str) -> str:
    info = facts.document
    parts = [info.issuer, _day(info.date, language), info.signer, facts.file]
    return " · ".join(part for part in parts if part)


def _day(iso: str | None, language: str) -> str | None:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso and language == "vi" else iso


def _table_row(judgement: Judgement, row: Row, told: VerdictRow, language: str) -> dict[str, Any]:
    index = {id(target): at for at, target in enumerate(judgement.plan.facts.targets)}
    latest_anchor = ""
    if row.verdict.latest is not None:
        latest_anchor = _figure_anchor(judgement, row.verdict.latest.source.file, row.verdict.latest.source.start)
    figures = [
        {
            "period": figure.period,
            "value": figure.value,
            "vintage": figure.vintage,
            "anchor": _figure_anchor(judgement, figure.observation.source.file, figure.observation.source.start),
            "source": _source_told(figure.observation.source, language),
        }
        for figure in told.explanation.figures
    ]
    return {
        **{field.name: getattr(told, field.name) for field in fields(told)},
        "figures": figures,
        "chart": _chart(row, told, language),
        "anchor": f"target-{told.number}",
        "source_anchor": f"plan-target-{index[id(row.target)]}",
        "also": [f"plan-target-{index[id(target)]}" for target in row.also],
        "latest_anchor": latest_anchor or f"target-{told.number}",
    }


def _source_told(source: Source, language: str) -> str:
    """Where a figure without a place on the page stands: the row of a series file."""
    if source.row is None:
        return ""
    return page_texts()["row_of"][language].format(file=source.file, row=source.row)


def _chart(row: Row, told: VerdictRow, language: str) -> Markup | None:
    spoken = rulebook()["chart"]["spoken"][language].format(
        indicator=told.indicator,
        figures="; ".join(f"{figure.period}: {figure.value}" for figure in told.explanation.figures),
        goal=told.target,
        due=row.goal.due.year if row.goal.due else "",
    )
    svg = chart_svg(row.goal, row.verdict, language, spoken)
    return Markup(svg) if svg else None  # noqa: S704 (drawn by us from numbers)


def _figure_anchor(judgement: Judgement, file: str, start: int) -> str:
    for number, paper in enumerate(judgement.results, start=1):
        if paper.facts.file != file:
            continue
        for index, result in enumerate(paper.facts.results):
            if result.start == start:
                return f"results-{number}-result-{index}"
    return ""


def _by_agency(tasks: list[tuple[int, Task]], plan: Paper, language: str) -> Iterator[dict[str, Any]]:
    unknown = page_texts()["no_lead"][language]
    groups: dict[str, tuple[str, list[dict[str, Any]]]] = {}
    for index, task in tasks:
        for lead in task.lead or (unknown,):
            name = lead[:1].upper() + lead[1:]
            groups.setdefault(fold(lead), (name, []))[1].append(_task(index, task, plan, lead, language))
    ordered = sorted(groups.values(), key=lambda group: (group[0] == unknown, sort_key(group[0])))
    for name, entries in ordered:
        yield {"name": name, "tasks": entries}


def _task(index: int, task: Task, plan: Paper, lead: str, language: str) -> dict[str, Any]:
    action = " ".join(plan.document.text[task.start : task.end].split())
    action = action[:1].upper() + action[1:]
    first = not task.lead or task.lead[0] == lead
    return {
        "anchor": f"task-{index}" if first else f"task-{index}-{fold(lead).replace(' ', '-')}",
        "source_anchor": f"plan-task-{index}",
        "action": action if len(action) <= 280 else action[:279].rsplit(" ", 1)[0] + "…",
        "due": _day(task.due, language) or "",
        "partners": ", ".join(task.partners),
        "deliverable": task.deliverable or "",
    }


def _name(citation: Citation) -> str:
    said = " ".join(part for part in (citation.kind, citation.number) if part)
    return citation.name or said


def _cited(facts: Facts) -> list[list[tuple[int, Citation]]]:
    """The plan's citations, one group per document referred to, in order of first mention."""
    groups: dict[str, list[tuple[int, Citation]]] = {}
    for index, citation in enumerate(facts.citations):
        groups.setdefault(fold(citation.number or _name(citation)), []).append((index, citation))
    return list(groups.values())


def _chain(facts: Facts, language: str) -> Iterator[dict[str, Any]]:
    """Every document the plan refers to, once, oldest first, then the plan itself."""
    t = page_texts()
    links = []
    for number, group in enumerate(_cited(facts)):
        mentions = [(index, citation) for index, citation in group if not citation.duplicate] or group[:1]
        full = next((c for _, c in mentions if c.date), mentions[0][1])
        year = str(full.year) if full.year else None
        count = len(mentions)
        said = t["mention"][language] if count == 1 else t["mentions"][language].format(count=count)
        detail = ", ".join(part for part in (full.issuer, _day(full.date, language) or year, said) if part)
        links.append((full.date or year or "9999", _name(full), detail, number, mentions[0][0]))
    for _, name, detail, number, index in sorted(links):
        yield {
            "self": False, "name": name, "detail": detail,
            "id": f"document-{number}", "anchor": f"plan-citation-{index}",
        }  # fmt: skip
    info = facts.document
    own = " ".join(part for part in (info.kind, info.number) if part) or facts.file
    yield {
        "self": True,
        "name": f"{t['this_plan'][language]}: {own}",
        "detail": ", ".join(part for part in (info.issuer, _day(info.date, language)) if part),
        "id": "document-self",
        "anchor": "",
    }


def _sources(judgement: Judgement, rows: tuple[VerdictRow, ...], language: str) -> Iterator[SourceView]:
    t = page_texts()
    plan = judgement.plan
    yield SourceView(
        "plan", t["plan_tab"][language], plan.facts.file, marked(plan.document, _plan_marks(judgement, rows, language))
    )
    several = len(judgement.results) > 1
    for number, paper in enumerate(judgement.results, start=1):
        short = t["results_tab"][language] + (f" {number}" if several else "")
        marks = _result_marks(judgement, number, paper, rows)
        yield SourceView(f"results-{number}", short, paper.facts.file, marked(paper.document, marks))


def _plan_marks(judgement: Judgement, rows: tuple[VerdictRow, ...], language: str) -> Iterator[Mark]:
    facts = judgement.plan.facts
    row_of = {
        id(target): (f"#target-{told.number}", told.indicator)
        for row, told in zip(judgement.rows, rows, strict=True)
        for target in (row.target, *row.also)
    }
    for index, target in enumerate(facts.targets):
        href, name = row_of.get(id(target), ("", target.indicator))
        yield Mark(target.start, target.end, "target", f"plan-target-{index}", href, name)
    for index, task in enumerate(facts.tasks):
        href = "" if task.duplicate else f"#task-{index}"
        yield Mark(task.start, task.end, "task", f"plan-task-{index}", href, "; ".join(task.lead))
    for number, group in enumerate(_cited(facts)):
        for index, citation in group:
            name = " ".join(part for part in (_name(citation), citation.issuer, _day(citation.date, language)) if part)
            href = f"#document-{number}"
            yield Mark(citation.start, citation.end, "citation", f"plan-citation-{index}", href, name)


def _result_marks(judgement: Judgement, number: int, paper: Paper, rows: tuple[VerdictRow, ...]) -> Iterator[Mark]:
    used: dict[int, str] = {}
    for row, told in zip(judgement.rows, rows, strict=True):
        for observation in row.verdict.inputs:
            if observation.source.file == paper.facts.file:
                used.setdefault(observation.source.start, f"#target-{told.number}")
    for index, result in enumerate(paper.facts.results):
        href = used.get(result.start, "")
        yield Mark(result.start, result.end, "result", f"results-{number}-result-{index}", href, result.indicator)
    for index, citation in enumerate(paper.facts.citations):
        yield Mark(citation.start, citation.end, "citation", f"results-{number}-citation-{index}", "", _name(citation))


def workbook_tables(judgement: Judgement, language: str) -> dict[str, list[dict[str, Any]]]:
    """The targets table, tasks and documents as sheets, with the words of the page as headers."""
    t = {key: told[language] for key, told in page_texts().items()}
    targets = [
        {
            t["number"]: row.number, t["indicator"]: row.indicator, t["target"]: row.target,
            t["latest"]: f"{row.latest} ({row.latest_period})" if row.latest else None,
            t["required"]: row.required or None, t["observed"]: row.observed or None,
            t["verdict"]: row.word + (f" ({row.official})" if row.official else ""), t["reason"]: row.reason,
        }
        for row in verdict_rows(judgement, language)
    ]  # fmt: skip
    plan = judgement.plan
    tasks = [
        {
            t["tasks"]: " ".join(plan.document.text[task.start : task.end].split()),
            t["tasks_by_agency"]: "; ".join(task.lead),
            t["partners"]: "; ".join(task.partners),
            t["due"]: _day(task.due, language),
            t["deliverable"]: task.deliverable,
        }
        for task in plan.facts.tasks
        if not task.duplicate
    ]
    chain = [{t["chain"]: link["name"], t["chain_long"]: link["detail"]} for link in _chain(plan.facts, language)]
    return {t["targets"]: targets, t["tasks"]: tasks, t["chain"]: chain}


__all__ = ["Status", "render", "workbook_tables"]
