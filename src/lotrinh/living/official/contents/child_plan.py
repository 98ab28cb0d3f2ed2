"""The skeleton of an agency's own plan: what the plan gives to it, ready to be filled with the agency's measures."""

from __future__ import annotations

from datetime import date

from lotrinh.living.access.rules import Person
from lotrinh.living.official.contents import parts
from lotrinh.living.official.draft import Annex, Draft, Paragraph, Piece, Section, Source, text
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.answering import duties_of, targets_of
from lotrinh.living.plans.models import Assessment, Plan
from lotrinh.living.plans.task_table import TaskRow

NO_TARGETS = "Kế hoạch không giao chỉ tiêu riêng."
TO_WRITE = "(Cơ quan bổ sung giải pháp, nguồn lực, sản phẩm và mốc thời gian cụ thể.)"


def child_plan(plan: Plan, agency: Agency, person: Person, on: date) -> Draft:
    """What the plan asks of the agency, of those it succeeded and of its groups, on a day."""
    rows = [duty.row for duty in duties_of(agency, person, on) if duty.row.task.plan_id == plan.pk]
    targets = [one for one in targets_of(agency, person, on) if one.target.plan_id == plan.pk]
    return Draft(
        grounds=(f"Căn cứ {parts.named(plan.document)};",),
        opening=(text(f"{agency} ban hành Kế hoạch triển khai thực hiện {plan.short} như sau:"),),
        sections=(
            Section(
                "Mục đích, yêu cầu",
                (
                    text(
                        f"Cụ thể hóa các chỉ tiêu, nhiệm vụ được giao tại {plan.short}; xác định rõ người, rõ việc, "
                        "rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền."
                    ),
                ),
            ),
            Section("Chỉ tiêu", tuple(_target(one) for one in targets) or (text(NO_TARGETS),)),
            Section(
                "Nhiệm vụ, giải pháp",
                (),
                tuple(Section(str(row.task).rstrip(".;"), (_task(row), text(TO_WRITE))) for row in rows[:60]),
            ),
            Section(
                "Tổ chức thực hiện",
                (
                    text(
                        "Các phòng, đơn vị trực thuộc căn cứ nhiệm vụ được giao tổ chức thực hiện; định kỳ báo cáo "
                        "kết quả để tổng hợp, báo cáo cơ quan đầu mối theo chế độ báo cáo của kế hoạch."
                    ),
                ),
            ),
        ),
        annexes=(
            Annex(
                "Danh mục nhiệm vụ được giao",
                ("TT", "Nhiệm vụ", "Thời hạn", "Sản phẩm", "Cơ quan phối hợp"),
                tuple(
                    (
                        str(place),
                        str(row.task),
                        row.due_text,
                        row.task.deliverable,
                        "; ".join(one.printed for one in row.partners),
                    )
                    for place, row in enumerate(rows, 1)
                ),
                (7, 43, 14, 16, 20),
            ),
        ),
        closing=f"Trên đây là Kế hoạch triển khai thực hiện {plan.short} của {agency}./.",
    )


def _target(one: Assessment) -> Paragraph:
    target, told = one.target, str(one.told["vi"]["target"])
    source = Source("target", target.pk, f"Mục tiêu tại {target.plan.short}")
    return Paragraph((Piece(f"{target.indicator.name}: "), Piece(told, (source,)), Piece(".")), item=True)


def _task(row: TaskRow) -> Paragraph:
    source = Source("task", row.task.pk, f"Nhiệm vụ tại {row.task.document}", str(row.task))
    due = row.due_text or "không nêu"
    return Paragraph((Piece("Thời hạn: "), Piece(due, (source,)), Piece(".")))
