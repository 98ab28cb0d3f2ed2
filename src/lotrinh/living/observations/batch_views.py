"""Tables of figures: paste or upload, look at every row's difference, choose, write."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.observations import batches as services
from lotrinh.living.observations.entering import indicators_for
from lotrinh.living.observations.grids import Grid, grid_of_csv, grid_of_text, grid_of_workbook
from lotrinh.living.observations.models import Batch
from lotrinh.living.observations.rights import ENTER, enters_for_all
from lotrinh.living.observations.table_form import TableForm
from lotrinh.living.observations.workbooks import Refused
from lotrinh.living.plans.queries import plan_in, plans_for
from lotrinh.living.words import Words

A_PAGE = 200


@require_GET
@door(ENTER)
def batches(request: HttpRequest) -> HttpResponse:
    """Tables sent so far: all for the focal agency, one's own for a reporter."""
    person = person_in(request)
    found = Batch.objects.select_related("plan", "by").defer("table", "rows")
    if not enters_for_all(person):
        found = found.filter(by=account_in(request))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("trang"))
    plans = plans_for(person)
    return render(request, "observations/batches.html", {"page": page, "plans": plans})


@require_http_methods(["GET", "POST"])
@door(ENTER)
def table(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Paste or upload a table. It is only read and compared: nothing is written yet."""
    plan = plan_in(request, slug)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kind, name, grid = _grid(form.cleaned_data)
            made = services.check_table(
                plan=plan, kind=kind, name=name, grid=grid, vintage=form.cleaned_data["vintage"],
                person=person_in(request), by=account_in(request),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("file" if form.cleaned_data["file"] else "table", str(refused.words))
        else:
            return redirect("observations:batch", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "observations/table.html", {"plan": plan, "form": form}, status=status)


def _grid(data: dict[str, Any]) -> tuple[str, str, Grid]:
    """How the table came, what it is called, its cells. The content decides, not the file's name."""
    upload = data["file"]
    if upload is None:
        return Batch.Kind.PASTE, str(Words("Bảng dán", "Pasted table")), grid_of_text(data["table"])
    if upload.size > 8 * 1024 * 1024:
        raise Refused(Words("Tệp lớn hơn 8 MB. Hãy chia nhỏ.", "The file is larger than 8 MB. Split it."))
    content = upload.read()
    if content[:4] == b"PK\x03\x04" or content[:4] == b"\xd0\xcf\x11\xe0":
        return Batch.Kind.XLSX, upload.name, grid_of_workbook(content)
    return Batch.Kind.CSV, upload.name, grid_of_csv(content)


def _found(request: HttpRequest, pk: int) -> Batch:
    """The batch, for those who may see it: the person who sent it, and the focal agency."""
    batch = get_object_or_404(Batch.objects.select_related("plan__area", "by"), pk=pk)
    plan_in(request, batch.plan.slug)
    if batch.by_id != account_in(request).pk and not enters_for_all(person_in(request)):
        raise PermissionDenied
    return batch


@require_GET
@door(ENTER)
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run, or what became of it."""
    return _page(request, _found(request, pk))


def _page(request: HttpRequest, batch: Batch, status: int = 200) -> HttpResponse:
    rows = services.rows_of(batch)
    counts = services.counts_of(rows)
    shown = request.GET.get("xem", "")
    some = [row for row in rows if row.kind == shown] if shown in ("new", "same", "changes", "problem") else rows
    unknown = {
        row.name: row.indicator
        for row in rows
        if any(told["code"] in ("unknown", "doubtful_name") for told in (*row.problems, *row.doubts))
    }
    context = {
        "batch": batch,
        "counts": counts,
        "sure_new": counts["new"] - counts["doubtful_new"],
        "sure_changes": counts["changes"] - counts["doubtful_changes"],
        "doubtful": counts["doubtful_new"] + counts["doubtful_changes"],
        "page": Paginator(some, A_PAGE).get_page(request.GET.get("trang")),
        "shown": shown,
        "open": batch.state == Batch.State.CHECKED,
        "unknown": list(unknown.items())[:60],
        "indicators": indicators_for(batch.plan, person_in(request)) if unknown else [],
    }
    return render(request, "observations/batch.html", context, status=status)


@require_POST
@door(ENTER)
def names(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say which indicators the names of the table mean."""
    batch = _found(request, pk)
    offered = {one.indicator.pk for one in indicators_for(batch.plan, person_in(request))}
    known = {fold(row.name): row.name for row in services.rows_of(batch)}
    chosen = {
        known[fold(name)]: int(number)
        for name, number in zip(request.POST.getlist("name"), request.POST.getlist("indicator"), strict=False)
        if number.isdecimal() and int(number) in offered and fold(name) in known
    }
    try:
        services.name_indicators(batch, _version(request), chosen, person_in(request))
    except services.Moved as moved:
        return _moved(request, batch, moved)
    return redirect("observations:batch", pk)


@require_POST
@door(ENTER)
def write(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep the choices of the page that was sent, and write the rows if that was asked."""
    batch = _found(request, pk)
    asked = request.POST.get("do", "")
    try:
        shown = request.POST.getlist("shown")
        reasons = {cell: request.POST.get(f"reason-{cell}", "") for cell in shown if f"reason-{cell}" in request.POST}
        batch = services.choose(batch, _version(request), shown, request.POST.getlist("row"), reasons)
        if asked not in ("chosen", "new", "all"):
            messages.success(request, str(Words("Đã lưu lựa chọn, chưa ghi số nào.", "Choices kept, nothing written.")))
            return redirect("observations:batch", pk)
        counts = services.apply(
            batch, batch.version, new=asked in ("new", "all"), changes=asked == "all", person=person_in(request),
            by=account_in(request),
        )  # fmt: skip
    except services.Moved as moved:
        return _moved(request, batch, moved)
    told = Words("Đã ghi {new} số mới, thay {old} số.", "{new:new figure|new figures} written, {old} replaced.")
    messages.success(request, told.format(new=sum(counts.values()) - counts["replaced"], old=counts["replaced"]))
    return redirect("observations:batch", pk)


@require_POST
@door(ENTER)
def dropped(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a table without writing."""
    batch = _found(request, pk)
    try:
        services.drop(batch, _version(request), account_in(request))
    except services.Moved as moved:
        return _moved(request, batch, moved)
    messages.success(request, str(Words("Đã bỏ bảng, không ghi số nào.", "The table was dropped, nothing written.")))
    return redirect("observations:batch", pk)


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 10 else -1


_MOVED = {
    "figures": Words(
        "{rows} dòng đã khác lúc ông/bà xem: có người vừa ghi số mới hơn. Chưa ghi số nào. Xem lại các dòng dưới đây.",
        "{rows:row is|rows are} no longer what you saw: somebody has written newer figures. Nothing was written. "
        "Look again.",
    ),
    "version": Words(
        "Bảng này vừa được thay đổi ở nơi khác. Chưa ghi số nào. Xem lại rồi làm tiếp.",
        "This table was changed elsewhere just now. Nothing was written. Look again and go on.",
    ),
    "nothing": Words(
        "Chưa chọn dòng nào. Đánh dấu dòng cần ghi, hoặc bấm nút ghi tất cả.",
        "No row is chosen. Mark the rows to write, or press the button that writes all.",
    ),
    "reason": Words(
        "{rows} dòng đã chọn có số khó tin mà chưa ghi lý do. Chưa ghi số nào. Ghi lý do hoặc bỏ đánh dấu.",
        "Chosen although they look wrong, and without a reason: {rows:row|rows}. Nothing was written. "
        "Give the reason or untick them.",
    ),
    "applied": Words("Bảng này đã được ghi rồi.", "This table has been written already."),
    "dropped": Words("Bảng này đã bị bỏ.", "This table was dropped."),
}


def _moved(request: HttpRequest, batch: Batch, moved: services.Moved) -> HttpResponseBase:
    """Tell what moved, compare anew, and show it: the choice is the person's again."""
    if moved.code == "figures":
        services.check_again(batch, person_in(request))
    messages.warning(request, _MOVED[moved.code].format(rows=moved.rows))
    return redirect("observations:batch", batch.pk)
