"""Long work on documents."""

from __future__ import annotations

from django.urls import reverse

from lotrinh.living.documents import services
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.reading import RefusedFile, read_apart
from lotrinh.living.jobs.handle import Handle, JobProblem
from lotrinh.living.words import Words

READING = Words("đọc tệp và tìm chỉ tiêu, nhiệm vụ, số liệu", "reading the file and finding targets, tasks, figures")
WRITING = Words("ghi những gì đã đọc", "writing down what was read")
RECOGNISING = Words("nhận dạng chữ trên trang quét", "recognising the scanned pages")
GONE = Words("Văn bản này không còn. Hãy tải lên lại.", "This document is no longer here. Upload it again.")


def read_document(handle: Handle) -> None:
    """Read a stored file into its record. A refused file is taken away together with the job's end."""
    document = Document.objects.filter(pk=handle.arguments["document"]).first()
    if document is None:
        raise JobProblem(GONE, again=False)
    result = {"document": document.pk, "url": reverse("documents:document", args=[document.pk])}
    if document.facts is not None:  # read by an earlier run of this job, or by another one
        with handle.finishing(result):
            return
    handle.step(READING)
    try:
        found = read_apart(services.path_of(document), document.name, lambda *pages: _step(handle, *pages))
    except RefusedFile as refused:
        with handle.failing(JobProblem(refused.words, again=False)):
            services.drop_unread(document, refused.words)
        return
    handle.step(WRITING)
    with handle.finishing(result):
        services.fill(Document.objects.select_for_update().get(pk=document.pk), found)


def _step(handle: Handle, done: int, total: int) -> None:
    if total and done < total:
        handle.step(RECOGNISING, done, total)
    else:
        handle.step(READING)
