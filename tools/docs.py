"""`run.py docs`: pages and passages of `docs/` that are made from the sources, so that they cannot disagree.

Reads: the command line's own help, the rules, the notices, the bundled samples.
Writes: `docs/cli.md`, `docs/rules.md`, the codes in `docs/facts.md`, the worked table in `docs/verdicts.md`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from lotrinh.checking import rules as checking_rules
from lotrinh.checking.findings import Rule as Check
from lotrinh.cli.language import text
from lotrinh.cli.main import build
from lotrinh.extraction.rules import KINDS, Rule, rules
from lotrinh.reading.notices import messages
from tools.places import ROOT
from tools.worked import LANGUAGES, worked

DOCS = ROOT / "docs"
WIDTH = 96
MADE = "<!-- Made by `python3 run.py docs`. Do not edit. -->\n"
NAMES = {
    "document": "Văn bản · the document itself",
    "section": "Mục · sections",
    "citation": "Viện dẫn · citations",
    "target": "Mục tiêu · targets",
    "task": "Nhiệm vụ · tasks",
    "result": "Kết quả · results",
}
CODES = re.compile(r"(?<=<!-- codes: begin -->\n).*(?=<!-- codes: end -->)", re.DOTALL)


def helps(language: str) -> Iterator[tuple[str, str]]:
    """Every command with its help, as the terminal prints it in `language`."""
    group = build(language)
    root = click.Context(group, info_name="lotrinh", terminal_width=WIDTH, max_content_width=WIDTH)
    yield "lotrinh", group.get_help(root)
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        if command is not None:
            yield f"lotrinh {name}", command.get_help(click.Context(command, parent=root, info_name=name))


def cli_page() -> str:
    """The manual of the command line in both languages."""
    parts = [f"{MADE}# Lệnh và tùy chọn · Commands and options\n"]
    for language, heading in (("vi", "Tiếng Việt"), ("en", "English (`--lang en`)")):
        parts.append(f"## {heading}\n")
        parts += [f"### `{name}`\n\n```text\n{told.rstrip()}\n```\n" for name, told in helps(language)]
    return "\n".join(parts)


def rule_entry(rule: Rule) -> str:
    """One rule with its examples."""
    lines = [f"### `{rule.id}`\n", f"{rule.vi}\n", f"*{rule.en}*\n"]
    for example in rule.examples:
        quoted = "\n".join(f"> {line}" if line.strip() else ">" for line in example.text.strip().splitlines())
        found = "; ".join(", ".join(f"{slot} = {value!r}" for slot, value in fact.items()) for fact in example.expect)
        lines.append(f"{quoted}\n\n→ {f'`{found}`' if found else 'không có · nothing'}\n")
    return "\n".join(lines)


def check_entry(check: Check) -> str:
    """One rule of checking: what it compares, the sentence of its findings, its examples."""
    lines = [f"### `check.{check.id}`\n", f"{check.why['vi']}\n", f"*{check.why['en']}*\n"]
    lines.append(f"Câu báo: {check.told['vi']}\n\n*Told as: {check.told['en']}*\n")
    for example in check.examples:
        quoted = "\n".join(f"> {line}" if line.strip() else ">" for line in example.text.strip().splitlines())
        told = ", ".join(" · ".join(text(f"check.verdict.{one}", lang) for lang in LANGUAGES) for one in example.expect)
        lines.append(f"{quoted}\n\n→ {told}\n")
    return "\n".join(lines)


def rules_page() -> str:
    """Every rule of every kind, then those of checking."""
    about = (
        "Mỗi dữ kiện ghi mã quy tắc đã nhận ra nó; mỗi điều kiểm tra thấy ghi mã quy tắc kiểm tra."
        " *Every fact names the rule that found it, every finding the rule that checked it.*"
    )
    parts = [f"{MADE}# Quy tắc · Rules\n\n{about}\n"]
    for kind in KINDS:
        parts.append(f"## {NAMES[kind]}\n")
        parts += map(rule_entry, rules(kind))
    parts.append("## Kiểm tra số liệu · checks of figures\n")
    parts += map(check_entry, checking_rules().values())
    return "\n".join(parts)


def codes_table() -> str:
    """The codes of warnings with their messages."""
    rows = [f"| `{code}` | {entry['vi']} | {entry['en']} |" for code, entry in messages().items()]
    return "\n".join(["| code | tiếng Việt | English |", "|---|---|---|", *rows, ""])


def verdicts_page() -> str:
    """How a verdict is made, with the worked examples computed anew."""
    page = (DOCS / "verdicts.md").read_text(encoding="utf-8")
    for language in LANGUAGES:
        begin, end = (f"<!-- worked {language}: {edge} -->\n" for edge in ("begin", "end"))
        head, rest = page.split(begin)
        page = f"{head}{begin}\n{worked(language)}\n{end}{rest.split(end)[1]}"
    return page


def pages() -> dict[Path, str]:
    """Every page that is made from the sources, wholly or in part, as it should be."""
    facts = DOCS / "facts.md"
    return {
        DOCS / "cli.md": cli_page(),
        DOCS / "rules.md": rules_page(),
        facts: CODES.sub(lambda _: codes_table(), facts.read_text(encoding="utf-8")),
        DOCS / "verdicts.md": verdicts_page(),
    }


def main() -> int:
    """Write the pages; says which ones changed."""
    for page, wanted in pages().items():
        if not page.exists() or page.read_text(encoding="utf-8") != wanted:
            page.write_text(wanted, encoding="utf-8")
            print(f"docs/{page.name}")
    return 0


if __name__ == "__main__":
    argparse.ArgumentParser(prog="run.py docs").parse_args()  # it takes no arguments
    sys.exit(main())
