"""What the pages of agencies ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.people.models import Agency, AgencyKind, AgencyName, Confidence, Membership, Role, Succession
from lotrinh.living.people.naming import key
from lotrinh.living.places.english import english
from lotrinh.living.places.queries import existing
from lotrinh.living.words import Words


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of an agency's timeline. `on` None: not known when. `other`: the agency at the other end."""

    on: date | None
    words: Words
    other: Agency | None = None
    function: str = ""
    ground: str = ""
    confidence: Words | None = None
    sure: bool = True


def search(words: str, on: date | None = None, kind: str = "") -> QuerySet[Agency]:
    """Agencies of which a name, old or new, short or full, has all words, with or without accents."""
    agencies = Agency.objects.select_related("area", "area__parent")
    if words.strip():
        agencies = agencies.filter(_has(fold(words).split(), "folded") | _named(words))
    if on is not None:
        agencies = agencies.filter(existing(on))
    return agencies.filter(kind=kind) if kind else agencies


def by_level(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    """In the order of `AgencyKind`, then by name without accents."""
    order = [When(kind=kind, then=rank) for rank, kind in enumerate(AgencyKind.values)]
    level = Case(*order, default=len(order), output_field=IntegerField())
    return agencies.order_by(level, "folded", "valid_from", "pk")


def _has(words: list[str], field: str) -> Q:
    condition = Q()
    for word in words:
        condition &= Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})
    return condition


def _named(words: str) -> Q:
    names = AgencyName.objects.filter(agency=OuterRef("pk"))
    return Q(Exists(names.filter(_has(key(words).head.split(), "folded") | _has(fold(words).split(), "folded"))))


def timeline(agency: Agency) -> list[Moment]:
    """What happened to an agency, the earliest first: names, what it took over, what went elsewhere, its end."""
    moments = [*_names(agency), *_taken_over(agency), *_given_away(agency)]
    if agency.valid_from:
        moments.append(Moment(agency.valid_from, Words("Thành lập", "Set up")))
    if agency.valid_to:
        moments.append(Moment(agency.valid_to, Words("Ngày hoạt động cuối", "Last day")))
    return sorted(moments, key=lambda moment: (moment.on is None, moment.on or date.max))


def _names(agency: Agency) -> list[Moment]:
    names = [name for name in agency.names.all() if name.official]
    if len(names) < 2:
        return []
    moments = []
    for name in names:
        if name.valid_from:
            moments.append(Moment(name.valid_from, Words(f"Mang tên «{name.name}»", f"Named “{name.name}”")))
        elif name.valid_to:
            moments.append(Moment(None, Words(f"Trước đó: «{name.name}»", f"Before: “{name.name}”")))
    return moments


def _taken_over(agency: Agency) -> list[Moment]:
    return [
        Moment(row.on, Words("Nhận từ", "Took over from"), row.old, row.function, row.ground, *_sureness(row))
        for row in agency.inherited.select_related("old").order_by("on", "old__name")
    ]


def _given_away(agency: Agency) -> list[Moment]:
    return [
        Moment(
            row.on,
            Words("Chuyển cho", "Passed to")
            if row.successor
            else Words(f"Chuyển cho {row.successor_text}", f"Passed to {english(row.successor_text)}")
            if row.on
            else Words(f"Chưa rõ: {row.successor_text}", f"Not known: {english(row.successor_text)}"),
            row.successor,
            row.function,
            row.ground,
            *_sureness(row),
        )
        for row in successions(agency)
    ]


def successions(agency: Agency) -> list[Succession]:
    """What became of an agency's work."""
    return list(agency.successions.select_related("successor").order_by("on", "successor__name", "pk"))


def _sureness(row: Succession) -> tuple[Words, bool]:
    label = Confidence(row.confidence).label
    assert isinstance(label, Words)
    return label, row.confidence == Confidence.CONFIRMED


def holders(agency: Agency, on: date) -> QuerySet[Role]:
    """Who holds a role at an agency on a day."""
    rows = Role.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), agency=agency, valid_from__lte=on)
    return rows.select_related("user").order_by("kind", "user__full_name", "user__username")


def memberships(agency: Agency) -> QuerySet[Membership]:
    """The groups an agency belongs or belonged to."""
    return agency.memberships.select_related("group").order_by("group__name")
