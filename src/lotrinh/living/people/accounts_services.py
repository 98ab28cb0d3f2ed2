"""What administrators do with accounts and roles. Every act is journalled in its own transaction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from lotrinh.living.journal.services import record
from lotrinh.living.people.models import Agency, Role, RoleKind, User
from lotrinh.living.refusals import Refusal
from lotrinh.living.seen import digest
from lotrinh.living.words import Words, words_of


class Refused(Refusal):
    """An act on an account that would do harm or that somebody else overtook."""


def state_of(user: User) -> str:
    """A digest of what a form on the account shows, so that a form made from older values is noticed."""
    return digest(user.username, user.full_name, user.title, user.email, user.is_active)


@transaction.atomic
def create_account(*, username: str, full_name: str, title: str, email: str, by: User) -> User:
    """A new account without a password: the person sets one through `password_link`."""
    user = User(username=username, full_name=full_name, title=title, email=email.lower())
    user.set_unusable_password()
    user.save()
    record("account.created", by, user, username=username)
    return user


@transaction.atomic
def change_account(user: User, *, full_name: str, title: str, email: str, by: User, made_from: str) -> None:
    """Put new words; refused where the account is no longer as the form showed it."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if state_of(user) != made_from:
        raise Refused(
            Words(
                "Người khác vừa sửa tài khoản này: nay là {name} · {title} · {email}. Kiểm tra rồi lưu lại.",
                "Somebody else has changed this account: it is now {name} · {title} · {email}. Check, then save again.",
            ).filled(name=user.full_name or "–", title=user.title or "–", email=user.email or "–")
        )
    before = {"full_name": user.full_name, "title": user.title, "email": user.email}
    after = {"full_name": full_name, "title": title, "email": email.lower()}
    if before == after:
        return
    for name, value in after.items():
        setattr(user, name, value)
    user.save(update_fields=list(after))
    record("account.changed", by, user, before=before, after=after)


@transaction.atomic
def password_link(user: User, *, by: User) -> str:
    """The path of a link by which the person sets a password once, within three days (PASSWORD_RESET_TIMEOUT)."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise Refused(Words("Tài khoản đang khóa. Mở khóa trước.", "The account is locked. Unlock it first."))
    record("account.link_given", by, user)
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


@transaction.atomic
def give_role(user: User, kind: str, agency: Agency, valid_from: date, valid_to: date | None, *, by: User) -> Role:
    """A role at an agency between two days; refused where the same one is held on a day of that time."""
    User.objects.select_for_update().get(pk=user.pk)
    held = Role.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from), user=user, kind=kind, agency=agency
    )
    if valid_to is not None:
        held = held.filter(valid_from__lte=valid_to)
    if held.exists():
        raise Refused(
            Words(
                "Người này đã giữ vai trò ấy tại {agency} trong thời gian này. Kết thúc vai trò cũ trước.",
                "This person holds that role at {agency} in that time already. End the earlier one first.",
            ).filled(agency=agency.name)
        )
    role = Role.objects.create(user=user, kind=kind, agency=agency, valid_from=valid_from, valid_to=valid_to)
    record("role.given", by, user, **_told(role) | {"since": _day(valid_from), "until": _day(valid_to)})
    return role


@transaction.atomic
def end_role(role: Role, last_day: date, *, by: User) -> None:
    """The role ends with `last_day`; the last administrator's cannot end."""
    role = Role.objects.select_for_update().select_related("user", "agency").get(pk=role.pk)
    if role.valid_to is not None and role.valid_to <= last_day:
        raise Refused(
            Words("Vai trò này kết thúc từ {day}.", "This role ends on {day} already.").filled(day=_day(role.valid_to))
        )
    if last_day < role.valid_from - timedelta(days=1):
        raise Refused(
            Words("Ngày cuối trước ngày bắt đầu {day}.", "The last day lies before the first, {day}.").filled(
                day=_day(role.valid_from)
            )
        )
    role.valid_to = last_day
    role.save(update_fields=["valid_to"])
    if role.kind == RoleKind.ADMINISTRATOR:
        _somebody_must_administer(last_day + timedelta(days=1))
    record("role.ended", by, role.user, **_told(role) | {"until": _day(last_day)})


@transaction.atomic
def lock_account(user: User, *, by: User) -> None:
    """The person can no longer sign in, and is signed out everywhere; everything they did stays."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise Refused(Words("Không tự khóa tài khoản của mình được.", "You cannot lock your own account."))
    if not user.is_active:
        return
    user.is_active = False
    user.save(update_fields=["is_active"])
    _somebody_must_administer(timezone.localdate())
    record("account.locked", by, user)


@transaction.atomic
def unlock_account(user: User, *, by: User) -> None:
    """The person can sign in again."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        return
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("account.unlocked", by, user)


def _somebody_must_administer(on: date) -> None:
    lasting = Role.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        kind=RoleKind.ADMINISTRATOR,
        user__is_active=True,
        valid_from__lte=on,
    )
    if not lasting.exists():
        raise Refused(
            Words(
                "Đây là quản trị viên cuối cùng. Giao vai trò Quản trị cho người khác trước.",
                "This is the last administrator. Give that role to somebody else first.",
            )
        )


def _told(role: Role) -> dict[str, Any]:
    label = words_of(RoleKind(role.kind))
    return {"role": role.kind, "role_vi": label.vi, "role_en": label.en, "agency": role.agency.name}


def _day(day: date | None) -> str:
    return date_format(day, "d/m/Y") if day else ""
