"""Which bodies are offices of statistics: data/statistics.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from lotrinh.core.vietnamese.text import fold


@cache
def _beginnings() -> tuple[str, ...]:
    text = (files("lotrinh.living.gathering") / "data" / "statistics.toml").read_text(encoding="utf-8")
    return tuple(one["begins"] for one in tomllib.loads(text)["office"])


def is_statistics(name: str) -> bool:
    """Whether figures under this name are those of the statistics office.

    >>> is_statistics("Cục Thống kê tỉnh Lạng Sơn"), is_statistics("Sở Y tế")
    (True, False)
    """
    return fold(name).startswith(_beginnings())
