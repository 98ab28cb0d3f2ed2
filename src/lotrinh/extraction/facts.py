"""Facts: the records that reading prints, field for field as published in docs/facts.md.

Every fact has `start` and `end` (offsets into the document's text), `rule` (which rule found it) and
`reasons` (why one might doubt it; empty when nothing is doubtful). Values are frozen.
"""

from __future__ import annotations

import msgspec

from lotrinh.reading.provenance import Spot


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """What all facts have in common. `duplicate`: the same passage stands twice, this is the lesser copy.

    `places`: where in the file it stands, page and boxes, paragraph and runs or cell; unset for plain text.
    """

    start: int
    end: int
    rule: str
    reasons: tuple[str, ...] = ()
    duplicate: bool = False
    places: tuple[Spot, ...] | msgspec.UnsetType = msgspec.UNSET


class DocumentInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The document's own identity. Unknown → None, never a guess from a cited law. `spans`: field → [start, end]."""

    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    signer: str | None = None
    title: str | None = None
    spans: dict[str, tuple[int, int]] = {}
    rules: dict[str, str] = {}
    reasons: tuple[str, ...] = ()


class SectionFact(Fact, frozen=True, kw_only=True):
    """A node of the document's tree. `label` as printed ("II", "2.1", "a", "-"); `parent` is an id or None."""

    id: str
    label: str
    title: str
    level: int
    parent: str | None = None


class Citation(Fact, frozen=True, kw_only=True):
    """A reference to another identified document. Dates are ISO; `refers_to`: index of the first full mention."""

    kind: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    name: str | None = None
    year: int | None = None
    draft: bool = False
    refers_to: int | None = None
    relation: str = "mentions"  # ground | carries_out | amends | replaces | issued_with | mentions
    through: int | None = None  # index of the cited document that carries this one out; None: this document itself
    provision: str | None = None  # "điểm a khoản 2 Điều 5", as printed before it
    alias: str | None = None  # what the document calls it from here on ("sau đây gọi tắt là …")


class Target(Fact, frozen=True, kw_only=True):
    """A stated goal. `due` is a year, or an ISO date when finer; `inherited`: slot → section id it came from."""

    indicator: str
    change: str  # level | increase | decrease | multiple | event
    comparator: str | None = None  # eq | ge | gt | le | lt | range | about | top
    approx: bool = False
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None  # "year" for yearly or average-yearly rates
    from_: int | None = msgspec.field(default=None, name="from")
    due: int | str | None = None
    maintain_until: int | None = None
    scope: str | None = None
    agency: str | None = None
    parent: int | None = None  # index of the target this one is a part of
    section: str | None = None
    inherited: dict[str, str] = {}


class Task(Fact, frozen=True, kw_only=True):
    """An assigned piece of work; the span is the action. `due` is the last day of what is stated (ISO)."""

    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    due: str | None = None
    due_kind: str = "none"  # by | before | period | recurring | event | none
    due_text: str | None = None
    recurrence: str | None = None  # monthly | quarterly | half-yearly | yearly
    deliverable: str | None = None
    section: str | None = None
    inherited: dict[str, str] = {}


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A share of plan or a growth told beside a result. `change`: ratio | increase | decrease | multiple."""

    base: str  # plan | previous_year | previous_month | previous_quarter | "year:2020"
    change: str
    value: float
    unit: str
    plan_of: str | None = None


class Result(Fact, frozen=True, kw_only=True):
    """A reported figure. `period`: "2024" | "2024-11" | "2024-Q3" | "2024-01/2024-11" | "as-of 2024-12-26"."""

    indicator: str
    change: str
    comparator: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    period: str | None = None
    estimate: bool = False
    comparisons: tuple[Comparison, ...] = ()
    scope: str | None = None
    parent: int | None = None
    section: str | None = None
    inherited: dict[str, str] = {}


class Warning(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong with the document or its reading; `message` in Vietnamese and English."""

    code: str
    message: dict[str, str]  # {"vi": …, "en": …}
    start: int
    end: int


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read from one document."""

    file: str
    document: DocumentInfo
    sections: tuple[SectionFact, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    results: tuple[Result, ...] = ()
    warnings: tuple[Warning, ...] = ()
    text: str | None = None  # filled only on request (`--text`)
