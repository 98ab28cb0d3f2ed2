"""Who would be told what, when: a pure function over clocks, rules, roles and the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lotrinh.living.notices.roster import Roster
from lotrinh.living.notices.rules import Rule, Weekly, days_of, reach, rules, weeklies
from lotrinh.living.notices.values import Clock
from lotrinh.living.people.models import RoleKind
from lotrinh.living.words import Words
from lotrinh.living.workdays.calendar import Calendar

_ONE = timedelta(days=1)
DIGEST = "digest"  # the kind of weekly counts


@dataclass(frozen=True, slots=True)
class Telling:
    """On `day` the rule tells `people` (ids of accounts; none: nobody holds the role) of a subject."""

    day: date
    rule: str
    kind: str
    subject: str
    who: str
    people: tuple[int, ...]
    words: Words
    url: str
    due: date | None = None


def tellings(clocks: Sequence[Clock], roster: Roster, first: date, last: date, calendar: Calendar) -> list[Telling]:
    """Everything that is told from `first` to `last`, by day, the most pressing first.

    `clocks` stand as they were asked for: what is done until then will not be told, which nobody knows beforehand.
    """
    before, after = reach()
    told = []
    for clock in clocks:
        near = first - timedelta(after) <= clock.due <= last + timedelta(before)
        if clock.done or (clock.since is None and not near):
            continue
        for rule in rules():
            if clock.kind in rule.kinds:
                told += list(_of_clock(clock, rule, roster, first, last, calendar))
    for weekly in weeklies():
        told += list(_of_weeks(clocks, weekly, roster, first, last, calendar))
    return sorted(told, key=lambda one: (one.day, one.due or one.day, one.rule, one.subject))


def _of_clock(
    clock: Clock, rule: Rule, roster: Roster, first: date, last: date, calendar: Calendar
) -> Iterator[Telling]:
    for day in days_of(rule, clock.due, calendar, clock.since):
        if not first <= day <= last or (clock.since is not None and day < clock.since):
            continue
        if rule.anchor == "due" and rule.offset <= 0 and day > clock.due:
            continue
        days = abs(calendar.working_days_between(day, clock.due))
        words = rule.words.filled(name=clock.name, due=f"{clock.due:%d/%m/%Y}", days=days)
        people = _people(rule.who, clock, roster, day)
        yield Telling(day, rule.id, clock.kind, clock.subject, rule.who, people, words, clock.url, clock.due)


def _people(who: str, clock: Clock, roster: Roster, day: date) -> tuple[int, ...]:
    if who == "owner":
        return roster.at(clock.agencies, day)
    if who == "receiver":
        return roster.at({clock.receiver} if clock.receiver is not None else (), day)
    return roster.holding(RoleKind.LEADER if who == "leader" else RoleKind.FOCAL, day)


def _of_weeks(
    clocks: Sequence[Clock], weekly: Weekly, roster: Roster, first: date, last: date, calendar: Calendar
) -> Iterator[Telling]:
    for monday in _mondays(first, last):
        day = calendar.next_working(monday)
        sunday = monday + 6 * _ONE
        if not first <= day <= min(last, sunday):
            continue
        running = [clock for clock in clocks if not clock.done]
        late = [clock for clock in running if clock.due < day]
        soon = [clock for clock in running if day <= clock.due <= sunday]
        if not late and not soon:
            continue
        agencies = len(frozenset[int]().union(*(clock.agencies for clock in late)))
        words = weekly.words.filled(late=len(late), soon=len(soon), agencies=agencies)
        people = roster.holding(RoleKind.LEADER if weekly.who == "leader" else RoleKind.FOCAL, day)
        year, number, _ = day.isocalendar()
        yield Telling(day, weekly.id, DIGEST, f"week:{year}-W{number:02}", weekly.who, people, words, weekly.url)


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - first.weekday() * _ONE
    while monday <= last:
        yield monday
        monday += 7 * _ONE


def newest(told: Iterable[Telling]) -> list[tuple[int, Telling]]:
    """Person and telling: of what is told of one subject to one person only the latest, whatever the rule."""
    last: dict[tuple[int, str], Telling] = {}
    for one in sorted(told, key=lambda one: one.day):
        for person in one.people:
            last[person, one.subject] = one
    return [(person, one) for (person, _), one in last.items()]
