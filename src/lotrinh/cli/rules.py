"""`lotrinh rules`: what each rule of reading and of checking looks for, in words, with its examples."""

from __future__ import annotations

import click

from lotrinh.cli.language import text
from lotrinh.extraction.rules import KINDS as FACTS
from lotrinh.extraction.rules import all_rules

__all__ = ["KINDS", "list_rules"]

CHECK = "check"
KINDS = (*FACTS, CHECK)
"""Kinds of facts, whose rules find them, and the rules that hold figures against each other."""


def list_rules(kind: str | None, language: str) -> int:
    """Print the rules of one kind, or of all; returns the exit code."""
    for rule in all_rules():
        if kind not in (None, rule.kind):
            continue
        click.echo(f"{rule.id}\n    {rule.vi if language == 'vi' else rule.en}")
        for example in rule.examples:
            mark = "+" if example.expect else "-"
            click.echo(f"    {mark} {' / '.join(example.text.strip().splitlines())}")
        click.echo()
    if kind in (None, CHECK):
        _list_checks(language)
    return 0


def _list_checks(language: str) -> None:
    from lotrinh.checking import rules as checking_rules

    for check in checking_rules().values():
        click.echo(f"{CHECK}.{check.id}\n    {check.why[language]}")
        for example in check.examples:
            verdicts = ", ".join(text(f"check.verdict.{verdict}", language) for verdict in example.expect)
            click.echo(f"    [{verdicts}] {' / '.join(example.text.strip().splitlines())}")
        click.echo()
