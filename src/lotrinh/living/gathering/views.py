"""Pages of gathering: the periods, the board of one, its contradictions, what it adds up to, its snapshots."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.access.rules import may
from lotrinh.living.gathering.board import Board, Line, board_of, periods_listed
from lotrinh.living.gathering.contradictions import rules
from lotrinh.living.gathering.differences import Difference, difference
from lotrinh.living.gathering.locking import UNSENT, Absent, NotLockable, lock
from lotrinh.living.gathering.models import Snapshot
from lotrinh.living.gathering.queries import gathered
from lotrinh.living.gathering.snapshots import recompute
from lotrinh.living.observations.words import period_words
from lotrinh.living.people.models import Agency
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator, Target
from lotrinh.living.reporting.loading import version_of
from lotrinh.living.reporting.models import Period
from lotrinh.living.words import Words
from lotrinh.output.formulas import harmless

READ, LOCK, REMIND = "gathering.read", "report.gather", "report.make"


def _period(pk: int) -> Period:
    return get_object_or_404(Period.objects.select_related("regime__plan", "regime__receiver"), pk=pk)


def _common(request: HttpRequest, period: Period, here: str) -> dict[str, Any]:
    return {
        "period": period,
        "here": here,
        "may_lock": may(person_in(request), LOCK),
        "snapshots": list(period.snapshots.select_related("by").defer("content")),
        "today": timezone.localdate(),
    }


@require_GET
@door(READ)
def periods(request: HttpRequest) -> HttpResponse:
    """The periods of all regimes with how far each is."""
    return render(request, "gathering/periods.html", {"periods": periods_listed(), "today": timezone.localdate()})


@require_GET
@door(READ)
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has reported, who has not, who was late."""
    period = _period(pk)
    board = board_of(period)
    context = _common(request, period, "board") | {
        "board": board,
        "absent": [] if period.locked_at else _absent(board),
        "may_remind": may(person_in(request), REMIND),
        "open_again": any(line.request.open_after_lock for line in board.lines),
    }
    return render(request, "gathering/board.html", context)


def _absent(board: Board) -> list[Line]:
    """Those that a period would be locked without."""
    return [line for line in board.lines if line.request.state in UNSENT]


@require_GET
@door(READ)
def contradictory(request: HttpRequest, pk: int) -> HttpResponse:
    """Figures that cannot both hold, with both sides."""
    period = _period(pk)
    found = gathered(period).contradictions()
    groups = [(rule["words"], [one for one in found if one.rule == name]) for name, rule in rules().items()]
    context = _common(request, period, "contradictions") | {"count": len(found), "groups": groups}
    return render(request, "gathering/contradictions.html", context)


@require_GET
@door(READ)
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """What the reports add up to, beside the statistics office."""
    period = _period(pk)
    told = gathered(period)
    context = _common(request, period, "figures") | {"lines": told.lines(), "places": len(told.places)}
    return render(request, "gathering/figures.html", context)


@require_GET
@door(READ)
def figures_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same table as CSV."""
    period = _period(pk)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["chi_tieu", "don_vi", "toan_dia_ban", "cong_tu_dia_ban", "so_dia_ban_co", "so_dia_ban",
                     "tu_dau_nam", "co_quan_thong_ke"])  # fmt: skip
    for line in gathered(period).lines():
        places, so_far = line.places, line.so_far
        writer.writerow([
            harmless(line.name), line.unit, line.whole.value if line.whole else "", places.value if places else "",
            places.told if places else "", places.wanted if places else "", so_far.value if so_far else "",
            line.statistics.value if line.statistics else "",
        ])  # fmt: skip
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tong-hop-{period.period.replace("/", "_")}.csv"'
    return response


@require_POST
@door(LOCK)
def lock_period(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Lock the period and keep its snapshot; where agencies have not sent, first name them and ask again."""
    period = _period(pk)
    reason = request.POST.get("reason", "")[:2000]
    told = request.POST.getlist("without") if "sure" in request.POST else []
    without = [int(one) for one in told if one.isdecimal() and len(one) < 12]
    version = version_of(request)
    try:
        snapshot = lock(period, account_in(request), version, reason, without=without)
    except Absent:
        found = _absent(board_of(period))
        context = {"period": period, "absent": found, "held": version, "reason": reason,
                   "told": period_words(period.period)}  # fmt: skip
        return render(request, "gathering/lock.html", context, status=422)
    except NotLockable as problem:
        messages.error(request, str(problem.words))
    else:
        done = Words("Đã khóa kỳ báo cáo, bản chốt số {n}.", "The period is locked; snapshot {n} is kept.")
        messages.success(request, done.format(n=snapshot.number))
        return redirect("gathering:snapshot", pk=pk, number=snapshot.number)
    return redirect("gathering:board", pk=pk)


@require_GET
@door(READ)
def snapshot(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A snapshot: what was locked, whether it can be made again, what changed since the one before."""
    period = _period(pk)
    held = get_object_or_404(
        Snapshot.objects.select_related("by", "period__regime__plan"), period=period, number=number
    )
    before = Snapshot.objects.filter(period=period, number=number - 1).first()
    context = _common(request, period, "snapshot") | {
        "held": held,
        "made_again": recompute(held) if "tinh-lai" in request.GET else None,
        "before": before,
        "changes": _told(difference(before, held)) if before else None,
    }
    return render(request, "gathering/snapshot.html", context)


def _told(found: Difference) -> dict[str, Any]:
    """The difference with names in place of numbers. Four queries."""
    indicators = Indicator.objects.in_bulk({one.indicator for one in found.figures})
    areas = Area.objects.in_bulk({one.area for one in found.figures if one.area is not None})
    agencies = Agency.objects.in_bulk({one.agency for one in found.figures if one.agency is not None})
    targets = Target.objects.select_related("indicator", "plan").in_bulk([target for target, _, _ in found.verdicts])
    return {
        "figures": [
            {
                "indicator": indicators.get(one.indicator),
                "who": ", ".join(
                    str(name) for name in (areas.get(one.area or 0), agencies.get(one.agency or 0)) if name is not None
                ),
                "before": one.before,
                "after": one.after,
            }
            for one in found.figures
        ],
        "verdicts": [(targets.get(target), before, after) for target, before, after in found.verdicts],
    }


@require_GET
@door(READ)
def snapshot_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The bytes of a snapshot, as they were hashed."""
    held = get_object_or_404(Snapshot, period=pk, number=number)
    response = HttpResponse(held.content.encode(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ban-chot-{pk}-{number}.json"'
    return response
