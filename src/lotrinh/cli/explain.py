"""`lotrinh explain`: everything behind the verdict on one target, or on all."""

from __future__ import annotations

import click

from lotrinh.cli import exit_codes
from lotrinh.cli.judge import Sources, judged
from lotrinh.cli.language import text
from lotrinh.core.vietnamese.text import fold
from lotrinh.judging import Judgement
from lotrinh.output.verdict_rows import VerdictRow, verdict_rows
from lotrinh.reading import ReadingError


def explain(sources: Sources, target: str | None, language: str) -> int:
    """Run the command; returns the exit code. `target`: a number of the table or words of an indicator."""
    failures: list[ReadingError] = []
    judgement = judged(sources, language, failures)
    code = exit_codes.of_errors(problem.code for problem in failures)
    if judgement is None:
        return code
    rows = verdict_rows(judgement, language)
    if not rows:
        click.echo(text("judge.no_targets", language, file=sources.plan), err=True)
        return exit_codes.NO_TARGETS
    shown = [row for row in rows if _wanted(row, target)]
    if not shown:
        click.echo(text("explain.none", language, target=target or "", count=len(rows)), err=True)
        return exit_codes.USAGE
    for row in shown:
        click.echo(told(row, judgement, language))
    return code


def _wanted(row: VerdictRow, target: str | None) -> bool:
    if target is None:
        return True
    return str(row.number) == target if target.isdecimal() else fold(target) in fold(row.name)


def told(row: VerdictRow, judgement: Judgement, language: str) -> str:
    """One explanation as text: verdict, sentence, rule, formulas, figures with their sources, other views, doubts."""
    explanation = row.explanation
    target = judgement.rows[row.number - 1].target
    plan = judgement.plan
    quote = " ".join(plan.document.text[target.start : target.end].split())
    lines = [
        f"{row.number}. {row.name}: {row.target}",
        f"   {row.judged}. {explanation.sentence}",
        f"   {text('explain.rule', language)}: {explanation.rule} ({explanation.rule_id})",
        *(f"   {formula}" for formula in explanation.formulas),
        f"   {text('explain.source', language)}: {plan.facts.file}:{target.start}-{target.end} «{quote}»",
    ]
    for figure in explanation.figures:
        source = figure.observation.source
        place = f"{source.file}:{source.start}-{source.end}" if source.row is None else f"{source.file}:{source.row}"
        quoted = f" «{source.quote}»" if source.quote else ""
        lines.append(f"   {figure.period}: {figure.value} ({figure.vintage}) {place}{quoted}")
    lines += [f"   {line}" for line in (*row.plans, *explanation.quality)]
    beside = (explanation.second_opinion, explanation.outlook, explanation.person)
    lines += [f"   {line}" for line in beside if line]
    lines += [f"   {caution}" for caution in explanation.cautions]
    return "\n".join(lines) + "\n"
