"""The doctor of the site: what is in order, what is not, and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `state`: "ok" or "wrong" (the site cannot run well)."""

    name: Words
    state: str
    told: Words


def examine() -> Iterator[Finding]:
    """Look at everything, one finding after another. Django must be open."""
    for check in (_python, _home, _space, _database, _tables, _static, _accounts):
        yield check()


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding(Words("Python", "Python"), "ok", Words(found, found))


def _home() -> Finding:
    from lotrinh.web.operations.setup import OWNER_ONLY
    from lotrinh.web.settings import HOME

    name = Words("Thư mục dữ liệu", "Data folder")
    if os.name == "posix" and HOME.stat().st_mode & OWNER_ONLY:
        return Finding(
            name,
            "wrong",
            Words(
                f"{HOME}: tài khoản khác trên máy này đọc được. Chạy: chmod -R go= {HOME}",
                f"{HOME}: other accounts of this machine can read it. Run: chmod -R go= {HOME}",
            ),
        )
    if os.access(HOME, os.W_OK):
        return Finding(name, "ok", Words(str(HOME), str(HOME)))
    return Finding(
        name,
        "wrong",
        Words(
            f"{HOME}: không ghi được. Cấp quyền ghi cho tài khoản chạy chương trình, "
            "hoặc chọn thư mục khác bằng --home.",
            f"{HOME} cannot be written. Grant it to the account that runs the program, or choose another by --home.",
        ),
    )


def _space() -> Finding:
    from lotrinh.web.settings import HOME

    free = shutil.disk_usage(HOME if HOME.exists() else Path.cwd()).free / 1e9
    low = free < 2
    hint_vi = ". Còn ít: hãy dọn hoặc chuyển thư mục dữ liệu sang đĩa khác." if low else ""
    hint_en = ". That is little: make room, or move the data folder to another disk." if low else ""
    return Finding(
        Words("Đĩa trống", "Free disk"),
        "wrong" if low else "ok",
        Words(f"{free:.0f} GB{hint_vi}", f"{free:.0f} GB{hint_en}"),
    )


def _database() -> Finding:
    from django.db import Error, connection

    name = Words("Cơ sở dữ liệu", "Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
            version = cursor.fetchone()[0]
    except Error as problem:
        return Finding(
            name,
            "wrong",
            Words(
                f"không kết nối được ({problem}). Kiểm tra biến DATABASE_URL và máy chủ cơ sở dữ liệu.",
                f"cannot connect ({problem}). Look at DATABASE_URL and at the database server.",
            ),
        )
    return Finding(name, "ok", Words(f"{connection.display_name} {version}", f"{connection.display_name} {version}"))


def _tables() -> Finding:
    from django.db import Error

    from lotrinh.web.operations.setup import pending_migrations

    name = Words("Bảng dữ liệu", "Tables")
    try:
        waiting = len(pending_migrations())
    except Error:
        return Finding(name, "wrong", Words("chưa xem được", "could not be looked at"))
    if waiting:
        return Finding(
            name,
            "wrong",
            Words(
                "thiếu {n} bước nâng cấp. Chạy: lotrinh init", "{n:upgrade|upgrades} missing. Run: lotrinh init"
            ).filled(n=waiting),
        )
    return Finding(name, "ok", Words("đúng phiên bản", "of this version"))


def _static() -> Finding:
    from django.conf import settings

    name = Words("Tệp giao diện", "Static files")
    if (Path(settings.STATIC_ROOT) / ".stamp").exists():
        return Finding(name, "ok", Words("đã có", "in place"))
    return Finding(name, "wrong", Words("chưa có. Chạy: lotrinh init", "not in place. Run: lotrinh init"))


def _accounts() -> Finding:
    from django.db import Error

    from lotrinh.living.people.models import Role, RoleKind

    name = Words("Quản trị viên", "Administrator")
    try:
        there = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, user__is_active=True).exists()
    except Error:
        there = False
    if there:
        return Finding(name, "ok", Words("đã có", "there is one"))
    return Finding(
        name,
        "wrong",
        Words(
            "chưa có tài khoản nào. Chạy: lotrinh init --admin TÊN", "no account yet. Run: lotrinh init --admin NAME"
        ),
    )
