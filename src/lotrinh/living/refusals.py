"""What an act refuses: a sentence for the person who tried it, and nothing was written."""

from __future__ import annotations

from lotrinh.living.words import Words


class Refusal(Exception):  # noqa: N818 - said to a person, not a fault
    """The act cannot be done; `words` say why and what to do. Each app refuses by a kind of its own."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words
