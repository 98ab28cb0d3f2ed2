"""A step of a report: written once with what the report held then, never changed."""

from __future__ import annotations

from typing import Any

from lotrinh.living.people.models import Agency, User
from lotrinh.living.reporting.lines import Form
from lotrinh.living.reporting.models import Period, Request, Step
from lotrinh.living.reporting.transitions import Transition
from lotrinh.living.words import Words


class Conflict(Exception):  # noqa: N818 - a state that the page shows and asks about, not a fault
    """Somebody was faster: the report is no longer the one that was seen. `now`: as it stands."""

    def __init__(self, now: Request) -> None:
        super().__init__(f"request {now.pk} is at version {now.version}")
        self.now = now
        self.words = Words(
            "Báo cáo vừa được người khác sửa hoặc chuyển. Dưới đây là bản đang có; xem lại rồi làm tiếp.",
            "Somebody else has just changed or moved this report. Below is how it stands; look at it and go on.",
        )


def locked_request(request: Request, version: int) -> Request:
    """The request for changing it, its period too, so that no period is locked meanwhile. Raises Conflict."""
    Period.objects.select_for_update().get(pk=request.period_id)
    now = (
        Request.objects.select_for_update(of=("self",))
        .select_related(
            "period__regime__plan__area",
            "period__regime__receiver",
            "level",
            "agency__area",
            "receiver",
            "delegated_to",
        )
        .get(pk=request.pk)
    )
    if now.version != version:
        raise Conflict(now)
    return now


def take_step(
    request: Request, transition: Transition, by: User | None, agency: Agency | None, *, reason: str = "",
    late: bool = False, content: dict[str, Any] | None = None,
) -> Step:  # fmt: skip
    """Write the step and put the request (not saved yet) into its new state."""
    step = Step.objects.create(
        request=request, number=request.steps.count() + 1, transition=transition.id, before=request.state,
        after=transition.after, reason=reason.strip(), agency=agency, late=late, content=content or {}, by=by,
    )  # fmt: skip
    request.state = transition.after
    return step


def content_of(form: Form) -> dict[str, Any]:
    """What the report holds, as the step keeps it: every line that says something, and the written part."""
    return {
        "version": form.request.version,
        "text": dict(form.request.text),
        "lines": [
            {
                "row": line.row.pk, "heading": line.row.heading, "indicator": line.row.indicator_id,
                "name": line.row.indicator.name, "scope": line.row.scope, "change": line.row.change,
                "unit": line.unit, "area": line.area.pk if line.area else None, "value": line.entry.value,
                "vintage": line.entry.vintage, "note": line.entry.note, "explanation": line.entry.explanation,
                "files": [file.sha256 for file in line.attachments],
            }
            for line in form.lines
            if line.entry is not None
        ],
    }  # fmt: skip
