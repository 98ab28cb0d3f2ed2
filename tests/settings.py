"""Settings of the tests: a home of their own, quick passwords. DATABASE_URL chooses the database, as everywhere."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("LOTRINH_HOME", tempfile.mkdtemp(prefix="lotrinh-tests-"))
Path(os.environ["LOTRINH_HOME"], "static").mkdir(exist_ok=True)
os.environ.setdefault("LOTRINH_SECRET_KEY", "only-for-tests")

from lotrinh.web.settings import *  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PAGES_MB = 0  # tests write rows without acts; those of kept pages turn them on
