"""Who may do what: pure functions over a table (data/access.toml). Every door asks here and nowhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held today, and the agencies whose work it covers: the own one and those that it succeeded."""

    role: str
    agencies: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever asks. `id` None: a visitor without an account."""

    id: int | None = None
    name: str = ""
    holdings: tuple[Holding, ...] = ()

    @property
    def signed_in(self) -> bool:
        """Whether the person has an account."""
        return self.id is not None

    def has(self, role: str) -> bool:
        """Whether the person holds the role today at any agency."""
        return any(holding.role == role for holding in self.holdings)


NOBODY = Person()


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the table."""

    id: str
    vi: str
    en: str
    public: bool = False
    signed_in: bool = False  # everybody with an account, whatever the roles
    roles: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


@cache
def rules() -> dict[str, Rule]:
    """The table, by act."""
    table = tomllib.loads((files("lotrinh.living.access") / "data" / "access.toml").read_text(encoding="utf-8"))
    return {
        entry["id"]: Rule(
            entry["id"],
            entry["vi"],
            entry["en"],
            entry.get("public", False),
            entry.get("signed_in", False),
            frozenset(entry.get("roles", ())),
            frozenset(entry.get("own", ())),
        )
        for entry in table["act"]
    }


def may(person: Person, act: str, agencies: Collection[int] = ()) -> bool:
    """Whether the person may do `act`, on what belongs to `agencies` (ids; none: it belongs to no agency).

    >>> may(NOBODY, "plan.read"), may(NOBODY, "plan.edit")
    (True, False)
    >>> reporter = Person(1, "Lan", (Holding("reporter", frozenset({7})),))
    >>> may(reporter, "observation.enter", [7]), may(reporter, "observation.enter", [8])
    (True, False)
    """
    rule = rules()[act]
    if rule.public or (rule.signed_in and person.signed_in):
        return True
    return any(
        holding.role in rule.roles or (holding.role in rule.own and not holding.agencies.isdisjoint(agencies))
        for holding in person.holdings
    )


def may_somewhere(person: Person, act: str) -> bool:
    """Whether the person may do `act` at least for the own agency: whether the door is shown at all."""
    rule = rules()[act]
    return may(person, act) or any(holding.role in rule.roles | rule.own for holding in person.holdings)
