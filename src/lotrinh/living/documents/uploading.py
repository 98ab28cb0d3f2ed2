"""The page where documents come in: files chosen or dragged, or pasted text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.documents import services
from lotrinh.living.documents.forms import UploadForm, limit_told
from lotrinh.living.documents.intake import oversized
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.reading import RefusedFile
from lotrinh.living.jobs.models import Job
from lotrinh.living.words import Words

PASTED = Words("Văn bản dán", "Pasted text")
KNOWN = Words("«{name}» đã có từ trước: {document}.", "“{name}” was here already: {document}.")
TAKEN = Words("Đã nhận {n} tệp; đang đọc.", "{n} files taken in and being read.")


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
        for words in refused:
            form.add_error("file", str(words))
        return render(request, "documents/upload.html", {"form": form, "limit": limit_told()}, status=400)
    taken: list[tuple[Document, Job | None]] = []
    for name, content in _contents(form):
        try:
            taken.append(services.take_in(content, name, account_in(request), form.cleaned_data["corrects"]))
        except RefusedFile as problem:
            refused.append(problem.words)
    if not taken:
        for words in refused:
            form.add_error("file", str(words))
        return render(request, "documents/upload.html", {"form": form, "limit": limit_told()}, status=400)
    for words in refused:
        messages.error(request, str(words))
    return _onwards(request, taken)


def _contents(form: UploadForm) -> list[tuple[str, bytes]]:
    found = [(str(file.name), file.read()) for file in form.cleaned_data["file"]]
    text = form.cleaned_data["text"]
    if text.strip():
        found.append(((form.cleaned_data["name"].strip() or str(PASTED)) + ".txt", text.encode("utf-8", "replace")))
    return found


def _onwards(request: HttpRequest, taken: list[tuple[Document, Job | None]]) -> HttpResponse:
    for document, job in taken:
        if job is None:
            messages.info(request, KNOWN.format(name=document.name, document=document))
    jobs = [job for _, job in taken if job is not None]
    if len(taken) == 1:
        return redirect("jobs:job", pk=jobs[0].pk) if jobs else redirect("documents:document", pk=taken[0][0].pk)
    if jobs:
        messages.success(request, TAKEN.format(n=len(jobs)))
        return redirect("jobs:jobs")
    return redirect("documents:documents")
