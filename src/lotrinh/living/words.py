"""Words in two languages, side by side where they are used: there is no catalogue that can fall behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Choices
from django.utils.translation import get_language

from lotrinh.assessment.wording import number as number_told
from lotrinh.core.counting import Count, filled

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

    def format(self, /, **values: Any) -> str:  # type: ignore[override]
        """The reader's text with its places filled; a whole number chooses the word behind it (core/counting.py)."""
        return filled(str(self), **values)

    def filled(self, /, **values: Any) -> Words:
        """Both texts with their places filled; a value that has two texts itself gives each its own.

        >>> Words("còn {n} ngày: {what}", "{n:day|days} left: {what}").filled(n=1, what=Words("rà soát", "review")).en
        '1 day left: review'
        """
        vi = {name: value.vi if isinstance(value, Words) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Words) else value for name, value in values.items()}
        return Words(filled(self.vi, **vi), filled(self.en, **en))

    def lower(self) -> Words:
        """Both texts within a sentence."""
        return Words(self.vi.lower(), self.en.lower())


def words_of(choice: Choices) -> Words:
    """The label of a choice in both languages: the types of the framework know it as a text."""
    label: Any = choice.label
    return label if isinstance(label, Words) else Words(str(label), str(label))


def days_overdue(days: int) -> Words:
    """How long something is late.

    >>> days_overdue(1).en, days_overdue(1200).vi
    ('1 day overdue', 'quá hạn 1.200 ngày')
    """
    vi, en = (Count(days, number_told(days, language)) for language in ("vi", "en"))
    return Words(f"quá hạn {vi} ngày", f"{en:day|days} overdue")


def days_left(days: int) -> Words:
    """How long there is until a day."""
    return Words("còn {n} ngày", "{n:day|days} left").filled(n=days)


def spoken(texts: dict[str, str]) -> str:
    """The reader's text of {"vi": …, "en": …}, the form that the library's data have."""
    return texts.get(get_language() or "vi") or texts["vi"]
