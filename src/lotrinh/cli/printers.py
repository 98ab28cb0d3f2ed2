"""The forms in which `lotrinh read` prints: one printer per format, written to piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

import msgspec

from lotrinh.assessment.wording import number
from lotrinh.cli.language import text
from lotrinh.core.unit import with_unit
from lotrinh.extraction.facts import Comparison, Facts
from lotrinh.output.json_output import encode
from lotrinh.output.tables import COLUMNS, DOCUMENT_COLUMNS, SOURCE_COLUMNS, WARNING_COLUMNS, CsvTable, tables_of
from lotrinh.reading import Document


class Printer(Protocol):
    """Bytes before the first document, for each document, and after the last."""

    def begin(self) -> bytes:
        """What stands before the first document."""
        ...

    def document(self, document: Document, facts: Facts) -> bytes:
        """One document; may be empty when everything is written at the end."""
        ...

    def end(self) -> bytes:
        """What stands after the last document."""
        ...


class _Json:
    """One object for one document; one object a line for several, so that nothing must be kept in memory."""

    def __init__(self, total: int, with_text: bool, _language: str) -> None:
        self.pretty = total == 1
        self.with_text = with_text

    def begin(self) -> bytes:
        return b""

    def document(self, document: Document, facts: Facts) -> bytes:
        if self.with_text:
            facts = msgspec.structs.replace(facts, text=document.text)
        return encode(facts, pretty=self.pretty) + b"\n"

    def end(self) -> bytes:
        return b""


class _JsonLines(_Json):
    def __init__(self, total: int, with_text: bool, language: str) -> None:
        super().__init__(total, with_text, language)
        self.pretty = False


class _Csv:
    def __init__(self, _total: int, _with_text: bool, _language: str) -> None:
        self.table = CsvTable()

    def begin(self) -> bytes:
        return b"\xef\xbb\xbf" + self.table.header().encode()  # Excel takes UTF-8 only with the mark

    def document(self, document: Document, facts: Facts) -> bytes:
        return self.table.rows(facts, document).encode()

    def end(self) -> bytes:
        return b""


class _Workbook:
    """One sheet per kind of fact. An .xlsx file can only be written whole, so rows wait until the end."""

    def __init__(self, _total: int, _with_text: bool, _language: str) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {
            "documents": [],
            **{kind: [] for kind in COLUMNS},
            "warnings": [],
        }

    def begin(self) -> bytes:
        return b""

    def document(self, document: Document, facts: Facts) -> bytes:
        identity = {column: getattr(facts.document, column) for column in DOCUMENT_COLUMNS}
        self.tables["documents"].append({"file": facts.file, **identity})
        for kind, rows in tables_of(facts, document).items():
            self.tables[kind].extend({"file": facts.file, **row} for row in rows)
        return b""

    def end(self) -> bytes:
        from lotrinh.output.workbook import workbook

        columns = {kind: ("file", *columns, *SOURCE_COLUMNS) for kind, columns in COLUMNS.items()}
        columns["documents"] = ("file", *DOCUMENT_COLUMNS)
        columns["warnings"] = ("file", *WARNING_COLUMNS)
        return workbook(self.tables, columns)


class _Terminal:
    """Tables for the eye."""

    _shown: ClassVar[dict[str, tuple[str, ...]]] = {
        "targets": ("indicator", "change", "comparator", "low", "high", "unit", "due"),
        "results": ("indicator", "low", "unit", "period", "comparisons"),
        "tasks": ("lead", "partners", "quote", "due"),
        "citations": ("kind", "number", "date", "issuer", "name"),
        "warnings": ("code", "message"),
    }

    def __init__(self, _total: int, _with_text: bool, language: str) -> None:
        self.language = language

    def begin(self) -> bytes:
        return b""

    def document(self, document: Document, facts: Facts) -> bytes:
        from rich.console import Console
        from rich.table import Table

        terminal = Console().is_terminal
        console = Console(width=None if terminal else 140, force_terminal=terminal, legacy_windows=False)
        with console.capture() as capture:
            info = facts.document
            console.rule(f"{facts.file}: {info.kind or '—'} {info.number or ''} {info.date or ''}", align="left")
            tables = tables_of(facts, document)
            tables["warnings"] = self._warnings(tables["warnings"])
            for kind, columns in self._shown.items():
                if not tables[kind]:
                    continue
                title = f"{text(f'kind.{kind}', self.language)}: {len(tables[kind])}"
                table = Table(title=title, title_justify="left", show_edge=False)
                for column in columns:
                    table.add_column(text(f"column.{column}", self.language), overflow="fold", max_width=60)
                for row in self._in_words(kind, tables[kind], facts):
                    table.add_row(*(_cell(row.get(column), column, self.language) for column in columns))
                console.print(table)
                console.print()
        return capture.get().encode()

    def _in_words(self, kind: str, rows: list[dict[str, Any]], facts: Facts) -> list[dict[str, Any]]:
        """Rows with words where the contract has keys: "≥" for ge, "tăng 8,3% so với cùng kỳ năm trước"."""
        for row in rows:
            for column in ("change", "comparator"):
                if row.get(column):
                    row[column] = text(f"word.{column}.{row[column]}", self.language)
        if kind == "results":
            for row, result in zip(rows, facts.results, strict=True):
                row["comparisons"] = "; ".join(self._compared(comparison) for comparison in result.comparisons)
        return rows

    def _compared(self, comparison: Comparison) -> str:
        value = with_unit(number(comparison.value, self.language, _DECIMALS), comparison.unit)
        base, _, year = comparison.base.partition(":")
        told = text(f"word.compared.{comparison.change}", self.language, value=value)
        against = text(f"word.base.{base}", self.language, year=year)
        return " ".join(part for part in (told, against, comparison.plan_of) if part)

    def _warnings(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """One row per message, with how often it came: ten page numbers are one thing to know."""
        times = Counter((row["code"], row[f"message_{self.language}"]) for row in rows)
        return [
            {"code": code, "message": message if count == 1 else f"{message} (×{count})"}
            for (code, message), count in times.items()
        ]

    def end(self) -> bytes:
        return b""


_DECIMALS = 6


def _cell(value: Any, column: str, language: str) -> str:
    if value is None:
        return ""
    shown = number(value, language, _DECIMALS) if column in ("low", "high") else str(value)
    shown = shown if len(shown) <= 160 else shown[:159] + "…"
    return shown.replace("[", "\\[")


PRINTERS: dict[str, Callable[[int, bool, str], Printer]] = {
    "json": _Json,
    "jsonl": _JsonLines,
    "csv": _Csv,
    "xlsx": _Workbook,
    "table": _Terminal,
}
"""Format → printer, made with the number of files, whether the text is wanted, and the language."""
