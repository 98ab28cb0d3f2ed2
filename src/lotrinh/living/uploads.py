"""Stored files: on their way out again (always saved, never shown), and swept where nothing holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils import timezone


def as_it_came(file: FieldFile, name: str) -> FileResponse:
    """An uploaded file under the name it came with. Raises Http404 where it is not there any more.

    What it holds is somebody else's: no browser may show it, guess its kind, run anything in it or keep it.
    """
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=name, content_type="application/octet-stream")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def sweep(older: timedelta = timedelta(days=1)) -> int:
    """Delete stored files that no row has, left by a process that was killed between file and row.

    Looks only into the folders that file fields name; `older`: younger files may belong to an upload that is just
    going on. Returns how many went.
    """
    before = (timezone.now() - older).timestamp()
    root, gone = Path(settings.MEDIA_ROOT), 0
    for top in sorted({str(field.upload_to).split("/")[0] for field in _file_fields()}):
        for path in (root / top).rglob("*") if (root / top).exists() else ():
            if path.is_file() and path.stat().st_mtime < before and not _held(path.relative_to(root).as_posix()):
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _file_fields() -> Iterator[FileField]:
    for model in apps.get_models():
        yield from (field for field in model._meta.get_fields() if isinstance(field, FileField))


def _held(name: str) -> bool:
    return any(field.model._default_manager.filter(**{field.name: name}).exists() for field in _file_fields())
