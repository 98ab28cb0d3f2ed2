"""What the public page of one target shows: a fixed number of queries, however many figures there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.difficulties.queries import Row
from lotrinh.living.documents.queries import sentence
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans.models import Plan, Target, TargetRevision
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.portal import publicity
from lotrinh.living.portal.models import Question
from lotrinh.living.words import Words

MOST = 200
"""So many figures on a page; the file and the API have all."""


@dataclass(frozen=True)
class Change:
    """A revision of the target in public words. `document`: as it may be called; `quote` "" where it is not public."""

    row: TargetRevision
    told: str
    document: str
    quote: str


@dataclass(frozen=True)
class Told:
    """Everything about one target that the public may know."""

    target: Target
    detail: dict[str, Any]
    alt: str
    chart: bool
    made: int
    figures: Sequence[Observation]
    history: Sequence[Change]
    source: Any
    verdicts: Sequence[Any]
    questions: Sequence[Question]
    difficulties: Sequence[Row]


def figures_of(target: Target, plan: Plan) -> list[Observation]:
    """The published figures that speak of the target's place, the newest first; corrected ones too."""
    here = Q(area__isnull=True) | Q(area_id=target.area_id or plan.area_id)
    rows = publicity.figures().filter(here, indicator=target.indicator_id).prefetch_related("yardsticks")
    scope = fold(target.scope)
    shown = [row for row in rows.order_by("-last", "-id")[: 5 * MOST] if not row.scope or fold(row.scope) == scope]
    return shown[:MOST]


def told_of(target: Target, plan: Plan) -> Told:
    """Read it."""
    verdict = publicity.verdicts().filter(target=target).first()
    detail = verdict.detail.get(get_language() or "vi", {}) if verdict else {}
    revisions = list(publicity.revisions().filter(target=target))
    history = [
        Change(row, revision_told(row), publicity.document_named(row.document), publicity.sentence_of(row))
        for row in revisions
    ]
    first = next((one for one in history if one.quote and one.row.end > one.row.start), None)
    return Told(
        target=target,
        detail={key: value for key, value in detail.items() if key != "person"},  # it names who said it
        alt=detail.get("alt", ""),
        chart=bool(detail.get("chart")),
        made=int(verdict.computed_at.timestamp()) if verdict else 0,
        figures=figures_of(target, plan),
        history=history,
        source=None if first is None else (first, sentence(first.row.document, first.row.start, first.row.end)),
        verdicts=list(publicity.person_verdicts().filter(target=target)[:20]),
        difficulties=[Row(one, timezone.localdate()) for one in publicity.difficulties().filter(target=target)[:20]],
        questions=list(publicity.questions().filter(target=target).prefetch_related("replies__agency")[:50]),
    )


NO_CHART = Words(
    "Chưa đủ số liệu để vẽ biểu đồ; bảng số liệu ở dưới.", "Too few figures for a chart; the table stands below."
)
