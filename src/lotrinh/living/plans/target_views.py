"""The page of one target: how do we know; and what people decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from lotrinh.assessment.verdict import rulebook
from lotrinh.living.access.doors import account_in, door, person_in, require
from lotrinh.living.access.public import same_for_visitors
from lotrinh.living.access.rules import may
from lotrinh.living.documents.models import Document
from lotrinh.living.documents.queries import sentence
from lotrinh.living.journal.keeping import kept
from lotrinh.living.people.queries import Answer, Given, answers_for_all
from lotrinh.living.plans import services
from lotrinh.living.plans.assess import in_force
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.forms import AgencyForm, EndForm, LinkForm, MilestoneForm, TermsForm, VerdictForm
from lotrinh.living.plans.held import seen_by, verdicts_for, without_figures
from lotrinh.living.plans.models import Assessment, Plan, Target, TargetLink, TargetRevision, TargetState
from lotrinh.living.plans.queries import plan_in, revisions_of
from lotrinh.living.plans.returning import again, form_of
from lotrinh.living.plans.table import status_words
from lotrinh.living.plans.target_page import candidates, links_of, observations_of
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.words import Words, spoken


@require_GET
@door("plan.read")
@same_for_visitors
def target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How do we know: verdict, chart, figures, history, links, tasks, source."""
    return _page(request, *_found(request, slug, pk))


@require_GET
@door("plan.read")
def chart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The chart as a picture; it changes only when the verdict is computed anew."""
    _, target = _found(request, slug, pk)
    assessment = verdicts_for(person_in(request)).filter(target=target, held=False).first()
    language = get_language() or "vi"
    spec = assessment.detail.get(language, {}).get("chart") if assessment else None
    if assessment is None or spec is None:
        raise Http404
    key = f"chart:{target.pk}:{language}:{assessment.computed_at.isoformat()}"
    svg = cache.get(key)
    if svg is None:
        import vl_convert

        svg = vl_convert.vegalite_to_svg(spec)
        cache.set(key, svg, 86_400)
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=300"
    # The picture carries its own styles; nothing in it may run or load anything.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


@require_http_methods(["GET", "POST"])
@door("verdict.give")
@form_of("plans:target")
def verdict(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A person's verdict beside the computed one."""
    plan, target = _found(request, slug, pk)
    require(request, "verdict.give")
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, target, verdict_form=form)
    told = form.cleaned_data
    try:
        services.give_verdict(
            target, told["status"], told["word"], told["reason"], account_in(request), told["seen"] or 0
        )
    except Conflict as conflict:
        return _page(request, plan, target, verdict_form=again(form, conflict, str(_last_verdict(target))))
    return _done(request, plan, target, Words("Đã ghi đánh giá.", "The verdict is recorded."))


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:target")
def agency(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Say who answers for the target."""
    plan, target = _found(request, slug, pk)
    form = AgencyForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, target, agency_form=form)
    told = form.cleaned_data
    try:
        services.set_agency(target, told["agency"], account_in(request), told["seen"])
    except Conflict as conflict:
        plan, target = _found(request, slug, pk)
        return _page(request, plan, target, agency_form=again(form, conflict, str(target.agency_id or "")))
    return _done(
        request, plan, target, Words("Đã ghi cơ quan chịu trách nhiệm.", "The responsible agency is recorded.")
    )


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:target")
def milestone(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Set or remove the milestone of a year."""
    plan, target = _found(request, slug, pk)
    form = MilestoneForm(request.POST, due=_due_year(target))
    if not form.is_valid():
        return _page(request, plan, target, milestone_form=form)
    told = form.cleaned_data
    services.set_milestone(target, told["year"], told["low"], told["high"], told["ground"], account_in(request))
    return _done(request, plan, target, Words("Đã ghi mốc.", "The milestone is recorded."))


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:target")
def terms(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Set the target's own rule of judgement."""
    plan, target = _found(request, slug, pk)
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, target, terms_form=form)
    services.set_terms(target, form.terms(), account_in(request))
    return _done(request, plan, target, Words("Đã ghi quy tắc đánh giá.", "The rule of judgement is recorded."))


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:target")
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Say that the target no longer applies."""
    plan, target = _found(request, slug, pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, target, end_form=form)
    told = form.cleaned_data
    services.end_target(target, told["ground"], account_in(request), told["state"], told["on"])
    return _done(
        request, plan, target, Words("Đã ghi. Giá trị cũ vẫn xem được.", "Recorded. The old values can be read.")
    )


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:target")
def link(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Link with a target of another document."""
    plan, target = _found(request, slug, pk)
    offered = candidates(target, person_in(request))
    form = LinkForm(request.POST, offered=_offered(offered))
    if not form.is_valid():
        return _page(request, plan, target, link_form=form)
    other = next(one for one in offered if one.pk == form.cleaned_data["other"])
    services.link_targets(target, other, form.cleaned_data["kind"], account_in(request))
    return _done(request, plan, target, Words("Đã liên kết.", "Linked."))


@require_http_methods(["GET", "POST"])
@door("plan.edit")
@form_of("plans:target")
def unlink(request: HttpRequest, slug: str, pk: int, link_id: int) -> HttpResponseBase:
    """Take a link away."""
    plan, target = _found(request, slug, pk)
    found = get_object_or_404(TargetLink.objects.select_related("one", "other"), pk=link_id)
    if target.pk not in (found.one_id, found.other_id):
        raise Http404
    services.unlink_targets(found, account_in(request))
    return _done(request, plan, target, Words("Đã bỏ liên kết.", "Unlinked."))


def _done(request: HttpRequest, plan: Plan, target: Target, words: Words) -> HttpResponseBase:
    messages.success(request, str(words))
    return redirect("plans:target", plan.slug, target.pk)


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Plan, Target]:
    plan = plan_in(request, slug)
    targets = plan.targets.select_related("indicator", "agency", "area", "parent__indicator")
    return plan, get_object_or_404(targets.filter(seen_by(person_in(request))), pk=pk)


def _last_verdict(target: Target) -> str:
    last = target.person_verdicts.first()
    return str(last.pk if last else 0)


def _offered(targets: list[Target]) -> list[tuple[int, str]]:
    return [(one.pk, f"{one.plan.short}: {one.indicator.name}") for one in targets]


def _page(request: HttpRequest, plan: Plan, target: Target, **given: forms.Form) -> HttpResponse:
    person, today = person_in(request), timezone.localdate()
    internal = may(person, "internal.read")
    language = get_language() or "vi"
    assessment = verdicts_for(person).filter(target=target).first()
    if assessment is not None and assessment.held:
        assessment = without_figures(assessment)
    revisions = revisions_of(target)
    now = in_force(revisions, today) or revisions[0]
    edits, judges = may(person, "plan.edit"), may(person, "verdict.give")
    verdicts = list(target.person_verdicts.select_related("by"))
    context: dict[str, Any] = {
        "plan": plan,
        "target": target,
        "assessment": assessment,
        "words": spoken(assessment.told) if assessment else {},
        "detail": assessment.detail.get(language, {}) if assessment else {},
        "shape": rulebook()["word"][assessment.status]["shape"] if assessment else "",
        "now": now,
        "answers": _answers(target, revisions[-1], today),
        "value": revision_told(now),
        "ended": now.state in (TargetState.NO_LONGER_APPLICABLE, TargetState.REPLACED),
        "revisions": [(one, revision_told(one)) for one in revisions],
        "source": _source(revisions, today, internal=internal),
        "observations": observations_of(target, plan, person),
        "links": links_of(target, person, today),
        "tasks": target.tasks.filter(seen_by(person), ended=None).order_by("order"),
        "parts": target.parts.filter(seen_by(person)).select_related("indicator").order_by("order"),
        "milestones": target.milestones.all(),
        "verdicts": [(one, _verdict_words(one)) for one in verdicts],
        "internal": internal,
        "enters": may(person, "observation.enter", [target.agency_id] if target.agency_id else []),
        "edits": edits,
        "judges": judges,
        "here": "targets",
        "refused": given,  # forms that came back: their parts of the page are open
    }
    shown: dict[str, forms.Form] = {}
    if judges:
        shown["verdict_form"] = VerdictForm(initial={"seen": verdicts[0].pk if verdicts else 0})
    if edits:
        shown |= _edit_forms(target, now, assessment, candidates(target, person))
    shown |= given
    for name, form in shown.items():  # several forms on one page: each its own ids
        form.auto_id = f"{name.removesuffix('_form')}_%s"
    context |= shown
    return render(request, "plans/target.html", context, status=422 if given else 200)


def _edit_forms(
    target: Target, now: TargetRevision, assessment: Assessment | None, offered: list[Target]
) -> dict[str, forms.Form]:
    """The forms of whoever edits the plan, filled with what holds today."""
    due = now.due.year if now.due else None
    gone = assessment.told.get("gone") if assessment else None
    ended_on = date.fromisoformat(gone["last"]) + timedelta(days=1) if gone else None
    found: dict[str, forms.Form] = {
        "agency_form": AgencyForm(initial={"agency": target.agency_id, "seen": target.agency_id}),
        "milestone_form": MilestoneForm(initial={"year": due - 1 if due else None}, due=due),
        "terms_form": TermsForm(initial=_terms_initial(target)),
        "end_form": EndForm(initial={"ground": gone["ground"] if gone else "", "on": ended_on}),
    }
    return found | ({"link_form": LinkForm(offered=_offered(offered))} if offered else {})


def _answers(target: Target, first: TargetRevision, on: date) -> Sequence[Answer]:
    """Who answers today for a target given to an agency that is not the same any more; empty where it is."""
    if target.agency is None:
        return ()
    given = Given(
        target.agency_text, target.agency, first.document.issued_on or first.version.effective_on, str(target)
    )
    [answers] = answers_for_all([given], on)
    return answers if any(len(answer.through) > 1 or answer.agency is None for answer in answers) else ()


def _due_year(target: Target) -> int | None:
    now = in_force(revisions_of(target), timezone.localdate())
    return now.due.year if now is not None and now.due is not None else None


def _terms_initial(target: Target) -> dict[str, Any]:
    return {**target.terms, "breaks": ", ".join(str(year) for year in target.terms.get("breaks", ()))}


def _source(revisions: list[Any], on: Any, *, internal: bool) -> Any:
    """The sentence that states the value in force, in its section; None where it stands in no document that is seen."""
    stated = [one for one in revisions if one.end > one.start and one.version.effective_on <= on]
    revision = stated[0] if stated else None
    if revision is None or not (internal or revision.document.public):
        return None
    place = revision.document_id, revision.start, revision.end
    told = kept(lambda: _sentence(*place), "sentence", *place)
    return None if told is None else (revision, told)


def _sentence(document: int, start: int, end: int) -> Any:
    return sentence(Document.objects.only("text", "blocks", "facts").get(pk=document), start, end)


def _verdict_words(verdict: Any) -> str:
    told = [str(status_words(key)) for key in (verdict.status, verdict.word) if key]
    return ", ".join(told)
