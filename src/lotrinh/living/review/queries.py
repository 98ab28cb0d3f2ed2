"""What the pages of a review ask: cards in document order, marks in the text, progress, filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from lotrinh.living.documents import layout
from lotrinh.living.documents.models import HEAVY
from lotrinh.living.documents.told import KINDS, Told, reasons_told, tell
from lotrinh.living.observations.matching import SURE, known_of, matched
from lotrinh.living.plans.models import Indicator
from lotrinh.living.review.amending import standing_targets
from lotrinh.living.review.filters import Filters
from lotrinh.living.review.models import Kind, Proposal, Purpose, Review, ReviewState, Standing
from lotrinh.living.words import Words
from lotrinh.output.highlight import Mark


@dataclass(frozen=True)
class Card:
    """A proposal as the page shows it. `speaks_to`: the plan's indicator that a figure will go to, and how sure."""

    proposal: Proposal
    told: Told
    quote: str
    kind: str
    doubts: tuple[str, ...]
    speaks_to: str = ""
    likely: bool = True
    part: bool = False
    read: str = ""

    @property
    def standing(self) -> str:
        """What was decided, in words."""
        label = str(Standing(self.proposal.standing).label)
        return label + str(Words(", có sửa", ", corrected")) if self.proposal.corrected else label


@dataclass(frozen=True)
class Progress:
    """Where the review stands. Duplicates do not count; `easy`: open without doubts, `hard`: open with some."""

    total: int
    accepted: int
    rejected: int
    easy: int
    hard: int
    duplicates: int

    @property
    def open(self) -> int:
        """Still to be decided."""
        return self.easy + self.hard

    @property
    def decided(self) -> int:
        """Done."""
        return self.accepted + self.rejected


def proposals_of(review: Review) -> list[Proposal]:
    """All proposals in document order, without their slots: a long document has thousands. One query."""
    return list(review.proposals.defer("slots", "read").order_by("start", "order", "id"))


def whole(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals with their slots. One query."""
    found = Proposal.objects.in_bulk([proposal.pk for proposal in proposals])
    return [found[proposal.pk] for proposal in proposals if proposal.pk in found]


def progress(proposals: Iterable[Proposal]) -> Progress:
    """Counted from the proposals."""
    counts: Counter[str] = Counter()
    for proposal in proposals:
        if proposal.standing == Standing.REPLACED:
            continue
        if proposal.duplicate:
            counts["duplicates"] += 1
        elif proposal.standing == Standing.OPEN:
            counts["hard" if proposal.reasons else "easy"] += 1
        else:
            counts[proposal.standing] += 1
    accepted, rejected = counts[Standing.ACCEPTED], counts[Standing.REJECTED]
    easy, hard = counts["easy"], counts["hard"]
    return Progress(accepted + rejected + easy + hard, accepted, rejected, easy, hard, counts["duplicates"])


def cards(review: Review, proposals: Sequence[Proposal]) -> list[Card]:
    """Cards for proposals; at most three queries, however many there are."""
    text = review.document.text
    speaks = _speaks_to(review, [p for p in proposals if p.kind == Kind.RESULT])
    speaks |= _amended(review, [p for p in proposals if p.kind == Kind.TARGET])
    made = []
    for proposal in proposals:
        quote = text[proposal.start : proposal.end]
        name, likely = speaks.get(proposal.pk, ("", True))
        made.append(
            Card(
                proposal=proposal,
                told=tell(proposal.kind, proposal.slots, quote),
                quote=" ".join(quote.split()),
                kind=str(KINDS[proposal.kind]),
                doubts=tuple(reasons_told(proposal.reasons)),
                speaks_to=name,
                likely=likely,
                part=proposal.parent_id is not None,
                read=tell(proposal.kind, proposal.read or {}, quote).line if proposal.corrected else "",
            )
        )
    return made


def _speaks_to(review: Review, results: Sequence[Proposal]) -> dict[int, tuple[str, bool]]:
    if review.plan is None or not results or review.purpose != Purpose.REPORT:
        return {}
    nothing = str(Words("không chỉ tiêu nào của kế hoạch", "no indicator of the plan"))
    wanted = {p.pk: int(number) for p in results if str(number := p.slots.get("indicator_id") or "").isdecimal()}
    chosen = Indicator.objects.in_bulk(set(wanted.values()))
    told: dict[int, tuple[str, bool]] = {}
    for proposal, match in zip(results, matched(known_of(review.plan), [p.slots for p in results]), strict=True):
        if proposal.pk in wanted and wanted[proposal.pk] in chosen:
            told[proposal.pk] = chosen[wanted[proposal.pk]].name, True
        elif match is None or proposal.slots.get("indicator_id"):
            told[proposal.pk] = nothing, True
        else:
            told[proposal.pk] = match[0].name, match[1] >= SURE
    return told


def _amended(review: Review, targets: Sequence[Proposal]) -> dict[int, tuple[str, bool]]:
    """What each target of an amendment changes. Unsure where only its name will decide."""
    if review.plan is None or not targets or review.purpose != Purpose.AMENDMENT:
        return {}
    held = {one.id: one.told for one in standing_targets(review.plan)}
    new = str(Words("mục tiêu mới, hoặc mục tiêu trùng tên", "a new target, or the one of the same name"))
    return {p.pk: (held.get(p.slots.get("amends") or 0, new), p.slots.get("amends") in held) for p in targets}


def marks(
    review: Review, proposals: Iterable[Proposal], window: Window, filters: Filters, chosen: Proposal | None
) -> list[Mark]:
    """Every proposal that stands in the shown part, marked in the text, and the citations around them."""
    made = []
    base = reverse("review:review", args=[review.pk])
    query = filters.query()
    for proposal in proposals:
        if proposal.standing == Standing.REPLACED or not window.shows(proposal.start, proposal.end):
            continue
        words = f"{proposal.kind} {proposal.standing}{' twice' if proposal.duplicate else ''}"
        words += " doubtful" if proposal.reasons else ""
        words += " current" if chosen is not None and chosen.pk == proposal.pk else ""
        kept = f"{query}&" if query and filters.fits(proposal) else ""  # a filter that hides its card is left out
        href = f"{base}?{kept}o={proposal.pk}#de-xuat-{proposal.pk}"
        title = f"{KINDS[proposal.kind]}: {Standing(proposal.standing).label}"
        made.append(Mark(proposal.start, proposal.end, words, f"m-{proposal.pk}", href, title))
    for fact in (review.document.facts or {}).get("citations", ()):
        if not window.shows(fact["start"], fact["end"]):
            continue
        href = reverse("documents:sentence", args=[review.document_id, fact["start"], fact["end"]])
        made.append(Mark(fact["start"], fact["end"], "citation", f"v-{fact['start']}", href, str(KINDS["citation"])))
    return made


@dataclass(frozen=True)
class Window:
    """The part of a long document that is shown, with its neighbours."""

    start: int
    end: int
    number: int
    count: int
    previous: int | None
    next: int | None

    def shows(self, start: int, end: int) -> bool:
        """Whether anything of a place is in this part."""
        return start < self.end and self.start < end


def window(review: Review, at: int) -> tuple[Any, Window]:
    """The laid-out part of the document around an offset."""
    laid = layout.unpack(review.document.text, review.document.blocks)
    ranges = layout.parts(laid)
    part = layout.part_at(ranges, at)
    start, end = ranges[part]
    return layout.cut(laid, start, end), Window(
        start,
        end,
        part + 1,
        len(ranges),
        ranges[part - 1][0] if part else None,
        ranges[part + 1][0] if part + 1 < len(ranges) else None,
    )


def next_open(proposals: Sequence[Proposal], after: Proposal | None) -> Proposal | None:
    """The next item to decide: behind `after`, else from the beginning."""
    waiting = [p for p in proposals if p.standing == Standing.OPEN and not p.duplicate]
    if after is None:
        return waiting[0] if waiting else None
    behind = [p for p in waiting if (p.start, p.order, p.pk) > (after.start, after.order, after.pk)]
    return next(iter(behind or waiting), None)


def neighbour(proposals: Sequence[Proposal], mine: Proposal) -> Proposal | None:
    """The next item of the same kind, which `mine` could be merged with."""
    place = (mine.start, mine.order, mine.pk)
    alive = (Standing.OPEN, Standing.ACCEPTED, Standing.REJECTED)
    fitting = (
        p for p in proposals
        if p.kind == mine.kind and p.standing in alive and not p.duplicate and (p.start, p.order, p.pk) > place
    )  # fmt: skip
    return next(fitting, None)


def reviews(standing: str = "") -> QuerySet[Review]:
    """All reviews, newest first, with how much is decided. One query."""
    counted = Q(proposals__duplicate=False) & ~Q(proposals__standing=Standing.REPLACED)
    found = (
        Review.objects.select_related("document", "plan", "opened_by")
        .defer(*HEAVY)
        .annotate(
            total=Count("proposals", filter=counted),
            decided=Count("proposals", filter=counted & ~Q(proposals__standing=Standing.OPEN)),
        )
        .order_by("-id")
    )
    return found.filter(state=standing) if standing in ReviewState.values else found
