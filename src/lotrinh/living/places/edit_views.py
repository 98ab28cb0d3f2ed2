"""Forms about areas, for those who keep the list."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lotrinh.living.access.doors import account_in, door, require
from lotrinh.living.places import editing
from lotrinh.living.places.forms import AreaForm, ChangeForm, NewAreaForm
from lotrinh.living.places.models import Area, AreaChange
from lotrinh.living.words import Words


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def add(request: HttpRequest) -> HttpResponseBase:
    """A new area."""
    require(request, "agencies.edit")
    form = NewAreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = editing.add_area(by=account_in(request), **form.cleaned_data)
        except editing.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return _done(request, made, Words("Đã thêm đơn vị.", "The unit was added."))
    return _page(request, form, Words("Thêm đơn vị hành chính", "Add a unit"))


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Name, code and days."""
    require(request, "agencies.edit")
    area = get_object_or_404(Area, pk=pk)
    shown = {name: getattr(area, name) for name in ("name", "code", "valid_from", "valid_to")}
    form = AreaForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            editing.edit_area(area, seen=request.POST.get("seen", ""), by=account_in(request), **form.cleaned_data)
        except editing.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return _done(request, area, Words("Đã ghi.", "Saved."))
    return _page(request, form, Words("Sửa tên, mã, ngày", "Mend name, code, days"), area)


@require_http_methods(["GET", "POST"])
@door("agencies.edit")
def succeed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What it became."""
    require(request, "agencies.edit")
    area = get_object_or_404(Area.objects.select_related("parent"), pk=pk)
    form = ChangeForm(request.POST or None, area=area)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("new", "on", "ground", "divided", "note")}
        try:
            editing.add_change(area, seen=request.POST.get("seen", ""), by=account_in(request), **told)
        except editing.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            return _done(request, area, Words("Đã ghi.", "Saved."))
    return _page(request, form, Words("Ghi lần sắp xếp", "Record a reorganisation"), area)


@require_POST
@door("agencies.edit")
def unsucceed(request: HttpRequest, pk: int, change: int) -> HttpResponseBase:
    """Take a reorganisation back that was recorded by mistake."""
    require(request, "agencies.edit")
    found = get_object_or_404(AreaChange.objects.select_related("old", "new"), pk=change, old=pk)
    try:
        editing.remove_change(found, seen=request.POST.get("seen", ""), by=account_in(request))
    except editing.Refused as refused:
        messages.error(request, str(refused.words))
    else:
        messages.success(request, str(Words("Đã bỏ dòng này.", "The row was taken back.")))
    return redirect("places:area", pk=pk)


def _page(request: HttpRequest, form: forms.Form, title: Words, area: Area | None = None) -> HttpResponse:
    page = {"form": form, "title": title, "area": area, "seen": editing.state_of(area) if area else ""}
    return render(request, "places/area_form.html", page, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, area: Area, words: Words) -> HttpResponseBase:
    messages.success(request, str(words))
    return redirect("places:area", pk=area.pk)
