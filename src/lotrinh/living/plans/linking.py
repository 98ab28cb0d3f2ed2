"""Targets of different documents that speak of one thing: which ones, and whether both can hold."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from lotrinh.core.quantity import Quantity
from lotrinh.core.unit import convert, parse_unit
from lotrinh.judging.goals import goal_of
from lotrinh.living.plans.facts import target_fact
from lotrinh.living.plans.models import Target, TargetLink, TargetRevision, TargetState
from lotrinh.living.words import Words

_STANDING = (TargetState.IN_FORCE, TargetState.ADJUSTED)


def conflict_between(one: Target, other: Target) -> Words | None:
    """Why the two cannot both hold, by their newest values; None where they can or cannot be compared."""
    first, second = one.revisions.first(), other.revisions.first()
    return None if first is None or second is None else conflict_of(first, second)


def conflict_of(one: TargetRevision, other: TargetRevision) -> Words | None:
    """As `conflict_between`, for two revisions: same kind of change, same year, values that exclude each other."""
    if one.state not in _STANDING or other.state not in _STANDING:
        return None
    first, second = target_fact(one.slots), target_fact(other.slots)
    if (first.change, first.per) != (second.change, second.per) or one.due != other.due:
        return None
    wanted, asked = goal_of(first)[0].quantity, goal_of(second)[0].quantity
    if wanted is None or asked is None:
        return None
    ends, ends_of_other = _ends(wanted, wanted), _ends(asked, wanted)
    if ends is None or ends_of_other is None or not _apart(ends, ends_of_other):
        return None
    year = one.due.year if one.due else "?"
    return Words(
        f"Hai văn bản nêu hai mức không thể cùng đúng cho năm {year}: "
        f"{wanted.describe('vi')} và {asked.describe('vi')}.",
        f"The documents state two values for {year} that cannot both hold: "
        f"{wanted.describe('en')} and {asked.describe('en')}.",
    )


Ends = tuple[Fraction | None, Fraction | None]


def _ends(quantity: Quantity, like: Quantity) -> Ends | None:
    """The interval of `quantity` in the unit of `like`; None where the units differ in kind."""
    own, wanted = parse_unit(str(quantity.unit)), parse_unit(str(like.unit))
    told: list[Fraction | None] = []
    for end in quantity.interval():
        if end is None:
            told.append(None)
            continue
        value = convert(end, own, wanted)
        if value is None:
            return None
        told.append(value)
    return told[0], told[1]


def _apart(one: Ends, other: Ends) -> bool:
    return any(
        high is not None and low is not None and high < low for high, low in ((one[1], other[0]), (other[1], one[0]))
    )


def link_years(targets: list[Target]) -> int:
    """Bind the targets of a yearly plan to those of the long plan that measure the same; how many were bound.

    Three statements, however many targets.
    """
    alike: dict[tuple[int, int, str], list[Target]] = defaultdict(list)
    for one in Target.objects.filter(plan__in={target.plan.parent_id for target in targets} - {None}):
        alike[one.plan_id, one.indicator_id, one.scope].append(one)
    known = set(TargetLink.objects.filter(one__in=targets).values_list("one_id", "other_id"))
    made = []
    for target in targets:
        same = alike.get((target.plan.parent_id or 0, target.indicator_id, target.scope), [])
        if len(same) == 1 and (target.pk, same[0].pk) not in known:
            made.append(TargetLink(one=target, other=same[0], kind=TargetLink.Kind.YEAR_OF))
    TargetLink.objects.bulk_create(made)
    return len(made)
