"""What came back as a table, a workbook or a Word report: kept, shown against the draft, put in explicitly.

Reads: `Came` values. Writes: `Upload`, by `apply_upload` the draft (entering.save), the journal.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from lotrinh.living.documents.models import Document
from lotrinh.living.journal.services import record
from lotrinh.living.observations.evidence import name_of
from lotrinh.living.people.models import User
from lotrinh.living.reporting.differences import Came, Difference, kept_rows
from lotrinh.living.reporting.entering import save
from lotrinh.living.reporting.models import Request, Upload
from lotrinh.living.reporting.transitions import Refused
from lotrinh.living.words import Words

SETTLED = Words("Bảng này đã được ghi hoặc đã bỏ.", "This table was put in or dropped already.")


@transaction.atomic
def keep_upload(
    request: Request, kind: str, name: str, content: bytes, came: Sequence[Came], by: User | None, *,
    made_from: int | None = None, keep_file: bool = False, document: Document | None = None,
    texts: Mapping[str, str] | None = None,
) -> Upload:  # fmt: skip
    """Keep what came as a dry run; nothing of it is in the draft yet.

    `made_from`: the version of the report that it was made from, the present one when not said; `texts`: of the
    written part, heading → text.
    """
    upload = Upload(
        request=request, kind=kind, name=name_of(name), sha256=hashlib.sha256(content).hexdigest(), document=document,
        rows=kept_rows(came), texts=dict(texts or {}), by=by,
        made_from=request.version if made_from is None else made_from,
    )  # fmt: skip
    if keep_file:
        upload.file.save(secrets.token_hex(16), ContentFile(content), save=False)
    upload.save(force_insert=True)
    plan = request.period.regime.plan_id
    record("request.uploaded", by, request, plan=plan, name=upload.name, count=len(upload.rows), sha256=upload.sha256)
    return upload


@transaction.atomic
def apply_upload(
    upload: Upload, shown: Sequence[Difference], chosen: Collection[str], by: User | None, version: int, *,
    texts: Mapping[str, str] | None = None,
) -> Request:  # fmt: skip
    """Put the chosen differences into the draft. `shown`: as computed against the report's `version`.

    Raises Conflict when the report changed since, Refused when it is not open or the upload was dealt with.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != Upload.State.CHECKED:
        raise Refused(SETTLED)
    figures = {
        one.figure.row_id: one.figure
        for one in shown
        if one.key in chosen and one.figure is not None and one.kind in ("new", "changes", "empties")
    }
    request = save(upload.request, list(figures.values()), texts, by, version, through=upload.name)
    upload.state = Upload.State.APPLIED
    upload.save(update_fields=["state"])
    return request


@transaction.atomic
def drop_upload(upload: Upload, by: User | None) -> None:
    """Put nothing of it in. Raises Refused when it was dealt with."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != Upload.State.CHECKED:
        raise Refused(SETTLED)
    upload.state = Upload.State.DROPPED
    upload.save(update_fields=["state"])
    record("request.dropped", by, upload.request, plan=upload.request.period.regime.plan_id, name=upload.name)
