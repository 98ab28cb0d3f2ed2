"""Which figure a growth is told of, as far as it says: "tăng 3 vụ", "tăng 5% về vốn", "giảm 6% số người bị thương".

Reads: `Reading`, the words behind a growth. Writes: nothing.
"""

from __future__ import annotations

from lotrinh.core.vietnamese.text import shadow as shadow_of
from lotrinh.extraction.language.patterns import spelled
from lotrinh.extraction.language.phrases import folded
from lotrinh.extraction.measures.measure import Measure
from lotrinh.extraction.results.figures import Figure, counted_noun
from lotrinh.extraction.results.glosses import alike
from lotrinh.extraction.results.sentence_state import Reading

_FEW = 5  # figures that are looked back on
_NUMBER_OF = folded(["số"])
_KIND_OF = {spelled(words): kind for words, kind in {
    "lượng": "physical", "khối lượng": "physical", "sản lượng": "physical",
    "giá trị": "money", "trị giá": "money", "kim ngạch": "money", "giá trị kim ngạch": "money",
}.items()}  # fmt: skip


def told_of(reading: Reading, open_: Figure, aside: str) -> Figure:
    """The figure that a growth "về số doanh nghiệp" is of: the one of the last few whose name shares most words."""
    if (kind := _KIND_OF.get(aside)) is not None:
        alike = [made for made in reading.found[-_FEW:] if made.measure.kind == kind and not made.aside]
        return alike[-1] if alike else open_
    words = set(aside.split())
    best, most = open_, len(words & set(shadow_of(open_.indicator).split()))
    for made in reading.found[-_FEW:]:
        shared = len(words & set(shadow_of(made.indicator).split()))
        if shared > most and not made.aside:
            best, most = made, shared
    return best


def count_of(reading: Reading, counted: str) -> Figure | None:
    """The count that "giảm 6% số người bị thương" is told of: the one of the last few whose words are most like it."""
    words = set(counted.split()) - _NUMBER_OF
    best, most = None, 0
    for made in reading.found[-_FEW:]:
        if made.change != "level" or made.measure.kind != "count" or any(c.unit == "%" for c in made.comparisons):
            continue
        told = {*shadow_of(made.indicator).split(), *shadow_of(made.unit or "").split()}
        if len(words & told) > most:
            best, most = made, len(words & told)
    return best


def counted_alike(reading: Reading, open_: Figure, measure: Measure) -> Figure:
    """The count that "tăng 3 vụ" is told of: the last of a few in the same things ("89 vụ, 179 đối tượng …")."""
    noun = counted_noun(measure.unit)
    if not noun or alike(noun, counted_noun(open_.unit)):
        return open_
    for made in reversed(reading.found[-_FEW:]):
        if made.change == "level" and not made.aside and alike(noun, counted_noun(made.unit)):
            return made
    return open_
