"""The locked state of a period as canonical JSON: made at a moment, and made again later to the same bytes.

Reads: rows that are never changed (figures, steps of reports, versions of plans) as they were at the moment. Writes:
the text of a `Snapshot`. What people can still change (names, milestones, the terms of a target) is told as it is:
where it changed since, the text made again differs, and `recompute` says in which part.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils import timezone

from lotrinh import __version__
from lotrinh.assessment.accumulation import Rolled
from lotrinh.core.period import Period as Span
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.gathering.aggregation import Line, lines_of
from lotrinh.living.gathering.models import Snapshot
from lotrinh.living.gathering.told import Told
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.assess import assess
from lotrinh.living.reporting.models import Period, Request, State, Step

FORMAT = "lotrinh-snapshot-1"
RULES = (
    ("lotrinh.assessment", "rules.toml"),
    ("lotrinh.living.reporting", "transitions.toml"),
    ("lotrinh.living.reporting", "windows.toml"),
    ("lotrinh.living.gathering", "contradictions.toml"),
    ("lotrinh.living.gathering", "statistics.toml"),
)
"""The tables of rules that a snapshot's results rest on: package and file in its folder `data`."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A snapshot made again. `parts`: the top-level keys that differ; `newer`: by another version or other rules."""

    same: bool
    sha256: str
    parts: tuple[str, ...]
    newer: bool


def build(period: Period, moment: datetime, figures: list[int], program: str, rules: Mapping[str, str]) -> str:
    """The text of a snapshot: the period's reports at the moment, the `figures` in them, and what comes of both."""
    reports = _reports(period, moment)
    rows = _figures(figures)
    as_of = timezone.localtime(moment).date()
    content = {
        "format": FORMAT,
        "program": program,
        "rules": dict(rules),
        "moment": moment.astimezone(UTC).isoformat(),
        "period": {
            "id": period.pk,
            "regime": period.regime_id,
            "period": period.period,
            "opens": period.opens,
            "cut_off": period.cut_off,
        },
        "reports": reports,
        "figures": [_told(row) for row in rows],
        "results": {
            "completeness": _completeness(reports),
            "sums": [_sum(line) for line in _lines(period, rows)],
            "verdicts": _verdicts(period, as_of, moment),
        },
    }
    return canonical(content)


def canonical(content: Any) -> str:
    """One text for one content: keys in order, no blanks, days as ISO, one line end at the end."""
    return (
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)
        + "\n"
    )


def digest(text: str) -> str:
    """SHA-256 of a snapshot's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def recompute(snapshot: Snapshot) -> Recomputed:
    """Make a snapshot again from the records of today, by the program of today, and compare."""
    held = json.loads(snapshot.content)
    figures = [int(row["id"]) for row in held["figures"]]
    made = build(snapshot.period, snapshot.moment, figures, held["program"], held["rules"])
    parts = tuple(key for key, value in json.loads(made).items() if value != held.get(key))
    newer = held["program"] != __version__ or held["rules"] != rule_digests()
    same = made == snapshot.content and digest(snapshot.content) == snapshot.sha256
    return Recomputed(same, digest(made), parts, newer)


@cache
def rule_digests() -> dict[str, str]:
    """SHA-256 of every table of rules, by its place."""
    return {
        f"{package.rpartition('.')[2]}/{name}": hashlib.sha256(
            (files(package) / "data" / name).read_bytes()
        ).hexdigest()
        for package, name in RULES
    }


def _reports(period: Period, moment: datetime) -> list[dict[str, Any]]:
    """Each request with its state at the moment, from its steps: the row itself may have moved on."""
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.filter(request__period=period, at__lte=moment).order_by("request", "number"):
        steps.setdefault(step.request_id, []).append(step)
    found = []
    for one in Request.objects.filter(period=period).order_by("pk"):
        own = steps.get(one.pk, [])
        sent = [step.at for step in own if step.transition == "submit"]
        found.append(
            {
                "id": one.pk,
                "agency": one.agency_id,
                "level": one.level_id,
                "due": one.due,
                "state": own[-1].after if own else State.NOT_STARTED,
                "first_sent": sent[0].astimezone(UTC).isoformat() if sent else None,
                "late": bool(sent) and timezone.localtime(sent[0]).date() > one.due,
                "steps": len(own),
            }
        )
    return found


def _figures(ids: list[int]) -> list[Observation]:
    rows = Observation.objects.filter(pk__in=ids).select_related("indicator", "area", "agency", "document")
    return list(rows.defer(*HEAVY).order_by("pk"))


def _told(row: Observation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "indicator": row.indicator_id,
        "area": row.area_id,
        "agency": row.agency_id,
        "scope": row.scope,
        "period": row.period,
        "vintage": row.vintage,
        "value": row.value,
        "unit": row.unit,
    }


def _completeness(reports: list[dict[str, Any]]) -> dict[str, Any]:
    states: dict[str, int] = {}
    for one in reports:
        states[one["state"]] = states.get(one["state"], 0) + 1
    return {
        "asked": len(reports),
        "sent": sum(one["first_sent"] is not None for one in reports),
        "late": sum(one["late"] for one in reports),
        "states": states,
    }


def _lines(period: Period, rows: list[Observation]) -> list[Line]:
    told = [
        Told(
            row.indicator_id, row.indicator.name, row.indicator.unit, row.indicator.accumulation, row.area_id,
            row.area.name if row.area else "", row.scope, row.first, row.last, row.vintage, row.value,
            row.agency.name if row.agency else "", row.change, row.agency_id, observation_id=row.pk,
        )
        for row in rows
        if row.value is not None
    ]  # fmt: skip
    whole = period.regime.plan.area_id
    places = {row.area_id for row in rows if row.area_id is not None and row.area_id != whole}
    return lines_of(Span.parse(period.period), told, (), whole, places)


def _sum(line: Line) -> dict[str, Any]:
    return {
        "indicator": line.indicator_id,
        "unit": line.unit,
        "whole": line.whole.value if line.whole else None,
        "places": _rolled(line.places),
        "so_far": _rolled(line.so_far),
    }


def _rolled(rolled: Rolled | None) -> dict[str, Any] | None:
    if rolled is None:
        return None
    return {"value": rolled.value, "told": rolled.told, "wanted": rolled.wanted, "flaws": list(rolled.flaws)}


def _verdicts(period: Period, as_of: date, moment: datetime) -> list[dict[str, Any]]:
    found = []
    for row in assess(period.regime.plan, as_of, moment):
        verdict = row.row.verdict
        found.append(
            {
                "target": row.target.pk,
                "revision": row.revision.pk,
                "status": verdict.status.value,
                "word": verdict.word.value if verdict.word else None,
                "latest": verdict.latest.value if verdict.latest else None,
                "counted": row.counted,
            }
        )
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form of {type(value).__name__}")
