"""What pages ask about difficulties. No query here grows with the rows of a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lotrinh.living.access.rules import Person
from lotrinh.living.difficulties.models import Action, Difficulty
from lotrinh.living.difficulties.transitions import State, kinds, running, states
from lotrinh.living.plans.models import Target, Task
from lotrinh.living.words import Words, days_left, days_overdue

MOST = 200


@dataclass(frozen=True)
class Row:
    """A difficulty as a page shows it on a day."""

    difficulty: Difficulty
    on: date

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("difficulties:difficulty", args=[self.difficulty.pk])

    @property
    def state(self) -> State:
        """Where it stands."""
        return states()[self.difficulty.state]

    @property
    def kind(self) -> Words:
        """Of which kind it is."""
        return kinds().get(self.difficulty.kind, Words(self.difficulty.kind, self.difficulty.kind))

    @property
    def late(self) -> int:
        """Days past the clock; 0 while it runs."""
        due = self.difficulty.due
        return max(0, (self.on - due).days) if due is not None else 0

    @property
    def left(self) -> int | None:
        """Days left; None where nothing is awaited."""
        due = self.difficulty.due
        return max(0, (due - self.on).days) if due is not None else None

    @property
    def css(self) -> str:
        """Class of the word that presses."""
        if self.state.over:
            return "done"
        return "late" if self.late else "soon" if (self.left or 0) <= 2 else "open"

    @property
    def shape(self) -> str:
        """The shape beside the word."""
        return {"done": "●", "late": "▼", "soon": "◔", "open": "○"}[self.css]

    @property
    def clock(self) -> Words:
        """The clock in words."""
        if self.state.over:
            return self.state.words
        if self.late:
            return days_overdue(self.late)
        return days_left(self.left) if self.left else Words("hôm nay", "today")


def difficulties() -> QuerySet[Difficulty]:
    """All, with what lists show of them."""
    return Difficulty.objects.select_related("agency", "handler", "owner", "plan", "target__indicator", "task__plan")


@dataclass(frozen=True)
class Board:
    """Difficulties by step; `late` of `total` are past their clock."""

    columns: Sequence[tuple[State, Sequence[Row]]]
    total: int
    late: int
    over: int


def board(on: date, where: Q, *, over: bool = False) -> Board:
    """The board of those that fit the condition: running ones, or with `over` those that are over. Two queries."""
    found = difficulties().filter(where)
    counted = Difficulty.objects.filter(where).aggregate(
        total=Count("pk", filter=Q(state__in=running())),
        late=Count("pk", filter=Q(state__in=running(), due__lt=on)),
        over=Count("pk", filter=~Q(state__in=running())),
    )
    asked = [state for state in states().values() if state.over is over]
    rows = [Row(one, on) for one in found.filter(state__in=[state.id for state in asked]).order_by("due", "pk")[:MOST]]
    columns = [(state, [row for row in rows if row.difficulty.state == state.id]) for state in asked]
    return Board([(state, found) for state, found in columns if found], **counted)


def threatening_target(target: Target) -> Q:
    """The condition that a difficulty threatens a target: raised from it, or from a task that serves it."""
    return Q(target=target) | Q(task__in=target.tasks.values("pk"))


def threatening_task(task: Task) -> Q:
    """The condition that a difficulty threatens a task."""
    return Q(task=task)


def owned_by(agencies: Collection[int], on: date) -> list[Row]:
    """Those of which it is the agencies' turn, the most pressing first. One query."""
    found = difficulties().filter(state__in=running(), owner__in=agencies).order_by("due", "pk")
    return [Row(one, on) for one in found[:MOST]]


def open_actions(agencies: Collection[int] | None = None) -> QuerySet[Action]:
    """Actions of decisions that were not done, of these agencies (None: all), the most pressing first."""
    rows = Action.objects.filter(done_on=None, difficulty__state="decided").exclude(task__done_on__isnull=False)
    rows = rows if agencies is None else rows.filter(agency__in=agencies)
    return rows.select_related("difficulty", "agency", "decision", "task").order_by("due", "pk")


def agencies_in(person: Person) -> set[int]:
    """Agencies whose turn is the person's: where they report, gather or lead, and what these succeeded."""
    working = ("reporter", "focal", "leader")
    return {agency for holding in person.holdings if holding.role in working for agency in holding.agencies}
