"""Who answers today for what was given to an agency: along the reorganisations, by function.

Loading is bulk (one query a generation of successors); deciding is pure and works on what was loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from lotrinh.living.people.functions import clear_first, is_remainder, points
from lotrinh.living.people.models import Agency, Confidence, Succession
from lotrinh.living.places.english import both
from lotrinh.living.words import Words

STEPS_MAX = 12  # reorganisations in a row: guards against successions entered in a circle

_WEAKER = {level: rank for rank, level in enumerate(Confidence.values)}

SEVERAL = Words(
    "chức năng của {old} được chia cho nhiều cơ quan; lời văn của nhiệm vụ không đủ để xác định một cơ quan",
    "the functions of {old} went to several agencies; the words of the task do not decide for one",
)
TOUCHES = Words(
    "nhiệm vụ chạm đến nhiều chức năng của {old}, nay thuộc các cơ quan khác nhau",
    "the task touches several functions of {old} that different agencies have today",
)
NO_SUCCESSOR = Words("{old} đã kết thúc; chưa rõ đơn vị kế thừa", "{old} has ended; its successor is not known")


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers on a day, since when, on what ground, how sure.

    `agency` None: nobody is known, and `told` or `doubt` says why. `through`: the chain of names from what was printed
    to `agency`. `function`: the part that came with the last step. `doubt`: what is not sure beyond `confidence`.
    """

    agency: Agency | None
    since: date | None = None
    ground: str = ""
    confidence: str = Confidence.CONFIRMED
    through: tuple[str, ...] = ()
    function: str = ""
    told: str = ""
    doubt: Words | None = None

    @property
    def name(self) -> str:
        """The agency's name, or what the source says instead."""
        return self.agency.name if self.agency else self.told

    @property
    def sure(self) -> bool:
        """Whether there is nothing to verify."""
        return self.agency is not None and self.doubt is None and self.confidence == Confidence.CONFIRMED

    @property
    def confidence_words(self) -> Words:
        """The confidence in words."""
        label = Confidence(self.confidence).label
        assert isinstance(label, Words)
        return label


Reorganisations = Mapping[int, tuple[Succession, ...]]  # by the old agency's id, the earliest first


def load_reorganisations(agencies: Iterable[int], on: date) -> Reorganisations:
    """All successions up to a day that start from these agencies, through their successors. A query a generation."""
    found: dict[int, list[Succession]] = {}
    frontier = set(agencies)
    seen = set(frontier)
    while frontier:
        rows = (
            Succession.objects.filter(Q(on__isnull=True) | Q(on__lte=on), old_id__in=frontier)
            .select_related("old", "successor")
            .order_by("on", "pk")
        )
        frontier = set()
        for row in rows:
            found.setdefault(row.old_id, []).append(row)
            if row.successor_id is not None and row.successor_id not in seen:
                frontier.add(row.successor_id)
        seen |= frontier
    return {old: tuple(rows) for old, rows in found.items()}


def carried(agency: Agency, given_on: date, on: date, about: str, known: Reorganisations) -> tuple[Answer, ...]:
    """Who answers on a day for what `agency` was given on `given_on`; itself where nothing happened.

    A document may name an agency that had ended by then: its work went on from its last day.
    """
    if agency.valid_to is not None:
        given_on = min(given_on, agency.valid_to)
    return _merged(_followed(Answer(agency, through=(agency.name,)), given_on, on, about, known, 0))


def _followed(start: Answer, after: date, on: date, about: str, known: Reorganisations, steps: int) -> list[Answer]:
    agency = start.agency
    assert agency is not None
    rows = known.get(agency.pk, ())
    days = sorted({row.on for row in rows if row.on is not None and after < row.on <= on})
    if not days or steps >= STEPS_MAX:
        return [_at_its_end(start, agency, on, rows)]
    today = [row for row in rows if row.on == days[0]]
    stays = agency.valid_to is None or agency.valid_to >= days[0]
    answers: list[Answer] = []
    for row, doubt in _chosen(today, about, stays, agency.name):
        if row is None:
            answers += _followed(replace(start, doubt=doubt or start.doubt), days[0], on, about, known, steps + 1)
            continue
        heir = row.successor
        step = Answer(
            heir,
            row.on,
            row.ground,
            _weakest(start.confidence, row.confidence),
            (*start.through, heir.name) if heir else start.through,
            row.function,
            row.successor_text,
            doubt or start.doubt,
        )
        answers += _followed(step, days[0], on, about, known, steps + 1) if heir else [step]
    return answers


def _at_its_end(start: Answer, agency: Agency, on: date, rows: Iterable[Succession]) -> Answer:
    """Nothing more happened to `agency`, as far as is known."""
    unknown = next((row for row in rows if row.on is None), None)
    if unknown is not None:
        doubt = both(unknown.successor_text)
        return replace(start, confidence=Confidence.UNKNOWN, ground=start.ground or unknown.ground, doubt=doubt)
    if agency.valid_to is not None and agency.valid_to < on:
        doubt = NO_SUCCESSOR.filled(old=agency.name)
        return replace(start, agency=None, since=None, confidence=Confidence.UNKNOWN, doubt=doubt)
    return start


def _chosen(rows: list[Succession], about: str, stays: bool, old: str) -> list[tuple[Succession | None, Words | None]]:
    """The successions of one day that concern the task, with the doubt; None in place of one: the agency itself."""
    choices: list[Succession | None] = [*rows]
    functions = [row.function for row in rows]
    if stays and not any(row.whole for row in rows):
        choices.append(None)
        functions.append("trừ phần đã chuyển")
    if len(choices) == 1:
        return [(choices[0], None)]
    totals = points(functions, about)
    first = clear_first(totals)
    if first is not None:
        return [(choices[first], None)]
    ranked = sorted(range(len(totals)), key=lambda index: -totals[index])
    spoken = [index for index in ranked if totals[index]]
    if len(spoken) == 1 and is_remainder(functions[spoken[0]]):
        return [(choices[spoken[0]], None)]  # nothing speaks for a part that went elsewhere
    doubt = (TOUCHES if len(spoken) > 1 else SEVERAL).filled(old=old)
    return [(choices[index], doubt) for index in (spoken if len(spoken) > 1 else ranked)]


def _merged(answers: list[Answer]) -> tuple[Answer, ...]:
    """One answer an agency: functions that were parted and came together again are one."""
    found: dict[object, Answer] = {}
    for answer in answers:
        found.setdefault(answer.agency.pk if answer.agency else answer.told or answer.through, answer)
    if len(found) == 1 and len(answers) > 1:
        only = next(iter(found.values()))
        return (replace(only, doubt=None) if only.agency else only,)
    return tuple(found.values())


def _weakest(one: str, other: str) -> str:
    return max(one, other, key=lambda level: _WEAKER[level])
