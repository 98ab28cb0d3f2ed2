"""Where the repository and the shared texts stand."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shared() -> Path | None:
    """The folder with real documents and annotations ($LOTRINH_SHARED, else ../shared), or None when absent."""
    folder = Path(os.environ.get("LOTRINH_SHARED") or ROOT.parent / "shared")
    return folder if folder.is_dir() else None


def corpus_files(folder: Path) -> dict[str, Path]:
    """The documents of the corpus by file name, sorted."""
    files = (path for path in folder.joinpath("corpus").rglob("*") if path.is_file() and path.name != "INDEX.tsv")
    return {path.name: path for path in sorted(files)}
