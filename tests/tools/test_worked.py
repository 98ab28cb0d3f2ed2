"""The worked table of docs/verdicts.md: all targets of the real plan, and outlooks that the figures bear out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lotrinh.assessment.states import Status
from lotrinh.output.verdict_rows import VerdictRow
from tools import worked

Told = tuple[str, ...]


def told(row: VerdictRow) -> Told:
    """Everything about a row but its name and its place."""
    formulas = row.explanation.formulas or (row.explanation.sentence,)
    return row.target, row.latest, row.status, row.official, row.required, row.observed, *formulas


def test_the_samples_are_judged_as_the_real_texts_are(shared: Path) -> None:
    """Same targets, values, verdicts and formulas as on the seed plan and the article of 2024."""
    seeds = shared / "corpus" / "seeds"
    plan, results = next(seeds.glob("004_*.txt")), next(seeds.glob("002_*.txt"))
    real = [told(row) for row in worked.rows("vi", plan, results)[1]]
    ours = [told(row) for row in worked.rows("vi")[1]]
    assert len(real) == 35

    def plain(rows: list[Told]) -> list[Told]:
        """The one wording that differs: "3 huyện/thành phố" and "375 trường" are rewritten in the sample."""
        changed = {"huyện/thành phố": "huyện, thành phố", "trường (": "trường học ("}
        return sorted(tuple(_replaced(part, changed) for part in row) for row in rows)

    assert plain(ours) == plain(real)


def _replaced(part: str, changed: dict[str, str]) -> str:
    for old, new in changed.items():
        part = part.replace(old, new)
    return part


@pytest.mark.parametrize("language", worked.LANGUAGES)
def test_every_target_is_worked(language: str) -> None:
    found = worked.rows(language)[1]
    lines = [line for line in worked.table(language).splitlines() if line.startswith("| ")]
    assert len(lines) == len(found) + 2
    assert all(line.replace("\\|", "").count("|") == 8 for line in lines)
    for row in found:
        assessed = row.status != Status.NOT_ASSESSABLE
        assert row.explanation.formulas or not assessed, row.indicator
        pace = next(iter(re.findall(r"[+-][\d.,]+", row.required)), "")
        assert any(
            formula.endswith(pace) or f"{pace}%" in formula or f"{pace}\u00a0" in formula
            for formula in (row.explanation.formulas or (pace,))
        ), row.required


@pytest.mark.parametrize("series", worked.PUBLIC, ids=lambda series: str(series.source))
def test_public_series_have_an_outlook(series: worked.Public) -> None:
    for language in worked.LANGUAGES:
        passage = worked.public(series, language)
        assert series.source in passage and series.came[language] in passage
        assert len(worked.explained(series, language).formulas) >= 7
    assert "Triển vọng đến" in (worked.explained(series, "vi").outlook or "")
