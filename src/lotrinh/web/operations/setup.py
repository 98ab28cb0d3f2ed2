"""Bringing a home (a folder with database, uploads, key) to the state that this version of the program needs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from lotrinh.living.words import Words

OWNER_ONLY = 0o077  # umask: no other account of the machine reads or writes
Tell = Callable[[Words], None]
"""Takes one sentence about what is being done, for the terminal."""


def open_home(home: Path | None) -> None:
    """Choose the home (None: LOTRINH_HOME, else ./lotrinh-data) and start Django. Once a process.

    Whatever this process writes from here on is for the owner's eyes: accounts and figures lie in the home.
    """
    os.umask(OWNER_ONLY)
    if home is not None:
        os.environ["LOTRINH_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.web.settings")
    import django

    django.setup()


def prepare(tell: Tell) -> None:
    """Tables of this version, static files, the Vietnamese data. Does nothing, quickly, when all is in place."""
    if pending_migrations():
        tell(Words("Chuẩn bị cơ sở dữ liệu …", "Preparing the database …"))
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
    collect_static(tell)


def pending_migrations() -> list[str]:
    """Migrations of this program that the database has not seen."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def collect_static(tell: Tell) -> None:
    """Copy style, scripts and fonts to where the server reads them, when this program's differ from those."""
    from django.conf import settings

    root = Path(settings.STATIC_ROOT)
    stamp, wanted = root / ".stamp", _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    tell(Words("Chuẩn bị giao diện …", "Preparing the pages …"))
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0, clear=root.exists())
    stamp.write_text(wanted, encoding="ascii")


def _static_fingerprint() -> str:
    """Changes when any static file of the program does."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_vietnam(tell: Tell) -> None:
    """Areas and agencies of Vietnam with what became of them in 2025. Nothing happens when they are there."""
    from lotrinh.living.people.services import load_vietnam as load_agencies
    from lotrinh.living.places.services import load_areas

    tell(Words("Nạp cơ quan và địa bàn …", "Loading agencies and areas …"))
    load_areas()
    load_agencies()


def make_administrator(name: str, password: str) -> None:
    """The first account, which gives all others."""
    from django.db import transaction
    from django.utils import timezone

    from lotrinh.core.vietnamese.text import fold
    from lotrinh.living.journal.services import record
    from lotrinh.living.people.models import Agency, AgencyKind, Role, RoleKind, User

    with transaction.atomic():
        user = User.objects.create_user(name, password=password, full_name=name)
        record("account.created", None, user, username=name)
        agency = Agency.objects.filter(kind=AgencyKind.PROVINCE, valid_to=None).order_by("id").first()
        if agency is None:
            title = "Ủy ban nhân dân tỉnh"
            agency = Agency.objects.create(name=title, kind=AgencyKind.PROVINCE, folded=fold(title))
        Role.objects.create(user=user, kind=RoleKind.ADMINISTRATOR, agency=agency, valid_from=timezone.localdate())
