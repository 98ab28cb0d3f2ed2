"""The bootstrap: which environments it trusts, and what it says when it cannot go on."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished environment of the base lock, as far as the bootstrap can see."""
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(run, "STAMP", tmp_path / ".venv" / "lotrinh.stamp")
    run.VENV.mkdir()
    run.PYTHON.touch()
    run.STAMP.write_text(f"{run.identity()}\n{run.fingerprint('base')}", encoding="utf-8")
    return run.VENV


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What set-up does, without doing it."""
    done: list[str] = []

    def make() -> None:
        done.append("venv")
        run.PYTHON.touch()

    monkeypatch.setattr(run, "make_venv", make)
    monkeypatch.setattr(run, "pip", lambda *args: done.append(f"pip {args[-1]}"))
    return done


ALL_STEPS = ["venv", "pip requirements/base.txt", "pip ."]


def test_a_finished_environment_is_used_at_once(venv: Path, steps: list[str]) -> None:
    run.set_up("base")
    assert steps == []


def test_another_lock_is_added_to_it(venv: Path, steps: list[str]) -> None:
    run.set_up("dev")
    assert steps == ["pip requirements/dev.txt", "pip ."]
    run.set_up("base")
    run.set_up("dev")
    assert len(steps) == 2


def test_a_half_made_environment_is_made_again(venv: Path, steps: list[str]) -> None:
    run.STAMP.unlink()
    run.set_up("base")
    assert steps == ALL_STEPS


def test_an_environment_of_another_folder_is_made_again(
    venv: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "identity", lambda: "another Python or folder")
    run.set_up("base")
    assert steps == ALL_STEPS


def test_an_interrupted_installation_leaves_no_stamp(
    venv: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "pip", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.set_up("dev")
    assert not run.STAMP.exists()


def test_failing_pip_says_what_to_do(
    venv: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "call", lambda *args, **kwargs: 1)
    with pytest.raises(SystemExit) as ended:
        run.pip("x")
    assert ended.value.code == 3
    assert "Kiểm tra mạng" in capsys.readouterr().err


def test_a_path_with_accents_is_spelt_in_ascii(venv: Path) -> None:
    site = venv / "lib" / "python3.12" / "site-packages"
    site.mkdir(parents=True)
    pointer = site / "lotrinh.pth"
    pointer.write_text("/nhà/Nguyễn/src", encoding="utf-8")
    for _ in range(2):
        run.spell_in_ascii()
        assert pointer.read_bytes().isascii()
    before = list(sys.path)
    exec(pointer.read_text(encoding="ascii"))
    added = sys.path.pop()
    assert (added, sys.path) == ("/nhà/Nguyễn/src", before)
    pointer.write_text("/srv/lo-trinh/src", encoding="utf-8")
    run.spell_in_ascii()
    assert pointer.read_text(encoding="utf-8") == "/srv/lo-trinh/src"


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as ended:
        run.main(["test"])
    assert ended.value.code == 3
    assert "3.10.4" in capsys.readouterr().err


def test_it_parses_on_old_pythons() -> None:
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that asks a program to end")
def test_what_it_runs_ends_with_it() -> None:
    inner = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    outer = f"import os, sys, run; sys.exit(run.call([sys.executable, '-c', {inner!r}], None, dict(os.environ)) != 0)"
    root = Path(run.__file__).parent
    with subprocess.Popen([sys.executable, "-c", outer], cwd=root, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        inside = int(program.stdout.readline())
        program.terminate()
        assert program.wait(30) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(inside, 0)


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["nonsense"], 2)])
def test_lists_its_verbs(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(arguments) == code
    listed = capsys.readouterr().out
    assert all(f"\n  {verb} " in listed for verb in run.VERBS)


def test_every_verb_leads_to_a_module_and_a_lock() -> None:
    for lock, (dash_m, module, *_), *told in run.VERBS.values():
        assert dash_m == "-m"
        assert importlib.util.find_spec(module) is not None
        assert (run.ROOT / "requirements" / f"{lock}.txt").is_file()
        assert all(told)
