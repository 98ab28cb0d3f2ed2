"""The usual six regimes of a plan in one go: month, quarter, half-year, nine months, year, ad hoc.

Reads: the plan's targets with who answers for them today, figures for their units. Writes: by regimes.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lotrinh.core.unit import Kind, parse_unit
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.observations.rollups import unit_of
from lotrinh.living.people.models import Agency, AgencyGroup, User
from lotrinh.living.people.succession import load_reorganisations
from lotrinh.living.plans.models import Accumulation, Plan, Target, TargetState
from lotrinh.living.reporting.answering import answering
from lotrinh.living.reporting.models import Frequency, Regime, RegimeKind
from lotrinh.living.reporting.regimes import (
    LevelAsked,
    ReporterAsked,
    RowAsked,
    change_reporters,
    change_rows,
    create_regime,
    numbered,
)
from lotrinh.living.words import Words

USUAL: dict[str, Words] = {
    "month": Words("Báo cáo tháng", "Monthly report"),
    "quarter": Words("Báo cáo quý", "Quarterly report"),
    "half": Words("Báo cáo 6 tháng", "Half-yearly report"),
    "nine_months": Words("Báo cáo 9 tháng", "Report of nine months"),
    "year": Words("Báo cáo năm", "Yearly report"),
    "once": Words("Báo cáo đột xuất", "Ad hoc report"),
}
GROUND = "Nghị định số 09/2019/NĐ-CP, Điều 7, Điều 12"
OUTLINE = [
    "Tình hình thực hiện chỉ tiêu, nhiệm vụ", "Khó khăn, vướng mắc và nguyên nhân", "Nhiệm vụ kỳ tới",
    "Kiến nghị, đề xuất",
]  # fmt: skip
_ADDED = frozenset({Accumulation.FLOW, Accumulation.STOCK, Accumulation.CUMULATIVE})
_ENDED = (TargetState.REPLACED, TargetState.NO_LONGER_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that the plan suggests, with the agency that answers for it today."""

    target: Target
    agency: Agency
    unit: str
    change: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the plan suggests. `nobodys`: targets that nobody answers for; `wordy`: those without a figure to ask."""

    rows: tuple[Asked, ...]
    nobodys: int
    wordy: int

    @property
    def agencies(self) -> list[Agency]:
        """Who would report, by name, each once."""
        return sorted({row.agency.pk: row.agency for row in self.rows}.values(), key=lambda one: one.name)


def suggestion(plan: Plan, on: date) -> Suggestion:
    """The lines that a plan suggests on a day. Four queries, and one a generation of successors."""
    targets = list(
        plan.targets.select_related("indicator", "agency").prefetch_related("revisions__version").order_by("order")
    )
    known = load_reorganisations({target.agency.pk for target in targets if target.agency is not None}, on)
    figures: dict[int, list[Observation]] = {}
    rows = Observation.objects.filter(
        indicator__in=[t.indicator_id for t in targets], superseded_by=None, change="level"
    )
    for row in rows.only("indicator_id", "unit", "value"):
        figures.setdefault(row.indicator_id, []).append(row)
    found: dict[object, Asked] = {}
    nobodys = wordy = 0
    for target in targets:
        revision = next(iter(target.revisions.all()), None)
        if revision is None or revision.state in _ENDED:
            continue
        if revision.low is None and revision.high is None:
            wordy += 1
            continue
        change = str(revision.slots.get("change") or "level")
        level = change not in ("increase", "decrease")
        heir = (
            next((one for one, _ in answering(target.agency, on, known, target.indicator.name)), None)
            if (target.agency is not None)
            else None
        )
        if heir is None:
            nobodys += 1
            continue
        unit = (
            unit_of(target.indicator, figures.get(target.indicator_id, ()))
            if level
            else str(revision.slots.get("unit") or "%")
        )
        key = (target.indicator_id, target.scope, level)
        found.setdefault(key, Asked(target, heir, unit, "level" if level else change))
    return Suggestion(tuple(found.values()), nobodys, wordy)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose. `communes`: the group that reports first; None: one level only.

    `opens_from`: the first cut-off that is opened; None: all since the regimes are in force.
    """

    plan: Plan
    receiver: Agency
    usual: Sequence[str]
    days: int
    communes: AgencyGroup | None
    commune_days: int
    windows: str
    valid_from: date
    opens_from: date | None = None


@transaction.atomic
def set_up(choice: Choice, by: User | None) -> list[Regime]:
    """Set up the chosen regimes, all of the plan's lines in each; periods are opened as they come."""
    told = suggestion(choice.plan, choice.valid_from)
    return [_set_up(choice, frequency, told, by) for frequency in USUAL if frequency in choice.usual]


def _set_up(choice: Choice, frequency: str, told: Suggestion, by: User | None) -> Regime:
    once = frequency == Frequency.ONCE
    levels = [LevelAsked("Sở, ban, ngành", choice.days)]
    if choice.communes is not None:
        levels.insert(0, LevelAsked("Cấp xã", choice.commune_days))
    regime = create_regime(
        {
            "name": f"{USUAL[frequency].vi} ({choice.plan.short})"[:200], "plan": choice.plan,
            "kind": RegimeKind.AD_HOC if once else RegimeKind.PERIODIC, "frequency": frequency,
            "receiver": choice.receiver, "windows": choice.windows, "outline": OUTLINE,
            "vintage": Vintage.ESTIMATE if frequency == Frequency.YEAR else Vintage.REPORTED,
            "contents": "Kết quả thực hiện các chỉ tiêu, nhiệm vụ của kế hoạch", "way": "Gửi trên hệ thống",
            "ground_text": GROUND, "valid_from": choice.valid_from, "opens_from": choice.opens_from,
        },
        levels, by,
    )  # fmt: skip
    first, last = regime.levels.first(), regime.levels.last()
    assert first is not None
    assert last is not None
    rows = [
        RowAsked(
            row.target.indicator, heading=row.target.section, scope=row.target.scope, unit=row.unit,
            change=row.change, level=last, agency=row.agency,
        )
        for row in told.rows
    ]  # fmt: skip
    reporters = [ReporterAsked(last, agency=agency) for agency in told.agencies]
    if choice.communes is not None:
        rows += [
            RowAsked(
                row.target.indicator, heading=row.target.section, unit=row.unit, level=first, own_area=True,
                required=False,
            )
            for row in told.rows
            if row.change == "level" and not row.target.scope and _adds_up(row)
        ]  # fmt: skip
        reporters.insert(0, ReporterAsked(first, group=choice.communes))
    regime = change_rows(regime, numbered(rows), (), by, regime.version)
    return change_reporters(regime, reporters, (), by, regime.version)


def _adds_up(row: Asked) -> bool:
    """Whether figures of communes give that of the province: amounts do, shares and densities do not."""
    share = parse_unit(row.unit).kind in (Kind.SHARE, Kind.POINTS)
    return row.target.indicator.accumulation in _ADDED and not share and "/" not in row.unit
