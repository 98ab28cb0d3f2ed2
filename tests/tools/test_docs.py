"""The pages of docs/ say what the sources say."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from lotrinh.extraction import facts
from tools import docs

RECORDS = [
    facts.Facts,
    facts.DocumentInfo,
    facts.SectionFact,
    facts.Citation,
    facts.Target,
    facts.Task,
    facts.Result,
    facts.Comparison,
    facts.Warning,
]


@pytest.mark.parametrize("page", ["cli.md", "rules.md", "facts.md", "verdicts.md"])
def test_page_is_fresh(page: str) -> None:
    path = docs.DOCS / page
    assert path.read_text(encoding="utf-8") == docs.pages()[path], "stale: python3 run.py docs"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_contract_names_every_field(record: type[msgspec.Struct]) -> None:
    page = (docs.DOCS / "facts.md").read_text(encoding="utf-8")
    missing = [
        field.encode_name
        for field in msgspec.structs.fields(record)
        if f"`{field.encode_name}`" not in page and f'"{field.encode_name}"' not in page
    ]
    assert not missing


def test_renewing_twice_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts.md").write_text("<!-- codes: begin -->\n<!-- codes: end -->\n", encoding="utf-8")
    passages = [f"<!-- worked {language}: {edge} -->\n" for language in ("vi", "en") for edge in ("begin", "end")]
    (tmp_path / "verdicts.md").write_text("".join(passages), encoding="utf-8")
    monkeypatch.setattr(docs, "DOCS", tmp_path)
    docs.main()
    assert capsys.readouterr().out.split() == ["docs/cli.md", "docs/rules.md", "docs/facts.md", "docs/verdicts.md"]
    docs.main()
    assert capsys.readouterr().out == ""
