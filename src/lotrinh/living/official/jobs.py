"""Long work on reports: the PDF."""

from __future__ import annotations

from django.urls import reverse

from lotrinh.living.jobs.handle import Handle, JobProblem
from lotrinh.living.official.models import Report
from lotrinh.living.official.pdf import NoPdf
from lotrinh.living.official.services import make_pdf
from lotrinh.living.words import Words

MAKING = Words("tạo PDF từ tệp Word", "making a PDF of the Word file")


def print_report(handle: Handle) -> None:
    """Make the PDF of `arguments["report"]`."""
    handle.step(MAKING)
    report = Report.objects.get(pk=handle.arguments["report"])
    try:
        make_pdf(report)
    except NoPdf as problem:
        raise JobProblem(problem.words, again=True) from problem
    with handle.finishing({"url": reverse("official:report", args=[report.pk])}):
        pass
