"""The whole year: the calendar of the story, and what must hold at its end."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from lotrinh.living.difficulties.models import Decision, Difficulty
from lotrinh.living.gathering.models import Snapshot
from lotrinh.living.journal.models import Event
from lotrinh.living.journal.verification import verify
from lotrinh.living.official.models import Report
from lotrinh.living.people.models import User
from lotrinh.living.reporting.models import Period, Regime, Step, Upload
from lotrinh.living.reporting.opening import open_due
from lotrinh.living.reporting.periods import spans
from tools.year.annual import Annual, annual_report, check_annual
from tools.year.cases import plan_cases
from tools.year.clock import moved
from tools.year.papers import plan_papers
from tools.year.periods import Round
from tools.year.province import BEGIN, COMMUNES, World, make_world, merge, open_communes
from tools.year.regimes import add_communes, make_regimes
from tools.year.reminders import reminders_told
from tools.year.scripts import FULL, QUICK, Script
from tools.year.story import Diary
from tools.year.telling import Telling

MOVES = {
    "submit": ("request.submitted", "request.submitted_late"), "return": ("request.returned",),
    "accept": ("request.accepted",), "lock": ("request.locked",), "reopen": ("request.reopened",),
}  # fmt: skip
END = {False: date(2026, 1, 20), True: date(2025, 11, 10)}


def play_year(telling: Telling, *, quick: bool) -> World:
    """Play it on the open, empty database."""
    with moved(BEGIN) as clock:
        world = make_world(clock, telling, quick=quick)
        make_regimes(world)
        world.act("mở kỳ", f"Chương trình mở {open_due()} kỳ báo cáo.")
        diary = Diary(world)
        diary.on(date(2025, 3, 3), lambda: merge(world))  # the first working day after the merger
        diary.on(COMMUNES, lambda: open_communes(world, 3 if quick else 65))
        diary.on(COMMUNES, lambda: add_communes(world))
        plan_cases(diary)
        plan_papers(diary)
        _plan_periods(diary)
        diary.run(END[quick])
        reminders_told(world)
        _verify(world)
    return world


def play_annual(telling: Telling, article: Path | None) -> Annual:
    """The annual report of 2024 on the open, empty database; results from the article, or from the sample."""
    with moved(BEGIN) as clock:
        world = make_world(clock, telling, quick=True)
        annual = annual_report(world, article)
        check_annual(world, annual, "article" if article else "sample")
        _verify(world)
    return annual


def _plan_periods(diary: Diary) -> None:
    scripts = QUICK if diary.world.quick else FULL
    for regime in Regime.objects.order_by("pk"):
        for span in spans(regime.frequency, regime.windows, regime.own_window, regime.valid_from, date(2025, 12, 31)):
            if regime.valid_to is None or span.cut_off <= regime.valid_to:
                Round(diary, regime, str(span.period), span.cut_off, scripts.get(str(span.period), Script())).plan()


def _verify(world: World) -> None:
    check = world.telling.check
    check("Nhật ký nguyên vẹn (lotrinh verify)", verify().whole, True)
    acts = Counter(Event.objects.values_list("act", flat=True))
    steps = Counter(Step.objects.values_list("transition", flat=True))
    told = {move: sum(acts[act] for act in names) for move, names in MOVES.items()}
    check("Nhật ký: mỗi bước của báo cáo một dòng", told, {move: steps[move] for move in MOVES})
    kept = {
        "period.locked": Snapshot.objects.count(),
        "period.opened": Period.objects.count(),
        "request.taken_over": Upload.objects.filter(state=Upload.State.APPLIED).count(),
        "difficulty.raised": Difficulty.objects.count(),
        "difficulty.decided": Decision.objects.count(),
        "report.made": Report.objects.count(),
        "account.created": User.objects.count() - 1,  # the first administrator comes with the site
    }
    check(
        "Nhật ký: mỗi bản chốt, kỳ, tệp, khó khăn, báo cáo, tài khoản một dòng", {act: acts[act] for act in kept}, kept
    )
