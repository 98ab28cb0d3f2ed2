"""Pages of reports: what I owe, one report with its form, what was sent at a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.observations.models import Vintage
from lotrinh.living.observations.words import period_words
from lotrinh.living.people.models import Agency
from lotrinh.living.reporting.cells import Cell, cells_of_post, texts_of_post
from lotrinh.living.reporting.entering import save
from lotrinh.living.reporting.examining import open_findings
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.loading import Opened, opened, opened_to_write, transition_of, version_of
from lotrinh.living.reporting.models import State
from lotrinh.living.reporting.moving import NotReady, TooEarly, delegate, move, send_estimates
from lotrinh.living.reporting.owed import owed_by
from lotrinh.living.reporting.queries import last_sent, sent_by, steps_of, uploads_of, waiting_for
from lotrinh.living.reporting.rights import READ, RECEIVE, WRITE, covered, in_whose_name
from lotrinh.living.reporting.shown import changed_between, groups_of, live, not_emptied
from lotrinh.living.reporting.steps import Conflict
from lotrinh.living.reporting.transitions import Refused, transitions
from lotrinh.living.words import Words


@require_GET
@door(READ)
def mine(request: HttpRequest) -> HttpResponse:
    """What I must report by when, what waits for me, what I sent."""
    person = person_in(request)
    owed = owed_by(covered(person, WRITE))
    context = {
        "owed": owed[:200],
        "returned": sum(one.state in (State.RETURNED, State.REOPENED) for one in owed),
        "late": sum(one.late for one in owed),
        "reports": bool(covered(person, WRITE)),
        "receives": bool(covered(person, RECEIVE)),
        "waiting": waiting_for(person),
        "sent": sent_by(person),
    }
    return render(request, "reporting/mine.html", context)


@require_GET
@door(READ)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its form to fill for those who write it, what it says for everybody else."""
    return page(request, opened(request, pk))


def page(
    request: HttpRequest, found: Opened, cells: Mapping[int, Cell] | None = None,
    texts: Mapping[str, str] | None = None, status: int = 200, *, beside: bool = False, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The page of a report. `cells`, `texts`: as they were typed, where they could not be saved.

    `beside`: somebody else saved meanwhile; what is saved stands beside what was typed.
    """
    form = form_of(found.report)
    if beside:
        cells = not_emptied(form, cells or {})
        texts = {heading: text for heading, text in (texts or {}).items() if text.strip()}
    steps = steps_of(found.report)
    sent = last_sent(found.report)
    came_back = found.report.state in (State.RETURNED, State.REOPENED)
    compared = None
    if came_back:  # what is typed beside what was sent
        compared = sent
    elif found.report.state == State.SUBMITTED and sent is not None:  # what was sent beside the sending before it
        compared = last_sent(found.report, sent.number)
    written = [
        (n, heading, typed, saved if beside and "".join(typed.split()) != "".join(saved.split()) else "")
        for n, heading in enumerate(form.outline)
        for saved in (found.report.text.get(heading, ""),)
        for typed in ((texts or {}).get(heading, saved),)
    ]
    goals = any(line.goal for line in form.lines)
    long_goals = any(line.long_goal for line in form.lines)
    context = {
        "report": found.report,
        "goals": goals,
        "long_goals": long_goals,
        "columns": 6 + 2 * goals + long_goals + (compared is not None),
        "opened": found,
        "form": form,
        "groups": groups_of(form, cells, compared.content if compared else None, beside=beside),
        "compared": compared,
        "open": len(open_findings(form)),
        "written": written,
        "period": period_words(found.report.period.period),
        "vintages": Vintage.choices,
        "steps": steps,
        "reason": next((step for step in steps if step.reason), None) if came_back else None,
        "early": sent is not None and not came_back and "early" in sent.content,
        "files": [file for file in found.report.attachments.all() if file.row_id is None],
        "uploads": uploads_of(found.report) if "reporter" in found.parts else [],
        "days": (found.report.due - timezone.localdate()).days,
        "agencies": Agency.objects.filter(valid_to=None).values_list("name", flat=True)[:400] if found.writes else [],
        **more,
    }
    return render(request, "reporting/report.html", context, status=status)


NO_SUCH_AGENCY = Words(
    "Không có cơ quan tên «{name}». Chọn từ danh sách gợi ý.",
    "No agency is called “{name}”. Choose one from the list.",
)
SAVED_MEANWHILE = Words(
    "Người khác vừa lưu báo cáo này. Số đang gõ chưa lưu; bấm «Lưu bản nháp» để xem hai bản cạnh nhau.",
    "Somebody else has just saved this report. What you type is not saved; “Save the draft” shows both versions.",
)
BOTH_SHOWN = Words(
    "Chưa lưu: người khác vừa lưu báo cáo này. Chỗ nào hai bản khác nhau thì bản đã lưu được ghi bên cạnh; "
    "xem lại rồi lưu.",
    "Not saved: somebody else has just saved this report. Where the two differ the saved one is told beside yours; "
    "look at them and save.",
)


@require_POST
@door(WRITE)
def write(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save what was typed. A cell that cannot be taken is told beside it; all others are saved."""
    found = opened_to_write(request, pk)
    form = form_of(found.report)
    cells, texts = cells_of_post(form, request.POST), texts_of_post(form, request.POST)
    figures = [cell.figure(row) for row, cell in cells.items() if cell.fault is None]
    quiet = request.accepts("application/json") and not request.accepts("text/html")
    try:
        saved = save(found.report, figures, texts, account_in(request), version_of(request))
    except Conflict as conflict:
        if quiet:
            return JsonResponse({"conflict": str(SAVED_MEANWHILE)}, status=409)
        now = opened(request, pk)
        messages.warning(request, str(BOTH_SHOWN if now.writes else conflict.words))
        return page(request, now, cells, texts, status=409, beside=True)
    except Refused as refused:
        if quiet:
            return JsonResponse({"refused": str(refused.words)}, status=422)
        messages.error(request, str(refused.words))
        return redirect("reporting:request", pk)
    if quiet:
        at = date_format(timezone.localtime(), "TIME_FORMAT")
        told = Words(f"Đã lưu lúc {at}.", f"Saved at {at}.")
        return JsonResponse({"version": saved.version, "saved": str(told), **live(form, cells)})
    faulty = sum(cell.fault is not None for cell in cells.values())
    if faulty:
        told = Words("Đã lưu, trừ {n} ô có lỗi.", "Saved, except {n:cell|cells} with an error.")
        messages.error(request, told.format(n=faulty))
        return page(request, opened(request, pk), cells, texts, status=422)
    if request.POST.get("then") == "submit":
        return _moved(request, opened(request, pk), "submit", saved.version)
    messages.success(request, str(Words("Đã lưu bản nháp.", "The draft is saved.")))
    return redirect("reporting:request", pk)


@require_POST
@door(WRITE)
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """What the program makes of what is typed so far; nothing is written."""
    form = form_of(opened_to_write(request, pk).report)
    return JsonResponse(live(form, cells_of_post(form, request.POST)))


@require_POST
@door(READ)
def make_move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send, take back, return, accept, reopen."""
    found = opened(request, pk)
    if not found.parts:
        raise PermissionDenied
    transition = transition_of(request.POST.get("move", ""))
    if transition.who not in found.parts:
        raise PermissionDenied
    return _moved(request, found, transition.id, version_of(request))


def _moved(request: HttpRequest, found: Opened, id: str, version: int) -> HttpResponseBase:
    reason = request.POST.get("reason", "")[:2_000]
    name = in_whose_name(person_in(request), found.report, transition_of(id).who)
    by, early = account_in(request), request.POST.get("early", "")
    try:
        if id == "submit" and early == "estimate":
            now = send_estimates(found.report, by, version=version, agency=name)
        else:
            now = move(found.report, id, by, reason, version=version, agency=name, early=early == "sure")
    except TooEarly as ahead:
        return page(request, opened(request, found.report.pk), status=422, ahead=ahead)
    except NotReady as unready:
        messages.error(request, str(unready.words))
        return page(request, found, status=422, unready=unready.unready, reason_typed=reason)
    except Conflict as conflict:
        messages.warning(request, str(conflict.words))
        return page(request, opened(request, found.report.pk), status=409, reason_typed=reason)
    except Refused as refused:
        messages.error(request, str(refused.words))
        return page(request, opened(request, found.report.pk), status=422, reason_typed=reason)
    messages.success(request, str(_DONE.get(id, Words("Đã ghi.", "Done."))))
    if id in ("accept", "return") and now.receiver_id in covered(person_in(request), RECEIVE):
        return redirect("reporting:mine")
    return redirect("reporting:request", now.pk)


_DONE = {
    "submit": Words("Đã gửi báo cáo.", "The report is sent."),
    "withdraw": Words("Đã rút lại. Sửa xong thì gửi lại.", "It is taken back. Send it again when it is mended."),
    "return": Words(
        "Đã trả lại; cơ quan báo cáo thấy lý do trước tiên.", "It is returned; its reporter sees the reason first."
    ),
    "accept": Words(
        "Đã tiếp nhận; số liệu đã vào kế hoạch.", "It is accepted; its figures are figures of the plan now."
    ),
    "reopen": Words("Đã mở lại báo cáo.", "The report is open again."),
}


@require_POST
@door(WRITE)
def give(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let another agency write the report, or take that back."""
    found = opened_to_write(request, pk)
    told = " ".join(request.POST.get("agency", "").split())
    agency = None
    if told:
        agency = Agency.objects.filter(name=told, valid_to=None).order_by("-pk").first()
        if agency is None:
            messages.error(request, NO_SUCH_AGENCY.format(name=told[:100]))
            return redirect("reporting:request", pk)
    try:
        delegate(found.report, agency, account_in(request), version=version_of(request))
    except (Conflict, Refused) as problem:
        messages.error(request, str(problem.words))
    else:
        messages.success(request, str(Words("Đã ghi người làm thay.", "It is written down who writes it.")))
    return redirect("reporting:request" if found.writes else "reporting:mine", *([pk] if found.writes else []))


@require_GET
@door(READ)
def step(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What the report held at a step, and what that changed against the sending before."""
    found = opened(request, pk)
    one = found.report.steps.select_related("by", "agency").filter(number=number).first()
    if one is None:
        raise Http404
    before = last_sent(found.report, number)
    context = {
        "report": found.report,
        "period": period_words(found.report.period.period),
        "step": one,
        "words": transitions()[one.transition].words if one.transition in transitions() else one.transition,
        "before": before,
        "changed": changed_between(before.content, one.content) if before and one.content else [],
        "lines": one.content.get("lines", []),
        "texts": one.content.get("text", {}),
    }
    return render(request, "reporting/step.html", context)
