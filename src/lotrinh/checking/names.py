"""What two names of a figure have in common: whether they can be names of one thing."""

from __future__ import annotations

from functools import lru_cache

from lotrinh.core.vietnamese.text import fold

# Words that say nothing of what is counted: they may stand in one name and not in the other.
_IDLE = frozenset(
    [
        "so",
        "tong",
        "xay",
        "ra",
        "lam",
        "dat",
        "uoc",
        "co",
        "la",
        "duoc",
        "da",
        "ghi",
        "nhan",
        "toan",
        "tinh",
        "cua",
        "tren",
        "dia",
        "ban",
        "trong",
        "thang",
        "nam",
        "va",
        "den",
        "ca",
        "muc",
    ]
)


@lru_cache(maxsize=4096)
def content(name: str, unit: str | None = None) -> frozenset[str]:
    """The words of a name and its unit that tell what is counted.

    >>> sorted(content("người làm bị thương", "người")), sorted(content("số người chết", "người"))
    (['bi', 'nguoi', 'thuong'], ['chet', 'nguoi'])
    """
    return frozenset(fold(f"{name} {unit or ''}").replace(",", " ").split()) - _IDLE
