"""Signing in: its pages speak both languages, say what is wrong, and keep to their limits."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from tests.living.cast import Cast

PASSWORD = "mat-khau-thu"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> str:
    return client.post(reverse("account_login"), {"login": login, "password": password} | more).content.decode()


def test_by_name_and_by_address(cast: Cast) -> None:
    cast.focal.email = "tonghop@langson.gov.vn"
    cast.focal.save()
    for login in ("tonghop", "tonghop@langson.gov.vn"):
        client = Client()
        sign_in(client, login)
        assert client.get(reverse("account")).status_code == 200


def test_a_wrong_password_is_told_without_telling_whether_the_name_exists(cast: Cast) -> None:
    known, unknown = (sign_in(Client(), name, "sai") for name in ("tonghop", "khongco"))
    for page in (known, unknown):
        assert "Tên đăng nhập hoặc mật khẩu không đúng" in page


def test_after_many_failures_there_is_a_pause(cast: Cast) -> None:
    for _ in range(5):
        sign_in(Client(), "tonghop", "sai")
    assert "Chờ năm phút" in sign_in(Client(), "tonghop")
    # Kept in the database: another process of the server counts on from there.
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM web_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0]


@pytest.mark.parametrize("wanted", ["https://xau.example/", "//xau.example/", "/\\xau.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(cast: Cast, wanted: str) -> None:
    answer = Client().post(reverse("account_login"), {"login": "tonghop", "password": PASSWORD, "next": wanted})
    assert answer.headers["Location"] == "/"


def test_signing_out_needs_a_form(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.focal)
    client.get(reverse("account_logout"))
    assert client.get(reverse("account")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("account")).status_code == 302


def test_a_forgotten_password_is_set_through_a_message_in_the_readers_language(cast: Cast) -> None:
    cast.focal.email = "tonghop@langson.gov.vn"
    cast.focal.save()
    asked = Client().post(reverse("account_reset_password"), {"email": cast.focal.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "khongco@langson.gov.vn"})
    assert asked.headers["Location"] == unknown.headers["Location"], "who has an account is not told"
    (message,) = mail.outbox
    assert message.subject == "[Lộ Trình] Đặt lại mật khẩu"
    assert "tonghop" in message.body
    link = re.search(r"http://testserver(\S+)", message.body)
    assert link is not None
    assert Client().get(link[1], follow=True).context["form"].fields["password1"].label == "Mật khẩu mới"


def test_a_weak_or_unlike_password_is_refused_in_words(cast: Cast) -> None:
    client = signed_in(cast.focal)
    told = {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}
    weak = client.post(reverse("account_change_password"), told).content.decode()
    assert "Mật khẩu" in weak
    assert "This password" not in weak
    unlike = client.post(
        reverse("account_change_password"), told | {"password1": "khoảng trời xanh", "password2": "khác"}
    )
    assert "Hai lần nhập không giống nhau" in unlike.content.decode()
    wrong = client.post(reverse("account_change_password"), told | {"oldpassword": "sai"}).content.decode()
    assert "Mật khẩu hiện tại không đúng" in wrong


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_the_second_factor_is_asked_for_and_can_be_turned_off(cast: Cast) -> None:
    client = signed_in(cast.focal)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert Authenticator.objects.filter(user=cast.focal).count() == 2, "the app and its recovery codes"

    visitor = Client()
    first = visitor.post(reverse("account_login"), {"login": "tonghop", "password": PASSWORD})
    assert first.headers["Location"] == reverse("mfa_authenticate")
    assert visitor.get(reverse("account")).status_code == 302, "the password alone does not open"
    codes = Authenticator.objects.get(user=cast.focal, type="recovery_codes").wrap().get_unused_codes()
    visitor.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert visitor.get(reverse("account")).status_code == 200

    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=cast.focal, type="totp").exists()


OWN = (
    "account",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
)
OPEN = ("account_login", "account_reset_password", "account_reset_password_done", "account_inactive")
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")


@pytest.mark.parametrize("name", [*OPEN, *OWN])
def test_pages_speak_the_language_that_was_chosen(cast: Cast, name: str) -> None:
    client = signed_in(cast.leader) if name in OWN else Client()
    vietnamese = client.get(reverse(name)).content.decode()
    client.cookies["lang"] = "en"
    english = client.get(reverse(name)).content.decode()
    for told in (cast.leader.full_name, "Lộ Trình", "Tiếng Việt", cast.province.name, "Việt"):
        english = english.replace(told, "")
    assert VIETNAMESE.search(english.lower()) is None
    titles = [re.search(r"<h1>(.*?)</h1>", page, re.DOTALL) for page in (vietnamese, english)]
    assert all(titles)
    assert name == "account" or titles[0][1] != titles[1][1]  # type: ignore[index]


def test_keys_are_offered_with_a_challenge_of_their_own(cast: Cast) -> None:
    answers = [
        Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json() for _ in range(2)
    ]
    challenges = {answer["request_options"]["publicKey"]["challenge"] for answer in answers}
    assert len(challenges) == 2


SERVER = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": "Cổng của tỉnh",
                "client_id": "lotrinh",
                "secret": "x",
                "settings": {"server_url": "https://dang-nhap.example"},
            }
        ]
    }
}


@override_settings(SOCIALACCOUNT_PROVIDERS=SERVER)
def test_an_identity_server_is_offered_where_there_is_one(db: None) -> None:
    assert "Cổng của tỉnh" in Client().get(reverse("account_login")).content.decode()


def test_no_identity_server_no_offer(db: None) -> None:
    assert "lien-thong" not in Client().get(reverse("account_login")).content.decode()
    assert Client().get(reverse("openid_connect_login", args=["oidc"])).status_code == 404
