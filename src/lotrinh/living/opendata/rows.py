"""Published rows as records. A fixed number of queries for any number of rows.

Reads: querysets of portal.publicity, and nothing else. Writes: records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from lotrinh.living.observations.models import Observation
from lotrinh.living.opendata import records
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.assess import in_force
from lotrinh.living.plans.models import Indicator, Plan, Target, TargetRevision, Task, Version
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.portal import changes, publicity
from lotrinh.living.portal.models import Question, QuestionState
from lotrinh.living.words import spoken


def address(site: str, name: str, *arguments: Any) -> str:
    """An address of the API, in full."""
    return site + reverse(f"api-v1:{name}", args=arguments)


def plans(rows: Iterable[Plan], site: str) -> list[records.PlanRecord]:
    """Plans."""
    found = list(rows)
    above = {plan.parent_id for plan in found if plan.parent_id is not None}
    public = set(publicity.public_plans().filter(pk__in=above).values_list("pk", flat=True)) if above else set()
    return [
        records.PlanRecord(
            slug=plan.slug, url=address(site, "plan", plan.slug), short=plan.short, title=plan.title, kind=plan.kind,
            year_from=plan.year_from, year_to=plan.year_to, theme=plan.theme,
            area_code=plan.area.code if plan.area else "", area=plan.area.name if plan.area else "",
            document=publicity.document_named(plan.document),
            parent=plan.parent.slug if plan.parent and plan.parent_id in public else None,
            focal=plan.focal.name if plan.focal else "",
        )
        for plan in found
    ]  # fmt: skip


def versions(rows: Iterable[Version], site: str) -> list[records.VersionRecord]:
    """Versions of plans; their plan must be loaded."""
    return [
        records.VersionRecord(
            plan=row.plan.slug, number=row.number, effective_on=row.effective_on, published_at=row.published_at,
            document=publicity.document_named(row.document), note=row.note,
        )
        for row in rows
    ]  # fmt: skip


def indicators(rows: Iterable[Indicator], site: str) -> list[records.IndicatorRecord]:
    """Indicators."""
    return [
        records.IndicatorRecord(
            id=row.pk, url=address(site, "indicator", row.pk), name=row.name, unit=row.unit, direction=row.direction,
            accumulation=row.accumulation, method=row.method,
        )
        for row in rows
    ]  # fmt: skip


def targets_read(rows: QuerySet[Target]) -> QuerySet[Target]:
    """The rows with what a record of them needs."""
    shown = Prefetch("revisions", publicity.revisions(), to_attr="shown")
    verdict = Prefetch("assessment", publicity.verdicts(), to_attr="judged")
    return rows.select_related("plan__area", "indicator", "agency", "area").prefetch_related(shown, verdict)


def targets(rows: Iterable[Any], site: str) -> list[records.TargetRecord]:
    """Targets of `targets_read`."""
    found, today = list(rows), timezone.localdate()
    above = {row.parent_id for row in found if row.parent_id is not None}
    public = set(publicity.targets().filter(pk__in=above).values_list("pk", flat=True)) if above else set()
    return [_target(row, in_force(row.shown, today), _one(row.judged), site, public) for row in found]


def _one(judged: Any) -> Any:
    return judged[0] if isinstance(judged, list) and judged else (judged or None)


def _target(row: Target, now: TargetRevision | None, verdict: Any, site: str, public: set[int]) -> records.TargetRecord:
    area = row.area or row.plan.area
    words = spoken(verdict.told) if verdict else None
    told: Any = words or {}
    return records.TargetRecord(
        id=row.pk, url=address(site, "target", row.pk), plan=row.plan.slug, number=row.order, section=row.section,
        indicator=row.indicator_id, name=row.indicator.name, unit=row.indicator.unit, scope=row.scope,
        area_code=area.code if area else "", agency=row.agency.name if row.agency else row.agency_text,
        parent=row.parent_id if row.parent_id in public else None, version=now.version.number if now else None,
        state=now.state if now else None, target_text=revision_told(now) if now else "",
        low=now.low if now else None, high=now.high if now else None, due=now.due if now else None,
        counted=verdict.counted if verdict else None, status=verdict.status if verdict else None,
        official=(verdict.word or None) if verdict else None, latest=verdict.latest if verdict else None,
        latest_text=told.get("latest") or None, latest_period=told.get("period") or None,
        latest_on=(verdict.told.get("latest_on") or None) if verdict else None,
        reason=told.get("reason") or None, as_of=verdict.as_of if verdict else None,
    )  # fmt: skip


def revisions(rows: Iterable[TargetRevision], site: str) -> list[records.RevisionRecord]:
    """Revisions of targets; version and document must be loaded."""
    return [
        records.RevisionRecord(
            target=row.target_id, version=row.version.number,
            url=address(site, "target_version", row.target_id, row.version.number),
            effective_on=row.version.effective_on, state=row.state, target_text=revision_told(row), low=row.low,
            high=row.high, due=row.due, document=publicity.document_named(row.document),
            quote=publicity.sentence_of(row), ground=row.ground,
        )
        for row in rows
    ]  # fmt: skip


def figures(rows: QuerySet[Observation] | Sequence[Observation], site: str) -> list[records.FigureRecord]:
    """Figures of publicity.figures(). Three queries."""
    found = list(rows.prefetch_related("yardsticks")) if isinstance(rows, QuerySet) else list(rows)
    later = {row.superseded_by_id for row in found if row.superseded_by_id is not None}
    seen = set(publicity.figures().filter(pk__in=later).values_list("pk", flat=True)) if later else set()
    return [
        records.FigureRecord(
            id=row.pk, url=address(site, "figure", row.pk), indicator=row.indicator_id, name=row.indicator.name,
            area_code=row.area.code if row.area else "", area=row.area.name if row.area else "", scope=row.scope,
            period=row.period, first=row.first, last=row.last, vintage=row.vintage, change=row.change,
            comparator=row.comparator, value=row.value, high=row.high, unit=row.unit,
            agency=row.agency.name if row.agency else "", document=publicity.document_named(row.document),
            quote=publicity.sentence_of(row), known_on=row.known_on, published_at=row.entered_at,
            superseded_by=row.superseded_by_id if row.superseded_by_id in seen else None,
            yardsticks=[
                records.YardstickRecord(
                    base=one.base, change=one.change, value=one.value, unit=one.unit, plan_of=one.plan_of
                )
                for one in row.yardsticks.all()
            ],
        )
        for row in found
    ]  # fmt: skip


def tasks_read(rows: QuerySet[Task]) -> QuerySet[Task]:
    """The rows with what a record of them needs."""
    return rows.select_related("plan").prefetch_related("assignments")


def tasks(rows: Iterable[Task], site: str) -> list[records.TaskRecord]:
    """Tasks of `tasks_read`."""
    today = timezone.localdate()
    return [
        records.TaskRecord(
            id=row.pk, url=address(site, "task", row.pk), plan=row.plan.slug, number=row.order, section=row.section,
            text=row.text, lead=[one.printed for one in row.assignments.all() if one.lead],
            partners=[one.printed for one in row.assignments.all() if not one.lead], due=row.due,
            due_kind=row.due_kind, deliverable=row.deliverable, done_on=row.done_on, product=row.product,
            ended=row.ended is not None and row.ended.effective_on <= today,
        )
        for row in rows
    ]  # fmt: skip


def areas(rows: Iterable[Area], site: str) -> list[records.AreaRecord]:
    """Areas."""
    return [
        records.AreaRecord(
            id=row.pk, code=row.code, name=row.name, kind=row.kind, parent=row.parent_id, valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]  # fmt: skip


def agencies(rows: Iterable[Agency], site: str) -> list[records.AgencyRecord]:
    """Agencies."""
    return [
        records.AgencyRecord(
            id=row.pk, name=row.name, kind=row.kind, area=row.area_id, valid_from=row.valid_from, valid_to=row.valid_to
        )
        for row in rows
    ]


def questions_read(rows: QuerySet[Question]) -> QuerySet[Question]:
    """The rows with what a record of them needs."""
    replies = publicity.answers().select_related("agency").order_by("-id")
    return rows.prefetch_related(Prefetch("replies", replies, to_attr="shown"))


def questions(rows: Iterable[Any], site: str) -> list[records.QuestionRecord]:
    """Questions of `questions_read`; the newest answer counts."""
    told = []
    for row in rows:
        reply = row.shown[0] if row.shown and row.state == QuestionState.ANSWERED else None
        told.append(
            records.QuestionRecord(
                id=row.pk, target=row.target_id, asked_on=row.asked_on, text=row.text, name=row.name, state=row.state,
                answer=reply.text if reply else None, answered_at=reply.at if reply else None,
                agency=reply.agency.name if reply and reply.agency else "",
            )
        )  # fmt: skip
    return told


def change_records(rows: Iterable[changes.Event], site: str) -> list[records.ChangeRecord]:
    """What became public."""
    english = get_language() == "en"
    return [
        records.ChangeRecord(
            id=row.id, at=row.at, kind=row.kind, title=row.title.en if english else row.title.vi, about=row.about,
            url=site + row.url,
        )
        for row in rows
    ]  # fmt: skip
