"""Moving a report: send, take back, return with a reason, accept, lock, reopen; and who writes it for the agency.

Reads: data/transitions.toml, the form with its findings. Writes: `Step`, the state of the `Request`, on acceptance
observations of the plan; the journal. Who may make which move is asked by the views (rights.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from lotrinh.living.journal.services import record
from lotrinh.living.observations.models import Vintage
from lotrinh.living.people.models import Agency, User
from lotrinh.living.reporting.accepting import accept_figures
from lotrinh.living.reporting.checks import Finding
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.examining import open_findings
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.models import Request, State
from lotrinh.living.reporting.steps import Conflict, content_of, locked_request, take_step
from lotrinh.living.reporting.transitions import IS_LOCKED, Refused, check
from lotrinh.living.words import Words

__all__ = ["Conflict", "NotReady", "TooEarly", "Unready", "delegate", "move", "send_estimates"]

_NAMED = 8  # lines that a question names
_SENDS, _ACCEPTS = "submit", "accept"
_WITH_CONTENT = frozenset({"submit", "return", "accept", "lock", "reopen"})


@dataclass(frozen=True, slots=True)
class Unready:
    """A line that keeps the report from being sent, and why."""

    line: Line
    findings: tuple[Finding, ...]


class NotReady(Refused):
    """The report cannot be sent yet; nothing was written. `unready`: lines to mend or to explain."""

    def __init__(self, unready: tuple[Unready, ...]) -> None:
        super().__init__(
            Words(
                "Chưa gửi được: {n} dòng phải bổ sung hoặc giải trình.",
                "It cannot be sent yet: {n:line wants|lines want} an answer or an explanation.",
            ).filled(n=len(unready))
        )
        self.unready = unready


class TooEarly(Refused):
    """Figures that are no estimates, sent before the days that they cover are over: nothing was written.

    Whoever sends them says that they hold (`move(…, early=True)`), or sends them as estimates (`send_estimates`).
    """

    def __init__(self, cut_off: date, lines: tuple[Line, ...]) -> None:
        super().__init__(
            Words(
                "Chưa gửi: chưa đến ngày chốt số liệu {day} mà {n} dòng không ghi là ước tính.",
                "Not sent: the cut-off {day} has not come and {n:line is no estimate|lines are no estimates}.",
            ).filled(day=f"{cut_off:%d/%m/%Y}", n=len(lines))
        )
        self.cut_off = cut_off
        self.lines = lines

    @property
    def names(self) -> str:
        """The first lines, by name."""
        told = [line.row.indicator.name for line in self.lines]
        return "; ".join(told[:_NAMED]) + ("; …" if len(told) > _NAMED else "")


@transaction.atomic
def move(
    request: Request, id: str, by: User | None, reason: str = "", *, version: int, agency: Agency | None = None,
    early: bool = False,
) -> Request:  # fmt: skip
    """Make one move of the table. `agency`: in whose name (rights.in_whose_name); None: of the part that moves it.

    `early`: the sender has confirmed that figures of days which are not over yet hold; the step keeps that.

    Raises Conflict when the report has another version by now, Refused when the move is not open or its reason is
    missing; both of these are Refused, too: NotReady when lines are to be mended before it is sent, TooEarly.
    """
    now = locked_request(request, version)
    before = now.state
    transition = check(
        id, now.state, locked=now.period.locked_at is not None, open_after_lock=now.open_after_lock, reason=reason
    )
    form = form_of(now) if id in _WITH_CONTENT else None
    ahead: tuple[Line, ...] = ()
    if form is not None and id == _SENDS:
        _ready(form)
        ahead = ahead_of_time(form)
        if ahead and not early:
            raise TooEarly(now.period.cut_off, ahead)
    late = _stamp(now, id)
    content = content_of(form) if form is not None else {}
    if ahead:
        content["early"] = now.period.cut_off.isoformat()
    if form is not None and id == _ACCEPTS:
        accept_figures(form, by)
    take_step(now, transition, by, agency or _agency(now, transition.who), reason=reason, late=late, content=content)
    now.version += 1
    now.save()
    act = "request.submitted_late" if late else f"request.{_ACT.get(id, id)}"
    record(act, by, now, plan=now.period.regime.plan_id, before=before, reason=reason.strip(), due=now.due.isoformat())
    return now


@transaction.atomic
def send_estimates(request: Request, by: User | None, *, version: int, agency: Agency | None = None) -> Request:
    """Mark every figure that is ahead of the cut-off as an estimate, and send the report. Raises as `move` does."""
    now = locked_request(request, version)
    figures = [
        Figure(line.row.pk, line.entry.value, vintage=Vintage.ESTIMATE, note=line.entry.note,
               explanation=line.entry.explanation)
        for line in ahead_of_time(form_of(now))
        if line.entry is not None
    ]  # fmt: skip
    saved = save(now, figures, None, by, version)
    return move(saved, _SENDS, by, version=saved.version, agency=agency)


def ahead_of_time(form: Form) -> tuple[Line, ...]:
    """Lines whose figure speaks of days that are not over yet and is no estimate."""
    if timezone.localdate() >= form.request.period.cut_off:
        return ()
    return tuple(
        line
        for line in form.lines
        if line.entry is not None and line.entry.value is not None and line.entry.vintage != Vintage.ESTIMATE
    )


def _agency(request: Request, who: str) -> Agency:
    """The agency whose part a move is."""
    return {"receiver": request.receiver, "focal": request.period.regime.receiver}.get(who, request.agency)


_ACT = {
    "start": "started", "submit": "submitted", "withdraw": "withdrawn", "return": "returned", "accept": "accepted",
    "lock": "locked", "reopen": "reopened",
}  # fmt: skip


def _ready(form: Form) -> None:
    open_ones = open_findings(form)
    if open_ones:
        raise NotReady(tuple(Unready(line, open_ones[line.row.pk]) for line in form.lines if line.row.pk in open_ones))


def _stamp(now: Request, id: str) -> bool:
    """Write the times of a move on the request; whether it is the first sending and late."""
    moment = timezone.now()
    late = False
    if id == _SENDS:
        late = now.first_submitted_at is None and timezone.localdate(moment) > now.due
        now.first_submitted_at = now.first_submitted_at or moment
        now.submitted_at = moment
    elif id == _ACCEPTS:
        now.accepted_at = moment
    elif id == "reopen":
        now.open_after_lock = True
    elif id == "lock":
        now.open_after_lock = False
    return late


@transaction.atomic
def delegate(request: Request, agency: Agency | None, by: User | None, *, version: int) -> Request:
    """Let another agency write and send the report in the name of the one that owes it; None: no longer.

    Raises Conflict and Refused as `move` does.
    """
    now = locked_request(request, version)
    if now.period.locked_at is not None and not now.open_after_lock:
        raise Refused(IS_LOCKED)
    if now.state in (State.ACCEPTED, State.LOCKED):
        raise Refused(Words("Báo cáo đã được tiếp nhận, không ủy quyền nữa.", "The report is accepted already."))
    if agency is not None and agency.pk == now.agency_id:
        agency = None
    if agency is not None and agency.pk == now.receiver_id:
        raise Refused(
            Words(
                "Cơ quan nhận báo cáo không làm thay báo cáo đó.", "The receiver of a report does not write it itself."
            )
        )
    if (agency.pk if agency else None) == now.delegated_to_id:
        return now
    was = now.delegated_to
    now.delegated_to = agency
    now.version += 1
    now.save(update_fields=["delegated_to", "version"])
    act = "request.delegated" if agency else "request.undelegated"
    record(act, by, now, plan=now.period.regime.plan_id, agency=str(agency or was))
    return now
