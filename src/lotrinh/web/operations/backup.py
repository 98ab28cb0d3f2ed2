"""Backup and restore: one archive with every record and every uploaded file, the same for both databases.

An archive (zip) holds `manifest.json`, `records.jsonl` (one record a line, in the order of the models) and `files/…`.
It can be restored into an empty home on another machine and on the other kind of database.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

import lotrinh
from lotrinh.living.words import Words

# Made anew by the program itself, or worthless elsewhere.
_LEFT_OUT = frozenset({"sessions.session", "contenttypes.contenttype", "auth.permission", "auth.group"})
_MOST_FILES, _MOST_BYTES = 1_000_000, 1 << 40


class BackupError(Exception):
    """A backup that cannot be made or restored; the only argument is what happened and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def kept_models() -> list[type[models.Model]]:
    """The models of an archive, those that others refer to first."""
    kept = [model for model in apps.get_models() if model._meta.label_lower not in _LEFT_OUT]
    return list(serializers.sort_dependencies([(None, kept)], allow_cycles=True))


def backup(target: Path, replace: bool = False) -> dict[str, int]:
    """Write everything to `target`, readable by its owner only. Returns the number of records of each model.

    The archive appears under its name when it is whole. `replace`: a file of that name may go. Raises BackupError,
    OSError.
    """
    if target.is_file() and not replace:
        raise BackupError(
            Words(
                f"Đã có tệp «{target.name}»; chưa sao lưu gì. Hãy chọn tên khác, hoặc thêm --force để ghi đè.",
                f"There is a file «{target.name}» already; nothing was written. "
                "Choose another name, or add --force to replace it.",
            )
        )
    with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".lotrinh-") as folder:
        made = Path(folder) / "backup.zip"
        made.touch(mode=0o600)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            counts = _write_records(archive)
            files = _write_files(archive)
            manifest = {
                "program": lotrinh.__version__,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "migrations": sorted(_migrations()),
                "records": counts,
                "files": files,
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
        made.replace(target)
    return counts


def _write_records(archive: zipfile.ZipFile) -> dict[str, int]:
    """One state of the whole database: nobody writes between its first record and its last."""
    counts: dict[str, int] = {}
    with _one_state(), archive.open("records.jsonl", "w", force_zip64=True) as raw:
        lines = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        for model in kept_models():
            rows = model._base_manager.order_by("pk").iterator(chunk_size=500)
            counts[model._meta.label_lower] = 0
            for row in rows:
                lines.write(_line(row))
                counts[model._meta.label_lower] += 1
        lines.flush()
        lines.detach()
    return counts


def _line(row: models.Model) -> str:
    """One record. Not Django's own JSON, which cuts moments to milliseconds: digests of the journal would not hold."""
    (record,) = serializers.serialize("python", [row])
    return json.dumps(record, ensure_ascii=False, default=_plain, separators=(",", ":")) + "\n"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _one_state() -> Any:
    """A transaction that sees one state: SQLite lets nobody write meanwhile, PostgreSQL shows a snapshot."""
    context = transaction.atomic()
    if connection.vendor == "postgresql":
        connection.ensure_connection()

        class Snapshot:
            def __enter__(self) -> None:
                context.__enter__()
                if len(connection.savepoint_ids) == 0:
                    with connection.cursor() as cursor:
                        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

            def __exit__(self, *problem: Any) -> None:
                context.__exit__(*problem)

        return Snapshot()
    return context


def _write_files(archive: zipfile.ZipFile) -> int:
    """Uploaded files; they are only ever added, so those of the records are all there."""
    root, count = Path(settings.MEDIA_ROOT), 0
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file():
            archive.write(path, PurePosixPath("files", path.relative_to(root).as_posix()).as_posix())
            count += 1
    return count


def _migrations() -> Iterator[str]:
    for app, name in MigrationRecorder(connection).applied_migrations():
        yield f"{app}.{name}"


def restore(source: Path) -> dict[str, int]:
    """Fill an empty home from an archive, wholly or not at all. Returns the number of records of each model.

    Raises BackupError where the home is not empty, the archive is damaged or of another version, or what was written
    does not agree with it.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            _refuse_unless_fit(manifest)
            with tempfile.TemporaryDirectory(dir=_parent_of_files(), prefix=".restore-") as folder:
                _unpack_files(archive, Path(folder))
                with transaction.atomic():
                    counts = _read_records(archive)
                    if counts != manifest["records"]:
                        raise BackupError(
                            Words(
                                "Số bản ghi không khớp với bản sao lưu; chưa ghi gì. Bản sao lưu có thể bị hỏng.",
                                "The records do not agree with the backup's list; nothing was written. "
                                "The backup may be damaged.",
                            )
                        )
                    shutil.copytree(folder, settings.MEDIA_ROOT, dirs_exist_ok=True)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as problem:
        raise BackupError(
            Words(
                f"Không đọc được bản sao lưu «{source.name}»: tệp hỏng hoặc không phải bản sao lưu. Chưa ghi gì.",
                f"Cannot read the backup «{source.name}»: it is damaged or no backup. Nothing was written.",
            )
        ) from problem
    return counts


def _refuse_unless_fit(manifest: dict[str, Any]) -> None:
    if set(manifest["migrations"]) != set(_migrations()):
        raise BackupError(
            Words(
                f"Bản sao lưu của phiên bản {manifest['program']}, chương trình này là {lotrinh.__version__}. "
                "Hãy phục hồi bằng đúng phiên bản ấy rồi nâng cấp.",
                f"The backup is of version {manifest['program']}, this program is {lotrinh.__version__}. "
                "Restore it with that version, then upgrade.",
            )
        )
    filled = [model._meta.label_lower for model in kept_models() if model._base_manager.exists()]
    if filled:
        raise BackupError(
            Words(
                f"Nơi phục hồi không trống (đã có {', '.join(filled[:3])} …). Hãy chọn một thư mục mới bằng --home.",
                f"The place is not empty (it has {', '.join(filled[:3])} …). Choose a new folder by --home.",
            )
        )


def _parent_of_files() -> Path:
    parent = Path(settings.MEDIA_ROOT).parent
    parent.mkdir(parents=True, exist_ok=True)
    return parent


def _unpack_files(archive: zipfile.ZipFile, folder: Path) -> None:
    """Uploaded files, none of them outside the folder."""
    names = [info for info in archive.infolist() if info.filename.startswith("files/") and not info.is_dir()]
    if len(names) > _MOST_FILES or sum(info.file_size for info in names) > _MOST_BYTES:
        raise ValueError("too many files")
    for info in names:
        target = (folder / PurePosixPath(info.filename).relative_to("files")).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise ValueError("a file outside the folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as packed, target.open("wb") as plain:
            shutil.copyfileobj(packed, plain, 1 << 20)
        target.chmod(0o600)


def _read_records(archive: zipfile.ZipFile) -> dict[str, int]:
    counts = {model._meta.label_lower: 0 for model in kept_models()}
    later: list[Any] = []
    with connection.constraint_checks_disabled(), archive.open("records.jsonl") as raw:
        for line in io.TextIOWrapper(raw, encoding="utf-8", newline="\n"):
            for made in serializers.deserialize("python", [json.loads(line)]):
                model = type(made.object)
                counts[model._meta.label_lower] += 1
                made.object.save_base(raw=True, force_insert=True)  # as it was: no dates set anew
                if made.m2m_data:
                    later.append(made)
        for made in later:
            for accessor, related in made.m2m_data.items():
                getattr(made.object, accessor).set(related)
    connection.check_constraints()
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return counts
