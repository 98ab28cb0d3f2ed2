"""What the start page is made of: blocks of matters, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import get_language

from lotrinh.assessment.wording import number as number_told
from lotrinh.core.counting import Count
from lotrinh.living.words import Words

LINES = 12  # of a block; the rest stands behind its link

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matter:
    """One line. `when`: what presses (a verdict, days left), with the class and the shape beside the word."""

    url: str
    title: str
    about: str = ""
    when: str = ""
    css: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A question of the day and its matters. `total` counts those that are not shown, too; `more`: where all are."""

    key: str
    heading: Words
    counted: Words  # for the sentence: "{n} mục tiêu có nguy cơ không đạt"
    matters: Sequence[Matter]
    total: int
    empty: Words
    more: str = ""

    @property
    def told(self) -> str:
        """The block's part of the sentence."""
        return self.counted.format(n=Count(self.total, number_told(self.total, get_language() or "vi")))

    @property
    def hidden(self) -> int:
        """How many are not shown here."""
        return self.total - len(self.matters)


def first_lines(rows: QuerySet[Any, T], most: int = LINES) -> tuple[list[T], int]:
    """The first `most` rows and how many there are; counted only where there are more: one query, seldom two."""
    found = list(rows[: most + 1])
    return found[:most], len(found) if len(found) <= most else rows.count()


def block(
    key: str,
    heading: Words,
    counted: Words,
    matters: Sequence[Matter],
    empty: Words,
    *,
    more: str = "",
    total: int = -1,
) -> Block:
    """A block of its first lines; `total` where the caller did not load all."""
    return Block(key, heading, counted, matters[:LINES], len(matters) if total < 0 else total, empty, more)
