"""`lotrinh read` of a file that holds several documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
