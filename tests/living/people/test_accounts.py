"""Accounts and roles: what administrators do, what the journal keeps of it, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lotrinh.living.journal.models import Event
from lotrinh.living.people import accounts_services as services
from lotrinh.living.people.models import Role, RoleKind, User
from lotrinh.living.people.queries import person_of
from tests.living.cast import Cast

LONG = "mật khẩu đủ dài 2026"


@pytest.fixture
def office(cast: Cast) -> Client:
    """The browser of the administrator."""
    client = Client()
    client.force_login(cast.administrator)
    return client


def made(office: Client, username: str = "moi", **more: str) -> User:
    told = {"username": username, "full_name": "Hoàng Thị Mới", "title": "", "email": ""}
    assert office.post(reverse("account_create"), told | more).status_code == 302
    return User.objects.get(username=username)


def test_a_new_account_sets_its_password_through_a_link_that_works_once(office: Client) -> None:
    user = made(office)
    assert not user.has_usable_password()
    page = office.get(reverse("account_detail", args=[user.pk]))
    link = urlsplit(page.context["link"]).path
    assert page.context["link"] in page.content.decode()
    assert office.get(reverse("account_detail", args=[user.pk])).context["link"] == "", "shown once"

    visitor = Client()
    form = visitor.get(link, follow=True)
    action = form.context["action_url"]
    done = visitor.post(action, {"password1": LONG, "password2": LONG}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("account_reset_password_from_key_done")
    assert Client().login(username="moi", password=LONG)
    assert Client().get(link, follow=True).context["token_fail"] is True


def test_the_journal_keeps_who_was_given_what_and_no_secret(office: Client, cast: Cast) -> None:
    user = made(office)
    today = timezone.localdate()
    told = {"kind": "reporter", "agency": cast.health.pk, "valid_from": today.strftime("%d/%m/%Y"), "valid_to": ""}
    office.post(reverse("role_give", args=[user.pk]), told)
    role = user.roles.get()
    last = (today + timedelta(days=30)).strftime("%d/%m/%Y")
    office.post(reverse("role_end", args=[user.pk, role.pk]), {"last_day": last})
    office.post(reverse("account_lock", args=[user.pk]))
    acts = list(Event.objects.order_by("number").values_list("act", flat=True))
    assert acts == ["account.created", "account.link_given", "role.given", "role.ended", "account.locked"]
    assert all("lien-ket" not in str(data) for data in Event.objects.values_list("data", flat=True))
    assert Event.objects.get(act="role.given").data["agency"] == "Sở Y tế"


def test_a_role_holds_from_its_first_to_its_last_day(cast: Cast) -> None:
    user = User.objects.create_user("moi")
    first, last = date(2026, 7, 1), date(2026, 7, 31)
    services.give_role(user, RoleKind.FOCAL, cast.finance, first, last, by=cast.administrator)
    held = [day for day in (date(2026, 6, 30), first, last, date(2026, 8, 1)) if person_of(user, day).has("focal")]
    assert held == [first, last]


def test_one_role_is_not_given_twice_for_the_same_days(cast: Cast) -> None:
    with pytest.raises(services.Refused, match="đã giữ vai trò"):
        services.give_role(cast.focal, RoleKind.FOCAL, cast.finance, date(2026, 1, 1), None, by=cast.administrator)


def test_the_last_administrator_stays(cast: Cast) -> None:
    role = cast.administrator.roles.get()
    with pytest.raises(services.Refused, match="quản trị viên cuối cùng"):
        services.end_role(role, timezone.localdate(), by=cast.focal)
    with pytest.raises(services.Refused, match="quản trị viên cuối cùng"):
        services.lock_account(cast.administrator, by=cast.focal)
    with pytest.raises(services.Refused, match="tự khóa"):
        services.lock_account(cast.administrator, by=cast.administrator)
    assert Role.objects.get(pk=role.pk).valid_to is None
    assert not Event.objects.exists(), "a refused act leaves no row"


def test_a_locked_account_is_signed_out_at_once(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.focal)
    assert browser.get(reverse("account")).status_code == 200
    services.lock_account(cast.focal, by=cast.administrator)
    assert browser.get(reverse("account")).status_code == 302
    with pytest.raises(services.Refused):
        services.password_link(cast.focal, by=cast.administrator)


def test_of_two_administrators_the_second_sees_what_the_first_did(office: Client, cast: Cast) -> None:
    address = reverse("account_detail", args=[cast.focal.pk])
    made_from = office.get(address).context["made_from"]
    told = {"full_name": "Tên thứ nhất", "title": "", "email": "", "made_from": made_from}
    assert office.post(address, told).status_code == 302
    overtaken = office.post(address, told | {"full_name": "Tên thứ hai"})
    assert overtaken.status_code == 200
    assert "Tên thứ nhất" in overtaken.content.decode()
    assert User.objects.get(pk=cast.focal.pk).full_name == "Tên thứ nhất"
    fresh = overtaken.context["made_from"]
    assert office.post(address, told | {"full_name": "Tên thứ hai", "made_from": fresh}).status_code == 302


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"username": "TONGHOP"}, "Tên đăng nhập này đã có"),
        ({"username": "có dấu cách"}, "không dấu cách"),
        ({"full_name": ""}, "Chưa nhập ô này"),
        ({"email": "không phải thư"}, "Địa chỉ không hợp lệ"),
    ],
)
def test_wrong_details_are_told_in_words(office: Client, told: dict[str, str], problem: str) -> None:
    right = {"username": "moi", "full_name": "Người Mới", "title": "", "email": ""}
    page = office.post(reverse("account_create"), right | told)
    assert page.status_code == 200
    assert problem in page.content.decode()


def test_what_a_form_does_not_name_is_not_changed(office: Client, cast: Cast) -> None:
    user = made(office, is_superuser="on", is_staff="on", is_active="", password="mat-khau", roles="1")
    assert (user.is_superuser, user.is_staff, user.is_active) == (False, False, True)
    assert not user.roles.exists()


def test_a_role_is_ended_under_its_own_account_only(office: Client, cast: Cast) -> None:
    other = cast.leader.roles.get()
    answer = office.post(reverse("role_end", args=[cast.focal.pk, other.pk]), {"last_day": "22/11/2026"})
    assert answer.status_code == 404


def test_accounts_are_found_with_and_without_diacritics(office: Client) -> None:
    for words in ("Vi Lãnh Đạo", "vi lanh dao", "lanhdao"):
        rows = office.get(reverse("accounts"), {"q": words}).context["rows"]
        assert [row.user.username for row in rows] == ["lanhdao"], words


def test_queries_do_not_grow_with_accounts(office: Client, cast: Cast) -> None:
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            office.get(reverse("accounts"))
        return len(captured)

    before = queries()
    for number in range(20):
        user = User.objects.create_user(f"n{number}")
        Role.objects.create(user=user, kind="viewer", agency=cast.health, valid_from=date(2025, 3, 1))
    assert queries() == before
