r"""The words of Rich Text: groups, control words with their numbers, bytes, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<brace>[{}])"
    r"|\\(?P<word>[A-Za-z]{1,40})(?P<number>-?[0-9]{1,10})? ?"
    r"|(?P<bytes>(?:\\'[0-9A-Fa-f]{2})+)"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|(?P<text>[^\\{}]+)"
)


class Token(NamedTuple):
    """`kind`: "{", "}", "word", "bytes", "sign" or "text"; `number` is None where a word has none."""

    kind: str
    value: str
    number: int | None = None


def tokens(source: str) -> Iterator[Token]:
    r"""The tokens of a file whose bytes were decoded as Latin-1. Packed pictures are jumped over.

    >>> [token.value for token in tokens(r"{\b1 A\'e1\~}")]
    ['{', 'b', 'A', "\\'e1", '~', '}']
    """
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:  # a backslash at the end
            return
        at = match.end()
        kind = match.lastgroup
        if kind == "brace":
            yield Token(match[0], match[0])
        elif kind == "text":
            text = match[0].replace("\r", "").replace("\n", "")
            if text:
                yield Token("text", text)
        elif kind == "bytes" or kind == "sign":
            yield Token(kind, match[kind])
        else:
            number = match["number"]
            word = match["word"]
            if word == "bin" and number:
                at += max(0, int(number))
                continue
            yield Token("word", word, int(number) if number else None)
