"""docs/settings.md names every variable of the environment that the program reads, and no other."""

from __future__ import annotations

import ast
import re

from tools.places import ROOT

READERS = {"env_text", "env_bool", "env_int", "env_list"}


def read_by_the_program() -> set[str]:
    names = set()
    for path in (ROOT / "src" / "lotrinh").rglob("*.py"):
        if path.name == "env.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS:
                assert isinstance(node.args[0], ast.Constant)
                names.add(str(node.args[0].value))
    return names


def test_every_setting_is_documented_and_no_other() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE))
    assert told == read_by_the_program()
