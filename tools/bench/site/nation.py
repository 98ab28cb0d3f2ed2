"""A nation to measure with: provinces × targets × years, made up, written through the services where that matters."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

PROVINCES, TARGETS, YEARS = 34, 40, 10
FIRST_YEAR = 2016
WORDS = ("trường", "xã", "hộ", "thôn", "cơ sở", "doanh nghiệp", "bệnh viện", "chợ", "tuyến đường", "hợp tác xã")


def load(provinces: int = PROVINCES, targets: int = TARGETS, years: int = YEARS) -> list[str]:
    """Write the nation into the open database; returns the slugs of its plans. Twice does no harm."""
    from django.utils import timezone

    from lotrinh.living.documents.models import Document
    from lotrinh.living.observations.models import Observation
    from lotrinh.living.people.models import Agency, AgencyKind
    from lotrinh.living.places.models import Area, AreaKind
    from lotrinh.living.plans import assess
    from lotrinh.living.plans.models import Plan
    from lotrinh.living.plans.services import Accepted, NewPlan, publish_plan

    chance = random.Random(2030)
    slugs = []
    for place in range(provinces):
        name = f"Tỉnh Thử {place + 1:02d}"
        short = f"Kế hoạch {place + 1}/KH-UBND (thử tải)"
        there = Plan.objects.filter(short=short).first()
        if there is not None:
            slugs.append(there.slug)
            continue
        area = Area.objects.create(name=name, kind=AreaKind.PROVINCE, code=f"T{place:02d}", folded=name.lower())
        Agency.objects.create(name=f"Sở Thử nghiệm {place + 1}", kind=AgencyKind.DEPARTMENT, area=area, folded="so thu")
        text, accepted = _document(targets, Accepted)
        document = Document.objects.create(
            name=f"thu-{place}.txt", sha256=f"{place:064d}", kind="Kế hoạch", number=f"{place + 1}/KH-UBND",
            issued_on=date(2021, 1, 15), text=text, facts={"sections": []}, public=True,
        )  # fmt: skip
        plan = publish_plan(
            document=document, accepted=accepted, by=None,
            new=NewPlan(short=short, area=area, year_from=2021, year_to=2030, effective_on=date(2021, 1, 15)),
        )  # fmt: skip
        Observation.objects.bulk_create(
            Observation(
                indicator_id=target.indicator_id, area=area, period=str(year), first=date(year, 1, 1),
                last=date(year, 12, 31), value=round(40 + (year - FIRST_YEAR) * chance.uniform(0.5, 4), 2), unit="%",
                known_on=date(year, 12, 31), entered_at=timezone.now(),
            )
            for target in plan.targets.all()
            for year in range(FIRST_YEAR, FIRST_YEAR + years)
        )  # fmt: skip
        assess.refresh(plan)
        slugs.append(plan.slug)
    return slugs


def _document(count: int, accepted: Any) -> tuple[str, list[Any]]:
    """A text of targets and what a reviewer accepted of it."""
    lines, facts, position = [], [], 0
    for number in range(count):
        indicator = f"Tỷ lệ {WORDS[number % len(WORDS)]} đạt chuẩn nhóm {number // len(WORDS) + 1}"
        value = 70 + number % 30
        line = f"- {indicator} đạt {value}% vào năm 2030."
        slots = {
            "indicator": indicator, "change": "level", "comparator": "eq", "low": float(value), "high": float(value),
            "unit": "%", "due": 2030,
        }  # fmt: skip
        facts.append(
            accepted(proposal=number, kind="target", start=position + 2, end=position + len(line) - 1, slots=slots)
        )
        lines.append(line)
        position += len(line) + 1
    return "\n".join(lines), facts
