"""Pages of accounts: one's own, and all of them for administrators."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lotrinh.living.access.doors import account_in, door
from lotrinh.living.people import accounts_services as services
from lotrinh.living.people.accounts_forms import AccountForm, EndRoleForm, NewAccountForm, RoleForm
from lotrinh.living.people.accounts_queries import accounts, roles_of
from lotrinh.living.people.models import Role, User
from lotrinh.living.words import Words

STATES = (
    ("", Words("Tất cả", "All")),
    ("active", Words("Đang dùng", "Active")),
    ("none", Words("Chưa có vai trò", "Without a role")),
    ("locked", Words("Đã khóa", "Locked")),
)
LINK = "account_link"  # of the session: a one-time link that is shown once


@require_GET
@door("account.own")
def own_account(request: HttpRequest) -> HttpResponse:
    """Who am I here, and how do I sign in."""
    user = account_in(request)
    return render(request, "people/account.html", {"account": user, "roles": roles_of(user)})


@require_GET
@door("people.manage")
def account_list(request: HttpRequest) -> HttpResponse:
    """Who has an account, with which roles."""
    state, words = request.GET.get("loc", ""), request.GET.get("q", "").strip()
    number = request.GET.get("trang", "1")
    page, rows, counts = accounts(state, words, int(number) if number.isdecimal() else 1)
    chips = [(key, label, counts[key]) for key, label in STATES]
    return render(
        request,
        "people/accounts.html",
        {"page": page, "rows": rows, "chips": chips, "state": state, "words": words},
    )


@require_http_methods(["GET", "POST"])
@door("people.manage")
def account_create(request: HttpRequest) -> HttpResponseBase:
    """Give somebody an account; the link for the password is shown once on its page."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = services.create_account(by=account_in(request), **form.cleaned_data)
        request.session[LINK] = [user.pk, services.password_link(user, by=account_in(request))]
        return redirect("account_detail", user.pk)
    return render(request, "people/account_create.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
@door("people.manage")
def account_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One account: its words, its roles, what can be done with it."""
    user = get_object_or_404(User, pk=pk)
    form = AccountForm(
        request.POST or None,
        user=user,
        initial={"full_name": user.full_name, "title": user.title, "email": user.email},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_account(
                user, by=account_in(request), made_from=request.POST.get("made_from", ""), **form.cleaned_data
            )
        except services.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            messages.success(request, str(Words("Đã lưu.", "Saved.")))
            return redirect("account_detail", pk)
    return _detail(request, user, form, RoleForm(initial={"valid_from": timezone.localdate()}))


def _detail(request: HttpRequest, user: User, form: AccountForm, role_form: RoleForm) -> HttpResponse:
    told = request.session.get(LINK)
    link = ""
    if told and told[0] == user.pk:
        link = request.build_absolute_uri(told[1])
        del request.session[LINK]
    return render(
        request,
        "people/account_detail.html",
        {
            "account": user,
            "form": form,
            "made_from": services.state_of(user),
            "roles": roles_of(user),
            "role_form": role_form,
            "end_form": EndRoleForm(),
            "link": link,
        },
    )


@require_POST
@door("people.manage")
def role_give(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A role for a period at an agency."""
    user = get_object_or_404(User, pk=pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            services.give_role(user, by=account_in(request), **form.cleaned_data)
        except services.Refused as refused:
            form.add_error(None, str(refused.words))
        else:
            messages.success(request, str(Words("Đã giao vai trò.", "The role is given.")))
            return redirect("account_detail", pk)
    words = AccountForm(user=user, initial={"full_name": user.full_name, "title": user.title, "email": user.email})
    return _detail(request, user, words, form)


@require_POST
@door("people.manage")
def role_end(request: HttpRequest, pk: int, role: int) -> HttpResponseBase:
    """A role ends with a day."""
    held = get_object_or_404(Role, pk=role, user_id=pk)
    form = EndRoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("account_detail", pk)
    done = Words("Đã kết thúc vai trò.", "The role has ended.")
    return _act(request, pk, done, lambda by: services.end_role(held, form.cleaned_data["last_day"], by=by))


@require_POST
@door("people.manage")
def account_lock(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Nobody signs in by this account any more."""
    user = get_object_or_404(User, pk=pk)
    done = Words("Đã khóa tài khoản.", "The account is locked.")
    return _act(request, pk, done, lambda by: services.lock_account(user, by=by))


@require_POST
@door("people.manage")
def account_unlock(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The account can be used again."""
    user = get_object_or_404(User, pk=pk)
    done = Words("Đã mở khóa tài khoản.", "The account is unlocked.")
    return _act(request, pk, done, lambda by: services.unlock_account(user, by=by))


@require_POST
@door("people.manage")
def account_link(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A new one-time link for the password."""
    user = get_object_or_404(User, pk=pk)

    def give(by: User) -> None:
        request.session[LINK] = [pk, services.password_link(user, by=by)]

    return _act(request, pk, None, give)


def _act(request: HttpRequest, pk: int, done: Words | None, act: Callable[[User], None]) -> HttpResponseBase:
    try:
        act(account_in(request))
    except services.Refused as refused:
        messages.error(request, str(refused.words))
    else:
        if done:
            messages.success(request, str(done))
    return redirect("account_detail", pk)
