"""Aggregates: the verdicts of an agency, a sector, a plan or a place, told together without hiding any.

Counts by class come first ("15/18"); a mean score is told with the range it takes when any one target is
left out; what could not be assessed is counted as such and never as 0; a mandatory target that fails
is named whatever the mean. Groups are ranked only where their ranges do not overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import fmean

from lotrinh.assessment.verdict import Status

GOOD = (Status.ACHIEVED, Status.ON_TRACK)
_FROM_WORST = (Status.STAGNANT, Status.BEHIND, Status.SLIGHTLY_BEHIND, Status.ON_TRACK, Status.ACHIEVED)


@dataclass(frozen=True, slots=True)
class Judged:
    """One target in an aggregate. `score`: share of its way, any number, None where it has no meaning.

    `mandatory`: a target that must be met whatever the others do. Parts of other targets are left out by the caller.
    """

    name: str
    status: Status
    score: float | None = None
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Targets together.

    * `counts`: per status, all of them. `good`: achieved or on track; `assessed`; `total`.
    * `score`: mean of the scores of assessed targets, each clipped to 0…1; `scored`: how many had one.
    * `span`: lowest and highest mean when any one target is left out; None with fewer than two.
    * `worst`: the worst status of a mandatory target, and `failing`: the mandatory ones that are behind or worse.
    """

    counts: Mapping[Status, int]
    score: float | None
    scored: int
    span: tuple[float, float] | None
    worst: Status | None
    failing: tuple[str, ...]

    @property
    def good(self) -> int:
        """Targets achieved or on track."""
        return sum(self.counts[status] for status in GOOD)

    @property
    def total(self) -> int:
        """All targets."""
        return sum(self.counts.values())

    @property
    def assessed(self) -> int:
        """Targets with a verdict."""
        return self.total - self.counts[Status.NOT_ASSESSABLE]

    @property
    def evidence(self) -> float | None:
        """Assessed of all, 0…1; None for no target."""
        return self.assessed / self.total if self.total else None


def clipped(score: float) -> float:
    """A score within 0…1, so that one target far beyond its value does not pay for others.

    >>> clipped(2.4), clipped(-0.3), clipped(0.5)
    (1.0, 0.0, 0.5)
    """
    return min(1.0, max(0.0, score))


def aggregate(targets: Iterable[Judged]) -> Aggregate:
    """The targets together.

    >>> told = aggregate([Judged("a", Status.ACHIEVED, 1.3), Judged("b", Status.BEHIND, 0.4, mandatory=True),
    ...                   Judged("c", Status.NOT_ASSESSABLE)])
    >>> told.good, told.assessed, told.total, told.score, told.span, told.worst.value, told.failing
    (1, 2, 3, 0.7, (0.4, 1.0), 'behind', ('b',))
    """
    members = list(targets)
    seen = Counter(member.status for member in members)
    scores = [
        clipped(member.score)
        for member in members
        if member.score is not None and isfinite(member.score) and member.status is not Status.NOT_ASSESSABLE
    ]
    mandatory = [member for member in members if member.mandatory and member.status in _FROM_WORST]
    return Aggregate(
        {status: seen[status] for status in Status},
        fmean(scores) if scores else None,
        len(scores),
        leave_one_out(scores),
        min((member.status for member in mandatory), key=_FROM_WORST.index, default=None),
        tuple(member.name for member in mandatory if member.status in (Status.BEHIND, Status.STAGNANT)),
    )


def leave_one_out(scores: Sequence[float]) -> tuple[float, float] | None:
    """Lowest and highest mean when one score is left out; None with fewer than two.

    >>> leave_one_out([0.0, 0.5, 1.0])
    (0.25, 0.75)
    """
    if len(scores) < 2:
        return None
    ordered = sorted(scores)
    return fmean(ordered[:-1]), fmean(ordered[1:])


def by_group(targets: Iterable[Judged], group: Callable[[Judged], Iterable[str]]) -> dict[str, Aggregate]:
    """One aggregate per group, in the order met; a target may belong to several (`group` names them)."""
    members: dict[str, list[Judged]] = {}
    for target in targets:
        for name in dict.fromkeys(group(target)):
            members.setdefault(name, []).append(target)
    return {name: aggregate(targets) for name, targets in members.items()}


def ranked(groups: Mapping[str, Aggregate]) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Groups in ranks from best to worst, and those without a rank (no score, or one target alone).

    Groups whose ranges overlap, directly or through others, share a rank: one target would turn them round.
    Within a rank names keep their order in `groups`.
    """
    spans = {name: told.span for name, told in groups.items()}
    free = tuple(name for name, span in spans.items() if span is None)
    known = [(name, span) for name, span in spans.items() if span is not None]
    known.sort(key=lambda pair: -pair[1][1])
    ranks: list[list[str]] = []
    lowest = 0.0
    for name, (low, high) in known:
        if ranks and high >= lowest:
            ranks[-1].append(name)
            lowest = min(lowest, low)
        else:
            ranks.append([name])
            lowest = low
    order = list(groups)
    return [tuple(sorted(rank, key=order.index)) for rank in ranks], free
