"""Recording an act: the row is written in the act's own transaction, or the act does not happen."""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from lotrinh.living.journal.models import Event

if TYPE_CHECKING:
    from lotrinh.living.people.models import User

FIRST = "0" * 64
# One writer at a time: PostgreSQL by this lock, held until the transaction ends, so that the row read as the last one
# stays it; SQLite by its transactions, which begin IMMEDIATE (web/databases.py).
_LOCK = 0x6C6F7472


@cache
def acts() -> dict[str, dict[str, str]]:
    """The acts that can be recorded: id → {"vi": sentence, "en": sentence}."""
    table = tomllib.loads((files("lotrinh.living.journal") / "data" / "acts.toml").read_text(encoding="utf-8"))
    return {f"{kind}.{act}": entry for kind, group in table.items() for act, entry in group.items()}


def record(act: str, by: User | None, subject: Model, *, plan: int | None = None, **data: Any) -> Event:
    """Add one row. Must be called inside `transaction.atomic()`, together with what it records.

    `by` None: the program itself acted. `data`: JSON values (days and decimals as text), among them the places of the
    act's sentence.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{act}: an act and its journal row belong in one transaction")
    if act not in acts():
        raise KeyError(f"{act} is not in data/acts.toml")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Event.objects.order_by("-number").values_list("number", "digest").first()
    event = Event(
        number=last[0] + 1 if last else 1,
        at=timezone.now(),
        act=act,
        actor=by,
        actor_name=str(by) if by else "Lộ Trình",
        subject_kind=subject._meta.label_lower.rpartition(".")[2],
        subject_id=str(subject.pk),
        subject_name=str(subject)[:500],
        plan_id=plan,
        data=json.loads(json.dumps(data, cls=DjangoJSONEncoder, allow_nan=False)),
        previous=last[1] if last else FIRST,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    return event


def digest_of(event: Event) -> str:
    """SHA-256 over everything the row says and over the row before."""
    content = [
        event.number,
        _utc(event.at),
        event.act,
        event.actor_id,
        event.actor_name,
        event.subject_kind,
        event.subject_id,
        event.subject_name,
        event.plan_id,
        _plain(event.data),
        event.previous,
    ]
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A JSON value as every database gives it back: a whole number may come as 1 or as 1.0."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
