"""Files of 2002 to 2008 in the fonts of TCVN3 and VNI, against what they say, where they are at hand.

The measure: of the words of the true text that carry a Vietnamese mark, how many are read with exactly their marks.
Words are aligned by their letters without marks; capitals do not count, since the true texts have lost them.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from lotrinh.core.vietnamese.text import fold, nfc
from lotrinh.reading import read_document

LEAST = 0.98
_WORD = re.compile(r"[^\W\d_]+")
NAMES = (
    "2003-02144qd.doc", "2003-A-15.rtf", "2005-FDILangson.xls", "2005-KH2003-bieu.xls", "2005-QD-256.doc",
    "2005-QDINHUUDAI522.doc", "2005-QDSUA522.doc", "2006-quydinhkiemtra02.doc", "2008-23.QD-991-UBND.doc",
    "synthetic-vni-2003-02120.docx",
)  # fmt: skip


def words(text: str) -> list[str]:
    return _WORD.findall(nfc(text).lower())


def diacritics_right(read: str, truth: str) -> float:
    """The share of marked words of `truth` that stand in `read` with their marks."""
    mine, true = words(read), words(truth)
    bare_mine, bare_true = ([fold(word) for word in told] for told in (mine, true))
    marked = sum(word != bare for word, bare in zip(true, bare_true, strict=True))
    right = 0
    for begin_true, begin_mine, size in SequenceMatcher(
        None, bare_true, bare_mine, autojunk=False
    ).get_matching_blocks():
        for at in range(size):
            word = true[begin_true + at]
            right += word == mine[begin_mine + at] and word != bare_true[begin_true + at]
    return right / marked


def test_the_measure_sees_a_wrong_mark_and_a_lost_word() -> None:
    truth = "kế hoạch phát triển kinh tế"
    assert diacritics_right(truth.upper(), truth) == 1
    assert diacritics_right("kế hoach phát triển kinh tế", truth) == pytest.approx(4 / 5)
    assert diacritics_right("kế phát triển kinh", truth) == pytest.approx(3 / 5)
    assert unicodedata.normalize("NFD", truth) != truth
    assert diacritics_right(unicodedata.normalize("NFD", truth), truth) == 1


@pytest.mark.parametrize("name", NAMES)
def test_marks_are_read_right(shared: Path, name: str) -> None:
    path = shared / "corpus/legacy" / name
    truth = path.with_suffix(".truth.txt").read_text(encoding="utf-8")
    share = diacritics_right(read_document(path).text, truth)
    assert share >= LEAST, f"{name}: {share:.4f}"
