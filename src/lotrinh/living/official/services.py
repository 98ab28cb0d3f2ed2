"""Making a report, taking an edited one back, replacing a template: each one transaction with its journal row."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
import msgspec
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation

from lotrinh.core.period import Period as Span
from lotrinh.living.access.rules import Person
from lotrinh.living.documents import services as documents
from lotrinh.living.journal.services import record
from lotrinh.living.official.contents.assessment import assessment
from lotrinh.living.official.contents.child_plan import child_plan
from lotrinh.living.official.contents.reminder import reminder
from lotrinh.living.official.contents.tasks import tasks_report
from lotrinh.living.official.draft import Annex, Draft, Section, item, placed, text
from lotrinh.living.official.filling import BadTemplate, fill
from lotrinh.living.official.layout import kinds
from lotrinh.living.official.letterhead import Letterhead
from lotrinh.living.official.models import Report, Template
from lotrinh.living.official.pdf import to_pdf
from lotrinh.living.official.returned import Returned, compare
from lotrinh.living.official.template import make_template
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans.models import Plan
from lotrinh.living.reporting.models import Period
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """What report is wanted. `covers`: period of an assessment; `period`: of a reminder; `agency`: of a child plan.

    `only`: ids of the agencies that a reminder goes to; None: all that are overdue.
    """

    kind: str
    plan: Plan
    as_of: date
    covers: Span | None = None
    period: Period | None = None
    agency: Agency | None = None
    only: frozenset[int] | None = None


def draft_of(asked: Asked, issuer: str, person: Person) -> Draft:
    """What the report says, in Vietnamese whatever language the page has."""
    with translation.override("vi"):
        if asked.kind in ("periodic", "annual"):
            assert asked.covers is not None
            return assessment(asked.plan, asked.covers, asked.as_of, issuer)
        if asked.kind == "tasks":
            return tasks_report(asked.plan, asked.as_of, issuer)
        if asked.kind == "reminder":
            assert asked.period is not None
            return reminder(asked.period, asked.as_of, issuer, asked.only)
        assert asked.agency is not None
        return child_plan(asked.plan, asked.agency, person, asked.as_of)


def template_for(kind: str) -> tuple[bytes, Template | None]:
    """The template of a kind: the office's own where there is one, else the program's."""
    sort = str(kinds()[kind]["template"])
    own = Template.objects.filter(sort=sort, retired=False).order_by("-id").first()
    if own is None:
        return make_template(sort), None
    with own.file.open("rb") as file:
        return file.read(), own


def make(asked: Asked, head: Letterhead, by: User, person: Person) -> Report:
    """Write the report. Raises BadTemplate, when nothing was written."""
    draft = draft_of(asked, head.issuer, person)
    template, own = template_for(asked.kind)
    content = fill(template, draft, head, asked.kind)
    with transaction.atomic():
        report = Report(
            kind=asked.kind, plan=asked.plan, period=asked.period, agency=asked.agency,
            covers=str(asked.covers or ""), as_of=asked.as_of, head=msgspec.to_builtins(head),
            content=msgspec.to_builtins(draft), sha256=hashlib.sha256(content).hexdigest(), template=own, by=by,
        )  # fmt: skip
        report.file.save("bao-cao.docx", ContentFile(content), save=False)
        report.save()
        record("report.made", by, report, plan=asked.plan.pk, kind=asked.kind, sha256=report.sha256)
    return report


def draft_in(report: Report) -> Draft:
    """The draft that a report was printed from."""
    return msgspec.convert(report.content, Draft)


def make_pdf(report: Report) -> None:
    """Write the PDF beside the Word file; once is enough. Raises NoPdf."""
    if report.pdf:
        return
    with report.file.open("rb") as file:
        content = to_pdf(file.read())
    report.pdf.save("bao-cao.pdf", ContentFile(content), save=False)
    Report.objects.filter(pk=report.pk, pdf="").update(pdf=report.pdf.name)


NOT_WORD = Words(
    "Tệp tải lên không phải là tệp Word (.docx) đọc được. Hãy lưu lại từ Word rồi tải lên.",
    "The file is no readable Word file (.docx). Save it from Word again and upload it.",
)


def take_back(report: Report, content: bytes, name: str, by: User) -> list[Returned]:
    """Hold an edited report against the data that it was printed from, and keep it with what was found.

    Raises BadTemplate (in words) for a file that is no Word document.
    """
    with report.file.open("rb") as file:
        printed = paragraphs_of(file.read())
    findings = compare(draft_in(report), paragraphs_of(content), printed)
    with transaction.atomic():
        document = documents.store(content, name, by)
        report.edited = document
        report.returned = msgspec.to_builtins(findings)
        report.save(update_fields=["edited", "returned"])
        record("report.returned", by, report, plan=report.plan_id, findings=len(findings), file=name[:200])
    return findings


def paragraphs_of(content: bytes) -> list[str]:
    """The running text of a Word file: body and, of tables, nothing: annexes are data of their own."""
    try:
        word = docx.Document(io.BytesIO(content))
    except Exception as problem:  # whatever a broken package raises: the library has no error of its own
        raise BadTemplate(NOT_WORD) from problem
    return [paragraph.text for paragraph in word.paragraphs]


def replace_template(sort: str, content: bytes, name: str, by: User) -> Template:
    """Let an edited template stand from now on, after it was filled once for trial. Raises BadTemplate."""
    kind = next(key for key, entry in kinds().items() if entry["template"] == sort)
    fill(content, _TRIAL, _TRIAL_HEAD, kind)
    with transaction.atomic():
        template = Template(sort=sort, name=name[:255], sha256=hashlib.sha256(content).hexdigest(), by=by)
        template.file.save("mau.docx", ContentFile(content), save=False)
        template.save()
        record("template.replaced", by, template, sort=sort, sha256=template.sha256)
    return template


def retire_templates(sort: str, by: User) -> None:
    """Go back to the program's own template."""
    with transaction.atomic():
        for template in Template.objects.select_for_update().filter(sort=sort, retired=False):
            template.retired = True
            template.save(update_fields=["retired"])
            record("template.retired", by, template, sort=sort)


def _trial() -> tuple[Draft, Letterhead]:
    draft = Draft(
        (text("Mở đầu"),), (Section("Phần một", (text("Đoạn"),), (Section("Mục", (item("Ý"),)),)),),
        (Annex("Bảng", ("TT", "Nội dung"), (("1", "x"),), (10, 90)),), (), ("Kính gửi: Các sở",), ("Căn cứ",), "Hết./.",
    )  # fmt: skip
    head = Letterhead(
        "UBND tỉnh", "Sở Tài chính", "5", "BC-STC", "Lạng Sơn", date(2025, 1, 5), "Thử mẫu", ("GIÁM ĐỐC",), "Tên",
        ("- Lưu: VT.",),
    )  # fmt: skip
    return draft, head


_TRIAL, _TRIAL_HEAD = _trial()


def figures_of(report: Report) -> list[dict[str, Any]]:
    """Every sourced figure of a report for its page: section, figure, source."""
    return [
        {"where": where, "text": piece.text, "source": source, "sentence": paragraph.text}
        for where, paragraph in placed(draft_in(report))
        for piece in paragraph.pieces
        for source in piece.sources
    ]
