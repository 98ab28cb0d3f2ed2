"""The periodic assessment and the annual results: targets, tasks, difficulties, proposals, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lotrinh.core.period import Kind, Period
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.official.contents import parts
from lotrinh.living.official.contents.written import difficulties_told, said_under
from lotrinh.living.official.draft import Draft, Section, text
from lotrinh.living.official.rows import TargetRow, rows_of
from lotrinh.living.plans.models import Plan

MISSING = "(Cơ quan soạn thảo bổ sung nội dung này.)"


def assessment(plan: Plan, period: Period, on: date, issuer: str) -> Draft:
    """The report on a plan for a period (a quarter, half a year, a year) with what is known on a day."""
    rows = rows_of(plan, period, on)
    tasks = parts.tasks_of(plan, on)
    told = period_told(period)
    what = f"kết quả thực hiện {plan.short} {told}"
    return Draft(
        opening=(
            text(
                f"Thực hiện {parts.named(plan.document)}, {issuer} báo cáo {what} như sau "
                f"(số liệu đến ngày {on:%d/%m/%Y}):"
            ),
        ),
        sections=(
            parts.targets_section(rows, plan, period),
            parts.tasks_section(tasks, on),
            _difficulties(plan, period, on, rows),
            parts.written("Đề xuất, kiến nghị", said_under(plan, period, ("kien nghi", "de xuat")), MISSING),
            parts.written(
                f"Nhiệm vụ trọng tâm {'năm' if period.kind is Kind.YEAR else 'kỳ'} tới",
                said_under(plan, period, ("nhiem vu trong tam", "phuong huong", "ky toi")),
                MISSING,
            ),
        ),
        annexes=(parts.targets_annex(rows, period), parts.tasks_annex(tasks, on)),
        charts=parts.charts_of(rows),
        closing=parts.CLOSING.format(what=what, issuer=issuer, to="Ủy ban nhân dân tỉnh"),
    )


def _difficulties(plan: Plan, period: Period, on: date, rows: Sequence[TargetRow]) -> Section:
    told = [*difficulties_told(plan, on), *said_under(plan, period, ("kho khan", "vuong mac", "han che", "ton tai"))]
    return parts.written("Khó khăn, vướng mắc", told, MISSING)
