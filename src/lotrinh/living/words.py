"""Words in two languages, side by side where they are used: there is no catalogue that can fall behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Choices
from django.utils.translation import get_language

if TYPE_CHECKING:
    Promise = str  # what the stubs take for a label; their own promise has no attributes of ours
else:
    from django.utils.functional import Promise


@dataclass(frozen=True, eq=False)
class Words(Promise):  # Django takes promises for labels and asks them for their text when a page is made
    """One text in Vietnamese and in English; `str()` gives that of the reader's language, so it works as a label.

    >>> Words("Văn bản", "Document").vi
    'Văn bản'
    """

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.vi

    def __eq__(self, other: object) -> bool:
        """Migrations keep the Vietnamese text: a label that is the same text is no change of a model."""
        if isinstance(other, Words):
            return (self.vi, self.en) == (other.vi, other.en)
        return self.vi == other

    def __hash__(self) -> int:
        return hash(self.vi)

    def __mod__(self, values: Any) -> str:
        """Validators put their limits into the text this way."""
        return str(str(self) % values)

    def format(self, **values: Any) -> str:  # type: ignore[override]
        """The text with its places filled."""
        return str(self).format(**values)


def words_of(choice: Choices) -> Words:
    """The label of a choice in both languages: the types of the framework know it as a text."""
    label: Any = choice.label
    return label if isinstance(label, Words) else Words(str(label), str(label))


def spoken(texts: dict[str, str]) -> str:
    """The reader's text of {"vi": …, "en": …}, the form that the library's data have."""
    return texts.get(get_language() or "vi") or texts["vi"]
