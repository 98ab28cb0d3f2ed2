"""A published plan to test with: the program's own sample, read as any document is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from lotrinh.core.period import Period
from lotrinh.living.documents import services as documents
from lotrinh.living.documents.models import Document
from lotrinh.living.observations.models import Observation
from lotrinh.living.people.models import User
from lotrinh.living.plans.models import Indicator, Plan, Target
from lotrinh.living.plans.services import Accepted, NewPlan, publish_plan

HOME = "/ke-hoach/ke-hoach-23-kh-ubnd/"  # the address of the sample
SAMPLE = (files("lotrinh.samples") / "ke-hoach-den-2030.txt").read_text(encoding="utf-8")

AMENDMENT = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/QĐ-UBND
Lạng Sơn, ngày 10 tháng 4 năm 2025
QUYẾT ĐỊNH
Về việc điều chỉnh một số chỉ tiêu của Kế hoạch số 23/KH-UBND
I. CHỈ TIÊU ĐẾN NĂM 2030
- Tỷ lệ che phủ rừng đạt 66%.
- Tỷ lệ lao động qua đào tạo đạt 76%.
- Có 20 cụm công nghiệp được thành lập.
II. NHIỆM VỤ
1. Sở Tài chính chủ trì lập báo cáo đánh giá giữa kỳ trước ngày 30/9/2025.
"""

YEARLY = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 166/QĐ-UBND
Lạng Sơn, ngày 15 tháng 01 năm 2026
QUYẾT ĐỊNH
Về giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2026
I. CHỈ TIÊU NĂM 2026
- Tỷ lệ che phủ rừng năm 2026 đạt 64,8%.
- Tỷ lệ lao động qua đào tạo năm 2026 đạt 68%.
"""


def document(text: str, name: str, by: User) -> Document:
    """A document taken in and read."""
    made = documents.store(text.encode(), name, by)
    return documents.read(made)


def accepted(source: Document, kinds: Sequence[str] = ("target", "task")) -> list[Accepted]:
    """Everything read from a document, as a person would accept it unchanged. Proposals count from 1."""
    facts: Mapping[str, Any] = source.facts or {}
    numbers = {}
    for kind in kinds:
        for index in range(len(facts[f"{kind}s"])):
            numbers[kind, index] = len(numbers) + 1
    told = []
    for (kind, index), number in numbers.items():
        fact = facts[f"{kind}s"][index]
        if not fact["duplicate"]:
            parent = fact.get("parent")
            above = None if parent is None else numbers[kind, parent]
            told.append(Accepted(number, kind, fact["start"], fact["end"], fact, above))
    return told


def published(by: User, text: str = SAMPLE, name: str = "ke-hoach.txt", **fields: Any) -> Plan:
    """A plan with all that was read."""
    source = document(text, name, by)
    fields = {"short": "Kế hoạch 23/KH-UBND", "year_from": 2023, "year_to": 2030, **fields}
    return publish_plan(document=source, accepted=accepted(source), by=by, new=NewPlan(**fields))


def target(plan: Plan, beginning: str) -> Target:
    """The target whose indicator begins so."""
    return plan.targets.filter(indicator__name__startswith=beginning).order_by("order")[0]


def tell(indicator: Indicator, period: str, value: float | None, **fields: Any) -> Observation:
    """A figure, known since a day after its period unless told otherwise."""
    when = Period.parse(period)
    fields = {"known_on": date(when.last.year + 1, 3, 1), "unit": indicator.unit, "vintage": "official", **fields}
    return Observation.objects.create(
        indicator=indicator, period=period, first=when.first, last=when.last, value=value, **fields
    )


def tell_years(indicator: Indicator, values: Mapping[int, float], **fields: Any) -> list[Observation]:
    """One figure a year."""
    return [tell(indicator, str(year), value, **fields) for year, value in values.items()]
