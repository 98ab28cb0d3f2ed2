"""A stored score: what is kept, what is told, and what happens without annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.score import __main__ as command
from tools.score.predict import document_of
from tools.score.scorer import Score, score

# Speaks like the shared scorer, in as few lines as possible.
SCORER = """
import json, sys
out = sys.argv[sys.argv.index("--json") + 1]
json.dump({"target": {"f1": 0.123456, "gold": 2}}, open(out, "w"))
print(sys.argv[1] + ":7: target MISSED 'rừng 64%'")
print("kind        gold")
print("target         2")
"""


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the stored run of this test in its own folder."""
    monkeypatch.setattr(command, "STORED", tmp_path / "score.json")
    monkeypatch.setattr(command, "LOCAL", tmp_path)
    monkeypatch.setattr(command, "FAULTS", tmp_path / "faults.txt")
    return tmp_path / "score.json"


def test_keeps_table_figures_and_faults(tmp_path: Path) -> None:
    scorer = tmp_path / "score.py"
    scorer.write_text(SCORER, encoding="utf-8")
    told = score(scorer, [(tmp_path / "a.jsonl", tmp_path / "a.json")])
    assert told.table == "kind        gold\ntarget         2"
    assert told.figures == {"target": {"f1": 0.1235, "gold": 2}}
    assert told.faults == ("a:7: target MISSED 'rừng 64%'",)


def test_differences_are_told_fact_by_fact(stored: Path) -> None:
    before = Score("", {"target": {"f1": 0.9}}, ("a:1: target MISSED 'x'",))
    assert "no stored run" in command.difference(before)[0]
    command.save(before)
    assert command.difference(before) == ["nothing changed since the stored run"]
    after = Score("", {"target": {"f1": 0.8}}, ("a:2: task MISSED 'y'",))
    assert command.difference(after) == [
        "target.f1  0.9 -> 0.8  (-0.1)",
        "+ mended  a:1: target MISSED 'x'",
        "- broken  a:2: task MISSED 'y'",
    ]


def test_stores_no_text_of_the_annotated_documents(stored: Path) -> None:
    command.save(Score("table", {"target": {"f1": 1.0}}, ("a:1: target MISSED 'x'",)))
    assert json.loads(stored.read_text(encoding="utf-8")) == {"target": {"f1": 1.0}}


def test_says_so_without_annotations(
    stored: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOTRINH_SHARED", str(stored / "nowhere"))
    assert command.main([]) == 2
    assert "LOTRINH_SHARED" in capsys.readouterr().out


def test_every_annotated_document_is_in_the_corpus(shared: Path, corpus: dict[str, Path]) -> None:
    assert {document_of(gold) for gold in shared.glob("gold/*.jsonl")} <= set(corpus)
