"""The scan of committed files finds what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.committed import faults, faults_of

HOST = "https://" + "packages.example"  # put together here, so that the scan does not find this file


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.toml", f'index = "{HOST}/simple"', "address of a package registry"),
        ("a.txt", "--index" + f"-url {HOST}", "address of a package registry"),
        ("package-lock.json", '"resolved": "https://' + 'registry.example/x.tgz"', "address of a package registry"),
        ("a.md", "see /ho" + "me/somebody/notes", "path of one machine"),
        ("requirements/base.txt", f"x @ {HOST}/x.whl", "address in a lock"),
    ],
)
def test_finds(tmp_path: Path, name: str, text: str, what: str) -> None:
    path = tmp_path / Path(name).name
    path.write_text(f"first line\n{text}\n", encoding="utf-8")
    assert f"{name}:2: {what}" in faults_of(path, name)


@pytest.mark.parametrize("text", ["https://example.org/docs", "src/root/x", "~/work/x", "a simple index"])
def test_leaves_the_rest(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    assert faults_of(path, "a.md") == []


def test_long_modules_and_giants(tmp_path: Path) -> None:
    long = tmp_path / "long.py"
    long.write_text("pass\n" * 501, encoding="utf-8")
    giant = tmp_path / "giant.bin"
    giant.write_bytes(bytes(1_000_001))
    assert faults(tmp_path) == ["giant.bin: 1000001 bytes, more than 1000000", "long.py: 501 lines, more than 500"]
