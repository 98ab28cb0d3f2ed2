"""Pages of regimes: the list, one regime with its form and its periods, editing, the usual six."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.living.access.doors import account_in, door, person_in
from lotrinh.living.access.rules import may
from lotrinh.living.observations.rollups import unit_of
from lotrinh.living.people.models import Agency, AgencyGroup
from lotrinh.living.plans.models import Indicator, Plan
from lotrinh.living.reporting.loading import version_of
from lotrinh.living.reporting.models import FormRow, Level, Regime, RegimeKind
from lotrinh.living.reporting.opening import AHEAD, open_once, open_periods
from lotrinh.living.reporting.preview import coming
from lotrinh.living.reporting.queries import periods_of, regimes
from lotrinh.living.reporting.regime_forms import NO_AGENCY, OnceForm, RegimeForm, UsualForm, agency_named, initial_of
from lotrinh.living.reporting.regimes import (
    ReporterAsked,
    RowAsked,
    Stale,
    change_regime,
    change_reporters,
    change_rows,
    create_regime,
    current_reporters,
    current_rows,
    is_calendar,
)
from lotrinh.living.reporting.rights import EDIT, READ
from lotrinh.living.reporting.transitions import Refused
from lotrinh.living.reporting.wizard import USUAL, Choice, set_up, suggestion
from lotrinh.living.words import Words

_SAVED = Words("Đã lưu. Áp dụng cho các kỳ chưa mở.", "It is saved and holds for periods that are not open yet.")


def _agency_names() -> list[str]:
    return list(Agency.objects.filter(valid_to=None).order_by("name").values_list("name", flat=True)[:600])


@require_GET
@door(READ)
def listed(request: HttpRequest) -> HttpResponse:
    """All regimes."""
    context = {"regimes": regimes()[:200], "edits": may(person_in(request), EDIT)}
    return render(request, "reporting/regimes.html", context)


@require_GET
@door(READ)
def regime(request: HttpRequest, pk: int) -> HttpResponse:
    """One regime: what the decree asks of it, who reports, its form, its periods, those to come in a year."""
    return _page(request, _regime(pk))


def _regime(pk: int) -> Regime:
    return get_object_or_404(Regime.objects.select_related("plan", "receiver", "ground"), pk=pk)


def _page(request: HttpRequest, one: Regime, form: OnceForm | None = None, status: int = 200) -> HttpResponse:
    asked = request.GET.get("nam", "")
    today = timezone.localdate()
    year = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= 2100 else today.year
    levels = list(one.levels.all())
    edits = may(person_in(request), EDIT)
    context = {
        "regime": one,
        "levels": levels,
        "reporters": current_reporters(one),
        "rows": current_rows(one),
        "periods": periods_of(one),
        "year": year,
        "coming": coming(one, levels, year) if is_calendar(one) else [],
        "edits": edits,
        "once": form or (OnceForm() if edits and not is_calendar(one) else None),
        "ended": one.valid_to is not None and one.valid_to < today,
    }
    return render(request, "reporting/regime.html", context, status=status)


@require_http_methods(["GET", "POST"])
@door(EDIT)
def add(request: HttpRequest) -> HttpResponseBase:
    """Set up a regime."""
    today = timezone.localdate()
    start = {
        "valid_from": today,
        "opens_from": today,
        "level_1": str(Words("Sở, ban, ngành", "Departments")),
        "days_1": 5,
    }
    form = RegimeForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        levels = fields.pop("levels")
        made = create_regime(fields, levels, account_in(request))
        return redirect("reporting:regime_rows", made.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
@door(EDIT)
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a regime."""
    one = _regime(pk)
    form = RegimeForm(request.POST or None, initial=initial_of(one))
    form.fields["plan"].disabled = True
    form.fields["frequency"].disabled = one.periods.exists()
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        levels = fields.pop("levels")
        fields.pop("plan")
        try:
            change_regime(one, fields, levels, account_in(request), version_of(request))
        except (Stale, Refused) as problem:
            messages.error(request, str(problem.words))
            return _form_page(request, form, _regime(pk), status=409 if isinstance(problem, Stale) else 422)
        messages.success(request, str(_SAVED))
        return redirect("reporting:regime", pk)
    return _form_page(request, form, one)


def _form_page(request: HttpRequest, form: RegimeForm, one: Regime | None, status: int | None = None) -> HttpResponse:
    context = {"form": form, "regime": one, "agencies": _agency_names()}
    code = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "reporting/regime_form.html", context, status=code)


@require_http_methods(["GET", "POST"])
@door(EDIT)
def rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The lines of the form: change, take away, add indicators of the plan."""
    one = _regime(pk)
    held = current_rows(one)
    levels = {str(level.pk): level for level in one.levels.all()}
    if request.method == "POST":
        try:
            asked = _rows_asked(one, held, levels, request.POST)
        except Refused as refused:
            messages.error(request, str(refused.words))
            return _rows_page(request, one, held, 422)
        added = _rows_added(one, levels, request.POST, start=max((row.order for row in held), default=0))
        removed = [row.pk for row in held if f"bo-{row.pk}" in request.POST]
        kept = [row for row in asked if row.row_id not in removed]
        try:
            change_rows(one, [*kept, *added], removed, account_in(request), version_of(request))
        except Stale as stale:
            messages.error(request, str(stale.words))
            return redirect("reporting:regime_rows", pk)
        messages.success(request, str(_SAVED))
        return redirect("reporting:regime_rows", pk)
    return _rows_page(request, one, held)


def _rows_page(request: HttpRequest, one: Regime, held: list[FormRow], status: int = 200) -> HttpResponse:
    taken = {row.indicator_id for row in held}
    indicators = Indicator.objects.filter(targets__plan=one.plan).distinct().order_by("name")
    context = {
        "regime": one, "rows": held, "levels": one.levels.all(), "agencies": _agency_names(), "taken": taken,
        "indicators": indicators[:400],
    }  # fmt: skip
    return render(request, "reporting/rows.html", context, status=status)


def _rows_asked(
    one: Regime, held: list[FormRow], levels: Mapping[str, Level], data: Mapping[str, str]
) -> list[RowAsked]:
    """The lines as the page sent them; those that it does not have stay as they are. Raises Refused."""
    found = []
    for row in held:
        prefix = f"r-{row.pk}-"
        if f"{prefix}order" not in data:
            continue
        order = data[f"{prefix}order"].strip()
        found.append(
            RowAsked(
                row.indicator, row.pk, int(order) if order.isdecimal() and len(order) < 6 else row.order,
                data.get(f"{prefix}heading", "").strip(), row.scope, row.unit, row.change,
                levels.get(data.get(f"{prefix}level", "")), _agency(data.get(f"{prefix}agency", "")),
                f"{prefix}own" in data, f"{prefix}required" in data, f"{prefix}evidence" in data,
                data.get(f"{prefix}guidance", "").strip(),
            )
        )  # fmt: skip
    return found


def _agency(name: str) -> Agency | None:
    """The agency that was named, None for none. Raises Refused for one that is not here."""
    if not name.strip():
        return None
    found = agency_named(name)
    if found is None:
        raise Refused(Words(f"«{name[:100]}»: {NO_AGENCY.vi}", f"“{name[:100]}”: {NO_AGENCY.en}"))
    return found


def _rows_added(
    one: Regime, levels: Mapping[str, Level], data: Any, start: int
) -> list[RowAsked]:  # fmt: skip
    """A line for each indicator that was ticked, with the unit that its figures have."""
    wanted = [pk for pk in data.getlist("add") if pk.isdecimal() and len(pk) < 12]
    indicators = Indicator.objects.filter(targets__plan=one.plan, pk__in=wanted).distinct().order_by("name")
    level = levels.get(data.get("add-level", ""))
    figures: dict[int, list[Any]] = {}
    for indicator in indicators.prefetch_related("observations"):
        figures[indicator.pk] = [row for row in indicator.observations.all() if row.change == "level"]
    return [
        RowAsked(
            indicator, order=start + 10 * place, unit=unit_of(indicator, figures.get(indicator.pk, ())), level=level,
            own_area="add-own" in data,
        )
        for place, indicator in enumerate(indicators, 1)
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
@door(EDIT)
def reporters(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who reports at each level, and to whom."""
    one = _regime(pk)
    levels = {str(level.pk): level for level in one.levels.all()}
    if request.method == "POST":
        try:
            asked = _reporters_asked(levels, request.POST)
            removed = [int(told) for told in request.POST.getlist("bo") if told.isdecimal() and len(told) < 12]
            change_reporters(one, asked, removed, account_in(request), version_of(request))
        except (Stale, Refused) as problem:
            messages.error(request, str(problem.words))
        else:
            messages.success(request, str(_SAVED))
        return redirect("reporting:regime_reporters", pk)
    context = {
        "regime": one, "levels": levels.values(), "reporters": current_reporters(one), "agencies": _agency_names(),
        "groups": AgencyGroup.objects.order_by("name").values_list("name", flat=True)[:300],
    }  # fmt: skip
    return render(request, "reporting/reporters.html", context)


def _reporters_asked(levels: Mapping[str, Level], data: Mapping[str, str]) -> list[ReporterAsked]:
    """Agencies and groups, one a line, that shall report at a level. Raises Refused for one that is not here."""
    level = levels.get(data.get("level", ""))
    receiver = _agency(data.get("receiver", ""))
    found = []
    for line in data.get("names", "").splitlines()[:400]:
        name = " ".join(line.split())
        if not name or level is None:
            continue
        group = AgencyGroup.objects.filter(name=name).first()
        found.append(ReporterAsked(level, None if group else _agency(name), group, receiver))
    return found


@require_POST
@door(EDIT)
def open_now(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open periods: those that come next, or one by hand of a regime without a calendar."""
    one = _regime(pk)
    by = account_in(request)
    if is_calendar(one):
        made = open_periods(one, one.begins, timezone.localdate() + AHEAD, by)
        told = Words("Đã mở {n} kỳ.", "{n:period was|periods were} opened.")
        messages.success(request, told.format(n=len(made)))
        return redirect("reporting:regime", pk)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    covers = form.cleaned_data["covers"]
    if one.periods.filter(period=str(covers)).exists():
        messages.error(request, str(Words("Kỳ này đã mở.", "This period is open already.")))
        return redirect("reporting:regime", pk)
    period = open_once(one, covers, form.cleaned_data["cut_off"], by)
    told = Words("Đã mở kỳ: {n} cơ quan phải báo cáo.", "It is open: {n:agency owes|agencies owe} a report.")
    messages.success(request, told.format(n=period.requests.count()))
    return redirect("reporting:regime", pk)


@require_http_methods(["GET", "POST"])
@door(EDIT)
def usual(request: HttpRequest) -> HttpResponseBase:
    """The usual six regimes of a plan on one page."""
    plans = list(Plan.objects.select_related("focal").order_by("kind", "-year_to", "pk")[:100])
    slug = request.POST.get("plan") or request.GET.get("ke-hoach", "")
    plan = next((one for one in plans if one.slug == slug), plans[0] if plans else None)
    if plan is None:
        return render(request, "reporting/usual.html", {"plans": []})
    today = timezone.localdate()
    focal = plan.focal if plan.focal and plan.focal.valid_to is None else _own_focal(request)
    had = _set_up_already(plan)
    start = {
        "usual": [one for one in USUAL if one not in had], "receiver": focal.name if focal else "",
        "valid_from": today, "opens_from": today, "windows": "decree", "days": 5, "commune_days": 2,
    }  # fmt: skip
    form = UsualForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        for twice in (had[one] for one in form.cleaned_data["usual"] if one in had):
            told = Words("Kế hoạch đã có «{name}». Bỏ chọn, hoặc sửa chế độ đó.", "There is “{name}” already. Edit it.")
            form.add_error("usual", told.format(name=twice))
    if request.method == "POST" and form.is_valid():
        made = set_up(Choice(plan, **form.cleaned_data), account_in(request))
        told = Words("Đã lập {n} chế độ báo cáo.", "{n:regime was|regimes were} set up.")
        messages.success(request, told.format(n=len(made)))
        return redirect("reporting:regimes")
    context = {"plans": plans, "plan": plan, "form": form, "told": suggestion(plan, today), "agencies": _agency_names()}
    return render(request, "reporting/usual.html", context, status=422 if form.errors else 200)


def _set_up_already(plan: Plan) -> dict[str, str]:
    """Frequency → name of the plan's regime in force: a second one would ask every agency the same twice."""
    rows = Regime.objects.filter(plan=plan, valid_to=None, kind=RegimeKind.PERIODIC).order_by("-pk")
    return {regime.frequency: regime.name for regime in rows}


def _own_focal(request: HttpRequest) -> Agency | None:
    """The agency at which the person gathers."""
    account = account_in(request)
    role = account.roles.filter(kind="focal", valid_to=None).select_related("agency").first()
    return role.agency if role else None
