"""What comes back for a report: pasted blocks, Word reports, files of proof; a dry run before anything is put in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.documents import services as documents
from lotrinh.living.documents.reading import RefusedFile
from lotrinh.living.observations.evidence import bytes_of
from lotrinh.living.observations.words import period_words
from lotrinh.living.observations.workbooks import Refused as RefusedTable
from lotrinh.living.reporting.attaching import NOT_OPEN, attach, detach
from lotrinh.living.reporting.differences import Difference, differences, kept_rows, on_line
from lotrinh.living.reporting.filling import form_of, rows_of
from lotrinh.living.reporting.lines import Form, Line
from lotrinh.living.reporting.loading import opened, opened_to_write, version_of
from lotrinh.living.reporting.models import Upload
from lotrinh.living.reporting.narrative import came_in_word, texts_in_word
from lotrinh.living.reporting.pasting import came_in_paste
from lotrinh.living.reporting.rights import READ, WRITE
from lotrinh.living.reporting.steps import Conflict
from lotrinh.living.reporting.transitions import Refused
from lotrinh.living.reporting.uploading import apply_upload, drop_upload, keep_upload
from lotrinh.living.uploads import as_it_came
from lotrinh.living.words import Words

INLINE = 512 * 1024
"""A Word report up to this size is read while its sender waits; a larger one, and every PDF, by the worker."""
_PASTED = Words("Bảng dán", "Pasted table")
_NO_FILE = Words("Chưa chọn tệp.", "No file was chosen.")


@require_POST
@door(WRITE)
def paste(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a pasted block as a dry run."""
    found = opened_to_write(request, pk)
    text = request.POST.get("table", "")
    if not found.writes or not text.strip():
        messages.error(request, str(NOT_OPEN if not found.writes else Words("Chưa dán gì.", "Nothing was pasted.")))
        return redirect("reporting:request", pk)
    try:
        came = came_in_paste(form_of(found.report), text)
    except RefusedTable as refused:
        messages.error(request, str(refused.words))
        return redirect("reporting:request", pk)
    upload = keep_upload(
        found.report, Upload.Kind.PASTE, str(_PASTED), text.encode("utf-8", "replace"), came, account_in(request)
    )
    return redirect("reporting:upload", upload.pk)


@require_POST
@door(WRITE)
def word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a report written in Word (or its PDF): stored as a document, read, proposed against the form."""
    found = opened_to_write(request, pk)
    file = request.FILES.get("file")
    if not found.writes or file is None:
        messages.error(request, str(NOT_OPEN if not found.writes else _NO_FILE))
        return redirect("reporting:request", pk)
    by = account_in(request)
    try:
        content = bytes_of(file)
        document = documents.store(content, file.name or "", by)
        if document.facts is None and len(content) <= INLINE and not content.startswith(b"%PDF"):
            document = documents.read(document)
    except (RefusedTable, RefusedFile) as refused:
        messages.error(request, str(refused.words))
        return redirect("reporting:request", pk)
    job = documents.ask_reading(document, by)
    upload = keep_upload(found.report, Upload.Kind.WORD, document.name, content, [], by, document=document)
    if job is not None:
        messages.info(
            request,
            str(Words("Đang đọc báo cáo; xem lại trang này sau ít phút.", "It is being read; come back in a while.")),
        )
    return redirect("reporting:upload", upload.pk)


@require_GET
@door(WRITE)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run: each line that came beside what the draft holds."""
    kept = _upload(pk)
    found = opened_to_write(request, kept.request_id)
    return _page(request, kept, form_of(found.report), writes=found.writes)


def _upload(pk: int) -> Upload:
    return get_object_or_404(Upload.objects.select_related("document", "request", "by"), pk=pk)


def _shown(
    kept: Upload, form: Form, pointed: Mapping[str, Line] | None = None
) -> tuple[list[Difference], dict[str, str]]:  # fmt: skip
    """Differences and texts. Those of a Word report come from its facts, once it was read.

    `pointed`: key of a row that no line was known for → the line that a person chose for it.
    """
    rows, texts = kept.rows, kept.texts
    if kept.kind == Upload.Kind.WORD and not kept.rows:
        document = kept.document
        if document is None or document.facts is None:
            return [], {}
        rows, texts = kept_rows(came_in_word(form, document)), texts_in_word(form, document)
    chosen = pointed or {}
    rows = [
        on_line(row, chosen[str(number)]) if row["row"] is None and str(number) in chosen else row
        for number, row in enumerate(rows)
    ]
    return differences(form, rows), _new(form, texts)


def _pointed(form: Form, data: Mapping[str, str]) -> dict[str, Line]:
    """Key of a row → the line that the page's list beside it names."""
    lines = {str(line.row.pk): line for line in form.lines}
    return {
        name.removeprefix("to-"): lines[told] for name, told in data.items() if name.startswith("to-") and told in lines
    }


def _new(form: Form, texts: Mapping[str, str]) -> dict[str, str]:
    """Texts of headings of the outline that the draft does not have as they are."""
    held = form.request.text
    return {
        heading: texts[heading] for heading in form.outline if texts.get(heading, "") not in ("", held.get(heading))
    }


def _page(
    request: HttpRequest, kept: Upload, form: Form, *, writes: bool, status: int = 200,
    pointed: Mapping[str, Line] | None = None,
) -> HttpResponse:  # fmt: skip
    shown, texts = _shown(kept, form)
    wanted = {key: line.row.pk for key, line in (pointed or {}).items()}
    context = {
        "upload": kept,
        "report": form.request,
        "period": period_words(form.request.period.period),
        "rows": [one for one in shown if one.kind != "loose"],
        "loose": [(one, wanted.get(one.key)) for one in shown if one.kind == "loose"],
        "lines": form.lines,
        "counts": Counter(one.kind for one in shown),
        "sure": sum(one.sure for one in shown),
        "texts": [(n, heading, texts[heading]) for n, heading in enumerate(form.outline) if heading in texts],
        "open": kept.state == Upload.State.CHECKED and writes,
        "unread": kept.kind == Upload.Kind.WORD and (kept.document is None or kept.document.facts is None),
        "older": kept.kind == Upload.Kind.WORKBOOK and kept.made_from != form.request.version,
    }
    return render(request, "reporting/upload.html", context, status=status)


def _unfit(shown: list[Difference], chosen: Collection[str], pointed: Collection[str]) -> str:
    """Why rows cannot go where a person points them: a value that is none of that line, two rows on one line."""
    taken: dict[int, str] = {}
    for one in shown:
        if one.key in pointed and one.problem is not None:
            return f"«{one.name}»: {one.problem}"
        if one.key not in chosen or one.line is None:
            continue
        if one.line.row.pk in taken and one.told != taken[one.line.row.pk]:
            told = Words("Hai số khác nhau cùng ghi vào «{name}». Bỏ một.", "Two figures for “{name}”. Leave one out.")
            return told.format(name=one.line.row.indicator.name)
        taken[one.line.row.pk] = one.told
    return ""


@require_POST
@door(WRITE)
def apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the chosen lines and texts into the draft, or drop what came."""
    kept = _upload(pk)
    found = opened_to_write(request, kept.request_id)
    by, wanted = account_in(request), request.POST.get("do")
    try:
        if wanted == "drop":
            drop_upload(kept, by)
            messages.success(request, str(Words("Đã bỏ, không ghi gì.", "It is dropped; nothing was put in.")))
            return redirect("reporting:request", kept.request_id)
        form = form_of(found.report)
        pointed = _pointed(form, request.POST)
        shown, texts = _shown(kept, form, pointed)
        chosen = set(request.POST.getlist("row"))
        if wanted == "sure":
            chosen = {one.key for one in shown if one.sure}
        chosen |= pointed.keys()
        if refused := _unfit(shown, chosen, pointed.keys()):
            messages.error(request, refused)
            return _page(request, kept, form, writes=found.writes, status=422, pointed=pointed)
        if wanted == "add":  # what the draft has stays
            chosen &= {one.key for one in shown if one.kind == "new"}
        ticked = {heading for n, heading in enumerate(form.outline) if str(n) in request.POST.getlist("text")}
        picked = {heading: text for heading, text in texts.items() if heading in ticked}
        apply_upload(kept, shown, chosen, by, version_of(request), texts=picked or None)
    except Conflict as conflict:
        messages.warning(request, str(conflict.words))
        again = opened_to_write(request, kept.request_id)
        return _page(request, kept, form_of(again.report), writes=again.writes, status=409)
    except Refused as refused:
        messages.error(request, str(refused.words))
        return redirect("reporting:request", kept.request_id)
    messages.success(
        request, str(Words("Đã đưa vào bản nháp. Xem lại rồi gửi.", "It is in the draft. Look at it, then send it."))
    )
    return redirect("reporting:request", kept.request_id)


@require_POST
@door(WRITE)
def add_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep a file with the report, or with one of its lines."""
    found = opened_to_write(request, pk)
    file = request.FILES.get("file")
    told = request.POST.get("row", "")
    row = next((one for one in rows_of(found.report) if str(one.pk) == told), None)
    if file is None or (told and row is None):
        messages.error(request, str(_NO_FILE))
        return redirect("reporting:request", pk)
    try:
        attach(found.report, row, file, account_in(request))
    except (Refused, RefusedTable) as refused:
        messages.error(request, str(refused.words))
    else:
        messages.success(request, str(Words("Đã kèm tệp.", "The file is attached.")))
    return redirect("reporting:request", pk)


@require_POST
@door(WRITE)
def remove_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """Take a file from the draft."""
    found = opened_to_write(request, pk)
    attachment = get_object_or_404(found.report.attachments, pk=file)
    try:
        detach(attachment, account_in(request))
    except Refused as refused:
        messages.error(request, str(refused.words))
    return redirect("reporting:request", pk)


@require_GET
@door(READ)
def file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of the report. It is always saved, never shown."""
    attachment = get_object_or_404(opened(request, pk).report.attachments, pk=file)
    return as_it_came(attachment.file, attachment.name)
