"""The command line as its users meet it: help, outputs, exit codes, bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from lotrinh.checking import rules as checking_rules
from lotrinh.cli import exit_codes
from lotrinh.cli.language import texts
from lotrinh.cli.main import build, run
from lotrinh.reading.errors import sentences

PLAN = "II. CHỈ TIÊU ĐẾN NĂM 2030\n- Tỷ lệ che phủ rừng đạt 67%.\n- Tỷ lệ lao động qua đào tạo đạt 76%.\n"
RESULTS = "Năm 2024, tỷ lệ lao động qua đào tạo đạt 64%, tăng 2% so với năm 2023.\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "ket-qua.txt"
    path.write_text(RESULTS, encoding="utf-8")
    return path


def call(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    for name in ("LOTRINH_LANG", "LOTRINH_HOME", "LOTRINH_SECRET_KEY", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "lotrinh", *arguments],
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("language", "usage"), [("vi", "Cách dùng:"), ("en", "Usage:")])
def test_help_is_in_the_wanted_language(language: str, usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", language, "--help"]) == 0
    told = capsys.readouterr().out
    assert usage in told
    for name in build(language).commands:
        assert name in told
        assert run([name, "--lang", language, "--help"]) == 0
        assert usage in capsys.readouterr().out


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)}
    for language in ("vi", "en"):
        manual = texts()["main"]["epilog"][language]
        for code in codes:
            assert f"\n  {code} " in manual, (language, code)
    assert exit_codes.OF_READING_ERROR.keys() <= sentences().keys()


def test_read_prints_the_contract(plan: Path) -> None:
    done = call("read", str(plan))
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert list(record)[:6] == ["file", "document", "sections", "citations", "targets", "tasks"]
    target = record["targets"][0]
    assert PLAN[target["start"] : target["end"]] == "Tỷ lệ che phủ rừng đạt 67%"
    assert {
        "indicator",
        "change",
        "comparator",
        "low",
        "high",
        "unit",
        "per",
        "from",
        "due",
        "rule",
        "reasons",
    } <= target.keys()
    assert target["due"] == 2030


def test_text_is_added_on_request(plan: Path) -> None:
    assert json.loads(call("read", "--text", str(plan)).stdout)["text"] == PLAN


def test_standard_input(plan: Path) -> None:
    assert json.loads(call("read", "-", stdin=plan.read_bytes()).stdout)["targets"]


def test_several_files_one_a_line_and_a_bad_one_does_not_stop_them(plan: Path, results: Path, tmp_path: Path) -> None:
    done = call("read", str(plan), str(tmp_path / "không-có.txt"), str(results))
    assert done.returncode == exit_codes.NOT_FOUND
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(plan), str(results)]
    assert "không-có.txt" in done.stderr.decode()
    assert call("read", "--jobs", "2", str(plan), str(results), str(plan), str(results)).stdout.count(b"\n") == 4


def test_csv_and_workbook(plan: Path, tmp_path: Path) -> None:
    printed = call("read", "--format", "csv", str(plan)).stdout.decode("utf-8-sig")
    assert printed.startswith("file,fact,indicator,")
    assert ",target,Tỷ lệ che phủ rừng," in printed
    book = tmp_path / "a.xlsx"
    assert call("read", "--format", "xlsx", "--output", str(book), str(plan)).returncode == 0
    rows = CalamineWorkbook.from_path(book).get_sheet_by_name("targets").to_python()
    assert rows[1][1] == "Tỷ lệ che phủ rừng"


def test_judge_prints_and_writes(plan: Path, results: Path, tmp_path: Path) -> None:
    page, book = tmp_path / "trang.html", tmp_path / "bảng.xlsx"
    done = call("judge", str(plan), "--results", str(results), "--html", str(page), "--xlsx", str(book))
    assert done.returncode == 0
    assert "Đúng tiến độ" in done.stdout.decode()
    assert "Tỷ lệ che phủ rừng" in page.read_text(encoding="utf-8")
    assert CalamineWorkbook.from_path(book).sheet_names[0] == "Mục tiêu"


def test_judge_as_json_with_a_series(plan: Path, tmp_path: Path) -> None:
    series = tmp_path / "so-lieu.csv"
    rows = "\n".join(
        f"Tỷ lệ che phủ rừng;%;{year};{value}"
        for year, value in ((2021, "63,0"), (2022, "63,5"), (2023, "64"), (2024, "64,4"))
    )
    series.write_text("chỉ tiêu;đơn vị;kỳ;giá trị\n" + rows, encoding="utf-8")
    judged = json.loads(call("judge", str(plan), "--series", str(series), "--format", "json").stdout)
    row = judged["targets"][0]
    assert (row["status"], row["weak"]) == ("on_track", False)
    assert [point["value"] for point in row["observations"]] == [63.0, 63.5, 64.0, 64.4]
    assert judged["count"]["good"] == 1


def test_judge_as_of_a_day(plan: Path, results: Path) -> None:
    done = call("judge", str(plan), "--results", str(results), "--as-of", "30/06/2024", "--format", "json")
    assert json.loads(done.stdout)["as_of"] == "2024-06-30"
    assert call("judge", str(plan), "--as-of", "hôm qua").returncode == exit_codes.USAGE


def test_nonsense_calls_are_explained(plan: Path) -> None:
    for arguments, word in (
        (["read"], "Thiếu tham số TỆP."),
        (["read", "--forma", "json", str(plan)], "--forma"),
        (["read", "--format", "yaml", str(plan)], "--format"),
        (["đọc"], "Không có lệnh «đọc»"),
        (["rules", "target", "task"], "Thừa tham số: task."),
        (["rules", "x"], "LOẠI"),
        (["read", "--jobs", "0", str(plan)], "từ 1 đến 64"),
    ):
        done = call(*arguments)
        assert done.returncode == exit_codes.USAGE
        assert word in done.stderr.decode()
        assert b"Traceback" not in done.stderr


def _zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 400_000_000)
    return buffer.getvalue()


def _xml_entities() -> bytes:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document>&b;</w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("trống.txt", b"", exit_codes.EMPTY),
        ("nhị-phân.txt", bytes(range(256)) * 20, exit_codes.NOT_SUPPORTED),
        ("cụt.docx", _xml_entities()[:150], exit_codes.DAMAGED),
        ("bom.docx", _zip_bomb(), exit_codes.TOO_LARGE),
        ("thực-thể.docx", _xml_entities(), exit_codes.UNSAFE),
        ("không-utf8.txt", "Kế hoạch".encode()[:-1] + b"\xff\xfe\xff", exit_codes.NOT_SUPPORTED),
    ],
)
def test_bad_files_get_one_sentence_and_their_code(
    name: str, content: bytes, code: int, plan: Path, tmp_path: Path
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    done = call("read", str(bad), str(plan))
    assert done.returncode == code, done.stderr.decode()
    assert json.loads(done.stdout)["targets"]
    told = done.stderr.decode().strip().splitlines()
    assert told[0].startswith(str(bad))
    assert "Traceback" not in done.stderr.decode()


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "lớn.txt"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    done = call("read", str(huge))
    assert done.returncode == exit_codes.TOO_LARGE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(plan: Path) -> None:
    done = call("read", str(plan), "--output", "/dev/full")
    assert done.returncode == exit_codes.NOT_WRITTEN
    assert "«/dev/full»: hết chỗ trên đĩa" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_an_output_that_cannot_be_written(plan: Path, tmp_path: Path) -> None:
    done = call("judge", str(plan), "--html", str(tmp_path / "không" / "có" / "a.html"))
    assert done.returncode == exit_codes.NOT_WRITTEN
    assert "Không ghi được" in done.stderr.decode()


def test_same_bytes_whatever_the_hash_seed(plan: Path, results: Path) -> None:
    printed = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "lotrinh", "judge", str(plan), "--results", str(results), "--format", "json"]
        printed.add(subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True).stdout)
    assert len(printed) == 1


def test_a_plan_without_targets_gets_a_sentence_and_its_code(tmp_path: Path) -> None:
    empty = tmp_path / "thư.txt"
    empty.write_text("Kính gửi các cơ quan. Đề nghị phối hợp.", encoding="utf-8")
    for command in ("judge", "explain"):
        done = call(command, str(empty))
        assert (done.returncode, done.stdout) == (exit_codes.NO_TARGETS, b"")
        assert "Không tìm thấy mục tiêu nào" in done.stderr.decode()


def test_what_could_not_be_read_is_told_again_below_the_table(plan: Path, results: Path, tmp_path: Path) -> None:
    series, page = tmp_path / "số liệu.csv", tmp_path / "trang.html"
    series.write_text("ten,ky,gia_tri\nx,2024,1\n", encoding="utf-8")
    done = call("judge", str(plan), "--results", str(results), "--series", str(series), "--html", str(page))
    assert done.returncode == exit_codes.NOT_SUPPORTED
    told = "số liệu.csv: Thiếu cột «chi_tieu»"
    assert told in done.stderr.decode()
    assert told in done.stdout.decode().splitlines()[-1]
    assert told in page.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
def test_files_are_written_though_nobody_reads_the_table(plan: Path, results: Path, tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    command = [sys.executable, "-m", "lotrinh", "judge", str(plan), "--results", str(results), "--html", str(page)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=60) == exit_codes.OK
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_the_terminal_shows_words_and_whole_numbers(tmp_path: Path) -> None:
    report = tmp_path / "báo cáo.txt"
    report.write_text("Năm 2024, thu nội địa đạt 12.345.678 triệu đồng, tăng 8,3% so với năm 2023.\n", encoding="utf-8")
    shown = " ".join(call("read", "--format", "table", str(report)).stdout.decode().split())
    assert "12.345.678" in shown
    assert "tăng 8,3% so với cùng kỳ năm trước" in shown.replace("\u00a0", " ")


def test_help_names_arguments_kinds_and_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "--help"]) == 0
    told = capsys.readouterr().out
    assert "Tham số:\n  TỆP..." in told
    assert "default" not in told and "<=" not in told
    assert run(["rules", "--help"]) == 0
    assert "document, section, citation" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["check", "FILE"], 4, "rong.txt: Tệp rỗng"),
        (["check", "FOLDER"], 3, "Đây là thư mục"),
        (["calibrate", "FILE"], 4, "rong.txt: Tệp rỗng"),
        (["calibrate", "missing.csv"], 3, "missing.csv: Không tìm thấy tệp"),
        (["judge", "FILE", "--settings", "BYTES"], 2, "không phải văn bản UTF-8"),
        (["judge", "FILE", "--settings", "missing.toml"], 2, "không tìm thấy tệp"),
        (["agencies", "BYTES", "--home", "HOME"], 5, "không phải văn bản UTF-8"),
        (["agencies", "missing.csv", "--home", "HOME"], 3, "Không tìm thấy tệp «missing.csv»"),
        (["agencies", "FOLDER", "--home", "HOME"], 3, "đây là thư mục"),
        (["verify", "--home", "FILE"], 11, "đây là tệp, không phải thư mục"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    (tmp_path / "rong.txt").write_bytes(b"")
    (tmp_path / "bytes.bin").write_bytes(bytes(range(256)) * 20)
    places = {"FILE": "rong.txt", "FOLDER": "", "BYTES": "bytes.bin", "HOME": "home"}
    done = call(*(str(tmp_path / places[one]) if one in places else one for one in arguments))
    said = done.stderr.decode()
    assert done.returncode == code and told in said, said
    assert done.stdout == b"" and not any(word in said for word in ("Traceback", "codec", "Errno"))
    assert len(said.splitlines()) == 1 + ("Xem hướng dẫn" in said)


def test_rules_of_checking_are_listed_with_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    told = capsys.readouterr().out
    assert "target." in told and told.count("\ncheck.") == len(checking_rules())
    assert run(["rules", "check", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("check.growth-and-difference\n    A change told in per cent")
    assert "[CONTRADICTION] Trong năm 2024, tổng đàn lợn" in told and "target." not in told


def test_an_unknown_language_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LOTRINH_LANG", "fr")
    assert run(["--version"]) == 0
    assert "LOTRINH_LANG=fr" in capsys.readouterr().err


def test_a_dot_is_decimal_where_the_file_shows_it(plan: Path, tmp_path: Path) -> None:
    series = tmp_path / "series.csv"
    series.write_text(
        "indicator,unit,period,value\nTỷ lệ che phủ rừng,%,2023,63.5\nTỷ lệ che phủ rừng,%,2024,64.125\n",
        encoding="utf-8",
    )
    judged = json.loads(call("judge", str(plan), "--series", str(series), "--format", "json").stdout)
    assert [point["value"] for point in judged["targets"][0]["observations"]] == [63.5, 64.125]
