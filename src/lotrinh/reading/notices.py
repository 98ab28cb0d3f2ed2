"""What a notice's code means, in words for the reader of the facts.

The messages are data (`data/notices.toml`), read when the first one is asked for.

>>> message("encoding_guessed", "cp1258")["en"]
'The file is not encoded in UTF-8; its encoding was guessed. Encoding: cp1258.'
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")


@cache
def messages() -> dict[str, dict[str, str]]:
    """Code → "vi", "en" and, where a detail is meant for people, "vi_detail", "en_detail"."""
    table: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("data", "notices.toml").read_text(encoding="utf-8")
    )
    return table


def message(code: str, detail: str = "") -> dict[str, str]:
    """The message of a notice in every language. Raises KeyError for a code that is not listed."""
    entry = messages()[code]
    told = {}
    for language in LANGUAGES:
        more = entry.get(f"{language}_detail")
        told[language] = f"{entry[language]} {more.replace('{detail}', detail)}" if more and detail else entry[language]
    return told
