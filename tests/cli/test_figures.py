"""`lotrinh check` and `lotrinh series`, as they are called."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from lotrinh.cli import exit_codes
from lotrinh.cli.main import run

HEAD = "Tình hình kinh tế - xã hội tỉnh Hưng Yên năm 2024\n\n"
WRONG = HEAD + "Năm 2024, tổng đàn lợn toàn tỉnh đạt 517.796 con, tăng 0,61% (tăng 812 con) so với năm trước.\n"
RIGHT = WRONG.replace("0,61%", "0,16%")


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    return written(tmp_path / "sai.txt", WRONG)


@pytest.fixture
def right(tmp_path: Path) -> str:
    return written(tmp_path / "dung.txt", RIGHT)


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_contradiction_has_its_exit_code_both_sides_and_its_mend(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", wrong]) == exit_codes.CONTRADICTION
    printed = " ".join(capsys.readouterr().out.split())
    for piece in ("MÂU THUẪN", "517.796 con", "+0,61%", "1 mâu thuẫn", "Lệch ít nhất"):
        assert piece in printed


def test_no_contradiction(right: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", right, "--lang", "en"]) == exit_codes.OK
    assert "0 contradictions" in capsys.readouterr().out
    assert run(["check", right, "--all", "--lang", "en"]) == exit_codes.OK
    assert "agrees" in capsys.readouterr().out


def test_json_holds_figures_with_their_sources(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", wrong, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    (finding,) = told["documents"][0]["findings"]
    assert told["counts"]["contradiction"] == 1
    assert (finding["rule"], finding["verdict"]) == ("growth-and-difference", "contradiction")
    assert [WRONG[f["start"] : f["end"]] for f in finding["figures"]] == ["517.796", "812", "0,61"]
    assert {"figure": 2, "value": 0.16, "printed": "0,16"} in finding["mends"]


def test_a_bad_file_is_told_and_does_not_stop_the_others(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = written(tmp_path / "rong.txt", "")
    assert run(["check", empty, wrong]) == exit_codes.EMPTY
    captured = capsys.readouterr()
    assert "1 mâu thuẫn" in captured.out
    assert "rong.txt" in captured.err


def test_several_files_are_held_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def report(month: int, value: str) -> str:
        text = (
            f"Tình hình kinh tế - xã hội tỉnh Hưng Yên tháng {month} và {month} tháng đầu năm 2025\n\n"
            f"Tính chung {month} tháng đầu năm 2025, thu ngân sách nhà nước đạt {value} tỷ đồng.\n"
        )
        return written(tmp_path / f"{month}.txt", text)

    assert run(["check", report(4, "14.727"), report(5, "14.277")]) == exit_codes.CONTRADICTION
    assert "Giữa các văn bản" in capsys.readouterr().out


def test_series_are_printed_and_written(right: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["series", right]) == exit_codes.OK
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert ("level", "517796.0", "con") in [(row["measure"], row["value"], row["unit"]) for row in rows]
    for name, start in (("a.xlsx", b"PK"), ("a.json", b"["), ("a.csv", b"\xef\xbb\xbf")):
        assert run(["series", right, "--output", str(tmp_path / name)]) == exit_codes.OK
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_binary_form_needs_a_file(right: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["series", right, "--format", "xlsx"]) == exit_codes.USAGE
    assert "--output" in capsys.readouterr().err


def test_parquet_without_its_library_is_told(
    right: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    assert run(["series", right, "--output", str(tmp_path / "a.parquet")]) == exit_codes.NOT_SUPPORTED
    assert "lotrinh[frames]" in capsys.readouterr().err
