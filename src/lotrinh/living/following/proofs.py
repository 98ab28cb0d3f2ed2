"""Files that prove a report: the same kinds and bounds as those of figures."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from lotrinh.living.following.models import Proof, Report
from lotrinh.living.observations.evidence import bytes_of, name_of

MOST_FILES = 5


def keep(report: Report, uploads: Iterable[UploadedFile[Any]]) -> list[Proof]:
    """Keep the files; raises observations.workbooks.Refused for one that is too large or of another kind."""
    made: list[Proof] = []
    for upload in uploads:
        content = bytes_of(upload)
        digest = hashlib.sha256(content).hexdigest()
        if any(proof.sha256 == digest for proof in made):
            continue
        proof = Proof(report=report, name=name_of(upload.name or ""), sha256=digest, size=len(content))
        proof.file.save(secrets.token_hex(16), ContentFile(content), save=False)
        proof.save()
        made.append(proof)
    return made
