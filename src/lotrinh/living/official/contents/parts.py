"""Parts that several reports share: targets by section, tasks with their count, difficulties, the closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lotrinh.assessment.scorecards import Scorecard, scorecard
from lotrinh.assessment.states import Word
from lotrinh.assessment.task_states import OFFICIAL, TaskState
from lotrinh.core.period import Period
from lotrinh.core.vietnamese.numbers import format_number
from lotrinh.living.documents.models import Document
from lotrinh.living.official import sentences
from lotrinh.living.official.draft import Annex, Chart, Paragraph, Piece, Section, Source, item, text
from lotrinh.living.official.layout import date_told, day_words
from lotrinh.living.official.rows import TargetRow, told_value
from lotrinh.living.people.models import AgencyKind
from lotrinh.living.plans.answering import Answered, answered
from lotrinh.living.plans.models import Assignment, Plan
from lotrinh.living.plans.task_table import TaskRow, state_words, task_rows, tasks_on
from lotrinh.output.charts import chart_spec

CLOSING = "Trên đây là {what}, {issuer} báo cáo {to} xem xét, chỉ đạo./."
MOST_CHARTS = 4


def named(document: Document) -> str:
    """A document as it is first cited: kind, number, day, issuer, what it is about (Decree 30/2020/NĐ-CP).

    "Kế hoạch số 23/KH-UBND ngày 26 tháng 01 năm 2023 của UBND tỉnh về phát triển kinh tế - xã hội"
    """
    told = f"{document.kind} số {document.number}".strip() if document.number else str(document)
    if document.issued_on:
        told += f" ngày {day_words(document.issued_on)}"
    if document.issuer:
        told += f" của {document.issuer}"
    return f"{told} {_about(document)}" if document.number and document.title.strip() else told


def _about(document: Document) -> str:
    """Its summary behind "về", without the kind and number that titles begin with."""
    title = " ".join(document.title.split()).rstrip(" .;,")
    for begin in (document.kind, f"số {document.number}", "V/v", "về việc", "về"):
        if begin and title.casefold().startswith(begin.casefold() + " "):
            title = title[len(begin) + 1 :].lstrip(" :-")
    title = title.lower() if title.isupper() else title[:1].lower() + title[1:]
    return f"về {title}" if title.startswith("việc ") else f"về việc {title}"


def targets_section(rows: Sequence[TargetRow], plan: Plan, period: Period) -> Section:
    """I: the count, then each part of the plan with its targets, then what exceeded, met and missed, and why."""
    parts: dict[str, list[TargetRow]] = {}
    for row in rows:
        parts.setdefault(_heading(row), []).append(row)
    told = [sentences.count_sentence(rows, plan.short)]
    told += [
        found for word in (Word.EXCEEDED, Word.MET, Word.NOT_MET) if (found := sentences.listed(rows, word, period))
    ]
    why = sentences.reasons(rows)
    if why:
        told += [text("Nguyên nhân các chỉ tiêu không đạt, theo báo cáo của các cơ quan:"), *why]
    sections = tuple(Section(title, tuple(_lines(of_part, period))) for title, of_part in parts.items())
    return Section("Kết quả thực hiện các chỉ tiêu", tuple(told), sections)


def _lines(rows: Sequence[TargetRow], period: Period) -> list[Paragraph]:
    told = [sentences.row_sentence(row, period) for row in rows if row.figure is not None]
    unknown = [row for row in rows if row.figure is None]
    return [*told, sentences.missing(unknown, period)] if unknown else told


def _heading(row: TargetRow) -> str:
    """The plan's own heading without its number: "II.1 Về kinh tế" → "Về kinh tế"."""
    _, _, title = row.target.section.partition(" ")
    return title or row.target.section or "Các chỉ tiêu"


def targets_annex(rows: Sequence[TargetRow], period: Period) -> Annex:
    """All targets in one table."""
    lines = []
    for place, row in enumerate(rows, 1):
        share = next((sentences.measured(one, period).text for one in row.measures if one.base == "plan"), "")
        growth = next((sentences.measured(one, period).text for one in row.measures if one.base != "plan"), "")
        word = sentences.WORDS[row.word] if row.word is not None else ""
        lines.append((str(place), row.name, row.year_told or row.goal_told, told_value(row), share, growth, word))
    return Annex(
        "Kết quả thực hiện các chỉ tiêu",
        ("TT", "Chỉ tiêu", "Mục tiêu", "Kết quả", "So với kế hoạch", "So với năm trước", "Đánh giá"),
        tuple(lines),
        (7, 26, 16, 15, 13, 13, 10),
    )


def tasks_of(plan: Plan, on: date) -> list[TaskRow]:
    """The plan's tasks with where each stands."""
    return task_rows(plan, tasks_on(plan, on), on)


def leads_of(tasks: Sequence[TaskRow], on: date) -> dict[int, str]:
    """Task → who leads it, as printed, and who answers on the day: "Sở Giao thông vận tải (nay là Sở Xây dựng)"."""
    today = answered([lead for row in tasks for lead in row.leads], on)
    return {row.task.pk: "; ".join(_lead(lead, today[lead.pk]) for lead in row.leads) for row in tasks}


def _lead(lead: Assignment, today: Answered) -> str:
    if today.changed:
        return f"{lead.printed} (nay là {today.shortly.vi})"
    kinds = {answer.agency.kind if answer.agency else "" for answer in today.answers}
    if today.group and today.followed and kinds == {AgencyKind.COMMUNE}:  # the districts ended with all of their kind
        return f"{lead.printed} (nay là UBND các xã, phường)"
    return lead.printed


def tasks_section(tasks: Sequence[TaskRow], on: date) -> Section:
    """II: the four official states with the denominator, then what is overdue and by whom."""
    card = scorecard("", [row.status for row in tasks])
    leads = leads_of(tasks, on)
    told = [_count(card, tasks)]
    late = [row for row in tasks if row.status.state is TaskState.OPEN_LATE]
    if late:
        told.append(text("Các nhiệm vụ chưa hoàn thành, đã quá hạn:"))
        told += [_task(row, leads) for row in sorted(late, key=lambda row: -row.status.days_late)[:30]]
    soon = [row for row in tasks if row.status.due_soon]
    if soon:
        told.append(text("Các nhiệm vụ sắp đến hạn:"))
        told += [_task(row, leads) for row in soon[:30]]
    return Section("Tình hình thực hiện nhiệm vụ", tuple(told))


def _count(card: Scorecard, tasks: Sequence[TaskRow]) -> Paragraph:
    pieces = [Piece("Kế hoạch giao "), _counted(str(card.total), tasks), Piece(" nhiệm vụ; ")]
    for place, state in enumerate(OFFICIAL):
        rows = [row for row in tasks if row.status.state is state]
        word = state_words(state).vi
        pieces += [
            Piece(", " if place else ""),
            _counted(str(len(rows)), rows),
            Piece(f" nhiệm vụ {word[:1].lower() + word[1:]}"),
        ]
    if card.outside:
        pieces.append(Piece(f"; {card.outside} nhiệm vụ thường xuyên hoặc không có thời hạn, không tính tỷ lệ"))
    pieces.append(Piece("."))
    if card.due:
        share = format_number(round(card.share(card.on_time) or 0.0, 1))
        pieces.append(
            Piece(f" Trong {card.due} nhiệm vụ đã đến hạn, {card.on_time} nhiệm vụ hoàn thành đúng hạn, đạt {share}%.")
        )
    return Paragraph(tuple(pieces))


def _counted(told: str, rows: Sequence[TaskRow]) -> Piece:
    ids = ", ".join(str(row.task.order) for row in rows[:40])
    how = (
        f"Đếm nhiệm vụ của kế hoạch theo Quyết định 42/2014/QĐ-TTg (thứ tự {ids})" if rows else "Không có nhiệm vụ nào"
    )
    return Piece(told, (Source("count", len(rows), how),))


def _task(row: TaskRow, leads: Mapping[int, str]) -> Paragraph:
    who = leads[row.task.pk] or "chưa rõ cơ quan chủ trì"
    due = row.due_text or (date_told(row.status.due) if row.status.due else "không nêu")  # "trước ngày 30/6/2024"
    late = f", quá hạn {row.status.days_late} ngày" if row.status.days_late else ""
    source = Source("task", row.task.pk, f"Nhiệm vụ tại {row.task.document}", str(row.task))
    return Paragraph(
        (Piece(f"{_capital(str(row.task))} ({who}; hạn "), Piece(due, (source,)), Piece(f"{late}).")), item=True
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:].rstrip(".;")


def tasks_annex(tasks: Sequence[TaskRow], on: date) -> Annex:
    """All tasks in one table."""
    lines, leads = [], leads_of(tasks, on)
    for place, row in enumerate(tasks, 1):
        who = leads[row.task.pk]
        done = f"{row.task.product} {date_told(row.task.done_on) if row.task.done_on else ''}".strip()
        lines.append((str(place), str(row.task), who, row.due_text or "", done, row.word.vi))
    return Annex(
        "Tình hình thực hiện nhiệm vụ",
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả, sản phẩm", "Tình trạng"),
        tuple(lines),
        (7, 35, 19, 12, 14, 13),
    )


def charts_of(rows: Sequence[TargetRow]) -> tuple[Chart, ...]:
    """The most threatened targets with a path worth a picture."""
    found: list[Chart] = []
    for row in sorted(rows, key=lambda row: row.assessed.threat):
        spec = chart_spec(row.assessed.row.goal, row.assessed.row.verdict, "vi")
        path = len(row.assessed.row.verdict.inputs) > 1  # one point is no picture
        if spec is not None and row.figure is not None and path and len(found) < MOST_CHARTS:
            found.append(Chart(f"Hình {len(found) + 1}. {row.name}", spec))
    return tuple(found)


def written(title: str, told: Sequence[str], empty: str) -> Section:
    """A part that people write: what their reports say under the heading, or what is still to be written."""
    paragraphs = tuple(item(one) for one in told) or (text(empty),)
    return Section(title, paragraphs)
