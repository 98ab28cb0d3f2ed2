"""The regimes of the year: monthly and yearly by the wizard, quarterly of two levels with a department between."""

from __future__ import annotations

from datetime import date

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.people.models import AgencyGroup
from lotrinh.living.plans import services as plans
from lotrinh.living.plans.models import Indicator
from lotrinh.living.reporting.models import Regime
from lotrinh.living.reporting.regimes import (
    LevelAsked,
    ReporterAsked,
    RowAsked,
    change_regime,
    change_reporters,
    change_rows,
    create_regime,
    numbered,
)
from lotrinh.living.reporting.wizard import GROUND, OUTLINE, Choice, set_up, suggestion
from tools.year.province import BEGIN, COMMUNES, FOCAL, SCHOOLS, World

VISITORS, SCHOOL_COUNT = "Tổng số khách du lịch", "Trường học đạt chuẩn quốc gia"


def indicator(world: World, name: str) -> Indicator:
    """An indicator of the plan by its first words."""
    rows = [target.indicator for target in world.plan.targets.select_related("indicator")]
    return next(one for one in rows if fold(one.name).startswith(fold(name)))


def make_regimes(world: World) -> None:
    """Set them up; every agency of the province reports, with the lines that are its own or with words alone."""
    visitors = indicator(world, VISITORS)
    plans.set_accumulation(visitors, "cumulative", world.focal, visitors.accumulation)
    focal = world.office(FOCAL)
    usual = ("month",) if world.quick else ("month", "year")
    since = date(2025, 2, 1) if world.quick else BEGIN
    for regime in set_up(Choice(world.plan, focal, usual, 5, None, 2, "decree", since), world.focal):
        levels = [LevelAsked(level.name, level.days) for level in regime.levels.all()]
        if world.quick:
            regime = change_regime(regime, {"valid_to": date(2025, 2, 28)}, levels, world.focal, regime.version)
        _everybody(world, regime)
        world.act("chế độ", f"Lập chế độ «{regime.name}».")
    regime = _quarterly(world)
    _everybody(world, regime)
    world.act("chế độ", f"Lập chế độ hai cấp «{regime.name}».")


def _everybody(world: World, regime: Regime) -> None:
    level = regime.levels.last()
    assert level is not None
    change_reporters(
        regime, [ReporterAsked(level, agency=one) for one in world.offices], (), world.focal, regime.version
    )


def _quarterly(world: World) -> Regime:
    """Communes tell their schools, the department of education adds them up; two agencies tell of visitors."""
    regime = create_regime(
        {
            "name": "Báo cáo quý", "plan": world.plan, "frequency": "quarter", "receiver": world.office(FOCAL),
            "windows": "decree", "outline": OUTLINE, "ground_text": GROUND, "way": "Trên hệ thống",
            "valid_from": COMMUNES if world.quick else BEGIN,
            "contents": "Kết quả thực hiện chỉ tiêu, nhiệm vụ", "valid_to": date(2025, 9, 30) if world.quick else None,
        },
        [LevelAsked("Cấp xã", 2), LevelAsked("Sở, ban, ngành", 5)], world.focal,
    )  # fmt: skip
    first, last = regime.levels.all()
    rows = [
        RowAsked(
            one.target.indicator, heading=one.target.section, scope=one.target.scope, unit=one.unit, change=one.change,
            level=last, agency=one.agency,
        )
        for one in suggestion(world.plan, BEGIN).rows
    ]  # fmt: skip
    visitors, schools = indicator(world, VISITORS), indicator(world, SCHOOL_COUNT)
    rows.append(
        RowAsked(visitors, heading="Tổng hợp kinh tế", unit=visitors.unit, level=last, agency=world.office(FOCAL))
    )
    rows.append(RowAsked(schools, heading="Giáo dục", unit=schools.unit, level=first, own_area=True))
    return change_rows(regime, numbered(rows), (), world.focal, regime.version)


def add_communes(world: World) -> None:
    """From 01/07/2025 communes report to the department of education, by the same cut-off."""
    regime = Regime.objects.get(name="Báo cáo quý")
    first = regime.levels.first()
    assert first is not None
    department = world.office(SCHOOLS)
    if world.quick:
        asked = [ReporterAsked(first, agency=one, receiver=department) for one in world.communes]
    else:
        asked = [ReporterAsked(first, group=AgencyGroup.objects.get(name="UBND các xã, phường"), receiver=department)]
    change_reporters(regime, asked, (), world.focal, regime.version)
    world.act("chế độ", f"Cấp xã báo cáo {department.name} theo «{regime.name}» từ kỳ sau.")
