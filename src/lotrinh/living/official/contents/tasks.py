"""The report on assigned tasks: counts by official state, by agency, what is overdue."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from lotrinh.assessment.scorecards import scorecard
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.living.official.contents import parts
from lotrinh.living.official.contents.written import difficulties_told
from lotrinh.living.official.draft import Annex, Draft, Section, text
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.task_table import TaskRow

NONE = "Chưa có khó khăn, vướng mắc được báo cáo."


def tasks_report(plan: Plan, on: date, issuer: str) -> Draft:
    """The report on the plan's tasks as of a day."""
    tasks = parts.tasks_of(plan, on)
    what = f"tình hình thực hiện nhiệm vụ được giao tại {plan.short}"
    return Draft(
        opening=(
            text(
                f"Thực hiện {parts.named(plan.document)}, {issuer} báo cáo {what}, "
                f"tính đến ngày {on:%d/%m/%Y}, như sau:"
            ),
        ),
        sections=(
            parts.tasks_section(tasks, on),
            Section("Kết quả theo cơ quan chủ trì", (text("Số liệu từng cơ quan tại Phụ lục I."),)),
            parts.written("Khó khăn, vướng mắc", difficulties_told(plan, on), NONE),
        ),
        annexes=(_by_agency(tasks, on), parts.tasks_annex(tasks, on)),
        closing=parts.CLOSING.format(what=what, issuer=issuer, to="Ủy ban nhân dân tỉnh"),
    )


def _by_agency(tasks: list[TaskRow], on: date) -> Annex:
    """A line an agency; percentages with their denominator, the due tasks."""
    owners: dict[str, list[TaskRow]] = defaultdict(list)
    leads = parts.leads_of(tasks, on)
    for row in tasks:
        for told in filter(None, leads[row.task.pk].split("; ")):
            owners[told].append(row)
    lines = []
    for place, (owner, rows) in enumerate(sorted(owners.items(), key=lambda one: (-len(one[1]), one[0])), 1):
        card = scorecard(owner, [row.status for row in rows])
        share = card.share(card.on_time)
        told = f"{card.on_time}/{card.due}" + ("" if share is None else f" ({format_number(round(share, 1))}%)")
        lines.append((str(place), owner, str(card.total), told, str(card.late), str(card.open_due), str(card.outside)))
    return Annex(
        "Kết quả thực hiện nhiệm vụ theo cơ quan chủ trì",
        (
            "TT",
            "Cơ quan",
            "Được giao",
            "Đúng hạn/đến hạn",
            "Xong quá hạn",
            "Quá hạn chưa xong",
            "Thường xuyên, không hạn",
        ),
        tuple(lines),
        (7, 31, 10, 16, 12, 12, 12),
        (2, 4, 5, 6),
    )
