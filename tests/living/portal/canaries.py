"""Marks that must never come out: put into every field that is not published, looked for in everything that is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse

from lotrinh.living.portal import publicity
from tests.living.web.addresses import addresses
from tests.living.web.world import Half, World, places

WORD = "zqxkín"
NUMBER = 7654321.25
NUMBERS = ("7654321", "7.654.321", "7,654,321")
SPACES = ("portal", "opendata", "api-v1")


def closed_fields() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """The fields of every model of the living plan that the table does not open."""
    by_model = {kind.model.lower(): kind for kind in publicity.kinds().values()}
    for model in living_models():
        kind = by_model.get(model._meta.label_lower)
        for field in model._meta.concrete_fields:
            if kind is None or field.name not in kind.open:
                yield model, field


def living_models() -> list[type[models.Model]]:
    """All of them."""
    return [model for model in apps.get_models() if model.__module__.startswith("lotrinh.living.")]


def mark(rows: models.QuerySet[Any], field: models.Field[Any, Any]) -> bool:
    """Write the mark into a field of some rows, where it is a text that can hold it. Whether it was written."""
    if (
        field.choices
        or not isinstance(field, models.CharField | models.TextField)
        or isinstance(field, models.SlugField)
    ):
        return False
    most = getattr(field, "max_length", None) or 200
    if most < 40 or field.name in ("password", "sha256", "session_key", "digest", "previous"):
        return False
    written = False
    for row in rows:
        told = f"{WORD}-{row._meta.model_name}-{field.name}-{row.pk}"[:most]
        written |= bool(type(row)._base_manager.filter(pk=row.pk).update(**{field.name: told}))
    return written


def outputs(world: World, half: Half, spaces: tuple[str, ...] = SPACES) -> Iterator[tuple[str, str]]:
    """Every public address with what a visitor gets from it, in both languages."""
    for language in ("vi", "en"):
        client = Client(headers={"accept": "*/*"})
        client.cookies["lang"] = language
        for address in addresses():
            space = address.name.rpartition(":")[0]
            if space not in spaces:
                continue
            for own in (0, 1):
                for told in _variants(address.places):
                    path = reverse(address.name, kwargs=places(world, half, address, own) | told)
                    answer = client.get(path)
                    if answer.status_code == 200:
                        body = b"".join(answer) if answer.streaming else answer.content
                        yield f"{language} {path}", _text(body, answer.headers.get("Content-Type", ""))


def _variants(names: tuple[str, ...]) -> list[dict[str, Any]]:
    if "table" in names:
        return [
            {"table": t, "kind": k} for t in ("plans", "targets", "figures", "tasks") for k in ("csv", "xlsx", "json")
        ]
    return [{"kind": k} for k in ("csv", "xlsx", "json", "svg", "target", "figure")] if "kind" in names else [{}]


def _text(body: bytes, kind: str) -> str:
    if "sheet" in kind:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    told = body.decode("utf-8", "replace")
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), told) if "json" in kind else told


_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")  # how the API writes what is not ASCII
