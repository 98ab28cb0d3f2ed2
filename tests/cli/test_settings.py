"""`--settings` on the command line: its terms reach the verdict, its mistakes are usage errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.cli import exit_codes
from lotrinh.cli.main import run

PLAN = "II. CHỈ TIÊU ĐẾN NĂM 2030\n- Tỷ lệ che phủ rừng đạt 67%.\n"
SERIES = "chỉ tiêu,đơn vị,năm,giá trị\n" + "".join(f"Tỷ lệ che phủ rừng,%,{2021 + i},{60 + i}\n" for i in range(4))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, Path]:
    plan, series = tmp_path / "ke-hoach.txt", tmp_path / "so-lieu.csv"
    plan.write_text(PLAN, encoding="utf-8")
    series.write_text(SERIES, encoding="utf-8")
    return str(plan), str(series), tmp_path / "quy-tac.toml"


def test_terms_reach_the_explanation(files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    plan, series, settings = files
    settings.write_text(
        '[[target]]\nindicator = "che phủ rừng"\ndirection = "more"\nverdict = "behind"\nby = "Sở Nông nghiệp"\n'
        '[[target]]\nindicator = "không có"\ntolerance = 1\n',
        encoding="utf-8",
    )
    assert run(["explain", plan, "--series", series, "--settings", str(settings)]) == 0
    told = capsys.readouterr()
    assert "pace-destatis@2" in told.out
    assert "Chiều tốt do người có trách nhiệm xác nhận." in told.out
    assert "(Sở Nông nghiệp) đánh giá: chậm. Chương trình đánh giá cao hơn 2 bậc." in told.out
    assert "Chất lượng số liệu: 4 số liệu" in told.out
    assert "«không có» không khớp" in told.err


def test_mistakes_are_usage_errors(files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    plan, series, settings = files
    settings.write_text('[[target]]\nindicator = "rừng"\ntolerence = 1\n', encoding="utf-8")
    assert run(["judge", plan, "--series", series, "--settings", str(settings)]) == exit_codes.USAGE
    assert "tolerence" in capsys.readouterr().err


def test_an_event_is_confirmed_by_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, series = tmp_path / "ke-hoach.txt", tmp_path / "su-kien.csv"
    plan.write_text("II. CHỈ TIÊU\n- Đến năm 2025 đưa huyện Văn Quan thoát khỏi huyện nghèo.\n", encoding="utf-8")
    series.write_text(
        "chỉ tiêu,kỳ,giá trị\nhuyện Văn Quan thoát khỏi huyện nghèo,2025-06-20,Hoàn thành\n", encoding="utf-8"
    )
    assert run(["explain", str(plan), "--series", str(series), "--as-of", "2026-01-01"]) == 0
    assert "Hoàn thành ngày 20/06/2025, hạn năm 2025: đạt." in capsys.readouterr().out
