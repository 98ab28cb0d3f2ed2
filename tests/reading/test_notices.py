import re
from pathlib import Path

import pytest

import lotrinh
from lotrinh.reading.notices import LANGUAGES, message, messages

CODE = re.compile(r"""Notice\(\s*(?:code\s*=\s*)?["'](\w+)["']""")


def used_codes() -> set[str]:
    [package] = lotrinh.__path__
    return {code for path in Path(package).rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_in_the_sources_has_a_message():
    codes = used_codes()
    assert "duplicate_block" in codes
    assert codes <= set(messages())


@pytest.mark.parametrize("code", sorted(messages()))
def test_every_message_is_told_in_both_languages(code):
    told = message(code)
    assert set(told) == set(LANGUAGES)
    assert told["vi"] != told["en"]
    assert all(text.endswith(".") and "!" not in text and "{" not in text for text in told.values())


def test_a_detail_is_told_where_the_code_has_words_for_it():
    assert message("annex_missing", "Phụ lục 1")["vi"].endswith("Phụ lục: Phụ lục 1.")
    assert message("duplicate_block", "10-20") == message("duplicate_block")


def test_an_unlisted_code_is_an_error():
    with pytest.raises(KeyError):
        message("no_such_code")
