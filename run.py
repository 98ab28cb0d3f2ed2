#!/usr/bin/env python3
"""Lộ Trình: `python3 run.py VERB` sets everything up in `.venv` beside this file, then does the work.

Needs nothing but CPython 3.11 or newer (and parses on older ones, to tell them so). The first run downloads the
packages of `requirements/`, every one checked by hash; later runs see by a stamp that nothing changed.
"""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from typing import Dict, Iterator, List, NoReturn, Optional

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "lotrinh.stamp"

# verb: (lock it needs, what the environment's Python runs, Vietnamese, English)
VERBS = {
    "demo": ("base", ["-m", "lotrinh", "demo"], "chạy thử trên văn bản mẫu", "judge the bundled samples"),
    "test": ("dev", ["-m", "pytest", "-n", "auto", "--dist", "loadfile"], "chạy mọi bài kiểm thử", "run all tests"),
    "test-postgres": ("postgres", ["-m", "tools.postgres"], "kiểm thử trên PostgreSQL", "run the tests on PostgreSQL"),
    "e2e": ("e2e", ["-m", "tools.e2e"], "kiểm thử bằng trình duyệt", "run the story in a browser, look at every page"),
    "api": ("e2e", ["-m", "tools.api"], "thử API bằng vạn yêu cầu", "send thousands of made-up requests to the API"),
    "check": ("dev", ["-m", "tools.check"], "kiểm tra mã nguồn", "lint, types, layers, committed files"),
    "score": ("base", ["-m", "tools.score"], "chấm kết quả đọc", "compare reading with the hand annotations"),
    "docs": ("base", ["-m", "tools.docs"], "làm mới tài liệu", "renew the pages made from the sources"),
    "bench": ("dev", ["-m", "tools.bench"], "đo tốc độ đọc và đánh giá", "measure the speed of reading and judging"),
}


def say(vi: str, en: str) -> None:
    """Print one message on standard error, which keeps the verb's own output clean."""
    print(f"{vi}\n{en}", file=sys.stderr, flush=True)


def fail(vi: str, en: str) -> NoReturn:
    """Print one message and end with exit code 3."""
    say(vi, en)
    raise SystemExit(3)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold `.venv.lock`; a second run waits here. The system frees it even if this run is killed."""
    with (ROOT / ".venv.lock").open("a") as handle:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # raised after ten seconds of waiting
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def identity() -> str:
    """What an environment is tied to: this Python and this folder, whose path is written inside."""
    return hashlib.sha256(f"{sys.version} {sys.platform} ".encode() + os.fsencode(ROOT)).hexdigest()


def fingerprint(lock: str) -> str:
    """One line that changes when the lock does."""
    return f"{lock} {hashlib.sha256((ROOT / 'requirements' / f'{lock}.txt').read_bytes()).hexdigest()}"


def stamp() -> List[str]:
    """The lines of the stamp, which is written last; none for a half-made or foreign environment."""
    lines = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() and PYTHON.exists() else []
    return lines if identity() in lines else []


def make_venv() -> None:
    """Make `.venv`, replacing what an interrupted run or another Python left there."""
    if not (find_spec("venv") and find_spec("ensurepip")):  # Debian packs them apart
        fail(
            "Python này thiếu mô-đun venv. Trên Debian/Ubuntu: sudo apt install python3-venv, rồi chạy lại.",
            "This Python lacks its venv module. On Debian/Ubuntu: sudo apt install python3-venv, then run again.",
        )
    base = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.call([base, "-m", "venv", "--clear", VENV]) != 0:
        fail(
            f"Không tạo được môi trường {VENV}. Xóa thư mục ấy nếu có, kiểm tra quyền ghi và dung lượng đĩa.",
            f"Could not make the environment {VENV}. Remove it if present; check permissions and disk space.",
        )


def pip(*args: str) -> None:
    """Run the environment's pip quietly; explain when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *args]
    if subprocess.call(command, cwd=ROOT) != 0:
        fail(
            "Không cài được các gói (lý do ở trên). Kiểm tra mạng hoặc proxy (HTTPS_PROXY), rồi chạy lại lệnh này.",
            "Could not install the packages (reason above). Check network or proxy (HTTPS_PROXY), then run this again.",
        )


def spell_in_ascii() -> None:
    """Escape the accents of this folder's path in the file that points to the sources.

    Python reads that file in the locale's encoding before anything of ours runs, and dies of "Nguyễn" under LC_ALL=C.
    """
    for pointer in VENV.glob("[Ll]ib*/**/site-packages/lotrinh.pth"):
        path = pointer.read_bytes().decode("utf-8").strip()
        if not path.isascii() and not path.startswith("import"):
            pointer.write_text(f"import sys; sys.path.append({path!a})\n", encoding="ascii")


def set_up(lock: str) -> None:
    """Bring `.venv` to the state of `requirements/<lock>.txt`, unless it is there already."""
    if fingerprint(lock) in stamp():
        return
    with one_at_a_time():
        before = stamp()
        if fingerprint(lock) in before:  # another run did it while this one waited
            return
        say("Cài đặt vào .venv, chỉ lần đầu, khoảng một phút …", "Setting up .venv, only once, about a minute …")
        if not before:
            make_venv()
        STAMP.unlink(missing_ok=True)  # from here on, an interruption leaves a half-made environment
        pip("--only-binary", ":all:", "--require-hashes", "-r", f"requirements/{lock}.txt")
        pip("--no-deps", "--no-build-isolation", "--editable", ".")
        spell_in_ascii()
        kept = [fingerprint("dev")] if fingerprint("dev") in before else []
        STAMP.write_text("\n".join([identity(), *kept, fingerprint("base"), fingerprint(lock)]), encoding="utf-8")
        say("Cài đặt xong.", "Set up.")


def main(arguments: List[str]) -> int:
    """Run the verb named first; without one, list the verbs. Returns the verb's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not arguments or arguments[0] not in VERBS:
        if arguments and arguments[0] not in ("-h", "--help"):
            print(f"Không có việc «{arguments[0]}» · There is no verb “{arguments[0]}”", file=sys.stderr)
        print("python3 run.py VERB [...]")
        for verb, (_, _, vi, en) in VERBS.items():
            print(f"  {verb:<13} {vi} · {en}")
        return 0 if arguments in ([], ["-h"], ["--help"]) else 2
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        fail(f"Cần Python 3.11 trở lên; đây là Python {found}.", f"Python 3.11 or newer is needed; this is {found}.")
    lock, command, _, _ = VERBS[arguments[0]]
    try:
        set_up(lock)
    except OSError as error:
        fail(f"Không cài đặt được: {error}", f"Could not set up: {error}")
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src"), PYTHONUTF8="1")
    where = None if arguments[0] == "demo" else ROOT  # the demo writes its page where the person stands
    return call([str(PYTHON), *command, *arguments[1:]], where, environment)


def call(command: List[str], where: Optional[Path], environment: Dict[str, str]) -> int:
    """Run a program as a part of this one: it is asked to end when this one is. Returns its exit code."""
    with subprocess.Popen(command, cwd=where, env=environment) as program:
        signal.signal(signal.SIGTERM, lambda *_: program.terminate())  # sent to this process, it reaches no other
        return program.wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
