"""`run.py check`: lint, formatting, types, layers and what is committed. Every check runs; any failure fails."""

import argparse
import subprocess
import sys

from tools.committed import faults
from tools.places import ROOT

COMMANDS = {
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "layers": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


def run(command: list[str]) -> bool:
    """Run the environment's Python in the repository; whether it was content."""
    return subprocess.call([sys.executable, *command], cwd=ROOT) == 0


def committed() -> bool:
    """Print every fault of the committed files; whether there was none."""
    found = faults(ROOT)
    for fault in found:
        print(fault)
    return not found


def main() -> int:
    """Run all checks and end with one line that names the failed ones. Returns the exit code."""
    failed = []
    for name, command in COMMANDS.items():
        print(f"== {name}", flush=True)
        if not run(command):
            failed.append(name)
    print("== committed files", flush=True)
    if not committed():
        failed.append("committed files")
    passed = len(COMMANDS) + 1 - len(failed)
    print(f"check: {passed} passed, {len(failed)} failed" + (f" ({', '.join(failed)})" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    argparse.ArgumentParser(prog="run.py check").parse_args()  # it takes no arguments
    sys.exit(main())
