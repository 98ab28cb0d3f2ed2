"""The chain of documents as a picture: what this one stands on above it, what carries it out below.

Reads: neighbours. Writes: SVG made on the server, without links; the list beside it says the same and leads on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import SafeString

from lotrinh.living.documents.models import Document, Relation
from lotrinh.living.documents.queries import Neighbour
from lotrinh.living.words import Words

MOST = 5  # boxes in a row; the list has all of them
BOX, HIGH, GAP, ROW = 208, 46, 18, 104

_SHOWN = (Relation.CARRIES_OUT, Relation.AMENDS, Relation.REPLACES, Relation.ISSUED_WITH, Relation.GROUND)


@dataclass(frozen=True)
class Node:
    """A document in the picture. Rows count downwards from what was issued first."""

    key: str
    label: str
    sub: str
    row: int
    here: bool = False


@dataclass(frozen=True)
class Edge:
    """`lower` stands to `upper` as `word` says."""

    upper: str
    lower: str
    word: str


@dataclass(frozen=True)
class Graph:
    """`left_out`: how many documents the rows had no room for."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int

    @property
    def told(self) -> str:
        """The picture in words."""
        names = {node.key: node.label for node in self.nodes}
        return "; ".join(f"{names[e.lower]} {e.word} {names[e.upper]}" for e in self.edges)


def graph_of(document: Document, above: Iterable[Neighbour], below: Iterable[Neighbour]) -> Graph | None:
    """The document between those that it carries out and those that carry it out; None: it stands alone."""
    cited = sorted((n for n in above if n.relation in _SHOWN), key=lambda n: _SHOWN.index(n.relation))
    direct = [n for n in cited if not n.through]
    known = {n.key for n in direct[:MOST]}
    far = [n for n in cited if n.through and known.intersection(n.through)]
    later = [n for n in below if n.relation in _SHOWN]
    rows = [[_node(n, 0) for n in far[:MOST]], [_node(n, 1) for n in direct[:MOST]]]
    me = Node("me", str(document), _sub(document.issued_on, document.issuer), 2, here=True)
    rows += [[me], [_node(n, 3) for n in later[:MOST]]]
    edges = [
        *(Edge(n.key, through, n.word) for n in far[:MOST] for through in n.through if through in known),
        *(Edge(n.key, "me", n.word) for n in direct[:MOST]),
        *(Edge("me", n.key, n.word) for n in later[:MOST]),
    ]
    if not edges:
        return None
    left_out = sum(max(0, len(row) - MOST) for row in (far, direct, later))
    return Graph(tuple(node for row in rows for node in row), tuple(edges), left_out)


def svg(graph: Graph) -> SafeString:
    """The picture. Its sizes are its own; colours come from documents.css."""
    used = sorted({node.row for node in graph.nodes})
    rows = {row: [node for node in graph.nodes if node.row == row] for row in used}
    width = max(len(row) for row in rows.values()) * (BOX + GAP) + GAP
    place: dict[str, tuple[float, float]] = {}
    for level, row in enumerate(used):
        indent = (width - len(rows[row]) * (BOX + GAP) + GAP) / 2
        for index, node in enumerate(rows[row]):
            place[node.key] = (indent + index * (BOX + GAP), 8 + level * ROW)
    height = 8 + (len(used) - 1) * ROW + HIGH + 8
    title = Words("Chuỗi văn bản: {told}", "Chain of documents: {told}").format(told=graph.told)
    inside = "".join(_line(edge, place) for edge in graph.edges) + "".join(_box(node, place) for node in graph.nodes)
    return SafeString(
        f'<svg class="chain" role="img" aria-label="{escape(title)}" viewBox="0 0 {width:.0f} {height}"'
        f' width="{width:.0f}" height="{height}">{inside}</svg>'
    )


def _box(node: Node, place: dict[str, tuple[float, float]]) -> str:
    x, y = place[node.key]
    middle = x + BOX / 2
    kind = "box here" if node.here else "box"
    return (
        f'<g class="{kind}"><rect x="{x:.0f}" y="{y}" width="{BOX}" height="{HIGH}" rx="3"/>'
        f'<text x="{middle:.0f}" y="{y + 19}" text-anchor="middle">{escape(_cut(node.label, 27))}</text>'
        f'<text class="sub" x="{middle:.0f}" y="{y + 36}" text-anchor="middle">{escape(_cut(node.sub, 33))}</text></g>'
    )


def _line(edge: Edge, place: dict[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = place[edge.lower], place[edge.upper]
    x1, x2, top, bottom = x1 + BOX / 2, x2 + BOX / 2, y2 + HIGH, y1
    half = (top + bottom) / 2
    path = f"M{x1:.0f} {bottom} C{x1:.0f} {half:.0f} {x2:.0f} {half:.0f} {x2:.0f} {top + 6}"
    tip = f"M{x2 - 4:.0f} {top + 7} L{x2:.0f} {top} L{x2 + 4:.0f} {top + 7}z"
    return (
        f'<path class="edge" d="{path}"/><path class="tip" d="{tip}"/>'
        f'<text class="word" x="{(x1 + x2) / 2:.0f}" y="{half + 4:.0f}" text-anchor="middle">{escape(edge.word)}</text>'
    )


def _node(neighbour: Neighbour, row: int) -> Node:
    return Node(neighbour.key, neighbour.label, _sub(neighbour.issued_on, neighbour.issuer), row)


def _sub(issued_on: date | None, issuer: str) -> str:
    day = formats.date_format(issued_on, "SHORT_DATE_FORMAT") if issued_on else ""
    return " · ".join(part for part in (day, issuer) if part)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
