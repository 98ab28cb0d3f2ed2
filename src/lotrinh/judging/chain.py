"""The chain of documents that a plan stands in: on which grounds, what it carries out, what it changes.

Reads: the facts of a plan and the text around its citations. Writes: `Link`s, one per document cited.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Citation, Facts
from lotrinh.papers import Paper


class Role(StrEnum):
    """What the plan does with a cited document; the first that a mention shows holds for the document."""

    BASIS = "basis"
    CARRIED_OUT = "carried_out"
    AMENDED = "amended"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Link:
    """A cited document. `citation` is its fullest mention, `mentions` are places in `Facts.citations`."""

    role: Role
    citation: Citation
    mentions: tuple[int, ...]

    @property
    def name(self) -> str:
        """What the document is called: its name, else kind and number."""
        return name_of(self.citation)


@cache
def roles() -> dict[str, dict[str, Any]]:
    """Role → its words, as in `data/roles.toml`."""
    return tomllib.loads((files(__package__) / "data" / "roles.toml").read_text(encoding="utf-8"))


def name_of(citation: Citation) -> str:
    """The citation's own name, else kind and number."""
    return citation.name or " ".join(part for part in (citation.kind, citation.number) if part)


def links_of(paper: Paper) -> tuple[Link, ...]:
    """Every document the plan cites, once: by role, then oldest first, those without a date last."""
    facts = paper.facts
    text = shadow(paper.document.text)
    preamble = _preamble(facts, len(text))
    links = []
    for mentions in cited(facts):
        own = [index for index in mentions if not facts.citations[index].duplicate] or mentions[:1]
        seen = {_role(text, facts.citations[index], preamble) for index in own}
        full = next((facts.citations[i] for i in own if facts.citations[i].date), facts.citations[own[0]])
        links.append(Link(min(seen, key=list(Role).index), full, tuple(own)))
    order = list(Role)
    return tuple(sorted(links, key=lambda link: (order.index(link.role), *_age(link.citation), link.name)))


def cited(facts: Facts) -> list[list[int]]:
    """Places in `Facts.citations`, one group per document, in order of first mention."""
    groups: dict[str, list[int]] = {}
    for index, citation in enumerate(facts.citations):
        groups.setdefault(fold(citation.number or name_of(citation)), []).append(index)
    return list(groups.values())


def _age(citation: Citation) -> tuple[bool, str]:
    when = citation.date or (str(citation.year) if citation.year else "")
    return not when, when


def _preamble(facts: Facts, end: int) -> int:
    """Where the plan proper begins: what is carried out there is a task, not the plan's own purpose."""
    return min((section.start for section in facts.sections if section.title), default=end)


def _role(text: str, citation: Citation, preamble: int) -> Role:
    start = text.rfind("\n", 0, citation.start) + 1
    before = text[start : citation.start]
    if before.lstrip(" -+*•").startswith(_words("basis", "opens")):
        return Role.BASIS
    if _last_verb("amended").search(before):
        return Role.AMENDED
    # "thực hiện A, B và C": what stands between is a list of documents, so the verb may be far away.
    if citation.start < preamble and any(word in before for word in _words("carried_out", "before")):
        return Role.CARRIED_OUT
    return Role.MENTIONED


@cache
def _words(role: str, key: str) -> tuple[str, ...]:
    return tuple(shadow(word) for word in roles()[role][key])


@cache
def _last_verb(role: str) -> re.Pattern[str]:
    """One of the role's verbs, with at most a few words between it and the end."""
    verbs = "|".join(map(re.escape, _words(role, "before")))
    return re.compile(rf"\b(?:{verbs})\b[^.;:\d]{{0,40}}$")


__all__ = ["Link", "Role", "cited", "links_of", "name_of", "roles"]
