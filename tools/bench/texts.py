"""The texts that are timed: the real documents, or the bundled samples where those are not at hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lotrinh.reading import read_document
from tools.places import ROOT, corpus_files, shared

SUFFIXES = {".txt", ".md"}
SAMPLES = ROOT / "src" / "lotrinh" / "samples"
SAMPLE_COPIES = 40  # enough to time where only the samples are at hand


@dataclass(frozen=True)
class Texts:
    """Text files to read, what they are called in the report, and their texts in the same order."""

    name: str
    files: tuple[Path, ...]
    texts: tuple[str, ...]

    @property
    def megabytes(self) -> float:
        """Size of the texts as UTF-8, in units of 10^6 bytes."""
        return sum(len(text.encode()) for text in self.texts) / 1e6


def texts() -> Texts:
    """Every text file of the shared corpus; without it, the samples of the package again and again."""
    folder = shared()
    if folder is not None:
        found = list(corpus_files(folder).values())
        name, files = "corpus", tuple(file for file in found if file.suffix in SUFFIXES)
    else:
        found = sorted(SAMPLES.rglob("*"))
        name, files = "samples", tuple(file for file in found if file.suffix in SUFFIXES) * SAMPLE_COPIES
    return Texts(name, files, tuple(read_document(file, file.name).text for file in files))
