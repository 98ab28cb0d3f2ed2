"""The examples that stand beside the rules are their tests."""

from __future__ import annotations

import string

import pytest

from lotrinh.checking.across import together
from lotrinh.checking.engine import findings_of
from lotrinh.checking.findings import Example, rules
from lotrinh.checking.printed import Sheet
from lotrinh.extraction.pipeline import extract
from lotrinh.reading import read_document

CASES = [(rule.id, example) for rule in rules().values() for example in rule.examples]


HEAD = "Tình hình kinh tế - xã hội của tỉnh năm 2024\n\n"  # so that results are read


def sheet(text: str, name: str = "x.txt") -> Sheet:
    document = read_document(text.encode(), name)
    return Sheet(extract(document), document.text, document.tables, document.blocks)


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule}-{at}" for at, (rule, _) in enumerate(CASES)])
def test_examples(rule: str, example: Example) -> None:
    texts = example.text.split("\n=====\n")
    if len(texts) == 1:
        texts = [HEAD + texts[0]]
    sheets = [sheet(text, f"{at}.txt") for at, text in enumerate(texts)]
    found = together(sheets) if len(sheets) > 1 else findings_of(sheets[0])
    assert [str(one.verdict) for one in found if one.rule == rule] == list(example.expect)
    for one in found:
        for language in ("vi", "en"):
            assert one.sentence(language)


def test_every_rule_explains_itself_in_both_languages() -> None:
    for rule in rules().values():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(rule.told[lang]) if name} for lang in ("vi", "en")
        ]
        assert fields[0] == fields[1], rule.id
        assert rule.why["vi"].endswith((".", "?")), rule.id
        assert rule.why["en"].endswith((".", "?")), rule.id
