"""The judged plan as one HTML page that needs nothing but itself: no outside host, no server.

Reads: `Judgement`. Writes: HTML. Every figure leads to its sentence in the source text below, every
marked sentence back to its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from lotrinh.assessment.observation import Source
from lotrinh.assessment.verdict import Status, rulebook, word_for
from lotrinh.core.vietnamese.text import fold, sort_key
from lotrinh.extraction.facts import Facts, Task
from lotrinh.judging import Judgement, Link, Role, Row, links_of
from lotrinh.judging.chain import cited, name_of, roles
from lotrinh.output.charts import chart_svg
from lotrinh.output.highlight import Grid, Mark, Paragraph, marked
from lotrinh.output.naming import capital, document_name
from lotrinh.output.pages import template
from lotrinh.output.verdict_rows import (
    VerdictRow,
    answer,
    count_rule,
    day_told,
    measured_rows,
    page_texts,
    verdict_rows,
)
from lotrinh.papers import Paper


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document's text ready to be written."""

    anchor: str
    short: str
    name: str
    file: str
    blocks: tuple[Paragraph | Grid, ...]


def _asset(name: str) -> Markup:
    return Markup((files("lotrinh.output") / "templates" / name).read_text(encoding="utf-8"))  # noqa: S704 (our file)


def render(judgement: Judgement, language: str = "vi", unread: Sequence[str] = ()) -> str:
    """The page. The same judgement gives the same bytes. `unread`: sentences on files that could not be read."""
    t = {key: told[language] for key, told in page_texts().items()}
    return template("page.html.j2").render(
        lang=language, t=t, page=_page(judgement, language, unread), css=_asset("page.css"), js=_asset("page.js")
    )


_FEW = 4  # links that need no folding on a phone
_MOST_THREATENED_FIRST = (
    Status.STAGNANT, Status.BEHIND, Status.SLIGHTLY_BEHIND, Status.ON_TRACK, Status.ACHIEVED, Status.NOT_ASSESSABLE,
)  # fmt: skip


def _page(judgement: Judgement, language: str, unread: Sequence[str]) -> dict[str, Any]:
    facts = judgement.plan.facts
    rows = verdict_rows(judgement, language)
    groups = list(_groups(judgement, rows, language))
    tasks = [(index, task) for index, task in enumerate(facts.tasks) if not task.duplicate]
    warnings = [warning.message[language] for warning in facts.warnings]
    for paper in judgement.results:
        name = document_name(paper.facts)
        warnings += [f"{name}: {warning.message[language]}" for warning in paper.facts.warnings]
    return {
        "heading": document_name(facts, 400),
        "identity": _identity(facts),
        "results": [*_reports(judgement), *({"name": name, "anchor": ""} for name in _series_files(judgement))],
        "unread": unread,
        "answer": [
            {"text": part.text, "status": part.status, "href": f"#status-{part.status}" if part.status else ""}
            for part in answer(judgement, language)
        ],
        "count_rule": count_rule(judgement, language),
        "row_count": len(rows),
        "groups": groups,
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
        "chain": list(_chain(judgement, language)),
        "warnings": list(dict.fromkeys(warnings)),
        "sources": list(_sources(judgement, rows, language)),
    }


def _reports(judgement: Judgement) -> Iterator[dict[str, str]]:
    for number, paper in enumerate(judgement.results, start=1):
        yield {"name": document_name(paper.facts), "anchor": f"results-{number}"}


def _series_files(judgement: Judgement) -> list[str]:
    """The series files that figures of the page come from."""
    used = (observation.source for row in judgement.rows for observation in row.verdict.inputs)
    return list(dict.fromkeys(source.file for source in used if source.row is not None))


def _identity(facts: Facts) -> str:
    info = facts.document
    parts = [info.issuer, day_told(info.date), info.signer, facts.file]
    return " · ".join(part for part in parts if part)


def _groups(judgement: Judgement, rows: Sequence[VerdictRow], language: str) -> Iterator[dict[str, Any]]:
    """The targets by where they stand, most threatened first; a part stands below what it is part of."""
    belonging: dict[int, list[int]] = {}
    for place in range(len(rows)):
        root, seen = place, {place}
        while (above := judgement.rows[root].under) is not None and above not in seen:
            seen.add(above)
            root = above
        belonging.setdefault(root, []).append(place)
    index = {id(target): at for at, target in enumerate(judgement.plan.facts.targets)}
    counts = judgement.counts()
    for status in _MOST_THREATENED_FIRST:
        roots = [place for place in sorted(belonging) if judgement.rows[place].verdict.status is status]
        places = [place for root in roots for place in (root, *(part for part in belonging[root] if part != root))]
        if places:
            shown = [_table_row(judgement, judgement.rows[place], rows[place], index, language) for place in places]
            word = word_for(status, language)
            yield {"key": status.value, "word": word, "count": counts[status], "rows": shown}


def _table_row(
    judgement: Judgement, row: Row, told: VerdictRow, index: dict[int, int], language: str
) -> dict[str, Any]:
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
        "name": told.name,
        "under": row.under is not None,
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
        indicator=told.name,
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
            groups.setdefault(fold(lead), (capital(lead), []))[1].append(_task(index, task, plan, lead))
    ordered = sorted(groups.values(), key=lambda group: (group[0] == unknown, sort_key(group[0])))
    for name, entries in ordered:
        yield {"name": name, "tasks": entries}


def _task(index: int, task: Task, plan: Paper, lead: str) -> dict[str, Any]:
    action = capital(" ".join(plan.document.text[task.start : task.end].split()))
    first = not task.lead or task.lead[0] == lead
    return {
        "anchor": f"task-{index}" if first else f"task-{index}-{fold(lead).replace(' ', '-')}",
        "source_anchor": f"plan-task-{index}",
        "action": action,
        "due": day_told(task.due) or "",
        "partners": ", ".join(task.partners),
        "deliverable": task.deliverable or "",
    }


def _chain(judgement: Judgement, language: str) -> Iterator[dict[str, Any]]:
    """Groups of documents: what the plan rests on and carries out, the plan itself, what reports on it, the others."""
    t = page_texts()
    links = links_of(judgement.plan)
    numbers = _link_numbers(judgement.plan.facts)

    def group(role: Role) -> Iterator[dict[str, Any]]:
        entries = [_link(link, numbers[link.mentions[0]], language) for link in links if link.role is role]
        if entries:
            long = role is Role.MENTIONED and len(entries) > _FEW
            yield {"name": roles()[role][language], "links": entries, "fold": long, "self": False}

    yield from group(Role.BASIS)
    yield from group(Role.CARRIED_OUT)
    own = _own_link(judgement.plan.facts, "")
    yield {"name": t["this_plan"][language], "links": [own], "fold": False, "self": True}
    if judgement.results:
        reports = [
            _own_link(paper.facts, f"results-{number}") for number, paper in enumerate(judgement.results, start=1)
        ]
        yield {"name": t["reports_on_it"][language], "links": reports, "fold": False, "self": False}
    yield from group(Role.AMENDED)
    yield from group(Role.MENTIONED)


def _link_numbers(facts: Facts) -> dict[int, int]:
    """Place of a citation → number of the document it cites."""
    return {index: number for number, mentions in enumerate(cited(facts)) for index in mentions}


def _link(link: Link, number: int, language: str) -> dict[str, Any]:
    t, citation, count = page_texts(), link.citation, len(link.mentions)
    year = str(citation.year) if citation.year else None
    said = t["mention"][language] if count == 1 else t["mentions"][language].format(count=count)
    detail = ", ".join(part for part in (citation.issuer, day_told(citation.date) or year, said) if part)
    anchor = f"plan-citation-{link.mentions[0]}"
    return {"id": f"document-{number}", "name": link.name, "detail": detail, "anchor": anchor}


def _own_link(facts: Facts, anchor: str) -> dict[str, Any]:
    info = facts.document
    detail = ", ".join(part for part in (info.issuer, day_told(info.date)) if part)
    return {"id": f"document-{anchor or 'self'}", "name": document_name(facts), "detail": detail, "anchor": anchor}


def _sources(judgement: Judgement, rows: tuple[VerdictRow, ...], language: str) -> Iterator[SourceView]:
    t = page_texts()
    plan = judgement.plan
    marks = _plan_marks(judgement, rows)
    name = document_name(plan.facts)
    yield SourceView("plan", t["plan_tab"][language], name, plan.facts.file, marked(plan.document, marks))
    several = len(judgement.results) > 1
    for number, paper in enumerate(judgement.results, start=1):
        short = t["results_tab"][language] + (f" {number}" if several else "")
        blocks = marked(paper.document, _result_marks(judgement, number, paper, rows))
        yield SourceView(f"results-{number}", short, document_name(paper.facts), paper.facts.file, blocks)


def _plan_marks(judgement: Judgement, rows: tuple[VerdictRow, ...]) -> Iterator[Mark]:
    facts = judgement.plan.facts
    row_of = {
        id(target): (f"#target-{told.number}", told.name)
        for row, told in zip(judgement.rows, rows, strict=True)
        for target in (row.target, *row.also)
    }
    for index, target in enumerate(facts.targets):
        href, name = row_of.get(id(target), ("", target.indicator))
        yield Mark(target.start, target.end, "target", f"plan-target-{index}", href, name)
    for index, task in enumerate(facts.tasks):
        href = "" if task.duplicate else f"#task-{index}"
        yield Mark(task.start, task.end, "task", f"plan-task-{index}", href, "; ".join(task.lead))
    numbers = _link_numbers(facts)
    for index, citation in enumerate(facts.citations):
        said = (name_of(citation), citation.issuer, day_told(citation.date))
        name, href = " ".join(part for part in said if part), f"#document-{numbers[index]}"
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
        anchor = f"results-{number}-citation-{index}"
        yield Mark(citation.start, citation.end, "citation", anchor, "", name_of(citation))
