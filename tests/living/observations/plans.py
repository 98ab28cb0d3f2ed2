"""Plans for the tests of figures: one of four targets in our own words, and the seed plan where it is at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from lotrinh.core.unit import parse_unit
from lotrinh.core.vietnamese.text import fold
from lotrinh.extraction.facts import Target as Stated
from lotrinh.judging.goals import is_flow, own_targets
from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.models import Accumulation, Indicator, Plan, Target, TargetRevision, Version
from lotrinh.papers import read_paper
from tests.living.cast import Cast

_numbers = count(1)


@dataclass(frozen=True)
class World:
    """A published plan with a target each of health, education, finance and of nobody."""

    cast: Cast
    plan: Plan
    area: Area
    beds: Indicator  # of health, "giường bệnh/vạn dân"
    schools: Indicator  # of education, "%"
    revenue: Indicator  # of finance, "tỷ đồng", a flow
    income: Indicator  # nobody's, "triệu đồng"
    source: Document


def document(name: str, text: str, on: date, **fields: Any) -> Document:
    """A stored document without its file."""
    return Document.objects.create(
        name=name, sha256=f"{next(_numbers):064d}", text=text, issued_on=on, public=True, **fields
    )


def make_plan(area: Area, source: Document, targets: Sequence[Stated], agencies: Mapping[int, Agency] = {}) -> Plan:
    """A plan of one version whose targets are `targets`; `agencies`: place of the target → who answers for it."""
    number = next(_numbers)
    plan = Plan.objects.create(
        title=f"Kế hoạch thử {number}", short=f"Kế hoạch {number}", slug=f"ke-hoach-{number}", document=source,
        area=area, year_from=2021, year_to=2030,
    )  # fmt: skip
    version = Version.objects.create(plan=plan, number=1, document=source, effective_on=date(2023, 1, 26))
    for place, stated in enumerate(targets):
        unit = parse_unit(stated.unit)
        indicator, _ = Indicator.objects.get_or_create(
            folded=fold(stated.indicator)[:300],
            unit=stated.unit or "",
            defaults={
                "name": stated.indicator[:300],
                "accumulation": Accumulation.FLOW if is_flow(stated.indicator, unit) else Accumulation.STOCK,
            },
        )
        target = Target.objects.create(
            plan=plan, indicator=indicator, order=place, area=area, agency=agencies.get(place)
        )
        slots = msgspec.to_builtins(stated)
        for key in ("start", "end", "rule", "reasons", "duplicate"):
            slots.pop(key, None)
        TargetRevision.objects.create(
            target=target, version=version, slots=slots, document=source, start=stated.start, end=stated.end,
            low=stated.low, high=stated.high, quote=source.text[stated.start : stated.end],
        )  # fmt: skip
    return plan


def _stated(indicator: str, unit: str, low: float, place: int) -> Stated:
    return Stated(
        indicator=indicator, change="level", comparator="eq", low=low, high=low, unit=unit, due=2030,
        start=place, end=place + 5, rule="test",
    )  # fmt: skip


def make_world(cast: Cast) -> World:
    """Write the small plan into the database."""
    area = Area.objects.create(name="Tỉnh Lạng Sơn", kind=AreaKind.PROVINCE, code="20", folded="tinh lang son")
    source = document("ke-hoach.txt", "Đến năm 2030: 36,9 giường bệnh trên một vạn dân …", date(2023, 1, 26))
    names = (
        ("Số giường bệnh trên một vạn dân", "giường bệnh/vạn dân", 36.9),
        ("Tỷ lệ trường đạt chuẩn quốc gia", "%", 65.0),
        ("Thu nội địa", "tỷ đồng", 4000.0),
        ("GRDP bình quân đầu người", "triệu đồng", 150.0),
    )
    stated = [_stated(name, unit, low, 10 * place) for place, (name, unit, low) in enumerate(names)]
    plan = make_plan(area, source, stated, {0: cast.health, 1: cast.education, 2: cast.finance})
    beds, schools, revenue, income = (target.indicator for target in plan.targets.order_by("order"))
    return World(cast, plan, area, beds, schools, revenue, income, source)


def seed_plan(shared: Path) -> Plan:
    """The plan to 2030 of Lạng Sơn as the program reads it, every target accepted."""
    paper = read_paper(shared / "corpus/seeds/004_157a5e8ea989fa8e.txt")
    area, _ = Area.objects.get_or_create(
        name="Tỉnh Lạng Sơn", kind=AreaKind.PROVINCE, defaults={"code": "20", "folded": "tinh lang son"}
    )
    source = document("004.txt", paper.document.text, date(2023, 1, 26), kind="Kế hoạch", number="23/KH-UBND")
    return make_plan(area, source, [group[0] for group in own_targets(paper.facts)])
