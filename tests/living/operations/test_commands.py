"""The commands that run the site, as an administrator types them, each in a process and a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from lotrinh.web.operations.serving import free_port


def call(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("LOTRINH_", "DATABASE_URL", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-m", "lotrinh", *arguments, "--home", str(home)],
        env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with tables, the data of Vietnam and an administrator."""
    made = tmp_path_factory.mktemp("home")
    done = call("init", "--admin", "quantri", home=made, LOTRINH_ADMIN_PASSWORD="rat-kho-doan-1945")
    assert done.returncode == 0, done.stderr
    return made


def test_init_again_changes_nothing(home: Path) -> None:
    done = call("init", "--admin", "quantri", home=home, LOTRINH_ADMIN_PASSWORD="khac-han-2030")
    assert done.returncode == 0
    assert "Đã có tài khoản «quantri»" in done.stdout


def test_a_weak_password_is_refused_with_its_reason(home: Path) -> None:
    done = call("init", "--admin", "khac", home=home, LOTRINH_ADMIN_PASSWORD="12345")
    assert done.returncode == 2
    assert "Mật khẩu không đạt" in done.stderr


def test_the_doctor_finds_nothing_wrong(home: Path) -> None:
    done = call("doctor", home=home)
    assert done.returncode == 0, done.stdout
    assert "SAI" not in done.stdout


def test_the_doctor_names_what_is_wrong_and_the_command_that_mends_it(tmp_path: Path) -> None:
    done = call("doctor", home=tmp_path)
    assert done.returncode == 1
    assert "lotrinh init" in done.stdout


def test_the_journal_of_a_new_home_is_whole(home: Path) -> None:
    assert call("verify", home=home).returncode == 0


def test_a_backup_restored_is_the_same_and_whole(home: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "mot.zip", tmp_path / "hai.zip"
    assert call("backup", str(first), home=home).returncode == 0
    assert first.stat().st_mode & 0o077 == 0
    other = tmp_path / "other"
    done = call("restore", str(first), home=other)
    assert done.returncode == 0, done.stderr
    assert call("verify", home=other).returncode == 0
    assert call("backup", str(second), home=other).returncode == 0
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as two:
        assert one.read("records.jsonl") == two.read("records.jsonl")
        assert sum(json.loads(one.read("manifest.json"))["records"].values()) > 100


def test_a_home_that_is_in_use_is_not_overwritten(home: Path, tmp_path: Path) -> None:
    archive = tmp_path / "sao-luu.zip"
    call("backup", str(archive), home=home)
    done = call("restore", str(archive), home=home)
    assert done.returncode == 6
    assert "không trống" in done.stderr


@pytest.mark.parametrize("damage", ["cut", "text", "manifest"])
def test_a_damaged_backup_is_refused_and_nothing_is_written(home: Path, tmp_path: Path, damage: str) -> None:
    archive, other = tmp_path / "hong.zip", tmp_path / "other"
    call("backup", str(archive), home=home)
    if damage == "cut":
        archive.write_bytes(archive.read_bytes()[:-2000])
    elif damage == "text":
        archive.write_text("không phải zip", encoding="utf-8")
    else:
        with zipfile.ZipFile(archive) as whole:
            manifest = json.loads(whole.read("manifest.json"))
            records = whole.read("records.jsonl")
        manifest["records"]["people.agency"] += 1
        with zipfile.ZipFile(archive, "w") as changed:
            changed.writestr("manifest.json", json.dumps(manifest))
            changed.writestr("records.jsonl", records)
    done = call("restore", str(archive), home=other)
    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
    assert call("init", "--admin", "x", home=other, LOTRINH_ADMIN_PASSWORD="rat-kho-doan-1945").returncode == 0


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = call("doctor", home=tmp_path, DATABASE_URL="mysql://x")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_server_answers_and_leaves_nothing_behind_when_killed(home: Path) -> None:
    port = free_port("127.0.0.1", 8300)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "lotrinh", "serve", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        assert f":{port}/" in run.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=10) as answer:
            assert answer.status == 200
        run.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=2).close()
        except OSError:
            return
        time.sleep(0.2)
    pytest.fail("the server outlived the one who started it")
