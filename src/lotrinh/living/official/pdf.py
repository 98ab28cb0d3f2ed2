"""Word to PDF by LibreOffice, in a folder and a profile of its own, with a time limit."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from lotrinh.living.refusals import Refusal
from lotrinh.living.words import Words

SECONDS = 120


class NoPdf(Refusal):
    """The PDF could not be made; the words say why and what to do."""


def libreoffice() -> str | None:
    """The program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(word: bytes) -> bytes:
    """The same document as PDF. Raises NoPdf."""
    program = libreoffice()
    if program is None:
        raise NoPdf(
            Words(
                "Máy chủ chưa cài LibreOffice nên chưa tạo được PDF. Hãy tải tệp Word, hoặc nhờ quản trị cài.",
                "LibreOffice is not installed on the server. Download the Word file, or ask for it to be installed.",
            )
        )
    with tempfile.TemporaryDirectory(prefix="lotrinh-pdf-") as folder:
        source = Path(folder) / "bao-cao.docx"
        source.write_bytes(word)
        profile = (Path(folder) / "profile").as_uri()
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)  # noqa: S603
        except (subprocess.SubprocessError, OSError) as problem:
            raise NoPdf(
                Words("LibreOffice không chuyển được tệp này.", "LibreOffice could not convert it.")
            ) from problem
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise NoPdf(Words("LibreOffice không tạo ra tệp PDF.", "LibreOffice made no PDF file."))
        return made.read_bytes()
