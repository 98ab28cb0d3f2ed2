"""Whatever a recognising program prints, and whatever a picture shows, a page comes out that keeps the contract."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.reading.compose import compose
from lotrinh.reading.ocr.layout import page_of_sight
from lotrinh.reading.ocr.picture import Picture, Run, levelled, rules_of, turned, without
from lotrinh.reading.ocr.words import Sight, Word, words_of
from lotrinh.reading.pdf.assembly import assemble
from tests.reading.test_robustness import keeps_the_contract, mutated

TABLE = (Path(__file__).parent / "recorded.tsv").read_bytes()
PLACES = st.integers(0, 3_000)
WORDS = st.builds(
    lambda text, left, top, width, height, sure, line: Word(text, left, top, left + width, top + height, sure, line),
    st.text("aộĐ1,%-|`", min_size=1, max_size=8), PLACES, PLACES, st.integers(1, 400), st.integers(1, 90),
    st.floats(0, 1), st.integers(0, 9),
)  # fmt: skip
RUNS = st.builds(
    lambda left, top, width, height: Run(left, top, left + width, top + height, max(width, height)),
    PLACES, PLACES, st.integers(1, 2_000), st.integers(1, 2_000),
)  # fmt: skip


@given(seed=st.integers(0, 1 << 32), changes=st.integers(1, 40))
def test_changed_tables(seed: int, changes: int) -> None:
    words = words_of(mutated(TABLE, seed, changes).decode("utf-8", "replace"))
    keeps_the_contract(compose(assemble([page_of_sight(Sight(2480, 3508, 300.0, 0, words), 1)]), format="pdf"))


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=30), st.lists(RUNS, max_size=8), st.lists(RUNS, max_size=8), st.integers(0, 3))
def test_any_words_and_rules(words: list[Word], across: list[Run], down: list[Run], turned_by: int) -> None:
    sight = Sight(3_400, 3_100, 300.0, turned_by, tuple(words), tuple(across), tuple(down), 0.01)
    document = compose(assemble([page_of_sight(sight, 1)]), format="pdf")
    keeps_the_contract(document)
    kept = sum(len(word.text) for word in words if any(map(str.isalnum, word.text)) and word.confidence > 0.6)
    assert (
        sum(map(str.isalnum, document.text))
        >= sum(map(str.isalnum, "".join(word.text for word in words if word.confidence > 0.6)))
        or not kept
    )


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_any_picture(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=width * height, max_size=width * height))
    picture = Picture(width, height, pixels, 50.0)
    across, down = rules_of(picture)
    for other in (without(picture, [*across, *down]), levelled(picture, 0.05), levelled(picture, -0.3)):
        assert (other.width, other.height, len(other.pixels)) == (width, height, width * height)
    assert turned(turned(picture, 1), 3) == picture
