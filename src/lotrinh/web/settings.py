"""Django's settings. What a place may change comes from the environment; docs/settings.md lists every variable."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from lotrinh.web.databases import database
from lotrinh.web.env import WrongSettingError, env_bool, env_int, env_list, env_text

SITE = Path(__file__).resolve().parent
HOME = Path(env_text("LOTRINH_HOME") or "lotrinh-data").resolve()  # the database, uploads, the key


def _secret_key() -> str:
    """The key that signs sessions: given, or made once and kept readable by the owner only."""
    told = env_text("LOTRINH_SECRET_KEY")
    if told:
        return told
    file = HOME / "secret-key"
    if not file.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(file, secrets.token_urlsafe(48))
    key = file.read_text(encoding="ascii").strip()
    if not key:
        raise WrongSettingError(f"{file}: empty; delete it and start again (everybody has to sign in anew)")
    return key


def _write_once(file: Path, content: str) -> None:
    """Write a file whole or not at all; what another process has put there meanwhile stays."""
    beside = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    beside.touch(mode=0o600)
    beside.write_text(content, encoding="ascii")
    try:
        os.link(beside, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        beside.replace(file)
    beside.unlink(missing_ok=True)


def oidc_apps(server: str) -> list[dict[str, Any]]:
    """The administration's identity server, where there is one (OpenID Connect)."""
    if not server:
        return []
    return [
        {
            "provider_id": "oidc",
            "name": env_text("LOTRINH_OIDC_NAME", "OpenID Connect"),
            "client_id": env_text("LOTRINH_OIDC_CLIENT"),
            "secret": env_text("LOTRINH_OIDC_SECRET"),
            "settings": {"server_url": server},
        }
    ]


DEBUG = env_bool("LOTRINH_DEBUG", False)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env_list("LOTRINH_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
HTTPS = env_bool("LOTRINH_HTTPS", False)
CSRF_FAILURE_VIEW = "lotrinh.web.views.no_token"
CSRF_TRUSTED_ORIGINS = env_list("LOTRINH_ORIGINS")

INSTALLED_APPS = [
    "lotrinh.living.people",  # first: its templates stand before those of allauth
    "lotrinh.web",
    "lotrinh.living.journal",
    "lotrinh.living.search",
    "lotrinh.living.workdays",
    "lotrinh.living.places",
    "lotrinh.living.notices",
    "lotrinh.living.documents",
    "lotrinh.living.jobs",
    "lotrinh.living.review",
    "lotrinh.living.plans",
    "lotrinh.living.observations",
    "lotrinh.living.following",
    "lotrinh.living.difficulties",
    "lotrinh.living.portal",
    "lotrinh.living.opendata",
    "lotrinh.living.exchange",
    "lotrinh.living.reporting",
    "lotrinh.living.gathering",
    "lotrinh.living.official",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lotrinh.web.middleware.content_security_policy",
    "lotrinh.web.kept_pages.kept_pages",  # before all that knows who asks
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lotrinh.web.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "lotrinh.web.middleware.no_null_characters",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lotrinh.living.people.middleware.person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lotrinh.web.middleware.words_for_wrong_methods",
]

ROOT_URLCONF = "lotrinh.web.urls"
WSGI_APPLICATION = "lotrinh.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [f"lotrinh.web.templatetags.{name}" for name in ("words", "grid", "panels")],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lotrinh.web.context.site",
            ],
        },
    }
]

CACHES = {
    # In the database, so that several server processes count the same tries to sign in, and draw a chart once.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}
DATABASES = {"default": database(env_text("DATABASE_URL"), HOME)}
PAGES_MB = 0 if DEBUG else env_int("LOTRINH_PAGES_MB", 64, 0)  # memory of a process for public pages (kept_pages)
JOB_KINDS = "lotrinh.web.jobs.KINDS"  # long work that the worker can do
JOURNAL_LINKS = "lotrinh.web.journal_links.LINKS"  # pages of the things that the journal speaks of
JOB_CHORES = "lotrinh.web.jobs.CHORES"  # what it tidies up every hour
PAGE_PANELS = "lotrinh.web.panels.PANELS"  # what apps above add to pages of apps below
NOTICE_CLOCKS = "lotrinh.web.clocks.CLOCKS"  # what is owed by when
NOTICE_CHANNELS = "lotrinh.web.channels.CHANNELS"  # how digests reach people
NOTICE_HOUR = env_int("LOTRINH_NOTICE_HOUR", 7)  # of the day, local; digests go out from then on
SITE_URL = env_text("LOTRINH_URL").rstrip("/")  # for addresses in what is sent out
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "lotrinh.living.people.adapter.ClosedAccounts"  # accounts are given, not taken
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "lotrinh.living.people.sign_in_forms.LoginForm",
    "reauthenticate": "lotrinh.living.people.sign_in_forms.ReauthenticateForm",
    "change_password": "lotrinh.living.people.sign_in_forms.ChangePasswordForm",
    "set_password": "lotrinh.living.people.sign_in_forms.SetPasswordForm",
    "reset_password": "lotrinh.living.people.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "lotrinh.living.people.sign_in_forms.ResetPasswordKeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("LOTRINH_PROXIES", 0)  # proxies whose word on the caller's address is taken
MFA_ADAPTER = "lotrinh.living.people.adapter.SecondFactor"
MFA_FORMS = {
    "authenticate": "lotrinh.living.people.sign_in_forms.AuthenticateForm",
    "reauthenticate": "lotrinh.living.people.sign_in_forms.ReauthenticateByCodeForm",
    "activate_totp": "lotrinh.living.people.sign_in_forms.ActivateTOTPForm",
    "add_webauthn": "lotrinh.living.people.sign_in_forms.AddKeyForm",
    "edit_webauthn": "lotrinh.living.people.sign_in_forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # without TLS browsers offer keys on localhost only
MFA_TOTP_ISSUER = "Lộ Trình"
SOCIALACCOUNT_ADAPTER = "lotrinh.living.people.adapter.KnownPeople"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the identity server is the administration's own: its addresses are true
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_SERVER = env_text("LOTRINH_OIDC_SERVER")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(OIDC_SERVER)}}
EMAIL_HOST = env_text("LOTRINH_EMAIL_HOST")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = env_int("LOTRINH_EMAIL_PORT", 587, 1)
EMAIL_HOST_USER = env_text("LOTRINH_EMAIL_USER")
EMAIL_HOST_PASSWORD = env_text("LOTRINH_EMAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_text("LOTRINH_EMAIL_FROM", "lotrinh@localhost")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "lang"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env_text("LOTRINH_TIME_ZONE", "Asia/Ho_Chi_Minh")
FORMAT_MODULE_PATH = ["lotrinh.web.formats"]  # Django's own vi reads 05/11 as 11 May
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = HOME / "files"  # never served as it lies: every download passes a view that asks who may
FILE_UPLOAD_PERMISSIONS = 0o600
MAX_UPLOAD_MB = env_int("LOTRINH_MAX_UPLOAD_MB", 64, 1)
FILE_UPLOAD_HANDLERS = [
    "lotrinh.living.documents.intake.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None  # TLS ends at a proxy, never here
SECURE_REDIRECT_EXEMPT = [r"^suc-khoe/$"]  # `lotrinh serve` asks without the proxy
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
