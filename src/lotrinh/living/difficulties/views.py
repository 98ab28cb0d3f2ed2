"""Pages of difficulties: the board, one of them, raising, moving on, finishing an action."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.rules import Person, may, may_somewhere
from lotrinh.living.difficulties import queries, services
from lotrinh.living.difficulties.forms import FORMS, DecideForm, FinishForm, MoveForm, ProposeForm, RaiseForm
from lotrinh.living.difficulties.models import Action, Difficulty
from lotrinh.living.difficulties.queries import Row, agencies_in
from lotrinh.living.difficulties.rights import ACTS, may_finish, may_move, moves_for
from lotrinh.living.difficulties.transitions import Refused, Transition, check, kinds, states, transitions
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.models import Target, Task
from lotrinh.living.plans.queries import plans_for
from lotrinh.living.words import Words


@require_GET
@door("internal.read")
def board(request: HttpRequest) -> HttpResponse:
    """All by step; ?loai= a kind, ?cua=toi where it is my turn, ?xem=xong those that are over."""
    person, today = person_in(request), timezone.localdate()
    kind, mine, over = request.GET.get("loai", ""), request.GET.get("cua") == "toi", request.GET.get("xem") == "xong"
    where = Q(kind=kind) if kind in kinds() else Q()
    if mine:
        where &= Q(owner__in=agencies_in(person))
    told = queries.board(today, where, over=over)
    context = {
        "board": told,
        "kinds": [(key, words) for key, words in kinds().items()],
        "kind": kind,
        "mine": mine,
        "over": over,
        "raises": may_somewhere(person, "difficulty.raise"),
    }
    return render(request, "difficulties/board.html", context)


@require_http_methods(["GET", "POST"])
@door("difficulty.raise")
def raise_one(request: HttpRequest) -> HttpResponseBase:
    """Raise one; ?muctieu= or ?nhiemvu= say what it stands in the way of."""
    person = person_in(request)
    target, task = _about(request, Target, "muctieu"), _about(request, Task, "nhiemvu")
    agencies = _raising(person)
    form = RaiseForm(request.POST or None, agencies, {})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        require(request, "difficulty.raise", [told["agency"].pk])
        try:
            made = services.raise_difficulty(target=target, task=task, by=account_in(request), **told)
        except Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            messages.success(request, str(Words("Đã gửi cơ quan đầu mối.", "Sent to the focal agency.")))
            return redirect("difficulties:difficulty", made.pk)
    context = {"form": form, "target": target, "task": task}
    return render(request, "difficulties/raise.html", context, status=422 if form.errors else 200)


@require_GET
@door("internal.read")
def difficulty(request: HttpRequest, pk: int) -> HttpResponse:
    """One: what it is, whose turn until when, options, decision, actions, steps."""
    found = _found(pk)
    return render(request, "difficulties/difficulty.html", _context(request, found))


@require_http_methods(["GET", "POST"])
@door("internal.read")
def move(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """Move one on, by the form of the move."""
    found, transition = _found(pk), _transition(slug)
    if not may_move(person_in(request), transition, found):
        require(request, ACTS[transition.who], [found.agency_id])
    if request.method == "GET" and found.state not in transition.before:
        messages.error(request, str(_not_from(found, transition)))
        return redirect("difficulties:difficulty", pk)
    form = FORMS[transition.id](found, request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _moved(found, transition, form, account_in(request))
        except Conflict as conflict:
            found = _found(pk)
            form = _again(form, found, conflict)
            status = 409
        except Refused as refused:
            form.add_error(None, str(refused.words))
            status = 409
        else:
            messages.success(request, str(Words("Đã ghi.", "Saved.")))
            return redirect("difficulties:difficulty", pk)
    elif request.method == "POST":
        status = 422
    row = Row(found, timezone.localdate())
    context = {"form": form, "row": row, "difficulty": found, "transition": transition}
    own = {"decide": "difficulties/decide.html"}
    return render(request, own.get(transition.id, "difficulties/move.html"), context, status=status)


@require_http_methods(["GET", "POST"])
@door("difficulty.raise")
def finish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that an action of a decision was done."""
    action = get_object_or_404(Action.objects.select_related("difficulty", "agency", "decision"), pk=pk)
    if not may_finish(person_in(request), action):
        require(request, "difficulty.raise", [action.agency_id])
    form = FinishForm(request.POST or None, initial={"done_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.finish(action, form.cleaned_data["done_on"], form.cleaned_data["product"], account_in(request))
        except Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            messages.success(request, str(Words("Đã ghi việc xong.", "The action is recorded as done.")))
            return redirect("difficulties:difficulty", action.difficulty_id)
    return render(request, "difficulties/finish.html", {"form": form, "action": action})


def _not_from(found: Difficulty, transition: Transition) -> Words:
    try:
        check(transition.id, found.state)
    except Refused as refused:
        return refused.words
    return Words("", "")


def _moved(found: Difficulty, transition: Transition, form: MoveForm, by: User) -> None:
    told = form.cleaned_data
    seen, text = told["seen"], told.get("text", "")
    if isinstance(form, ProposeForm):
        services.propose(found, form.options(), _place_of(form), text, by, seen)
    elif isinstance(form, DecideForm):
        option = next((one for one in form.shown if one.pk == told["option"]), None)
        fields = {name: told[name] for name in ("number", "issued_on", "owner", "due")}
        words = text or (option.text if option else "")
        services.decide(found, option=option, text=words, by=by, seen=seen, works=form.works(), **fields)
    elif transition.id == "take":
        services.take(found, told["kind"], by, seen)
    elif transition.id == "merge":
        services.merge(found, told["into"], text, by, seen)
    elif transition.id in ("close", "settle"):
        services.close(found, told["outcome"], text, by, seen)
    elif transition.id == "resend":
        services.move(found, "resend", told["text"], by, seen, text=told["described"])
    else:
        services.move(found, transition.id, text, by, seen)


def _place_of(form: ProposeForm) -> int:
    """Which of the options that were written is the recommended one: empty ones between are left out."""
    written = [n for n in range(len(form.fields)) if form.cleaned_data.get(f"option_{n}")]
    return written.index(form.cleaned_data["recommended"])


def _again(form: MoveForm, found: Difficulty, conflict: Conflict) -> MoveForm:
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = found.version
    fresh = type(form)(found, data)
    fresh.is_valid()
    fresh.add_error(None, f"{conflict.now} {Words('Gửi lại nếu vẫn muốn ghi.', 'Send it again if you still want to.')}")
    return fresh


def _context(request: HttpRequest, found: Difficulty) -> dict[str, Any]:
    person = person_in(request)
    actions = list(found.actions.select_related("agency", "task__plan", "decision"))
    steps = found.steps.select_related("by", "owner")
    return {
        "row": Row(found, timezone.localdate()),
        "difficulty": found,
        "moves": moves_for(person, found),
        "options": _options(found),
        "decisions": found.decisions.select_related("option", "owner", "document", "by"),
        "actions": [(one, services.is_done(one), may_finish(person, one)) for one in actions],
        "steps": [(step, transitions()[step.move].words, states()[step.after].words) for step in steps],
        "merged": found.merged.select_related("agency"),
        "may_read_journal": may(person, "internal.read"),
    }


def _options(found: Difficulty) -> Any:
    return found.options.filter(retired=False)


def _found(pk: int) -> Difficulty:
    return get_object_or_404(queries.difficulties().select_related("raised_by", "merged_into", "target__plan"), pk=pk)


def _transition(slug: str) -> Transition:
    found = next((one for one in transitions().values() if one.slug == slug and one.id in FORMS), None)
    if found is None:
        raise Http404
    return found


def _about(request: HttpRequest, model: Any, name: str) -> Any:
    told = request.GET.get(name, "")
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        return None
    return model.objects.filter(pk=int(told), plan__in=plans_for(person_in(request))).select_related("plan").first()


def _raising(person: Person) -> list[Agency]:
    """Agencies for which the person may raise one: the own ones that exist; the focal agency for every department."""
    if may(person, "difficulty.raise"):
        return list(Agency.objects.filter(valid_to__isnull=True))
    return list(Agency.objects.filter(pk__in=agencies_in(person), valid_to__isnull=True))
