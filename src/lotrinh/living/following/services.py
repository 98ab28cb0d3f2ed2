"""Saying how far a task is, confirming it, taking it back: each act with its journal row.

`seen` is the version of the instance that the form was made from; an older one raises Conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from lotrinh.living.following.confirming import confirm_by, must_be_confirmed
from lotrinh.living.following.models import Instance, Report, ReportKind, Standing
from lotrinh.living.following.proofs import keep
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import User
from lotrinh.living.plans import services as plans
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.models import Task
from lotrinh.living.words import Words
from lotrinh.living.workdays.queries import calendar_for

CHANGED = Words("Trong lúc đó người khác đã ghi: {told}.", "Meanwhile somebody recorded: {told}.")
DECIDED = Words("Báo cáo này đã được xử lý.", "This report was dealt with already.")


@transaction.atomic
def tell_progress(
    instance: Instance, percent: int | None, text: str, uploads: Sequence[UploadedFile[Any]], by: User, seen: int
) -> Report:
    """How far it is, in per cent or in words."""
    instance = _locked(instance, seen)
    report = Report.objects.create(instance=instance, kind=ReportKind.PROGRESS, percent=percent, text=text, by=by)
    keep(report, uploads)
    instance.percent, instance.told = percent, text
    _save(instance, "percent", "told")
    record("instance.reported", by, instance, plan=instance.task.plan_id, agency=str(instance.agency), text=text[:300])
    return report


@transaction.atomic
def tell_done(
    instance: Instance,
    done_on: date,
    product: str,
    product_on: date | None,
    text: str,
    uploads: Sequence[UploadedFile[Any]],
    by: User,
    seen: int,
    *,
    trusted: bool = False,
) -> Report:
    """It was done on a day, proved by a document. `trusted`: the focal agency itself says so, nobody need confirm."""
    instance = _locked(instance, seen)
    today, calendar = timezone.localdate(), calendar_for()
    asked = not trusted and must_be_confirmed(done_on, today, instance.due, calendar)
    report = Report.objects.create(
        instance=instance,
        kind=ReportKind.DONE,
        text=text,
        done_on=done_on,
        product=product.strip()[:300],
        product_on=product_on,
        standing=Standing.ASKED if asked else Standing.TAKEN,
        confirm_by=confirm_by(today, calendar) if asked else None,
        by=by,
    )
    keep(report, uploads)
    told = {"agency": str(instance.agency), "on": done_on.isoformat(), "product": report.product}
    record("instance.asked" if asked else "instance.done", by, instance, plan=instance.task.plan_id, **told)
    if asked:
        _save(instance)
    else:
        _take(instance, report, by)
    return report


@transaction.atomic
def tell_open(instance: Instance, reason: str, by: User, seen: int) -> Report:
    """It is not done after all."""
    instance = _locked(instance, seen)
    report = Report.objects.create(instance=instance, kind=ReportKind.REOPENED, text=reason, by=by)
    instance.done_on, instance.product, instance.product_on = None, "", None
    _save(instance, "done_on", "product", "product_on")
    record("instance.reopened", by, instance, plan=instance.task.plan_id, agency=str(instance.agency), reason=reason)
    task = Task.objects.get(pk=instance.task_id)
    if task.done_on is not None and not instance.period:
        plans.mark_open(task, reason, by, task.done_on)
    return report


@transaction.atomic
def confirm(report: Report, by: User) -> Report:
    """The focal agency confirms what was reported with a day long past. Raises Conflict where somebody did before."""
    report, instance = _asked(report)
    report.standing, report.decided_by, report.decided_at = Standing.CONFIRMED, by, timezone.now()
    report.save(update_fields=["standing", "decided_by", "decided_at"])
    _take(instance, report, by)
    told = str(report.done_on)
    record("instance.confirmed", by, instance, plan=instance.task.plan_id, agency=str(instance.agency), on=told)
    return report


@transaction.atomic
def refuse(report: Report, reason: str, by: User) -> Report:
    """The focal agency does not confirm; the agency sees the reason first. Raises Conflict as `confirm`."""
    report, instance = _asked(report)
    report.standing, report.decided_by, report.decided_at = Standing.REFUSED, by, timezone.now()
    report.reason = reason
    report.save(update_fields=["standing", "decided_by", "decided_at", "reason"])
    _save(instance)
    record("instance.refused", by, instance, plan=instance.task.plan_id, agency=str(instance.agency), reason=reason)
    return report


def _locked(instance: Instance, seen: int) -> Instance:
    now = Instance.objects.select_for_update(of=("self",)).select_related("task", "agency").get(pk=instance.pk)
    if now.version != seen:
        last = now.reports.first()
        told = Words(*(_said(last, english) for english in (False, True)))
        raise Conflict(CHANGED.filled(told=told))
    return now


def _said(report: Report | None, english: bool) -> str:
    if report is None:
        return "not open any more" if english else "không còn như trước"
    label = ReportKind(report.kind).label
    assert isinstance(label, Words)
    said = (label.en if english else label.vi).lower()
    return ", ".join(str(part) for part in (said, report.done_on or "", report.product, report.text[:100]) if part)


def _asked(report: Report) -> tuple[Report, Instance]:
    instance = (
        Instance.objects.select_for_update(of=("self",)).select_related("task", "agency").get(pk=report.instance_id)
    )
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.standing != Standing.ASKED:
        raise Conflict(DECIDED)
    report.instance = instance
    return report, instance


def _take(instance: Instance, report: Report, by: User) -> None:
    """What the report says is the outcome; a task that every agency has done is done."""
    instance.done_on, instance.product, instance.product_on = report.done_on, report.product, report.product_on
    _save(instance, "done_on", "product", "product_on")
    _close_task(instance, by)


def _close_task(instance: Instance, by: User) -> None:
    task = Task.objects.get(pk=instance.task_id)
    rows = Instance.objects.filter(task=task, carried_to=None, period=instance.period)
    if rows.filter(done_on=None).exists():
        return
    newest = rows.order_by("-done_on").first()
    assert newest is not None
    assert newest.done_on is not None
    if task.done_on is None or (instance.period and task.done_on < newest.done_on):
        count = rows.count()
        product = newest.product if count == 1 else f"{newest.product} ({count}/{count})"
        plans.mark_done(task, newest.done_on, product, by, task.done_on)


def _save(instance: Instance, *fields: str) -> None:
    instance.version += 1
    instance.save(update_fields=[*fields, "version"])
