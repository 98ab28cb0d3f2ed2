"""The chain of documents that a plan stands in, with the plans under it.

Reads: what documents cite and are cited by, child plans. Writes: the breadcrumb, the list and the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lotrinh.living.documents.graph import Graph, graph_of
from lotrinh.living.documents.models import LARGE, Link, Relation
from lotrinh.living.documents.queries import Neighbour, cited_by, cites, neighbours_of
from lotrinh.living.plans.models import Plan


@dataclass(frozen=True)
class Chain:
    """`above`: what the plan's document carries out, rests on or changes; `mentioned`: what it only names.

    `below`: documents that cite it, with those of the plans under it. `graph` None: it stands alone.
    """

    above: Sequence[Neighbour]
    mentioned: Sequence[Neighbour]
    below: Sequence[Neighbour]
    children: Sequence[Plan]
    graph: Graph | None


def ancestors(plan: Plan, *, internal: bool) -> list[Neighbour]:
    """What the plan carries out, the oldest first: its breadcrumb."""
    links = Link.objects.filter(citing_id=plan.document_id, relation=Relation.CARRIES_OUT)
    links = links.select_related("cited").defer(*(f"cited__{name}" for name in LARGE)).order_by("start")
    return sorted(neighbours_of(links, internal=internal), key=lambda one: (one.issued_on or date.max, one.label))


def chain_of(plan: Plan, children: Sequence[Plan], *, internal: bool) -> Chain:
    """The chain around a plan. `children`: the plans under it that the reader may see."""
    cited = cites(plan.document, internal=internal)
    above = [one for one in cited if one.relation != Relation.MENTIONS]
    below = cited_by(plan.document, internal=internal)
    known = {one.document for one in below}
    below += [_below(child) for child in children if child.document_id not in known]
    return Chain(
        above=sorted(above, key=lambda one: (one.issued_on or date.max, one.label)),
        mentioned=[one for one in cited if one.relation == Relation.MENTIONS],
        below=below,
        children=children,
        graph=graph_of(plan.document, above, below),
    )


def _below(child: Plan) -> Neighbour:
    document = child.document
    return Neighbour(
        key=f"p{child.pk}",
        label=str(document) or child.short,
        relation=Relation.CARRIES_OUT,
        issued_on=document.issued_on,
        issuer=document.issuer,
        document=document.pk,
        start=0,
        end=0,
    )
