"""Many figures written at once: the decisions of writing.py, in a number of statements that does not grow with them.

Reads: the current figures of all keys. Writes: `Observation` with `Yardstick`s; of earlier rows only `superseded_by`.
Callers hold a transaction and have locked the indicators (`writing.lock`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.models import Observation, Yardstick
from lotrinh.living.observations.records import Key, Told, key_of, key_of_told
from lotrinh.living.observations.writing import Decided, How, Outcome, decide, row_of, write, yardsticks_of
from lotrinh.living.people.models import User


def write_all(told: Sequence[Told], by: User | None) -> list[Outcome]:
    """Write figures beside what is here, each as `writing.write` would; their outcomes in the same order."""
    held = _held(told)
    decided: dict[int, Decided] = {}
    taken: set[Key] = set()
    later = []
    for place, one in enumerate(told):
        key = key_of_told(one)
        if key in taken:  # it is decided against what the first of its key leaves
            later.append(place)
            continue
        taken.add(key)
        decided[place] = decide(one, held[key])
    made = _make(decided, by)
    outcomes = {place: _outcome(one, made.get(place)) for place, one in decided.items()}
    for place in later:
        outcomes[place] = write(told[place], by)
    return [outcomes[place] for place in range(len(told))]


def _held(told: Sequence[Told]) -> dict[Key, list[Observation]]:
    """Key → its current figures, the oldest first. Two queries."""
    rows = (
        Observation.objects.filter(
            indicator__in={one.indicator.pk for one in told}, first__in={one.period.first for one in told},
            superseded_by=None,
        )
        .select_related("indicator", "document")
        .defer(*HEAVY)
        .prefetch_related("yardsticks")
        .order_by("known_on", "id")
    )  # fmt: skip
    found: dict[Key, list[Observation]] = defaultdict(list)
    for row in rows:
        found[key_of(row)].append(row)
    return found


def _make(decided: dict[int, Decided], by: User | None) -> dict[int, Observation]:
    """The rows that are new, by their place. Three statements."""
    made = {place: row_of(one.told, by, None) for place, one in decided.items() if one.how is not How.SAME}
    for place, row in made.items():
        if decided[place].how is How.LATE:
            row.superseded_by = decided[place].before
    Observation.objects.bulk_create(made.values())
    Yardstick.objects.bulk_create(
        yard for place, row in made.items() for yard in yardsticks_of(row, decided[place].told)
    )
    corrected = []
    for place, row in made.items():
        before = decided[place].before
        if decided[place].how is How.REPLACED and before is not None:
            before.superseded_by = row
            corrected.append(before)
    Observation.objects.bulk_update(corrected, ["superseded_by"])
    return made


def _outcome(one: Decided, made: Observation | None) -> Outcome:
    if made is None:
        assert one.before is not None
        return Outcome(one.before, How.SAME, one.before)
    return Outcome(made, one.how, one.before)
