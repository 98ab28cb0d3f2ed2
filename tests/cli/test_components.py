"""The doctor's list of parts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lotrinh.cli import components as module
from lotrinh.cli.components import components


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_part_is_told_in_both_languages_with_the_command_that_installs_it(platform: str) -> None:
    found = list(components(platform))
    assert len({part.id for part in found}) == len(found) > 5
    for part in found:
        assert part.told["vi"] and part.told["en"] and part.told["vi"] != part.told["en"]
        assert part.install.split()[0] in ("pip", "sudo", "brew", "winget")


def test_commands_follow_the_platform() -> None:
    scans = {name: next(part for part in components(name) if part.id == "scans") for name in ("linux", "win32")}
    assert scans["linux"].install.startswith("sudo apt")
    assert scans["win32"].install.startswith("winget")


def test_a_missing_package_or_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    states = {part.id: part.installed for part in components()}
    assert not states["pdf"] and not states["libreoffice"] and not states["web"]
    monkeypatch.setattr(module, "find_spec", lambda name: object())
    monkeypatch.setattr(module.shutil, "which", lambda name: f"/usr/bin/{name}")
    states = {part.id: part.installed for part in components()}
    assert states["pdf"] and states["libreoffice"] and states["web"]


def test_the_doctor_works_without_the_web() -> None:
    program = (
        "import sys\n"
        "sys.modules['django'] = None\n"
        "from lotrinh.cli.main import run\n"
        "sys.exit(run(['doctor', '--lang', 'en']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert 'not installed. Run: pip install "lotrinh[web]"' in done.stdout
