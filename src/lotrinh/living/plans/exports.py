"""Exactly the table that is shown, as a file: XLSX, CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from lotrinh.living.words import Words
from lotrinh.output.formulas import harmless
from lotrinh.output.workbook import workbook

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def file_of(
    kind: str, name: str, title: str, columns: Mapping[str, Words], rows: Sequence[Mapping[str, Any]]
) -> HttpResponse:
    """The rows as a file called `name`. `columns`: key → heading; JSON keeps the keys, which no language changes."""
    if kind not in TYPES:
        raise Http404
    told = [{key: _plain(row.get(key)) for key in columns} for row in rows]
    headings = {key: str(words) for key, words in columns.items()}
    if kind == "json":
        content = json.dumps({"title": title, "rows": told}, ensure_ascii=False, indent=1).encode()
    elif kind == "csv":
        content = _csv(headings, told)
    else:
        renamed = [{headings[key]: row.get(key) for key in columns} for row in rows]
        content = workbook(
            {title[:31].translate(_SHEET): renamed}, {title[:31].translate(_SHEET): list(headings.values())}
        )
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}") or "attachment"
    return response


_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))  # what a sheet's name may not hold


def _csv(headings: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """With a byte order mark: spreadsheets would else read Vietnamese letters in another encoding."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headings.values())
    for row in rows:
        writer.writerow([harmless(_shortest(row[key])) for key in headings])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _shortest(value: Any) -> Any:
    """67, not 67.0: a whole number without its decimal point reads the same in every language."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
