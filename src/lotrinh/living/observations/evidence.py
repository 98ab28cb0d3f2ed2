"""Files that prove a figure: taken in bounded, kept under a name of chance, given back only as a download."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lotrinh.living.journal.services import record
from lotrinh.living.observations.models import Evidence, Observation
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.people.models import User
from lotrinh.living.words import Words

MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 20
# Kinds of files that offices keep as proof, by what they begin with; the name decides nothing.
_BEGINNINGS = (
    b"%PDF-",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"II*\x00",
    b"MM\x00*",
)


def name_of(printed: str) -> str:
    r"""The last part of a file name, without what could break a header or a page.

    >>> name_of(r"C:\tmp\..\bao cao.pdf"), name_of("../../etc/passwd"), name_of("..")
    ('bao cao.pdf', 'passwd', 'tệp')
    """
    last = PurePosixPath(PureWindowsPath(printed).name).name
    clean = "".join(char for char in last if char.isprintable()).strip(" .")
    return clean[-200:] or "tệp"


def bytes_of(upload: UploadedFile[Any]) -> bytes:
    """What a file holds. Raises Refused for what is too large or no file that offices keep as proof."""
    content: bytes = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(
            Words("Tệp chứng cứ lớn hơn 20 MB. Hãy nén hoặc tách tệp.", "The evidence file is larger than 20 MB.")
        )
    if not content.startswith(_BEGINNINGS) and not _is_text(content):
        raise Refused(
            Words(
                "Tệp chứng cứ phải là PDF, ảnh (JPEG, PNG, TIFF), Word, Excel hoặc văn bản thường.",
                "Evidence must be a PDF, a picture (JPEG, PNG, TIFF), a Word or Excel file, or plain text.",
            )
        )
    return content


@transaction.atomic
def add_evidence(row: Observation, upload: UploadedFile[Any], by: User) -> Evidence:
    """Keep a file with a figure; the same file once. Raises Refused for what is too large or no file of these kinds."""
    content = bytes_of(upload)
    held = row.evidence.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    if held is not None:
        return held
    if row.evidence.count() >= MOST_FILES:
        raise Refused(Words("Mỗi số liệu có tối đa 20 tệp chứng cứ.", "A figure has at most 20 evidence files."))
    name = name_of(upload.name or "")
    made = Evidence(observation=row, name=name, sha256=hashlib.sha256(content).hexdigest(), size=len(content), by=by)
    made.file.save(secrets.token_hex(16), ContentFile(content), save=False)
    made.save()
    plan = row.indicator.targets.order_by("plan_id").values_list("plan_id", flat=True).first()
    record("observation.proven", by, row, plan=plan, file=name, sha256=made.sha256)
    return made


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and "\x00" not in text and not text.lstrip("\ufeff \r\n\t").startswith("<")
