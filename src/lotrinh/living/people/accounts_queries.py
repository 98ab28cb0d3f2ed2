"""What the pages of accounts ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.people.models import Agency, Role, User

ROWS = 200


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account with the roles it holds today."""

    user: User
    roles: list[Role]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and where the day stands to it: "now", "ahead" or "over"."""

    role: Role
    when: str


def agencies_today(on: date | None = None) -> QuerySet[Agency]:
    """The agencies that exist on a day (None: today)."""
    day = on or timezone.localdate()
    return Agency.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


def accounts(state: str, words: str, page: int) -> tuple[Page[User], list[AccountRow], dict[str, int]]:
    """One page of accounts by name; `state` "" all, "active", "locked", "none" (no role today); with the counts."""
    day = timezone.localdate()
    today = Role.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    held = Q(pk__in=today.values("user"))
    kinds = {"": Q(), "active": Q(is_active=True), "locked": Q(is_active=False), "none": Q(is_active=True) & ~held}
    everybody = User.objects.order_by("full_name", "username")
    counts = {name: everybody.filter(wanted).count() for name, wanted in kinds.items()}
    users = everybody.filter(kinds.get(state, Q()))
    if words:
        wanted = fold(words)
        users = users.filter(
            pk__in=[user.pk for user in users if wanted in fold(f"{user.full_name} {user.username} {user.title}")]
        )
    users = users.prefetch_related(Prefetch("roles", today.select_related("agency")))
    shown = Paginator(users, ROWS).get_page(page)
    return shown, [AccountRow(user, list(user.roles.all())) for user in shown], counts


def roles_of(user: User) -> list[RoleRow]:
    """All roles of an account, those of today first, then the coming ones, then the past."""
    day = timezone.localdate()

    def when(role: Role) -> str:
        if role.valid_from > day:
            return "ahead"
        return "over" if role.valid_to is not None and role.valid_to < day else "now"

    rows = [RoleRow(role, when(role)) for role in user.roles.select_related("agency").order_by("-valid_from", "-pk")]
    return sorted(rows, key=lambda row: ("now", "ahead", "over").index(row.when))
