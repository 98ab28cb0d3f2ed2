"""allauth's forms with our words: labels, help and the errors that are not the adapter's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as code
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.contrib.auth import password_validation

from lotrinh.living.words import Words

PASSWORD = Words("Mật khẩu", "Password")
NEW_PASSWORD = Words("Mật khẩu mới", "New password")
AGAIN = Words("Nhập lại mật khẩu mới", "New password again")
CODE = Words("Mã xác thực", "Code")
KEY_NAME = Words("Tên khóa", "Name of the key")


def _word(form: forms.Form, **labels: Words) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = Words("Chưa nhập ô này.", "Enter this.")


class _TwoPasswords(forms.Form):
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password1=NEW_PASSWORD, password2=AGAIN)
        self.fields["password1"].help_text = password_validation.password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        """Both alike."""
        cleaned: dict[str, Any] = super(account.PasswordVerificationMixin, self).clean() or {}
        one, two = cleaned.get("password1"), cleaned.get("password2")
        if one and two and one != two:
            told = Words("Hai lần nhập không giống nhau. Nhập lại.", "The two do not match. Enter it again.")
            self.add_error("password2", str(told))
        return cleaned


class LoginForm(account.LoginForm):  # type: ignore[misc]
    """Sign-in by username or address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, login=Words("Tên đăng nhập hoặc thư điện tử", "Username or e-mail address"), password=PASSWORD)
        _word(self, remember=Words("Giữ đăng nhập trên máy này", "Stay signed in on this computer"))
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, password=PASSWORD)
        self.fields["password"].help_text = ""


class ChangePasswordForm(_TwoPasswords, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, oldpassword=Words("Mật khẩu hiện tại", "Current password"))
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(_TwoPasswords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordKeyForm(_TwoPasswords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A password through a one-time link."""


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    """Where the one-time link is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, email=Words("Thư điện tử", "E-mail address"))
        self.fields["email"].error_messages["invalid"] = Words(
            "Địa chỉ không hợp lệ. Ghi dạng ten@coquan.gov.vn.", "Not an address. Write it as name@agency.gov.vn."
        )


class AuthenticateForm(code.AuthenticateForm):  # type: ignore[misc]
    """The code of the second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)


class ReauthenticateByCodeForm(code.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, code=CODE)


class AddKeyForm(keys.AddWebAuthnForm):  # type: ignore[misc]
    """A new key: its name and what the browser made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, name=KEY_NAME, passwordless=Words("Đăng nhập chỉ bằng khóa này", "Sign in by this key alone"))
        self.fields["passwordless"].help_text = Words(
            "Khóa phải có mã PIN hoặc vân tay.", "The key must have a PIN or a fingerprint."
        )


class EditKeyForm(keys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, name=KEY_NAME)
