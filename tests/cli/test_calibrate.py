"""`lotrinh calibrate` and the tables that judge and explain take."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lotrinh.assessment.intervals import read_table
from lotrinh.cli import exit_codes
from lotrinh.cli.calibrate import yearly_series
from lotrinh.cli.main import run
from lotrinh.reading.series import read_series


def write_series(path: Path, series: int, years: int) -> Path:
    random.seed(7)
    lines = ["Chỉ tiêu;Đơn vị;Kỳ;Giá trị"]
    for number in range(series):
        value = 50.0
        for year in range(2025 - years, 2025):
            value += random.gauss(1, 1.5)
            lines.append(f"Chỉ tiêu {number};tấn;{year};{str(round(value, 1)).replace('.', ',')}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_table_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, table = write_series(tmp_path / "chuoi.csv", 12, 17), tmp_path / "bang.toml"
    assert run(["calibrate", str(file), "--output", str(table)]) == exit_codes.OK
    told = capsys.readouterr()
    assert "828 lần kiểm nghiệm lùi trên 12 chuỗi" in told.out  # 12 · (14 + 13 + 12 + 11 + 10 + 9)
    text = table.read_text(encoding="utf-8")
    assert "chuoi.csv" in text and set(read_table(text)) == {60, 80, 95}
    assert set(read_table(text)[80]) == {1, 2, 3, 4, 5, 6}
    assert str(table) in told.err


def test_too_few_series(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_series(tmp_path / "it.csv", 4, 17)
    assert run(["--lang", "en", "calibrate", str(file)]) == exit_codes.TOO_FEW
    assert "276 back-tests from 4 yearly series" in capsys.readouterr().err
    assert run(["calibrate", str(tmp_path / "khong-co.csv")]) == exit_codes.NOT_FOUND


def test_a_table_that_cannot_be_written(tmp_path: Path) -> None:
    file = write_series(tmp_path / "chuoi.csv", 12, 17)
    assert run(["calibrate", str(file), "-o", str(tmp_path / "no" / "x.toml")]) == exit_codes.NOT_WRITTEN


def test_only_years_and_only_the_most_final_figures(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    rows = (
        "chỉ tiêu,đơn vị,kỳ,giá trị,loại số liệu",
        "Tỷ lệ hộ nghèo,%,2023,9,ước tính", "Tỷ lệ hộ nghèo,%,2023,8,chính thức", "Tỷ lệ hộ nghèo,%,2024,,",
        "Tỷ lệ hộ nghèo,%,2024-12,7,", "Tỷ lệ hộ nghèo,%,2024-Q4,7,", "Tỷ lệ hộ nghèo,%,2021/2025,7,",
        "Số trường,trường,as-of 2024-12-31,3,", "Số trường,trường,as-of 2023-06-30,2,",
    )  # fmt: skip
    path.write_text("\n".join(rows), encoding="utf-8")
    points, shares = yearly_series([("s.csv", row) for row in read_series(path)])
    assert list(points.values()) == [[(2023.0, 8.0)], [(2024.0, 3.0)]]
    assert shares == {name for name in points if "ngheo" in name}


def test_judge_refuses_a_bad_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, bad = tmp_path / "p.txt", tmp_path / "bad.toml"
    plan.write_text("- Tỷ lệ che phủ rừng đạt 67% vào năm 2030.\n", encoding="utf-8")
    bad.write_text("[cover_80]\n1 = 1\n", encoding="utf-8")
    assert run(["judge", str(plan), "--intervals", str(bad)]) == exit_codes.USAGE
    assert "no [cover_95]" in capsys.readouterr().err
    assert run(["judge", str(plan), "--intervals", str(tmp_path / "none.toml")]) == exit_codes.USAGE
    bad.write_bytes(b"\xff\xfe")
    assert run(["judge", str(plan), "--intervals", str(bad)]) == exit_codes.USAGE


def test_explain_tells_the_outlook_with_ones_own_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, series, table = tmp_path / "p.txt", tmp_path / "s.csv", tmp_path / "t.toml"
    plan.write_text("II. CHỈ TIÊU ĐẾN NĂM 2027\n- Tỷ lệ lao động qua đào tạo đạt 76%.\n", encoding="utf-8")
    figures = [
        f"Tỷ lệ lao động qua đào tạo,%,{year},{value}"
        for year, value in zip(range(2021, 2025), (58, 60, 62, 64), strict=True)
    ]
    series.write_text("\n".join(["chỉ tiêu,đơn vị,kỳ,giá trị", *figures]), encoding="utf-8")
    table.write_text("[cover_80]\n3 = 0.5\n[cover_95]\n3 = 1.0\n", encoding="utf-8")
    told = []
    for extra in ([], ["--intervals", str(table)]):
        assert run(["explain", str(plan), "--series", str(series), *extra]) == exit_codes.OK
        told.append(next(line for line in capsys.readouterr().out.splitlines() if "Triển vọng" in line))
    assert told[0] != told[1]
    low, high = (float(part.replace(",", ".")) for part in told[1].split("từ ")[1].split(")")[0].split(" đến "))
    assert high - low == pytest.approx(2 * 0.5 * 2, abs=0.02)  # 0,5 mean changes of 2 on both sides
