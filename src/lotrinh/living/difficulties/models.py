"""A difficulty as a case: where it stands, who must act by when, its steps, options, decision and actions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from lotrinh.living.documents.models import Document
from lotrinh.living.people.models import Agency
from lotrinh.living.plans.models import Plan, Target, Task
from lotrinh.living.words import Words


class Outcome(models.TextChoices):
    """How a difficulty ended."""

    SOLVED = "solved", Words("đã tháo gỡ", "solved")
    PARTLY = "partly", Words("tháo gỡ một phần", "solved in part")
    UNSOLVED = "unsolved", Words("chưa tháo gỡ được", "not solved")


class Difficulty(models.Model):
    """What stands in the way of a target, of a task, or of neither.

    * `kind`: of data/kinds.toml. `state`: of data/states.toml; it moves by data/transitions.toml only.
    * `agency`: raised it. `handler`: the focal agency that carries it on. `owner`: who must act now; None once over.
    * `since`, `due`: the days between which the owner has to act, None once over.
    * `merged_into`: the difficulty that speaks for this one. `version` counts changes, for two people at one case.
    * `public`: whether the portal may show it.
    """

    title = models.CharField(max_length=200)
    text = models.TextField()
    wish = models.TextField(blank=True)  # what the agency asks for
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="difficulties")
    handler = models.ForeignKey(Agency, models.PROTECT, related_name="difficulties_handled")
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="difficulties_owned")
    since = models.DateField()
    due = models.DateField(null=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="difficulties")
    target = models.ForeignKey(Target, models.PROTECT, null=True, related_name="difficulties")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="difficulties")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    closing = models.TextField(blank=True)  # what came of it
    public = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "difficulties"
        indexes = [models.Index(fields=["state", "due"], name="difficulty_due")]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """One move of a difficulty: what was done, why, and whose turn it was from then on until when.

    `by` None: the program itself made it, when the last task of a decision was done.
    """

    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="steps")
    move = models.CharField(max_length=20)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]


class Option(models.Model):
    """A way out that the focal agency puts before the People's Committee. A later proposal retires the earlier ones."""

    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    recommended = models.BooleanField(default=False)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What the People's Committee decided, by a document; a reopened difficulty may get a second one."""

    difficulty = models.ForeignKey(Difficulty, models.PROTECT, related_name="decisions")
    option = models.ForeignKey(Option, models.PROTECT, null=True, related_name="decisions")
    text = models.TextField()
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="decides")
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")  # who carries it out
    due = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number


class Action(models.Model):
    """Work that carries a decision out: a task of a plan, or work of this case alone."""

    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="actions")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="actions")
    text = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="case_actions")
    due = models.DateField()
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="case_actions")
    done_on = models.DateField(null=True)
    product = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else f"{self.text[:119]}…"
