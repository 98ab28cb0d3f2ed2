"""Standing: what the words around a citation say of it: relation, provision, the short name it is given.

Reads: `Prose`, the first heading's place, citations in text order. Writes: the same citations with these slots.

"Căn cứ điểm a khoản 2 Điều 5 Luật Đầu tư công" is the ground of the document; "Nghị quyết số 57-NQ/TW … (sau đây gọi
tắt là Nghị quyết 57)" tells what later mentions mean.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from lotrinh.core.vietnamese.text import fold, shadow
from lotrinh.extraction.facts import Citation
from lotrinh.extraction.language.patterns import pattern
from lotrinh.extraction.prose import Prose
from lotrinh.extraction.references.relations import relations

_PROVISION = pattern(
    r"(?<!\w)(?:(?:các )?điểm [a-zđ](?:(?:,| và) (?:điểm )?[a-zđ])*,? )?"
    r"(?:(?:các )?khoản [0-9]{1,2}(?:(?:,| và) (?:khoản )?[0-9]{1,2})*,? )?"
    r"(?:các )?điều [0-9]{1,3}[a-zđ]?(?:(?:,| và) (?:điều )?[0-9]{1,3})*,?(?: của)? $"
)
_ALIAS = pattern(
    r"\((?:trong [^()]{2,40} này )?(?:sau đây|dưới đây)?,? ?(?:được )?gọi (?:tắt |chung )?(?:là)?"
    r" ?:? ?[\"“”']?(?P<alias>[^()\"“”']{2,90}?)[\"“”']? ?\)"
)
# "Ủy ban nhân dân các tỉnh (sau đây gọi chung là tỉnh)": a short name for who, not for a document.
_BODY = pattern(
    r"(?:các )?(?:tỉnh|huyện|xã|thành phố|địa phương|cơ quan|đơn vị|sở|ủy ban|ubnd|hđnd|bộ(?! luật| tiêu chí| chỉ)"
    r"|ban(?! hành)|tổ chức|người|hộ|doanh nghiệp|nhà đầu tư)(?!\w)"
)
_ARTICLE, _CALLED = "điều ", "gọi "
_LONGEST_PROVISION = 90  # characters
_LONGEST_TITLE = 500  # characters from where a citation begins to the bracket that names it


def standing(prose: Prose, citations: Sequence[Citation], opening: int | None) -> tuple[Citation, ...]:
    """The citations with their relation, provision and short name. `opening`: where the first heading stands."""
    if not citations:
        return ()
    blocks = [(line.start, line.end) for line in prose.lines]
    stands = relations(prose.text, prose.shadow, blocks, [(one.start, one.end) for one in citations], opening)
    told = [
        msgspec.structs.replace(
            one, relation=how.relation, through=how.through, provision=_provision(prose, one), alias=alias
        )
        for one, how, alias in zip(citations, stands, _aliases(prose, citations), strict=True)
    ]
    return tuple(_meant(prose, told))


def _provision(prose: Prose, citation: Citation) -> str | None:
    """ "khoản 2 Điều 19" right before a citation."""
    floor = max(prose.line_at(citation.start).start, citation.start - _LONGEST_PROVISION)
    if _ARTICLE not in prose.shadow[floor : citation.start]:
        return None
    found = _PROVISION.search(prose.shadow, floor, citation.start)
    return prose.text[found.start() : citation.start].strip().removesuffix(" của").rstrip(",") if found else None


def _aliases(prose: Prose, citations: Sequence[Citation]) -> list[str | None]:
    """The name that a bracket gives each citation: the nearest one before it of the kind that the name tells."""
    names: list[str | None] = [None] * len(citations)
    starts = [one.start for one in citations]
    for line in dict.fromkeys(prose.line_at(one.start) for one in citations):
        if _CALLED not in prose.shadow[line.start : line.end]:
            continue
        for given in _ALIAS.finditer(prose.shadow, line.start, line.end):
            first = bisect_left(starts, max(line.start, given.start() - _LONGEST_TITLE))
            near = [at for at in range(first, bisect_left(starts, given.start())) if citations[at].end <= given.start()]
            alike = [at for at in near if given["alias"].startswith(shadow(citations[at].kind))]
            if near and (alike or not _BODY.match(given["alias"])):
                names[(alike or near)[-1]] = prose.text[slice(*given.span("alias"))].strip()
    return names


def _meant(prose: Prose, citations: list[Citation]) -> list[Citation]:
    """Mentions by a short name refer to the citation that was given it."""
    known = {fold(one.alias): index for index, one in enumerate(citations) if one.alias}
    if not known:
        return citations
    found = []
    for index, one in enumerate(citations):
        first = known.get(fold(prose.text[one.start : one.end]))
        meant = one.refers_to if first is None or first >= index or one.refers_to is not None else first
        found.append(msgspec.structs.replace(one, refers_to=meant) if meant != one.refers_to else one)
    return found
