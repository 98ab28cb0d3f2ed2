"""Blocks of difficulties and of reports on tasks: what a leader must decide, what waits for the focal agency."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from lotrinh.living.access.rules import Person
from lotrinh.living.difficulties.queries import Row, agencies_in, open_actions, owned_by
from lotrinh.living.following import queries as following
from lotrinh.living.plans.addresses import task_url
from lotrinh.living.portal.clocks import due_of
from lotrinh.living.portal.models import Question
from lotrinh.living.portal.questions import WAITING, waits
from lotrinh.living.words import Words, days_overdue
from lotrinh.living.workdays.calendar import Calendar
from lotrinh.living.workdays.queries import calendar_for
from lotrinh.web.home.matters import LINES, Block, Matter, block, first_lines


def to_decide(person: Person, on: date) -> Block:
    """Difficulties that wait for the People's Committee, the longest overdue first. One query."""
    rows = [row for row in owned_by(agencies_in(person), on) if row.difficulty.state == "proposed"]
    return block(
        "kho-khan-quyet-dinh",
        Words("Khó khăn chờ quyết định", "Difficulties to decide"),
        Words("{n} khó khăn chờ quyết định", "{n:difficulty|difficulties} to decide"),
        [_matter(row, decide=True) for row in rows],
        Words("Không có khó khăn nào chờ quyết định.", "No difficulty waits for a decision."),
        more=f"{reverse('difficulties:board')}?cua=toi",
    )


def my_turn(person: Person, on: date) -> Block:
    """Difficulties of which it is the turn of the person's agencies, and actions that these owe. Two queries."""
    agencies = agencies_in(person)
    rows = [row for row in owned_by(agencies, on) if row.difficulty.state not in ("proposed", "decided")]
    matters = [_matter(row) for row in rows] + _actions(agencies, on)
    return block(
        "kho-khan",
        Words("Khó khăn, vướng mắc đến lượt tôi", "Difficulties: my turn"),
        Words("{n} khó khăn đến lượt tôi", "{n:difficulty|difficulties} at my turn"),
        matters,
        Words("Không có khó khăn nào đến lượt cơ quan tôi.", "No difficulty is at my agency's turn."),
        more=f"{reverse('difficulties:board')}?cua=toi",
    )


def to_confirm(person: Person, on: date) -> Block:
    """Outcomes of tasks that the focal agency has to confirm. Two queries."""
    rows = following.asked_reports(person)
    shown, total = first_lines(rows)
    matters = [
        Matter(
            url=reverse("following:asked"),
            title=str(report.instance),
            about=f"{report.instance.agency} · {report.product}",
            **_pressing(on, report.confirm_by),
        )
        for report in shown
    ]
    return block(
        "xac-nhan",
        Words("Kết quả nhiệm vụ chờ xác nhận", "Outcomes to be confirmed"),
        Words("{n} kết quả chờ xác nhận", "{n:outcome|outcomes} to be confirmed"),
        matters,
        Words("Không có kết quả nào chờ xác nhận.", "No outcome waits."),
        total=total,
        more=reverse("following:asked"),
    )


def questions(on: date) -> Block:
    """Citizens' questions that wait for the focal agency, the most pressing first. A query, two where some wait."""
    waiting = Question.objects.filter(state__in=waits()).select_related("target__indicator").order_by("since", "pk")
    rows = list(waiting[:WAITING])
    calendar = calendar_for() if rows else Calendar()
    found = [(due_of(row, calendar), row) for row in rows]
    found.sort(key=lambda pair: (pair[0] or on, pair[1].pk))
    matters = [
        Matter(
            url=reverse("portal:moderate", args=[row.pk]),
            title=str(row),
            about=f"{row.get_state_display()} · {row.target.indicator.name}",
            **_pressing(on, due),
        )
        for due, row in found
    ]
    return block(
        "cau-hoi",
        Words("Câu hỏi của người dân", "Citizens' questions"),
        Words("{n} câu hỏi của người dân chờ xử lý", "{n:citizens' question|citizens' questions} to deal with"),
        matters,
        Words("Không có câu hỏi nào chờ.", "No question waits."),
        more=reverse("portal:moderation"),
    )


def recurring(agencies: Collection[int], person: Person, on: date) -> Block:
    """Rounds of recurring work of the own agencies that are late or due soon. Two queries."""
    rows = following.standing_for(person, on, agencies)
    rows = rows.filter(following.in_state("late", on) | following.in_state("soon", on))
    rows = rows.exclude(period="")
    told = following.rows_of(following.urgent_first(rows)[:LINES], on)
    matters = [
        Matter(
            url=task_url(row.instance.task.plan, row.instance.task_id),
            title=str(row.instance.task),
            about=" · ".join(str(part) for part in (row.period or "", row.instance.task.plan.short) if part),
            **_pressing(on, row.instance.due),
        )
        for row in told
    ]
    return block(
        "dinh-ky",
        Words("Việc định kỳ sắp đến hạn và quá hạn", "Recurring work due soon and overdue"),
        Words("{n} kỳ việc sắp đến hạn hoặc quá hạn", "{n:round|rounds} of recurring work due soon or overdue"),
        matters,
        Words("Không có việc định kỳ nào sắp đến hạn.", "No recurring work is due soon."),
        total=rows.count(),
        more=reverse("following:mine"),
    )


def _matter(row: Row, *, decide: bool = False) -> Matter:
    one = row.difficulty
    url = reverse("difficulties:move", args=[one.pk, "quyet-dinh"]) if decide else row.url
    about = " · ".join(str(part) for part in (one.agency, row.kind if decide else row.state.words) if part)
    return Matter(url, one.title, about, str(row.clock), row.css, row.shape)


def _actions(agencies: Collection[int], on: date) -> list[Matter]:
    return [
        Matter(
            url=reverse("difficulties:difficulty", args=[action.difficulty_id]),
            title=str(action),
            about=f"{action.decision.number} · {action.difficulty}",
            **_pressing(on, action.due),
        )
        for action in open_actions(agencies)[:LINES]
    ]


def _pressing(on: date, due: date | None) -> dict[str, str]:
    if due is None:
        return {}
    if due < on:
        late = (on - due).days
        return {"when": str(days_overdue(late)), "css": "late", "shape": "▼"}
    day = date_format(due, "SHORT_DATE_FORMAT")
    return {"when": str(Words(f"hạn {day}", f"due {day}")), "css": "soon", "shape": "◔"}
