"""What must not stand in a committed file: addresses of package registries, paths of one machine, giants.

A lock that names a registry works only where that registry is reached; whoever installs chooses it.
"""

import re
import subprocess
from pathlib import Path

MAX_LINES = 500  # of a Python file: one idea each; a migration is as long as the records that it makes
MAX_BYTES = 1_000_000
PATTERNS = {
    "address of a package registry": re.compile(
        r"""https?://[^\s"'<>]*(?:/simple\b|\bregistry\.|/pypi/|pythonhosted)"""
        r"|--(?:extra-)?index-url[ =]\S|--find-links[ =]\S"
    ),
    "path of one machine": re.compile(r"(?<![\w.~/])/(?:work|root|(?:home|Users)/\w+)/\w"),
}
ADDRESS_IN_LOCK = re.compile(r"://| @ ")


def listed(root: Path) -> list[Path]:
    """The files that git tracks; without git, every file outside hidden and generated folders."""
    git = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=False)
    if git.returncode == 0 and git.stdout:
        names = git.stdout.decode("utf-8").split("\0")
        return [root / name for name in names if name and (root / name).is_file()]
    skipped = {".venv", ".git", "__pycache__", "build", "dist"}
    return [path for path in sorted(root.rglob("*")) if path.is_file() and not skipped & set(path.parts)]


def faults_of(path: Path, name: str) -> list[str]:
    """Every fault of one file, as `name:line: what`."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        return [f"{name}: {len(data)} bytes, more than {MAX_BYTES}"]
    if b"\0" in data:
        return []
    lines = data.decode("utf-8", errors="replace").splitlines()
    patterns = dict(PATTERNS)
    if name.startswith("requirements/"):
        patterns["address in a lock"] = ADDRESS_IN_LOCK
    found = [
        f"{name}:{number}: {what}"
        for number, line in enumerate(lines, 1)
        for what, pattern in patterns.items()
        if pattern.search(line)
    ]
    if path.suffix == ".py" and "/migrations/" not in name and len(lines) > MAX_LINES:
        found.append(f"{name}: {len(lines)} lines, more than {MAX_LINES}")
    return found


def faults(root: Path) -> list[str]:
    """Every fault of every committed file under `root`."""
    return [fault for path in listed(root) for fault in faults_of(path, path.relative_to(root).as_posix())]
