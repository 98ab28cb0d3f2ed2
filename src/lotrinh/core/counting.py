"""Counted things in texts for readers: English has a word for one of them and another for several.

An English text names both behind the place of its number, "{n:target|targets}"; a Vietnamese one needs neither.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number on its way into a text. `printed`: as the page writes numbers.

    >>> "{n:file is|files are} read; {n} in all".format(n=Count(1, "1"))
    '1 file is read; 1 in all'
    >>> "{n:file|files}".format(n=Count(1200, "1,200"))
    '1,200 files'
    """

    value: int
    printed: str

    def __str__(self) -> str:
        return self.printed

    def __format__(self, spec: str) -> str:
        one, several, many = spec.partition("|")
        if not several:
            return format(self.value, spec) if spec else self.printed
        return f"{self.printed} {one if self.value == 1 else many}"


def filled(text: str, /, **values: object) -> str:
    """A text with its places filled; whole numbers choose between the words behind them.

    >>> filled("{file}: {n:row|rows}", file="a.csv", n=3)
    'a.csv: 3 rows'
    >>> filled("«{text}»", text="a place may have any name")
    '«a place may have any name»'
    """
    return text.format(
        **{name: Count(value, str(value)) if type(value) is int else value for name, value in values.items()}
    )
