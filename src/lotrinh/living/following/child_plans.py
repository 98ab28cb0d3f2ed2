"""Tasks that ask an agency for a plan of its own: a rule over their words (data/child_plans.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.core.vietnamese.text import shadow


@cache
def child_plan_rules() -> tuple[dict[str, Any], ...]:
    """The rules as written."""
    text = (files("lotrinh.living.following") / "data" / "child_plans.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["rule"])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    entries = child_plan_rules()
    asks = tuple(re.compile(shadow(pattern)) for entry in entries for pattern in entry["patterns"])
    unless = tuple(re.compile(shadow(pattern)) for entry in entries for pattern in entry["unless"])
    return asks, unless


def asks_for_plan(text: str) -> bool:
    """Whether the words of a task ask the agency for a plan that carries this one out.

    >>> asks_for_plan("Xây dựng kế hoạch triển khai thực hiện, gửi trước ngày 15/3")
    True
    """
    told = shadow(text)
    if shadow("kế hoạch") not in told:
        return False
    asks, unless = _patterns()
    return any(one.search(told) for one in asks) and not any(one.search(told) for one in unless)
