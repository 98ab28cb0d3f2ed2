"""Facts as flat rows, one table per kind, for CSV files, workbooks and the terminal.

A row holds plain values (str, int, float, bool, None); lists are joined with "; ".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from lotrinh.extraction.facts import Fact, Facts
from lotrinh.output.formulas import harmless
from lotrinh.reading.document import Document

Row = dict[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "targets": (
        "indicator", "change", "comparator", "low", "high", "unit", "per", "from", "due", "scope", "agency", "section",
    ),
    "tasks": ("lead", "partners", "due", "due_kind", "recurrence", "deliverable", "section"),
    "results": (
        "indicator", "change", "comparator", "low", "high", "unit", "period", "estimate", "comparisons", "section",
    ),
    "citations": ("kind", "number", "date", "issuer", "name", "year", "draft", "relation", "provision", "alias"),
    "sections": ("id", "label", "title", "level", "parent"),
}  # fmt: skip
"""Columns per kind of fact, after `file`, before the source columns."""

SOURCE_COLUMNS = ("quote", "start", "end", "rule", "reasons", "duplicate")
WARNING_COLUMNS = ("code", "message_vi", "message_en", "start", "end")
DOCUMENT_COLUMNS = ("kind", "number", "issuer", "date", "signer", "title")


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(str(_plain(item)) for item in value)
    if isinstance(value, dict):  # a comparison
        return " ".join(str(item) for item in value.values() if item is not None)
    return value


def rows_of(facts: Iterable[Fact], columns: tuple[str, ...], document: Document) -> Iterator[Row]:
    """One row per fact: the named columns, then its source: quoted text, offsets, rule, reasons."""
    for fact in facts:
        record = msgspec.to_builtins(fact)
        row = {column: _plain(record.get(column)) for column in columns}
        row["quote"] = " ".join(document.text[fact.start : fact.end].split())
        row |= {column: _plain(record.get(column)) for column in SOURCE_COLUMNS[1:]}
        yield row


def tables_of(facts: Facts, document: Document) -> dict[str, list[Row]]:
    """Kind of fact → rows. Kinds in the order of `COLUMNS`, then "warnings"."""
    tables = {kind: list(rows_of(getattr(facts, kind), columns, document)) for kind, columns in COLUMNS.items()}
    tables["warnings"] = [
        {
            "code": warning.code,
            "message_vi": warning.message["vi"],
            "message_en": warning.message["en"],
            "start": warning.start,
            "end": warning.end,
        }
        for warning in facts.warnings
    ]
    return tables


class CsvTable:
    """All facts of many documents as one CSV table, written piece by piece: a header, then rows."""

    columns = ("file", "fact", *dict.fromkeys(c for columns in COLUMNS.values() for c in columns), *SOURCE_COLUMNS)

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        self._writer = csv.DictWriter(self._buffer, self.columns, lineterminator="\n", extrasaction="ignore")

    def _take(self) -> str:
        piece = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return piece

    def header(self) -> str:
        """The first line."""
        self._writer.writeheader()
        return self._take()

    def rows(self, facts: Facts, document: Document) -> str:
        """The lines of one document's facts (warnings have no place in this table)."""
        tables = tables_of(facts, document)
        del tables["warnings"]
        for kind, rows in tables.items():
            for row in rows:
                row = {"file": facts.file, "fact": kind.removesuffix("s"), **row}
                self._writer.writerow({column: harmless(value) for column, value in row.items()})
        return self._take()
