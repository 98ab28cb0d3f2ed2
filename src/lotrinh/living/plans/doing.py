"""Tasks done and not done, with the document that proves it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from lotrinh.living.journal.models import Event
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import User
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.models import Task
from lotrinh.living.words import Words


@transaction.atomic
def mark_done(task: Task, on: date, product: str, by: User, seen: date | None) -> Task:
    """The task was done on a day, proved by `product` (number and date of a document). `seen`: as on the form."""
    task = _unchanged(task, seen)
    task.done_on, task.product = on, product.strip()[:300]
    task.save(update_fields=["done_on", "product"])
    record("task.done", by, task, plan=task.plan_id, on=on.isoformat(), product=task.product)
    return task


@transaction.atomic
def mark_open(task: Task, reason: str, by: User, seen: date | None) -> Task:
    """The task is not done after all."""
    task = _unchanged(task, seen)
    before = task.done_on.isoformat() if task.done_on else ""
    task.done_on, task.product = None, ""
    task.save(update_fields=["done_on", "product"])
    record("task.reopened", by, task, plan=task.plan_id, reason=reason, before=before)
    return task


def entered_on(task: Task) -> date | None:
    """The day on which the outcome that stands was entered, by the journal; None of an open task."""
    if task.done_on is None:
        return None
    rows = Event.objects.filter(act="task.done", subject_kind="task", subject_id=str(task.pk))
    at = rows.order_by("-number").values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None


def _unchanged(task: Task, seen: date | None) -> Task:
    now = Task.objects.select_for_update().get(pk=task.pk)
    if now.done_on != seen:
        vi = f"đã xong ngày {now.done_on:%d/%m/%Y}, sản phẩm: {now.product}" if now.done_on else "chưa xong"
        en = f"done on {now.done_on}, product: {now.product}" if now.done_on else "not done"
        raise Conflict(Words(f"Trong lúc đó người khác đã ghi: {vi}.", f"Meanwhile somebody recorded: {en}."))
    return now
