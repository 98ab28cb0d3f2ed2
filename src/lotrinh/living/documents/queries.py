"""What pages ask about documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lotrinh.core.vietnamese.text import fold
from lotrinh.living.documents.models import LARGE, Document, Link, Relation
from lotrinh.living.documents.sentences import Sentence, sentence
from lotrinh.living.documents.told import KINDS, reasons_told, tell
from lotrinh.living.words import spoken
from lotrinh.output.highlight import Mark

__all__ = [
    "Neighbour",
    "Sentence",
    "cited_by",
    "cites",
    "fact_marks",
    "heading_marks",
    "listed",
    "sentence",
    "warnings",
    "years",
]

_STRENGTH = [
    Relation.AMENDS, Relation.REPLACES, Relation.ISSUED_WITH, Relation.CARRIES_OUT, Relation.GROUND, Relation.MENTIONS,
]  # fmt: skip


def listed(*, internal: bool, kind: str = "", year: str = "", words: str = "") -> QuerySet[Document]:
    """Documents for the list, newest first, without their large fields. `internal` False: only the public ones."""
    found = Document.objects.defer(*LARGE).select_related("uploaded_by").annotate(review_count=Count("reviews"))
    found = found.order_by(F("issued_on").desc(nulls_last=True), "-id")
    if not internal:
        found = found.filter(public=True)
    if kind:
        found = found.filter(kind=kind)
    if year.isdecimal() and len(year) == 4:
        found = found.filter(issued_on__year=int(year))
    for word in words.split()[:6]:
        found = found.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(name__icontains=word))
    return found


def kinds(*, internal: bool) -> list[str]:
    """The kinds of documents that are here."""
    found = Document.objects.exclude(kind="") if internal else Document.objects.exclude(kind="").filter(public=True)
    return list(found.order_by("kind").values_list("kind", flat=True).distinct())


def years(*, internal: bool) -> list[int]:
    """The years of the documents that are here, newest first."""
    found = Document.objects.filter(issued_on__isnull=False)
    if not internal:
        found = found.filter(public=True)
    return [day.year for day in found.dates("issued_on", "year", order="DESC")]


@dataclass(frozen=True)
class Neighbour:
    """Another document beside this one. `document` None: it is cited but not here; `hidden`: here, not public.

    `through`: keys of the documents that carry it out, where it is only cited as that. `start`, `end`: the mention.
    """

    key: str
    label: str
    relation: Relation
    issued_on: date | None
    issuer: str
    document: int | None
    start: int
    end: int
    through: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("documents:document", args=[self.document]) if self.document else ""

    @property
    def word(self) -> str:
        """The relation in words."""
        return str(self.relation.label)


def cites(document: Document, *, internal: bool) -> list[Neighbour]:
    """What a document cites: each once, with the strongest relation, in the order of the text. Two queries."""
    return neighbours_of(_links(citing=document), internal=internal)


def cited_by(document: Document, *, internal: bool) -> list[Neighbour]:
    """Documents here that cite this one, each once with the strongest relation."""
    links = Link.objects.filter(cited=document).select_related("citing")
    links = links.defer(*(f"citing__{field}" for field in LARGE))
    if not internal:
        links = links.filter(citing__public=True)
    best: dict[int, Link] = {}
    for link in links:
        held = best.get(link.citing_id)
        if held is None or _strength(link) < _strength(held):
            best[link.citing_id] = link
    return [
        Neighbour(
            key=f"d{link.citing_id}",
            label=str(link.citing),
            relation=Relation(link.relation),
            issued_on=link.citing.issued_on,
            issuer=link.citing.issuer,
            document=link.citing_id,
            start=link.start,
            end=link.end,
        )
        for link in best.values()
    ]


def neighbours_of(links: Iterable[Link], *, internal: bool) -> list[Neighbour]:
    """Mentions put together by the document that they mean."""
    mentions: dict[str, list[Link]] = {}
    for link in links:
        mentions.setdefault(_key(link), []).append(link)
    return [_neighbour(key, group, internal=internal) for key, group in mentions.items()]


def _neighbour(key: str, group: Sequence[Link], *, internal: bool) -> Neighbour:
    best = min(_strength(link) for link in group)
    strongest = [link for link in group if _strength(link) == best]
    direct = any(link.through is None for link in strongest)
    fullest = max(group, key=lambda link: (bool(link.issued_on), bool(link.issuer), -link.start))
    cited = next((link.cited for link in group if link.cited is not None), None)
    seen = cited if cited is not None and (internal or cited.public) else None
    return Neighbour(
        key=key,
        label=_label(fullest.kind, fullest.number or fullest.name),
        relation=Relation(strongest[0].relation),
        issued_on=seen.issued_on if seen and seen.issued_on else fullest.issued_on,
        issuer=seen.issuer if seen and seen.issuer else fullest.issuer,
        document=seen.pk if seen else None,
        start=strongest[0].start,
        end=strongest[0].end,
        through=() if direct else tuple(dict.fromkeys(_key(link.through) for link in strongest if link.through)),
    )


def _label(kind: str, name: str) -> str:
    """Kind and number; a law without number is told by its name, which says the kind itself.

    >>> _label("Nghị quyết", "96/NQ-CP"), _label("Luật", "Luật Tổ chức chính quyền địa phương")
    ('Nghị quyết 96/NQ-CP', 'Luật Tổ chức chính quyền địa phương')
    """
    return name if name.lower().startswith(kind.lower()) else f"{kind} {name}".strip()


def _links(**where: Any) -> QuerySet[Link]:
    large = [f"cited__{field}" for field in LARGE]
    return Link.objects.filter(**where).select_related("cited", "through").defer(*large).order_by("start")


def _key(link: Link) -> str:
    if link.cited_id:
        return f"d{link.cited_id}"
    return f"n{fold(link.kind)} {link.number or fold(link.name)}"


def _strength(link: Link) -> int:
    return _STRENGTH.index(Relation(link.relation))


@dataclass(frozen=True)
class Note:
    """A warning about the document: what, and where."""

    code: str
    message: str
    start: int
    end: int


HEADING = 160
"""A numbered paragraph that is longer is a section, but no line to be set in bold."""

_QUIET = frozenset({"boilerplate"})


def warnings(document: Document) -> list[Note]:
    """What is wrong with the document or its reading, without what concerns only the page it was copied from."""
    return [
        Note(found["code"], spoken(found["message"]), found["start"], found["end"])
        for found in (document.facts or {}).get("warnings", ())
        if found["code"] not in _QUIET
    ]


def heading_marks(document: Document, start: int, end: int) -> list[Mark]:
    """Headings as the program found them, so that a plain text shows its outline."""
    return [
        Mark(section["start"], section["end"], "head", f"h-{section['start']}", "", "")
        for section in (document.facts or {}).get("sections", ())
        if section["end"] > section["start"] >= start and section["end"] <= min(end, section["start"] + HEADING)
    ]


def fact_marks(document: Document, start: int, end: int) -> tuple[list[Mark], dict[str, str]]:
    """Marks of all facts between two offsets, and what the margin says of each. Duplicates are marked, not told."""
    marks, notes = [], {}
    for name, kind in (("targets", "target"), ("tasks", "task"), ("results", "result"), ("citations", "citation")):
        for index, fact in enumerate((document.facts or {}).get(name, ())):
            if fact["end"] <= start or end <= fact["start"]:
                continue
            anchor = f"{kind}-{index}"
            told = tell(kind, fact, document.text[fact["start"] : fact["end"]])
            title = f"{KINDS[kind]}: {told.line}"
            doubts = reasons_told(fact["reasons"])
            words = f"{kind} doubtful" if doubts else kind
            words += " twice" if fact["duplicate"] else ""
            href = reverse("documents:sentence", args=[document.pk, fact["start"], fact["end"]])
            marks.append(Mark(fact["start"], fact["end"], words, anchor, href, "; ".join([title, *doubts])[:400]))
            if kind != "citation" and not fact["duplicate"]:
                notes[anchor] = _note(kind, told.head, told.value, [text for _, text in told.details], doubts)
    return marks, notes


def _note(kind: str, head: str, value: str, details: Sequence[str], doubts: Sequence[str]) -> str:
    short = head if len(head) <= 90 else head[:88].rsplit(" ", 1)[0] + " …"
    return format_html(
        '<span class="k {}">{}</span> {}{}{}{}',
        kind,
        KINDS[kind],
        short,
        format_html(" <b>{}</b>", value) if value else "",
        format_html_join("", '<span class="soft small"> · {}</span>', ((text,) for text in details if len(text) < 120)),
        format_html_join("", '<span class="doubt small"> {}</span>', ((doubt,) for doubt in doubts)),
    )
