"""Blocks of the reporting cycle: what my agency must report, what waits to be accepted."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from lotrinh.living.access.rules import Person
from lotrinh.living.observations.words import period_words
from lotrinh.living.reporting.models import Request, State
from lotrinh.living.reporting.owed import Owed, owed_by
from lotrinh.living.reporting.queries import overdue_for, waiting_for
from lotrinh.living.reporting.rights import WRITE, covered
from lotrinh.living.reporting.transitions import state_words
from lotrinh.living.words import Words, days_left
from lotrinh.web.home.matters import LINES, Block, Matter, block

NAMED = 10  # agencies that a line names


def owed(person: Person, on: date) -> Block:
    """Reports that the person's agencies owe, those that came back first, with the reason. Two queries."""
    found = owed_by(covered(person, WRITE), on)
    return block(
        "bao-cao",
        Words("Báo cáo phải gửi", "Reports to send"),
        Words("{n} báo cáo phải gửi", "{n:report|reports} to send"),
        [_owed(one) for one in found[:LINES]],
        Words("Không còn báo cáo nào phải gửi.", "No report is to be sent."),
        total=len(found),
        more=reverse("reporting:mine"),
    )


def _owed(one: Owed) -> Matter:
    back = one.state in (State.RETURNED, State.REOPENED)
    about = f"{one.request.agency.name} · {one.due:%d/%m/%Y}"
    if one.late:
        when, css = Words("quá {n} ngày", "{n:day|days} late").filled(n=one.days_late), "late"
    elif one.days == 0:
        when, css = Words("hạn hôm nay", "due today"), "soon"
    else:
        when, css = days_left(one.days), "soon" if one.days <= 5 else "open"
    if back:
        about = f"{state_words(one.state)}: {one.reason} · {about}"
    return Matter(one.url, _title(one.request), about, str(when), css, "▼" if back or one.late else "○")


def missing(person: Person, on: date) -> Block:
    """Who has not reported to the person's agencies and since when, a line a period, the longest overdue first.

    One query.
    """
    periods: dict[tuple[int, date], list[Request]] = {}
    found = overdue_for(person, on)
    agencies = len({one.agency_id for one in found})
    for one in found:
        periods.setdefault((one.period_id, one.due), []).append(one)
    return block(
        "chua-bao-cao",
        Words("Kỳ báo cáo còn cơ quan chưa gửi", "Periods in which agencies have not reported"),
        Words("{n} cơ quan chưa gửi báo cáo đã quá hạn", "{n:agency has|agencies have} not reported in time").filled(
            n=agencies
        ),
        [_missing(ones, on) for ones in periods.values()],
        Words("Không có cơ quan nào quá hạn gửi báo cáo.", "No agency is overdue with its report."),
        more=reverse("gathering:periods"),
    )


def _missing(found: list[Request], on: date) -> Matter:
    first, count = found[0], len(found)
    names = "; ".join(one.agency.name for one in found[:NAMED]) + ("; …" if count > NAMED else "")
    since, days = f"{first.due:%d/%m/%Y}", (on - first.due).days
    title = Words("{n} cơ quan chưa gửi {what}", "{n:has|have} not sent {what}").format(n=count, what=_title(first))
    when = Words("quá {n} ngày, hạn {since}", "{n:day|days} late, due {since}").filled(n=days, since=since)
    return Matter(reverse("gathering:board", args=[first.period_id]), title, names, str(when), "late", "▼")


def waiting(person: Person) -> Block:
    """Reports that were sent to the person's agencies and wait there, the longest first. One query."""
    found = waiting_for(person)
    return block(
        "tiep-nhan",
        Words("Báo cáo chờ tiếp nhận", "Reports to accept"),
        Words("{n} báo cáo chờ tiếp nhận", "{n:report|reports} to accept"),
        [
            Matter(
                reverse("reporting:request", args=[one.pk]), _title(one), one.agency.name,
                f"{one.submitted_at:%d/%m/%Y}" if one.submitted_at else "", "open", "▲",
            )
            for one in found[:LINES]
        ],
        Words("Không có báo cáo nào chờ.", "No report waits."),
        total=len(found),
        more=reverse("reporting:mine"),
    )  # fmt: skip


def _title(request: Request) -> str:
    return f"{request.period.regime.name}, {period_words(request.period.period)}"
