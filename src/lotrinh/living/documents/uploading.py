"""The page where documents come in: files chosen or dragged, or pasted text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.documents import bundles, services
from lotrinh.living.documents.forms import ONE_FILE, UploadForm, limit_told
from lotrinh.living.documents.intake import oversized
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.reading import RefusedFile
from lotrinh.living.jobs.models import Job
from lotrinh.living.words import Words

PASTED = Words("Văn bản dán", "Pasted text")
KNOWN = Words("«{name}» đã có từ trước: {document}.", "“{name}” was here already: {document}.")
TAKEN = Words("Đã nhận {n} tệp; đang đọc.", "{n:file|files} taken in and being read.")
MORE = Words("Còn {n} tệp nữa không nhận được.", "{n:more file was|more files were} refused.")
SHOWN = 20  # refusals told one by one


@require_http_methods(["GET", "POST"])
@door("document.upload")
def upload(request: HttpRequest) -> HttpResponse:
    """Take in files. One that is refused says why and keeps none of the others back."""
    if request.method == "GET":
        return render(request, "documents/upload.html", {"form": UploadForm(), "limit": limit_told()})
    form = UploadForm(request.POST, request.FILES)
    refused = [services.too_large(name) for name in oversized(request)]
    if not form.is_valid():
        if refused:
            form.errors.pop("__all__", None)
        return _again(request, form, refused)
    contents, corrects = _contents(form), form.cleaned_data["corrects"]
    if corrects is not None and bundles.is_bundle(contents[0][1]):
        form.add_error("corrects", str(ONE_FILE))
        return _again(request, form, refused)
    taken: list[tuple[Document, Job | None]] = []
    for name, content in contents:
        for outcome in bundles.take_in_all(content, name, account_in(request), corrects):
            if isinstance(outcome, RefusedFile):
                refused.append(outcome.words)
            else:
                taken.append(outcome)
    if not taken:
        return _again(request, form, refused)
    for told in _bounded(refused):
        messages.error(request, told)
    return _onwards(request, taken)


def _again(request: HttpRequest, form: UploadForm, refused: list[Words]) -> HttpResponse:
    for told in _bounded(refused):
        form.add_error("file", told)
    return render(request, "documents/upload.html", {"form": form, "limit": limit_told()}, status=400)


def _bounded(refused: list[Words]) -> list[str]:
    """What is told of refused files: the first ones by name, then how many more."""
    told = [str(words) for words in refused[:SHOWN]]
    return told + ([MORE.format(n=len(refused) - SHOWN)] if len(refused) > SHOWN else [])


def _contents(form: UploadForm) -> list[tuple[str, bytes]]:
    found = [(str(file.name), file.read()) for file in form.cleaned_data["file"]]
    text = form.cleaned_data["text"]
    if text.strip():
        found.append(((form.cleaned_data["name"].strip() or str(PASTED)) + ".txt", text.encode("utf-8", "replace")))
    return found


def _onwards(request: HttpRequest, taken: list[tuple[Document, Job | None]]) -> HttpResponse:
    for document, job in taken:
        if job is None and len(taken) <= SHOWN:
            messages.info(request, KNOWN.format(name=document.name, document=document))
    jobs = [job for _, job in taken if job is not None]
    if len(taken) == 1:
        return redirect("jobs:job", pk=jobs[0].pk) if jobs else redirect("documents:document", pk=taken[0][0].pk)
    if jobs:
        messages.success(request, TAKEN.format(n=len(jobs)))
        return redirect("jobs:jobs")
    return redirect("documents:documents")
