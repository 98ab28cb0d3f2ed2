"""`lotrinh read` of a file that holds several documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lotrinh.cli import read
from lotrinh.cli.main import run
from tests.reading.builders import docx, p, zipped

PLAN = docx(p("KẾ HOẠCH") + p("Phấn đấu tăng trưởng GRDP năm 2026 đạt 8,5%."))


def written(tmp_path: Path, parts: dict[str, str | bytes]) -> Path:
    path = tmp_path / "goi.zip"
    path.write_bytes(zipped(parts))
    return path


def test_every_document_is_printed_on_its_line_and_bad_ones_are_told(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = written(tmp_path, {"kh.docx": PLAN, "hong.docx": PLAN[:80], "ghi chú.txt": "Kế hoạch năm 2026"})
    assert run(["read", str(path), "--lang", "en"]) == 6
    out, err = capfdbinary.readouterr()
    told = [json.loads(line) for line in out.decode().splitlines()]
    assert [facts["file"] for facts in told] == [f"{path}/kh.docx", f"{path}/ghi chú.txt"]
    assert told[0]["targets"][0]["low"] == 8.5
    assert "hong.docx" in err.decode() and "1 of 3" in err.decode()


def test_the_only_document_inside_is_printed_like_a_file_of_its_own(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["read", str(written(tmp_path, {"kh.docx": PLAN}))]) == 0
    facts = json.loads(capfdbinary.readouterr().out)
    assert facts["file"].endswith("goi.zip/kh.docx")


def test_a_fault_of_the_program_costs_one_file_only(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for file in files:
        file.write_text(f"Kế hoạch năm 2026 {file.stem}", encoding="utf-8")
    sound = read.read_papers

    def failing(source: Path, name: str) -> Iterator[object]:
        if name.endswith("b.txt"):
            raise ZeroDivisionError
        return sound(source, name)

    monkeypatch.setattr(read, "read_papers", failing)
    assert run(["read", *map(str, files), "--lang", "en"]) == 1
    out, err = capfdbinary.readouterr()
    assert [json.loads(line)["file"] for line in out.decode().splitlines()] == [str(files[0]), str(files[2])]
    assert "ZeroDivisionError" in err.decode() and "b.txt: The program failed" in err.decode()
