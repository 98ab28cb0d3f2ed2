"""Why a file could not be read, in one sentence for its owner.

The sentences are data (`data/errors.toml`): for every code what happened and what to do, in
Vietnamese and English. A reader never lets another exception out: whatever the bytes, the caller
gets a Document or a ReadingError.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("vi", "en")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Code → language → sentence with ``{placeholders}``, as written in `data/errors.toml`."""
    import tomllib  # only a failed reading needs it

    table: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("data", "errors.toml").read_text(encoding="utf-8")
    )
    return table


@cache
def parts() -> dict[str, dict[str, str]]:
    """Internal name of a part of a file → language → words."""
    import tomllib

    table: dict[str, dict[str, str]] = tomllib.loads(
        files(__package__).joinpath("data", "parts.toml").read_text(encoding="utf-8")
    )
    return table


class ReadingError(Exception):
    """A file that cannot be read. `code` is one of `sentences()`, `details` fill its placeholders.

    `name` is the file as the caller called it; `sentence` states it first, so one line tells all.
    """

    def __init__(self, code: str, name: str = "", **details: Any) -> None:
        super().__init__(code, name, details)
        self.code = code
        self.name = name
        self.details = details

    def sentence(self, language: str = "vi") -> str:
        """What happened, where and what to do, in "vi" or "en". Raises KeyError for another language."""
        told = {key: _localised(_in_words(key, value), language) for key, value in self.details.items()}
        sentence = sentences()[self.code][language].format_map(told)
        return f"{self.name}: {sentence}" if self.name else sentence

    def __str__(self) -> str:
        return self.sentence("vi")

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.code, self.name, self.details)  # errors cross processes, details and all

    def called(self, name: str) -> ReadingError:
        """The same error, told of the file `name`."""
        return ReadingError(self.code, name, **self.details)


def _restored(code: str, name: str, details: dict[str, Any]) -> ReadingError:
    return ReadingError(code, name, **details)


def _in_words(key: str, value: Any) -> Any:
    """A part of a file by its name in words ("xref" means nothing to its owner), where there are some."""
    return parts().get(value, value) if key == "part" and isinstance(value, str) else value


def _localised(value: Any, language: str) -> str:
    """A placeholder's text: numbers with the separators of the language, the rest as it is."""
    if isinstance(value, dict):
        return str(value[language])
    if isinstance(value, int):
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if language == "vi" else grouped
    return str(value)
