"""Files of a report: proof of a line, or what belongs to the whole. Kept under a name of chance."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lotrinh.living.journal.services import record
from lotrinh.living.observations.evidence import bytes_of, name_of
from lotrinh.living.people.models import User
from lotrinh.living.reporting.entering import writable
from lotrinh.living.reporting.models import Attachment, FormRow, Request
from lotrinh.living.reporting.transitions import Refused
from lotrinh.living.words import Words

MOST_FILES = 100
FULL = Words(
    f"Mỗi báo cáo có tối đa {MOST_FILES} tệp. Hãy bỏ bớt tệp rồi thêm.",
    f"A report has at most {MOST_FILES} files. Remove one before you add another.",
)
NOT_OPEN = Words(
    "Báo cáo không mở để sửa: không thêm, bỏ tệp được.", "The report is not open: no files can be added or taken."
)


@transaction.atomic
def attach(request: Request, row: FormRow | None, upload: UploadedFile[Any], by: User | None) -> Attachment:
    """Keep a file with a report; the same file once a line. Raises Refused of transitions, and that of evidence."""
    content = bytes_of(upload)
    now = Request.objects.select_for_update(of=("self",)).select_related("period__regime").get(pk=request.pk)
    if not writable(now):
        raise Refused(NOT_OPEN)
    digest = hashlib.sha256(content).hexdigest()
    held = now.attachments.filter(row=row, sha256=digest).first()
    if held is not None:
        return held
    if now.attachments.count() >= MOST_FILES:
        raise Refused(FULL)
    made = Attachment(request=now, row=row, name=name_of(upload.name or ""), sha256=digest, size=len(content), by=by)
    made.file.save(secrets.token_hex(16), ContentFile(content), save=False)
    made.save(force_insert=True)
    record("request.attached", by, now, plan=now.period.regime.plan_id, file=made.name, sha256=digest)
    return made


@transaction.atomic
def detach(attachment: Attachment, by: User | None) -> None:
    """Take a file from the draft. What was sent with it keeps naming it by its digest."""
    now = Request.objects.select_for_update(of=("self",)).select_related("period__regime").get(pk=attachment.request_id)
    if not writable(now):
        raise Refused(NOT_OPEN)
    record("request.detached", by, now, plan=now.period.regime.plan_id, file=attachment.name, sha256=attachment.sha256)
    attachment.delete()  # the file itself stays: figures accepted earlier may be proven by it
