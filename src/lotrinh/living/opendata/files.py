"""Records as files: CSV, Excel, JSON. Headings are those of the records, keys are the same in every language.

Reads: records. Writes: bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from lotrinh.living.opendata.records import headings
from lotrinh.living.plans.exports import file_of
from lotrinh.living.words import Words

KINDS = ("csv", "xlsx", "json")


def sent(kind: str, name: str, title: str, record: type[Schema], rows: Sequence[Schema]) -> HttpResponse:
    """A file to be saved. Lists become text in tables; JSON keeps them."""
    if kind == "json":
        told = {"title": title, "record": record.__name__, "rows": [row.model_dump(mode="json") for row in rows]}
        answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return answer
    columns: Mapping[str, Words] = headings(record)
    return file_of(kind, name, title, columns, [_flat(row) for row in rows])


def _flat(row: Schema) -> dict[str, Any]:
    return {name: _cell(value) for name, value in row.model_dump(mode="json").items()}


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(_item(one) for one in value)
    return value


def _item(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in ("", None))
    return str(value)
