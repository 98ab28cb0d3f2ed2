"""What pages and services ask about areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, When

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.living.places.facts import shared_facts
from lotrinh.living.places.models import Area, AreaChange, AreaKind
from lotrinh.living.words import Words

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Became:
    """What an area became: `area` today, the day and ground of the last step, the areas between, oldest first.

    `divided`: only a part of the old area went there.
    """

    area: Area
    on: date
    ground: str
    divided: bool = False
    note: str = ""
    through: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A subject that no longer exists: an area, or a whole level of administration (`area` None)."""

    name: Words
    ended_on: date
    ground: str
    area: Area | None = None
    became: tuple[Became, ...] = ()


def existing(on: date) -> Q:
    """The condition that an area (or an agency) exists on a day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def became(area: Area, on: date) -> tuple[Became, ...]:
    """What `area` has become by a day; empty while it exists or where nothing is known.

    A district has no successor of its own: its communes do, so theirs are given. Two queries a reorganisation.
    """
    starts: list[Area] = [area]
    if area.kind == AreaKind.DISTRICT:
        starts = list(Area.objects.filter(parent=area))
    found: dict[int, Became] = {}
    frontier: dict[int, tuple[Area, ...]] = {start.pk: () for start in starts}
    seen = set(frontier)
    while frontier:
        changes = AreaChange.objects.filter(old_id__in=frontier, on__lte=on).select_related("new", "old", "new__parent")
        following: dict[int, tuple[Area, ...]] = {}
        for change in changes.order_by("on", "new__name", "pk"):
            found.pop(change.old_id, None)
            through = (*frontier[change.old_id], change.old)
            whole = change.new_id in found and not found[change.new_id].divided
            found[change.new_id] = Became(
                change.new, change.on, change.ground, change.divided and not whole, change.note, through
            )
            if change.new_id not in seen:
                following[change.new_id] = through
        seen |= following.keys()
        frontier = following
    if area.kind == AreaKind.DISTRICT:
        parts = _parts(area, found)
        return tuple(sorted(parts, key=lambda part: part.area.name))
    return tuple(sorted(found.values(), key=lambda part: part.area.name))


def _parts(district: Area, found: dict[int, Became]) -> list[Became]:
    """A commune of today lies in the district's old bounds only in part when it has communes of other districts."""
    shared = set(
        AreaChange.objects.filter(new_id__in=found).exclude(old__parent=district).values_list("new_id", flat=True)
    )
    return [
        Became(part.area, part.on, part.ground, part.area.pk in shared or part.divided, part.note)
        for part in found.values()
    ]


def formed_from(area: Area) -> tuple[AreaChange, ...]:
    """The changes that made `area`, with the old areas and what stood above them. One query."""
    changes = AreaChange.objects.filter(new=area).select_related("old", "old__parent")
    return tuple(changes.order_by("on", "old__parent__name", "old__name"))


def ended_ground(area: Area) -> str:
    """On what ground an area ended, where it is known."""
    if area.kind == AreaKind.DISTRICT and area.valid_to == shared_facts()["districts"]["until"]:
        return str(shared_facts()["districts"]["ground"])
    return area.became.order_by("on").values_list("ground", flat=True).first() or ""


def search(words: str, on: date | None = None, kind: str = "") -> QuerySet[Area]:
    """Areas whose name has all words, with or without accents; only those of a day or a kind where these are given."""
    areas = Area.objects.select_related("parent", "parent__parent")
    for word in fold(words).split():
        areas = areas.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    if on is not None:
        areas = areas.filter(existing(on))
    return areas.filter(kind=kind) if kind else areas


def by_level(areas: QuerySet[Area]) -> QuerySet[Area]:
    """Provinces, then districts, then communes, each by name without accents."""
    order = [When(kind=kind, then=rank) for rank, kind in enumerate(AreaKind.values)]
    return areas.order_by(Case(*order, output_field=IntegerField()), "folded", "valid_from", "pk")


_NAMED = re.compile(
    shadow(r"(?<!\w)(tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu) (?=(\w+(?: \w+){0,4}))")
)
_SHORT = {"tp": "thành phố", "tp.": "thành phố"}


def areas_named(text: str, on: date) -> tuple[Area, ...]:
    """The areas that a text names with their rank ("huyện Văn Quan") as they were on a day. At most one query.

    Names repeat: where the text also names the district above, only the areas under it are meant; else all of the
    name are returned.
    """
    mentions = [(_SHORT.get(rank, rank), name.split()) for rank, name in _NAMED.findall(shadow(" ".join(text.split())))]
    if not mentions:
        return ()
    wanted = {" ".join([rank, *words[:size]]) for rank, words in mentions for size in range(1, len(words) + 1)}
    rows = Area.objects.filter(existing(on), folded__in={fold(name) for name in wanted}).select_related("parent")
    by_name: dict[str, list[Area]] = {}
    for area in rows.order_by("pk"):
        by_name.setdefault(shadow(area.name), []).append(area)
    found: dict[int, Area] = {}
    for rank, words in mentions:
        for size in range(len(words), 0, -1):  # the longest name first
            if here := by_name.get(" ".join([rank, *words[:size]])):
                found.update({area.pk: area for area in here})
                break
    named = {area.pk for area in found.values()}
    under = {area.name for area in found.values() if area.parent_id in named}
    return tuple(area for area in found.values() if area.name not in under or area.parent_id in named)


def gone(scope: str, since: date, on: date) -> tuple[Gone, ...]:
    """What a text of the day `since` names and a later day no longer has: areas, or a level of administration.

    "đưa huyện Văn Quan thoát khỏi huyện nghèo" has lost its subject with that district; "ít nhất 3 huyện/thành phố
    đạt chuẩn" with all districts. A text that names neither has lost nothing.
    """
    ended = [area for area in areas_named(scope, since) if area.valid_to is not None and area.valid_to < on]
    if ended:
        return tuple(_gone(area, on) for area in ended)
    told = f" {shadow(scope)} "
    return tuple(
        Gone(Words(level["vi"], level["en"]), level["until"], level["ground"])
        for level in shared_facts()["ended_level"]
        if since <= level["until"] < on and _counted(told, level["words"])
    )


def _gone(area: Area, on: date) -> Gone:
    assert area.valid_to is not None
    return Gone(Words(area.name, area.name), area.valid_to, ended_ground(area), area, became(area, on))


def _counted(told: str, words: Iterable[str]) -> bool:
    """Whether a number of such units is told: "3 huyện", "100% số huyện", "các huyện"."""
    units = "|".join(re.escape(shadow(word)) for word in sorted(words, key=len, reverse=True))
    return re.search(rf"(?:\d|%|số|các|mỗi|đơn vị) (?:số |đơn vị )?(?:{units})(?!\w)", told) is not None
