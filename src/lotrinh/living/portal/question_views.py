"""Citizens' questions: asking, reading, moderating."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.living.access.doors import account_in, door, require
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.portal import publicity, questions
from lotrinh.living.portal.clocks import due_of
from lotrinh.living.portal.forms import QuestionForm, StepForm, stamp
from lotrinh.living.portal.holding import Refused
from lotrinh.living.portal.models import Question, QuestionState
from lotrinh.living.portal.target_views import target_of
from lotrinh.living.words import Words
from lotrinh.living.workdays.queries import calendar_for

PAGE = 50


@require_http_methods(["GET", "POST"])
@door("portal.ask")
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Ask about a target. What is refused is shown again as typed: no question is lost without a word."""
    plan, target = target_of(slug, pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"made": stamp()})
    if request.method == "POST":
        if form.is_valid():
            told = form.cleaned_data
            sender = questions.sender_of(_address(request), timezone.localdate())
            try:
                questions.ask(target, told["text"], told["name"], sender)
            except Refused as refused:
                form.add_error(None, str(refused.words))
            else:
                return redirect("portal:asked", plan.slug, target.pk)
        form = form.again()
    status = 422 if form.is_bound else 200
    return render(request, "portal/ask.html", {"plan": plan, "target": target, "form": form}, status=status)


def _address(request: HttpRequest) -> str:
    """The caller's address, as the trusted proxies tell it."""
    adapter: Any = get_adapter()
    return str(adapter.get_client_ip(request) or "")


@require_GET
@door("portal.read")
@same_for_visitors
def asked(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Thanks, and what happens next."""
    plan, target = target_of(slug, pk)
    return render(request, "portal/asked.html", {"plan": plan, "target": target})


@require_GET
@door("portal.read")
@same_for_visitors
def answered(request: HttpRequest) -> HttpResponse:
    """All questions that are shown, the newest first."""
    rows = publicity.questions().select_related("target__indicator", "target__plan")
    page = Paginator(rows.prefetch_related("replies__agency"), PAGE).get_page(request.GET.get("trang"))
    return render(request, "portal/questions.html", {"page": page})


@require_GET
@door("question.moderate")
def moderation(request: HttpRequest) -> HttpResponse:
    """Questions by state; those that wait come first."""
    require(request, "question.moderate")
    state = request.GET.get("trang-thai", QuestionState.RECEIVED)
    rows = Question.objects.select_related("target__indicator", "target__plan")
    rows = rows.filter(state=state) if state in QuestionState.values else rows
    page, calendar = Paginator(rows, PAGE).get_page(request.GET.get("trang")), calendar_for()
    context = {
        "page": page,
        "rows": [(one, due_of(one, calendar)) for one in page],
        "today": timezone.localdate(),
        "states": [(choice, choice.label) for choice in QuestionState],
        "state": state,
        "waiting": Question.objects.filter(state=QuestionState.RECEIVED).count(),
    }
    return render(request, "portal/moderation.html", context)


@require_http_methods(["GET", "POST"])
@door("question.moderate")
def moderate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One question: let it through, answer it, turn it down, take it down."""
    require(request, "question.moderate")
    found = get_object_or_404(Question.objects.select_related("target__indicator", "target__plan"), pk=pk)
    form = StepForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if told["step"] not in questions.steps():
            raise Http404
        try:
            questions.take(found, told["step"], account_in(request), version=told["version"], text=told["text"])
        except Refused as refused:
            found.refresh_from_db()
            form = StepForm({**request.POST.dict(), "version": found.version})
            form.is_valid()
            form.add_error(None, str(refused.words))
        else:
            messages.success(request, str(Words("Đã ghi.", "Recorded.")))
            return redirect(reverse("portal:moderation"))
    context = {"question": found, "form": form, "steps": questions.steps_from(found.state)}
    return render(request, "portal/moderate.html", context, status=422 if form.is_bound else 200)
