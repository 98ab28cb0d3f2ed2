"""The benchmark measures what it says: whole readings, of documents of the stated size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.bench import __main__ as command
from tools.bench import baseline, series
from tools.bench.growth import Step, document
from tools.bench.stages import WHERE, stages
from tools.bench.texts import Texts, texts

TEXT = "Kế hoạch số 23/KH-UBND ngày 26/01/2023 của UBND tỉnh Lạng Sơn: tỷ lệ che phủ rừng đạt 64%.\n"


@pytest.fixture
def sample(tmp_path: Path) -> Texts:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return Texts("one line", (file,), (TEXT,))


@pytest.mark.parametrize("size", [50, 1_000, 10_000])
def test_a_grown_document_has_about_its_size(size: int) -> None:
    data = document(["dòng một\n", "dòng hai\n"], size)
    assert size - 20 <= len(data) <= size
    data.decode()


def test_baseline_finds_its_seven_kinds() -> None:
    text = TEXT + "Luật Đất đai, ngày 01 tháng 8 năm 2024, 2.954,1 tỷ đồng."
    assert all(pattern.search(text) for pattern in baseline.PATTERNS.values())
    assert len(baseline.PATTERNS) == 7


def test_stages_are_timed_and_put_back(sample: Texts) -> None:
    before = [dict(vars(module)) for module in WHERE]
    told = stages(sample)
    assert [dict(vars(module)) for module in WHERE] == before
    assert {"read_document", "encode", "total", "prose_of"} <= told.keys()
    assert max(told, key=lambda name: told[name]) == "total"


def test_samples_stand_in_for_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTRINH_SHARED", "/nowhere")
    read = texts()
    assert read.name == "samples"
    assert read.megabytes > 0.2


def test_report_and_stored_figures_agree(sample: Texts) -> None:
    table = {"lotrinh, 1 process": command.speed(0.5, sample)}
    grown = {"one": [Step(1000, 0.01, None), Step(2000, 0.02, 2.0)]}
    lines = "\n".join(command.report(sample, table, grown))
    assert "2.00" in lines
    kept = command.stored(sample, table, grown)
    assert kept["speed"]["lotrinh, 1 process"]["documents_per_second"] == 2.0
    assert kept["growth"]["one"][1] == {"bytes": 2000, "milliseconds": 20.0, "ratio": 2.0}


def test_every_series_is_judged(tmp_path: Path) -> None:
    series.generate(tmp_path / "series.parquet", 300)
    assert series.judge_in(tmp_path)["series"] == 300
    assert series.million(300)["series"] == 300


def test_ratios_are_against_our_frames() -> None:
    told = series.peers(1e6, install=False)
    assert told.keys() == {series.LOOP}
    row = told[series.LOOP]
    assert row["times_slower"] == pytest.approx(1e6 / row["series_per_second"], rel=0.1)
    ours = {"series": 1000, "seconds": 0.5, "series_per_second": 2000.0}
    assert "0.50 s" in "\n".join(command.judging_report({series.OURS: ours, **told}))
