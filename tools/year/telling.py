"""What is said while the year runs, one Vietnamese line an act, and the table of checks at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must hold, whether it does, and what was found."""

    name: str
    holds: bool
    found: str


@dataclass
class Telling:
    """Lines and checks. `out`: where lines go."""

    out: Callable[[str], object] = print
    acts: Counter[str] = field(default_factory=Counter)
    checks: list[Check] = field(default_factory=list)

    def act(self, day: date, kind: str, line: str) -> None:
        """One act of somebody, or of the program."""
        self.acts[kind] += 1
        self.out(f"{day:%d/%m/%Y}  {line}")

    def check(self, name: str, found: object, wanted: object) -> None:
        """What was found must be what was wanted."""
        holds = found == wanted
        self.checks.append(Check(name, holds, str(found) if holds else f"{found!r}, cần {wanted!r}"))

    @property
    def failed(self) -> list[Check]:
        """The checks that do not hold."""
        return [check for check in self.checks if not check.holds]

    def table(self) -> None:
        """All checks, a line each."""
        self.out("")
        for check in self.checks:
            self.out(f"{'đạt' if check.holds else 'HỎNG':<5} {check.name}: {check.found[:600]}")
        good = len(self.checks) - len(self.failed)
        self.out(f"\n{sum(self.acts.values())} việc; {good}/{len(self.checks)} phép kiểm đạt.")
