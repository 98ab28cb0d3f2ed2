"""`lotrinh rules`: what each rule looks for, in words, with its examples."""

from __future__ import annotations

import click

from lotrinh.extraction.rules import KINDS, all_rules

__all__ = ["KINDS", "list_rules"]


def list_rules(kind: str | None, language: str) -> int:
    """Print the rules of one kind of fact, or of all; returns the exit code."""
    for rule in all_rules():
        if kind not in (None, rule.kind):
            continue
        click.echo(f"{rule.id}\n    {rule.vi if language == 'vi' else rule.en}")
        for example in rule.examples:
            mark = "+" if example.expect else "-"
            click.echo(f"    {mark} {' / '.join(example.text.strip().splitlines())}")
        click.echo()
    return 0
