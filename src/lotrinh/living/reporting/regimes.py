"""Setting up and changing reporting regimes. What changes holds for periods that are not open yet.

Reads: what a person laid down. Writes: `Regime`, `Level`, `Reporter`, `FormRow` with their days, the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Agency, AgencyGroup, User
from lotrinh.living.plans.models import Indicator
from lotrinh.living.reporting.models import FormRow, Frequency, Level, Regime, Reporter
from lotrinh.living.reporting.transitions import Refused
from lotrinh.living.words import Words

FIELDS = {
    "name": Words("tên", "name"),
    "kind": Words("loại", "kind"),
    "frequency": Words("tần suất", "frequency"),
    "receiver": Words("cơ quan nhận", "receiver"),
    "windows": Words("thời gian chốt số liệu", "days covered"),
    "own_window": Words("mốc ngày riêng", "own days"),
    "vintage": Words("loại số liệu", "vintage"),
    "contents": Words("nội dung", "contents"),
    "outline": Words("đề cương", "outline"),
    "way": Words("phương thức gửi", "way of sending"),
    "guidance": Words("hướng dẫn", "guidance"),
    "ground_text": Words("căn cứ", "legal ground"),
    "valid_from": Words("ngày áp dụng", "first day"),
    "valid_to": Words("ngày cuối", "last day"),
    "opens_from": Words("mở kỳ từ ngày chốt", "first cut-off opened"),
}
_LEVELS = Words("các cấp và hạn gửi", "levels and deadlines")
FREQUENCY_FIXED = Words(
    "Chế độ đã mở kỳ nên không đổi tần suất. Kết thúc chế độ này và lập chế độ mới.",
    "Periods are open already, so the frequency stays. End this regime and set up another.",
)


class Stale(Exception):  # noqa: N818 - a state that the page shows, not a fault
    """Somebody else changed the regime meanwhile."""

    words = Words(
        "Chế độ báo cáo vừa được người khác sửa. Xem lại rồi sửa tiếp.",
        "Somebody else has just changed the regime. Look at it and go on.",
    )


@dataclass(frozen=True, slots=True)
class LevelAsked:
    """A level: its name and how many working days after the cut-off it has, at least one."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class RowAsked:
    """A line of the form as a person laid it down. `row_id` None: a new one."""

    indicator: Indicator
    row_id: int | None = None
    order: int = 0
    heading: str = ""
    scope: str = ""
    unit: str = ""
    change: str = "level"
    level: Level | None = None
    agency: Agency | None = None
    own_area: bool = False
    required: bool = True
    evidence: bool = False
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class ReporterAsked:
    """Who reports at a level: an agency or a group, to whom where not to the regime's receiver."""

    level: Level
    agency: Agency | None = None
    group: AgencyGroup | None = None
    receiver: Agency | None = None


@transaction.atomic
def create_regime(fields: Mapping[str, Any], levels: Sequence[LevelAsked], by: User | None) -> Regime:
    """Set up a regime with its levels; rows and reporters follow."""
    regime = Regime.objects.create(**fields)
    Level.objects.bulk_create(
        Level(regime=regime, order=order, name=one.name, days=one.days) for order, one in enumerate(levels, 1)
    )
    record("regime.added", by, regime, plan=regime.plan_id)
    return regime


@transaction.atomic
def change_regime(
    regime: Regime, fields: Mapping[str, Any], levels: Sequence[LevelAsked], by: User | None, version: int
) -> Regime:
    """Change what a regime says of itself. Raises Stale, and Refused for a frequency that can no longer change."""
    now = _locked(regime, version)
    changed = [name for name in FIELDS if name in fields and getattr(now, name) != fields[name]]
    if "frequency" in changed and now.periods.exists():
        raise Refused(FREQUENCY_FIXED)
    for name in changed:
        setattr(now, name, fields[name])
    told = [FIELDS[name] for name in changed]
    if _set_levels(now, levels):
        told.append(_LEVELS)
    if told:
        now.version += 1
        now.save()
        fields_told = [{"vi": words.vi, "en": words.en} for words in told]
        record("regime.changed", by, now, plan=now.plan_id, fields=fields_told)
    return now


def _set_levels(regime: Regime, levels: Sequence[LevelAsked]) -> bool:
    """Rename levels, change their days, add some; one that is in use is never taken away."""
    held = {level.order: level for level in regime.levels.all()}
    changed = False
    for order, one in enumerate(levels, 1):
        level = held.pop(order, None)
        if level is None:
            Level.objects.create(regime=regime, order=order, name=one.name, days=one.days)
            changed = True
        elif (level.name, level.days) != (one.name, one.days):
            level.name, level.days = one.name, one.days
            level.save(update_fields=["name", "days"])
            changed = True
    for level in held.values():
        if level.requests.exists() or level.reporters.exists() or level.rows.exists():
            told = Words(
                f"Cấp «{level.name}» đang có cơ quan hoặc dòng biểu: bỏ chúng trước.",
                f"The level “{level.name}” has reporters or rows: remove these first.",
            )
            raise Refused(told)
        level.delete()
        changed = True
    return changed


def _locked(regime: Regime, version: int) -> Regime:
    now = Regime.objects.select_for_update().get(pk=regime.pk)
    if now.version != version:
        raise Stale
    return now


def opened_until(regime: Regime) -> date | None:
    """The last cut-off of the regime's open periods: what changes holds from the day after; None: none is open."""
    last: date | None = regime.periods.aggregate(last=Max("cut_off"))["last"]
    return last


def current_rows(regime: Regime) -> list[FormRow]:
    """The rows that the next period will have, in order. Two queries."""
    last = opened_until(regime)
    rows = regime.rows.select_related("indicator", "level", "agency").order_by("order", "pk")
    return [row for row in rows if row.valid_to is None or (last is not None and row.valid_to > last)]


def current_reporters(regime: Regime) -> list[Reporter]:
    """The reporters that the next period will have. Two queries."""
    last = opened_until(regime)
    rows = Reporter.objects.filter(level__regime=regime).select_related("level", "agency", "group", "receiver")
    return [
        row
        for row in rows.order_by("level__order", "pk")
        if row.valid_to is None or (last is not None and row.valid_to > last)
    ]


@transaction.atomic
def change_rows(
    regime: Regime, asked: Sequence[RowAsked], removed: Collection[int], by: User | None, version: int
) -> Regime:
    """Add, change and take away lines of the form. Raises Stale.

    Open periods keep their form: a line of theirs gets a last day, and what replaces it begins on the day after.
    """
    now = _locked(regime, version)
    last = opened_until(now)
    since = last + timedelta(days=1) if last else None
    held = {row.pk: row for row in current_rows(now)}
    ended, added = 0, 0
    for pk in removed:
        if pk in held:
            _end(held.pop(pk), last)
            ended += 1
    for one in asked:
        row = held.get(one.row_id or 0)
        if one.row_id is not None and row is None:
            continue
        if row is not None and _same(row, one):
            if row.order != one.order:
                row.order = one.order
                row.save(update_fields=["order"])
            continue
        if row is not None:
            _end(row, last)
            ended += 1
        FormRow.objects.create(regime=now, valid_from=since, **_fields(one))
        added += 1
    if ended or added:
        now.version += 1
        now.save(update_fields=["version"])
        record("regime.rows", by, now, plan=now.plan_id, added=added, ended=ended)
    return now


def _fields(one: RowAsked) -> dict[str, Any]:
    return {
        "indicator": one.indicator, "order": one.order, "heading": one.heading[:300], "scope": one.scope[:200],
        "unit": one.unit[:80], "change": one.change, "level": one.level, "agency": one.agency,
        "own_area": one.own_area, "required": one.required, "evidence": one.evidence, "guidance": one.guidance[:500],
    }  # fmt: skip


def _same(row: FormRow, one: RowAsked) -> bool:
    return all(getattr(row, name) == value for name, value in _fields(one).items() if name != "order")


def _end(row: FormRow, last: date | None) -> None:
    """Let a line end with the last open period; one that no open period has is taken away."""
    if last is None or (row.valid_from is not None and row.valid_from > last):
        row.delete()
        return
    row.valid_to = last
    row.save(update_fields=["valid_to"])


@transaction.atomic
def change_reporters(
    regime: Regime, asked: Sequence[ReporterAsked], removed: Collection[int], by: User | None, version: int
) -> Regime:
    """Add and take away who reports. Raises Stale. Open periods keep whom they asked."""
    now = _locked(regime, version)
    last = opened_until(now)
    since = last + timedelta(days=1) if last else None
    held = {one.pk: one for one in current_reporters(now)}
    ended = 0
    for pk in removed:
        reporter = held.pop(pk, None)
        if reporter is None:
            continue
        if last is None or (reporter.valid_from is not None and reporter.valid_from > last):
            reporter.delete()
        else:
            reporter.valid_to = last
            reporter.save(update_fields=["valid_to"])
        ended += 1
    there = {(one.level_id, one.agency_id, one.group_id) for one in held.values()}
    new = [
        one
        for one in asked
        if (one.level.pk, one.agency.pk if one.agency else None, one.group.pk if one.group else None) not in there
    ]
    Reporter.objects.bulk_create(
        Reporter(level=one.level, agency=one.agency, group=one.group, receiver=one.receiver, valid_from=since)
        for one in new
    )
    if new or ended:
        now.version += 1
        now.save(update_fields=["version"])
        record("regime.reporters", by, now, plan=now.plan_id, added=len(new), ended=ended)
    return now


def numbered(rows: Sequence[RowAsked], start: int = 1) -> list[RowAsked]:
    """The same rows with their order in steps of ten, so that one can be put between."""
    return [replace(row, order=10 * place) for place, row in enumerate(rows, start)]


def is_calendar(regime: Regime) -> bool:
    """Whether its periods come by the calendar; else each is opened by hand."""
    return regime.frequency != Frequency.ONCE
