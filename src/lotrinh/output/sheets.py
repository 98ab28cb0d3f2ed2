"""The judged plan as a workbook: figures as numbers, so that they can be sorted, summed and charted.

Reads: `Judgement`. Writes: rows for `workbook.workbook`, under headers in the reader's language. Words of the page
stand beside the numbers; a sheet of its own holds the sentence behind every target and figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.assessment.pace import Pace, PaceKind
from lotrinh.judging import Judgement, Row, links_of
from lotrinh.judging.chain import roles
from lotrinh.output.naming import capital, document_name
from lotrinh.output.verdict_rows import VerdictRow, verdict_rows
from lotrinh.output.workbook import workbook

Sheet = list[dict[str, Any]]
_WIDE = ("indicator", "reason", "task", "document", "quote")


@cache
def headers() -> dict[str, dict[str, str]]:
    """Column or sheet → language → header."""
    import tomllib

    return tomllib.loads((files("lotrinh.output") / "templates" / "sheets.toml").read_text(encoding="utf-8"))


def plan_workbook(judgement: Judgement, language: str) -> bytes:
    """The .xlsx file; the same judgement gives the same bytes."""
    wide = frozenset(headers()[key][language] for key in _WIDE)
    return workbook(workbook_tables(judgement, language), {}, wide)


def workbook_tables(judgement: Judgement, language: str) -> dict[str, Sheet]:
    """Sheet → rows, each with all its columns: targets, tasks, documents, sources."""
    rows = verdict_rows(judgement, language)
    sheets = {
        "targets": [_target(row, told, language) for row, told in zip(judgement.rows, rows, strict=True)],
        "tasks": list(_tasks(judgement)),
        "documents": list(_documents(judgement, language)),
        "sources": list(_sources(judgement, rows, language)),
    }
    return {
        headers()[name][language]: [{headers()[key][language]: value for key, value in row.items()} for row in sheet]
        for name, sheet in sheets.items()
    }


def _target(row: Row, told: VerdictRow, language: str) -> dict[str, Any]:
    target, latest = row.target, row.verdict.latest
    used = next((figure for figure in told.explanation.figures if figure.observation is latest), None)
    # A goal to fall keeps magnitudes; the table shows them as falls.
    sign = -1 if told.latest.startswith("\u2212") and latest is not None and latest.value > 0 else 1
    return {
        "number": told.number,
        "indicator": told.name,
        "section": told.section,
        "agency": told.agency or None,
        "target": told.target,
        "low": target.low,
        "high": target.high,
        "unit": target.unit,
        "due": target.due if isinstance(target.due, int) else _day(target.due),
        "latest": None if latest is None else sign * latest.value,
        "period": told.latest_period.split(",")[0] or None,
        "vintage": used.vintage if used else None,
        **_paces(row, language),
        "verdict": told.word,
        "official": told.official or None,
        "reason": told.reason,
    }


def _paces(row: Row, language: str) -> dict[str, Any]:
    required, observed = row.verdict.required, row.verdict.observed
    known = required or observed
    return {
        "required": None if required is None else round(required.value, 6),
        "observed": None if observed is None else round(observed.value, 6),
        "pace_unit": None if known is None else _pace_unit(known, row.target.unit, language),
    }


def _pace_unit(pace: Pace, unit: str | None, language: str) -> str | None:
    if pace.kind is PaceKind.UNITS:
        return unit
    return "%" if pace.kind is PaceKind.COMPOUND else headers()["points"][language]


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _quote(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _tasks(judgement: Judgement) -> Iterator[dict[str, Any]]:
    plan = judgement.plan
    for task in plan.facts.tasks:
        if not task.duplicate:
            yield {
                "task": capital(_quote(plan.document.text, task.start, task.end)),
                "lead": "; ".join(task.lead) or None,
                "partners": "; ".join(task.partners) or None,
                "due_day": _day(task.due),
                "due_text": task.due_text,
                "deliverable": task.deliverable,
            }


def _documents(judgement: Judgement, language: str) -> Iterator[dict[str, Any]]:
    for link in links_of(judgement.plan):
        cited = link.citation
        yield {
            "role": roles()[link.role][language],
            "document": link.name,
            "issuer": cited.issuer,
            "date": _day(cited.date),
            "year": cited.year if cited.date is None else int(cited.date[:4]),
            "mentions": len(link.mentions),
        }


def _sources(judgement: Judgement, rows: tuple[VerdictRow, ...], language: str) -> Iterator[dict[str, Any]]:
    plan = judgement.plan
    names = {paper.facts.file: document_name(paper.facts) for paper in (plan, *judgement.results)}
    for row, told in zip(judgement.rows, rows, strict=True):
        kinds = headers()["kind_target"][language], headers()["kind_figure"][language]
        shared = {"number": told.number, "indicator": told.name}
        for target in (row.target, *row.also):
            yield shared | {
                "kind": kinds[0], "period": None, "latest": None,
                "quote": _quote(plan.document.text, target.start, target.end), "document": names[plan.facts.file],
                "file": plan.facts.file, "start": target.start, "end": target.end,
            }  # fmt: skip
        for observation in row.verdict.inputs:
            source = observation.source
            yield shared | {
                "kind": kinds[1], "period": str(observation.period), "latest": observation.value,
                "quote": source.quote or None, "document": names.get(source.file, source.file),
                "file": source.file, "start": source.start if source.row is None else None,
                "end": source.end if source.row is None else None, "row": source.row,
            }  # fmt: skip
