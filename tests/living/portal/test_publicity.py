"""What may be published: the table is complete, its examples hold, and nothing closed ever comes out."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from lotrinh.living.access.rules import NOBODY
from lotrinh.living.difficulties.models import Difficulty
from lotrinh.living.journal.edition import renew
from lotrinh.living.observations.models import Observation
from lotrinh.living.plans import assess, finding
from lotrinh.living.plans.models import Assessment, Milestone, PersonVerdict, Plan, Target, Task
from lotrinh.living.portal import publicity
from lotrinh.living.portal.models import Boundary, Question
from lotrinh.living.search.queries import find
from tests.living.portal.canaries import NUMBER, NUMBERS, SPACES, WORD, closed_fields, living_models, mark, outputs
from tests.living.web.world import World

TABLE = tomllib.loads((files("lotrinh.living.portal") / "data" / "publicity.toml").read_text(encoding="utf-8"))["kind"]


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry["id"])
def test_every_field_of_a_kind_is_decided(entry: dict[str, Any]) -> None:
    model = apps.get_model(entry["model"])
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    assert fields == set(entry["open"]) | set(entry["closed"])
    assert not set(entry["open"]) & set(entry["closed"])
    assert entry["rows"] in publicity.RULES
    assert all(" / " in why for why in entry["closed"].values())


def test_people_and_their_work_are_closed() -> None:
    open_models = {entry["model"].lower() for entry in TABLE}
    closed = {model._meta.label_lower for model in living_models()} - open_models
    assert {"people.user", "people.role", "journal.event", "observations.evidence", "observations.batch"} <= closed
    assert {"review.proposal", "jobs.job", "portal.release"} <= closed
    names = {name for entry in TABLE for name in entry["open"]}
    assert not names & {"by", "entered_by", "uploaded_by", "published_by", "sender", "password", "email"}


EXAMPLES = [(entry["id"], example) for entry in TABLE for example in entry["examples"]]


def difficulty_of(world: World) -> Difficulty:
    """A difficulty of the first target, made public."""
    target = world.public.targets[0]
    found = Difficulty.objects.filter(target=target).first() or Difficulty.objects.filter(plan=world.public.plan)[0]
    Difficulty.objects.filter(pk=found.pk).update(target=target, public=True)
    found.refresh_from_db()
    return found


def test_examples(world: World) -> None:
    """Every example of the table, in one world that is put back after each."""
    half = world.public
    target, figure, blocked = half.targets[0], half.figures[0], difficulty_of(world)
    Milestone.objects.create(target=target, year=2027, low=60, ground="kế hoạch")
    PersonVerdict.objects.create(target=target, status="on_track", reason="theo báo cáo", by=world.cast.leader)
    figure.yardsticks.create(base="plan", change="ratio", value=96.0, unit="%")
    Boundary.objects.create(area=world.area, path="M0 0l1 1z", box=[0, 0, 1, 1], source="x")
    rows: dict[str, Any] = {
        "plan": half.plan, "version": half.plan.versions.get(), "indicator": target.indicator, "target": target,
        "revision": target.revisions.get(), "milestone": target.milestones.get(),
        "verdict": Assessment.objects.get(target=target), "person_verdict": target.person_verdicts.get(),
        "task": half.tasks[0], "assignment": half.tasks[0].assignments.first(), "figure": figure,
        "yardstick": figure.yardsticks.get(), "document": half.document, "area": world.area,
        "agency": world.cast.health, "question": half.question, "answer": half.question.replies.get(),
        "boundary": world.area.boundary, "difficulty": blocked,
    }  # fmt: skip
    flags: dict[str, Any] = {
        "plan": half.plan, "target": target, "task": half.tasks[0], "figure": figure, "document": half.document,
        "difficulty": blocked,
    }  # fmt: skip
    assert {kind for kind, _ in EXAMPLES} == set(rows) == set(publicity.kinds())
    for kind, example in EXAMPLES:
        with transaction.atomic():
            for name, row in flags.items():
                type(row)._base_manager.filter(pk=row.pk).update(public=example.get(name, True))
            Question.objects.filter(pk=half.question.pk).update(state=example.get("question", "answered"))
            assert publicity.rows(kind).filter(pk=rows[kind].pk).exists() is example["seen"], (kind, example)
            if example["seen"]:
                assert set(publicity.told(kind, rows[kind])) <= publicity.kinds()[kind].open
            transaction.set_rollback(True)


def test_nothing_of_a_closed_field_comes_out(world: World) -> None:
    """A mark in every closed text of every model, then everything that a visitor can open is read."""
    marked = set()
    difficulty_of(world)
    for model, field in closed_fields():
        if model._meta.app_label in ("journal",):  # its rows cannot be changed
            continue
        if mark(model._base_manager.all(), field):
            marked.add(f"{model._meta.model_name}.{field.name}")
    assert {
        "observation.note",
        "document.name",
        "difficulty.wish",
        "user.full_name",
        "question.reason",
        "batch.name",
    } <= marked
    assess.refresh(world.public.plan)
    seen = 0
    for where, said in outputs(world, world.public):
        assert WORD not in said, (where, said[max(0, said.find(WORD) - 200) : said.find(WORD) + 80])
        seen += 1
    assert seen > 100


def hold(world: World, what: str) -> None:
    """Put marks into everything of a thing that is then held back."""
    half = world.public
    if what == "task":
        hold_task(half.tasks[0])
        return
    target, figure = half.targets[0], half.figures[0]
    for row in (target.indicator, target.revisions.get(), target, figure, half.question):
        if what == "figure" and row is not figure:
            continue
        for field in row._meta.concrete_fields:
            mark(type(row)._base_manager.filter(pk=row.pk), field)
    Observation.objects.filter(pk=figure.pk).update(value=NUMBER)
    if what == "target":
        Target.objects.filter(pk=target.pk).update(public=False)
    elif what == "figure":
        Observation.objects.filter(pk=figure.pk).update(public=False)
    else:
        Plan.objects.filter(pk=half.plan.pk).update(public=False)
        for row in (half.plan, *half.tasks):
            for field in row._meta.concrete_fields:
                mark(type(row)._base_manager.filter(pk=row.pk), field)
    assess.refresh(half.plan)


def hold_task(task: Task) -> None:
    """Mark a task, who answers for it and the difficulty that it is in; then hold it back."""
    blocked = Difficulty.objects.filter(plan=task.plan)[0]
    Difficulty.objects.filter(pk=blocked.pk).update(task=task, public=True)
    for row in (task, *task.assignments.all(), blocked):
        for field in row._meta.concrete_fields:
            mark(type(row)._base_manager.filter(pk=row.pk), field)
    task.serves.add(task.plan.targets.earliest("pk"))
    Task.objects.filter(pk=task.pk).update(public=False)
    finding.index_plan(task.plan)


@pytest.mark.parametrize("what", ["figure", "target", "task", "plan"])
def test_nothing_of_what_is_held_back_comes_out(world: World, what: str) -> None:
    hold(world, what)
    for where, said in outputs(world, world.public):
        for told in (WORD, *NUMBERS):
            at = said.find(told)
            assert at < 0, (where, said[max(0, at - 200) : at + 80])


def test_a_marked_thing_is_found_while_it_is_public(world: World) -> None:
    """The test above can fail: the same marks are all over the outputs when nothing is held back."""
    hold(world, "figure")
    Observation.objects.update(public=True)
    assess.refresh(world.public.plan)
    found = [where for where, said in outputs(world, world.public) if any(number in said for number in NUMBERS)]
    spaces = {where.split("/")[1] for where in found}
    assert spaces >= {"cong-khai", "du-lieu", "api"}, found


def test_a_marked_task_is_found_while_it_is_public(world: World) -> None:
    hold(world, "task")
    Task.objects.update(public=True)
    found = [where for where, said in outputs(world, world.public, ("plans", *SPACES)) if f"{WORD}-task" in said]
    assert {where.split("/")[1] for where in found} >= {"ke-hoach", "du-lieu", "api"}, found
    assert any("/viec-cua/" in where for where in found)


def test_a_task_held_back_is_not_found_by_visitors(world: World) -> None:
    hold(world, "task")
    task = world.public.tasks[0]
    assert not [group for group in find(WORD, NOBODY).groups if group.kind == "task"]
    page = reverse("plans:task", args=[world.public.plan.slug, task.pk])
    assert Client().get(page).status_code == 404
    inside = Client()
    inside.force_login(world.cast.viewer)
    assert WORD in inside.get(page).content.decode()


@pytest.mark.parametrize("what", ["figure", "target", "task"])
def test_the_pages_of_plans_keep_it_back_too(world: World, what: str) -> None:
    hold(world, what)
    for where, said in outputs(world, world.public, ("", "plans", "observations", "people", "search")):
        for told in (*NUMBERS, *((WORD,) if what in ("figure", "task") else ())):
            at = said.find(told)
            assert at < 0, (where, said[max(0, at - 300) : at + 80])


def test_a_difficulty_is_shown_when_it_was_released(world: World) -> None:
    blocked = difficulty_of(world)
    Difficulty.objects.filter(pk=blocked.pk).update(title="Thiếu bác sĩ về xã")
    path = reverse("portal:target", args=[world.public.plan.slug, world.public.targets[0].pk])
    assert "Thiếu bác sĩ về xã" in Client().get(path).content.decode()
    Difficulty.objects.filter(pk=blocked.pk).update(public=False)
    renew()
    assert "Thiếu bác sĩ về xã" not in Client().get(path).content.decode()


def test_an_internal_plan_is_nowhere(world: World) -> None:
    name = world.internal.plan.short
    for where, said in outputs(world, world.internal):
        assert name not in said, where
        assert "cán bộ" not in said, where
