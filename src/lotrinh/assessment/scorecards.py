"""Scorecards: the tasks of each agency by state, with the denominator of every percentage.

Percentages are of the tasks that were due by the day of the report; work done ahead of its day is told
beside them. Where nothing was due there is no percentage, which is not 0 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lotrinh.assessment.task_states import TaskState, TaskStatus
from lotrinh.core.vietnamese.text import sort_key


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The tasks of one owner. `owner` "" is everybody: each task once, however many agencies lead it.

    * `states`: how many tasks are in each state. `due`: how many were due by the day of the report.
    * `on_time`, `late`, `open_due`: of the due ones, done on time, done late, not done.
    * `early`: done, though due only later. `soon`: open and due soon. `worst_late`: days of the longest open delay.
    """

    owner: str
    states: Mapping[TaskState, int] = field(default_factory=dict)
    due: int = 0
    on_time: int = 0
    late: int = 0
    open_due: int = 0
    early: int = 0
    soon: int = 0
    worst_late: int = 0

    @property
    def total(self) -> int:
        """All tasks, routine and undated ones too."""
        return sum(self.states.values())

    @property
    def outside(self) -> int:
        """Tasks outside the count: routine, or without a date."""
        return self.states.get(TaskState.ROUTINE, 0) + self.states.get(TaskState.UNDATED, 0)

    def share(self, count: int) -> float | None:
        """`count` of the due tasks in per cent; None when none was due.

        >>> Scorecard("Sở Y tế", due=8).share(6), Scorecard("Sở Y tế").share(0)
        (75.0, None)
        """
        return 100 * count / self.due if self.due else None


def scorecard(owner: str, statuses: Iterable[TaskStatus]) -> Scorecard:
    """The scorecard of one owner from the states of its tasks."""
    told = list(statuses)
    due = [status for status in told if status.counts]
    states = Counter(status.state for status in told)
    done = (TaskState.DONE_ON_TIME, TaskState.DONE_LATE)
    return Scorecard(
        owner,
        {state: states[state] for state in TaskState},
        due=len(due),
        on_time=sum(status.state is TaskState.DONE_ON_TIME for status in due),
        late=sum(status.state is TaskState.DONE_LATE for status in due),
        open_due=sum(status.state not in done for status in due),
        early=sum(status.state in done and not status.counts for status in told if status.official),
        soon=sum(status.due_soon for status in told),
        worst_late=max((status.days_late for status in told if status.state is TaskState.OPEN_LATE), default=0),
    )


def scorecards(tasks: Sequence[tuple[Sequence[str], TaskStatus]]) -> list[Scorecard]:
    """Everybody first, then one card per agency in alphabetical order. `tasks`: (leading agencies, state).

    A task that several agencies lead stands on the card of each, and once on the common card.
    """
    by_owner: dict[str, list[TaskStatus]] = {}
    for owners, status in tasks:
        for owner in dict.fromkeys(owners):
            by_owner.setdefault(owner, []).append(status)
    whole = scorecard("", (status for _, status in tasks))
    return [whole, *(scorecard(owner, by_owner[owner]) for owner in sorted(by_owner, key=sort_key))]


def share_told(card: Scorecard, count: int, language: str = "vi") -> str:
    """A count with its denominator and percentage: "6/8 nhiệm vụ đến hạn (75%)".

    >>> share_told(Scorecard("Sở Y tế", due=3), 2), share_told(Scorecard("Sở Y tế", due=3), 2, "en")
    ('2/3 nhiệm vụ đến hạn (66,7%)', '2/3 tasks due (66.7 %)')
    >>> share_told(Scorecard("Sở Y tế"), 0)
    'chưa có nhiệm vụ nào đến hạn'
    """
    share = card.share(count)
    if share is None:
        return "chưa có nhiệm vụ nào đến hạn" if language == "vi" else "no task was due"
    printed = f"{share:.1f}".removesuffix(".0")
    if language == "vi":
        return f"{count}/{card.due} nhiệm vụ đến hạn ({printed.replace('.', ',')}%)"
    return f"{count}/{card.due} tasks due ({printed} %)"
