"""Reports of the sample province: the usual regimes of its plan, a quarter that is over and one that is open."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.entering import Figure, save
from lotrinh.living.reporting.filling import form_of, request_for
from lotrinh.living.reporting.models import Regime, Request
from lotrinh.living.reporting.moving import move
from lotrinh.living.reporting.opening import open_periods
from lotrinh.living.reporting.wizard import Choice, set_up

FOCAL, REPORTING = "Sở Tài chính", ("Sở Y tế", "Sở Nông nghiệp và Môi trường")


@transaction.atomic
def load_reports(plan: Plan, author: User, on: date | None = None) -> None:
    """Set up what is not there: a quarterly and a yearly regime; of the last quarter one report sent, one returned.

    Nothing is accepted, so that the plan is judged by the results of 2024 alone.
    """
    if Regime.objects.filter(plan=plan).exists():
        return
    today = on or timezone.localdate()
    focal = Agency.objects.filter(name=FOCAL, valid_to=None).latest("pk")
    since = today - timedelta(days=150)
    regimes = set_up(Choice(plan, focal, ("quarter", "year"), 5, None, 2, "decree", since), author)
    for regime in regimes:
        open_periods(regime, since, today + timedelta(days=45), author)
    quarter = regimes[0].periods.filter(cut_off__lt=today).order_by("-cut_off").first()
    if quarter is None:
        return
    first, second = (quarter.requests.filter(agency__name=name).first() for name in REPORTING)
    if first is not None:
        _sent(first, author)
    if second is not None:
        sent = _sent(second, author)
        move(
            sent, "return", author, "Số liệu chưa nêu rõ là ước tính hay chính thức. Đề nghị rà soát, gửi lại.",
            version=sent.version,
        )  # fmt: skip


def _sent(request: Request, author: User) -> Request:
    """The report filled with the last figures, or "no figure yet" with its reason, and sent."""
    loaded = request_for(request.pk)
    assert loaded is not None
    figures = []
    for line in form_of(loaded).lines:
        value = line.in_unit(line.last)
        note = "" if value is not None else "Đang tổng hợp từ cơ sở."
        figures.append(Figure(line.row.pk, value, note=note, explanation="Số mẫu lấy theo kỳ liền trước."))
    heading = next(iter(loaded.period.regime.outline), None)
    text = {heading: "Các nhiệm vụ được triển khai theo kế hoạch."} if heading else None
    saved = save(loaded, figures, text, author, loaded.version)
    return move(saved, "submit", author, version=saved.version)
