"""Pages of official reports: the list, making one, one with its sources, the edited file, templates."""

from __future__ import annotations

import msgspec
from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.core.period import Period as Span
from lotrinh.core.vietnamese.period_words import period_told
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.rules import may, may_somewhere
from lotrinh.living.jobs.services import ask
from lotrinh.living.official import services
from lotrinh.living.official.annex_book import workbook
from lotrinh.living.official.filling import BadTemplate
from lotrinh.living.official.forms import FileForm, HeadForm, WantedForm
from lotrinh.living.official.layout import kinds
from lotrinh.living.official.letterhead import Letterhead, proposed
from lotrinh.living.official.models import Report, Template
from lotrinh.living.official.pdf import libreoffice
from lotrinh.living.official.returned import Returned
from lotrinh.living.official.services import Asked
from lotrinh.living.official.template import make_template
from lotrinh.living.people.models import Role
from lotrinh.living.plans.models import Plan
from lotrinh.living.plans.queries import plan_in
from lotrinh.living.words import Words

MAKE = "report.make"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DIFFERS = Words("Bản sửa có {n} chỗ số liệu khác dữ liệu.", "The edited file differs from the data: {n:place|places}.")
AGREES = Words("Mọi số liệu của bản sửa khớp dữ liệu.", "All figures of the edited file agree with the data.")
SORTS = {"report": Words("Báo cáo, kế hoạch", "Reports and plans"), "letter": Words("Công văn", "Letters")}


@require_GET
@door("internal.read")
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that were made, and what can be made."""
    all_kinds = may(person_in(request), MAKE)
    plans = Plan.objects.order_by("kind", "-year_to")[:50]
    rows = Report.objects.select_related("plan", "by").defer("content")[:200]
    context = {
        "reports": [(row, kinds()[row.kind]) for row in rows],
        "plans": plans,
        "kinds": {kind: words for kind, words in kinds().items() if all_kinds or "agency" in words["needs"]},
        "may_make": may_somewhere(person_in(request), MAKE),
        "may_edit_templates": all_kinds,
    }
    return render(request, "official/reports.html", context)


@require_http_methods(["GET", "POST"])
@door(MAKE)
def make(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """First what is wanted, then its letterhead as the program proposes it, then the file."""
    if kind not in kinds():
        raise Http404
    if "agency" not in kinds()[kind]["needs"]:
        require(request, MAKE)  # of the whole plan: the focal agency
    plan, today = plan_in(request, slug), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    start = {"period": request.GET.get("period", "")} if kind == "reminder" else {}
    wanted = WantedForm(kind, plan, today, data, initial=start)
    head = None
    if data is not None and wanted.is_valid():
        agency = wanted.cleaned_data.get("agency")
        require(request, MAKE, [agency.pk] if agency else [])
        asked = Asked(kind, plan, wanted.cleaned_data["as_of"], wanted.cleaned_data.get("covers"),
                      wanted.cleaned_data.get("period"), agency, _only(wanted))  # fmt: skip
        if "issuer" not in data:
            head = HeadForm(initial=HeadForm.initial_of(_proposed(request, asked)))
        else:
            head = HeadForm(data)
            if head.is_valid():
                try:
                    report = services.make(asked, head.head(), account_in(request), person_in(request))
                except BadTemplate as problem:
                    head.add_error(None, str(problem.words))
                else:
                    return redirect("official:report", pk=report.pk)
    context = {"plan": plan, "words": kinds()[kind], "wanted": wanted, "head": head}
    return render(request, "official/make.html", context)


def _only(wanted: WantedForm) -> frozenset[int] | None:
    """The agencies that a reminder goes to; None for other kinds."""
    told = wanted.cleaned_data.get("only")
    return None if told is None else frozenset(told)


def _proposed(request: HttpRequest, asked: Asked) -> Letterhead:
    account = account_in(request)
    role = Role.objects.filter(user=account, valid_to=None).select_related("agency").order_by("pk").first()
    issuer = str(asked.agency or (role.agency if role else ""))
    area = asked.plan.area
    governing = f"Ủy ban nhân dân {_lowered(area.name)}" if area else ""
    place = area.name.removeprefix("Tỉnh ").removeprefix("Thành phố ") if area else ""
    covers = asked.covers or (None if asked.period is None else Span.parse(asked.period.period))
    summary = str(kinds()[asked.kind]["summary"]).format(
        plan=asked.plan.short,
        period=period_told(covers) if covers else "",
        year=covers.last.year if covers else "",
        agency=issuer,
    )
    return proposed(asked.kind, issuer, governing, place, timezone.localdate(), summary)


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


@require_GET
@door("internal.read")
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: its files, every figure with its source, what an edited file changed."""
    row = get_object_or_404(Report.objects.select_related("plan", "by", "edited", "period", "template"), pk=pk)
    context = {
        "report": row,
        "words": kinds()[row.kind],
        "figures": services.figures_of(row),
        "findings": [msgspec.convert(one, Returned) for one in row.returned],
        "form": FileForm(),
        "may_make": may(person_in(request), MAKE, _owners(row)),
        "pdf_possible": libreoffice() is not None,
    }
    return render(request, "official/report.html", context)


@require_GET
@door("internal.read")
def word_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The Word file."""
    row = get_object_or_404(Report.objects.defer("content"), pk=pk)
    return _sent(row.file, f"{_name(row)}.docx", WORD)


@require_GET
@door("internal.read")
def pdf_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF, once it was made."""
    row = get_object_or_404(Report.objects.defer("content"), pk=pk)
    if not row.pdf:
        raise Http404
    return _sent(row.pdf, f"{_name(row)}.pdf", "application/pdf")


@require_GET
@door("internal.read")
def annex_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The annexes as a workbook."""
    row = get_object_or_404(Report, pk=pk)
    response = HttpResponse(
        workbook(services.draft_in(row)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = content_disposition_header(True, f"{_name(row)}-phu-luc.xlsx")
    return response


@require_POST
@door(MAKE)
def ask_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have the PDF made by the worker."""
    row = get_object_or_404(Report.objects.defer("content"), pk=pk)
    require(request, MAKE, _owners(row))
    job = ask("report.pdf", {"report": row.pk, "name": str(row)}, account_in(request))
    return redirect("jobs:job", job.pk)


@require_POST
@door(MAKE)
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An edited file comes back: its figures are held against the data."""
    row = get_object_or_404(Report, pk=pk)
    require(request, MAKE, _owners(row))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(told) for told in form.errors["file"]))
        return redirect("official:report", pk=pk)
    file = form.cleaned_data["file"]
    try:
        findings = services.take_back(row, file.read(), file.name, account_in(request))
    except BadTemplate as problem:
        messages.error(request, str(problem.words))
    else:
        if findings:
            messages.warning(request, DIFFERS.format(n=len(findings)))
        else:
            messages.success(request, str(AGREES))
    return redirect("official:report", pk=pk)


@require_http_methods(["GET", "POST"])
@door(MAKE)
def templates(request: HttpRequest) -> HttpResponseBase:
    """The templates: the program's own, and those that the office put in their place."""
    require(request, MAKE)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        sort = request.POST.get("sort", "")
        if sort not in SORTS:
            raise Http404
        if "retire" in request.POST:
            services.retire_templates(sort, account_in(request))
            return redirect("official:templates")
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                services.replace_template(sort, file.read(), file.name, account_in(request))
            except BadTemplate as problem:
                form.add_error("file", str(problem.words))
            else:
                return redirect("official:templates")
    standing = {row.sort: row for row in Template.objects.filter(retired=False).select_related("by").order_by("id")}
    context = {"sorts": [(sort, words, standing.get(sort)) for sort, words in SORTS.items()], "form": form}
    return render(request, "official/templates.html", context)


@require_GET
@door(MAKE)
def template_file(request: HttpRequest, sort: str) -> HttpResponseBase:
    """The template that stands now, to be edited in Word."""
    require(request, MAKE)
    if sort not in SORTS:
        raise Http404
    own = Template.objects.filter(sort=sort, retired=False).order_by("-id").first()
    if own is not None:
        return _sent(own.file, f"mau-{sort}.docx", WORD)
    response = HttpResponse(make_template(sort), content_type=WORD)
    response["Content-Disposition"] = content_disposition_header(True, f"mau-{sort}.docx")
    return response


def _owners(row: Report) -> list[int]:
    """Whose report it is: of a child plan its agency's; else nobody's but the focal agency's."""
    return [row.agency_id] if row.agency_id is not None else []


def _name(row: Report) -> str:
    return "-".join(fold(str(row)).replace("/", "-").split())[:80]


def _sent(file: FieldFile, name: str, kind: str) -> FileResponse:
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=kind)
