"""Addresses of signing in: those of allauth that are in use, each behind a door like every other page.

Their names are the ones that allauth looks up. What is not here (signing up, managing addresses, codes by mail) does
not exist on this site.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path
from django.views.generic.base import RedirectView

from lotrinh.living.access.doors import door
from lotrinh.living.people.accounts_views import own_account

anybody, owner = door("site.read"), door("account.own")

urlpatterns = [
    path("", own_account, name="account"),
    path("dang-nhap/", anybody(account.login), name="account_login"),
    path("dang-xuat/", anybody(account.logout), name="account_logout"),
    path("bi-khoa/", anybody(account.account_inactive), name="account_inactive"),
    path("xac-nhan/", owner(account.reauthenticate), name="account_reauthenticate"),
    path("mat-khau/", owner(account.password_change), name="account_change_password"),
    path("mat-khau/dat/", owner(account.password_set), name="account_set_password"),
    path("mat-khau/quen/", anybody(account.password_reset), name="account_reset_password"),
    path("mat-khau/quen/da-gui/", anybody(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^mat-khau/lien-ket/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        anybody(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "mat-khau/da-dat/",
        anybody(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("hai-lop/", owner(second_factor.index), name="mfa_index"),
    path("hai-lop/dang-nhap/", anybody(second_factor.authenticate), name="mfa_authenticate"),
    path("hai-lop/xac-nhan/", owner(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("hai-lop/ung-dung/bat/", owner(totp.activate_totp), name="mfa_activate_totp"),
    path("hai-lop/ung-dung/tat/", owner(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", owner(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/tao/", owner(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("hai-lop/ma-du-phong/tai-ve/", owner(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("khoa/", owner(keys.list_webauthn), name="mfa_list_webauthn"),
    path("khoa/them/", owner(keys.add_webauthn), name="mfa_add_webauthn"),
    path("khoa/dang-nhap/", anybody(keys.login_webauthn), name="mfa_login_webauthn"),
    path("khoa/xac-nhan/", owner(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("khoa/<int:pk>/bo/", owner(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("khoa/<int:pk>/ten/", owner(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("lien-thong/", owner(RedirectView.as_view(pattern_name="account")), name="socialaccount_connections"),
    path("lien-thong/da-huy/", anybody(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("lien-thong/loi/", anybody(social.login_error), name="socialaccount_login_error"),
    path("lien-thong/chua-co-tai-khoan/", anybody(social.signup), name="socialaccount_signup"),
    path("lien-thong/<str:provider_id>/", anybody(oidc.login), name="openid_connect_login"),
    path("lien-thong/<str:provider_id>/ve/", anybody(oidc.callback), name="openid_connect_callback"),
]
