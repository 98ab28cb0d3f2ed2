"""How accounts come about, and what signing in says: allauth has no Vietnamese, so its sentences are ours."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from lotrinh.living.people.models import User
from lotrinh.living.words import Words

WRONG_LOGIN = Words(
    "Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.",
    "The username or the password is wrong. Check the keyboard and Caps Lock, then try again.",
)
WRONG_CODE = Words(
    "Mã không đúng hoặc đã hết hạn. Xem mã mới trong ứng dụng rồi nhập lại.",
    "The code is wrong or too old. Look at the app for a new one and enter that.",
)
TOO_MANY = Words(
    "Thử sai quá nhiều lần. Chờ năm phút rồi thử lại, hoặc nhờ quản trị viên cấp liên kết đặt mật khẩu.",
    "Too many failed attempts. Wait five minutes and try again, or ask the administrator for a link to set a password.",
)
SLOWER = Words("Gửi quá nhanh. Chờ một phút rồi thử lại.", "Sent too fast. Wait a minute and try again.")
BAD_LINK = Words(
    "Liên kết đã dùng hoặc đã hết hạn. Xin liên kết mới.", "The link was used or has expired. Ask for a new one."
)


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an administrator gives accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": Words(
            "Tài khoản này đã bị khóa. Liên hệ quản trị viên.", "This account is locked. Ask the administrator."
        ),
        "email_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "enter_current_password": Words(
            "Mật khẩu hiện tại không đúng. Nhập lại.", "The current password is wrong. Enter it again."
        ),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": Words("Mật khẩu không đúng. Nhập lại.", "The password is wrong. Enter it again."),
        "invalid_or_expired_key": BAD_LINK,
        "invalid_password_reset": BAD_LINK,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": SLOWER,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The name of the program before the subject; allauth would put the host's there."""
        return f"[Lộ Trình] {subject}"


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Sentences and names of the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": Words(
            "Không tắt được xác thực hai lớp. Liên hệ quản trị viên.",
            "The second factor cannot be turned off. Ask the administrator.",
        ),
        "cannot_generate_recovery_codes": Words(
            "Chưa bật xác thực hai lớp nên chưa tạo được mã dự phòng. Bật ứng dụng xác thực trước.",
            "There is no second factor yet, so no recovery codes. Turn on an authenticator app first.",
        ),
        "incorrect_code": WRONG_CODE,
        "rate_limited": SLOWER,
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """The name proposed for a new key."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return Words("Khóa {number}", "Key {number}").format(number=count + 1)

    def get_totp_label(self, user: User) -> str:
        """What the app shows beside the code."""
        return user.username


class KnownPeople(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in through the administration's own identity server, for people who have an account here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Never: the server's verified address must be that of an account here."""
        return False
