"""A quick year of the province (tools/year), and the annual report of 2024 whose figures are its source's."""

from __future__ import annotations

from pathlib import Path

from tools.year.__main__ import ARTICLE
from tools.year.telling import Telling
from tools.year.whole import play_annual, play_year


def held(telling: Telling, least: int) -> None:
    """Every check holds, and none was left out."""
    assert not telling.failed, "\n".join(f"{check.name}: {check.found}" for check in telling.failed)
    assert len(telling.checks) >= least


def test_a_quick_year_is_played_and_every_check_holds(db: None) -> None:
    lines: list[str] = []
    telling = Telling(lines.append)
    play_year(telling, quick=True)
    held(telling, 30)
    assert telling.acts["gửi"] >= 10
    assert telling.acts["tệp Excel"] >= 2
    assert telling.acts["dòng đọc từ Word"] >= 10
    assert len(lines) > 150


def test_the_annual_report_of_the_sample_has_its_figures(db: None) -> None:
    telling = Telling(lambda _: None)
    play_annual(telling, None)
    held(telling, 6)


def test_the_annual_report_has_the_figures_of_the_real_article(db: None, shared: Path) -> None:
    telling = Telling(lambda _: None)
    annual = play_annual(telling, shared / ARTICLE)
    held(telling, 6)
    for told in ("5,66 tỷ USD, đạt 111% kế hoạch", "2.954,1 tỷ đồng, đạt 118,9%", "10.530,1 tỷ đồng, đạt 140,7%"):
        assert told in annual.section
