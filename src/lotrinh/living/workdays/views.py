"""The page of a year's days, and the forms of exceptions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.rules import may
from lotrinh.living.words import Words
from lotrinh.living.workdays import queries, services
from lotrinh.living.workdays.forms import DayForm
from lotrinh.living.workdays.models import SpecialDay

FIRST, LAST = 2010, 2060  # years that the page shows


@require_GET
@door("site.read")
def year(request: HttpRequest) -> HttpResponseBase:
    """Days off and swapped days of ?nam= (this year)."""
    told = request.GET.get("nam", "")
    this = timezone.localdate().year
    shown = int(told) if told.isascii() and told.isdigit() and len(told) == 4 and FIRST <= int(told) <= LAST else this
    context = {
        "year": shown,
        "years": range(max(FIRST, shown - 1), min(LAST, shown + 1) + 1),
        "rows": queries.days_of(shown),
        "working": queries.working_days_of(shown),
        "may_edit": may(person_in(request), "workdays.edit"),
    }
    return render(request, "workdays/year.html", context)


@require_http_methods(["GET", "POST"])
@door("workdays.edit")
def add(request: HttpRequest) -> HttpResponseBase:
    """A new exception."""
    require(request, "workdays.edit")
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.set_day(**form.cleaned_data, by=account_in(request))
        except services.Refused as refused:
            form.add_error("day", str(refused.words))
        else:
            messages.success(request, str(Words("Đã ghi.", "Saved.")))
            return _back(made.day.year)
    return render(request, "workdays/add.html", {"form": form})


@require_POST
@door("workdays.edit")
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an exception back."""
    require(request, "workdays.edit")
    special = get_object_or_404(SpecialDay, pk=pk)
    shown = special.day.year
    services.remove_day(special, by=account_in(request))
    words = Words("Đã bỏ quy định riêng của ngày {day}.", "The exception of {day} was taken back.")
    messages.success(request, words.format(day=special))
    return _back(shown)


def _back(shown: int) -> HttpResponseBase:
    response = redirect("workdays:year")
    response["Location"] += f"?nam={shown}"
    return response
