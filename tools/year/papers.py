"""Official papers of the year, made as Word files and opened again."""

from __future__ import annotations

import io
from datetime import date

import docx

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.living.official import services
from lotrinh.living.official.layout import kinds
from lotrinh.living.official.letterhead import proposed
from lotrinh.living.official.models import Report
from lotrinh.living.official.services import Asked
from lotrinh.living.people.queries import person_of
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.models import Period
from tools.year.cases import allowed
from tools.year.province import NEW_FOCAL, World
from tools.year.story import Diary


def plan_papers(diary: Diary) -> None:
    """The letter before the third quarter is locked, its assessment and the report on tasks afterwards."""
    world = diary.world
    diary.on(date(2025, 10, 2), lambda: _letter(world))
    diary.on(date(2025, 10, 9), lambda: _assessment(world))
    diary.on(date(2025, 10, 9), lambda: _tasks(world))
    if not world.quick:
        diary.on(date(2026, 1, 12), lambda: _annual(world))


def make(world: World, asked: Asked) -> str:
    """Make a report; the running text of its Word file."""
    user = allowed(world, world.focal, "report.make")
    covers = asked.covers or (Span.parse(asked.period.period) if asked.period else None)
    summary = str(kinds()[asked.kind]["summary"]).format(
        plan=asked.plan.short, period=period_told(covers) if covers else "", agency="",
        year=covers.last.year if covers else "",
    )  # fmt: skip
    head = proposed(
        asked.kind, NEW_FOCAL, "Ủy ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn", world.today, summary
    )  # fmt: skip
    report = services.make(asked, head, user, person_of(user, world.today))
    with report.file.open("rb") as file:
        word = docx.Document(io.BytesIO(file.read()))
    tables = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    figures = len(services.figures_of(report))
    world.act("báo cáo", f"{user} lập «{summary}»: {len(word.paragraphs)} đoạn, {figures} số liệu có nguồn.")
    return "\n".join(paragraph.text for paragraph in word.paragraphs) + "\n" + tables


def _letter(world: World) -> None:
    period = Period.objects.select_related("regime__plan__document").get(period="2025-Q3")
    text = make(world, Asked("reminder", period.regime.plan, world.today, period=period))
    silent = [one.agency.name for one in period.requests.filter(first_submitted_at=None).select_related("agency")]
    told = [name in text for name in silent]
    world.telling.check("Công văn đôn đốc nêu đúng cơ quan chưa gửi", (len(silent), all(told)), (1, True))


def _assessment(world: World) -> None:
    plan = Plan.objects.select_related("document", "area").get(pk=world.plan.pk)
    text = make(world, Asked("periodic", plan, world.today, covers=Span.parse("2025-Q3")))
    world.telling.check("Báo cáo đánh giá quý III nêu khó khăn đang mở", "Thiếu giáo viên" in text, True)


def _tasks(world: World) -> None:
    plan = Plan.objects.select_related("document", "area").get(pk=world.plan.pk)
    text = make(world, Asked("tasks", plan, world.today))
    world.telling.check("Báo cáo nhiệm vụ đếm đủ nhiệm vụ của kế hoạch", f"{plan.tasks.count()} nhiệm vụ" in text, True)


def _annual(world: World) -> None:
    plan = Plan.objects.select_related("document", "area").get(pk=world.plan.pk)
    make(world, Asked("annual", plan, world.today, covers=Span.year(2025)))
    world.telling.check("Có bốn báo cáo chính thức trong năm", Report.objects.count(), 4)
