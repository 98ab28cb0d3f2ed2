"""The dry run of a table: what each of its figures would do, without doing it.

Reads: entries, the plan's indicators, places, agencies and current figures (a number of queries that does not grow).
Writes: `Row`s: new, same, changes X → Y, or a problem with its cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q

from lotrinh.core.period import Period
from lotrinh.core.unit import parse_unit, same_dimension
from lotrinh.core.vietnamese.text import fold
from lotrinh.living.access.rules import Person
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.observations.batch_words import problem_words
from lotrinh.living.observations.checks import doubts, earlier_vintage
from lotrinh.living.observations.matching import ENOUGH, SURE, Candidate, Known, candidates, known_of
from lotrinh.living.observations.models import Observation, Vintage
from lotrinh.living.observations.records import Key, Told, covers, key_of, key_of_told, measures_of, same_value
from lotrinh.living.observations.rights import agencies_of, enters_for_all, may_enter, reporting_agencies
from lotrinh.living.observations.rollups import unit_of
from lotrinh.living.observations.tables import Entry
from lotrinh.living.observations.words import row_words, told_words
from lotrinh.living.people.models import Agency, AgencyName
from lotrinh.living.places.models import Area
from lotrinh.living.plans.models import Indicator, Plan

NEW, SAME, CHANGES, PROBLEM = "new", "same", "changes", "problem"
_IMPLAUSIBLE = frozenset({"beyond", "jump", "fell", "future", "unit", "percent_or_points"})
_CHANGE_WORDS = {"": "level", "muc": "level", "tang": "increase", "giam": "decrease", "gap": "multiple",
                 "level": "level", "increase": "increase", "decrease": "decrease", "multiple": "multiple"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the dry run, as it is kept in a batch.

    `against`: the current figure that it was compared with; when another one stands there later, the row asks again.
    `chosen`: whether it will be written; new figures are, changes only by an explicit word, doubtful rows only when
    ticked. `reason`: why an implausible figure is written all the same. `beside`: an earlier vintage of the period.
    """

    kind: str
    cell: str
    row: int
    name: str
    printed: str
    indicator: int | None = None
    indicator_name: str = ""
    period: str = ""
    vintage: str = ""
    told: dict[str, str] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)
    against: int | None = None
    problems: tuple[dict[str, str], ...] = ()
    doubts: tuple[dict[str, str], ...] = ()
    chosen: bool = False
    made: int | None = None
    beside: dict[str, str] = field(default_factory=dict)
    reason: str = ""

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @property
    def sure(self) -> bool:
        """Whether the buttons that write many rows at once include it."""
        return not self.doubts

    @property
    def asks_reason(self) -> bool:
        """Whether the figure looks wrong in itself, so that writing it needs a reason."""
        return self.kind in (NEW, CHANGES) and any(one["code"] in _IMPLAUSIBLE for one in self.doubts)

    @property
    def sign(self) -> tuple[Any, ...]:
        """What a person saw when choosing the row: if it differs now, they are asked again."""
        return self.kind, self.cell, self.indicator, self.period, self.vintage, self.told.get("vi"), self.against


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a dry run compares with, read at once."""

    plan: Plan
    person: Person
    known: Known
    by_name: Mapping[str, Sequence[Indicator]]
    by_id: Mapping[int, Indicator]
    owners: Mapping[int, set[int]]
    owning: Mapping[int, Agency]
    reports_for: Mapping[int, Agency]
    areas: Mapping[str, Sequence[Area]]
    agencies: Mapping[str, Agency]
    current: Mapping[Key, Observation]
    of_indicator: Mapping[int, Sequence[Observation]]
    by_code: Mapping[str, Observation]
    names: Mapping[str, int]
    vintage: str
    today: date


@dataclass(slots=True)
class _Draft:
    """A figure on its way to a row."""

    entry: Entry
    indicator: Indicator | None = None
    told: Told | None = None
    problems: list[dict[str, str]] = field(default_factory=list)
    doubts: list[dict[str, str]] = field(default_factory=list)


def ground_of(plan: Plan, person: Person, said: Mapping[str, Any], entries: Sequence[Entry], today: date) -> Ground:
    """Read what the entries are compared with. `said`: default vintage, and names matched by hand."""
    known = known_of(plan)
    by_id = {aim.indicator.pk: aim.indicator for aim in known.aims}
    by_id |= {target.indicator_id: target.indicator for target in plan.targets.select_related("indicator")}
    by_name: dict[str, list[Indicator]] = {}
    for indicator in by_id.values():
        by_name.setdefault(indicator.folded, []).append(indicator)
    rows = Observation.objects.filter(indicator__in=by_id, superseded_by=None).filter(
        Q(area__isnull=True) | Q(area=plan.area_id) | Q(area__parent=plan.area_id)
    )
    rows = rows.select_related("indicator", "agency", "area", "document").defer(*HEAVY)
    current: dict[Key, Observation] = {}
    of_indicator: dict[int, list[Observation]] = {}
    for row in rows.prefetch_related("yardsticks").order_by("known_on", "id"):
        current[key_of(row)] = row
        of_indicator.setdefault(row.indicator_id, []).append(row)
    areas: dict[str, list[Area]] = {}
    if plan.area is not None:
        for area in (plan.area, *Area.objects.filter(parent=plan.area)):
            areas.setdefault(area.folded, []).append(area)
    owners = agencies_of(by_id)
    return Ground(
        plan=plan, person=person, known=known, by_name=by_name, by_id=by_id, owners=owners,
        owning=Agency.objects.in_bulk({agency for some in owners.values() for agency in some}),
        reports_for=reporting_agencies(person), areas=areas, agencies=_agencies(entries), current=current,
        of_indicator=of_indicator, by_code={code_of(row.pk): row for row in current.values()},
        names=said.get("names") or {}, vintage=said.get("vintage") or Vintage.REPORTED,
        today=today,
    )  # fmt: skip


def _agencies(entries: Sequence[Entry]) -> dict[str, Agency]:
    wanted = {fold(entry.agency) for entry in entries if entry.agency}
    if not wanted:
        return {}
    named = AgencyName.objects.filter(folded__in=wanted).select_related("agency")
    found = {name.folded: name.agency for name in named}
    return found | {agency.folded: agency for agency in Agency.objects.filter(folded__in=wanted)}


def compare(entries: Sequence[Entry], ground: Ground) -> list[tuple[Row, Told | None]]:
    """Each entry as a row, with the figure that would be written."""
    seen: dict[Key, tuple[Told, str]] = {}
    likely: dict[tuple[str, str], tuple[Indicator | None, float]] = {}
    rows = []
    for entry in entries:
        draft = _Draft(entry, problems=[_told_problem(entry, problem) for problem in entry.problems])
        _find_indicator(draft, ground, likely)
        if draft.indicator is not None and not draft.problems:
            _tell(draft, ground)
        repeated = False
        if draft.told is not None:
            first, cell = seen.setdefault(key_of_told(draft.told), (draft.told, entry.cell))
            repeated = cell != entry.cell
            if repeated and (first.value, first.high) != (draft.told.value, draft.told.high):
                draft.problems.append(problem_words("twice", cell=entry.cell, printed=cell))
        row = _row(draft, ground)
        again = repeated and row.kind in (NEW, CHANGES)  # told twice alike in one table: it is one figure
        rows.append((replace(row, kind=SAME, chosen=False), None) if again else (row, draft.told))
    return rows


def _told_problem(entry: Entry, problem: Any) -> dict[str, str]:
    return problem_words(problem.code, cell=problem.cell, printed=problem.printed, row=entry.row)


def _find_indicator(
    draft: _Draft, ground: Ground, likely: dict[tuple[str, str], tuple[Indicator | None, float]]
) -> None:
    entry = draft.entry
    folded = fold(entry.name)
    chosen = ground.names.get(folded)
    if chosen is not None and chosen in ground.by_id:
        draft.indicator = ground.by_id[chosen]
        return
    exact = ground.by_name.get(folded[:300]) or ground.by_name.get(fold(f"{entry.name} {entry.unit}")[:300], ())
    fitting = [one for one in exact if not entry.unit or not one.unit or _comparable(entry.unit, one.unit)]
    if exact:
        draft.indicator = (fitting or list(exact))[0]
        return
    if (folded, entry.unit) not in likely:
        slots = {"indicator": entry.name, "unit": entry.unit or None, "change": "level", "comparator": "eq",
                 "low": entry.value, "high": entry.value, "period": entry.period}  # fmt: skip
        alike = candidates(ground.plan, slots, ground.known, 8)
        best = next((one for one in alike if _may_be(one, entry)), None)
        likely[folded, entry.unit] = (best.indicator, best.likeness) if best else (None, 0.0)
    draft.indicator, likeness = likely[folded, entry.unit]
    if draft.indicator is None:
        draft.problems.append(problem_words("unknown", row=entry.row, printed=entry.name))
    elif likeness < SURE:
        draft.doubts.append(problem_words("doubtful_name", printed=entry.name, cell=draft.indicator.name))


def _may_be(candidate: Candidate, entry: Entry) -> bool:
    """Whether a name is near enough, and its unit that of the indicator; a target of growth says nothing of units."""
    unit = candidate.indicator.unit
    return candidate.likeness >= ENOUGH and (not entry.unit or not unit or _comparable(entry.unit, unit))


def _comparable(one: str, other: str) -> bool:
    return same_dimension(parse_unit(one), parse_unit(other))


def _tell(draft: _Draft, ground: Ground) -> None:
    entry, indicator = draft.entry, draft.indicator
    assert indicator is not None
    owners = ground.owners.get(indicator.pk, set())
    if not may_enter(ground.person, owners):
        draft.problems.append(problem_words("not_yours", row=entry.row, printed=indicator.name))
        return
    period = Period.parse(entry.period)
    change = _CHANGE_WORDS.get(fold(entry.change))
    if change is None:
        draft.problems.append(problem_words("change", row=entry.row, printed=entry.change))
        return
    area = _area(entry, period, ground)
    if entry.area and area is None:
        draft.problems.append(problem_words("area", row=entry.row, printed=entry.area))
        return
    agency = ground.agencies.get(fold(entry.agency)) if entry.agency else None
    if entry.agency and agency is None:
        draft.problems.append(problem_words("agency", row=entry.row, printed=entry.agency))
        return
    here = ground.of_indicator.get(indicator.pk, ())
    told = Told(
        indicator=indicator, period=period, value=entry.value, high=entry.high, comparator=entry.comparator,
        unit=entry.unit or unit_of(indicator, here), known_on=ground.today, vintage=entry.vintage or ground.vintage,
        area=area, scope=entry.scope, change=change, measures=entry.measures, note=entry.note, agency=agency,
    )  # fmt: skip
    pinned = ground.by_code.get(entry.code)
    if pinned is not None and pinned.indicator_id == indicator.pk:
        told = replace(told, area=area if entry.area else pinned.area, agency=agency if entry.agency else pinned.agency)
    elif agency is None:
        told = _with_agency(told, owners, ground)
    if not _own(told, ground):
        held = ground.current.get(key_of_told(told))
        if held is None or not _unchanged(told, held, entry):
            draft.problems.append(problem_words("other_agency", row=entry.row, printed=str(told.agency or "")))
            return
    draft.told = told
    doubtful = doubts(told, here, ground.today)
    draft.doubts.extend(
        {"code": one.code, "vi": one.words.vi, "en": one.words.en} for one in doubtful if one.code != "held"
    )


def _own(told: Told, ground: Ground) -> bool:
    """Whether the person may tell figures in the name of this agency."""
    own = {agency.pk for agency in ground.reports_for.values()}
    return enters_for_all(ground.person) or (told.agency is not None and told.agency.pk in own)


def _area(entry: Entry, period: Period, ground: Ground) -> Area | None:
    if not entry.area:
        return ground.plan.area
    for area in ground.areas.get(fold(entry.area), ()):
        if (area.valid_from or period.last) <= period.last <= (area.valid_to or period.last):
            return area
    return None


def _with_agency(told: Told, owners: set[int], ground: Ground) -> Told:
    """Who tells the figure where the table does not say: a reporter for the own agency; for others the one that did."""
    if not enters_for_all(ground.person):
        mine = next((ground.reports_for[owner] for owner in owners if owner in ground.reports_for), None)
        return replace(told, agency=mine)
    rest = replace(told, agency=None)
    held = [
        row
        for row in ground.of_indicator.get(told.indicator.pk, ())
        if replace(key_of(row), agency=None) == key_of_told(rest)
    ]
    if len(held) == 1:
        return replace(told, agency=held[0].agency)
    return replace(told, agency=ground.owning[next(iter(owners))] if len(owners) == 1 else None)


def _row(draft: _Draft, ground: Ground) -> Row:
    entry, told = draft.entry, draft.told
    base = Row(
        PROBLEM, entry.cell, entry.row, entry.name, entry.printed,
        indicator=draft.indicator.pk if draft.indicator else None,
        indicator_name=draft.indicator.name if draft.indicator else "", period=entry.period,
        problems=tuple(draft.problems),
    )  # fmt: skip
    if told is None or draft.problems:
        return base
    held = ground.current.get(key_of_told(told))
    other = earlier_vintage(told, ground.of_indicator.get(told.indicator.pk, ()))
    base = replace(
        base, vintage=str(told.vintage), told=_both(told_words, told), against=held.pk if held else None,
        beside={"vi": other.vi, "en": other.en} if other else {},
    )  # fmt: skip
    if held is None:
        return replace(base, kind=NEW, chosen=not draft.doubts, doubts=tuple(draft.doubts))
    if _unchanged(told, held, entry):
        return replace(base, kind=SAME)
    if entry.code and entry.code != code_of(held.pk):
        draft.doubts.append(problem_words("moved", printed=row_words(held, "vi")))
    return replace(base, kind=CHANGES, was=_both(row_words, held), doubts=tuple(draft.doubts))


def _both(words: Callable[[Any, str], str], figure: Told | Observation) -> dict[str, str]:
    return {"vi": words(figure, "vi"), "en": words(figure, "en")}


def code_of(observation: int) -> str:
    """The code of a figure in exported files."""
    return f"SL-{observation}"


def _unchanged(told: Told, held: Observation, entry: Entry) -> bool:
    if not same_value(told, held):
        return False
    if "note" in entry.extra and told.note != held.note.strip():
        return False
    measures = measures_of(held)
    return "measures" not in entry.extra or (covers(measures, told.measures) and covers(told.measures, measures))
