"""The whole year: the calendar of the story, and what must hold at its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from lotrinh.living.journal.models import Event
from lotrinh.living.journal.verification import verify
from lotrinh.living.reporting.models import Regime
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
    outcome = verify()
    world.telling.check("Nhật ký nguyên vẹn (lotrinh verify)", outcome.whole, True)
    world.telling.check("Mỗi việc có dòng nhật ký", outcome.rows == Event.objects.count() > 0, True)
