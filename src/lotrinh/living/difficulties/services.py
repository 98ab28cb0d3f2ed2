"""Moving difficulties on: each act with its step, its clock and its journal row.

`seen` is the version of the difficulty that the form was made from; an older one raises Conflict. What the table of
transitions does not allow raises Refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from lotrinh.living.difficulties.models import Action, Decision, Difficulty, Option, Outcome, Step
from lotrinh.living.difficulties.routing import decider_for, handler_for
from lotrinh.living.difficulties.transitions import Refused, Transition, check, kinds, states, transitions
from lotrinh.living.documents.models import Document
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Agency, User
from lotrinh.living.plans.conflicts import Conflict
from lotrinh.living.plans.models import Plan, Target, Task
from lotrinh.living.words import Words
from lotrinh.living.workdays.queries import calendar_for

CHANGED = Words(
    "Trong lúc đó {by} đã: {move}. Nay ở bước «{state}».", "Meanwhile {by} did: {move}. It is now “{state}”."
)
INTO_ITSELF = Words("Không gộp vào chính nó.", "It cannot be merged into itself.")
INTO_OVER = Words("Khó khăn kia đã kết thúc; chọn khó khăn đang xử lý.", "The other one is over; choose a running one.")
NO_OPTION = Words("Phải có ít nhất một phương án.", "At least one option is needed.")
STILL_OPEN = Words(
    "Còn {n} việc thực hiện quyết định chưa xong; ghi xong trước, hoặc kết thúc là tháo gỡ một phần.",
    "{n:action|actions} of the decision must be finished first; or close it as solved in part.",
)
DONE_BEFORE = Words("Việc này đã ghi xong.", "This action is recorded as done already.")


@dataclass(frozen=True, slots=True)
class Work:
    """An action of a decision to be laid down."""

    text: str
    agency: Agency
    due: date
    task: Task | None = None


@transaction.atomic
def raise_difficulty(
    *,
    title: str,
    text: str,
    kind: str,
    agency: Agency,
    by: User,
    wish: str = "",
    plan: Plan | None = None,
    target: Target | None = None,
    task: Task | None = None,
) -> Difficulty:
    """An agency says what stands in the way. It goes to the focal agency at once."""
    assert kind in kinds()
    today = timezone.localdate()
    plan = plan or (target.plan if target else task.plan if task else None)
    handler = handler_for(plan, today)
    move = check("raise", "")
    made = Difficulty.objects.create(
        title=title, text=text, wish=wish, kind=kind, state=move.after, agency=agency, handler=handler, owner=handler,
        since=today, due=_due(move, today), plan=plan, target=target, task=task, raised_by=by,
    )  # fmt: skip
    _step(made, move, "", by, "")
    record("difficulty.raised", by, made, plan=made.plan_id, agency=str(agency))
    return made


@transaction.atomic
def move(difficulty: Difficulty, move_id: str, told: str, by: User, seen: int, **fields: Any) -> Difficulty:
    """A move that needs words alone. `fields`: columns of the difficulty that change with it."""
    row = _locked(difficulty, seen)
    return _moved(row, check(move_id, row.state, told), told, by, **fields)


def take(difficulty: Difficulty, kind: str, by: User, seen: int) -> Difficulty:
    """The focal agency takes it up and says of which kind it is."""
    return move(difficulty, "take", "", by, seen, kind=kind)


def close(difficulty: Difficulty, outcome: str, text: str, by: User, seen: int) -> Difficulty:
    """It is over, with what came of it. What a decision ordered must be done, unless it is solved in part or not."""
    with transaction.atomic():
        row = _locked(difficulty, seen)
        left = sum(not is_done(action) for action in row.actions.select_related("task"))
        if left and outcome == Outcome.SOLVED:
            raise Refused(STILL_OPEN.filled(n=left))
        found = check("close" if row.state in transitions()["close"].before else "settle", row.state, text)
        return _moved(row, found, text, by, outcome=outcome, closing=text)


@transaction.atomic
def merge(difficulty: Difficulty, into: Difficulty, text: str, by: User, seen: int) -> Difficulty:
    """Another difficulty speaks for this one from now on; both are kept."""
    row = _locked(difficulty, seen)
    other = Difficulty.objects.select_for_update().get(pk=into.pk)
    if other.pk == row.pk:
        raise Refused(INTO_ITSELF)
    if states()[other.state].over:
        raise Refused(INTO_OVER)
    row.merged.update(merged_into=other)  # what was merged into this one before goes along
    return _moved(row, check("merge", row.state), text, by, merged_into=other)


@transaction.atomic
def propose(
    difficulty: Difficulty, options: Sequence[str], recommended: int, text: str, by: User, seen: int
) -> Difficulty:
    """The focal agency puts options before the People's Committee; `recommended`: index of the one it speaks for."""
    row = _locked(difficulty, seen)
    found = check("propose", row.state, text)
    told = [option.strip() for option in options if option.strip()]
    if not told:
        raise Refused(NO_OPTION)
    row.options.update(retired=True)
    first = row.options.count() + 1
    for index, option in enumerate(told):
        Option.objects.create(difficulty=row, order=first + index, text=option, recommended=index == recommended)
    return _moved(row, found, text, by)


@transaction.atomic
def decide(
    difficulty: Difficulty,
    *,
    option: Option | None,
    text: str,
    number: str,
    issued_on: date,
    owner: Agency,
    due: date,
    by: User,
    seen: int,
    works: Sequence[Work] = (),
) -> Decision:
    """The People's Committee decides by a document; who carries it out owes it until `due`.

    Without `works` the decision itself is the one action.
    """
    row = _locked(difficulty, seen)
    found = check("decide", row.state)
    made = Decision.objects.create(
        difficulty=row, option=option, text=text, number=number, issued_on=issued_on, owner=owner, due=due, by=by,
        document=Document.objects.filter(number=number, issued_on=issued_on).first(),
    )  # fmt: skip
    for work in works or [Work(text, owner, due)]:
        Action.objects.create(
            difficulty=row, decision=made, text=work.text, agency=work.agency, due=work.due, task=work.task
        )
    _moved(row, found, f"{number}: {text}", by, new_owner=owner, new_due=due)
    record("difficulty.decided", by, row, plan=row.plan_id, number=number, on=issued_on.isoformat(), text=text[:300])
    return made


@transaction.atomic
def finish(action: Action, done_on: date, product: str, by: User) -> Action:
    """An action was done. After the last one it is the focal agency's turn to close the difficulty."""
    row = Difficulty.objects.select_for_update().get(pk=action.difficulty_id)
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.done_on is not None:
        raise Refused(DONE_BEFORE)
    action.done_on, action.product = done_on, product.strip()[:300]
    action.save(update_fields=["done_on", "product"])
    record("action.done", by, action, plan=row.plan_id, on=done_on.isoformat(), product=action.product)
    _carried_out(row, str(action), by)
    return action


def carry_out_finished() -> int:
    """The chore of the worker: decisions whose last action was done as a task of a plan. How many moved on."""
    moved = 0
    for pk in Difficulty.objects.filter(state="decided").values_list("pk", flat=True):
        with transaction.atomic():
            moved += _carried_out(Difficulty.objects.select_for_update().get(pk=pk), "", None)
    return moved


def _carried_out(row: Difficulty, told: str, by: User | None) -> bool:
    """After the last action of the newest decision it is the focal agency's turn."""
    newest = row.decisions.first()
    actions = row.actions.filter(decision=newest).select_related("task")
    if row.state != "decided" or not all(is_done(one) for one in actions):
        return False
    _moved(row, check("carry_out", row.state), told, by)
    return True


def is_done(action: Action) -> bool:
    """Whether an action was done, by itself or as the task that it is."""
    return action.done_on is not None or (action.task is not None and action.task.done_on is not None)


def _locked(difficulty: Difficulty, seen: int) -> Difficulty:
    row = Difficulty.objects.select_for_update(of=("self",)).select_related("agency", "handler").get(pk=difficulty.pk)
    if row.version != seen:
        last = row.steps.select_related("by").last()
        by = str(last.by or "Lộ Trình") if last else ""
        words = transitions()[last.move].words if last else Words("", "")
        raise Conflict(CHANGED.filled(by=by, move=words.lower(), state=states()[row.state].words))
    return row


def _moved(
    row: Difficulty,
    found: Transition,
    told: str,
    by: User | None,
    *,
    new_owner: Agency | None = None,
    new_due: date | None = None,
    **fields: Any,
) -> Difficulty:
    today, before = timezone.localdate(), row.state
    row.state, row.version = found.after, row.version + 1
    row.owner = new_owner or _owner(found, row, today)
    row.since, row.due = today, new_due or _due(found, today)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _step(row, found, before, by, told)
    words = {"move_vi": found.words.vi.lower(), "move_en": found.words.en.lower(), "text": told[:300]}
    record("difficulty.moved", by, row, plan=row.plan_id, **words)
    return row


def _owner(found: Transition, row: Difficulty, on: date) -> Agency | None:
    if found.owner == "raiser":
        return row.agency
    if found.owner == "handler":
        return row.handler
    return decider_for(on) if found.owner == "decider" else None


def _due(found: Transition, on: date) -> date | None:
    return calendar_for().add_working_days(on, found.days) if found.days is not None else None


def _step(row: Difficulty, found: Transition, before: str, by: User | None, text: str) -> None:
    Step.objects.create(
        difficulty=row, move=found.id, before=before, after=row.state, text=text, owner=row.owner, due=row.due, by=by
    )
