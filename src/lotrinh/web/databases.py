"""The database of DATABASE_URL: SQLite by default, PostgreSQL for a province."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lotrinh.web.env import WrongSettingError

# WAL lets pages be read while somebody writes; IMMEDIATE takes the write lock at once, so that two writers queue up
# instead of one of them failing in the middle.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
}


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's settings of one database. Empty `url`: the file lotrinh.sqlite3 in `home`.

    >>> database("postgres://dung:m%40t@localhost:5433/lotrinh", Path("."))["PASSWORD"]
    'm@t'
    >>> database("mysql://x", Path("."))
    Traceback (most recent call last):
    lotrinh.web.env.WrongSettingError: DATABASE_URL: expected sqlite:///PATH or postgres://USER:PASSWORD@HOST/NAME
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        path = Path(unquote(parts.path)[1:]) if url else home / "lotrinh.sqlite3"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": 600,
            "OPTIONS": dict(_SQLITE),
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise WrongSettingError("DATABASE_URL: expected sqlite:///PATH or postgres://USER:PASSWORD@HOST/NAME")
