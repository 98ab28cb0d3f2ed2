"""A review that tests begin with."""

from __future__ import annotations

from typing import Any

from lotrinh.living.review import services
from lotrinh.living.review.models import Proposal, Purpose, Review
from tests.living.cast import Cast
from tests.living.documents.samples import PLAN, REPORT, read


def opened(cast: Cast, text: str = PLAN) -> Review:
    """A new plan under review: three targets (the second with a doubt) and three tasks."""
    return services.open_review(read(text, by=cast.focal), Purpose.PLAN, None, cast.focal)


def published(cast: Cast) -> Any:
    """The plan of the sample, with everything accepted."""
    review = opened(cast)
    for proposal in review.proposals.all():
        services.accept(proposal, version=proposal.version, by=cast.focal)
    return services.publish(review, cast.focal, short="Kế hoạch 45/KH-UBND")


def reported(cast: Cast) -> Review:
    """A report on that plan under review: two figures (the first with a doubt)."""
    return services.open_review(read(REPORT, "bao-cao.txt"), Purpose.REPORT, published(cast), cast.focal)


def at(review: Review, words: str) -> Proposal:
    """The proposal whose source text holds some words."""
    text = review.document.text
    [found] = [p for p in review.proposals.exclude(standing="replaced") if words in text[p.start : p.end]]
    return found
