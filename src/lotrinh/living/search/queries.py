"""Finding. Every word asked for must stand in the entry, at least as the beginning of one of its words.

The database only filters (where does one text stand in another: the same on all of them); what stands first is
decided here:

1. the title is what was asked for, begins with it, has it in one piece, has all its words; then the text has it in
   one piece, or only the words of it here and there;
2. words found whole before words found as beginnings;
3. accents as they were typed ("Đông" before "Đồng"), when they were typed;
4. the shorter title (where only the text has the words: the shorter text), then the older entry.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.living.access.rules import may
from lotrinh.living.search.kinds import kinds
from lotrinh.living.search.models import Entry
from lotrinh.living.search.services import marked

if TYPE_CHECKING:
    from lotrinh.living.access.rules import Person
    from lotrinh.living.words import Words

WORDS_MAX = 12  # of one question; more narrow nothing down
MATCHES_MAX = 5_000  # entries looked at, the oldest first, so that a word like "và" cannot stall the server
RANKED_MAX = 40  # of each kind, those with the shortest text
IN_TEXT = 4  # the rank of entries whose title has not all words; one more where the text has them scattered
SHOWN = 8  # of each kind on the page of all kinds


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one kind, best first. `count`: all that match, of which `entries` are the first."""

    kind: str
    name: Words
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `bounded`: there may be more matches than were looked at; more words narrow it down."""

    asked: str
    groups: tuple[Group, ...]
    bounded: bool = False

    @property
    def count(self) -> int:
        """All matches, of all kinds."""
        return sum(group.count for group in self.groups)


def find(words: str, person: Person, kind: str = "", limit: int = SHOWN) -> Answer:
    """What `person` may see of what matches `words`; of one `kind` where it is named. Two queries."""
    asked = " ".join(words.split())
    tokens = fold(asked).split()[:WORDS_MAX]
    if not tokens:
        return Answer(asked, ())
    matching = _matching(tokens)
    if not may(person, "internal.read"):
        matching = matching.filter(public=True)
    if kind:
        matching = matching.filter(kind=kind)
    rows = list(matching.order_by("pk").values_list("kind", "size", "pk")[:MATCHES_MAX])
    counts = Counter(row[0] for row in rows)
    chosen: list[int] = []
    for name in counts:
        shortest = sorted((size, pk) for found, size, pk in rows if found == name)
        chosen += [pk for _, pk in shortest[:RANKED_MAX]]
    entries = sorted(Entry.objects.filter(pk__in=chosen), key=lambda entry: _rank(entry, asked, tokens))
    groups = tuple(
        Group(name, told, counts[name], tuple(entry for entry in entries if entry.kind == name)[:limit])
        for name, told in kinds().items()
        if counts[name]
    )
    return Answer(asked, groups, len(rows) == MATCHES_MAX)


def _matching(tokens: list[str]) -> QuerySet[Entry]:
    """Entries with all words; the longest is looked for first, as it is the rarest and spares the others."""
    found = Entry.objects.all()
    for token in sorted(set(tokens), key=lambda token: (-len(token), token)):
        found = found.alias(**{f"at_{token}": StrIndex("folded", Value(marked(token)))}).filter(
            **{f"at_{token}__gt": 0}
        )
    return found


_WORD = re.compile("[A-Z#][^A-Z#]*")


def _rank(entry: Entry, asked: str, tokens: list[str]) -> tuple[object, ...]:
    phrase, title = " ".join(tokens), fold(entry.title)
    padded = f" {title} "
    if title == phrase:
        place = 0
    elif title.startswith(f"{phrase} "):
        place = 1
    elif f" {phrase} " in padded:
        place = 2
    else:
        scattered = f" {phrase}" not in f" {entry.running}"
        place = 3 if all(f" {token}" in padded for token in tokens) else IN_TEXT + scattered
    whole = set(_WORD.findall(entry.folded))
    beginnings = sum(marked(token) not in whole for token in tokens)
    typed = shadow(asked)
    other_accents = typed != phrase and typed not in shadow(entry.title)
    length = entry.size if place >= IN_TEXT else len(entry.title)
    return place, beginnings, other_accents, length, entry.pk
