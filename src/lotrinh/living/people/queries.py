"""What pages and services ask about people and agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from lotrinh.living.access.rules import Holding, Person
from lotrinh.living.people.models import Agency, AgencyGroup, Confidence, Membership, Role, Succession, User
from lotrinh.living.people.resolution import resolve
from lotrinh.living.people.succession import Answer, carried, load_reorganisations
from lotrinh.living.places.models import Area
from lotrinh.living.words import Words

__all__ = ["Answer", "Given", "answers_for", "answers_for_all", "members_on", "person_of", "told_shortly"]

NOT_LISTED = Words("«{name}» chưa có trong danh mục cơ quan", "“{name}” is not in the list of agencies")
LEFT_OPEN = Words("văn bản không nêu rõ là cơ quan nào", "the document does not say which agencies these are")


@dataclass(frozen=True, slots=True)
class Given:
    """Work given to somebody: the printed words, whom they mean (people.resolution), when, and what it is about."""

    printed: str
    to: Agency | AgencyGroup | None
    day: date
    about: str = ""


def answers_for(
    printed: str, day_of_document: date, on: date, about: str = "", area: Area | None = None
) -> tuple[Answer, ...]:
    """Who answers on a day for what a document gave to `printed`; never empty.

    Where nobody can be named the one answer has no agency and says why. `about`: the words of the task, by which the
    successor of its function is found; several answers with a doubt where they do not decide.
    """
    given = Given(printed, resolve(printed, day_of_document, area), day_of_document, about)
    return answers_for_all([given], on)[0]


def answers_for_all(given: Sequence[Given], on: date) -> list[tuple[Answer, ...]]:
    """The same for many at once, in one query for members of groups and one for each generation of successors."""
    members = members_on({item.to.pk: item.day for item in given if isinstance(item.to, AgencyGroup)})
    starts = {item.to.pk for item in given if isinstance(item.to, Agency)}
    starts |= {agency.pk for found in members.values() for agency in found}
    known = load_reorganisations(starts, on) if starts else {}
    answers: list[tuple[Answer, ...]] = []
    for item in given:
        if isinstance(item.to, Agency):
            answers.append(carried(item.to, item.day, on, item.about, known))
        elif item.to is None:
            answers.append((_nobody(item.printed, NOT_LISTED),))
        else:
            found = [carried(agency, item.day, on, item.about, known) for agency in members[item.to.pk]]
            answers.append(_of_group(found) or (_nobody(item.printed, LEFT_OPEN),))
    return answers


def members_on(groups: dict[int, date]) -> dict[int, list[Agency]]:
    """The agencies of each group on its day, by name: those that belonged to it and existed. One query."""
    found: dict[int, list[Agency]] = {group: [] for group in groups}
    if not groups:
        return found
    rows = Membership.objects.filter(group_id__in=groups).select_related("agency").order_by("agency__name", "pk")
    for row in rows:
        day = groups[row.group_id]
        if _on(row.valid_from, row.valid_to, day) and _on(row.agency.valid_from, row.agency.valid_to, day):
            found[row.group_id].append(row.agency)
    return found


def told_shortly(answers: Sequence[Answer], most: int = 3) -> Words:
    """Who answers, in a line: "Sở Tài chính"; "66 cơ quan: UBND xã Ba Sơn, …"."""
    names = [answer.name for answer in answers if answer.name]
    if len(names) <= most:
        line = "; ".join(names)
        return Words(line, line)
    line = ", ".join(names[:most])
    return Words(f"{len(names)} cơ quan: {line}, …", f"{len(names)} agencies: {line}, …")


def _of_group(found: list[tuple[Answer, ...]]) -> tuple[Answer, ...]:
    """The answers of all members, one an agency, in the order of the members."""
    merged: dict[object, Answer] = {}
    for answers in found:
        for answer in answers:
            merged.setdefault(answer.agency.pk if answer.agency else (answer.told or answer.through), answer)
    return tuple(merged.values())


def _nobody(printed: str, why: Words) -> Answer:
    doubt = why.filled(name=printed)
    return Answer(None, confidence=Confidence.UNKNOWN, through=(printed,), told=printed, doubt=doubt)


def _on(begins: date | None, ends: date | None, day: date) -> bool:
    return (begins is None or begins <= day) and (ends is None or ends >= day)


def person_of(user: User, on: date | None = None) -> Person:
    """The account with the roles it holds on a day (None: today), over the work of all that its agencies succeeded.

    Two queries, and one more for each further reorganisation in a row.
    """
    day = on or timezone.localdate()
    roles = list(
        Role.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), user=user, valid_from__lte=day
        ).values_list("kind", "agency_id")
    )
    inherited: dict[int, set[int]] = {agency: {agency} for _, agency in roles}
    frontier = set(inherited)
    while frontier:
        rows = list(
            Succession.objects.filter(successor_id__in=frontier, on__lte=day).values_list("old_id", "successor_id")
        )
        before = set().union(*inherited.values())
        for old, successor in rows:
            for covered in inherited.values():
                if successor in covered:
                    covered.add(old)
        frontier = {old for old, _ in rows} - before
    return Person(user.pk, str(user), tuple(Holding(kind, frozenset(inherited[agency])) for kind, agency in roles))
