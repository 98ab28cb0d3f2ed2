"""From the seed plan and the article of 2024 to judged targets, through the services that the pages use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from lotrinh.living.observations.models import Observation
from lotrinh.living.observations.services import add_results
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.facts import Accepted
from lotrinh.living.plans.models import Assessment
from lotrinh.living.plans.services import NewPlan, publish_plan
from lotrinh.papers import read_paper
from tests.living.cast import Cast
from tests.living.observations.plans import document

# What issue 2 asks the plan to show for 2024: part of the indicator's name → the figure as the judge takes it.
JUDGED = {
    "GRDP bình quân đầu người": 61.1,
    "khách": 4.21,
    "lao động qua đào tạo": 64,
    "giường bệnh": 33.6,
    "bác sĩ": 11.4,
    "bảo hiểm y tế": 94.45,
    "nước": 98.5,
    "hộ nghèo": 2.66,
    "xuất khẩu": 8.3,
    "thu nội địa": 10.5,
}


def accepted(kind: str, facts: tuple[msgspec.Struct, ...]) -> list[Accepted]:
    rows = []
    for place, fact in enumerate(facts):
        slots = msgspec.to_builtins(fact)
        if not slots["duplicate"]:
            rows.append(Accepted(place, kind, slots["start"], slots["end"], slots, slots.get("parent")))
    return rows


@pytest.mark.usefixtures("verdicts")
def test_the_article_of_2024_judges_the_seed_plan(cast: Cast, shared: Path) -> None:
    area = Area.objects.create(name="Tỉnh Lạng Sơn", kind=AreaKind.PROVINCE, code="20", folded="tinh lang son")
    paper = read_paper(shared / "corpus/seeds/004_157a5e8ea989fa8e.txt")
    source = document("004.txt", paper.document.text, date(2023, 1, 26), number="23/KH-UBND")
    plan = publish_plan(
        document=source,
        accepted=accepted("target", paper.facts.targets),
        by=cast.focal,
        new=NewPlan(short="Kế hoạch 23", area=area),
    )
    report = read_paper(shared / "corpus/seeds/002_0bae13773003c0ff.txt")
    article = document("002.txt", report.document.text, date(2025, 1, 1), issuer="Ủy ban nhân dân tỉnh Lạng Sơn")
    mapping = add_results(plan=plan, document=article, accepted=accepted("result", report.facts.results), by=cast.focal)
    assert len(mapping) >= 40
    assert Observation.objects.filter(agency=cast.province).count() == Observation.objects.count()
    latest = [
        (assessment.target.indicator.name.lower(), assessment.latest)
        for assessment in Assessment.objects.filter(target__plan=plan).select_related("target__indicator")
    ]
    told = [(name, figure) for name, figure in latest if figure is not None]
    for part, value in JUDGED.items():
        assert any(part.lower() in name and figure == value for name, figure in told), (part, value, told)
