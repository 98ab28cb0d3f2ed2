"""The yearly plan under the long plan: what each target asks of a year, and how that becomes a yearly target.

Reads: verdicts on the long plan with the pace that they require. Writes: proposals; yearly targets that people accept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import get_language

from lotrinh.assessment.pace import PaceKind
from lotrinh.assessment.shapes import deciding_bound
from lotrinh.assessment.wording import Told, number, value_told
from lotrinh.core.quantity import printed_decimals
from lotrinh.core.target import CHANGES, Form
from lotrinh.living.access.rules import Person, may
from lotrinh.living.journal.services import record
from lotrinh.living.people.models import User
from lotrinh.living.plans import assess, finding
from lotrinh.living.plans.assess import AssessedRow
from lotrinh.living.plans.held import verdicts_for
from lotrinh.living.plans.models import Plan, PlanKind, Target, TargetLink, TargetRevision
from lotrinh.living.plans.settling import next_version
from lotrinh.living.plans.wording import revision_told
from lotrinh.living.words import Words
from lotrinh.output.verdict_rows import latest_told

_BOUNDS = frozenset({"ge", "gt", "le", "lt"})


@dataclass(frozen=True)
class Proposal:
    """What a long target asks of one year. `value` None: nothing can be proposed; `note`: why, or what it rests on."""

    row: AssessedRow
    value: float | None
    unit: str
    told: Told | None
    formula: str
    note: str
    taken: bool

    @property
    def target(self) -> Target:
        """The long target."""
        return self.row.target

    @property
    def long_told(self) -> str:
        """The long target in words."""
        return revision_told(self.row.revision)

    @property
    def latest_told(self) -> str:
        """The latest figure with its period."""
        latest = self.row.row.verdict.latest
        told = latest_told(self.row.row, latest, get_language() or "vi") if latest else ()
        return ", ".join(told)

    @property
    def input(self) -> str:
        """The value as a person would type it."""
        return "" if self.value is None else number(self.value, get_language() or "vi", decimals=6)


def proposals(plan: Plan, year: int, on: date, person: Person, taken: frozenset[int] = frozenset()) -> list[Proposal]:
    """For every target of the long plan that is due in or after `year`: its value of that year by the required path.

    `taken`: long targets that the yearly plan already carries.
    """
    told = []
    hidden = frozenset(verdicts_for(person).filter(target__plan=plan, held=True).values_list("target_id", flat=True))
    for row in assess.assess(plan, on):
        if row.target.pk in hidden or not (row.target.public or may(person, "internal.read")):
            continue
        due = row.row.goal.due
        if row.ended or row.row.goal.quantity is None or (due is not None and due.year < year):
            continue
        unit = str(row.row.goal.quantity.unit)
        value, formula, note = value_of_year(row, year)
        words = None if value is None else _in_words(row, value, unit)
        told.append(Proposal(row, value, unit, words, formula, note, row.target.pk in taken))
    return told


def _in_words(row: AssessedRow, value: float, unit: str) -> Told:
    """A level as it is; a change says which way, and points where the indicator is a share: "giảm 2 điểm %"."""
    change = row.revision.slots.get("change")
    way = _WAYS.get(change) if row.row.goal.form in CHANGES else None
    points = row.row.goal.form is Form.YEARLY_CHANGE and row.row.goal.share and unit == "%"
    told = value_told(value, unit)
    if points:
        told = {"vi": value_told(value, "điểm %")["vi"], "en": value_told(value, "points")["en"]}
    return told if way is None else {language: f"{way[language]} {told[language]}" for language in told}


_WAYS = {"increase": {"vi": "tăng", "en": "up"}, "decrease": {"vi": "giảm", "en": "down"}}


def value_of_year(row: AssessedRow, year: int) -> tuple[float | None, str, str]:
    """The value that the required path gives for the end of `year`, its arithmetic, and what it rests on.

    Of a rate and of a level to keep it is the target itself; so it is in the target's own year, and where the latest
    figure is at the target already.
    """
    verdict, goal = row.row.verdict, row.row.goal
    assert goal.quantity is not None
    up = goal.form in CHANGES or verdict.direction is None or verdict.direction.up
    bound = deciding_bound(goal.quantity, up=up)
    if goal.form in CHANGES:
        value = verdict.required.value if verdict.required else bound
        return round(value, 2), "", "" if verdict.required else str(Words("bằng mức mỗi năm", "the yearly value"))
    if goal.form is Form.HOLD:
        return bound, "", str(Words("mức phải giữ hằng năm", "the level to keep every year"))
    if goal.due is not None and goal.due.year == year:
        return bound, "", Words("bằng mục tiêu: năm {y} là năm đến hạn", "the target: it is due in {y}").format(y=year)
    if verdict.latest is None:
        return None, "", str(Words("chưa có số liệu", "no figure yet"))
    if verdict.required is None:
        if verdict.rule == "reached":
            keep = Words("số mới nhất đã ở mức mục tiêu: giữ mức này", "the latest figure is at the target: keep it")
            return bound, "", str(keep)
        return None, "", str(Words("chưa tính được từ số liệu đã có", "the figures known give no path"))
    years = year - verdict.latest.year
    if years <= 0:
        return None, "", str(Words("năm này đã có số liệu", "this year has its figure"))
    start, pace = verdict.latest.value, verdict.required
    grown = pace.kind is PaceKind.COMPOUND
    value = start * (1 + pace.value / 100) ** years if grown else start + pace.value * years
    decimals = max(1, printed_decimals(start), printed_decimals(row.revision.low or 0.0))
    language = get_language() or "vi"
    told = [number(one, language, places) for one, places in ((start, 6), (pace.value, 4), (years, 2))]
    formula = "{} × (1 + {}%)^{}" if grown else "{} + {} × {}" if pace.value >= 0 else "{} + ({}) × {}"
    return round(value, decimals), formula.format(*told), ""


@transaction.atomic
def adopt(yearly: Plan, values: Mapping[int, float], by: User) -> list[Target]:
    """Accepted values (long target's id → value) become targets of the yearly plan, each bound to its long target."""
    yearly = Plan.objects.select_for_update().get(pk=yearly.pk)
    if yearly.kind != PlanKind.YEARLY or yearly.parent is None or yearly.year_to is None:
        raise ValueError("not a yearly plan under a long one")
    year = yearly.year_to
    note = f"Mục tiêu năm {year} theo lộ trình của {yearly.parent}"
    version = next_version(yearly, yearly.document, note, by)
    order = max(yearly.targets.values_list("order", flat=True), default=0)
    made = []
    taken = TargetLink.objects.filter(one__plan=yearly, kind=TargetLink.Kind.YEAR_OF).values("other_id")
    longs = (
        yearly.parent.targets.filter(pk__in=values)
        .exclude(pk__in=taken)
        .prefetch_related("revisions")
        .select_related("indicator")
    )
    for long in longs:
        order += 1
        value, last = values[long.pk], long.revisions.all()[0]
        rate = last.slots.get("per") == "year"
        bound = last.slots.get("comparator")
        slots = {
            **{key: last.slots.get(key) for key in ("indicator", "change", "unit", "scope", "agency")},
            "comparator": bound if bound in _BOUNDS else "eq",
            "low": None if bound in ("le", "lt") else value, "high": None if bound in ("ge", "gt") else value,
            "due": year, **({"from": year} if rate else {}),
        }  # fmt: skip
        target = Target.objects.create(
            plan=yearly, indicator=long.indicator, order=order, section=long.section, scope=long.scope,
            area=long.area, agency=long.agency, agency_text=long.agency_text,
        )  # fmt: skip
        TargetRevision.objects.create(
            target=target, version=version, slots=slots, due=date(year, 12, 31), low=slots["low"], high=slots["high"],
            document=yearly.document, start=0, end=0, quote="", ground=note,
        )  # fmt: skip
        TargetLink.objects.create(one=target, other=long, kind=TargetLink.Kind.YEAR_OF, by=by)
        made.append(target)
    record("plan.years_adopted", by, yearly, plan=yearly.pk, count=len(made), year=year, long=str(yearly.parent))
    assess.refresh(yearly)
    finding.index_plan(yearly)
    return made
