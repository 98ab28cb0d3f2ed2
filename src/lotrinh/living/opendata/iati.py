"""Published plans as IATI activities with results (version 2.03): a plan an activity, a target a result.

The profile: one indicator a result; a period that ends when the target is due, with its bound as `target`; a period
that ends when the latest published figure does, with that as `actual` (one period where both end on the same day). What
IATI has no place for (ranges, vintages) stands in comments.

Reads: published targets with revisions and verdicts. Writes: XML, elements in the order of the 2.03 schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils import timezone

from lotrinh.core.xml_text import xml_text
from lotrinh.living.opendata.records import TargetRecord
from lotrinh.living.opendata.rows import targets, targets_read
from lotrinh.living.plans.models import Direction, Indicator, Plan
from lotrinh.living.portal import publicity

VERSION = "2.03"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
GOVERNMENT, IMPLEMENTING, OUTCOME, MULTISECTOR = "10", "4", "2", "43010"
PLANNED_START, PLANNED_END, UNDER_WAY = "1", "3", "2"
_MEASURES = {"%": "2"}  # percentage; every other unit is 1


def activities(plans: Sequence[Plan], site: str) -> bytes:
    """The activities of some plans. Some queries a plan."""
    now = timezone.now().astimezone(UTC)
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(now)})
    for plan in plans:
        _activity(root, plan, site)
    told: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _activity(root: Element, plan: Plan, site: str) -> None:
    told = SubElement(root, "iati-activity", {LANGUAGE: "vi", "default-currency": "VND", "hierarchy": "1"})
    reference = f"VN-GOV-{plan.area.code if plan.area and plan.area.code else '00'}"
    SubElement(told, "iati-identifier").text = f"{reference}-{plan.slug}"
    issuer = _issuer(plan)
    _narrative(SubElement(told, "reporting-org", {"ref": reference, "type": GOVERNMENT}), issuer)
    _narrative(SubElement(told, "title"), plan.short)
    _narrative(SubElement(told, "description", {"type": "1"}), plan.title or plan.short)
    _narrative(
        SubElement(told, "participating-org", {"ref": reference, "type": GOVERNMENT, "role": IMPLEMENTING}), issuer
    )
    SubElement(told, "activity-status", {"code": UNDER_WAY})
    start = date(plan.year_from, 1, 1) if plan.year_from else (plan.document.issued_on or date(2000, 1, 1))
    SubElement(told, "activity-date", {"iso-date": start.isoformat(), "type": PLANNED_START})
    if plan.year_to:
        SubElement(told, "activity-date", {"iso-date": date(plan.year_to, 12, 31).isoformat(), "type": PLANNED_END})
    SubElement(told, "recipient-country", {"code": "VN", "percentage": "100"})
    SubElement(told, "sector", {"vocabulary": "1", "code": MULTISECTOR, "percentage": "100"})
    found = publicity.targets().filter(plan=plan).order_by("order", "id")
    rows = targets(targets_read(found), site)
    measured = Indicator.objects.in_bulk({row.indicator for row in rows})
    for row in rows:
        if row.due is not None and row.state in ("in_force", "adjusted"):
            _result(told, row, measured[row.indicator], start)


def _result(above: Element, row: TargetRecord, measured: Indicator, start: date) -> None:
    told = SubElement(above, "result", {"type": OUTCOME, "aggregation-status": "false"})
    _narrative(SubElement(told, "title"), row.name)
    attributes = {"measure": _MEASURES.get(row.unit, "1")}
    if measured.direction in (Direction.MORE, Direction.LESS):
        attributes["ascending"] = "true" if measured.direction == Direction.MORE else "false"
    indicator = SubElement(told, "indicator", attributes)
    _narrative(SubElement(indicator, "title"), f"{row.name} ({row.unit})" if row.unit else row.name)
    SubElement(indicator, "reference", {"vocabulary": "99", "code": str(row.indicator)})
    assert row.due is not None
    period = _period(indicator, start, row.due)
    bound = row.low if row.low is not None else row.high
    goal = SubElement(period, "target", {} if bound is None else {"value": repr(bound)})
    _narrative(SubElement(goal, "comment"), row.target_text)
    if row.latest is not None:
        reached = row.latest_on or row.due
        actual = SubElement(
            period if reached == row.due else _period(indicator, start, reached), "actual", {"value": repr(row.latest)}
        )
        _narrative(SubElement(actual, "comment"), f"{row.latest_text} ({row.latest_period})")


def _period(above: Element, start: date, end: date) -> Element:
    period = SubElement(above, "period")
    SubElement(period, "period-start", {"iso-date": min(start, end).isoformat()})
    SubElement(period, "period-end", {"iso-date": end.isoformat()})
    return period


def _issuer(plan: Plan) -> str:
    if plan.document.public and plan.document.issuer:
        return str(plan.document.issuer)
    return plan.area.name if plan.area else plan.short


def _narrative(above: Element, told: Any) -> None:
    SubElement(above, "narrative").text = xml_text(str(told)) or "-"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
