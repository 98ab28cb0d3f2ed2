"""The workbook of a report: sent out with what is known, taken back as a dry run."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.observations.grids import MOST_BYTES
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.reporting.attaching import NOT_OPEN
from lotrinh.living.reporting.filling import form_of
from lotrinh.living.reporting.loading import opened, opened_to_write
from lotrinh.living.reporting.models import Upload
from lotrinh.living.reporting.rights import READ, WRITE
from lotrinh.living.reporting.uploading import keep_upload
from lotrinh.living.reporting.workbooks.reading import TOO_LARGE, read_workbook
from lotrinh.living.reporting.workbooks.writing import file_name, workbook
from lotrinh.living.words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = Words("Chưa chọn tệp.", "No file was chosen.")


@require_GET
@door(READ)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook with what the draft holds and what is known beside it."""
    report = opened(request, pk).report
    response = HttpResponse(workbook(form_of(report)), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, file_name(report))
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@door(WRITE)
def take(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A workbook comes back: kept, shown against the draft, not put in. The same file again is the same dry run."""
    found = opened_to_write(request, pk)
    file = request.FILES.get("file")
    if not found.writes or file is None:
        messages.error(request, str(NOT_OPEN if not found.writes else NO_FILE))
        return redirect("reporting:request", pk)
    content = file.read(MOST_BYTES + 1)
    sha256 = hashlib.sha256(content).hexdigest()
    again = found.report.uploads.filter(sha256=sha256, state=Upload.State.CHECKED).first()
    if again is not None:
        return redirect("reporting:upload", again.pk)
    try:
        if len(content) > MOST_BYTES:
            raise Refused(TOO_LARGE)
        book = read_workbook(form_of(found.report), content)
    except Refused as refused:
        messages.error(request, str(refused.words))
        return redirect("reporting:request", pk)
    upload = keep_upload(
        found.report, Upload.Kind.WORKBOOK, file.name or "", content, book.came, account_in(request),
        made_from=book.made_from, keep_file=True, texts=book.texts,
    )  # fmt: skip
    return redirect("reporting:upload", upload.pk)
