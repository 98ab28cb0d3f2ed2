"""The named peer: eyecite, the citation extractor of the Free Law Project (BSD-2-Clause).

It reads one kind of fact (citations of American law), we read five, so the comparison is of speed alone.
Its packages are no dependency of ours: they are installed, by hash, when the benchmark first needs them.
"""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Callable

from tools.places import ROOT

NAME = "eyecite"


def counter() -> Callable[[str], int] | None:
    """A function that counts the citations eyecite finds in a text; None when it cannot be installed here."""
    if importlib.util.find_spec(NAME) is None:
        command = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        lock = ["--require-hashes", "-r", "requirements/bench.txt"]
        if subprocess.call([sys.executable, *command, *lock], cwd=ROOT) != 0:
            return None
        importlib.invalidate_caches()
    get_citations = importlib.import_module(NAME).get_citations
    return lambda text: len(get_citations(text))
