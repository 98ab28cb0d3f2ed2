"""The second small world: the yearly plan of 2024 with 18 targets, its results, the annual report printed from data."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.living.official.letterhead import proposed
from lotrinh.living.official.rows import TargetRow, rows_of
from lotrinh.living.official.services import Asked, make
from lotrinh.living.people.queries import person_of
from lotrinh.living.places.models import Area, AreaKind
from lotrinh.living.plans.models import Plan, PlanKind
from lotrinh.living.review.models import Purpose
from tools.year.province import COMMITTEE, RESULTS, World, publish

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 12/KH-UBND\nLạng Sơn, ngày 15 tháng 01 năm 2024\nKẾ HOẠCH\n"
    "Phát triển kinh tế - xã hội năm 2024\n"
    "(Bản giả định để thử chương trình; giá trị nào bài tổng kết không nêu thì ghi “giả định”.)\n"
    "II. CHỈ TIÊU NĂM 2024\n"
)


@dataclass(frozen=True)
class Annual:
    """The printed report: the plan, its rows, the running text of the Word file, the source of the results."""

    plan: Plan
    rows: Sequence[TargetRow]
    section: str
    source: str


def targets_told(source: str) -> list[dict[str, Any]]:
    """The 18 targets of the plan; `source`: "article" or "sample", whichever gives the results."""
    table = tomllib.loads((Path(__file__).parent / "annual.toml").read_text(encoding="utf-8"))["target"]
    return [one for one in table if one.get("only", source) == source]


def plan_text(source: str) -> str:
    """The plan as a document."""
    lines, part = [HEAD], ""
    for one in targets_told(source):
        if one["part"] != part:
            part = one["part"]
            lines.append(f"{1 + len([line for line in lines if line[0].isdigit()])}. {part}\n")
        lines.append(f"- {one['text']}{' (giả định)' if one.get('assumed') else ''}.\n")
    return "".join(lines)


def annual_report(world: World, article: Path | None) -> Annual:
    """Publish plan and results (of `article`, else the sample's), make the report of 2024, read its Word file."""
    source = "article" if article else "sample"
    area = Area.objects.filter(name="Tỉnh Lạng Sơn", kind=AreaKind.PROVINCE, valid_to=None).first()
    plan = publish(
        world, plan_text(source).encode(), "ke-hoach-2024.txt", Purpose.PLAN, None, kind=PlanKind.YEARLY,
        parent=world.plan, short="Kế hoạch năm 2024", area=area, year_from=2024, year_to=2024,
    )  # fmt: skip
    results = article.read_bytes() if article else (files("lotrinh.samples") / RESULTS).read_bytes()
    publish(world, results, f"ket-qua-nam-2024-{source}.txt", Purpose.REPORT, plan)
    plan = Plan.objects.select_related("document", "area", "parent").get(pk=plan.pk)
    on, year = date(2025, 2, 3), Span.year(2024)
    head = proposed("annual", COMMITTEE, "", "Lạng Sơn", on, "Kết quả thực hiện Kế hoạch năm 2024")
    report = make(Asked("annual", plan, on, covers=year), head, world.focal, person_of(world.focal, on))
    with report.file.open("rb") as file:
        paragraphs = [one.text for one in docx.Document(io.BytesIO(file.read())).paragraphs]
    first = next(place for place, text in enumerate(paragraphs) if text.startswith("I. "))
    last = next(place for place, text in enumerate(paragraphs) if text.startswith("II. "))
    section = "\n".join(paragraphs[first:last]).replace("\N{NO-BREAK SPACE}", " ")
    return Annual(plan, rows_of(plan, year, on), section, results.decode())


NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def check_annual(world: World, annual: Annual, source: str) -> None:
    """The report's figures are the source's; the count follows by rule; exactly the marked targets are missed."""
    check = world.telling.check
    wanted = {str(one["word"]): 0 for one in targets_told(source)}
    for one in targets_told(source):
        wanted[str(one["word"])] += 1
    told = dict.fromkeys(wanted, 0)
    for row in annual.rows:
        told[str(row.word)] = told.get(str(row.word), 0) + 1
    check("Báo cáo năm 2024: vượt, đạt, không đạt", told, wanted)
    lines = [line for line in annual.section.splitlines() if not line.startswith("Hình ")]
    good, missed = wanted["exceeded"] + wanted["met"], wanted["not_met"]
    check("Báo cáo năm 2024: câu 15/18", lines[1].startswith(f"Có {good}/18 chỉ tiêu đạt và vượt mục tiêu"), True)
    check("Báo cáo năm 2024: 15 trên 18, 3 không đạt", (good, missed), (15, 3))
    known = set(NUMBER.findall(annual.source + plan_text(source)))
    figures = [number for line in lines[2:] for number in NUMBER.findall(re.sub(r"^\d+\. ", "", line))]
    check(f"Báo cáo năm 2024: {len(figures)} số ở mục I đều có trong nguồn", sorted(set(figures) - known), [])
    quoted = [row.name for row in annual.rows if row.figure is None or not _in(row.figure.value, row.figure.quote)]
    check("Báo cáo năm 2024: câu nguồn của mỗi số có số đó", quoted, [])


def _in(value: float | None, quote: str) -> bool:
    return value is not None and format_number(value) in quote
