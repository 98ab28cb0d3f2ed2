"""Records of annotated documents, each right or wrong, with the doubts told of it.

Reads: folders of `*.jsonl` annotations, their documents. Writes: `Record`s.

An annotated file is shaped as those of the shared set: one JSON record a line, the first the document's. A folder's
documents stand in its `files` or `texts`, else in the shared corpus. Which facts are the same is the scorer's answer.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from lotrinh.extraction.pipeline import extract
from lotrinh.extraction.weighing import Points
from lotrinh.reading import read_document
from lotrinh.reading.document import Document
from tools.places import corpus_files

KINDS = ("target", "result", "task", "citation")
_END = 1 << 60  # of a document annotated from its beginning to its end


@dataclass(frozen=True)
class Sheet:
    """One annotated document: the folder it was found in, its annotations, its text."""

    folder: str
    annotations: tuple[dict[str, Any], ...]
    document: Document


@dataclass(frozen=True)
class Record:
    """One fact that was read: of which folder and kind, what makes one doubt it, whether it is wrong."""

    folder: str
    kind: str
    reasons: tuple[str, ...]
    wrong: bool


def scorer_of(shared: Path) -> ModuleType:
    """The shared scorer as a module: it knows when two facts are the same."""
    spec = importlib.util.spec_from_file_location("shared_scorer", shared / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sheets_of(folders: list[Path], shared: Path) -> Iterator[Sheet]:
    """The annotated documents of the folders. Raises KeyError for a document that is nowhere."""
    corpus = corpus_files(shared)
    for folder in folders:
        near = (path for name in ("files", "texts") for path in sorted(folder.joinpath(name).rglob("*")))
        documents = corpus | {path.name: path for path in near if path.is_file()}
        for path in sorted(folder.glob("*.jsonl")):
            lines = path.read_text(encoding="utf-8").splitlines()
            annotations = tuple(json.loads(line) for line in lines if line.strip())
            yield Sheet(folder.name, annotations, read_document(documents[annotations[0]["file"]]))


def records_of(sheet: Sheet, scorer: ModuleType, points: Points | None = None) -> Iterator[Record]:
    """What is read from one document when doubts count as `points` say."""
    read = json.loads(msgspec.json.encode(extract(sheet.document, points)))
    first, end = sheet.annotations[0].get("region") or (0, _END)
    for kind in KINDS:
        agree, slots, whole = scorer.KINDS[kind]
        wanted = [record for record in sheet.annotations if record["type"] == kind and not record.get("duplicate")]
        found = [fact for fact in read[f"{kind}s"] if first <= fact["start"] < end and not fact["duplicate"]]
        pairs, _, spurious = scorer.match(wanted, found, agree)
        for gold, fact in pairs:
            wrong = not all(slots[slot](gold, fact) for slot in whole)
            yield Record(sheet.folder, kind, tuple(fact["reasons"]), wrong)
        for fact in spurious:
            yield Record(sheet.folder, kind, tuple(fact["reasons"]), wrong=True)
