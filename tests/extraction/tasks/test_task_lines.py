"""Words in the midst of a line that turn to somebody else, and the parts of the line that begin with them."""

from __future__ import annotations

from lotrinh.extraction.prose import Prose, prose_of
from lotrinh.extraction.tasks.task_lines import Turn, asking_starts, giving_starts, past_ordinal, turns
from lotrinh.reading.document import Block, Document


def prose(*lines: str) -> Prose:
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    blocks = tuple(Block(start, start + len(line)) for start, line in zip(starts, lines, strict=True))
    return prose_of(Document("\n".join(lines), "txt", blocks=blocks))


def test_turns_stand_by_line_and_in_order() -> None:
    text = prose(
        "Rà soát quy hoạch; giao Sở Y tế chủ trì báo cáo.",
        "Không có gì.",
        "Đề nghị các hội phối hợp, yêu cầu báo cáo.",
    )
    found = turns(text)
    assert {line: [turn for _, turn in words] for line, words in found.items()} == {
        0: [Turn.HANDS, Turn.OFFICE],
        2: [Turn.ASKS, Turn.ASKS],
    }
    assert [text.shadow[at : at + 4] for at, _ in found[0]] == ["giao", "chủ "]


def test_a_word_that_goes_on_is_no_turn() -> None:
    assert turns(prose("Việc giao, nhận hồ sơ; phân công; yêu cầu.")) == {}


def test_parts_that_give_work() -> None:
    text = prose("Rà soát quy hoạch của tỉnh; giao Sở Y tế báo cáo. Sở Tài chính chủ trì thẩm định.")
    starts = giving_starts(text.shadow, 0, turns(text)[0])
    assert [text.text[at : at + 9] for at in starts] == ["giao Sở Y", "Sở Tài ch"]


def test_sentences_that_ask() -> None:
    text = prose("Tình hình phức tạp, khó lường. Với tinh thần đó, yêu cầu Sở Y tế báo cáo. Nơi nào cần thì đề nghị.")
    assert [text.text[at : at + 8] for at in asking_starts(text.shadow, 0, turns(text)[0])] == ["Với tinh"]


def test_first_words_are_the_first_sentence_anyway() -> None:
    text = prose("Rõ. Giao Sở Y tế báo cáo.")
    assert giving_starts(text.shadow, 0, turns(text)[0]) == []


def test_counted_paragraphs() -> None:
    counted = prose("Thứ tư, giao Sở Y tế báo cáo.")
    assert past_ordinal(counted.shadow, 0, len(counted.shadow)) == len("Thứ tư, ")
    assert past_ordinal("thứ trưởng báo cáo", 0, 18) == 0
