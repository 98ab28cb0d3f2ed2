"""Keeping the index. Apps call these inside the transaction of the act that changed what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.search.kinds import kinds
from lotrinh.living.search.models import Entry

TEXT_MAX = 1_500  # characters: what a thing is about stands at its beginning, and every search reads the whole column
BATCH = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be found: the fields of `Entry` before folding."""

    kind: str
    id: int
    title: str
    text: str
    url: str
    public: bool
    plan_id: int | None = None
    note: dict[str, str] = field(default_factory=dict)


def index(
    kind: str,
    id: int,
    title: str,
    text: str,
    url: str,
    public: bool,
    plan_id: int | None = None,
    note: dict[str, str] | None = None,
) -> None:
    """Put one thing into the index, or what it says now in place of what it said."""
    index_all([Found(kind, id, title, text, url, public, plan_id, note or {})])


def index_all(things: Iterable[Found]) -> int:
    """Put many things into the index, a few hundred in one statement; returns how many."""
    count = 0
    rest = iter(things)
    while batch := list(islice(rest, BATCH)):
        Entry.objects.bulk_create(
            [_entry(thing) for thing in batch],
            update_conflicts=True,
            unique_fields=["kind", "subject"],
            update_fields=["title", "note", "url", "public", "plan_id", "folded", "running", "size"],
        )
        count += len(batch)
    return count


def remove(kind: str, id: int) -> None:
    """Take one thing out of the index."""
    Entry.objects.filter(kind=kind, subject=id).delete()


def rebuild(fill: Sequence[Callable[[], object]]) -> int:
    """Throw the index away and let each app fill in its part again, in one transaction; returns how many there are.

    The functions are given by the site (lotrinh.web.search_index), which knows all apps.
    """
    with transaction.atomic():
        Entry.objects.all().delete()
        for part in fill:
            part()
        return Entry.objects.count()


def marked_words(text: str) -> str:
    """`text` as the column keeps it: each word once, without accents, its beginning marked.

    A capital (or # before a digit) marks the beginning, so that `marked_words("ngh")` is found in "Ngheo" and not in
    "xeNgh…"; this is a third of the bytes of the text itself with blanks, and the bytes are what a search costs.

    >>> marked_words("Tỷ lệ hộ nghèo, tỷ lệ 2–3%")
    'TyLeHoNgheo#2#3'
    """
    return "".join(map(marked, dict.fromkeys(fold(text).split())))


def marked(word: str) -> str:
    """One folded word with its beginning marked."""
    first = word[0].upper()
    return first + word[1:] if first != word[0] else f"#{word}"


def _entry(thing: Found) -> Entry:
    if thing.kind not in kinds():
        raise KeyError(f"{thing.kind} is not in search/data/kinds.toml")
    told = f"{thing.title} {thing.text[:TEXT_MAX]}"
    folded = marked_words(told)
    return Entry(
        kind=thing.kind,
        subject=thing.id,
        title=thing.title[:300],
        note=thing.note,
        url=thing.url,
        public=thing.public,
        plan_id=thing.plan_id,
        folded=folded,
        running=fold(told),
        size=len(folded),
    )
