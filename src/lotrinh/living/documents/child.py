"""Reading one file in a process of its own: `python -m lotrinh.living.documents.child FILE NAME` prints JSON.

A file that takes the machine's memory or never ends takes only this process with it; the worker tells of it and lives.
No Django here: the process starts fast and knows no database.

Prints `{"text", "layout", "facts"}`, or `{"problem": {"vi", "en"}}` for a file that cannot be read. While pages of a
scan are recognised, lines "DONE TOTAL" go to the error stream.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import Any

import msgspec

from lotrinh.living.documents.layout import pack
from lotrinh.papers import read_paper
from lotrinh.reading import ReadingError
from lotrinh.reading.watch import Progress, watched

MEMORY = 3 << 30  # bytes of address space

TOO_MUCH = {
    "vi": "Đọc tệp này cần nhiều bộ nhớ hơn máy chủ cho phép. Hãy tách tệp thành nhiều tệp nhỏ hơn.",
    "en": "Reading this file takes more memory than the server allows. Please split it into smaller files.",
}


def reading(source: Path | bytes, name: str) -> dict[str, Any]:
    """What was read. Characters that a database cannot hold are replaced one for one, so offsets stay."""
    try:
        paper = read_paper(source, name, thorough=True)
    except ReadingError as problem:
        return {"problem": {language: problem.sentence(language) for language in ("vi", "en")}}
    except MemoryError:
        return {"problem": {language: f"{name}: {told}" for language, told in TOO_MUCH.items()}}
    facts = msgspec.to_builtins(paper.facts)
    return {"text": _holdable(paper.document.text), "layout": pack(paper.document), "facts": _cleaned(facts)}


def _holdable(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _holdable(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _tell(progress: Progress) -> None:
    print(progress.done, progress.total, file=sys.stderr, flush=True)


if __name__ == "__main__":
    _bound_memory()
    with watched(_tell):
        found = reading(Path(sys.argv[1]), sys.argv[2])
    sys.stdout.buffer.write(msgspec.json.encode(found))
