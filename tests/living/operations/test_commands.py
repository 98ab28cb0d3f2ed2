"""The commands that run the site, as an administrator types them, each in a process and a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
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


@pytest.fixture(scope="module")
def archive(home: Path) -> Path:
    """A backup of that home."""
    made = home.with_name("sao-luu.zip")
    assert call("backup", str(made), home=home).returncode == 0
    return made


def test_no_other_account_of_the_machine_reads_a_home(tmp_path: Path) -> None:
    made = tmp_path / "new"
    assert call("init", "--admin", "quantri", home=made, LOTRINH_ADMIN_PASSWORD="rat-kho-doan-1945").returncode == 0
    open_to_others = [path for path in (made, *made.rglob("*")) if path.stat().st_mode & 0o077]
    assert not open_to_others


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


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_doctor_tells_of_a_home_that_others_can_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    done = call("doctor", home=tmp_path, LOTRINH_LANG="en")
    assert done.returncode == 1
    assert f"chmod -R go= {tmp_path}" in done.stdout


def test_the_doctor_leaves_nothing_behind(tmp_path: Path) -> None:
    done = call("doctor", home=tmp_path / "none", LOTRINH_LANG="en")
    assert done.returncode == 1
    assert "Run: lotrinh init" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_empty_key_is_refused_with_what_to_do(home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    done = call("doctor", home=tmp_path)
    assert done.returncode == 2
    assert "secret-key" in done.stderr and "delete it" in done.stderr
    assert (home / "secret-key").read_text(encoding="ascii").strip()
    assert [path for path in home.iterdir() if path.name.startswith(".secret-key")] == []


def test_the_journal_of_a_new_home_is_whole(home: Path) -> None:
    assert call("verify", home=home).returncode == 0


def test_rows_cut_off_at_the_end_are_found_by_what_was_known(home: Path) -> None:
    assert call("verify", "--known", "1", home=home).returncode == 2
    done = call("verify", "--known", f"999:{'0' * 64}", home=home)
    assert done.returncode == 1
    assert "999" in done.stdout


def test_a_backup_restored_is_the_same_and_whole(archive: Path, tmp_path: Path) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    other, again = tmp_path / "other", tmp_path / "again.zip"
    done = call("restore", str(archive), home=other)
    assert done.returncode == 0, done.stderr
    assert call("verify", home=other).returncode == 0
    assert call("backup", str(again), home=other).returncode == 0
    with zipfile.ZipFile(archive) as one, zipfile.ZipFile(again) as two:
        assert one.read("records.jsonl") == two.read("records.jsonl")
        assert sum(json.loads(one.read("manifest.json"))["records"].values()) > 100


@pytest.mark.parametrize(("language", "told"), [("vi", "chọn tên khác"), ("en", "Choose another name")])
def test_a_backup_replaces_an_older_one_only_when_told_to(
    home: Path, archive: Path, tmp_path: Path, language: str, told: str
) -> None:
    kept = tmp_path / "kept.zip"
    kept.write_bytes(b"last week")
    refused = call("backup", str(kept), home=home, LOTRINH_LANG=language)
    assert refused.returncode == 11
    assert told in refused.stderr and "--force" in refused.stderr
    assert kept.read_bytes() == b"last week"
    assert call("backup", str(kept), "--force", home=home).returncode == 0
    with zipfile.ZipFile(archive) as one, zipfile.ZipFile(kept) as two:
        assert one.read("records.jsonl") == two.read("records.jsonl")


def test_a_home_that_is_in_use_is_not_overwritten(home: Path, archive: Path) -> None:
    done = call("restore", str(archive), home=home)
    assert done.returncode == 6
    assert "không trống" in done.stderr


def test_a_damaged_backup_is_refused_and_nothing_is_written(archive: Path, tmp_path: Path) -> None:
    cut, text, other = tmp_path / "cut.zip", tmp_path / "text.zip", tmp_path / "other"
    cut.write_bytes(archive.read_bytes()[:-2000])
    text.write_text("không phải zip", encoding="utf-8")
    with zipfile.ZipFile(archive) as whole:
        manifest, records = json.loads(whole.read("manifest.json")), whole.read("records.jsonl")
    manifest["records"]["people.agency"] += 1
    miscounted = tmp_path / "miscounted.zip"
    with zipfile.ZipFile(miscounted, "w") as changed:
        changed.writestr("manifest.json", json.dumps(manifest))
        changed.writestr("records.jsonl", records)
    for damaged in (cut, text, miscounted):
        done = call("restore", str(damaged), home=other)
        assert done.returncode == 6, done.stderr
        assert "Traceback" not in done.stderr
    assert call("restore", str(archive), home=other).returncode == 0  # it is still empty


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    done = call("doctor", home=tmp_path, DATABASE_URL="mysql://x")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def test_behind_a_proxy_with_tls_pages_are_served_and_plain_ones_sent_to_https(home: Path) -> None:
    port = free_port("127.0.0.1", 8400)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LOTRINH_HTTPS": "1", "LOTRINH_PROXIES": "1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "lotrinh", "serve", "--home", str(home), "--port", str(port)]
    opener = urllib.request.build_opener(_NoRedirect)
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        assert f":{port}/" in run.stdout.readline()
        proxied = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"X-Forwarded-Proto": "https"})
        with opener.open(proxied, timeout=10) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as sent_on:
            opener.open(f"http://127.0.0.1:{port}/", timeout=10)
        with sent_on.value as answer:
            assert answer.code == 301
        run.send_signal(signal.SIGTERM)


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
