"""Read every annotated document, as `lotrinh read FILE --format json` would.

Reads: `gold/*.jsonl`, `corpus/`. Writes: one JSON file per document into a folder.
"""

from __future__ import annotations

import json
from pathlib import Path

from lotrinh.output.json_output import encode
from lotrinh.papers import read_paper
from tools.places import corpus_files


def document_of(gold: Path) -> str:
    """The file name of the corpus document that a gold file annotates."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["type"] == "document":
            return str(record["file"])
    raise ValueError(f"{gold.name} has no document record")


def predict(shared: Path, into: Path) -> list[tuple[Path, Path]]:
    """Pairs of a gold file and what was read from its document. Raises KeyError for a document not in the corpus."""
    documents = corpus_files(shared)
    into.mkdir(parents=True, exist_ok=True)
    pairs = []
    for gold in sorted(shared.joinpath("gold").glob("*.jsonl")):
        document = documents[document_of(gold)]
        predicted = into / f"{gold.stem}.json"
        predicted.write_bytes(encode(read_paper(document, document.name).facts))
        pairs.append((gold, predicted))
    return pairs
