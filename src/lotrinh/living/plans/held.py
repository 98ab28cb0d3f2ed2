"""What officials hold back from the public: a target, a task, or a figure. Those inside see it all.

A verdict that may rest on a held figure is held with it: it would tell the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from lotrinh.living.access.rules import Person, may
from lotrinh.living.plans.models import Assessment

_KEPT = ("low", "high", "due", "unit", "under", "sub", "ended", "shape")
_WORD = {"vi": "Chưa công bố", "en": "Not published"}


def seen_by(person: Person, path: str = "") -> Q:
    """The condition that the person may see a target or task (or what `path` leads to from there: "target__")."""
    return Q() if may(person, "internal.read") else Q(**{f"{path}public": True})


def figures_seen_by(person: Person) -> Q:
    """The condition that the person may see a figure, as far as officials decide it by hand."""
    return seen_by(person)


def verdicts_for(person: Person) -> QuerySet[Any]:
    """Verdicts on targets that the person may see; `held` says that the verdict itself is not for them."""
    model: Any = apps.get_model("observations", "Observation")
    held = model.objects.filter(public=False, indicator=OuterRef("target__indicator"))
    if may(person, "internal.read"):
        held = held.none()
    return Assessment.objects.filter(seen_by(person, "target__")).annotate(held=Exists(held))


def told_without_figures(told: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a row whose figures are held back: the target stands, its verdict does not."""
    kept: dict[str, Any] = {key: told.get(key) for key in _KEPT}
    for language, word in _WORD.items():
        words = told.get(language, {})
        kept[language] = {**dict.fromkeys(words, ""), "target": words.get("target", ""), "word": word}
    return kept | dict.fromkeys(("spark", "required", "observed", "latest_on", "vintage", "figure", "gone"))


def without_figures(row: Assessment) -> Assessment:
    """The verdict as it is shown to somebody who may not know its figures. Not to be saved."""
    row.status, row.word, row.latest, row.detail = "not_assessable", "", None, {}
    row.told = told_without_figures(row.told)
    return row
