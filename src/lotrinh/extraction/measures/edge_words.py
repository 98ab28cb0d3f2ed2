"""Edge words: what stands at the edges of an indicator, compiled: leads, tails, usual first words, verbs of doing.

Reads: `data/indicator_words.toml`. Writes: one `Edges` per process.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.language.phrases import any_of, backwards, words_of
from lotrinh.extraction.rules import lexicon

_WILL = shadow_of("sẽ")
# "Nhiệm vụ trọng tâm được huyện đặt ra trong năm 2026 là …"
_SET_FOR = pattern(r"(?<!\w)(?:đặt|đề) ra (?:trong|cho) năm (?:19|20)[0-9]{2} (?:là|gồm)(?!\w)")
# "đề ra một số chỉ tiêu thi đua chủ yếu như …"
_LISTED = pattern(r"(?<!\w)(?:các|một số|những|[0-9]{1,2}) chỉ tiêu [^,;:.()0-9]{0,40}(?<= )(?:như|gồm)(?: sau)?(?!\w)")
_WITH_COLON = frozenset({"level", "increase", "decrease", "filler"})


class Edges(NamedTuple):
    """The compiled words. `fronts`, `tails`: word → kind (a key of `lead` or `tail` in the lexicon)."""

    front: re.Pattern[str]
    tail: re.Pattern[str]
    head: re.Pattern[str]
    anchor: re.Pattern[str]
    verb: re.Pattern[str]
    acts: re.Pattern[str]
    stop: re.Pattern[str]
    fronts: dict[str, str]
    tails: dict[str, str]


@cache
def edges() -> Edges:
    """The compiled words; made when first asked for."""
    data = lexicon("indicator_words")
    fronts = {shadow_of(word): kind for kind, words in data["lead"].items() for word in words}
    tails = {shadow_of(word): kind for kind, words in data["tail"].items() for word in words}
    # "đến năm 2020 đạt: 396 tỷ đồng"
    tails |= {f"{word}:": kind for word, kind in tails.items() if kind in _WITH_COLON and word[-1].isalpha()}
    return Edges(
        front=re.compile(
            rf"(?!(?:{any_of(data['whole_words'])})(?!\w))(?P<word>{any_of(fronts)})(?![\w/])"
            r"(?: (?=[^\W\d_]| )|(?= ?[,:])| ?$)"
        ),
        tail=re.compile(rf" ?(?P<word>{backwards(tails)})(?!\w)"),
        head=re.compile(rf"(?:{any_of(data['heads'])})(?!\w)"),
        anchor=re.compile(
            rf"{words_of(data['anchors'])}|(?<!\w){_WILL} (?=(?:{any_of(data['verbs'])})(?!\w))|{_LISTED.pattern}"
            rf"|{_SET_FOR.pattern}"
        ),
        verb=re.compile(rf"(?:{any_of(data['verbs'])})(?!\w)"),
        acts=re.compile(rf"(?<!\w)(?:{any_of(data['verbs'])})(?: được)? $"),
        stop=re.compile(rf" (?:{any_of(data['end']['words'])})(?!\w)"),
        fronts=fronts,
        tails=tails,
    )


def is_headed(shadow: str, at: int) -> bool:
    """Whether an indicator's usual first word ("tỷ lệ", "diện tích") stands at `at`."""
    return edges().head.match(shadow, at) is not None
