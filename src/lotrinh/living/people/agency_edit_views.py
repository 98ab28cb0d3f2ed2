"""Forms about agencies, for those who keep the list."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lotrinh.living.access.doors import account_in, door, require
from lotrinh.living.people import services
from lotrinh.living.people.agency_forms import AgencyForm, EndForm, JoinForm, LeaveForm, NameForm, SuccessionForm
from lotrinh.living.people.models import Agency, Membership, User
from lotrinh.living.words import Words


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def add(request: HttpRequest) -> HttpResponseBase:
    """A new agency."""
    require(request, "agencies.edit")
    form = AgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_agency(by=account_in(request), **form.cleaned_data)
        except services.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return _done(request, made, Words("Đã thêm cơ quan.", "The agency was added."))
    page = {"form": form, "title": Words("Thêm cơ quan", "Add an agency"), "button": Words("Thêm", "Add")}
    return render(request, "people/agency_form.html", page)


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def add_name(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Another name."""

    def act(agency: Agency, form: forms.Form, seen: str, by: User) -> None:
        services.add_name(agency, seen=seen, by=by, **form.cleaned_data)

    return _edited(
        request, pk, NameForm, act, Words("Thêm tên, đổi tên", "Add a name, rename"), Words("Ghi tên", "Save the name")
    )


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The last day."""

    def act(agency: Agency, form: forms.Form, seen: str, by: User) -> None:
        services.end_agency(agency, form.cleaned_data["last_day"], seen=seen, by=by)

    title = Words("Ghi ngày hoạt động cuối", "Record the last day")
    return _edited(request, pk, EndForm, act, title, Words("Ghi ngày cuối", "Record the last day"))


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def add_succession(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What becomes of its work."""

    def act(agency: Agency, form: forms.Form, seen: str, by: User) -> None:
        told = dict(form.cleaned_data)
        told["successor"] = told.pop("found")
        services.add_succession(agency, seen=seen, by=by, **told)

    title = Words("Ghi đơn vị kế thừa", "Record a successor")
    return _edited(request, pk, SuccessionForm, act, title, Words("Ghi kế thừa", "Record"))


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def join(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A group that it belongs to."""

    def act(agency: Agency, form: forms.Form, seen: str, by: User) -> None:
        services.join_group(agency, form.cleaned_data["group"], since=form.cleaned_data["since"], seen=seen, by=by)

    return _edited(request, pk, JoinForm, act, Words("Đưa vào nhóm", "Put into a group"), Words("Đưa vào", "Put in"))


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def leave(request: HttpRequest, pk: int, membership: int) -> HttpResponseBase:
    """The last day in a group."""
    row = get_object_or_404(Membership.objects.select_related("group", "agency"), pk=membership, agency_id=pk)

    def act(agency: Agency, form: forms.Form, seen: str, by: User) -> None:
        services.leave_group(row, form.cleaned_data["last_day"], seen=seen, by=by)

    title = Words(f"Ra khỏi nhóm «{row.group}»", f"Leave the group “{row.group}”")
    return _edited(request, pk, LeaveForm, act, title, Words("Ghi ngày cuối", "Record the last day"))


Act = Callable[[Agency, forms.Form, str, User], None]


def _edited(
    request: HttpRequest, pk: int, kind: type[forms.Form], act: Act, title: Words, button: Words
) -> HttpResponseBase:
    """Show a form about an agency or carry it out. A conflict shows what stands now beside what was typed."""
    require(request, "agencies.edit")
    agency = get_object_or_404(Agency, pk=pk)
    form = kind(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            act(agency, form, request.POST.get("seen", ""), account_in(request))
        except services.Conflict as refused:
            form.add_error(None, str(refused.words))
            agency.refresh_from_db()
            status = 409
        except services.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return _done(request, agency, Words("Đã ghi.", "Saved."))
    page = {"form": form, "title": title, "button": button, "agency": agency, "seen": services.state_of(agency)}
    return render(request, "people/agency_form.html", page, status=status)


def _done(request: HttpRequest, agency: Agency, words: Words) -> HttpResponseBase:
    messages.success(request, str(words))
    return redirect("people:agency", pk=agency.pk)
