"""Blocks for those who follow plans: threatened targets, what must be decided, what is due soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language

from lotrinh.assessment.states import Status
from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.plans.addresses import target_url, task_url
from lotrinh.living.plans.answering import SHOWN, UNREAD, owners_of_targets, owners_of_tasks
from lotrinh.living.plans.models import Assessment, TargetLink, Task
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.plans.table import status_words
from lotrinh.living.plans.task_table import CLASSES, SHAPES, period_of, status_of
from lotrinh.living.words import Words, days_left, days_overdue, spoken
from lotrinh.web.home.matters import LINES, Block, Matter, block, first_lines

SOON = 30  # days
FAR = 90  # days; beyond them the day itself says more than the days left


def verdict_matters(rows: Sequence[Assessment], on: date) -> list[Matter]:
    """Targets with their verdicts, and who answers for them today. Rows as `plans.answering.SHOWN`."""
    owners = owners_of_targets(rows, on)
    return [_verdict_matter(one, owners[one.target_id]) for one in rows]


def _verdict_matter(one: Assessment, owner: str) -> Matter:
    plan, target = one.target.plan, one.target
    told = one.told.get(get_language() or "vi", {})
    return Matter(
        url=target_url(plan, target.pk),
        title=target.indicator.name,
        about=" · ".join(part for part in (told.get("target", ""), told.get("latest", ""), owner, plan.short) if part),
        when=str(status_words(one.status)),
        css=one.status,
        shape=one.told.get("shape", ""),
    )


def threatened(person: Person, on: date) -> Block:
    """Targets that will be missed as things go, the worst first. Queries: two, and one a generation of successors."""
    rows = Assessment.objects.filter(
        target__plan__in=plans_for(person), counted=True, status__in=(Status.BEHIND, Status.STAGNANT)
    )
    ordered = rows.select_related(*SHOWN).defer("detail", *UNREAD).order_by("threat", "target__order")
    shown, total = first_lines(ordered)
    return block(
        "nguy-co",
        Words("Nguy cơ không đạt", "Likely to be missed"),
        Words("{n} mục tiêu có nguy cơ không đạt", "{n:target|targets} likely to be missed"),
        verdict_matters(shown, on),
        Words("Không có mục tiêu nào chậm hay đứng yên.", "No target is behind or at a standstill."),
        total=total,
        more=reverse("plans:list"),
    )


def to_decide(person: Person, _on: date) -> Block:
    """What no rule can settle: targets of two documents that cannot both hold, targets whose subject is gone."""
    links = (
        TargetLink.objects.exclude(conflict="")
        .filter(one__plan__in=plans_for(person), other__plan__in=plans_for(person))
        .select_related("one__indicator", "one__plan", "other__plan")
        .order_by("-pk")
    )
    lost = (
        Assessment.objects.filter(target__plan__in=plans_for(person), told__gone__last__isnull=False)
        .select_related("target__plan", "target__indicator", "target__agency")
        .defer("detail")
        .order_by("target__plan", "target__order")
    )
    contradictions, known = first_lines(links)
    gone, others = first_lines(lost)
    matters = [
        Matter(
            url=target_url(link.one.plan, link.one_id),
            title=link.one.indicator.name,
            about=f"{link.conflict} {link.one.plan.short} · {link.other.plan.short}",
            when=str(Words("trái nhau", "contradiction")),
            css="slightly_behind",
            shape="≠",
        )
        for link in contradictions
    ]
    matters += map(_lost, gone)
    return block(
        "quyet-dinh",
        Words("Cần quyết định", "To be decided"),
        Words("{n} việc cần quyết định", "{n:matter|matters} to decide"),
        matters,
        Words(
            "Không có mục tiêu trái nhau, không có mục tiêu của địa bàn đã kết thúc.",
            "No targets contradict each other, none speaks of a place that has ended.",
        ),
        total=known + others,
    )


def _lost(one: Assessment) -> Matter:
    gone = one.told["gone"]
    name = spoken({"vi": gone["vi"], "en": gone["en"]})
    name = name[:1].upper() + name[1:]
    return Matter(
        url=target_url(one.target.plan, one.target_id),
        title=one.target.indicator.name,
        about=str(Words(f"{name} không còn. {gone['ground']}", f"{name} is no more. {gone['ground']}")),
        when=str(Words("đối tượng không còn", "subject is gone")),
        css="not_assessable",
        shape="–",
    )


def due_soon(person: Person, on: date) -> Block:
    """Open tasks past their day, the longest first, then those due within thirty days.

    At least a third of the lines is kept for what is overdue. Queries: a fixed number, and one a generation of
    successors.
    """
    tasks = Task.objects.filter(
        Q(ended__isnull=True) | Q(ended__effective_on__gt=on),
        plan__in=plans_for(person),
        added__effective_on__lte=on,
        done_on__isnull=True,
        due__lte=on + timedelta(days=SOON),
    )
    late = tasks.filter(due__lt=on).count()
    shown = (
        tasks.select_related("plan", "document", "added")
        .defer(*HEAVY)
        .prefetch_related("assignments__agency", "assignments__group")
        .order_by("due", "pk")
    )
    coming = list(shown.filter(due__gte=on)[: LINES * 2 // 3])
    overdue = list(shown.filter(due__lt=on)[: LINES - len(coming)])
    owners = owners_of_tasks((*overdue, *coming), on)
    return block(
        "sap-den-han",
        Words("Sắp đến hạn và quá hạn", "Due soon and overdue"),
        Words("{n} nhiệm vụ sắp đến hạn hoặc quá hạn", "{n:task|tasks} due soon or overdue"),
        [task_matter(task, on, owners.get(task.pk, "")) for task in (*overdue, *coming)],
        Words("Không có nhiệm vụ nào đến hạn trong 30 ngày tới.", "No task is due within thirty days."),
        total=tasks.filter(due__gte=on).count() + late,
    )


def task_matter(task: Task, on: date, owner: str) -> Matter:
    """A task with its days left and whoever answers for it. Its plan must be loaded."""
    return Matter(
        url=task_url(task.plan, task.pk),
        title=str(task),
        about=" · ".join(part for part in (owner, task.plan.short) if part),
        **_standing(task, on),
    )


def _standing(task: Task, on: date) -> dict[str, str]:
    status = status_of(task, period_of(task.plan), on)
    if status.due is None:
        return {"when": str(Words("không có hạn", "no day set")), "css": "not_assessable", "shape": "–"}
    if status.days_late:
        return {"when": str(days_overdue(status.days_late)), "css": "late", "shape": SHAPES[status.state]}
    left = status.days_left or 0
    if left > FAR:
        day = date_format(status.due, "SHORT_DATE_FORMAT")
        told = Words(f"hạn {day}", f"due {day}")
    elif left:
        told = days_left(left)
    else:
        told = Words("hạn hôm nay", "due today")
    return {"when": str(told), "css": "soon" if left <= SOON else CLASSES[status.state], "shape": SHAPES[status.state]}
