"""Who holds which role at which agency on a day: loaded once, then asked for many clocks and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from lotrinh.living.people.models import Role, RoleKind, Succession


@dataclass(frozen=True, slots=True)
class Post:
    """A role of a person at an agency between two days."""

    person: int
    role: str
    agency: int
    first: date
    last: date | None = None

    def held(self, day: date) -> bool:
        """Whether it is held on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


WORKING = (RoleKind.REPORTER, RoleKind.FOCAL, RoleKind.LEADER)
"""Roles whose holders do the work of their agency: viewers and administrators are not told of it."""


@dataclass(frozen=True)
class Roster:
    """`posts` of people with an account; `heirs`: (agency, its successor, since), as roles cover what was succeeded."""

    posts: Sequence[Post]
    heirs: Sequence[tuple[int, int, date]] = ()

    def at(self, agencies: Collection[int], day: date) -> tuple[int, ...]:
        """Those who do the work of the agencies on a day."""
        covering = {heir for agency in agencies for heir in self._heirs(agency, day)}
        found = {
            post.person for post in self.posts if post.role in WORKING and post.agency in covering and post.held(day)
        }
        return tuple(sorted(found))

    def holding(self, role: str, day: date) -> tuple[int, ...]:
        """Those who hold the role on a day, wherever."""
        return tuple(sorted({post.person for post in self.posts if post.role == role and post.held(day)}))

    def _heirs(self, agency: int, day: date) -> set[int]:
        found, frontier = {agency}, {agency}
        while frontier:
            frontier = {heir for old, heir, on in self.heirs if old in frontier and on <= day} - found
            found |= frontier
        return found


def load_roster() -> Roster:
    """All roles of active accounts, whenever held, and all successions. Two queries."""
    roles = Role.objects.filter(user__is_active=True, kind__in=WORKING)
    rows = roles.values_list("user_id", "kind", "agency_id", "valid_from", "valid_to")
    edges = Succession.objects.filter(successor__isnull=False, on__isnull=False)
    return Roster(
        [Post(*row) for row in rows],
        [(old, heir, on) for old, heir, on in edges.values_list("old_id", "successor_id", "on") if heir and on],
    )
