"""Links between documents: what each cites, and whether that document is here too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.references.relations import relations
from lotrinh.living.documents.models import LARGE, Document, Link


def renew(document: Document) -> None:
    """Write the links of a document that was just read, and settle links of others that may mean it."""
    document.links.all().delete()
    facts = document.facts or {}
    cited = sorted((c for c in facts["citations"] if not c["duplicate"]), key=lambda c: (c["start"], c["end"]))
    heads = [section["start"] for section in facts["sections"] if not section["duplicate"]]
    blocks = [(block[0], block[1]) for block in document.blocks["blocks"]]
    stands = relations(
        document.text, shadow(document.text), blocks, [(c["start"], c["end"]) for c in cited], min(heads, default=None)
    )
    made = [_link(document, citation, how.relation) for citation, how in zip(cited, stands, strict=True)]
    Link.objects.bulk_create(made)
    behind = [(link, made[how.through]) for link, how in zip(made, stands, strict=True) if how.through is not None]
    for link, through in behind:
        link.through = through
    Link.objects.bulk_update([link for link, _ in behind], ["through"])
    _settle(made, _candidates(made))
    if document.number:
        waiting = list(Link.objects.filter(cited=None, number=document.number).exclude(citing=document))
        _settle(waiting, {document.number: [document]})


def means(link: Link, document: Document) -> bool:
    """Whether the printed identity is the document's. A number alone is not enough where days or issuers differ."""
    if link.number != document.number or link.citing_id == document.pk:
        return False
    if link.issued_on and document.issued_on:
        return link.issued_on == document.issued_on
    if link.issuer and document.issuer:
        one, other = fold(link.issuer), fold(document.issuer)
        return one in other or other in one
    return True


def _settle(links: Iterable[Link], candidates: dict[str, list[Document]]) -> None:
    settled = []
    for link in links:
        fitting = [document for document in candidates.get(link.number, ()) if means(link, document)]
        if len(fitting) == 1:
            link.cited = fitting[0]
            settled.append(link)
    Link.objects.bulk_update(settled, ["cited"])


def _candidates(links: Iterable[Link]) -> dict[str, list[Document]]:
    numbers = {link.number for link in links if link.number}
    found: dict[str, list[Document]] = {}
    newest = Document.objects.filter(number__in=numbers, corrected_by=None).defer(*LARGE)
    for document in newest:
        found.setdefault(document.number, []).append(document)
    return found


def _link(document: Document, citation: dict[str, Any], relation: str) -> Link:
    return Link(
        citing=document,
        relation=relation,
        kind=(citation["kind"] or "")[:60],
        number=(citation["number"] or "")[:60],
        issuer=(citation["issuer"] or "")[:200],
        issued_on=date.fromisoformat(citation["date"]) if citation["date"] else None,
        name=citation["name"] or "",
        start=citation["start"],
        end=citation["end"],
    )
